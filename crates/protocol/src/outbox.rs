//! What the merchant's endpoint was told, and what it has yet to hear.

use serde::{Deserialize, Serialize};

/// The answer to `GET /v1/desk/outbox`: everything that waits or was given up, and what was delivered lately; newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outbox {
    /// One a message.
    pub messages: Vec<OutboxMessage>,
}

/// One message to the merchant: an action or a handoff. What it says lies where it was decided; this is how it fares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutboxMessage {
    /// The action's or handoff's id; the `webhook-id` that the merchant sees.
    pub id: String,
    /// For example `order.cancelled` or `handoff.created`.
    #[serde(rename = "type")]
    pub what: String,
    /// The order it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// The conversation it is about, as the desk's paths name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
    /// Where it stands.
    pub state: OutboxState,
    /// When it was committed, RFC 3339 UTC.
    pub since: String,
    /// How often it was sent.
    pub attempts: u32,
    /// The HTTP status of the last attempt; absent where nothing answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_status: Option<u16>,
    /// When that was, RFC 3339 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at: Option<String>,
    /// When it is tried next, RFC 3339 UTC; only while pending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<String>,
}

/// Where a message to the merchant stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// The shop has named no endpoint; it waits for one.
    Unsent,
    /// It is tried until the endpoint answers 2xx.
    Pending,
    /// The endpoint has taken it.
    Delivered,
    /// Refused for seven days; it is tried again only when somebody asks.
    Parked,
}
