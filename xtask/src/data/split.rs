//! That no message of the frustration model's training stands, lightly changed, among those it is measured on. The sides are
//! read from what training wrote, so that it is the real split that is checked and not a rule for one.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use super::Row;
use crate::{cli::root, stage::read};

/// Language, side and text's digest of all that was kept from training; `train.py` writes it.
const SIDES: &str = "models/frustration/split.tsv";
/// Letters and digits in a row that texts are compared by.
const SHINGLE: usize = 5;
/// As many shared shingles among all of both, in hundredths, make two texts one.
const ALIKE: usize = 50;

/// Which side each text is on; what is not named was trained on.
pub(super) struct Sides(HashMap<String, String>);

impl Sides {
    pub(super) fn read(language: &str) -> Result<Self> {
        let text = String::from_utf8(read(&root().join(SIDES))?)?;
        let mut sides = HashMap::new();
        for line in text.lines() {
            let [of, side, digest] = line.split('\t').collect::<Vec<_>>()[..] else {
                bail!("{SIDES}: want language<TAB>side<TAB>digest, not {line:?}")
            };
            if of == language {
                sides.insert(digest.to_owned(), side.to_owned());
            }
        }
        Ok(Self(sides))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn of(&self, row: &Row) -> &str {
        self.0.get(&digest(&row.text)).map_or("train", String::as_str)
    }

    /// How many texts of the list stand in no file any more.
    pub(super) fn gone(&self, rows: &[Row]) -> usize {
        let known: HashSet<String> = rows.iter().map(|row| digest(&row.text)).collect();
        self.0.keys().filter(|digest| !known.contains(*digest)).count()
    }

    /// Pairs of places on different sides whose texts are nearly the same.
    pub(super) fn crossed(&self, rows: &[Row]) -> Vec<(String, String)> {
        let shingled: Vec<HashSet<String>> = rows.iter().map(|row| shingles(&row.text)).collect();
        let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut crossed = Vec::new();
        for (at, own) in shingled.iter().enumerate() {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for shingle in own {
                let others = holders.entry(shingle).or_default();
                others.iter().for_each(|&other| *shared.entry(other).or_default() += 1);
                others.push(at);
            }
            for (other, common) in shared {
                let all = own.len() + shingled[other].len() - common;
                if common * 100 >= ALIKE * all && self.of(&rows[at]) != self.of(&rows[other]) {
                    crossed.push((rows[other].place.clone(), rows[at].place.clone()));
                }
            }
        }
        crossed
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text.trim()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The text's letters and digits, five by five; of a text without any (an emoji) all of it.
fn shingles(text: &str) -> HashSet<String> {
    let bare: Vec<char> = text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
    if bare.len() < SHINGLE {
        return HashSet::from([text.trim().to_owned()]);
    }
    bare.windows(SHINGLE).map(|run| run.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(place: &str, text: &str) -> Row {
        Row { place: place.into(), text: text.into(), labels: ("1".into(), None) }
    }

    #[test]
    fn a_paraphrase_on_the_other_side_is_found_and_one_on_the_same_side_is_not() {
        let texts =
            ["Where is my parcel, it is late again", "where is my parcel? it's late again", "Something else"];
        let rows: Vec<Row> =
            ["a:1", "a:2", "a:3"].iter().zip(texts).map(|(place, text)| row(place, text)).collect();
        let held =
            |at: &[usize]| Sides(at.iter().map(|&at| (digest(texts[at]), "test".to_owned())).collect());
        assert_eq!(held(&[1]).crossed(&rows), [("a:1".to_owned(), "a:2".to_owned())]);
        assert!(held(&[0, 1]).crossed(&rows).is_empty() && held(&[2]).crossed(&rows).is_empty());
    }

    #[test]
    fn a_list_older_than_the_messages_is_noticed() {
        let sides = Sides(HashMap::from([(digest("was here once"), "valid".to_owned())]));
        assert_eq!(sides.gone(&[row("a:1", "is here now")]), 1);
    }
}
