//! The mood of a conversation: not one score but their trajectory, what was asked again, and whether the answers repeat
//! themselves.
//!
//! Widget and edge run this same code over the same turns, in order and never looking ahead. A score is the browser's
//! calibrated probability that one message is frustrated; how fast somebody types is never looked at.
//!
//! ```
//! use beeline_mood::{Mood, Reason};
//! let mut mood = Mood::default();
//! for text in ["where is my parcel from last week", "so where is my parcel from last week"] {
//!     assert!(!mood.shopper(text, Some(0.1), None).flagged);
//!     mood.assistant("Let me look.");
//! }
//! let third = mood.shopper("I asked where my parcel from last week is", Some(0.3), None);
//! assert_eq!(third.reason, Some(Reason::RepeatedQuestion), "each message is calm, the third time of asking is not");
//! ```
#![forbid(unsafe_code)]

mod likeness;

pub use beeline_protocol::MoodReason as Reason;
use serde::{Deserialize, Serialize};

use likeness::Gist;

/// One message scored this high is enough for a person to take over.
pub const CERTAIN: f64 = 0.9;
/// A message under this is calm, and a calm message alone never brings a person.
pub const CALM: f64 = 0.4;
/// How much of the past is carried into the next turn, and how much the next score adds to it.
const CARRIED: f64 = 0.6;
const ADDED: f64 = 0.5;
/// Both together bring a person at this: two messages in a row at 0.78 or five at 0.7 do, any number at 0.65 does not, and no
/// single message.
const TRAJECTORY: f64 = 0.85;
/// A message that is not certain brings a person with what it is pushed by.
const PUSHED: f64 = 0.92;
/// Asking this often for the same thing is frustration, however calm the words.
const TIMES_ASKED: usize = 3;
/// What one earlier asking, and one answer said twice, add to a message that is not calm by itself.
const ASKED_BEFORE: f64 = 0.1;
const ANSWERED_ALIKE: f64 = 0.1;
/// How far back is remembered, in messages of each side.
const MEMORY: usize = 12;

/// What is remembered of the turns so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mood {
    level: f64,
    asked: Vec<Gist>,
    answered: Vec<Gist>,
    /// Answers in a row that had been given before.
    alike: u8,
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

impl Mood {
    /// Takes in the shopper's newest message, its score (0 to 1; `None` where the browser sent none) and what the model says
    /// it is about.
    pub fn shopper(&mut self, text: &str, score: Option<f64>, about: Option<Reason>) -> Reading {
        let gist = Gist::of(text);
        let before = self.asked.iter().filter(|earlier| earlier.asks_the_same(&gist)).count();
        remember(&mut self.asked, gist);
        if before + 1 >= TIMES_ASKED {
            self.level = self.level.max(TRAJECTORY);
            return self.flag(Reason::RepeatedQuestion);
        }
        let Some(score) = score.map(|score| score.clamp(0.0, 1.0)) else {
            return self.calm();
        };
        let together = CARRIED * self.level + ADDED * score;
        self.level = score.max(together).min(1.0);
        if score >= CERTAIN {
            return self.flag(about.unwrap_or(Reason::Message));
        }
        if score < CALM {
            return self.calm();
        }
        let pushed = ASKED_BEFORE * before as f64 + ANSWERED_ALIKE * f64::from(self.alike.min(2));
        if together >= TRAJECTORY {
            self.flag(Reason::Trajectory)
        } else if pushed > 0.0 && self.level + pushed >= PUSHED {
            self.flag(if before > 0 { Reason::RepeatedQuestion } else { Reason::RepeatedAnswer })
        } else {
            self.calm()
        }
    }

    /// Takes in what was answered.
    pub fn assistant(&mut self, text: &str) {
        let gist = Gist::of(text);
        let again = self.answered.iter().any(|earlier| earlier.says_the_same(&gist));
        self.alike = if again { self.alike.saturating_add(1) } else { 0 };
        remember(&mut self.answered, gist);
    }

    fn flag(&self, reason: Reason) -> Reading {
        Reading { level: self.level, flagged: true, reason: Some(reason) }
    }

    fn calm(&self) -> Reading {
        Reading { level: self.level, flagged: false, reason: None }
    }
}

fn remember(gists: &mut Vec<Gist>, gist: Gist) {
    gists.push(gist);
    if gists.len() > MEMORY {
        gists.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flagged(scores: &[f64]) -> Option<usize> {
        let mut mood = Mood::default();
        scores.iter().position(|&score| mood.shopper("", Some(score), None).flagged)
    }

    fn reasons(texts: &[&str], score: f64) -> Vec<Option<Reason>> {
        let mut mood = Mood::default();
        texts.iter().map(|text| mood.shopper(text, Some(score), None).reason).collect()
    }

    #[test]
    fn one_certain_message_is_enough() {
        assert_eq!(flagged(&[0.1, 0.95]), Some(1));
    }

    #[test]
    fn a_calm_message_never_brings_a_person_even_after_anger() {
        let mut mood = Mood::default();
        mood.shopper("a", Some(0.89), None);
        mood.shopper("b", Some(0.89), None);
        assert!(!mood.shopper("c", Some(0.39), None).flagged);
    }

    #[test]
    fn a_flagged_message_says_what_it_is_about() {
        let mut mood = Mood::default();
        let sarcasm = mood.shopper("lovely, a third left shoe", Some(0.97), Some(Reason::Sarcasm));
        assert_eq!(sarcasm.reason, Some(Reason::Sarcasm));
        let calm = mood.shopper("thanks", Some(0.01), Some(Reason::Sarcasm));
        assert_eq!(calm.reason, None, "a calm message is about nothing");
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
        assert!(Mood::default().shopper("", Some(7.0), None).flagged);
        assert!(!Mood::default().shopper("", Some(-1.0), None).flagged);
    }

    #[test]
    fn without_scores_only_the_third_asking_counts() {
        let mut mood = Mood::default();
        let mut ask = |text| mood.shopper(text, None, None).flagged;
        assert!(
            !ask("我的退款什么时候到账") && !ask("请问我的退款什么时候到账呢") && ask("退款到底什么时候到账")
        );
    }

    #[test]
    fn short_answers_are_no_repeated_questions() {
        assert_eq!(
            reasons(&["yes", "yes", "yes please", "HP-20417", "HP-20417", "HP-20417"], 0.1),
            [None; 6]
        );
    }

    #[test]
    fn the_same_question_about_other_orders_is_no_repetition() {
        let asked = [
            "has order 1001 left your warehouse",
            "has order 1002 left your warehouse",
            "has order 1003 left your warehouse",
        ];
        assert_eq!(reasons(&asked, 0.1), [None; 3]);
    }

    #[test]
    fn other_questions_are_no_repeated_questions() {
        let asked =
            ["where is my kettle order", "can I return the lamp I bought", "do you ship to Norway at all"];
        assert_eq!(reasons(&asked, 0.2), [None; 3]);
    }

    #[test]
    fn the_same_answer_twice_tips_a_message_that_was_on_the_brink() {
        let mut mood = Mood::default();
        mood.shopper("is it lost", Some(0.3), None);
        for _ in 0..2 {
            mood.assistant("I can't find an order with that number and that email address.");
        }
        assert_eq!(
            mood.shopper("that is the right number", Some(0.85), None).reason,
            Some(Reason::RepeatedAnswer)
        );
    }
}
