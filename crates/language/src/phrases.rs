//! Looking for the phrases of `hints.txt` in a text.

use crate::words::{Kind, Word, words};

pub(crate) fn said(part: &str, hint: &str) -> bool {
    any(&plain(part), hint)
}

pub(crate) fn any(plain: &str, hint: &str) -> bool {
    phrases(hint).any(|phrase| find(plain, phrase).next().is_some())
}

/// The phrases of one hint.
pub(crate) fn phrases(hint: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!(concat!(env!("OUT_DIR"), "/hints.txt")).lines();
    lines
        .filter_map(move |line| line.split_once(": ").filter(|(name, _)| *name == hint))
        .flat_map(|(_, phrases)| phrases.split(", "))
}

/// The text's words alone, with a space around Latin ones; ideographs simplified and side by side.
pub(crate) fn plain(text: &str) -> String {
    of_words(&words(text))
}

/// The same of a text that was read already.
pub(crate) fn of_words(words: &[Word]) -> String {
    let mut plain = String::from(" ");
    for word in words {
        if matches!(word.kind, Kind::Latin | Kind::Shape) {
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
            plain.push_str(&word.text);
            plain.push(' ');
        } else if word.kind == Kind::Han {
            plain.push_str(&word.text);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.push(' ');
    plain
}

/// Where a phrase stands: Latin ones as whole words.
pub(crate) fn find<'a>(plain: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let latin = phrase.is_ascii();
    plain.match_indices(phrase).map(|(at, _)| at).filter(move |at| {
        !latin || plain[..*at].ends_with(' ') && plain[at + phrase.len()..].starts_with(' ')
    })
}

/// Where a wish stands that is not turned down.
pub(crate) fn wished(plain: &str, hint: &str) -> Option<usize> {
    let all = phrases(hint).flat_map(|wish| find(plain, wish));
    let turned_down = |at: usize| {
        let before = plain[..at].trim_end();
        let not = |not: &str| {
            let rest = before.strip_suffix(not);
            rest.is_some_and(|rest| !not.is_ascii() || rest.is_empty() || rest.ends_with(' '))
        };
        phrases("not").any(not)
    };
    all.filter(|at| !turned_down(*at)).min()
}
