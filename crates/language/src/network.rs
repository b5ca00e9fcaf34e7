//! A small network over the words in their order: what a bag of n-grams cannot tell, it can. Taught by a large multilingual encoder.
//!
//! Each word is the sum of the vectors of what stands there; three words together make a feature, and of every feature count its
//! strongest and its average. Its layout is `models/language/trainer/export.py`'s; it is read where it lies.

use crate::{
    features::places,
    model::{self, CLASSES},
    words::{Kind, Word},
};

/// Values of a word's vector, four bits each.
const WIDTH: usize = 32;
/// Features of three words.
const HIDDEN: usize = 96;
/// Longer stories are cut.
const MOST: usize = 128;
/// What stands at one word, at most.
const GRAMS: usize = 14;

/// Three scales: of the vectors, the features and the votes.
const BIASES: usize = 12;
const OFFSETS: usize = BIASES + 4 * HIDDEN;
const FEATURES: usize = OFFSETS + 4 * CLASSES;
const VOTES: usize = FEATURES + 3 * WIDTH * HIDDEN;
const VECTORS: usize = VOTES + 2 * HIDDEN * CLASSES;

/// The network's part of the model's file.
#[derive(Clone, Copy)]
pub(crate) struct Network(pub(crate) &'static [u8]);

impl Network {
    /// What speaks for each intent, on the scale of a logit.
    pub(crate) fn votes(self, words: &[Word]) -> [f32; CLASSES] {
        let vectors: Vec<[f32; WIDTH]> =
            places(&words[..words.len().min(MOST)]).iter().map(|place| self.vector(place)).collect();
        let mut most = [0.0_f32; HIDDEN];
        let mut mean = [0.0_f32; HIDDEN];
        let nothing = [0.0; WIDTH];
        for at in 0..vectors.len() {
            let before = at.checked_sub(1).map_or(&nothing, |at| &vectors[at]);
            let after = vectors.get(at + 1).unwrap_or(&nothing);
            let mut sums: [f32; HIDDEN] = std::array::from_fn(|h| self.float(BIASES + 4 * h));
            let scale = self.float(4);
            for (slot, vector) in [before, &vectors[at], after].into_iter().enumerate() {
                for (k, value) in vector.iter().enumerate() {
                    let row = FEATURES + (slot * WIDTH + k) * HIDDEN;
                    let value = value * scale;
                    for (sum, weight) in sums.iter_mut().zip(&self.0[row..row + HIDDEN]) {
                        *sum += value * f32::from(weight.cast_signed());
                    }
                }
            }
            for h in 0..HIDDEN {
                most[h] = most[h].max(sums[h]);
                mean[h] += sums[h].max(0.0);
            }
        }
        let root = (vectors.len().max(1) as f32).sqrt();
        let mut votes: [f32; CLASSES] = std::array::from_fn(|c| self.float(OFFSETS + 4 * c));
        for (h, value) in most.iter().copied().chain(mean.iter().map(|sum| sum / root)).enumerate() {
            let row = VOTES + h * CLASSES;
            let value = value * self.float(8);
            for (vote, weight) in votes.iter_mut().zip(&self.0[row..row + CLASSES]) {
                *vote += value * f32::from(weight.cast_signed());
            }
        }
        votes
    }

    /// Whether a third of a text's words are known; what is made of strange ones would be guessed by their letters.
    pub(crate) fn knows(words: &[Word]) -> bool {
        let spoken = words.iter().filter(|word| matches!(word.kind, Kind::Latin | Kind::Han));
        let known = spoken.clone().filter(|word| {
            let whole = places(std::slice::from_ref(word));
            whole[0].first().is_some_and(|hash| model::vector(*hash).is_some())
        });
        let known = known.count();
        known > 0 && known * 3 >= spoken.count()
    }

    /// The vector of a word: the sum over what stands there and is known.
    fn vector(self, place: &[u32]) -> [f32; WIDTH] {
        let mut out = [0.0; WIDTH];
        let known = place.iter().filter_map(|hash| model::vector(*hash)).take(GRAMS);
        let mut count = 0.0_f32;
        for index in known {
            count += 1.0;
            let row = VECTORS + index * WIDTH / 2;
            for (pair, byte) in out.chunks_exact_mut(2).zip(&self.0[row..row + WIDTH / 2]) {
                pair[0] += f32::from(byte & 15) - 8.0;
                pair[1] += f32::from(byte >> 4) - 8.0;
            }
        }
        let scale = self.float(0) / count.max(1.0).sqrt();
        out.map(|value| value * scale)
    }

    fn float(self, at: usize) -> f32 {
        f32::from_le_bytes([self.0[at], self.0[at + 1], self.0[at + 2], self.0[at + 3]])
    }

    /// How many bytes it has with so many vectors.
    #[cfg(test)]
    pub(crate) fn length(vectors: usize) -> usize {
        VECTORS + vectors * WIDTH / 2
    }
}
