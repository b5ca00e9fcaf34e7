//! The transcript and the events of a socket: `GET /v1/messages`, `/v1/live`.

use serde::{Deserialize, Serialize};

use crate::{Card, HandledBy, QuickReply};

/// One line of a transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// Where it stands in the conversation; the last one seen is the `after` of the next request.
    pub cursor: u64,
    /// The message's or reply's id.
    pub id: String,
    /// Who said it.
    pub author: Speaker,
    /// What was said.
    pub text: String,
    /// When, RFC 3339 UTC.
    pub at: String,
    /// What was drawn beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    /// What the shopper could press.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quick_replies: Vec<QuickReply>,
    /// The browser's frustration score; only on the shopper's messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frustration: Option<f64>,
    /// The agent's name; only on an agent's replies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Who said a line of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The shopper.
    Shopper,
    /// The machine.
    Assistant,
    /// A person.
    Agent,
    /// A notice.
    System,
}

/// The answer to `GET /v1/messages?after=CURSOR`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transcript {
    /// What was said after the cursor, oldest first.
    pub messages: Vec<Entry>,
    /// The cursor of the newest entry; 0 before the first.
    pub cursor: u64,
    /// Who owns the conversation now.
    pub handled_by: HandledBy,
}

/// What comes over a shopper's socket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LiveEvent {
    /// Something was said.
    Message {
        /// What.
        entry: Entry,
    },
    /// Another now owns the conversation.
    HandledBy {
        /// Who.
        handled_by: HandledBy,
    },
}

/// A single-use key to a socket: the answer to `POST …/tickets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ticket {
    /// Goes into `?ticket=`.
    pub ticket: String,
    /// For how many seconds it is good.
    pub expires_in: u32,
}
