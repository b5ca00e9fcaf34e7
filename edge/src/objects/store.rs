//! An object's storage: text under keys, sorted.

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};

/// What a host keeps for one object. Reads and writes are immediate; a host makes them safe before it answers.
pub trait Store {
    /// The value under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Sets it.
    fn put(&mut self, key: &str, value: String);
    /// Removes it.
    fn delete(&mut self, key: &str);
    /// All pairs whose key starts with `prefix` and is greater than `after`, in order.
    fn list(&self, prefix: &str, after: &str) -> Vec<(String, String)>;
}

/// A store in memory.
pub type Memory = BTreeMap<String, String>;

impl Store for Memory {
    fn get(&self, key: &str) -> Option<String> {
        BTreeMap::get(self, key).cloned()
    }

    fn put(&mut self, key: &str, value: String) {
        self.insert(key.to_owned(), value);
    }

    fn delete(&mut self, key: &str) {
        self.remove(key);
    }

    fn list(&self, prefix: &str, after: &str) -> Vec<(String, String)> {
        let from = if after > prefix { after } else { prefix };
        let pairs = self.range(from.to_owned()..).take_while(|(key, _)| key.starts_with(prefix));
        pairs
            .filter(|(key, _)| key.as_str() > after)
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}

/// Writes that are not applied yet, over a store: one command's worth.
pub(super) struct Draft<'a> {
    under: &'a mut dyn Store,
    writes: BTreeMap<String, Option<String>>,
}

impl<'a> Draft<'a> {
    pub(super) fn over(under: &'a mut dyn Store) -> Self {
        Self { under, writes: BTreeMap::new() }
    }

    pub(super) fn apply(self) {
        for (key, write) in self.writes {
            match write {
                Some(value) => self.under.put(&key, value),
                None => self.under.delete(&key),
            }
        }
    }
}

impl Store for Draft<'_> {
    fn get(&self, key: &str) -> Option<String> {
        self.writes.get(key).map_or_else(|| self.under.get(key), Clone::clone)
    }

    fn put(&mut self, key: &str, value: String) {
        self.writes.insert(key.to_owned(), Some(value));
    }

    fn delete(&mut self, key: &str) {
        self.writes.insert(key.to_owned(), None);
    }

    fn list(&self, prefix: &str, after: &str) -> Vec<(String, String)> {
        let mut merged: Memory = self.under.list(prefix, after).into_iter().collect();
        for (key, write) in
            self.writes.iter().filter(|(key, _)| key.starts_with(prefix) && key.as_str() > after)
        {
            match write {
                Some(value) => merged.insert(key.clone(), value.clone()),
                None => merged.remove(key),
            };
        }
        merged.into_iter().collect()
    }
}

/// A typed value under a key. What cannot be read any more counts as absent.
pub(super) fn load<T: DeserializeOwned>(store: &dyn Store, key: &str) -> Option<T> {
    crate::json::from_str(&store.get(key)?).ok()
}

/// Sets a typed value.
pub(super) fn save(store: &mut dyn Store, key: &str, value: &impl Serialize) {
    store.put(key, crate::json::write(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_reads_its_own_writes_and_leaves_the_store_until_applied() {
        let mut store: Memory =
            [("a/1", "x"), ("a/2", "y"), ("b", "z")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        let mut draft = Draft::over(&mut store);
        draft.put("a/3", "w".to_owned());
        draft.delete("a/1");
        assert_eq!(draft.list("a/", "").iter().map(|(k, _)| k.as_str()).collect::<Vec<_>>(), ["a/2", "a/3"]);
        assert_eq!(draft.list("a/", "a/2").len(), 1);
        assert_eq!(draft.get("a/1"), None);
        draft.apply();
        assert_eq!(store.list("a/", "").len(), 2);
    }
}
