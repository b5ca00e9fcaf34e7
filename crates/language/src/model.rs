//! The trained intents: a small network over the words, read where it lies. Nothing happens at start-up.
//!
//! The file's layout is `models/language/trainer/export.py`'s.

use beeline_protocol::Intent;

use crate::{Language, network::Network, words::Word};

static MODEL: &[u8] = include_bytes!("intents.bin");

pub(crate) const CLASSES: usize = Intent::ALL.len();
/// How sharp English and Chinese answers are comes first.
const NETWORK: usize = 8;

/// How likely each intent is, in the order of [`Intent::ALL`]. Calibrated for the language.
pub(crate) fn chances(words: &[Word], language: Language) -> [f32; CLASSES] {
    let heat = float(if language == Language::Chinese { 4 } else { 0 });
    let mut logits = network().votes(words).map(|vote| vote / heat);
    softmax(&mut logits);
    logits
}

/// Whether there is a word in it that the model has learnt.
pub(crate) fn knows_any(words: &[Word]) -> bool {
    network().knows_any(words)
}

fn network() -> Network {
    Network(&MODEL[NETWORK..])
}

fn softmax(logits: &mut [f32; CLASSES]) {
    let top = logits.iter().copied().fold(f32::MIN, f32::max);
    let mut total = 0.0;
    for value in logits.iter_mut() {
        *value = (*value - top).exp();
        total += *value;
    }
    logits.iter_mut().for_each(|value| *value /= total);
}

fn bytes(at: usize) -> [u8; 4] {
    [MODEL[at], MODEL[at + 1], MODEL[at + 2], MODEL[at + 3]]
}

fn float(at: usize) -> f32 {
    f32::from_le_bytes(bytes(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_as_long_as_its_tables_say() {
        assert_eq!(network().0.len(), network().length());
    }

    #[test]
    fn chances_are_a_distribution() {
        let sum: f32 = chances(&crate::words::words("where is it"), Language::English).iter().sum();
        assert!((sum - 1.0).abs() < 1e-4);
    }
}
