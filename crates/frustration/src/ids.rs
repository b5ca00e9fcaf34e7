//! Pieces to ids.

use crate::hash::Hasher;
use crate::segment::{Piece, Reference};
use crate::tokens::{BUCKETS, CORE, FIRST_HASH};

const REPEATED: i32 = 20;
const NUMBER: i32 = 21;
const CODE: i32 = 22;
const LINK: i32 = 23;
const EMAIL: i32 = 24;
const MENTION: i32 = 25;
const PICTURE: i32 = 26;
const CASING: i32 = 32;

fn hashed(hasher: Hasher) -> i32 {
    FIRST_HASH + hasher.bucket(BUCKETS) as i32
}

/// What stands at a position: the word and its letters, the characters that start here, the mark, the picture.
pub(crate) fn core_ids(pieces: &[Piece], index: usize) -> Vec<i32> {
    match &pieces[index] {
        Piece::Word(word) => word_ids(word),
        Piece::Ideograph(_) => ideograph_ids(&run(pieces, index), 1..=3),
        Piece::Number(digits) => number_ids(digits),
        Piece::Reference(Reference::Link) => vec![LINK],
        Piece::Reference(Reference::Email) => vec![EMAIL],
        Piece::Reference(Reference::Mention) => vec![MENTION],
        Piece::Punctuation(marks, repeated) => {
            let mut ids =
                vec![hashed(Hasher::new(b'p').chars(marks).chars(if *repeated { &['+'] } else { &[] }))];
            ids.push(hashed(Hasher::new(b'p').chars(marks)));
            ids.extend(repeated.then_some(REPEATED));
            ids
        }
        Piece::Symbol(c, repeated) => {
            let mut ids = vec![hashed(Hasher::new(b'e').char(*c)), PICTURE];
            ids.extend(repeated.then_some(REPEATED));
            ids
        }
    }
}

/// What only the linear part reads: the piece with the one before it, and n-grams of other lengths.
pub(crate) fn further_ids(pieces: &[Piece], index: usize) -> Vec<i32> {
    let before = index.checked_sub(1).map(|before| &pieces[before]);
    match &pieces[index] {
        Piece::Ideograph(_) => {
            let run = run(pieces, index);
            let mut ids = ideograph_ids(&run, 4..=5);
            // `好了吗` and `好…吗`: the character two on, whatever stands between.
            if let [first, _, third, ..] = run[..] {
                ids.push(hashed(Hasher::new(b's').chars(&[first, third])));
            }
            ids
        }
        piece => {
            let pair = spelling(before, spelling(Some(piece), Hasher::new(b'b')).char(' '));
            let mut ids = vec![hashed(pair)];
            if let Piece::Word(word) = piece {
                let padded = padded(&fold_elongation(&lowercase(word)).0);
                ids.extend(grams(&padded, 5));
                ids.extend(grams(&padded, 3));
            }
            ids
        }
    }
}

fn spelling(piece: Option<&Piece>, hasher: Hasher) -> Hasher {
    match piece {
        None => hasher.char('^'),
        Some(Piece::Word(word)) => hasher.chars(&fold_elongation(&lowercase(word)).0),
        Some(Piece::Ideograph(c) | Piece::Symbol(c, _)) => hasher.char(*c),
        Some(Piece::Number(digits)) => hasher.chars(if digits.len() > 2 { &['0'] } else { digits }),
        Some(Piece::Reference(_)) => hasher.char('@'),
        Some(Piece::Punctuation(marks, _)) => hasher.chars(marks),
    }
}

/// The word, how it is written, and its letters four by four: `refund` is `<ref refu efun fund und>`.
fn word_ids(word: &[char]) -> Vec<i32> {
    let (folded, elongated) = fold_elongation(&lowercase(word));
    let digits = folded.iter().filter(|c| c.is_ascii_digit()).count();
    // `3rd` and `b4` are words, `W-4417` and `JD0023981` are not.
    if digits > 2 || (digits > 0 && folded.len() > 6) {
        return vec![CODE, casing(word, false)];
    }
    let mut ids = vec![hashed(Hasher::new(b'w').chars(&folded)), casing(word, elongated)];
    ids.extend(grams(&padded(&folded), 4));
    // A long word keeps its beginning and its end.
    if ids.len() > CORE {
        ids.drain(CORE - 2..ids.len() - 2);
    }
    ids
}

fn lowercase(word: &[char]) -> Vec<char> {
    word.iter().flat_map(|c| c.to_lowercase()).collect()
}

fn padded(word: &[char]) -> Vec<char> {
    ['<'].into_iter().chain(word.iter().copied()).chain(['>']).collect()
}

/// The n-grams of a padded word; the whole of a short one is a word already.
fn grams(padded: &[char], length: usize) -> impl Iterator<Item = i32> {
    let long = padded.len() > length + 1;
    let kind = b'a' + length as u8;
    padded.windows(length).filter(move |_| long).map(move |gram| hashed(Hasher::new(kind).chars(gram)))
}

/// `sooooo` is `so`, said with feeling.
fn fold_elongation(word: &[char]) -> (Vec<char>, bool) {
    let mut folded = Vec::with_capacity(word.len());
    for run in word.chunk_by(|a, b| a == b) {
        let long = run.len() > 2 && run[0].is_alphabetic();
        folded.extend_from_slice(if long { &run[..1] } else { run });
    }
    let elongated = folded.len() < word.len();
    (folded, elongated)
}

fn casing(word: &[char], elongated: bool) -> i32 {
    let upper = word.iter().filter(|c| c.is_uppercase()).count();
    let letters = word.iter().filter(|c| c.is_alphabetic()).count();
    let case = match upper {
        0 => 0,
        _ if upper == letters && letters > 1 => 1,
        1 if word[0].is_uppercase() => 2,
        _ => 3,
    };
    CASING + case + 4 * i32::from(elongated) + 8 * i32::from(word.contains(&'*'))
}

/// The ideographs from here on, five at most; punctuation ends them.
fn run(pieces: &[Piece], index: usize) -> Vec<char> {
    let ideographs = pieces[index..].iter().map_while(|piece| match piece {
        Piece::Ideograph(c) => Some(*c),
        _ => None,
    });
    ideographs.take(5).collect()
}

/// The n-grams of these lengths that start where `run` does.
fn ideograph_ids(run: &[char], lengths: std::ops::RangeInclusive<usize>) -> Vec<i32> {
    lengths
        .filter(|&n| n <= run.len())
        .map(|n| hashed(Hasher::new(b'0' + n as u8).chars(&run[..n])))
        .collect()
}

/// Small numbers count something (`3 times`) and are kept; long ones only tell their length.
fn number_ids(digits: &[char]) -> Vec<i32> {
    let count = digits.len().min(8) as u8;
    let shape = hashed(Hasher::new(b'n').char(char::from(b'0' + count)));
    if digits.len() <= 2 {
        vec![hashed(Hasher::new(b'w').chars(digits)), NUMBER, shape]
    } else {
        vec![NUMBER, shape]
    }
}
