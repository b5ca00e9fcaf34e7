//! The WebSocket: a ticket buys it, what comes over it becomes events, and it ends when the chat hangs up.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::{Sink, StreamExt};
use gloo_net::websocket::{Message, futures::WebSocket};
use wasm_bindgen_futures::spawn_local;

use super::app::App;
use super::net::Net;
use super::wire::parse;
use crate::Event;

/// At most one socket.
#[derive(Clone, Default)]
pub(crate) struct Socket(Rc<Line>);

#[derive(Default)]
struct Line {
    open: RefCell<Option<web_sys::WebSocket>>,
    /// Counts the sockets, so that the end of one that was hung up is not taken for the end of the next.
    current: Cell<u32>,
}

impl Socket {
    /// Opens a socket in place of the one there may be.
    pub(crate) fn open(&self, app: App, net: Rc<Net>, conversation: String) {
        self.close();
        let (line, mine) = (self.0.clone(), self.0.current.get());
        spawn_local(async move {
            line.listen(mine, app, &net, &conversation).await;
            if line.current.get() == mine {
                app.dispatch(Event::Disconnected);
            }
        });
    }

    /// Closes it, without an event: who closes it knows.
    pub(crate) fn close(&self) {
        self.0.current.set(self.0.current.get() + 1);
        if let Some(socket) = self.0.open.take() {
            let _ = socket.close();
        }
    }
}

impl Line {
    /// Returns when the socket fell, never stood or was hung up.
    async fn listen(&self, mine: u32, app: App, net: &Net, conversation: &str) {
        let Ok(url) = net.socket_url(conversation).await else { return };
        if self.current.get() != mine {
            return;
        }
        let Ok(raw) = web_sys::WebSocket::new(&url) else { return };
        *self.open.borrow_mut() = Some(raw.clone());
        let Ok(mut socket) = WebSocket::try_from(raw.clone()) else { return };
        let _ = poll_fn(|cx| Pin::new(&mut socket).poll_ready(cx)).await;
        if raw.ready_state() == web_sys::WebSocket::OPEN && self.current.get() == mine {
            app.dispatch(Event::Connected);
        }
        while let Some(Ok(Message::Text(text))) = socket.next().await {
            // An event of a newer edge is skipped, not fatal.
            if let Some(event) = parse(&text)
                && self.current.get() == mine
            {
                app.dispatch(Event::Heard(Box::new(event)));
            }
        }
    }
}
