//! How platforms spell things: numbers as numbers or as texts, times with and without a zone, nulls anywhere.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A number, a text, or nothing: always a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub(super) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
            Value::Number(number) => number
                .as_i64()
                .map_or_else(|| number.as_u64().unwrap_or_default().to_string(), |number| number.to_string()),
            Value::Bool(flag) => flag.to_string(),
            // Null, and whatever a plug-in has put there.
            _ => String::new(),
        }))
    }
}

impl Text {
    /// The text, unless there is nothing in it.
    pub(super) fn some(self) -> Option<String> {
        let text = self.0.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// An RFC 3339 time with any offset; one without a zone is UTC, as WooCommerce's `…_gmt` fields are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time(pub(super) DateTime<Utc>);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        time(&text).map(Self).ok_or_else(|| serde::de::Error::custom(format_args!("`{text}` is no time")))
    }
}

/// Reads a time as [`Time`] does.
pub(crate) fn time(text: &str) -> Option<DateTime<Utc>> {
    let zoned = text.parse::<DateTime<FixedOffset>>().map(|time| time.to_utc());
    zoned.ok().or_else(|| text.replace(' ', "T").parse::<NaiveDateTime>().ok().map(|time| time.and_utc()))
}

/// A list that may be null, or an empty text where a plug-in leaves one.
pub(super) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Option::<Vec<T>>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Only the web: a link is shown on the shop's page.
pub(super) fn link(url: Text) -> Option<String> {
    url.some().filter(|url| url.starts_with("https://"))
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
        let read = |json: &str| crate::json::from_str::<Text>(json).unwrap().0;
        assert_eq!(
            [read("7"), read("\"7\""), read("1.50"), read("null"), read("{\"a\":1}")],
            ["7", "7", "1.5", "", ""]
        );
    }
}
