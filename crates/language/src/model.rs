//! The trained intents: a sparse linear model over hashed n-grams and a small network over the words, read where they lie. Nothing
//! happens at start-up.
//!
//! The file's layout is `models/language/trainer/export.py`'s.

use beeline_protocol::Intent;

use crate::{Language, features::features, network::Network, words::Word};

static MODEL: &[u8] = include_bytes!("intents.bin");

pub(crate) const CLASSES: usize = Intent::ALL.len();
const BUCKETS: usize = 1 << 17;
/// Buckets whose first entry is written down; within a block it is counted.
const BLOCK: usize = 64;

/// What each of a weight's sixteen codes stands for comes first, then how sharp English and Chinese answers are.
const HEATS: usize = 4 * 16;
const BIASES: usize = HEATS + 8;
const BLOCKS: usize = BIASES + 4 * CLASSES;
const COUNTS: usize = BLOCKS + 4 * (BUCKETS / BLOCK + 1);
const ENTRIES: usize = COUNTS + BUCKETS;

/// How likely each intent is, in the order of [`Intent::ALL`]. Calibrated for the language.
pub(crate) fn chances(words: &[Word], language: Language) -> [f32; CLASSES] {
    let grams = features(words);
    let length = grams.iter().map(|f| f.gram.weight() * f.gram.weight()).sum::<f32>().sqrt().max(1e-6);
    let mut sums = [0.0; CLASSES];
    for gram in grams {
        add(&mut sums, gram.hash as usize % BUCKETS, gram.gram.weight() / length);
    }
    let votes = network().votes(words);
    let heat = float(if language == Language::Chinese { HEATS + 4 } else { HEATS });
    let mut logits: [f32; CLASSES] =
        std::array::from_fn(|c| (sums[c] + votes[c] + float(BIASES + 4 * c)) / heat);
    softmax(&mut logits);
    logits
}

/// Whether enough of its words are such as the model has learnt.
pub(crate) fn knows(words: &[Word]) -> bool {
    network().knows(words)
}

/// Adds one bucket's weights, times how much it counts.
fn add(sums: &mut [f32; CLASSES], bucket: usize, weight: f32) {
    let block = bucket / BLOCK;
    let before: usize = MODEL[COUNTS + block * BLOCK..COUNTS + bucket].iter().map(|n| usize::from(*n)).sum();
    let first = number(BLOCKS + 4 * block) + before;
    let codes = ENTRIES + entries();
    for entry in first..first + usize::from(MODEL[COUNTS + bucket]) {
        let code = usize::from(MODEL[codes + entry / 2] >> (4 * (entry % 2))) & 15;
        sums[usize::from(MODEL[ENTRIES + entry])] += weight * float(4 * code);
    }
}

fn entries() -> usize {
    number(COUNTS - 4)
}

fn network() -> Network {
    Network(&MODEL[ENTRIES + entries() + entries().div_ceil(2)..])
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

fn number(at: usize) -> usize {
    u32::from_le_bytes(bytes(at)) as usize
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
