//! The desk without a browser: everything it knows, and one [`State::step`] that decides.
//!
//! - `session`: who the agent is, and what a reload brings back
//! - `queue`: who waits; what the socket says while the list is on its way is laid over it
//! - `conversation`: what is open, and who may speak in it; `acts`: take, give back, resolve
//! - `outbox`: replies leave one at a time a conversation, in order, and are never lost
//! - `deliveries`: what the merchant's endpoint has heard
//! - `live`: the socket, and what is done while there is none

use std::collections::BTreeMap;

use beeline_protocol::{DeskEvent, QueueEntry};

use crate::event::{Effect, Event};
use crate::words::Words;

mod acts;
mod conversation;
mod deliveries;
mod live;
mod outbox;
mod queue;
mod session;
#[cfg(test)]
mod tests;

pub use conversation::{Conversation, Feeling, Standing};
pub use deliveries::Deliveries;
pub use live::Line;
pub use outbox::{MAX_CHARS, Outgoing, Phase};
pub use queue::Filter;
pub use session::Session;

/// Everything the desk knows.
#[derive(Clone, Debug)]
pub struct State {
    /// What the desk itself says.
    pub words: &'static Words,
    /// How far the agent has come in.
    pub session: Session,
    /// The shop's id.
    pub shop: String,
    /// The bearer token.
    pub token: String,
    /// Whose token it is.
    pub agent: String,
    /// Everything handed over, longest waiting first.
    pub queue: Vec<QueueEntry>,
    /// Why the queue may be old.
    pub queue_trouble: Option<crate::Trouble>,
    /// Which part of the queue is looked at.
    pub filter: Filter,
    /// The open conversation.
    pub open: Option<String>,
    /// What was read so far of each conversation.
    pub conversations: BTreeMap<String, Conversation>,
    /// What stands in each conversation's composer.
    pub drafts: BTreeMap<String, String>,
    /// Replies that are not in a transcript yet, oldest first.
    pub outbox: Vec<Outgoing>,
    /// The socket.
    pub line: Line,
    /// The newest news, for ears.
    pub announcement: String,
    /// Whether the help is shown.
    pub help: bool,
    /// What the merchant's endpoint has heard.
    pub deliveries: Deliveries,
    /// Whether single keys work.
    pub keys: bool,
    /// How often the socket failed in a row.
    failures: u32,
    /// Counts what is asked, so that an old answer is not taken for the newest.
    tickets: u32,
    /// The ticket of the queue on its way, and what was heard since it was asked for.
    asked: Option<(u32, Vec<DeskEvent>)>,
}

impl State {
    /// Takes in what happened and says what to do about it. `fresh_id` makes random UUIDs.
    pub fn step(&mut self, event: Event, fresh_id: &dyn Fn() -> String) -> Vec<Effect> {
        let mut effects = Vec::new();
        let fx = &mut effects;
        match event {
            Event::SignedIn { shop, token } => self.sign_in(&shop, &token, fx),
            Event::SignedOut => self.sign_out(fx),
            Event::QueueLoaded(ticket, queue) => self.queue_loaded(ticket, *queue, fx),
            Event::QueueFailed(ticket, trouble) => self.queue_failed(ticket, trouble, fx),
            Event::QueueWanted | Event::Minute => self.load_queue(fx),
            Event::Filtered(filter) => self.filter = filter,
            Event::Opened(id) => self.open(id, fx),
            Event::NextWanted => self.open_next(fx),
            Event::Closed => self.close(fx),
            Event::Loaded(id, ticket, content) => self.loaded(&id, ticket, *content),
            Event::NotLoaded(id, ticket, trouble) => self.not_loaded(&id, ticket, trouble, fx),
            Event::Drafted(text) => self.draft(text, fx),
            Event::SuggestionUsed => self.use_suggestion(fx),
            Event::Said => self.say(fresh_id, fx),
            Event::Retried(id) => self.retry(&id, fx),
            Event::TakenBack(id) => self.take_back(&id, fx),
            Event::Replied(id, taken) => self.replied(&id, &taken, fx),
            Event::NotReplied(id, trouble) => self.not_replied(&id, trouble, fx),
            Event::ActWanted(act) => self.act(act, fx),
            Event::Acted(id, act, taken) => self.acted(&id, act, &taken, fx),
            Event::NotActed(id, act, trouble) => self.not_acted(&id, act, trouble, fx),
            Event::TroubleRead => self.trouble_read(),
            Event::Heard(event) => self.heard(*event, fx),
            Event::Connected => self.connected(fx),
            Event::Disconnected => self.disconnected(fx),
            Event::ReconnectDue => self.reconnect(fx),
            Event::Returned => self.returned(fx),
            Event::HelpWanted(help) => self.help = help,
            Event::DeliveriesWanted(shown) => self.show_deliveries(shown, fx),
            Event::DeliveriesLoaded(ticket, outbox) => self.deliveries_loaded(ticket, *outbox),
            Event::DeliveriesFailed(ticket, trouble) => self.deliveries_failed(ticket, trouble, fx),
            Event::ReplayWanted(id) => self.replay(id, fx),
            Event::Replayed(message) => self.replayed(*message),
            Event::NotReplayed(id, trouble) => self.not_replayed(&id, trouble, fx),
            Event::KeysWanted(keys) => {
                self.keys = keys;
                self.keep(fx);
            }
        }
        effects
    }

    fn ticket(&mut self) -> u32 {
        self.tickets += 1;
        self.tickets
    }
}
