//! What the agent writes. Replies leave one at a time a conversation, in order, with the same id on every try, so that
//! trying again says nothing twice.

use beeline_protocol::{AgentReply, Taken};

use crate::event::{Effect, Place, Trouble};
use crate::state::State;

/// The longest reply, in characters.
pub const MAX_CHARS: usize = beeline_protocol::message::MAX_TEXT_CHARS;

/// A reply that is not in the transcript yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// To which conversation.
    pub conversation: String,
    /// The body.
    pub reply: AgentReply,
    /// How far it has come.
    pub phase: Phase,
}

impl Outgoing {
    /// A reply that is still here.
    pub(super) fn new(conversation: String, reply: AgentReply) -> Self {
        Self { conversation, reply, phase: Phase::Waiting }
    }
}

/// How far a reply has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Behind another, or for the agent to sign in again.
    Waiting,
    /// Under way.
    Sending,
    /// The edge has it; the transcript with it is on its way.
    Sent,
    /// It did not arrive.
    Failed(Trouble),
}

impl State {
    /// What stands in the open conversation's composer.
    pub fn current_draft(&self) -> &str {
        self.open.as_ref().and_then(|id| self.drafts.get(id)).map_or("", String::as_str)
    }

    /// The open conversation's replies that are not in the transcript yet.
    pub fn outgoing(&self) -> Vec<Outgoing> {
        self.outbox.iter().filter(|o| Some(&o.conversation) == self.open.as_ref()).cloned().collect()
    }

    pub(super) fn draft(&mut self, text: String, fx: &mut Vec<Effect>) {
        let Some(id) = self.open.clone() else { return };
        if text.is_empty() {
            self.drafts.remove(&id);
        } else {
            self.drafts.insert(id, text);
        }
        self.keep(fx);
    }

    /// The suggestion never overwrites what the agent wrote: it goes before it.
    pub(super) fn use_suggestion(&mut self, fx: &mut Vec<Effect>) {
        let content = self.current().and_then(|c| c.content.as_ref());
        let Some(summary) = content.and_then(|c| c.summary.as_ref()) else { return };
        let suggestion = summary.suggested_reply.clone();
        let draft = self.current_draft();
        if !draft.starts_with(&suggestion) {
            let text = if draft.is_empty() { suggestion } else { format!("{suggestion}\n\n{draft}") };
            self.draft(text, fx);
        }
        fx.push(Effect::Focus(Place::Composer));
    }

    pub(super) fn say(&mut self, fresh_id: &dyn Fn() -> String, fx: &mut Vec<Effect>) {
        let Some(id) = self.open.clone() else { return };
        let text = self.current_draft().trim().to_owned();
        if text.is_empty() || text.chars().count() > MAX_CHARS {
            return;
        }
        self.drafts.remove(&id);
        self.outbox.push(Outgoing::new(id.clone(), AgentReply { id: fresh_id(), text }));
        self.flush(&id, fx);
        self.keep(fx);
        fx.push(Effect::ScrollDown);
    }

    pub(super) fn retry(&mut self, id: &str, fx: &mut Vec<Effect>) {
        let Some(outgoing) = self.outbox.iter_mut().find(|o| o.reply.id == id) else { return };
        outgoing.phase = Phase::Waiting;
        let conversation = outgoing.conversation.clone();
        self.flush(&conversation, fx);
    }

    pub(super) fn take_back(&mut self, id: &str, fx: &mut Vec<Effect>) {
        let Some(at) = self.outbox.iter().position(|o| o.reply.id == id) else { return };
        let outgoing = self.outbox.remove(at);
        let draft = self.drafts.entry(outgoing.conversation.clone()).or_default();
        *draft = if draft.is_empty() {
            outgoing.reply.text
        } else {
            format!("{}\n\n{draft}", outgoing.reply.text)
        };
        self.flush(&outgoing.conversation, fx);
        self.keep(fx);
        fx.push(Effect::Focus(Place::Composer));
    }

    pub(super) fn replied(&mut self, id: &str, taken: &Taken, fx: &mut Vec<Effect>) {
        if let Some(outgoing) = self.outbox.iter_mut().find(|o| o.reply.id == id) {
            outgoing.phase = Phase::Sent;
        }
        self.owned(&taken.id, taken);
        if let Some(entry) = self.queue.iter_mut().find(|e| e.id == taken.id) {
            entry.unanswered = false;
        }
        self.flush(&taken.id, fx);
        self.load(&taken.id, fx);
        self.keep(fx);
    }

    pub(super) fn not_replied(&mut self, id: &str, trouble: Trouble, fx: &mut Vec<Effect>) {
        let Some(outgoing) = self.outbox.iter_mut().find(|o| o.reply.id == id) else { return };
        if trouble.is_stranger() {
            return self.turned_away(trouble, fx);
        }
        let (conversation, moved) = (outgoing.conversation.clone(), trouble.status == 409);
        outgoing.phase = Phase::Failed(trouble);
        if moved {
            self.load(&conversation, fx);
            self.load_queue(fx);
        }
    }

    /// Sends everything that can go: after signing in, and what found no network when there is one again.
    pub(super) fn flush_all(&mut self, fx: &mut Vec<Effect>) {
        for outgoing in &mut self.outbox {
            if outgoing.phase == Phase::Failed(Trouble::NO_ANSWER) {
                outgoing.phase = Phase::Waiting;
            }
        }
        let conversations: Vec<_> = self.outbox.iter().map(|o| o.conversation.clone()).collect();
        for conversation in conversations {
            self.flush(&conversation, fx);
        }
    }

    /// Sends the oldest that is not sent, unless it is on its way or was refused: the order is kept.
    fn flush(&mut self, conversation: &str, fx: &mut Vec<Effect>) {
        let mut unsent = self.outbox.iter_mut().filter(|o| o.conversation == conversation);
        let Some(next) = unsent.find(|o| o.phase != Phase::Sent) else { return };
        if next.phase == Phase::Waiting {
            next.phase = Phase::Sending;
            fx.push(Effect::Reply { id: conversation.to_owned(), reply: next.reply.clone() });
        }
    }
}
