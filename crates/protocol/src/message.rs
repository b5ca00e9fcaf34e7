//! One message and its answer: `POST /v1/messages`.

use serde::{Deserialize, Serialize};

use crate::{Action, Card, Handoff, Intent};

/// The longest text that a message may carry, in characters.
pub const MAX_TEXT_CHARS: usize = 4_000;

/// What the shopper's side sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageRequest {
    /// A UUID made at random by the client. The same id and body in a conversation get the same answer and act once.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uuid")))]
    pub id: String,
    /// The opaque token of the previous answer; absent opens a conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
    /// What the shopper wrote: 1 to 4,000 characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 4000)))]
    pub text: String,
    /// The browser's score for this message: a calibrated probability, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub frustration: Option<f64>,
    /// What the message is about if it is frustrated, as the browser's model says: one of the words of [`MoodReason`] that one
    /// message alone can give, for example `sarcasm`. Any other is ignored.
    ///
    /// [`MoodReason`]: crate::MoodReason
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 40)))]
    pub frustration_reason: Option<String>,
    /// BCP 47, for example `en-US` or `zh-CN`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// A JWT signed by the merchant (HS256; `sub`, `email`, `exp`): the shopper is signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
}

/// What the edge answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageAnswer {
    /// The token to send next.
    pub conversation: String,
    /// Who owns the conversation after this turn.
    pub handled_by: HandledBy,
    /// What this message was understood as; for an answer to a question, the intent being pursued.
    pub intent: Intent,
    /// Every request in the message, in order.
    pub intents: Vec<Intent>,
    /// The id of the merchant's own question that matched.
    pub question: Option<String>,
    /// Calibrated, 0 to 1: of the messages given 0.9, nine in ten are right.
    pub confidence: f64,
    /// What is said back; empty while a person has the conversation.
    pub replies: Vec<Reply>,
    /// What the assistant has just asked for and needs.
    pub expects: Option<Expects>,
    /// What was committed in this turn, never before the shopper confirmed it.
    pub actions: Vec<Action>,
    /// Present in the turn in which a person takes over.
    pub handoff: Option<Handoff>,
}

/// Who owns a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandledBy {
    /// The module at the CDN edge.
    #[default]
    Edge,
    /// A person at the desk.
    Human,
}

/// Who says a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The machine.
    Assistant,
    /// A person.
    Agent,
    /// A notice: who joined, who left.
    System,
}

/// One bubble. The text alone makes sense; the rest is for eyes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reply {
    /// Stable, so that a reply seen twice is drawn once.
    pub id: String,
    /// Who says it.
    pub author: Author,
    /// What is said; every fact of the card stands here too.
    pub text: String,
    /// What is drawn beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    /// What the shopper may press instead of typing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quick_replies: Vec<QuickReply>,
}

/// A button that sends a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuickReply {
    /// What stands on the button.
    pub label: String,
    /// What is sent as the shopper's text when it is pressed.
    pub text: String,
}

/// What the assistant has just asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Expects {
    /// The number of an order.
    OrderNumber,
    /// The email on the order.
    Email,
    /// Which of several orders.
    OrderChoice,
    /// Which items of the order.
    Items,
    /// Why.
    Reason,
    /// Refund, replacement, …
    Resolution,
    /// Which variant instead.
    Variant,
    /// Where to send it.
    Address,
    /// Where the money goes.
    RefundMethod,
    /// Yes or no to what was just shown.
    Confirmation,
    /// What happened, in the shopper's words.
    Description,
}
