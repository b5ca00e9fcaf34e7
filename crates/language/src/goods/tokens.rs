//! A text as words, single ideographs and numbers: lower case, traditional characters folded, plurals cut to what singular and
//! plural share. Unlike the intents' words, numbers keep their value here.

use std::ops::Range;

use crate::{tongue::is_han, words::fold};

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Where its folded form lies in [`Tokens::folded`].
    at: Range<usize>,
    /// The bytes of the text it came from.
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Word,
    Han,
    Number(f64),
    Comma,
    Stop,
    Slash,
}

impl Kind {
    /// Whether it can be part of a name.
    pub(crate) fn is_word(self) -> bool {
        matches!(self, Kind::Word | Kind::Han | Kind::Number(_))
    }
}

/// A text's tokens with their folded forms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    folded: String,
    pub(crate) list: Vec<Token>,
}

impl Tokens {
    /// Reads a text.
    pub(crate) fn read(text: &str) -> Self {
        let mut out =
            Self { folded: String::with_capacity(text.len()), list: Vec::with_capacity(text.len() / 3) };
        let mut rest = text.char_indices().peekable();
        while let Some((start, raw)) = rest.next() {
            let from = out.folded.len();
            let c = fold(raw);
            let mut end = start + raw.len_utf8();
            let kind = if is_han(c) {
                out.folded.push(c);
                Kind::Han
            } else if c.is_ascii_digit() {
                out.folded.push(c);
                while let Some(&(at, raw)) = rest.peek() {
                    let next = fold(raw);
                    let tail = &text[at + raw.len_utf8()..];
                    let goes_on = match next {
                        '.' => {
                            tail.starts_with(|c: char| c.is_ascii_digit())
                                && !out.folded[from..].contains('.')
                        }
                        ',' => thousands(tail),
                        c => c.is_ascii_digit(),
                    };
                    if !goes_on {
                        break;
                    }
                    if next != ',' {
                        out.folded.push(next);
                    }
                    rest.next();
                    end = at + raw.len_utf8();
                }
                Kind::Number(value(&out.folded[from..]))
            } else if c.is_alphanumeric() {
                out.folded.extend(c.to_lowercase());
                while let Some(&(at, next)) = rest.peek() {
                    let c = fold(next);
                    if c != '\'' && (!c.is_alphanumeric() || is_han(c)) {
                        break;
                    }
                    if c != '\'' {
                        out.folded.extend(c.to_lowercase());
                    }
                    rest.next();
                    end = at + next.len_utf8();
                }
                Kind::Word
            } else {
                let after_digit = matches!(out.list.last(), Some(last) if matches!(last.kind, Kind::Number(_)) && last.span.end == start);
                // "boots -> size 12" exchanges them.
                let arrow = c == '→' || c == '>' && text[..start].ends_with(['-', '=']);
                let sign = if arrow { Some((Kind::Word, "换成")) } else { sign(c, after_digit) };
                match sign {
                    Some((kind, folded)) => {
                        out.folded.push_str(folded);
                        kind
                    }
                    None => continue,
                }
            };
            out.list.push(Token { kind, at: from..out.folded.len(), span: start..end });
        }
        out
    }

    /// A token's folded form.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |token| &self.folded[token.at.clone()])
    }

    /// The hash of a run of tokens, the same however they are spaced, hyphenated or plural.
    pub(crate) fn hash(&self, run: Range<usize>) -> u32 {
        let mut value = SEED;
        for at in run {
            value = more(value, self.text(at));
        }
        mix(value)
    }
}

/// Digits with at most one point; the standard parser's exactness would cost kilobytes.
fn value(digits: &str) -> f64 {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let read = |digits: &str| digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'));
    read(whole) + read(part) / (0..part.len()).fold(1.0, |power, _| power * 10.0)
}

/// `1,000` and not `1, 000` or `9,99`.
fn thousands(tail: &str) -> bool {
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

fn sign(c: char, after_digit: bool) -> Option<(Kind, &'static str)> {
    Some(match c {
        ',' | ';' | ':' | '(' | ')' | '—' | '–' => (Kind::Comma, ""),
        '、' => (Kind::Word, "&"),
        '&' => (Kind::Word, "&"),
        '+' => (Kind::Word, "+"),
        '.' | '!' | '?' | '。' | '\n' | '…' => (Kind::Stop, ""),
        '/' | '|' => (Kind::Slash, ""),
        '%' => (Kind::Word, "%"),
        '#' => (Kind::Word, "#"),
        '"' | '”' | '″' if after_digit => (Kind::Word, "inch"),
        '\'' | '′' if after_digit => (Kind::Word, "ft"),
        _ => return None,
    })
}

const SEED: u32 = 0x811c_9dc5;

fn more(mut value: u32, text: &str) -> u32 {
    for byte in stem(text).bytes() {
        value = (value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    value
}

/// FNV-1a leaves the high bits poor; the table is searched by all of them.
fn mix(mut value: u32) -> u32 {
    value ^= value >> 16;
    value = value.wrapping_mul(0x85eb_ca6b);
    value ^ (value >> 13)
}

/// What singular and plural share. Need not be a word: both sides of every comparison go through it.
pub(crate) fn stem(word: &str) -> &str {
    if word.len() < 4 || !word.is_ascii() {
        return word;
    }
    let ends = |last: char, but: &[&str]| word.ends_with(last) && !but.iter().any(|end| word.ends_with(end));
    let cut = |n: usize| &word[..word.len() - n];
    if word.ends_with("ies") {
        cut(3)
    } else if ["sses", "shes", "ches", "xes"].iter().any(|end| word.ends_with(end)) {
        cut(2)
    } else if ends('s', &["ss", "us", "is"]) || ends('y', &["ay", "ey", "oy"]) {
        cut(1)
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> u32 {
        let tokens = Tokens::read(text);
        tokens.hash(0..tokens.list.len())
    }

    #[test]
    fn spacing_hyphens_case_and_plural_do_not_matter() {
        for (one, other) in [
            ("T-Shirt", "tshirts"),
            ("Wi-Fi", "wifi"),
            ("Wireless Earbuds", "wireless ear bud"),
            ("battery", "batteries"),
            ("glass", "glasses"),
            ("watch", "watches"),
            ("10\"", "10-inch"),
            ("檯燈", "台灯"),
        ] {
            assert_eq!(hash(one), hash(other), "{one} {other}");
        }
        assert_ne!(hash("boot"), hash("book"));
    }

    #[test]
    fn numbers_keep_their_value() {
        let of = |text: &str| match Tokens::read(text).list.first().map(|token| token.kind) {
            Some(Kind::Number(value)) => value,
            _ => f64::NAN,
        };
        assert_eq!([of("1,000 pieces"), of("1.5L"), of("２个"), of("9, 10")], [1000.0, 1.5, 2.0, 9.0]);
    }
}
