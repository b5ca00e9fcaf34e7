//! Every way in which the goods at hand can be said: titles and their last words, their synonyms, the values of their options.

use super::{
    Aliases,
    lexicon::{Role, lexicon},
    measures::{Measure, of_value},
    tokens::{Kind, Tokens, stem},
};

/// What a phrase can mean among the goods at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum What {
    /// A good's name; how surely, in hundredths.
    Name { good: usize, strength: u8 },
    /// A value. Who counts goods takes the owner for a good, who counts options for an option.
    Value { owner: usize, value: usize, exact: bool },
    /// An option by its name: "the colour".
    Option { option: usize },
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Key {
    Hash(u32),
    Row(u16),
}

/// All of it.
#[derive(Default)]
pub(crate) struct Vocabulary {
    entries: Vec<(Key, What)>,
    measures: Vec<(Measure, String, What)>,
    /// Single words as they are written, for spelling mistakes.
    words: Vec<(String, What)>,
}

/// The title as it stands.
const TITLE: u8 = 100;
/// Another name of it, or its last words: "the lamp".
const NAME: u8 = 90;
/// Another name of its last words.
const NEAR: u8 = 85;
/// A word out of the middle: "the espresso thing".
pub(crate) const PART: u8 = 40;

impl Vocabulary {
    /// Adds a good by its title and the shop's own words for it.
    pub(crate) fn title(&mut self, good: usize, title: &str, aliases: Aliases) {
        let tokens = Tokens::read(title);
        let end = tokens.list.len();
        for start in 0..end {
            if !matches!(tokens.list[start].kind, Kind::Word | Kind::Han | Kind::Number(_)) {
                continue;
            }
            let whole = start == 0;
            let han = tokens.list[start].kind == Kind::Han;
            // A last ideograph alone says too little; its synonyms do not.
            let strength = if whole {
                TITLE
            } else if han && start + 1 == end {
                PART
            } else {
                NAME
            };
            self.name(&tokens, start..end, good, strength, if whole { NAME } else { NEAR });
            if start + 1 < end || whole {
                let hash = tokens.hash(start..start + 1);
                let what = What::Name { good, strength: if whole && end == 1 { TITLE } else { PART } };
                if !han && tokens.text(start).len() > 3 {
                    self.entries.push((Key::Hash(hash), what));
                }
            }
            if !han && tokens.text(start).len() > 3 {
                let strength = if start + 1 == end { NAME } else { PART };
                self.words.push((tokens.text(start).to_owned(), What::Name { good, strength }));
            }
        }
        for (said, meant) in aliases {
            if same(meant, title) {
                let tokens = Tokens::read(said);
                let all = 0..tokens.list.len();
                self.entries.push((Key::Hash(tokens.hash(all)), What::Name { good, strength: TITLE }));
            }
        }
    }

    fn name(&mut self, tokens: &Tokens, run: std::ops::Range<usize>, good: usize, strength: u8, synonym: u8) {
        let hash = tokens.hash(run);
        self.entries.push((Key::Hash(hash), What::Name { good, strength }));
        for row in lexicon().of(hash) {
            if lexicon().row(row).role != Role::Goods {
                continue;
            }
            self.entries.push((Key::Row(row), What::Name { good, strength: synonym }));
            for word in lexicon().row(row).english.split(',').filter(|word| !word.contains(' ')) {
                self.words.push((word.to_owned(), What::Name { good, strength: synonym }));
            }
        }
    }

    /// Adds a value of an option.
    pub(crate) fn value(&mut self, option: &str, text: &str, owner: usize, value: usize) {
        let what = What::Value { owner, value, exact: true };
        if let Some(measure) = of_value(text) {
            self.measures.push((measure, option.to_owned(), what));
        }
        let tokens = Tokens::read(text);
        let end = tokens.list.len();
        let hash = tokens.hash(0..end);
        self.entries.push((Key::Hash(hash), what));
        let rows = |hash: u32| lexicon().of(hash).filter(|row| lexicon().row(*row).role == Role::Value);
        self.entries.extend(rows(hash).map(|row| (Key::Row(row), what)));
        if let ([only], false) = (tokens.list.as_slice(), text.len() < 4)
            && only.kind == Kind::Word
        {
            self.words.push((tokens.text(0).to_owned(), what));
        }
        // "the grinder" for a built-in grinder; whoever shares the word loses it again in `settle`.
        let loose = What::Value { owner, value, exact: false };
        for at in (0..end).filter(|_| end > 1) {
            if tokens.list[at].kind == Kind::Word && tokens.text(at).len() > 3 {
                let hash = tokens.hash(at..at + 1);
                self.entries.push((Key::Hash(hash), loose));
                self.entries.extend(rows(hash).map(|row| (Key::Row(row), loose)));
            }
        }
    }

    /// Adds an option's name.
    pub(crate) fn option(&mut self, name: &str, option: usize) {
        let tokens = Tokens::read(name);
        let end = tokens.list.len();
        for run in [0..end, end.saturating_sub(1)..end, 0..1.min(end)] {
            let hash = tokens.hash(run);
            self.entries.push((Key::Hash(hash), What::Option { option }));
            let rows = lexicon().of(hash).filter(|row| lexicon().row(*row).role == Role::Option);
            self.entries.extend(rows.map(|row| (Key::Row(row), What::Option { option })));
        }
    }

    /// What a phrase means here: each thing once, at its surest.
    pub(crate) fn phrase(&self, hash: u32, out: &mut Vec<What>) {
        out.clear();
        let rows: [Option<u16>; 4] = {
            let mut rows = lexicon().of(hash);
            std::array::from_fn(|_| rows.next())
        };
        // A value as it is written comes before another's synonym ("M" before "medium"), and either before a word out of it.
        let mut best = 0;
        for (key, what) in &self.entries {
            let hit = match key {
                Key::Hash(one) => *one == hash,
                Key::Row(row) => rows.contains(&Some(*row)),
            };
            if !hit {
                continue;
            }
            if let What::Value { exact, .. } = what {
                let rank = if !exact {
                    1
                } else if matches!(key, Key::Row(_)) {
                    2
                } else {
                    3
                };
                if rank > best {
                    out.retain(|what| !matches!(what, What::Value { .. }));
                    best = rank;
                } else if rank < best {
                    continue;
                }
            }
            add(out, *what);
        }
    }

    /// The values that a number with or without a unit says.
    pub(crate) fn measured(&self, said: Measure, out: &mut Vec<What>) {
        out.clear();
        for (measure, option, what) in &self.measures {
            if said.says(*measure, option) {
                add(out, *what);
            }
        }
    }

    /// What a misspelt word may mean: everything at the least distance.
    pub(crate) fn misspelt(&self, word: &str, out: &mut Vec<What>) {
        out.clear();
        let mut least = match word.len() {
            0..5 => return,
            5..8 => 1,
            _ => 2,
        };
        let word = stem(word);
        for (right, what) in &self.words {
            let right = stem(right);
            if right.len() < 4 || right.as_bytes().first() != word.as_bytes().first() {
                continue;
            }
            let distance = distance(word, right, least);
            if distance < least {
                out.clear();
                least = distance;
            }
            if distance <= least {
                add(out, *what);
            }
        }
        for what in out.iter_mut() {
            if let What::Name { strength, .. } = what {
                *strength -= 10;
            }
        }
    }
}

fn add(out: &mut Vec<What>, what: What) {
    let twin = out.iter_mut().find(|one| match (&**one, what) {
        (What::Name { good: a, .. }, What::Name { good: b, .. }) => *a == b,
        (What::Value { owner: a, value: b, .. }, What::Value { owner: c, value: d, .. }) => {
            (*a, *b) == (c, d)
        }
        (What::Option { option: a }, What::Option { option: b }) => *a == b,
        _ => false,
    });
    match (twin, what) {
        (Some(What::Name { strength, .. }), What::Name { strength: new, .. }) => {
            *strength = (*strength).max(new)
        }
        (Some(What::Value { exact, .. }), What::Value { exact: new, .. }) => *exact |= new,
        (Some(_), _) => {}
        (None, what) => out.push(what),
    }
}

/// Whether two names are one, however written.
fn same(one: &str, other: &str) -> bool {
    let hash = |text: &str| {
        let tokens = Tokens::read(text);
        tokens.hash(0..tokens.list.len())
    };
    hash(one) == hash(other)
}

/// Letters inserted, dropped, changed or swapped with a neighbour; more than `most` is `most + 1`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most || b.len() > 30 {
        return most + 1;
    }
    let mut older = [0_usize; 32];
    let mut last: [usize; 32] = std::array::from_fn(|at| at);
    for (i, x) in a.iter().enumerate() {
        let mut row = [0_usize; 32];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            row[j + 1] = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                row[j + 1] = row[j + 1].min(older[j - 1] + 1);
            }
        }
        (older, last) = (last, row);
    }
    last[b.len()].min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_slip_of_the_finger_is_one_step() {
        assert_eq!(distance("ketle", "kettle", 1), 1);
        assert_eq!(distance("kettel", "kettle", 1), 1);
        assert_eq!(distance("bagpack", "backpack", 2), 2);
        assert_eq!(distance("lamp", "chair", 1), 2);
    }
}
