//! A table of the file, read key by key. What is wrong is noted and stood in for, so that everything is told at once.
//!
//! By hand and not derived: the derived readers of these few tables weigh more at the edge than the language model's code.

use std::{cell::RefCell, collections::BTreeMap};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::Problem;

/// What was noted of one file.
pub(crate) struct Notes<'f> {
    text: &'f str,
    problems: RefCell<Vec<Problem>>,
}

/// One table of it. A key that nobody asked for is a mistake.
pub(crate) struct Table<'f> {
    notes: &'f Notes<'f>,
    at: usize,
    entries: &'f DeTable<'f>,
    known: Vec<&'static str>,
}

/// What was found under a key: nothing, nonsense (then it is noted), or a value.
pub(crate) struct Found<'f, T> {
    notes: &'f Notes<'f>,
    /// Where it stands; `None` where nothing does.
    at: Option<usize>,
    value: Option<T>,
}

/// A value as it stands in the file.
pub(crate) type Raw<'f> = Found<'f, &'f DeValue<'f>>;

impl<'f> Notes<'f> {
    pub(crate) fn new(text: &'f str) -> Self {
        Self { text, problems: RefCell::default() }
    }

    pub(crate) fn note(&self, at: Option<usize>, message: String, remedy: &str) {
        let line = at.map_or(0, |at| {
            self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
        });
        self.problems.borrow_mut().push(Problem { line, message, remedy: remedy.to_owned() });
    }

    /// Reads a table to its end: what `read` did not ask for is unknown.
    pub(crate) fn table<T>(
        &'f self,
        entries: &'f DeTable<'f>,
        at: usize,
        read: impl FnOnce(&mut Table<'f>) -> T,
    ) -> T {
        let mut table = Table { notes: self, at, entries, known: Vec::new() };
        let made = read(&mut table);
        table.end();
        made
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

impl<'f> Table<'f> {
    /// What stands under a key.
    pub(crate) fn key(&mut self, key: &'static str) -> Raw<'f> {
        self.known.push(key);
        let found = self.entries.get(key);
        Found {
            notes: self.notes,
            at: found.map(|value| value.span().start),
            value: found.map(Spanned::get_ref),
        }
    }

    /// What stands under a key that has to be there.
    pub(crate) fn needed(&mut self, key: &'static str) -> Raw<'f> {
        let found = self.key(key);
        if found.at.is_none() {
            self.note(format!("missing field `{key}`"), "Add it; README.md shows a whole file.");
        }
        found
    }

    /// A mistake of the table as a whole.
    pub(crate) fn note(&self, message: String, remedy: &str) {
        self.notes.note(Some(self.at), message, remedy);
    }

    fn end(self) {
        for key in self.entries.keys().filter(|key| !self.known.contains(&key.get_ref().as_ref())) {
            let known: Vec<String> = self.known.iter().map(|known| format!("`{known}`")).collect();
            let expected = match known.as_slice() {
                [one] => one.clone(),
                [one, other] => format!("{one} or {other}"),
                many => format!("one of {}", many.join(", ")),
            };
            self.notes.note(
                Some(key.span().start),
                format!("unknown field `{}`, expected {expected}", key.get_ref()),
                "Check its spelling, or remove it: a key that does nothing would mislead you.",
            );
        }
    }
}

impl<'f> Found<'f, &'f DeValue<'f>> {
    pub(crate) fn text(self) -> Found<'f, String> {
        self.text_as("a string")
    }

    /// A text where `expected` would do.
    pub(crate) fn text_as(self, expected: &str) -> Found<'f, String> {
        self.take(expected, |value| value.as_str().map(ToOwned::to_owned))
    }

    pub(crate) fn flag(self) -> Found<'f, bool> {
        self.take("a boolean", DeValue::as_bool)
    }

    /// A whole number, not below zero.
    pub(crate) fn count(self) -> Found<'f, u32> {
        self.take("a whole number", |value| {
            value.as_integer().and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok())
        })
    }

    /// A number as it is written, with or without a point.
    pub(crate) fn number(self) -> Found<'f, &'f str> {
        self.take("a number", |value| match value {
            DeValue::Float(number) => Some(number.as_str()),
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            _ => None,
        })
    }

    /// One of a few words.
    pub(crate) fn one_of<T: Copy>(self, words: &[(&str, T)]) -> Found<'f, T> {
        let named = |word: &str| words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        self.text().read("Use one of those.", |word| {
            named(&word).ok_or_else(|| {
                let words: Vec<String> = words.iter().map(|(name, _)| format!("`{name}`")).collect();
                format!("unknown variant `{word}`, expected {}", words.join(" or "))
            })
        })
    }

    /// A table, read to its end; where something in it is wrong, so is the table, and no rule is held against it.
    pub(crate) fn table<T>(self, read: impl FnOnce(&mut Table<'f>) -> T) -> Found<'f, T> {
        let (notes, at) = (self.notes, self.at.unwrap_or_default());
        self.take("a table", DeValue::as_table).and_then(|entries| {
            let before = notes.problems.borrow().len();
            let made = notes.table(entries, at, read);
            (notes.problems.borrow().len() == before).then_some(made)
        })
    }

    pub(crate) fn is_table(&self) -> bool {
        self.value.is_some_and(DeValue::is_table)
    }

    /// A list; where one of its values is nonsense, so is the list.
    pub(crate) fn each<T>(self, mut read: impl FnMut(Self) -> Found<'f, T>) -> Found<'f, Vec<T>> {
        let notes = self.notes;
        let list = self.take("a sequence", DeValue::as_array);
        list.and_then(|list| {
            // Each is read before any is missed.
            let read: Vec<_> = list.iter().map(|value| read(Found::at(notes, value)).value).collect();
            read.into_iter().collect()
        })
    }

    /// A table whose keys are the merchant's own words.
    pub(crate) fn named<T>(
        self,
        mut read: impl FnMut(&str, Self) -> Found<'f, T>,
    ) -> Found<'f, BTreeMap<String, T>> {
        let notes = self.notes;
        self.take("a map", DeValue::as_table).and_then(|table| {
            let read: Vec<_> = table
                .iter()
                .map(|(key, value)| {
                    let read = read(key.get_ref(), Found::at(notes, value)).value;
                    read.map(|value| (key.get_ref().to_string(), value))
                })
                .collect();
            read.into_iter().collect()
        })
    }

    fn at(notes: &'f Notes<'f>, value: &'f Spanned<DeValue<'f>>) -> Self {
        Self { notes, at: Some(value.span().start), value: Some(value.get_ref()) }
    }

    fn take<T>(self, expected: &str, read: impl FnOnce(&'f DeValue<'f>) -> Option<T>) -> Found<'f, T> {
        let raw = self.value;
        let taken = self.and_then(read);
        if let (Some(raw), None) = (raw, &taken.value) {
            let message = format!("invalid type: {}, expected {expected}", described(raw));
            taken.notes.note(taken.at, message, "See toml.io for how values are written.");
        }
        taken
    }
}

impl<'f, T> Found<'f, T> {
    /// Holds the value to a rule.
    pub(crate) fn that(self, remedy: &str, rule: impl FnOnce(&T) -> Result<(), String>) -> Self {
        if let Some(Err(message)) = self.value.as_ref().map(rule) {
            self.notes.note(self.at, message, remedy);
        }
        self
    }

    /// Makes something else of the value.
    pub(crate) fn read<U>(self, remedy: &str, make: impl FnOnce(T) -> Result<U, String>) -> Found<'f, U> {
        let (notes, at) = (self.notes, self.at);
        self.and_then(|value| make(value).map_err(|message| notes.note(at, message, remedy)).ok())
    }

    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Found<'f, U> {
        self.and_then(|value| Some(make(value)))
    }

    /// What is meant where nothing stands in the file.
    pub(crate) fn absent(self, meant: T) -> Self {
        let value = if self.at.is_none() { Some(meant) } else { self.value };
        Self { value, ..self }
    }

    pub(crate) fn or(self, stand_in: T) -> T {
        self.value.unwrap_or(stand_in)
    }

    pub(crate) fn or_default(self) -> T
    where
        T: Default,
    {
        self.value.unwrap_or_default()
    }

    pub(crate) fn optional(self) -> Option<T> {
        self.value
    }

    fn and_then<U>(self, make: impl FnOnce(T) -> Option<U>) -> Found<'f, U> {
        Found { notes: self.notes, at: self.at, value: self.value.and_then(make) }
    }
}

fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("string \"{text}\""),
        DeValue::Integer(number) => format!("integer `{}`", number.as_str()),
        DeValue::Float(number) => format!("floating point `{}`", number.as_str()),
        DeValue::Boolean(yes) => format!("boolean `{yes}`"),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "sequence".to_owned(),
        DeValue::Table(_) => "map".to_owned(),
    }
}
