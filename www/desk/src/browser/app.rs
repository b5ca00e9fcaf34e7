//! Carries effects out and brings events in. All decisions are the state's.

use std::rc::Rc;
use std::time::Duration;

use beeline_protocol::{DeskConversation, Outbox, OutboxMessage, Queue, Taken};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::net::Caller;
use super::socket::Socket;
use super::{js, page, store};
use crate::{Effect, Event, Kept, State, Words};

/// The desk, as everything on the page holds it.
#[derive(Clone, Copy)]
pub(crate) struct App {
    state: RwSignal<State>,
    /// Milliseconds since 1970, moved every second: of what ticks, and of nothing else.
    pub(crate) now: RwSignal<f64>,
    /// How dates and sums are written: BCP 47.
    pub(crate) locale: &'static str,
    /// What the desk itself says.
    pub(crate) words: &'static Words,
    shell: StoredValue<Rc<Shell>, LocalStorage>,
}

/// What effects are carried out with.
struct Shell {
    socket: Socket,
    /// What the state wanted done first; waits for [`App::start`].
    first: Vec<Effect>,
}

impl App {
    /// A desk as this tab left it; needs a reactive owner.
    pub(crate) fn new(locale: String, shop: Option<String>, kept: Option<Kept>) -> Self {
        let words = Words::of(&locale);
        let shop = shop.or_else(|| kept.as_ref().map(|k| k.shop.clone())).filter(|s| !s.is_empty());
        let (state, first) = State::new(words, shop.unwrap_or_else(|| "demo".to_owned()), kept);
        Self {
            state: RwSignal::new(state),
            now: RwSignal::new(js::now()),
            // The browser's own English or Chinese; a third language would not fit the words around it. There is one desk,
            // and it lives as long as its page.
            locale: if locale.starts_with(&words.lang[..2]) { locale.leak() } else { words.lang },
            words,
            shell: StoredValue::new_local(Rc::new(Shell { socket: Socket::default(), first })),
        }
    }

    /// Does what the state wanted done first.
    pub(crate) fn start(self) {
        self.shell.get_value().first.iter().cloned().for_each(|effect| self.run(effect));
    }

    /// Takes in what happened.
    pub(crate) fn dispatch(self, event: Event) {
        // A step that asks for nothing visible still notifies; every view compares before it draws.
        let effects = self.state.try_update(|state| state.step(event, &js::uuid));
        effects.into_iter().flatten().for_each(|effect| self.run(effect));
    }

    /// A part of the state that a view follows.
    pub(crate) fn part<T>(self, part: impl Fn(&State) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.state.with(&part))
    }

    /// A part of the state as it is now.
    pub(crate) fn peek<T>(self, part: impl Fn(&State) -> T) -> T {
        self.state.with_untracked(part)
    }

    fn run(self, effect: Effect) {
        match effect {
            Effect::LoadQueue { ticket } => self.ask(
                |caller| async move { caller.get::<Queue>("queue").await },
                move |answer| match answer {
                    Ok(queue) => Event::QueueLoaded(ticket, Box::new(queue)),
                    Err(trouble) => Event::QueueFailed(ticket, trouble),
                },
            ),
            Effect::Load { id, ticket } => {
                let path = format!("conversations/{}", js::escape(&id));
                self.ask(
                    |caller| async move { caller.get::<DeskConversation>(&path).await },
                    move |answer| match answer {
                        Ok(content) => Event::Loaded(id, ticket, Box::new(content)),
                        Err(trouble) => Event::NotLoaded(id, ticket, trouble),
                    },
                );
            }
            Effect::Act { id, act } => {
                let path = format!("conversations/{}/{}", js::escape(&id), act.path());
                self.ask(
                    |caller| async move { caller.post::<Taken>(&path, None).await },
                    move |answer| match answer {
                        Ok(taken) => Event::Acted(id, act, taken),
                        Err(trouble) => Event::NotActed(id, act, trouble),
                    },
                );
            }
            Effect::Reply { id, reply } => {
                let path = format!("conversations/{}/replies", js::escape(&id));
                let body = serde_json::to_string(&reply).ok();
                self.ask(
                    |caller| async move { caller.post::<Taken>(&path, body).await },
                    move |answer| match answer {
                        // The answer names the conversation; this desk knows it by the id it asked with.
                        Ok(taken) => Event::Replied(reply.id, Taken { id, ..taken }),
                        Err(trouble) => Event::NotReplied(reply.id, trouble),
                    },
                );
            }
            Effect::LoadDeliveries { ticket } => self.ask(
                |caller| async move { caller.get::<Outbox>("outbox").await },
                move |answer| match answer {
                    Ok(outbox) => Event::DeliveriesLoaded(ticket, Box::new(outbox)),
                    Err(trouble) => Event::DeliveriesFailed(ticket, trouble),
                },
            ),
            Effect::Replay { id } => {
                let path = format!("outbox/{}/replay", js::escape(&id));
                self.ask(
                    |caller| async move { caller.post::<OutboxMessage>(&path, None).await },
                    move |answer| match answer {
                        Ok(message) => Event::Replayed(Box::new(message)),
                        Err(trouble) => Event::NotReplayed(id, trouble),
                    },
                );
            }
            Effect::Connect => self.shell.with_value(|shell| shell.socket.open(self, self.caller())),
            Effect::Disconnect => self.shell.with_value(|shell| shell.socket.close()),
            Effect::Later(ms, event) => {
                set_timeout(move || self.dispatch(event), Duration::from_millis(ms.into()));
            }
            Effect::Navigate(id) => page::navigate(id.as_deref()),
            Effect::Focus(place) => page::focus(place),
            Effect::ScrollDown => page::scroll_down(),
            Effect::Keep(kept) => store::save(&kept),
            Effect::Forget => store::forget(),
        }
    }

    fn caller(self) -> Caller {
        self.peek(|state| Caller { shop: state.shop.clone(), token: state.token.clone() })
    }

    /// Asks the edge, as who is signed in now, and makes an event of the answer.
    fn ask<A, F: Future<Output = A> + 'static>(
        self,
        asking: impl FnOnce(Caller) -> F,
        event: impl FnOnce(A) -> Event + 'static,
    ) {
        let asking = asking(self.caller());
        spawn_local(async move { self.dispatch(event(asking.await)) });
    }
}
