//! Whether two texts say the same, by the words that carry it: stems in Latin script, pairs of ideographs in Chinese.

use serde::{Deserialize, Serialize};

/// Words that carry nothing, as their stems.
const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "can", "could", "do", "does", "for", "from",
    "go", "have", "hello", "hi", "i", "in", "is", "it", "its", "just", "me", "my", "now", "of", "ok", "on",
    "or", "pleas", "so", "still", "thank", "that", "the", "there", "this", "to", "was", "we", "well", "will",
    "with", "would", "yes", "no", "you", "your", "again", "alrea", "asked", "anywa",
];
/// A text with fewer of them is an answer, not a question.
const LEAST: usize = 3;
/// How much of the shorter text must stand in the longer for both to ask the same.
const SAME_QUESTION: f64 = 0.65;
/// The same, for answers, which are said in fixed words.
const SAME_ANSWER: f64 = 0.85;

/// What a text is about: hashed stems, each once; and the numbers in it, which say about which order it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gist {
    stems: Vec<u32>,
    numbers: Vec<u32>,
}

impl Gist {
    pub(crate) fn of(text: &str) -> Self {
        let mut gist = Self::default();
        // An address answers a question; it is not one.
        for word in text.split(' ').filter(|word| !word.contains('@')) {
            let mut part = Part::default();
            for c in word.chars() {
                if is_ideograph(c) {
                    if let Some(before) = part.ideograph.replace(c) {
                        gist.note(mix(mix(START, before), c));
                    }
                } else if is_letter(c) || c.is_ascii_digit() || c == '\'' {
                    part.add(c.to_ascii_lowercase());
                } else {
                    gist.take(&mut part);
                }
            }
            gist.take(&mut part);
        }
        gist
    }

    fn take(&mut self, part: &mut Part) {
        let Part { stem, number, .. } = std::mem::take(part);
        if let Some(number) = number {
            self.numbers.push(number);
        } else if stem.len() > 1 && !EMPTY.contains(&stem.as_str()) {
            self.note(stem.chars().fold(START, mix));
        }
    }

    // The lists are short: looking through them costs less than the code that sorts.
    fn note(&mut self, stem: u32) {
        if !self.stems.contains(&stem) {
            self.stems.push(stem);
        }
    }

    pub(crate) fn asks_the_same(&self, other: &Self) -> bool {
        let other_order =
            !self.numbers.is_empty() && !other.numbers.is_empty() && self.numbers != other.numbers;
        !other_order && self.shared(other) >= SAME_QUESTION
    }

    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.shared(other) >= SAME_ANSWER
    }

    /// The part of the shorter that stands in the longer. Too short, it says too little to tell; a text three times as long
    /// says more than the same.
    fn shared(&self, other: &Self) -> f64 {
        let (short, long) = if self.stems.len() < other.stems.len() { (self, other) } else { (other, self) };
        if short.stems.len() < LEAST || long.stems.len() > 3 * short.stems.len() {
            return 0.0;
        }
        let both = short.stems.iter().filter(|stem| long.stems.contains(stem)).count();
        both as f64 / short.stems.len() as f64
    }
}

/// Beyond ASCII by ranges alone, the alphabets below general punctuation and the ideographs: the tables of Unicode would
/// cost the browser 10 KB.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{1fff}') || is_ideograph(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// One word as it is read.
#[derive(Default)]
struct Part {
    /// Its first letters.
    stem: String,
    /// Its digits, hashed, where it has some: then it is a number, whatever its letters.
    number: Option<u32>,
    /// The ideograph that was read last.
    ideograph: Option<char>,
}

impl Part {
    fn add(&mut self, c: char) {
        if c.is_ascii_digit() {
            self.number = Some(mix(self.number.unwrap_or(START), c));
        } else if self.stem.chars().count() < STEM && c != '\'' {
            self.stem.push(c);
        }
    }
}

/// How many letters of a word count.
const STEM: usize = 5;

/// FNV-1a, over characters.
const START: u32 = 0x811c_9dc5;

fn mix(hash: u32, c: char) -> u32 {
    (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
}
