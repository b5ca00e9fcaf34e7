//! What is open, and who may speak in it.

use beeline_protocol::{DeskConversation, Entry, HandledBy, QueueStatus};

use crate::event::{Act, Effect, Place, Trouble};
use crate::state::State;

/// What was read so far of one conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conversation {
    /// The whole of it, once it arrived.
    pub content: Option<DeskConversation>,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
    /// What is being done with it.
    pub acting: Option<Act>,
    /// What could not be done with it, and why.
    pub refused: Option<(Act, Trouble)>,
    /// How this agent ended it.
    pub ended: Option<Act>,
    /// The newest asking; older answers are not taken.
    pub(super) ticket: u32,
}

/// Who may speak in the open conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has it: whoever speaks first takes it.
    Free,
    /// This agent has it.
    Mine,
    /// Another agent has it.
    Others(String),
    /// No person has it any more; how this agent ended it, if they did.
    Over(Option<Act>),
}

/// What a score says, by the two borders of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feeling {
    /// Under 0.4: never brings a person by itself.
    Calm,
    /// Between the two.
    Tense,
    /// 0.9 or more: brings a person at once.
    Frustrated,
}

impl Feeling {
    /// What this score says.
    pub fn of(score: f64) -> Self {
        match score {
            s if s >= 0.9 => Self::Frustrated,
            s if s >= 0.4 => Self::Tense,
            _ => Self::Calm,
        }
    }
}

impl State {
    /// The open conversation, as far as it was read.
    pub fn current(&self) -> Option<&Conversation> {
        self.conversations.get(self.open.as_ref()?)
    }

    /// Who may speak in the open conversation; nothing before it is read.
    pub fn standing(&self) -> Option<Standing> {
        let conversation = self.current()?;
        let content = conversation.content.as_ref()?;
        Some(match (content.handled_by, content.taken_by.as_deref()) {
            (HandledBy::Edge, _) => Standing::Over(conversation.ended),
            (_, None) => Standing::Free,
            (_, Some(name)) if self.is_mine(Some(name)) => Standing::Mine,
            (_, Some(name)) => Standing::Others(name.to_owned()),
        })
    }

    pub(super) fn open(&mut self, id: String, fx: &mut Vec<Effect>) {
        if self.open.as_ref() != Some(&id) {
            let left = self.open.replace(id.clone());
            // What is over and no longer looked at is not needed.
            if let Some(left) = left.filter(|left| self.entry(left).is_none()) {
                self.conversations.remove(&left);
            }
            fx.push(Effect::Navigate(Some(id.clone())));
            if self.is_in() {
                self.load(&id, fx);
            }
        }
        fx.push(Effect::Focus(Place::Title));
    }

    pub(super) fn open_next(&mut self, fx: &mut Vec<Effect>) {
        let next =
            self.queue.iter().find(|e| e.status == QueueStatus::Waiting && Some(&e.id) != self.open.as_ref());
        match next.map(|e| e.id.clone()) {
            Some(id) => self.open(id, fx),
            None => self.close(fx),
        }
    }

    pub(super) fn close(&mut self, fx: &mut Vec<Effect>) {
        if self.open.take().is_some() {
            fx.extend([Effect::Navigate(None), Effect::Focus(Place::List)]);
        }
    }

    pub(super) fn load(&mut self, id: &str, fx: &mut Vec<Effect>) {
        let ticket = self.ticket();
        self.conversations.entry(id.to_owned()).or_default().ticket = ticket;
        fx.push(Effect::Load { id: id.to_owned(), ticket });
    }

    /// The newest asking wins. The transcript only grows, so what the socket brought meanwhile is added back.
    pub(super) fn loaded(&mut self, id: &str, ticket: u32, content: DeskConversation) {
        let Some(conversation) = self.conversations.get_mut(id).filter(|c| c.ticket == ticket) else {
            return;
        };
        conversation.trouble = None;
        if let Some(older) = conversation.content.replace(content) {
            older.messages.into_iter().for_each(|entry| merge(conversation, entry));
            // Once it is over the edge tells no story any more; what was read stays on the page.
            let summary = conversation.content.as_mut().map(|c| &mut c.summary);
            summary
                .into_iter()
                .for_each(|summary| *summary = summary.take().or_else(|| older.summary.clone()));
        }
        let said: Vec<_> =
            conversation.content.iter().flat_map(|c| &c.messages).map(|m| m.id.clone()).collect();
        self.outbox.retain(|o| !said.contains(&o.reply.id));
    }

    pub(super) fn not_loaded(&mut self, id: &str, ticket: u32, trouble: Trouble, fx: &mut Vec<Effect>) {
        let Some(conversation) = self.conversations.get_mut(id).filter(|c| c.ticket == ticket) else {
            return;
        };
        if trouble.is_stranger() {
            return self.turned_away(trouble, fx);
        }
        conversation.trouble = Some(trouble);
    }

    pub(super) fn said(&mut self, id: &str, entry: Entry, fx: &mut Vec<Effect>) {
        self.outbox.retain(|o| o.reply.id != entry.id);
        let Some(conversation) = self.conversations.get_mut(id) else { return };
        merge(conversation, entry);
        if self.open.as_deref() == Some(id) {
            fx.push(Effect::ScrollDown);
        }
    }

    /// No person has it any more. The open one stays readable.
    pub(super) fn conversation_gone(&mut self, id: &str, fx: &mut Vec<Effect>) {
        if self.open.as_deref() != Some(id) {
            self.conversations.remove(id);
            return;
        }
        let Some(content) = self.conversations.get_mut(id).and_then(|c| c.content.as_mut()) else { return };
        if content.handled_by == HandledBy::Human {
            content.handled_by = HandledBy::Edge;
            content.taken_by = None;
            self.load(id, fx);
        }
    }
}

fn merge(conversation: &mut Conversation, entry: Entry) {
    let Some(content) = &mut conversation.content else { return };
    if let Err(at) = content.messages.binary_search_by_key(&entry.cursor, |m| m.cursor) {
        content.cursor = content.cursor.max(entry.cursor);
        content.messages.insert(at, entry);
    }
}
