//! A message cut into pieces: words, ideographs, numbers, punctuation runs, pictures.

use crate::normalise::{is_ideograph, is_symbol, normalise};

/// One piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Letters and what clings to them (`it's`, `f***ing`, `3rd`), as typed.
    Word(Vec<char>),
    /// One character of Chinese, Japanese or Korean.
    Ideograph(char),
    /// Digits with separators: an amount, a date, a telephone number.
    Number(Vec<char>),
    /// A link, an address or a handle: that there is one matters, which one does not.
    Reference(Reference),
    /// A run of punctuation with repeats folded away, and whether there were any: `!!!!` is `!`, repeated.
    Punctuation(Vec<char>, bool),
    /// An emoji or another picture, and whether it was repeated.
    Symbol(char, bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Link,
    Email,
    Mention,
}

/// Cuts a message; spaces separate and vanish.
pub(crate) fn segment(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().filter_map(normalise).collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == ' ' {
            at += 1;
            continue;
        }
        let rest = &chars[at..];
        let (piece, used) = reference(rest).unwrap_or_else(|| plain(rest));
        pieces.push(piece);
        at += used;
    }
    pieces
}

/// A link, address or handle at the start of `rest`, and its length.
fn reference(rest: &[char]) -> Option<(Piece, usize)> {
    let end = rest.iter().position(|&c| c == ' ' || !c.is_ascii()).unwrap_or(rest.len());
    let chunk = &rest[..end];
    let starts = |prefix: &str| {
        chunk.len() > prefix.len() && prefix.chars().zip(chunk).all(|(p, c)| p == c.to_ascii_lowercase())
    };
    if starts("http://") || starts("https://") || starts("www.") {
        return Some((Piece::Reference(Reference::Link), end));
    }
    let at = chunk.iter().position(|&c| c == '@')?;
    let is_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    if !chunk[..at].iter().all(is_name) {
        return None;
    }
    let host = chunk[at + 1..].iter().take_while(|c| is_name(c)).count();
    match (at, host) {
        (_, 0) => None,
        (0, _) => Some((Piece::Reference(Reference::Mention), 1 + host)),
        _ => Some((Piece::Reference(Reference::Email), at + 1 + host)),
    }
}

fn plain(rest: &[char]) -> (Piece, usize) {
    let first = rest[0];
    if is_ideograph(first) {
        return (Piece::Ideograph(first), 1);
    }
    if is_symbol(first) {
        let run = rest.iter().take_while(|&&c| c == first).count();
        return (Piece::Symbol(first, run > 1), run);
    }
    if !is_letter(first) {
        return punctuation(rest);
    }
    let end = word_end(rest);
    let word = rest[..end].to_vec();
    if word.iter().any(|c| c.is_alphabetic()) { (Piece::Word(word), end) } else { (Piece::Number(word), end) }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_ideograph(c)
}

/// Where the word that `rest` starts with ends: `can't`, `sh*t`, `W-4417` and `12.50` are one word each.
fn word_end(rest: &[char]) -> usize {
    let mut end = 1;
    while let Some(&c) = rest.get(end) {
        let follows = rest[end..].iter().find(|&&c| c != '*').is_some_and(|&c| is_letter(c));
        let digits = rest[end - 1].is_ascii_digit() && rest.get(end + 1).is_some_and(char::is_ascii_digit);
        let code = c == '-' && rest.get(end + 1).is_some_and(char::is_ascii_digit);
        let joins = match c {
            '\'' => rest.get(end + 1).is_some_and(|&next| is_letter(next)),
            '*' => follows || rest[end - 1] == '*' || rest.get(end + 1) == Some(&'*'),
            '.' | ',' | ':' | '/' => digits,
            '-' => digits || code,
            c => is_letter(c),
        };
        if !joins {
            break;
        }
        end += 1;
    }
    end
}

fn punctuation(rest: &[char]) -> (Piece, usize) {
    let is_mark = |&&c: &&char| c != ' ' && !is_letter(c) && !is_ideograph(c) && !is_symbol(c);
    let used = rest.iter().take_while(is_mark).count().max(1);
    let mut marks: Vec<char> = Vec::new();
    let mut repeated = false;
    for &mark in &rest[..used] {
        let c = if mark == '…' { '.' } else { mark };
        // `!?!?` and `?!!` are the same outburst.
        let known = if matches!(c, '!' | '?') { marks.contains(&c) } else { marks.last() == Some(&c) };
        repeated |= known || mark == '…';
        if !known {
            marks.push(c);
        }
    }
    if marks.starts_with(&['?', '!']) {
        marks.swap(0, 1);
    }
    marks.truncate(4);
    (Piece::Punctuation(marks, repeated), used)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = segment(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Word(word) => word.into_iter().collect(),
                Piece::Ideograph(c) => c.to_string(),
                Piece::Number(_) => "<number>".into(),
                Piece::Reference(reference) => format!("<{reference:?}>"),
                Piece::Punctuation(marks, repeated) => {
                    format!("{}{}", String::from_iter(marks), if repeated { "+" } else { "" })
                }
                Piece::Symbol(c, repeated) => format!("{c}{}", if repeated { "+" } else { "" }),
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn words_keep_what_clings_to_them() {
        check("can't, f***ing sh*t 3rd W-4417", &["can't", ",", "f***ing", "sh*t", "3rd", "W-4417"]);
    }

    #[test]
    fn repeated_marks_and_pictures_fold_into_one() {
        check("why?!?! ok... 😡😡 🙃", &["why", "!?+", "ok", ".+", "😡+", "🙃"]);
        check("唉……！！", &["唉", ".!+"]);
    }

    #[test]
    fn links_addresses_handles_and_numbers_lose_their_content() {
        check(
            "@shop see https://x.example/a?b mail ana@example.com, £12.50",
            &["<Mention>", "see", "<Link>", "mail", "<Email>", ",", "£", "<number>"],
        );
    }

    #[test]
    fn chinese_is_read_character_by_character_beside_latin_words() {
        check("我的order呢？", &["我", "的", "order", "呢", "?"]);
    }

    #[test]
    fn an_empty_message_has_no_pieces() {
        check(" \t\n", &[]);
    }
}
