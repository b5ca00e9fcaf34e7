//! A text → its pieces: where it says one of the goods at hand, the small words between, and what is neither.

use super::{
    lexicon::{Mark, Role, lexicon},
    measures::{measure, number},
    tokens::{Kind, Tokens},
    vocabulary::{Vocabulary, What},
};

/// One piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// Something known; nothing in it when it is known to be none of the goods at hand.
    Hit(Vec<What>),
    /// The name of a good that is none of those at hand.
    Foreign,
    /// A small word, with what its row says of it.
    Mark(Mark, &'static str),
    /// A bare number, with the values it might be.
    Number(u32, Vec<What>),
    Comma,
    Stop,
    Slash,
    Other,
}

/// A piece and the tokens it was made of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) piece: Piece,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// No name has more words than this, or Chinese characters.
const LONGEST: usize = 8;

/// Reads a text, the longest phrases first.
pub(crate) fn scan(tokens: &Tokens, vocabulary: &Vocabulary) -> Vec<Found> {
    let mut out = Vec::with_capacity(tokens.list.len());
    let mut hits = Vec::new();
    let mut from = 0;
    while from < tokens.list.len() {
        let (piece, took) = piece(tokens, vocabulary, from, &mut hits);
        out.push(Found { piece, from, to: from + took });
        from += took;
    }
    out
}

fn piece(tokens: &Tokens, vocabulary: &Vocabulary, from: usize, hits: &mut Vec<What>) -> (Piece, usize) {
    match tokens.list[from].kind {
        Kind::Comma => return (Piece::Comma, 1),
        Kind::Stop => return (Piece::Stop, 1),
        Kind::Slash => return (Piece::Slash, 1),
        Kind::Word | Kind::Han | Kind::Number(_) => {}
    }
    let run = tokens.list[from..].iter().take(LONGEST);
    let longest =
        run.take_while(|token| matches!(token.kind, Kind::Word | Kind::Han | Kind::Number(_))).count();
    for len in (1..=longest).rev() {
        if len == 1 && number(tokens, from).is_some() && tokens.text(from) != "one" {
            break;
        }
        let hash = tokens.hash(from..from + len);
        vocabulary.phrase(hash, hits);
        if !hits.is_empty() {
            return (Piece::Hit(std::mem::take(hits)), len);
        }
        if let Some((mark, about)) = lexicon().mark(hash) {
            return (Piece::Mark(mark, about), len);
        }
        if let Some(piece) = elsewhere(hash, len, tokens.list[from].kind) {
            return (piece, len);
        }
        if len <= 5
            && let Some(found) = counted(tokens, vocabulary, from, len, hits)
        {
            return found;
        }
    }
    if let Some(value) = number(tokens, from).filter(|_| tokens.text(from) != "one") {
        let plain = Piece::Number(value as u32, Vec::new());
        return counted(tokens, vocabulary, from, 1, hits).unwrap_or((plain, 1));
    }
    if tokens.list[from].kind == Kind::Word {
        vocabulary.misspelt(tokens.text(from), hits);
        if !hits.is_empty() {
            return (Piece::Hit(std::mem::take(hits)), 1);
        }
    }
    (Piece::Other, 1)
}

/// What a phrase is that says nothing of the goods at hand. A word that names goods and may be a value too ("glasses"), or a
/// lone ideograph (包, 线), is not sure to name any; an option's name is no name of what it begins with: 表带 is no 表.
fn elsewhere(hash: u32, len: usize, kind: Kind) -> Option<Piece> {
    let rows = || lexicon().of(hash).map(|row| lexicon().row(row));
    let goods = rows().all(|row| row.role == Role::Goods) && (len > 1 || kind == Kind::Word);
    match rows().find(|row| row.role != Role::Option) {
        Some(_) if goods => Some(Piece::Foreign),
        // "One should go back": a small word that is no slip of another.
        Some(row) if row.about == "word" => Some(Piece::Other),
        Some(_) => Some(Piece::Hit(Vec::new())),
        None => (len > 1 && rows().next().is_some()).then_some(Piece::Other),
    }
}

/// A number from here on that takes exactly this many tokens: with a unit a value, else how many or which.
fn counted(
    tokens: &Tokens,
    vocabulary: &Vocabulary,
    from: usize,
    len: usize,
    hits: &mut Vec<What>,
) -> Option<(Piece, usize)> {
    if matches!(tokens.text(from), "第" | "#" | "number" | "nr" | "option" | "item" | "line") && len == 2 {
        let nth = number(tokens, from + 1)?;
        return Some((Piece::Mark(Mark::Nth, ordinal(nth)?), 2));
    }
    let (said, took) = measure(tokens, from)?;
    if len == 2 && matches!(tokens.text(from + 1), "st" | "nd" | "rd" | "th") {
        return Some((Piece::Mark(Mark::Nth, ordinal(said.number())?), 2));
    }
    if took != len {
        return None;
    }
    vocabulary.measured(said, hits);
    let hits = std::mem::take(hits);
    // 两件, 2 pieces: how many, unless there is a value of that name.
    if said.is_bare() || hits.is_empty() {
        return said.is_bare().then_some((Piece::Number(said.number() as u32, hits), len));
    }
    Some((Piece::Hit(hits), len))
}

fn ordinal(value: f64) -> Option<&'static str> {
    const NAMES: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    NAMES.get((value as usize).checked_sub(1)?).copied()
}
