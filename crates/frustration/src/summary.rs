//! What only the whole message shows: how loud, how long, in which script.

use crate::segment::Piece;

/// Each signal has sixteen ids of its own from here on; bucket 0 is an id too, so that "none" can be learnt.
const FIRST: i32 = 64;
const SPAN: i32 = 16;

/// The ids of a message's first position.
pub(crate) fn summarise(pieces: &[Piece]) -> Vec<i32> {
    let count = |test: &dyn Fn(&Piece) -> bool| pieces.iter().filter(|piece| test(piece)).count();
    let has = |mark: char| {
        count(&|piece| matches!(piece, Piece::Punctuation(marks, _) if marks.contains(&mark)))
            + count(&|piece| matches!(piece, Piece::Punctuation(marks, true) if marks.contains(&mark)))
    };
    let words = count(&|piece| matches!(piece, Piece::Word(_)));
    let ideographs = count(&|piece| matches!(piece, Piece::Ideograph(_)));
    let symbols = count(&|piece| matches!(piece, Piece::Symbol(..)));
    let trailing_dots = count(&|piece| matches!(piece, Piece::Punctuation(marks, true) if marks == &['.']));
    let script = match (words, ideographs) {
        (0, 0) if symbols > 0 => 3,
        (0, 0) => 4,
        (_, 0) => 0,
        (0, _) => 1,
        _ => 2,
    };
    let signals = [
        script,
        length_bucket(words + ideographs),
        shouting(pieces),
        has('!').min(4),
        has('?').min(4),
        symbols.min(3),
        trailing_dots.min(3),
        ending(pieces),
    ];
    (0..).zip(signals).map(|(signal, bucket)| FIRST + signal * SPAN + bucket as i32).collect()
}

fn length_bucket(length: usize) -> usize {
    const BOUNDS: [usize; 9] = [0, 1, 2, 4, 8, 14, 22, 34, 60];
    BOUNDS.iter().filter(|&&bound| length > bound).count()
}

/// How much is written in capitals, in quarters; `I` and `OK` shout nothing.
fn shouting(pieces: &[Piece]) -> usize {
    let (mut upper, mut letters, mut loud_words) = (0, 0, 0);
    for piece in pieces {
        if let Piece::Word(word) = piece {
            let alphabetic = word.iter().filter(|c| c.is_alphabetic()).count();
            let capitals = word.iter().filter(|c| c.is_uppercase()).count();
            letters += alphabetic;
            upper += if alphabetic > 1 { capitals } else { 0 };
            loud_words += usize::from(alphabetic > 2 && capitals == alphabetic);
        }
    }
    match (loud_words, upper * 4 / letters.max(1)) {
        (0, _) => 0,
        (_, 3..) => 5,
        (1, 0) => 1,
        (2, 0) => 2,
        (_, quarters) => 2 + quarters.min(2),
    }
}

fn ending(pieces: &[Piece]) -> usize {
    match pieces.last() {
        None => 0,
        Some(Piece::Punctuation(marks, repeated)) => match marks.last() {
            Some('.') => 1 + usize::from(*repeated),
            Some('!') => 3 + usize::from(*repeated),
            Some('?') => 5 + usize::from(*repeated),
            _ => 7,
        },
        Some(Piece::Symbol(..)) => 8,
        Some(_) => 9,
    }
}
