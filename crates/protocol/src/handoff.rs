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
    /// What the mood was flagged for, where it brought the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mood_reason: Option<MoodReason>,
    /// What the agent might do next, best first.
    pub suggested_actions: Vec<String>,
    /// A first reply, ready to send.
    pub suggested_reply: String,
    /// BCP 47: the language the shopper writes.
    pub language: String,
}

/// Why a conversation's mood is flagged: how it went, or what its newest message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "&str", try_from = "String")]
#[cfg_attr(feature = "schema", schemars(!into, !try_from, rename_all = "snake_case"))]
pub enum MoodReason {
    /// The newest message says it, and not what about.
    Message,
    /// No single message says it, but together they do.
    Trajectory,
    /// The same was asked again and again.
    RepeatedQuestion,
    /// Not calm, and given an answer that had been given before.
    RepeatedAnswer,
    /// Open anger.
    Anger,
    /// The opposite of what the words say.
    Sarcasm,
    /// Worn out: expects nothing any more.
    Resignation,
    /// This, or else.
    Ultimatum,
    /// A date is in danger.
    Deadline,
    /// Hours and days were lost.
    TimeWasted,
    /// It had been promised otherwise.
    BrokenPromise,
    /// The assistant itself.
    Bot,
}

/// Their words; one table reads and writes them. What one message alone can be about stands from [`OF_MESSAGE`] on.
const WORDS: [(&str, MoodReason); 12] = [
    ("message", MoodReason::Message),
    ("trajectory", MoodReason::Trajectory),
    ("repeated_answer", MoodReason::RepeatedAnswer),
    ("repeated_question", MoodReason::RepeatedQuestion),
    ("anger", MoodReason::Anger),
    ("sarcasm", MoodReason::Sarcasm),
    ("resignation", MoodReason::Resignation),
    ("ultimatum", MoodReason::Ultimatum),
    ("deadline", MoodReason::Deadline),
    ("time_wasted", MoodReason::TimeWasted),
    ("broken_promise", MoodReason::BrokenPromise),
    ("bot", MoodReason::Bot),
];
const OF_MESSAGE: usize = 3;

impl MoodReason {
    /// What one message alone can be about, by its word; nothing for any other word.
    #[must_use]
    pub fn of_message(word: &str) -> Option<Self> {
        WORDS[OF_MESSAGE..].iter().find(|(known, _)| *known == word).map(|(_, reason)| *reason)
    }
}

impl From<MoodReason> for &str {
    fn from(reason: MoodReason) -> Self {
        WORDS.iter().find(|(_, known)| *known == reason).map_or("message", |(word, _)| word)
    }
}

impl TryFrom<String> for MoodReason {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        WORDS.iter().find(|(known, _)| *known == word).map(|(_, reason)| *reason).ok_or(word)
    }
}

/// The most bytes that a summary takes as JSON: helpdesks cut off what is longer.
pub const MAX_SUMMARY_BYTES: usize = 4_096;
