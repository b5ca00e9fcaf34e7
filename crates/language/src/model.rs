//! The trained intents: a sparse linear model over hashed n-grams and a small network over the words. Its weights are read where they
//! lie; which buckets have some is unpacked once, by the first message.
//!
//! The file's layout is `models/language/trainer/export.py`'s.

use std::sync::OnceLock;

use beeline_protocol::Intent;

use crate::{Language, buckets, features::features, network::Network, words::Word};

static MODEL: &[u8] = include_bytes!("intents.bin");

pub(crate) const CLASSES: usize = Intent::ALL.len();
const BUCKETS: u32 = 1 << 17;

/// What each of a weight's sixteen codes stands for comes first, then how sharp English and Chinese answers are.
const HEATS: usize = 4 * 16;
const BIASES: usize = HEATS + 8;
/// Three lengths: of the distances, of what is about each bucket, of the weights.
const LENGTHS: usize = BIASES + 4 * CLASSES;
const DISTANCES: usize = LENGTHS + 12;

/// Which buckets are known, and where their numbers lie in the file.
struct Table {
    rows: Vec<Row>,
    /// Where the weights' classes lie, and their codes after them.
    classes: usize,
    codes: usize,
}

/// One bucket: its first weight and its vector, if it has some, end where the next one's begin.
struct Row {
    bucket: u32,
    weight: u16,
    vector: u16,
}

impl Table {
    fn shipped() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let about = DISTANCES + number(LENGTHS);
            let classes = about + number(LENGTHS + 4);
            let (mut weight, mut vector) = (0, 0);
            let mut row = |bucket, about: u8| {
                let row = Row { bucket, weight, vector };
                // The lowest bit says that there is a vector, the others how many weights.
                weight += u16::from(about >> 1);
                vector += u16::from(about & 1);
                row
            };
            let mut rows: Vec<Row> = buckets::walk(&MODEL[DISTANCES..about], &MODEL[about..classes])
                .map(|(bucket, about)| row(bucket, about))
                .collect();
            rows.push(row(BUCKETS, 0));
            Self { rows, classes, codes: classes + number(LENGTHS + 8) }
        })
    }

    /// A bucket's row and the one after it.
    fn pair(&self, hash: u32) -> Option<[&Row; 2]> {
        let at = buckets::find(&self.rows, hash % BUCKETS, |row| row.bucket)?;
        Some([self.rows.get(at)?, self.rows.get(at + 1)?])
    }
}

/// How likely each intent is, in the order of [`Intent::ALL`]. Calibrated for the language.
pub(crate) fn chances(words: &[Word], language: Language) -> [f32; CLASSES] {
    let grams = features(words);
    let length = grams.iter().map(|f| f.gram.weight() * f.gram.weight()).sum::<f32>().sqrt().max(1e-6);
    let mut sums = [0.0; CLASSES];
    for gram in grams {
        add(&mut sums, gram.hash, gram.gram.weight() / length);
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
    Network::knows(words)
}

/// The place of a hash's vector among the network's, if it has one.
pub(crate) fn vector(hash: u32) -> Option<usize> {
    let [own, next] = Table::shipped().pair(hash)?;
    (next.vector > own.vector).then_some(usize::from(own.vector))
}

/// Adds one bucket's weights, times how much it counts.
fn add(sums: &mut [f32; CLASSES], hash: u32, weight: f32) {
    let table = Table::shipped();
    let Some([own, next]) = table.pair(hash) else { return };
    for at in usize::from(own.weight)..usize::from(next.weight) {
        let code = usize::from(MODEL[table.codes + at / 2] >> (4 * (at % 2))) & 15;
        sums[usize::from(MODEL[table.classes + at])] += weight * float(4 * code);
    }
}

fn network() -> Network {
    let table = Table::shipped();
    Network(&MODEL[table.codes + (table.codes - table.classes).div_ceil(2)..])
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
        let vectors = Table::shipped().rows.last().map_or(0, |row| usize::from(row.vector));
        assert_eq!(network().0.len(), Network::length(vectors));
    }

    #[test]
    fn chances_are_a_distribution() {
        let sum: f32 = chances(&crate::words::words("where is it"), Language::English).iter().sum();
        assert!((sum - 1.0).abs() < 1e-4);
    }
}
