//! What was committed here and what the merchant's endpoint has heard of it: looked at when an agent wants to, and sent
//! again when they say so.

use beeline_protocol::{Outbox, OutboxMessage};

use crate::event::{Effect, Trouble};
use crate::state::State;

/// What the agent sees of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deliveries {
    /// Whether they are shown.
    pub shown: bool,
    /// What is known, newest first; nothing before the first answer.
    pub messages: Option<Vec<OutboxMessage>>,
    /// Why the list may be old, or what could not be sent again.
    pub trouble: Option<Trouble>,
    /// The ids on their way to be sent again.
    pub replaying: Vec<String>,
    /// The ticket of the list on its way.
    asked: u32,
}

impl State {
    pub(super) fn show_deliveries(&mut self, shown: bool, fx: &mut Vec<Effect>) {
        self.deliveries.shown = shown;
        if shown {
            self.deliveries.asked = self.ticket();
            self.deliveries.trouble = None;
            fx.push(Effect::LoadDeliveries { ticket: self.deliveries.asked });
        }
    }

    pub(super) fn deliveries_loaded(&mut self, ticket: u32, outbox: Outbox) {
        if self.deliveries.asked == ticket {
            self.deliveries.messages = Some(outbox.messages);
        }
    }

    pub(super) fn deliveries_failed(&mut self, ticket: u32, trouble: Trouble, fx: &mut Vec<Effect>) {
        if self.deliveries.asked == ticket {
            self.deliveries_troubled(trouble, fx);
        }
    }

    pub(super) fn replay(&mut self, id: String, fx: &mut Vec<Effect>) {
        // Pressed twice is asked once.
        if !self.deliveries.replaying.contains(&id) {
            self.deliveries.trouble = None;
            self.deliveries.replaying.push(id.clone());
            fx.push(Effect::Replay { id });
        }
    }

    pub(super) fn replayed(&mut self, message: OutboxMessage) {
        self.deliveries.replaying.retain(|id| *id != message.id);
        let known = self.deliveries.messages.iter_mut().flatten().find(|known| known.id == message.id);
        if let Some(known) = known {
            *known = message;
        }
    }

    pub(super) fn not_replayed(&mut self, id: &str, trouble: Trouble, fx: &mut Vec<Effect>) {
        self.deliveries.replaying.retain(|other| other != id);
        self.deliveries_troubled(trouble, fx);
    }

    fn deliveries_troubled(&mut self, trouble: Trouble, fx: &mut Vec<Effect>) {
        if trouble.is_stranger() {
            self.turned_away(trouble, fx);
        } else {
            self.deliveries.trouble = Some(trouble);
        }
    }
}
