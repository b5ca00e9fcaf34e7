//! What speaks for or against a token being part of a fact: hashed, a few dozen a token. The one featuriser: the training
//! reads what `examples/clues.rs` prints.

use beeline_protocol::Intent;

use crate::goods::{self, Kind, Tokens};

/// The clues of every token of a text. `marks`: what the rules found at each token, 0 for
/// nothing. `intent`: what the text is taken for.
pub(super) fn clues(text: &str, tokens: &Tokens, marks: &[u8], intent: Intent) -> Vec<Vec<u32>> {
    let sorts = goods::sorts(tokens);
    let seen: Vec<u32> = (0..tokens.list.len()).map(|at| shown(tokens, at)).collect();
    let shapes: Vec<u32> = (0..tokens.list.len()).map(|at| shape(text, tokens, at)).collect();
    let han: Vec<bool> = tokens.list.iter().map(|token| token.kind == Kind::Han).collect();
    (0..tokens.list.len())
        .map(|at| {
            let view = View {
                at,
                seen: &seen,
                sorts: &sorts,
                shapes: &shapes,
                marks,
                han: &han,
                intent: intent as u32,
            };
            let mut out = Vec::with_capacity(32);
            view.clues(&mut out);
            ends(tokens, at, &mut out);
            out
        })
        .collect()
}

/// What stands before the first and after the last token.
const EDGE: u32 = 0x9e37_79b9;

struct View<'a> {
    at: usize,
    seen: &'a [u32],
    sorts: &'a [u8],
    shapes: &'a [u32],
    marks: &'a [u8],
    han: &'a [bool],
    intent: u32,
}

impl View<'_> {
    fn near(of: &[u32], at: usize, by: isize) -> u32 {
        at.checked_add_signed(by).and_then(|at| of.get(at)).copied().unwrap_or(EDGE)
    }

    fn clues(&self, out: &mut Vec<u32>) {
        let word = |by| Self::near(self.seen, self.at, by);
        let shape = |by| Self::near(self.shapes, self.at, by);
        let sort = |by: isize| {
            let at = self.at.checked_add_signed(by);
            at.and_then(|at| self.sorts.get(at)).map_or(EDGE, |sort| u32::from(*sort))
        };
        let mark = |by: isize| {
            let at = self.at.checked_add_signed(by);
            at.and_then(|at| self.marks.get(at)).map_or(0, |mark| u32::from(*mark))
        };
        let han = self.han.get(self.at) == Some(&true);
        out.extend([
            mix(1, &[word(0)]),
            mix(2, &[word(-1)]),
            mix(3, &[word(1)]),
            mix(4, &[word(-2)]),
            mix(5, &[word(2)]),
            mix(6, &[word(-1), word(0)]),
            mix(7, &[word(0), word(1)]),
            mix(8, &[word(-2), word(-1)]),
            mix(11, &[sort(0)]),
            mix(12, &[sort(-1), sort(0)]),
            mix(13, &[sort(0), sort(1)]),
            mix(15, &[shape(0)]),
            mix(17, &[shape(0), shape(1)]),
            mix(19, &[mark(-1), mark(0), mark(1)]),
            mix(20, &[word(-1), sort(0)]),
            mix(21, &[sort(0), word(1)]),
            mix(22, &[word(-1), shape(0)]),
            mix(24, &[word(-1), word(1)]),
            mix(26, &[self.intent]),
            mix(27, &[self.intent, sort(0)]),
            mix(28, &[self.intent, word(-1)]),
            mix(29, &[self.intent, word(0)]),
        ]);
        // An ideograph alone says less than a word.
        if han {
            out.extend([
                mix(9, &[word(1), word(2)]),
                mix(10, &[word(-1), word(0), word(1)]),
                mix(25, &[word(-3), word(-2), word(-1)]),
            ]);
        }
    }
}

/// A word as it is compared: cut to its stem, numbers by how long they are.
fn shown(tokens: &Tokens, at: usize) -> u32 {
    match tokens.list[at].kind {
        Kind::Number(_) => mix(40, &[tokens.text(at).len() as u32]),
        Kind::Comma => 41,
        Kind::Stop => 42,
        Kind::Slash => 43,
        Kind::Word | Kind::Han => tokens.hash(at..at + 1),
    }
}

/// Capitals, digits within, glued to what stands before.
fn shape(text: &str, tokens: &Tokens, at: usize) -> u32 {
    let token = &tokens.list[at];
    let raw = &text[token.span.clone()];
    let kind = match token.kind {
        Kind::Word => 1,
        Kind::Han => 2,
        Kind::Number(_) => 3 + tokens.text(at).len().min(6) as u32,
        Kind::Comma | Kind::Slash => 10,
        Kind::Stop => 11,
    };
    let upper = raw.chars().filter(|c| c.is_ascii_uppercase()).count();
    let case = if upper == 0 {
        0
    } else if upper == raw.len() {
        1
    } else {
        2
    };
    let digits = u32::from(raw.bytes().any(|b| b.is_ascii_digit()));
    let gap = at.checked_sub(1).map_or(2, |before| {
        let between = &text[tokens.list[before].span.end..token.span.start];
        if between.is_empty() {
            0
        } else if between == " " {
            1
        } else {
            2
        }
    });
    mix(50, &[kind, case, digits, gap])
}

/// The first and last letters of a longer word.
fn ends(tokens: &Tokens, at: usize, out: &mut Vec<u32>) {
    let word = tokens.text(at);
    if tokens.list[at].kind != Kind::Word || !word.is_ascii() || word.len() < 4 {
        return;
    }
    let letters = |part: &str| part.bytes().fold(0, |sum: u32, byte| sum << 8 | u32::from(byte));
    out.push(mix(30, &[letters(&word[word.len() - 3..])]));
    out.push(mix(31, &[letters(&word[..3])]));
}

fn mix(seed: u32, parts: &[u32]) -> u32 {
    let mut value = 0x811c_9dc5_u32 ^ seed;
    for part in parts {
        for byte in part.to_le_bytes() {
            value = (value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    value ^= value >> 16;
    value = value.wrapping_mul(0x85eb_ca6b);
    value ^ (value >> 13)
}
