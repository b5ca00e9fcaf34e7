//! How platforms spell things: numbers as numbers or as texts, times with and without a zone, nulls anywhere.
//!
//! Payloads are read where they lie, field by field, not into types of their own: forty derived readers would be a tenth
//! of the module.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use serde_json::Value;

use crate::json::Error;

/// A piece of a payload.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a>(pub &'a Value);

impl<'a> Node<'a> {
    /// A field; what is not there is null.
    pub(super) fn get(self, key: &str) -> Self {
        Self(&self.0[key])
    }

    /// A text, a number or a flag, as a text; empty for all else.
    pub(super) fn text(self, key: &str) -> String {
        match &self.0[key] {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Bool(true) => "true".to_owned(),
            _ => String::new(),
        }
    }

    /// A word of a status, in lower case.
    pub(super) fn word(self, key: &str) -> String {
        self.text(key).to_ascii_lowercase()
    }

    /// The text, if there is anything in it.
    pub(super) fn some(self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// The first of these that has anything in it.
    pub(super) fn first(self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.some(key))
    }

    /// All of these that have anything in them, on one line.
    pub(super) fn line(self, keys: &[&str]) -> Option<String> {
        let parts: Vec<String> = keys.iter().filter_map(|key| self.some(key)).collect();
        Some(parts.join(", ")).filter(|line| !line.is_empty())
    }

    /// Only the web: a link is shown on the shop's page.
    pub(super) fn link(self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.some(key).filter(|url| url.starts_with("https://")))
    }

    pub(super) fn time(self, key: &str) -> Option<DateTime<Utc>> {
        time(self.0[key].as_str()?)
    }

    pub(super) fn units(self, key: &str) -> Option<u32> {
        self.text(key).parse().ok()
    }

    pub(super) fn need(self, key: &str) -> Result<String, Error> {
        self.some(key).ok_or_else(|| missing(key))
    }

    pub(super) fn need_time(self, key: &str) -> Result<DateTime<Utc>, Error> {
        self.time(key).ok_or_else(|| missing(key))
    }

    pub(super) fn need_units(self, key: &str) -> Result<u32, Error> {
        self.units(key).ok_or_else(|| missing(key))
    }

    /// The items of a list, which PHP writes as an object where it has gaps.
    pub(super) fn list(self, key: &str) -> Vec<Node<'a>> {
        match &self.0[key] {
            Value::Array(items) => items.iter().map(Node).collect(),
            Value::Object(items) => items.values().map(Node).collect(),
            _ => Vec::new(),
        }
    }
}

fn missing(key: &str) -> Error {
    Error::Shape(format!("`{key}` is missing, or not what it should be"))
}

/// An RFC 3339 time with any offset; one without a zone is UTC, as WooCommerce's `…_gmt` fields are.
pub(crate) fn time(text: &str) -> Option<DateTime<Utc>> {
    let zoned = text.parse::<DateTime<FixedOffset>>().map(|time| time.to_utc());
    zoned.ok().or_else(|| text.replace(' ', "T").parse::<NaiveDateTime>().ok().map(|time| time.and_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_a_zone_is_utc() {
        let same = ["2026-11-01T12:00:00", "2026-11-01 12:00:00", "2026-11-01T14:00:00+02:00"].map(time);
        assert!(same.iter().all(|at| at.is_some() && *at == same[0]));
        assert_eq!(time("yesterday"), None);
    }

    #[test]
    fn whatever_stands_for_a_text_is_read_as_one() {
        let read = |json: &str| {
            Node(&serde_json::json!({ "a": serde_json::from_str::<Value>(json).unwrap() })).text("a")
        };
        let read = ["7", "\"7\"", "1.50", "null", "{\"a\":1}"].map(read);
        assert_eq!(read, ["7", "7", "1.5", "", ""]);
    }
}
