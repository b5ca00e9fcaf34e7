//! Phrases and how strongly each speaks for an intent. The table is `cues.tsv`: intent, weight, phrase.

use beeline_protocol::Intent;

use crate::tongue::is_han;

/// What the table says about one intent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Vote {
    pub(crate) intent: Intent,
    /// The sum of the matched phrases' weights; 1 is a clear case.
    pub(crate) weight: f64,
    /// Where the first of them stands, to keep several requests in order.
    at: usize,
}

/// Less than this is no request.
const LEAST: f64 = 0.5;

/// Every intent that the text speaks for, in the order of the text.
pub(crate) fn votes(text: &str) -> Vec<Vote> {
    let text = normalise(text);
    let mut votes: Vec<Vote> = Vec::new();
    for (intent, weight, phrase) in table() {
        let Some(at) = find(&text, phrase) else { continue };
        match votes.iter_mut().find(|vote| vote.intent == intent) {
            Some(vote) => *vote = Vote { intent, weight: vote.weight + weight, at: vote.at.min(at) },
            None => votes.push(Vote { intent, weight, at }),
        }
    }
    votes.retain(|vote| vote.weight >= LEAST);
    votes.sort_by_key(|vote| vote.at);
    votes
}

fn table() -> impl Iterator<Item = (Intent, f64, &'static str)> {
    include_str!("cues.tsv").lines().filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (weight, phrase) = rest.split_once('\t')?;
        let intent = Intent::ALL.iter().find(|intent| intent.name() == name)?;
        Some((*intent, read(weight)?, phrase))
    })
}

/// A weight with one decimal at most. What reads any number at all brings tables of 10 KB to the edge.
fn read(weight: &str) -> Option<f64> {
    let (whole, tenths) = weight.split_once('.').unwrap_or((weight, "0"));
    let (whole, tenths) =
        (whole.parse::<u32>().ok()?, tenths.parse::<u32>().ok().filter(|tenths| *tenths < 10)?);
    Some(f64::from(whole * 10 + tenths) / 10.0)
}

/// Latin phrases match whole words, Chinese ones anywhere; `^` and `$` hold a phrase to the ends of the message.
fn find(text: &str, phrase: &str) -> Option<usize> {
    let at_start = phrase.starts_with('^');
    let at_end = phrase.ends_with('$');
    let phrase = phrase.trim_start_matches('^').trim_end_matches('$');
    let whole = !phrase.chars().any(is_han);
    text.match_indices(phrase).map(|(at, _)| at).find(|&at| {
        let before = &text[..at];
        let after = &text[at + phrase.len()..];
        let alone = !whole || (before.ends_with([' ']) && after.starts_with([' ']));
        alone && (!at_start || before.trim().is_empty()) && (!at_end || after.trim().is_empty())
    })
}

/// Lower case, apostrophes dropped, everything that is neither letter nor digit a space, a space at either end.
fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_can_be_read() {
        let lines = include_str!("cues.tsv").lines().filter(|line| !line.is_empty()).count();
        assert_eq!(table().count(), lines);
    }

    #[test]
    fn phrases_match_whole_words() {
        assert_eq!(find(&normalise("a tracking number"), "track"), None);
        assert_eq!(find(&normalise("Where's it?"), "wheres"), Some(1));
    }
}
