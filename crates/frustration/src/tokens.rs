//! A message as positions of ids: what the model reads.

use crate::ids::{core_ids, further_ids};
use crate::segment::Piece;

/// Ids that say what stands at a position; unused ones are 0.
pub const CORE: usize = 12;
/// Further ids of a position (pairs of words, other n-grams): only the model's linear part reads them, which can afford
/// a weight for each.
pub const FURTHER: usize = 12;
/// Positions at most; of a longer message the beginning and the end are read.
pub const MAX_POSITIONS: usize = 128;
/// Ids below this are features with a fixed meaning, ids from here on are hashes.
pub const FIRST_HASH: i32 = 256;
/// Hash buckets: ids are below `FIRST_HASH + BUCKETS`.
pub const BUCKETS: u32 = 1 << 18;
/// Bumped with every change of an id's meaning: a model says which it was trained on.
pub const TOKENISER_VERSION: u32 = 2;

/// People lead up to their point: of a long message more of the end is read than of the beginning.
const HEAD: usize = 48;

/// A message as the model sees it: positions of [`CORE`] and [`FURTHER`] ids. The first describes the whole message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    core: Vec<i32>,
    further: Vec<i32>,
}

impl Tokens {
    /// The core ids, position after position.
    pub fn core(&self) -> &[i32] {
        &self.core
    }

    /// The further ids, position after position.
    pub fn further(&self) -> &[i32] {
        &self.further
    }

    /// How many positions there are, at least one.
    pub fn positions(&self) -> usize {
        self.core.len() / CORE
    }

    pub(crate) fn of(summary: &[i32], pieces: &[Piece]) -> Self {
        let room = MAX_POSITIONS - 1;
        let head = HEAD.min(pieces.len());
        let tail = pieces.len().saturating_sub(room - HEAD).max(head);
        let (mut core, mut further) = (Vec::new(), Vec::new());
        push(&mut core, summary, CORE);
        push(&mut further, &[], FURTHER);
        for index in (0..head).chain(tail..pieces.len()) {
            push(&mut core, &core_ids(pieces, index), CORE);
            push(&mut further, &further_ids(pieces, index), FURTHER);
        }
        Self { core, further }
    }
}

fn push(ids: &mut Vec<i32>, values: &[i32], room: usize) {
    ids.extend(values.iter().copied().chain(std::iter::repeat(0)).take(room));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenise;

    #[test]
    fn the_same_words_give_the_same_ids_however_they_are_typed() {
        assert_eq!(tokenise("Ｗhy？"), tokenise("Why?"));
        assert_eq!(tokenise("還沒發貨"), tokenise("还没发货"));
        assert_ne!(tokenise("why?"), tokenise("WHY?"));
    }

    #[test]
    fn a_stretched_word_keeps_its_id_and_is_marked() {
        let (plain, stretched) = (tokenise("so late"), tokenise("soooo late"));
        assert_eq!(plain.core()[CORE], stretched.core()[CORE]);
        assert_ne!(plain.core()[CORE + 1], stretched.core()[CORE + 1]);
    }

    #[test]
    fn ids_stay_below_the_model_table_and_positions_below_the_limit() {
        let tokens = tokenise(&"Unbelievable!! W-4417 客服 😡 ana@example.com 12.50 ".repeat(80));
        assert_eq!(tokens.positions(), MAX_POSITIONS);
        assert_eq!(tokens.further().len(), MAX_POSITIONS * FURTHER);
        let limit = FIRST_HASH + BUCKETS as i32;
        assert!(tokens.core().iter().chain(tokens.further()).all(|&id| (0..limit).contains(&id)));
    }

    #[test]
    fn of_a_long_message_the_beginning_and_the_end_are_read() {
        let filler = "word ".repeat(300);
        let read = |text: &str| tokenise(text);
        assert_ne!(read(&format!("first {filler}")), read(&format!("other {filler}")));
        assert_ne!(read(&format!("{filler}last")), read(&format!("{filler}other")));
        assert_eq!(read(&format!("{filler}middle {filler}")), read(&format!("{filler}centre {filler}")));
    }

    #[test]
    fn the_order_of_words_matters() {
        assert_ne!(tokenise("not late").further(), tokenise("late not").further());
    }
}
