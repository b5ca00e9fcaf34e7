//! The mood of a conversation: the trajectory of its scores, not one of them.
//!
//! Widget and edge run this same code over the same turns, in order and never looking ahead. A score is the browser's
//! calibrated probability that one message is frustrated; what a shopper types fast or slow is never looked at.
//!
//! ```
//! use beeline_mood::Mood;
//! let mut mood = Mood::default();
//! assert!(!mood.observe(Some(0.8)).flagged);
//! assert!(mood.observe(Some(0.8)).flagged, "twice on the brink is over it");
//! assert!(!Mood::default().observe(None).flagged, "no score, no verdict");
//! ```
#![forbid(unsafe_code)]

use serde::{Deserialize, Serialize};

/// One message scored this high is enough for a person to take over.
pub const CERTAIN: f64 = 0.9;
/// A message under this is calm, and a calm message alone never brings a person.
pub const CALM: f64 = 0.4;
/// The trajectory that brings a person.
const TRAJECTORY: f64 = 0.85;
/// How much of the past is carried into the next turn, and how much the next score adds to it: two messages at 0.8 or
/// five at 0.7 reach [`TRAJECTORY`], any number at 0.6 does not.
const CARRIED: f64 = 0.6;
const ADDED: f64 = 0.5;

/// What is remembered of the turns so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mood {
    level: f64,
}

/// What the newest turn says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Where the conversation stands, 0 (calm) to 1.
    pub level: f64,
    /// Whether a person should take over now.
    pub flagged: bool,
    /// Why, when flagged.
    pub reason: Option<Reason>,
}

/// Why a conversation is flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// This one message says it.
    Message,
    /// No single message says it, but together they do.
    Trajectory,
}

impl Mood {
    /// Takes in the newest message's score (0 to 1; `None` where the browser sent none, which changes nothing).
    pub fn observe(&mut self, score: Option<f64>) -> Reading {
        let Some(score) = score.map(|s| s.clamp(0.0, 1.0)) else {
            return Reading { level: self.level, flagged: false, reason: None };
        };
        self.level = score.max(CARRIED * self.level + ADDED * score).min(1.0);
        let reason = if score >= CERTAIN {
            Some(Reason::Message)
        } else if score >= CALM && self.level >= TRAJECTORY {
            Some(Reason::Trajectory)
        } else {
            None
        };
        Reading { level: self.level, flagged: reason.is_some(), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flagged(scores: &[f64]) -> Option<usize> {
        let mut mood = Mood::default();
        scores.iter().position(|&s| mood.observe(Some(s)).flagged)
    }

    #[test]
    fn one_certain_message_is_enough() {
        assert_eq!(flagged(&[0.1, 0.95]), Some(1));
    }

    #[test]
    fn a_calm_message_never_brings_a_person_even_after_anger() {
        let mut mood = Mood::default();
        mood.observe(Some(0.89));
        mood.observe(Some(0.89));
        assert!(!mood.observe(Some(0.39)).flagged);
    }

    #[test]
    fn lukewarm_messages_do_not_add_up() {
        assert_eq!(flagged(&[0.6; 50]), None);
    }

    #[test]
    fn calm_words_cool_a_conversation_down() {
        assert_eq!(flagged(&[0.8, 0.1, 0.1, 0.7]), None);
    }

    #[test]
    fn a_score_outside_its_range_is_taken_at_the_border() {
        assert!(Mood::default().observe(Some(7.0)).flagged);
        assert!(!Mood::default().observe(Some(-1.0)).flagged);
    }
}
