//! Which tokens are an item, a wanted variant, an address or a reason: a chain of labels, weighed by small trained numbers.
//! `models/language/tagger.py` makes `tagger.bin`.

use std::sync::OnceLock;

use super::SlotKey;
use crate::buckets;

/// Nothing, and each key. A text says each once, so that beginnings need no label of their own.
const LABELS: usize = 5;
const KEYS: [SlotKey; 4] = [SlotKey::Item, SlotKey::Variant, SlotKey::Address, SlotKey::Reason];
const LEVELS: usize = 32;
const BUCKETS: u32 = 1 << 16;
const FILE: &[u8] = include_bytes!("../tagger.bin");

/// A run of tokens, and what it says.
pub(super) struct Tagged {
    pub(super) key: SlotKey,
    pub(super) from: usize,
    pub(super) to: usize,
}

struct Model {
    levels: [f32; LEVELS],
    moves: [[f32; LABELS]; LABELS],
    /// How much likelier than nothing a fact must be; negative, a little less likely will do.
    eager: f32,
    /// Sorted, each with where its entries begin and end.
    buckets: Vec<(u32, u16, u16)>,
    codes: &'static [u8],
}

/// The likeliest labels of a text, from the clues of its tokens.
pub(super) fn tag(clues: &[Vec<u32>]) -> Vec<Tagged> {
    let model = Model::shipped();
    let mut came: Vec<[u8; LABELS]> = Vec::with_capacity(clues.len());
    let mut ahead = [0.0; LABELS];
    for (at, clues) in clues.iter().enumerate() {
        let mut next = model.scores(clues);
        let mut from = [0_u8; LABELS];
        for to in 0..LABELS {
            let through = |of: usize| ahead[of] + if at > 0 { model.moves[of][to] } else { 0.0 };
            let best = (1..LABELS).fold(0, |best, of| if through(of) > through(best) { of } else { best });
            next[to] += through(best);
            from[to] = best as u8;
        }
        ahead = next;
        came.push(from);
    }
    spans(&path(&ahead, &came))
}

fn path(last: &[f32; LABELS], came: &[[u8; LABELS]]) -> Vec<usize> {
    let mut label = (0..LABELS).reduce(|a, b| if last[b] > last[a] { b } else { a }).unwrap_or(0);
    let mut path = vec![0; came.len()];
    for at in (0..came.len()).rev() {
        path[at] = label;
        label = usize::from(came[at][label]);
    }
    path
}

/// Of each key the first run.
fn spans(path: &[usize]) -> Vec<Tagged> {
    let mut found: Vec<Tagged> = Vec::new();
    for (at, label) in path.iter().enumerate().filter(|(_, label)| **label > 0) {
        let key = KEYS[label - 1];
        match found.iter_mut().find(|one| one.key == key) {
            Some(one) if one.to == at => one.to = at + 1,
            Some(_) => {}
            None => found.push(Tagged { key, from: at, to: at + 1 }),
        }
    }
    found
}

impl Model {
    fn shipped() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(FILE))
    }

    fn read(file: &'static [u8]) -> Self {
        let float = |at: usize| {
            let bytes = file.get(at * 4..at * 4 + 4).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0.0, f32::from_le_bytes)
        };
        let levels = std::array::from_fn(float);
        let moves = std::array::from_fn(|of| std::array::from_fn(|to| float(LEVELS + of * LABELS + to)));
        let floats = LEVELS + LABELS * LABELS + 1;
        let size = |at: usize| {
            let bytes =
                file.get(floats * 4 + at..floats * 4 + at + 2).and_then(|bytes| bytes.try_into().ok());
            usize::from(bytes.map_or(0, u16::from_le_bytes))
        };
        let rest = file.get(floats * 4 + 4..).unwrap_or_default();
        let (distances, rest) = rest.split_at_checked(size(0)).unwrap_or_default();
        let (counts, codes) = rest.split_at_checked(size(2)).unwrap_or_default();
        let mut begin = 0;
        let row = |(bucket, count): (u32, u8)| {
            let row = (bucket, begin, begin + u16::from(count));
            begin = row.2;
            row
        };
        let buckets = buckets::walk(distances, counts).map(row).collect();
        Self { levels, moves, eager: float(floats - 1), buckets, codes }
    }

    fn scores(&self, clues: &[u32]) -> [f32; LABELS] {
        let mut out = [0.0; LABELS];
        out[0] = -self.eager;
        for (at, clue) in clues.iter().enumerate() {
            // A clue counts once, as in the training.
            if clues[..at].iter().any(|other| other % BUCKETS == clue % BUCKETS) {
                continue;
            }
            let Some(place) = buckets::find(&self.buckets, clue % BUCKETS, |row| row.0) else { continue };
            let (_, from, to) = self.buckets[place];
            for code in self.codes.get(usize::from(from)..usize::from(to)).unwrap_or_default() {
                if let Some(score) = out.get_mut(usize::from(code >> 5)) {
                    *score += self.levels[usize::from(code & 31)];
                }
            }
        }
        out
    }
}
