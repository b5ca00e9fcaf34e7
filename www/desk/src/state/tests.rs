//! The desk, told as what happens to an agent. No browser, no clock, no network.

use std::cell::Cell;

use beeline_protocol::{
    DeskConversation, Entry, HandledBy, HandoffKind, HandoffReason, Intent, Problem, Queue, QueueEntry,
    QueueStatus, Speaker, Summary, Taken,
};

use super::*;
use crate::event::{Act, Place, Trouble};

mod conversation;
mod deliveries;
mod outbox;
mod queue;
mod session;

/// A desk, and everything that it asked for.
struct Desk {
    state: State,
    asked: Vec<Effect>,
    ids: Cell<u32>,
}

impl Desk {
    fn new() -> Self {
        let (state, asked) = State::new(Words::of("en"), "demo".into(), None);
        Self { state, asked, ids: Cell::new(0) }
    }

    /// Robin is in, the socket stands, and these are handed over.
    fn with(entries: &[QueueEntry]) -> Self {
        let mut desk = Self::new();
        desk.step(Event::SignedIn { shop: "demo".into(), token: "robins".into() });
        desk.queue_arrives(entries);
        desk.step(Event::Connected);
        desk.queue_arrives(entries);
        desk
    }

    /// The same, with the conversation of this id open and read.
    fn reading(entries: &[QueueEntry], id: &str) -> Self {
        let mut desk = Self::with(entries);
        desk.step(Event::Opened(id.into()));
        let taken_by = desk.state.entry(id).and_then(|e| e.taken_by.clone());
        desk.loaded(content(id, taken_by.as_deref()));
        desk
    }

    /// What this event, and only this, asks for.
    fn step(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.state.step(event, &|| {
            self.ids.set(self.ids.get() + 1);
            format!("id-{}", self.ids.get())
        });
        self.asked.extend(effects.clone());
        effects
    }

    fn queue_ticket(&self) -> u32 {
        let mut tickets = self.asked.iter().rev().filter_map(|e| match e {
            Effect::LoadQueue { ticket } => Some(*ticket),
            _ => None,
        });
        tickets.next().expect("the queue was asked for")
    }

    fn load_ticket(&self, of: &str) -> u32 {
        let mut tickets = self.asked.iter().rev().filter_map(|e| match e {
            Effect::Load { id, ticket } if id == of => Some(*ticket),
            _ => None,
        });
        tickets.next().expect("the conversation was asked for")
    }

    fn queue_arrives(&mut self, entries: &[QueueEntry]) -> Vec<Effect> {
        let queue = Queue { agent: "Robin".into(), conversations: entries.to_vec() };
        let ticket = self.queue_ticket();
        self.step(Event::QueueLoaded(ticket, Box::new(queue)))
    }

    fn loaded(&mut self, content: DeskConversation) {
        let ticket = self.load_ticket(&content.id);
        self.step(Event::Loaded(content.id.clone(), ticket, Box::new(content)));
    }

    fn says(&mut self, text: &str) -> Vec<Effect> {
        self.step(Event::Drafted(text.into()));
        self.step(Event::Said)
    }

    fn phases(&self) -> Vec<Phase> {
        self.state.outgoing().into_iter().map(|o| o.phase).collect()
    }
}

fn waiting(id: &str, since: &str) -> QueueEntry {
    QueueEntry {
        id: id.into(),
        status: QueueStatus::Waiting,
        queue: "care".into(),
        reason: HandoffReason::Requested,
        kind: HandoffKind::Technical,
        intent: Intent::OrderStatus,
        language: "en".into(),
        since: format!("2026-11-01T12:{since}:00Z"),
        taken_by: None,
        last_text: "where is it?".into(),
        unanswered: true,
    }
}

fn taken(id: &str, since: &str, by: &str) -> QueueEntry {
    QueueEntry { status: QueueStatus::Taken, taken_by: Some(by.into()), ..waiting(id, since) }
}

fn content(id: &str, taken_by: Option<&str>) -> DeskConversation {
    DeskConversation {
        id: id.into(),
        handled_by: HandledBy::Human,
        taken_by: taken_by.map(str::to_owned),
        summary: Some(Summary {
            reason: HandoffReason::Requested,
            kind: HandoffKind::Technical,
            verified: false,
            intent: Intent::OrderStatus,
            order: None,
            facts: vec![],
            tried: vec![],
            mood: vec![],
            mood_reason: None,
            suggested_actions: vec![],
            suggested_reply: "Hello, I have read everything.".into(),
            language: "en".into(),
        }),
        messages: vec![entry(1, "m1", Speaker::Shopper)],
        cursor: 1,
    }
}

fn entry(cursor: u64, id: &str, author: Speaker) -> Entry {
    Entry {
        cursor,
        id: id.into(),
        author,
        text: format!("text of {id}"),
        at: "2026-11-01T12:00:00Z".into(),
        card: None,
        quick_replies: vec![],
        frustration: None,
        name: None,
    }
}

fn owned(id: &str, by: Option<&str>) -> Taken {
    let handled_by = if by.is_some() { HandledBy::Human } else { HandledBy::Edge };
    Taken { id: id.into(), handled_by, taken_by: by.map(str::to_owned) }
}

fn refused(status: u16) -> Trouble {
    let problem = Problem {
        kind: "urn:beeline:problem:x".into(),
        title: "No.".into(),
        status,
        detail: Some("Because.".into()),
    };
    Trouble { status, problem: Some(problem) }
}
