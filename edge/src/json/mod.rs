//! JSON, all of it through one door: each way in or out would bring readers or writers of its own for every type, and bytes
//! are the price of the module.
//!
//! - `node`: a text is read into a tree first, and every type reads itself from the tree. A type's reader is so less than half
//!   as large as over the text: white space, positions and escapes are met once, not once a type.
//! - `plain`: numbers are written as the standard library does.

mod node;
mod plain;

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::Refusal;
use node::Node;

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is no JSON.
    Syntax(String),
    /// It is JSON of another shape; the text says where.
    Shape(String),
    /// Something that has to be there is not.
    Absent,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax(message) | Self::Shape(message) => message,
            Self::Absent => "something is missing",
        })
    }
}

impl std::error::Error for Error {}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Syntax(message) => Self::Malformed(message),
            other => Self::Invalid(other.to_string()),
        }
    }
}

/// Reads a value from bytes.
///
/// # Errors
/// Where the bytes are no JSON, or not the value's.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    // What is no text is no JSON either: the empty text says so as well as any.
    from_str(std::str::from_utf8(bytes).unwrap_or_default())
}

/// Reads a value from a text.
///
/// # Errors
/// Where the text is no JSON, or not the value's.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    from_value(tree(text)?)
}

/// Reads a value from a tree.
///
/// # Errors
/// Where the tree is not the value's.
pub(crate) fn from_value<T: DeserializeOwned>(tree: Value) -> Result<T, Error> {
    T::deserialize(Node(Some(tree)))
}

/// Reads a text as it stands.
///
/// # Errors
/// Where it is no JSON.
pub(crate) fn tree(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| Error::Syntax(error.to_string()))
}

/// Writes a value.
pub(crate) fn write(value: &impl Serialize) -> String {
    let mut out = Vec::with_capacity(256);
    let mut writer = serde_json::Serializer::with_formatter(&mut out, plain::Plain);
    value.serialize(&mut writer).expect("our own values are plain data");
    String::from_utf8(out).expect("JSON is text")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Thing {
        name: String,
        #[serde(default)]
        count: u32,
        balance: i64,
        share: f64,
        maybe: Option<bool>,
        kinds: Vec<Kind>,
        by_name: BTreeMap<String, (String, u32, bool)>,
        id: Id,
        #[serde(default)]
        pair: (u8, u8),
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Id(u64);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Bare,
        Of(Option<Box<Kind>>),
        Two(u8, i8),
        Named { at: char },
    }

    #[test]
    fn what_was_written_is_read() {
        let thing = Thing {
            name: "\u{1f375} \"tea\"".to_owned(),
            count: u32::MAX,
            balance: -5,
            share: 0.1,
            maybe: None,
            kinds: vec![
                Kind::Bare,
                Kind::Of(Some(Box::new(Kind::Bare))),
                Kind::Of(None),
                Kind::Two(1, -1),
                Kind::Named { at: '茶' },
            ],
            by_name: [("a".to_owned(), ("b".to_owned(), 1, true))].into(),
            id: Id(u64::MAX),
            pair: (1, 2),
        };
        let text = write(&thing);
        assert_eq!(from_str::<Thing>(&text), Ok(thing));
    }

    #[test]
    fn what_may_be_absent_is_stood_in_for_and_what_nobody_knows_is_passed_over() {
        let text = r#"{"more":{"a":[1]},"name":"tea","balance":1,"share":2,"kinds":[],"by_name":{},"id":3}"#;
        let thing: Thing = from_str(text).unwrap();
        assert_eq!((thing.count, thing.maybe, thing.pair, thing.share), (0, None, (0, 0), 2.0));
    }

    #[test]
    fn no_json_and_json_of_another_shape_are_told_apart() {
        for no_json in ["", "{", "{} {}", "{'a':1}", &"[".repeat(200)] {
            assert!(matches!(from_str::<Thing>(no_json), Err(Error::Syntax(_))), "{no_json}");
        }
        assert!(matches!(read::<Thing>(b"\xff"), Err(Error::Syntax(_))));
        let thing =
            |fields: &str| format!(r#"{{"balance":0,"share":1,"kinds":[],"by_name":{{}},"id":1{fields}}}"#);
        for (json, expected) in [
            (thing(""), "missing field `name`"),
            (thing(r#","name":7"#), "name: invalid type: a number, expected a string"),
            (
                thing(r#","name":"","count":-1"#),
                "count: invalid type: a number, expected a whole number, not below zero",
            ),
            (thing(r#","name":"","count":4294967296"#), "count: invalid value: expected u32"),
            (r#"{"kinds":[{"of":{"two":[1]}}]}"#.to_owned(), "missing field `name`"),
            (thing(r#","name":"","kinds":[{"of":{"two":[1]}}]"#), "kinds: something is missing"),
            (thing(r#","name":"","pair":[1]"#), "pair: something is missing"),
            (thing(r#","name":"","count":null"#), "count: invalid type: null"),
            (thing(r#","name":"","kinds":["other"]"#), "kinds: unknown variant `other`"),
            (thing(r#","name":"","by_name":{"a":["b"]}"#), "by_name: a: something is missing"),
            ("[\"tea\",1]".to_owned(), "invalid type: a list, expected an object"),
        ] {
            match from_str::<Thing>(&json) {
                Err(Error::Shape(message)) => assert!(message.starts_with(expected), "{message} for {json}"),
                other => panic!("{other:?} for {json}"),
            }
        }
    }
}
