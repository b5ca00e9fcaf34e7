//! The agent's side: `/v1/desk/…`, with a bearer token.

use serde::{Deserialize, Serialize};

use crate::{Entry, HandledBy, HandoffKind, HandoffReason, Intent, Summary};

/// The answer to `GET /v1/desk/queue`: who waits, longest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Queue {
    /// The agent that the bearer token belongs to.
    pub agent: String,
    /// What waits and what is taken; resolved ones drop out.
    pub conversations: Vec<QueueEntry>,
}

/// One handed-over conversation, as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueueEntry {
    /// The conversation; goes into the paths of the desk. It is no key to the shopper's side.
    pub id: String,
    /// Where it stands.
    pub status: QueueStatus,
    /// The name of the queue.
    pub queue: String,
    /// Why it is here.
    pub reason: HandoffReason,
    /// What first words it needs.
    pub kind: HandoffKind,
    /// What the shopper wants.
    pub intent: Intent,
    /// BCP 47.
    pub language: String,
    /// When it was handed over, RFC 3339 UTC.
    pub since: String,
    /// The agent who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<String>,
    /// The newest words of the shopper, shortened.
    pub last_text: String,
    /// Whether the shopper wrote after the agent's last reply.
    pub unanswered: bool,
}

/// Where a handed-over conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueueStatus {
    /// Nobody has it yet.
    Waiting,
    /// An agent has it.
    Taken,
}

/// The answer to `GET /v1/desk/conversations/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskConversation {
    /// The conversation.
    pub id: String,
    /// Who owns it.
    pub handled_by: HandledBy,
    /// The agent who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<String>,
    /// The whole story; absent once it went back to the edge and before any handoff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// Everything that was said, oldest first.
    pub messages: Vec<Entry>,
    /// The cursor of the newest entry.
    pub cursor: u64,
}

/// The body of `POST …/replies`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgentReply {
    /// A UUID made by the desk: the same id is said once.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uuid")))]
    pub id: String,
    /// What the agent says: 1 to 4,000 characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 4000)))]
    pub text: String,
}

/// The answer to `take`, `return`, `resolve` and `replies`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Taken {
    /// The conversation.
    pub id: String,
    /// Who owns it now.
    pub handled_by: HandledBy,
    /// The agent who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<String>,
}

/// What comes over an agent's socket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeskEvent {
    /// A conversation came in or changed.
    Queue {
        /// Its new line in the list.
        entry: QueueEntry,
    },
    /// A conversation left the list.
    Gone {
        /// Which.
        id: String,
    },
    /// Something was said in a handed-over conversation.
    Message {
        /// Which.
        id: String,
        /// What.
        entry: Entry,
    },
}
