//! Text → words as the model sees them: lower case, traditional characters folded to simplified, full-width to ASCII, apostrophes
//! dropped, numbers and addresses by their shape. Each with the bytes of the text it came from.

use std::ops::Range;

use crate::tongue::is_han;

/// A word, one ideograph, or a sign that carries meaning.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Latin,
    Han,
    /// A number, an order number or an email: only its shape counts.
    Shape,
    Sign,
    /// Ends a clause; no n-gram of ideographs reaches over it.
    Stop,
}

/// More is a story that the model learnt nothing from.
const MOST: usize = 400;

/// Reads a text into words.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if out.len() == MOST {
            break;
        }
        let end = start + c.len_utf8();
        let folded = fold(c);
        if is_han(folded) {
            out.push(Word { text: folded.into(), kind: Kind::Han, span: start..end });
        } else if folded.is_alphanumeric() {
            let mut end = end;
            while let Some(&(at, next)) = chars.peek() {
                let next = fold(next);
                let inner = next.is_alphanumeric() && !is_han(next)
                    || matches!(next, '\'' | '@')
                    || matches!(next, '.' | '-' | '_' | '+')
                        && joins(&text[start..end], &text[at + next.len_utf8()..]);
                if !inner {
                    break;
                }
                end = at + text[at..].chars().next().map_or(0, char::len_utf8);
                chars.next();
            }
            out.push(word(&text[start..end], start));
        } else if let Some(kind) = sign(folded) {
            out.push(Word { text: folded.into(), kind, span: start..end });
        }
    }
    out
}

/// A dot, a hyphen or a plus belongs to a word only inside an address or an order number.
fn joins(before: &str, after: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let next = after.chars().next();
    let tail = after.split(char::is_whitespace).next().unwrap_or_default();
    let inner =
        before.contains('@') || tail.contains('@') || digit(before.chars().next_back()) || digit(next);
    inner && next.is_some_and(|c| c.is_ascii_alphanumeric())
}

fn word(raw: &str, start: usize) -> Word {
    let mut text: String =
        raw.chars().map(fold).filter(|c| *c != '\'').flat_map(char::to_lowercase).collect();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mut kind = Kind::Latin;
    if text.contains('@') && text.contains('.') {
        (text, kind) = ("<mail>".into(), Kind::Shape);
    } else if digits > 0 && digits == text.len() {
        (text, kind) = (format!("<{}>", digits.min(6)), Kind::Shape);
    } else if digits >= 3 {
        (text, kind) = ("<id>".into(), Kind::Shape);
    }
    Word { text, kind, span: start..start + raw.len() }
}

fn sign(c: char) -> Option<Kind> {
    match c {
        '?' | '!' => Some(Kind::Stop),
        '.' | ',' | ';' | ':' | '。' | '、' | '\n' | '…' => Some(Kind::Stop),
        '$' | '%' | '£' | '€' | '¥' | '<' | '>' | '{' | '}' | '=' | '*' | '/' | '+' => Some(Kind::Sign),
        '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' => Some(Kind::Sign),
        _ => None,
    }
}

/// Pairs of a traditional character and its simplified one, sorted; from OpenCC (Apache-2.0), those that Big5's commoner half has.
const FOLD: &str = include_str!("fold.txt");
/// Two characters of three bytes.
const PAIR: usize = 6;

/// One character as the model knows it.
pub(crate) fn fold(c: char) -> char {
    match c {
        '’' | '‘' | '`' | '´' => '\'',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{4e00}'..='\u{9fff}' => simplified(c).unwrap_or(c),
        c => c,
    }
}

fn simplified(c: char) -> Option<char> {
    let (mut low, mut high) = (0, FOLD.len() / PAIR);
    while low < high {
        let middle = usize::midpoint(low, high);
        let mut pair = FOLD[middle * PAIR..].chars();
        let found = pair.next()?;
        match found.cmp(&c) {
            std::cmp::Ordering::Equal => return pair.next(),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        words(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_folded_and_numbers_keep_only_their_shape() {
        assert_eq!(read("Where’s my ORDER #W2236333?"), "wheres my order <id> ?");
        assert_eq!(read("HP-20417, 2 of them; mei.chen@example.com."), "<id> , <1> of them ; <mail> .");
        assert_eq!(read("我要退貨，謝謝！"), "我 要 退 货 , 谢 谢 !");
    }

    #[test]
    fn the_folding_table_is_sorted_and_whole() {
        let pairs: Vec<char> = FOLD.chars().step_by(2).collect();
        assert_eq!(FOLD.len() % PAIR, 0);
        assert!(pairs.is_sorted());
        assert_eq!(fold('體'), '体');
    }
}
