//! A merchant's own questions: a handful of examples each, learnt when the shop's file is read, matched in the message's turn.
//!
//! - `space`: n-grams → vectors whose rare n-grams count most, and the likeness of a text to every example
//! - `solve`: support vectors, from likenesses to questions; no randomness, the same file gives the same answers
//!
//! An n-gram that no example has still lengthens a text's vector: whoever speaks of something else comes out unlike everything.

pub mod measure;
mod solve;
mod space;

use solve::Task;
use space::{Read, Space};

/// One question of a shop's: its id, and ways to ask it in any language.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The id that the answer names.
    pub id: &'a str,
    /// How shoppers ask it.
    pub examples: &'a [String],
}

/// A question that a text asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match<'a> {
    /// The question's id.
    pub id: &'a str,
    /// How likely the text asks it, 0 to 1.
    pub confidence: f64,
}

/// A shop's questions, learnt.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    ids: Vec<String>,
    space: Space,
    /// What each example says about each question: one row an example.
    weights: Vec<f32>,
    biases: Vec<f32>,
}

/// From here on a text is taken to ask the question.
pub const THRESHOLD: f64 = 0.5;
/// What a text's score is worth: the logit's slope, and the score at which it is as likely right as wrong.
const SLOPE: f32 = 4.0;
const MIDDLE: f32 = -0.4;
/// How much more an example counts whose question has few: the exponent of its share.
const BALANCE: f32 = 0.5;
/// What shoppers write anyway: it asks none of the shop's questions, and shows which n-grams are nothing special.
const BACKGROUND: &str = include_str!("background.txt");
/// How much a message of the background counts, and how like an example it may be: the merchant's own words come first.
const DOUBT: f32 = 0.5;
const TOO_LIKE: f32 = 0.5;

impl Questions {
    /// Learns a shop's questions: some tens of milliseconds for a hundred of them.
    #[must_use]
    pub fn learn(questions: &[Question<'_>]) -> Self {
        let examples = questions.iter().flat_map(|question| question.examples);
        let mut texts: Vec<Read> = examples.map(|text| Read::new(text)).collect();
        let classes = questions.len();
        let mean = texts.len() as f32 / classes.max(1) as f32;
        let mut owners = Vec::new();
        let mut trust = Vec::new();
        for (class, question) in questions.iter().enumerate() {
            for _ in question.examples {
                owners.push(Some(class));
                trust.push((mean / question.examples.len() as f32).powf(BALANCE));
            }
        }
        let own = Space::new(&texts);
        let foreign = |text: &Read| own.likeness(text).into_iter().all(|like| like < TOO_LIKE);
        texts.extend(BACKGROUND.lines().map(Read::new).filter(foreign));
        owners.resize(texts.len(), None);
        trust.resize(texts.len(), DOUBT);
        let space = Space::new(&texts);
        let (weights, biases) = Task::new(&space, &owners, &trust).solve(classes);
        let ids = questions.iter().map(|question| question.id.to_owned()).collect();
        Self { ids, space, weights, biases }
    }

    /// The question that a text asks, if it asks one.
    #[must_use]
    pub fn matching(&self, text: &str) -> Option<Match<'_>> {
        self.likeliest(text).filter(|found| found.confidence >= THRESHOLD)
    }

    /// The likeliest question, however unlikely it is; `None` when the text has nothing in common with any.
    #[must_use]
    pub fn likeliest(&self, text: &str) -> Option<Match<'_>> {
        if self.is_empty() {
            return None;
        }
        let classes = self.ids.len();
        let mut scores = self.biases.clone();
        for (example, likeness) in self.space.likeness(&Read::new(text)).into_iter().enumerate() {
            if likeness > 0.0 {
                let row = &self.weights[example * classes..(example + 1) * classes];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += likeness * weight);
            }
        }
        let (best, score) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
        let confidence = f64::from(1.0 / (1.0 + (-SLOPE * (score - MIDDLE)).exp()));
        Some(Match { id: &self.ids[best], confidence })
    }

    /// Whether the shop has any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Questions {
        let of = |examples: &[&str]| examples.iter().map(ToString::to_string).collect::<Vec<_>>();
        let wrap = of(&[
            "do you gift wrap",
            "can you wrap it as a present",
            "is gift wrapping available",
            "可以包装成礼物吗",
        ]);
        let abroad = of(&[
            "how long to ship abroad",
            "do you deliver to Canada",
            "international shipping times",
            "可以寄到国外吗",
        ]);
        Questions::learn(&[
            Question { id: "gift-wrap", examples: &wrap },
            Question { id: "abroad", examples: &abroad },
        ])
    }

    #[test]
    fn a_question_is_found_in_other_words_and_with_mistakes() {
        let shop = shop();
        for (text, id) in [
            ("could you giftwrap this for me? gift wraping", "gift-wrap"),
            ("whats the shipping time to canada", "abroad"),
            ("能包裝成禮物嗎", "gift-wrap"),
        ] {
            assert_eq!(shop.matching(text).map(|found| found.id), Some(id), "{text}");
        }
    }

    #[test]
    fn what_nobody_asked_about_matches_nothing() {
        let shop = shop();
        for text in ["where is my order", "the zip is broken", "", "🦆", "我要退货"] {
            assert_eq!(shop.matching(text), None, "{text}");
        }
        assert!(Questions::default().matching("do you gift wrap").is_none());
    }
}
