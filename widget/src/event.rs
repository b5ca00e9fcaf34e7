//! What can happen to a chat, and what it can ask for. [`State::step`](crate::State::step) turns the one into the other;
//! the shell around it makes events of what the browser does and carries the effects out.

use beeline_protocol::{HandledBy, LiveEvent, MessageAnswer, MessageRequest, Reply, Transcript};
use serde::Serialize;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The shopper opened the panel.
    Opened,
    /// The shopper closed the panel.
    Closed,
    /// The composer holds these words now.
    Wrote(String),
    /// The shopper stopped typing for a moment, and the composer held these words.
    Paused(String),
    /// The shopper sent what the composer holds.
    Sent,
    /// The shopper pressed a button that says these words.
    Said(String),
    /// The shopper pressed "try again" on the message of this key, or its time to wait is over.
    Retried(String),
    /// The shopper would rather not talk to a person now.
    OfferDeclined,
    /// The shopper may want a new conversation.
    LeaveAsked,
    /// The shopper would rather keep this one.
    Stayed,
    /// The shopper wants a new conversation.
    StartedOver,
    /// The page says who the shopper is: a JWT signed by the merchant, or nobody any more.
    Identified(Option<String>),
    /// The worker is ready; from this score on a single message offers a person.
    ScorerReady(f64),
    /// The score of the message of this key and what it is about, or that there will be none in time.
    Scored(String, Option<(f64, String)>),
    /// The score of words that are not sent; it goes nowhere.
    DraftScored(f64),
    /// The edge answered the message of this key.
    Answered(String, Box<Answer>),
    /// The message of this key could not be delivered.
    Refused(String, Refusal),
    /// The transcript since the cursor arrived, asked for in this epoch.
    CaughtUp(u32, Box<Transcript>),
    /// The transcript could not be had, asked for in this epoch.
    NotCaughtUp(u32, Refusal),
    /// Something came over the socket.
    Heard(Box<LiveEvent>),
    /// The socket stands.
    Connected,
    /// The socket fell, or never stood.
    Disconnected,
    /// It is time to try the socket again.
    ReconnectDue,
    /// The browser has a network again.
    WentOnline,
    /// The browser lost its network.
    WentOffline,
    /// The shopper came back to the tab.
    Returned,
}

/// What the chat needs of a [`MessageAnswer`]; the rest is the edge's own business.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The token to send next.
    pub conversation: String,
    /// Who has the conversation now.
    pub handled_by: HandledBy,
    /// What is said back.
    pub replies: Vec<Reply>,
}

impl From<MessageAnswer> for Answer {
    fn from(answer: MessageAnswer) -> Self {
        Self { conversation: answer.conversation, handled_by: answer.handled_by, replies: answer.replies }
    }
}

/// Why a request brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status; 0 when no answer came at all.
    pub status: u16,
    /// Seconds of `Retry-After`.
    pub retry_after: Option<u32>,
}

/// What the shell is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Score this message; comes back as [`Event::Scored`] within 50 ms, with or without a score.
    Score {
        /// Which.
        key: String,
        /// What it says.
        text: String,
    },
    /// Score words that are not sent; comes back as [`Event::DraftScored`] or not at all.
    ScoreDraft(String),
    /// Deliver this message; comes back as [`Event::Answered`] or [`Event::Refused`].
    Post {
        /// Which.
        key: String,
        /// The body.
        request: Box<MessageRequest>,
        /// Something new is on the screen that the shopper must see before the request starts.
        after_paint: bool,
    },
    /// Ask for what was said after the cursor.
    CatchUp {
        /// The conversation's token.
        conversation: String,
        /// The last cursor seen.
        after: u64,
        /// Comes back with the answer.
        epoch: u32,
    },
    /// Open the socket.
    Connect {
        /// The conversation's token, which buys a ticket.
        conversation: String,
    },
    /// Close the socket, if there is one.
    Disconnect,
    /// Let this event happen after so many milliseconds.
    Later(u32, Event),
    /// Keep what must survive a page change.
    Save(Saved),
    /// Tell the page around the chat.
    Tell(News),
    /// Put the cursor where the shopper writes.
    Focus,
    /// Put these words into the composer.
    Write(String),
    /// Start the frustration worker, unless it is there.
    StartScorer,
}

/// What the page around the chat hears about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The panel opened.
    Open,
    /// The panel closed.
    Close,
    /// Something was said while the panel was closed.
    Unread,
    /// A person took over.
    Handoff,
    /// The model is ready.
    Scoring,
}

/// What survives a page change, in the tab's own storage.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Saved {
    /// Whether the panel was open. The loader reads this to bring the chat back.
    pub open: bool,
    /// Whether a person has the conversation, who may speak at any time. The loader reads this, too.
    pub human: bool,
    /// The conversation's token.
    pub conversation: Option<String>,
    /// The newest entry that was seen.
    pub seen: u64,
    /// What the composer holds.
    pub draft: String,
    /// What the edge has not confirmed.
    pub unsent: Vec<Unsent>,
}

/// A message that the edge has not confirmed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unsent {
    /// The body; it does not change once tried, so that several tries act once.
    pub request: MessageRequest,
    /// Whether it was on its way before.
    pub tried: bool,
}
