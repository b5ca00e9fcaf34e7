//! The space that examples and messages are compared in. A text's vector has length one and two parts: its hashed n-grams, each
//! weighed by how rare it is among the examples, and what the trained model takes it for, so that two texts without a common
//! word may still be alike.

use crate::{
    Language,
    features::{Feature, Gram, features},
    model::{CLASSES, chances},
    words::{Word, words},
};

/// The share, in squares, that the model's opinion has of a vector. This and the weights below were chosen by cross-validation
/// within the training questions of three shops, together with one labelled test kept for that (HINT3's `dev`).
const OPINION: f32 = 0.09;

/// A text, read once: what the space is made of, and what is compared with it.
pub(super) struct Read {
    grams: Vec<Feature>,
    opinion: [f32; CLASSES],
}

impl Read {
    pub(super) fn new(text: &str) -> Self {
        let words = words(text);
        Self { grams: features(&words), opinion: opinion(text, &words) }
    }
}

/// The examples, by column: first the n-grams that they have, then the intents.
#[derive(Clone, Debug, Default)]
pub(super) struct Space {
    /// Every n-gram of an example, sorted.
    hashes: Vec<u32>,
    /// Where each column's entries begin, and the end of the last.
    starts: Vec<usize>,
    /// Which examples a column has, and how much of their vector it is.
    entries: Vec<(u32, f32)>,
    examples: usize,
}

impl Space {
    pub(super) fn new(examples: &[Read]) -> Self {
        let mut grams = Vec::new();
        for (example, read) in (0..).zip(examples) {
            let row = read.grams.iter();
            grams.extend(row.map(|feature| (feature.hash, example, weight(feature.gram))));
        }
        grams.sort_unstable_by_key(|(hash, example, _)| (*hash, *example));
        let mut space = Self { examples: examples.len(), ..Self::default() };
        let mut squares = vec![0.0_f32; examples.len()];
        for same in grams.chunk_by(|a, b| a.0 == b.0) {
            let rarity = space.rarity(same.len());
            space.hashes.push(same[0].0);
            space.starts.push(space.entries.len());
            for (_, example, weight) in same {
                squares[*example as usize] += (weight * rarity).powi(2);
                space.entries.push((*example, weight * rarity));
            }
        }
        for (example, value) in &mut space.entries {
            *value *= scale(squares[*example as usize]);
        }
        for class in 0..CLASSES {
            space.starts.push(space.entries.len());
            let column = (0..).zip(examples).map(|(example, read)| (example, read.opinion[class]));
            // A chance of next to nothing is nothing: most entries are saved.
            space.entries.extend(column.filter(|(_, value)| *value > 0.04));
        }
        space.starts.push(space.entries.len());
        space
    }

    /// Each column: which examples it has, and how much of each it is.
    pub(super) fn columns(&self) -> impl ExactSizeIterator<Item = &[(u32, f32)]> {
        self.starts.windows(2).map(|ends| &self.entries[ends[0]..ends[1]])
    }

    fn column(&self, at: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[at]..self.starts[at + 1]]
    }

    /// The cosine of a text with every example.
    pub(super) fn likeness(&self, text: &Read) -> Vec<f32> {
        let mut sums = vec![0.0_f32; self.examples];
        let mut square = 0.0;
        for feature in &text.grams {
            let found = self.hashes.binary_search(&feature.hash);
            let column = found.map_or(&[][..], |at| self.column(at));
            let value = weight(feature.gram) * self.rarity(column.len());
            square += value * value;
            column.iter().for_each(|(example, entry)| sums[*example as usize] += value * entry);
        }
        let scale = scale(square);
        sums.iter_mut().for_each(|sum| *sum *= scale);
        for (class, value) in text.opinion.iter().enumerate() {
            let column = self.column(self.hashes.len() + class);
            column.iter().for_each(|(example, entry)| sums[*example as usize] += value * entry);
        }
        sums
    }

    /// The inverse document frequency of an n-gram that so many examples have.
    fn rarity(&self, having: usize) -> f32 {
        ((self.examples as f32 + 1.0) / (having as f32 + 1.0)).ln() + 1.0
    }
}

/// What brings n-grams of this sum of squares to their share of the vector.
fn scale(square: f32) -> f32 {
    ((1.0 - OPINION) / square.max(1e-6)).sqrt()
}

/// The model's opinion, brought to its share of the vector.
fn opinion(text: &str, words: &[Word]) -> [f32; CLASSES] {
    // The square root of a distribution has length one, and lets the second and third opinion count.
    chances(words, Language::of(text).unwrap_or_default()).map(|chance| (OPINION * chance).sqrt())
}

/// How much an n-gram counts before its rarity does; the model's own weights were found on far more text than a shop has.
fn weight(gram: Gram) -> f32 {
    match gram {
        Gram::Skip => 0.4,
        Gram::Letters => 0.5,
        other => other.weight(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Read, Space};

    fn space(examples: &[&str]) -> Space {
        Space::new(&examples.iter().map(|text| Read::new(text)).collect::<Vec<_>>())
    }

    #[test]
    fn an_example_is_like_itself_and_less_like_what_adds_something_else() {
        let space = space(&["gift wrap please", "opening hours"]);
        let same = space.likeness(&Read::new("gift wrap please"));
        assert!((same[0] - 1.0).abs() < 0.02 && same[1] < 0.3, "{same:?}");
        let more = space.likeness(&Read::new("gift wrap please and tell me about elephants"))[0];
        assert!(0.3 < more && more < 0.9, "{more}");
    }

    #[test]
    fn nothing_is_alike_where_there_is_nothing() {
        assert!(space(&[]).likeness(&Read::new("gift wrap")).is_empty());
        assert!(space(&["gift wrap"]).likeness(&Read::new(""))[0] < 0.2);
    }
}
