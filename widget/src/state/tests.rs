//! The chat as its shopper lives it, without a browser. `Chat` speaks for the shopper, the edge and the scorer.

use std::cell::Cell;

use beeline_protocol::{
    Author, Entry, HandledBy, Intent, LiveEvent, MessageAnswer, MessageRequest, Reply, Speaker, Transcript,
};

use super::*;
use crate::event::Refusal;

mod delivery;
mod people;
mod return_visit;

/// A chat under test, and what it asked for since one last looked.
struct Chat {
    state: State,
    effects: Vec<Effect>,
    ids: Cell<u32>,
}

impl Chat {
    fn new() -> Self {
        Self::of(None)
    }

    fn of(saved: Option<Saved>) -> Self {
        let (state, effects) = State::new(Words::of("en"), "en-US".into(), saved);
        Self { state, effects, ids: Cell::new(0) }
    }

    fn on(&mut self, event: Event) -> &mut Self {
        let fresh = || {
            self.ids.set(self.ids.get() + 1);
            format!("id-{}", self.ids.get())
        };
        let effects = self.state.step(event, &fresh);
        self.effects.extend(effects);
        self
    }

    /// Says something, scored so; gives back its key.
    fn says(&mut self, text: &str, score: Option<f64>) -> String {
        self.on(Event::Said(text.into()));
        let key = self.state.lines.last().expect("drawn at once").key.clone();
        self.scored(&key, score);
        key
    }

    /// The worker's answer for a message: its score, and that it is about anger.
    fn scored(&mut self, key: &str, score: Option<f64>) -> &mut Self {
        self.on(Event::Scored(key.to_owned(), score.map(|score| (score, "anger".to_owned()))))
    }

    fn refuses(&mut self, key: &str, status: u16) -> &mut Self {
        self.on(Event::Refused(key.into(), Refusal { status, retry_after: None }))
    }

    fn answers(&mut self, key: &str, replies: &[(&str, &str)], handled_by: HandledBy) -> &mut Self {
        let replies = replies.iter().map(|(id, text)| Reply {
            id: (*id).into(),
            author: Author::Assistant,
            text: (*text).into(),
            card: None,
            quick_replies: Vec::new(),
        });
        let answer = MessageAnswer {
            conversation: "token".into(),
            handled_by,
            intent: Intent::OrderStatus,
            intents: vec![Intent::OrderStatus],
            question: None,
            confidence: 0.9,
            replies: replies.collect(),
            expects: None,
            actions: Vec::new(),
            handoff: None,
        };
        self.on(Event::Answered(key.into(), Box::new(answer.into())))
    }

    /// The bodies that left since one last looked.
    fn posts(&mut self) -> Vec<MessageRequest> {
        let effects = std::mem::take(&mut self.effects).into_iter();
        effects
            .filter_map(|e| if let Effect::Post { request, .. } = e { Some(*request) } else { None })
            .collect()
    }

    fn asked_for(&self, wanted: impl Fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(wanted)
    }

    fn said(&self) -> Vec<&str> {
        self.state.lines.iter().map(|l| l.text.as_str()).collect()
    }

    fn phase_of(&self, key: &str) -> Option<Phase> {
        self.state.lines.iter().find(|l| l.key == key).and_then(|l| l.phase().copied())
    }
}

fn entry(cursor: u64, id: &str, author: Speaker, text: &str) -> Entry {
    Entry {
        cursor,
        id: id.into(),
        author,
        text: text.into(),
        at: "2026-11-01T12:00:00Z".into(),
        card: None,
        quick_replies: Vec::new(),
        frustration: None,
        name: None,
    }
}

fn transcript(messages: Vec<Entry>, handled_by: HandledBy) -> Event {
    let cursor = messages.last().map_or(0, |e| e.cursor);
    Event::CaughtUp(0, Box::new(Transcript { messages, cursor, handled_by }))
}
