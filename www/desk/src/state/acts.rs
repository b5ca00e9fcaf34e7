//! What an agent does with the open conversation besides talking. The edge decides; here is only what may be asked for.

use beeline_protocol::{QueueStatus, Taken};

use crate::event::{Act, Effect, Place, Trouble};
use crate::state::{Phase, Standing, State};

impl State {
    pub(super) fn act(&mut self, act: Act, fx: &mut Vec<Effect>) {
        let Some(id) = self.open.clone().filter(|_| self.may(act)) else { return };
        let Some(conversation) = self.conversations.get_mut(&id) else { return };
        conversation.acting = Some(act);
        conversation.refused = None;
        fx.push(Effect::Act { id, act });
    }

    /// Whether this can be asked for now. A conversation is not ended over a reply that is still on its way.
    pub fn may(&self, act: Act) -> bool {
        let (Some(standing), Some(conversation)) = (self.standing(), self.current()) else { return false };
        let fits = match act {
            Act::Take => standing == Standing::Free,
            Act::Return | Act::Resolve => standing == Standing::Mine && !self.is_sending(),
        };
        fits && conversation.acting.is_none()
    }

    fn is_sending(&self) -> bool {
        self.outbox.iter().any(|o| {
            Some(&o.conversation) == self.open.as_ref() && matches!(o.phase, Phase::Sending | Phase::Waiting)
        })
    }

    pub(super) fn acted(&mut self, id: &str, act: Act, taken: &Taken, fx: &mut Vec<Effect>) {
        let Some(conversation) = self.conversations.get_mut(id) else { return };
        conversation.acting = None;
        let ends = act != Act::Take;
        conversation.ended = ends.then_some(act);
        self.owned(id, taken);
        if ends {
            self.queue.retain(|e| e.id != id);
        }
        if self.open.as_deref() == Some(id) {
            fx.push(Effect::Focus(if ends { Place::Title } else { Place::Composer }));
        }
        self.load(id, fx);
    }

    pub(super) fn not_acted(&mut self, id: &str, act: Act, trouble: Trouble, fx: &mut Vec<Effect>) {
        let Some(conversation) = self.conversations.get_mut(id) else { return };
        conversation.acting = None;
        if trouble.is_stranger() {
            return self.turned_away(trouble, fx);
        }
        // A conflict means that things are not as they look here.
        let moved = trouble.status == 409;
        conversation.refused = Some((act, trouble));
        if moved {
            self.load(id, fx);
            self.load_queue(fx);
        }
    }

    pub(super) fn trouble_read(&mut self) {
        if let Some(conversation) = self.open.as_ref().and_then(|id| self.conversations.get_mut(id)) {
            conversation.refused = None;
        }
    }

    /// What the edge says of who has it now, in the list and on the page.
    pub(super) fn owned(&mut self, id: &str, taken: &Taken) {
        if let Some(content) = self.conversations.get_mut(id).and_then(|c| c.content.as_mut()) {
            content.handled_by = taken.handled_by;
            content.taken_by.clone_from(&taken.taken_by);
        }
        if let Some(entry) = self.queue.iter_mut().find(|e| e.id == id) {
            entry.taken_by.clone_from(&taken.taken_by);
            entry.status = if taken.taken_by.is_some() { QueueStatus::Taken } else { QueueStatus::Waiting };
        }
    }
}
