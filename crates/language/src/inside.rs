//! For the training and its measurements only; nothing that serves shoppers uses it.

/// Every n-gram of a text: its hash and the number of its kind.
#[must_use]
pub fn grams(text: &str) -> Vec<(u32, u8)> {
    let words = crate::words::words(text);
    crate::features::features(&words).into_iter().map(|f| (f.hash, f.gram as u8)).collect()
}

/// The n-grams at each word of a text, as the network takes them.
#[must_use]
pub fn places(text: &str) -> Vec<Vec<u32>> {
    crate::features::places(&crate::words::words(text))
}

/// Every token of a text: the bytes it came from, and its hashed clues.
#[must_use]
pub fn clues(text: &str, intent: beeline_protocol::Intent) -> Vec<(std::ops::Range<usize>, Vec<u32>)> {
    crate::Slots::clues(text, intent)
}
