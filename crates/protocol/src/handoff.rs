//! When and why a person takes over, and what the agent is told.

use serde::{Deserialize, Serialize};

use crate::Intent;

/// Says, in the turn in which it happens, that a person takes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Handoff {
    /// Stable across retries.
    pub id: String,
    /// Why.
    pub reason: HandoffReason,
    /// What kind of first words it needs.
    pub kind: HandoffKind,
    /// Which queue of the desk it waits in.
    pub queue: String,
}

/// Why a person takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandoffReason {
    /// The shopper asked for one.
    Requested,
    /// The message or the conversation's mood says so.
    Frustrated,
    /// Purchase advice, payment, account and complaint matters.
    Complex,
    /// Two failed answers to one question, or two messages in a row not understood.
    Unresolved,
    /// The shopper disputes a rule.
    Policy,
}

/// What kind of first words a handoff needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandoffKind {
    /// Feelings first.
    Emotional,
    /// A purchase decision.
    Commercial,
    /// Something to be solved.
    Technical,
}

/// The whole story, flat and at most 4 KB.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Why a person is needed.
    pub reason: HandoffReason,
    /// What kind of first words it needs.
    pub kind: HandoffKind,
    /// Whether the shopper has proven an order or is signed in.
    pub verified: bool,
    /// What they want.
    pub intent: Intent,
    /// The proven order's number; never an unproven one.
    pub order: Option<String>,
    /// What is known of the order, a sentence each; empty while nothing is proven.
    pub facts: Vec<String>,
    /// What the assistant did so far, a sentence each.
    pub tried: Vec<String>,
    /// The frustration score of each message, oldest first; `null` where none came.
    pub mood: Vec<Option<f64>>,
    /// What the agent might do next, best first.
    pub suggested_actions: Vec<String>,
    /// A first reply, ready to send.
    pub suggested_reply: String,
    /// BCP 47: the language the shopper writes.
    pub language: String,
}

/// The most bytes that a summary takes as JSON: helpdesks cut off what is longer.
pub const MAX_SUMMARY_BYTES: usize = 4_096;
