//! What goods and their properties are called, and the small words around them: `lexicon.tsv`, hashed once on first use.
//!
//! A row is a kind, its English phrases and its Chinese ones, all of which mean the same. Rows of goods and values tie the
//! shopper's word to the record's, whatever the language of either; the other kinds are how requests are built.

use std::sync::OnceLock;

use super::tokens::{Kind, Tokens};

/// What a row of the table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Names of one sort of goods.
    Goods,
    /// Names of one value of an option.
    Value,
    /// Names of one option.
    Option,
    /// Looks like goods and is none: a credit card.
    Block,
    /// A number as a word, a measure word, and so on: by the row's own name.
    Mark(Mark),
}

/// Declares the small words once: variant, name in the table.
macro_rules! marks {
    ($($variant:ident = $name:literal,)*) => {
        /// What a small word does to the goods around it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Mark { $($variant,)* }

        impl Mark {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Mark::$variant),)* _ => None }
            }
        }
    };
}

marks! {
    And = "and", All = "all", Every = "every", Rest = "rest", Both = "both", One = "one", It = "it", Them = "them",
    Not = "not", Except = "except", Keep = "keep", KeepAfter = "keep-after", Act = "act", Swap = "swap", For = "for",
    But = "but", Fix = "fix", Because = "because", Fine = "fine", Only = "only", First = "first", Last = "last",
    Nth = "nth", Measure = "measure", Of = "of", The = "the", Other = "other", Same = "same", Again = "again",
    More = "more", Less = "less", Most = "most", Least = "least", Step = "step", Down = "down", Without = "without", With = "with",
    Cheap = "cheap", Number = "number", Any = "any", Any2 = "any2",
}

/// The table, by hash.
pub(crate) struct Lexicon {
    /// Open addressing: each phrase lies in the first free slot from its hash on. Sorting would cost more code than it saves.
    phrases: Vec<(u32, u16)>,
    rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) role: Role,
    /// What follows the role's name: which option a comparison is about, or a number.
    pub(crate) about: &'static str,
    pub(crate) english: &'static str,
}

/// More than twice the phrases there are; what runs over the end is appended.
const SLOTS: usize = 8192;
const EMPTY: u16 = u16::MAX;

fn put(phrases: &mut Vec<(u32, u16)>, hash: u32, row: u16) {
    let mut at = hash as usize % SLOTS;
    while phrases.get(at).is_some_and(|(_, row)| *row != EMPTY) {
        at += 1;
    }
    if at == phrases.len() {
        phrases.push((hash, row));
    } else {
        phrases[at] = (hash, row);
    }
}

/// The table as it ships.
pub(crate) fn lexicon() -> &'static Lexicon {
    static TABLE: OnceLock<Lexicon> = OnceLock::new();
    TABLE.get_or_init(|| Lexicon::read(include_str!("lexicon.tsv")))
}

impl Lexicon {
    fn read(table: &'static str) -> Self {
        let (mut phrases, mut rows) = (vec![(0, EMPTY); SLOTS], Vec::with_capacity(768));
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (kind, english, chinese) =
                (columns.next().unwrap_or(""), columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            let (name, about) = kind.split_once(':').unwrap_or((kind, ""));
            let role = match name {
                "g" => Role::Goods,
                "v" => Role::Value,
                "o" => Role::Option,
                "x" => Role::Block,
                name => match Mark::named(name) {
                    Some(mark) => Role::Mark(mark),
                    None => continue,
                },
            };
            let row = u16::try_from(rows.len()).unwrap_or(u16::MAX);
            rows.push(Row { role, about, english });
            for column in [english, chinese] {
                let tokens = Tokens::read(column);
                let mut start = 0;
                for at in 0..=tokens.list.len() {
                    if at == tokens.list.len() || tokens.list[at].kind == Kind::Comma {
                        if start < at {
                            put(&mut phrases, tokens.hash(start..at), row);
                        }
                        start = at + 1;
                    }
                }
            }
        }
        Self { phrases, rows }
    }

    /// The rows that hold a phrase.
    pub(crate) fn of(&self, hash: u32) -> impl Iterator<Item = u16> + '_ {
        let from = hash as usize % SLOTS;
        let run = self.phrases[from..].iter().take_while(|(_, row)| *row != EMPTY);
        run.filter(move |(one, _)| *one == hash).map(|(_, row)| *row)
    }

    pub(crate) fn row(&self, row: u16) -> &Row {
        &self.rows[usize::from(row)]
    }

    /// What a small word does, if the phrase is one.
    pub(crate) fn mark(&self, hash: u32) -> Option<(Mark, &'static str)> {
        self.of(hash).find_map(|row| match self.row(row).role {
            Role::Mark(mark) => Some((mark, self.row(row).about)),
            _ => None,
        })
    }
}

/// What sort of word each token belongs to, the longest phrases first: 0 for none, else by its row's role; each phrase's first
/// token apart from the rest of it.
pub(crate) fn sorts(tokens: &Tokens) -> Vec<u8> {
    let mut out = vec![0; tokens.list.len()];
    let mut from = 0;
    while from < out.len() {
        let longest = tokens.list[from..].iter().take(6).take_while(|token| token.kind.is_word()).count();
        let found = (1..=longest).rev().find_map(|len| {
            let row = lexicon().of(tokens.hash(from..from + len)).next()?;
            Some((len, lexicon().row(row).role))
        });
        let (len, sort) = match found {
            Some((len, Role::Goods)) => (len, 1),
            Some((len, Role::Value)) => (len, 2),
            Some((len, Role::Option)) => (len, 3),
            Some((len, Role::Block)) => (len, 4),
            Some((len, Role::Mark(mark))) => (len, 5 + mark as u8),
            None => (1, 0),
        };
        for (at, slot) in out[from..from + len].iter_mut().enumerate() {
            *slot = sort + if at > 0 && sort > 0 { 100 } else { 0 };
        }
        from += len;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_can_be_read() {
        let lines = include_str!("lexicon.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        for line in lines.clone() {
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
        assert_eq!(lexicon().rows.len(), lines.count());
    }
}
