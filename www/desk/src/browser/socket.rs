//! The WebSocket: a ticket buys it, what comes over it becomes events, and it ends when the desk hangs up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use beeline_protocol::DeskEvent;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::{Event as DomEvent, MessageEvent, WebSocket};

use super::app::App;
use super::net::Caller;
use crate::Event;

/// At most one socket.
#[derive(Clone, Default)]
pub(crate) struct Socket {
    current: Rc<RefCell<Option<Open>>>,
    /// Moves with every opening and closing: whatever an older socket still says is not heard.
    turn: Rc<Cell<u32>>,
}

/// Its closure must live as long as it does.
struct Open(WebSocket, Closure<dyn FnMut(DomEvent)>);

impl Socket {
    /// Opens a socket in place of the one there may be.
    pub(crate) fn open(&self, app: App, caller: Caller) {
        self.close();
        let (this, turn) = (self.clone(), self.turn.get());
        spawn_local(async move {
            let url = caller.socket_url().await;
            if this.turn.get() != turn {
                return;
            }
            let opened = url.ok().and_then(|url| WebSocket::new(&url).ok());
            match opened {
                Some(socket) => this.attach(app, turn, socket),
                None => app.dispatch(Event::Disconnected),
            }
        });
    }

    /// Closes it, without an event: who closes it knows.
    pub(crate) fn close(&self) {
        self.turn.set(self.turn.get().wrapping_add(1));
        if let Some(Open(socket, heard)) = self.current.take() {
            for_each_handler(&socket, None);
            let _ = socket.close();
            // This may run inside the very closure.
            spawn_local(async move { drop(heard) });
        }
    }

    fn attach(&self, app: App, turn: u32, socket: WebSocket) {
        let current = self.turn.clone();
        let heard = Closure::<dyn FnMut(DomEvent)>::new(move |event: DomEvent| {
            if current.get() != turn {
                return;
            }
            match event.type_().as_str() {
                "open" => app.dispatch(Event::Connected),
                "message" => {
                    let text = event.dyn_ref::<MessageEvent>().and_then(|m| m.data().as_string());
                    // An event of a newer edge is skipped, not fatal.
                    if let Some(event) = text.and_then(|t| serde_json::from_str::<DeskEvent>(&t).ok()) {
                        app.dispatch(Event::Heard(Box::new(event)));
                    }
                }
                _ => app.dispatch(Event::Disconnected),
            }
        });
        for_each_handler(&socket, Some(&heard));
        *self.current.borrow_mut() = Some(Open(socket, heard));
    }
}

/// `error` is always followed by `close`, which is enough.
fn for_each_handler(socket: &WebSocket, heard: Option<&Closure<dyn FnMut(DomEvent)>>) {
    let heard = heard.map(|h| h.as_ref().unchecked_ref());
    socket.set_onopen(heard);
    socket.set_onmessage(heard);
    socket.set_onclose(heard);
}
