//! One bubble, and how far a message of the shopper has come.

use beeline_protocol::{Author, Card, Entry, MessageRequest, QuickReply, Reply, Speaker};

use crate::event::{Refusal, Unsent};

/// One bubble of the transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What the view knows it by; stays when a message has to take a new id.
    pub key: String,
    /// The id of the message or reply on the wire.
    pub id: String,
    /// Who said it.
    pub author: Speaker,
    /// An agent's name.
    pub name: Option<String>,
    /// What was said.
    pub text: String,
    /// What is drawn below it.
    pub card: Option<Card>,
    /// What may be pressed while it is the newest.
    pub quick_replies: Vec<QuickReply>,
    /// A message of the shopper that the edge has not confirmed.
    pub outgoing: Option<Outgoing>,
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// The body. It does not change once tried.
    pub request: MessageRequest,
    /// Whether it was on its way before.
    pub tried: bool,
    /// How far it has come.
    pub phase: Phase,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The worker reads it.
    Scoring,
    /// It waits for its turn, or for the network.
    Queued,
    /// It is on the wire.
    Sending,
    /// It did not arrive, as far as we know.
    Failed(Failure),
}

/// Why a message did not arrive, as far as the shopper can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer came.
    Network,
    /// The edge has trouble of its own.
    Server,
    /// Too many at once; it goes again by itself after so many seconds.
    TooFast(u32),
    /// The text is longer than the edge takes.
    TooLong,
    /// The edge does not take this message, now or ever.
    Rejected,
}

impl Failure {
    /// What a refusal means for the message that met it. 401 never comes here: a new conversation is the answer to it.
    pub fn of(refusal: Refusal) -> Self {
        match refusal.status {
            0 | 408 => Self::Network,
            413 => Self::TooLong,
            429 => Self::TooFast(refusal.retry_after.unwrap_or(5).clamp(1, 120)),
            400..=499 => Self::Rejected,
            _ => Self::Server,
        }
    }

    /// Whether later messages wait for this one: they would arrive without it and be misunderstood.
    pub fn holds_others_back(self) -> bool {
        matches!(self, Self::Network | Self::Server | Self::TooFast(_))
    }
}

impl Line {
    /// What the shopper has just said.
    pub fn said(request: MessageRequest, phase: Phase) -> Self {
        Self {
            key: request.id.clone(),
            id: request.id.clone(),
            author: Speaker::Shopper,
            name: None,
            text: request.text.clone(),
            card: None,
            quick_replies: Vec::new(),
            outgoing: Some(Outgoing { request, tried: false, phase }),
        }
    }

    /// What the last page could not deliver.
    pub fn unsent(unsent: Unsent) -> Self {
        let mut line = Self::said(unsent.request, Phase::Queued);
        line.outgoing.iter_mut().for_each(|o| o.tried = unsent.tried);
        line
    }

    /// What the chat itself has to say.
    pub fn notice(key: String, text: &str) -> Self {
        Self {
            id: key.clone(),
            key,
            author: Speaker::System,
            name: None,
            text: text.to_owned(),
            card: None,
            quick_replies: Vec::new(),
            outgoing: None,
        }
    }

    /// How far it has come; nothing once it arrived.
    pub fn phase(&self) -> Option<&Phase> {
        self.outgoing.as_ref().map(|o| &o.phase)
    }
}

impl From<Reply> for Line {
    fn from(reply: Reply) -> Self {
        Self {
            key: reply.id.clone(),
            id: reply.id,
            author: match reply.author {
                Author::Assistant => Speaker::Assistant,
                Author::Agent => Speaker::Agent,
                Author::System => Speaker::System,
            },
            name: None,
            text: reply.text,
            card: reply.card,
            quick_replies: reply.quick_replies,
            outgoing: None,
        }
    }
}

impl From<Entry> for Line {
    fn from(entry: Entry) -> Self {
        Self {
            key: entry.id.clone(),
            id: entry.id,
            author: entry.author,
            name: entry.name,
            text: entry.text,
            card: entry.card,
            quick_replies: entry.quick_replies,
            outgoing: None,
        }
    }
}
