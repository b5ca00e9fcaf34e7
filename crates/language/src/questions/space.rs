//! The space that examples and messages are compared in: hashed n-grams, each weighed by how rare it is.

use crate::{
    features::{Feature, features},
    words::words,
};

/// The examples, by their n-grams.
#[derive(Clone, Debug, Default)]
pub(super) struct Space {
    /// Every n-gram of an example, sorted.
    hashes: Vec<u32>,
    /// Where each n-gram's entries begin; one more than there are n-grams.
    starts: Vec<u32>,
    /// Which examples have an n-gram, and how much of their vector it is.
    entries: Vec<(u32, f32)>,
    examples: usize,
}

impl Space {
    pub(super) fn new<'a>(examples: impl Iterator<Item = &'a str>) -> Self {
        let rows: Vec<Vec<Feature>> = examples.map(|text| features(&words(text))).collect();
        let mut grams: Vec<(u32, u32, f32)> = Vec::new();
        for (example, row) in (0..).zip(&rows) {
            grams.extend(row.iter().map(|feature| (feature.hash, example, feature.gram.weight())));
        }
        grams.sort_unstable_by_key(|(hash, example, _)| (*hash, *example));
        let mut space = Self { examples: rows.len(), ..Self::default() };
        for same in grams.chunk_by(|a, b| a.0 == b.0) {
            let rarity = space.rarity(same.len());
            space.hashes.push(same[0].0);
            space.starts.push(space.entries.len() as u32);
            space.entries.extend(same.iter().map(|(_, example, weight)| (*example, weight * rarity)));
        }
        space.starts.push(space.entries.len() as u32);
        let mut squares = vec![0.0_f32; rows.len()];
        for (example, value) in &space.entries {
            squares[*example as usize] += value * value;
        }
        for (example, value) in &mut space.entries {
            *value /= squares[*example as usize].sqrt();
        }
        space
    }

    /// Which examples share each n-gram, and how much of each it is.
    pub(super) fn grams(&self) -> impl Iterator<Item = &[(u32, f32)]> {
        self.starts.windows(2).map(|ends| &self.entries[ends[0] as usize..ends[1] as usize])
    }

    /// The cosine of a text with every example.
    pub(super) fn likeness(&self, text: &str) -> Vec<f32> {
        let mut sums = vec![0.0_f32; self.examples];
        let mut square = 0.0;
        for feature in features(&words(text)) {
            let found = self.hashes.binary_search(&feature.hash).ok();
            let entries = found
                .map_or(&[][..], |at| &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]);
            let value = feature.gram.weight() * self.rarity(entries.len());
            square += value * value;
            for (example, weight) in entries {
                sums[*example as usize] += value * weight;
            }
        }
        let length = square.sqrt().max(1e-6);
        sums.iter_mut().for_each(|sum| *sum /= length);
        sums
    }

    /// The inverse document frequency of an n-gram that so many examples have.
    fn rarity(&self, having: usize) -> f32 {
        ((self.examples as f32 + 1.0) / (having as f32 + 1.0)).ln() + 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::Space;

    #[test]
    fn an_example_is_like_itself_and_half_like_what_adds_something_else() {
        let space = Space::new(["gift wrap please", "opening hours"].into_iter());
        let same = space.likeness("gift wrap please");
        assert!((same[0] - 1.0).abs() < 1e-4 && same[1] < 0.1, "{same:?}");
        let more = space.likeness("gift wrap please and tell me about elephants")[0];
        assert!(0.3 < more && more < 0.9, "{more}");
    }
}
