//! One conversation as it is written: who the shopper is, what they say when, and what should come of it.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

/// A conversation that has not happened yet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Names it in reports.
    pub id: String,
    /// What it is about; the score is told for each.
    pub theme: String,
    /// `en` or `zh`.
    pub language: String,
    /// The email of a signed-in shopper.
    pub signed: Option<String>,
    /// The first message.
    pub opening: String,
    /// The browser's score of the first message, or of each message in turn.
    pub frustration: Option<Listed<Option<f64>>>,
    /// What the shopper says when asked: by the answer's `expects`.
    #[serde(default)]
    pub answers: HashMap<String, Listed<String>>,
    /// What they go on to say, one at a time, whenever nothing is asked.
    #[serde(default)]
    pub then: Vec<String>,
    /// What should come of it.
    pub expected: Expected,
}

/// What should come of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Exactly these, in any order.
    pub actions: Vec<Wanted>,
    /// The reason, where a person should take over; `unresolved|none` where the contract leaves it open.
    pub handoff: Option<String>,
    /// In some reply, whatever the case; `a|b` is either.
    #[serde(default)]
    pub says: Vec<String>,
    /// In no answer, be it text, card or quick reply.
    #[serde(default)]
    pub never: Vec<String>,
}

/// An action that should be committed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// For example `return.requested`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The number as the shopper sees it.
    pub order: String,
    /// Variant ids, in any order; unchecked where they say nothing (a cancellation).
    pub items: Option<Vec<String>>,
    /// What the item becomes.
    pub to_variant: Option<String>,
    /// What else the action carries, anywhere in it.
    #[serde(default)]
    pub holds: Vec<String>,
}

/// One for all, or one after the other, the last of them again and again.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Listed<T> {
    /// The same each time (a score: the first message's).
    One(T),
    /// In order.
    Many(Vec<T>),
}

impl Listed<String> {
    /// What is said the `nth` time.
    #[must_use]
    pub fn nth(&self, nth: usize) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            Self::Many(texts) => texts.get(nth).or(texts.last()).map(String::as_str),
        }
    }
}

impl Listed<Option<f64>> {
    /// The score of the `nth` message.
    #[must_use]
    pub fn score(&self, nth: usize) -> Option<f64> {
        match self {
            Self::One(score) => score.filter(|_| nth == 0),
            Self::Many(scores) => scores.get(nth).copied().flatten(),
        }
    }
}

impl Scenario {
    /// What should come of it, in one value, for the protocol.
    #[must_use]
    pub fn wanted(&self) -> Value {
        let actions = self.expected.actions.iter().map(|action| {
            json!({
                "type": action.kind, "order": action.order, "items": action.items,
                "to_variant": action.to_variant, "holds": action.holds,
            })
        });
        json!({
            "actions": actions.collect::<Vec<_>>(), "handoff": self.expected.handoff,
            "says": self.expected.says, "never": self.expected.never,
        })
    }
}

/// Reads a file of them, one a line.
///
/// # Errors
/// The line that is not one, and why.
pub fn read(text: &str) -> Result<Vec<Scenario>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn every_conversation_is_readable_and_named_once() {
        let mut names = HashSet::new();
        for file in ["en.dev", "en.held", "zh.dev", "zh.held"] {
            let path = crate::root().join(format!("tests/outcomes/{file}.jsonl"));
            let text = std::fs::read_to_string(path).expect("the conversations are there");
            let all = super::read(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(all.iter().all(|one| file.starts_with(&one.language) && names.insert(one.id.clone())));
        }
        assert!(names.len() >= 90, "{}", names.len());
    }
}
