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

/// What a text is about: hashed stems, sorted, each once; and the numbers in it, which say about which order it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gist {
    stems: Vec<u32>,
    numbers: Vec<u32>,
}

impl Gist {
    pub(crate) fn of(text: &str) -> Self {
        let mut gist = Self::default();
        // An address answers a question; it is not one.
        for word in text.to_lowercase().split_whitespace().filter(|word| !word.contains('@')) {
            word.split(|c: char| !c.is_alphanumeric() && c != '\'').for_each(|part| gist.add(part));
        }
        gist.stems.sort_unstable();
        gist.stems.dedup();
        gist
    }

    fn add(&mut self, word: &str) {
        let ideographs: Vec<char> = word.chars().filter(|c| is_ideograph(*c)).collect();
        self.stems.extend(ideographs.windows(2).map(|pair| hash(pair.iter().copied())));
        if word.contains(|c: char| c.is_ascii_digit()) {
            self.numbers.push(hash(word.chars().filter(char::is_ascii_digit)));
            return;
        }
        let latin = word.chars().filter(|c| c.is_alphabetic() && !is_ideograph(*c));
        let stem: String = latin.take(5).collect();
        if stem.len() > 1 && !EMPTY.contains(&stem.as_str()) {
            self.stems.push(hash(stem.chars()));
        }
    }

    pub(crate) fn asks_the_same(&self, other: &Self) -> bool {
        let other_order =
            !self.numbers.is_empty() && !other.numbers.is_empty() && self.numbers != other.numbers;
        !other_order
            && self.stems.len().min(other.stems.len()) >= LEAST
            && self.shared(other) >= SAME_QUESTION
    }

    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.stems.len().min(other.stems.len()) >= LEAST && self.shared(other) >= SAME_ANSWER
    }

    /// The part of the shorter that stands in the longer; a text three times as long says more than the same.
    fn shared(&self, other: &Self) -> f64 {
        let (short, long) = if self.stems.len() < other.stems.len() { (self, other) } else { (other, self) };
        if long.stems.len() > 3 * short.stems.len() {
            return 0.0;
        }
        let both = short.stems.iter().filter(|stem| long.stems.binary_search(stem).is_ok()).count();
        both as f64 / short.stems.len() as f64
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// FNV-1a.
fn hash(chars: impl Iterator<Item = char>) -> u32 {
    chars.fold(0x811c_9dc5, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193))
}
