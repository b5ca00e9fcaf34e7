//! Words → hashed n-grams. The one featuriser: the training reads what `examples/features.rs` prints.

use crate::words::{Kind, Word};

/// What an n-gram was made of; the training weighs each kind, [`WEIGHT`] is what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gram {
    Word,
    Pair,
    Skip,
    Letters,
    Han1,
    Han2,
    Han3,
    Edge,
}

/// How much an n-gram of each kind counts before the whole is brought to length one.
const WEIGHT: [f32; 8] = [1.0, 0.8, 0.5, 0.4, 0.5, 1.0, 0.8, 0.6];

impl Gram {
    pub(crate) fn weight(self) -> f32 {
        WEIGHT[self as usize]
    }
}

/// One hashed n-gram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Feature {
    pub(crate) hash: u32,
    pub(crate) gram: Gram,
}

/// Every n-gram of a run of words, each once.
pub(crate) fn features(words: &[Word]) -> Vec<Feature> {
    let mut out = Vec::with_capacity(words.len() * 12);
    let mut add = |gram: Gram, parts: &[&str]| out.push(Feature { hash: hash(gram, parts), gram });
    let said: Vec<&Word> = words.iter().filter(|w| w.kind != Kind::Stop || "?!".contains(&w.text)).collect();
    for (at, word) in said.iter().enumerate() {
        let next = said.get(at + 1);
        if word.kind == Kind::Han {
            add(Gram::Han1, &[&word.text]);
        } else {
            add(Gram::Word, &[&word.text]);
        }
        if let Some(next) = next {
            let gram = if word.kind == Kind::Han && next.kind == Kind::Han { Gram::Han2 } else { Gram::Pair };
            add(gram, &[&word.text, &next.text]);
        }
        if let (Some(next), Some(third)) = (next, said.get(at + 2)) {
            if word.kind == Kind::Han && next.kind == Kind::Han && third.kind == Kind::Han {
                add(Gram::Han3, &[&word.text, &next.text, &third.text]);
            } else {
                add(Gram::Skip, &[&word.text, &third.text]);
            }
        }
        if word.kind == Kind::Latin {
            letters(&word.text, &mut add);
        }
    }
    if let (Some(first), Some(last)) = (said.first(), said.last()) {
        add(Gram::Edge, &["^", &first.text]);
        add(Gram::Edge, &[&last.text, "$"]);
        add(Gram::Edge, &["#", ["1", "2", "3", "4", "6", "9", "14", "20", "30", "more"][length(said.len())]]);
    }
    out.sort_by_key(|feature| feature.hash);
    out.dedup_by_key(|feature| feature.hash);
    out
}

/// The n-grams that stand at each word, for the network: what the word is, how it is spelt, and the ideographs that follow it.
pub(crate) fn places(words: &[Word]) -> Vec<Vec<u32>> {
    words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let mut out = Vec::with_capacity(16);
            let mut add = |gram: Gram, parts: &[&str]| out.push(hash(gram, parts));
            if word.kind == Kind::Han {
                add(Gram::Han1, &[&word.text]);
                let han = |at: usize| words.get(at).filter(|next| next.kind == Kind::Han);
                if let Some(next) = han(at + 1) {
                    add(Gram::Han2, &[&word.text, &next.text]);
                    if let Some(third) = han(at + 2) {
                        add(Gram::Han3, &[&word.text, &next.text, &third.text]);
                    }
                }
            } else {
                add(Gram::Word, &[&word.text]);
            }
            if word.kind == Kind::Latin {
                letters(&word.text, &mut add);
            }
            out
        })
        .collect()
}

/// Short messages and stories differ; how many words, in steps.
fn length(words: usize) -> usize {
    [1, 2, 3, 4, 6, 9, 14, 20, 30].iter().position(|most| words <= *most).unwrap_or(9)
}

/// Runs of three to five letters of a word with its edges: what a misspelt word still shares with the right one.
fn letters(word: &str, add: &mut impl FnMut(Gram, &[&str])) {
    let edged = format!("<{word}>");
    let starts: Vec<usize> = edged.char_indices().map(|(at, _)| at).chain([edged.len()]).collect();
    for size in 3..=5 {
        for ends in starts.windows(size + 1).take(16) {
            add(Gram::Letters, &[&edged[ends[0]..ends[size]]]);
        }
    }
}

/// FNV-1a over the kind and the parts, with a last mix so that the low bits serve as a bucket.
fn hash(gram: Gram, parts: &[&str]) -> u32 {
    let mut value = 0x811c_9dc5_u32 ^ (gram as u32);
    for part in parts {
        for byte in part.bytes().chain([0x1f]) {
            value = (value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    value ^= value >> 16;
    value = value.wrapping_mul(0x85eb_ca6b);
    value ^ (value >> 13)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn a_misspelt_word_still_shares_most_of_its_letters() {
        let of = |text: &str| features(&words(text)).into_iter().map(|f| f.hash).collect::<Vec<_>>();
        let (right, wrong) = (of("delivered"), of("deliverd"));
        assert!(right.iter().filter(|hash| wrong.contains(hash)).count() * 2 > right.len());
    }

    #[test]
    fn traditional_and_simplified_are_the_same_to_the_model() {
        assert_eq!(features(&words("我要退貨")), features(&words("我要退货")));
    }
}
