//! Reading JSON, all of it through one door: each way in would bring readers of its own for every type, and bytes are the
//! price of the module.
//!
//! A text is read into a tree first, and every type reads itself from the tree ([`node`]). A type's derived reader is so
//! less than half as large as over the text: white space, positions and escapes are met once, not once a type.

mod node;

use std::fmt;

use serde::de::DeserializeOwned;
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
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Syntax(message) | Self::Shape(message)) = self;
        f.write_str(message)
    }
}

impl std::error::Error for Error {}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Syntax(message) => Self::Malformed(message),
            Error::Shape(message) => Self::Invalid(message),
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
    T::deserialize(Node(tree))
}

/// Reads a text as it stands.
///
/// # Errors
/// Where it is no JSON.
pub(crate) fn tree(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| Error::Syntax(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

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
        };
        let text = serde_json::to_string(&thing).unwrap();
        assert_eq!(from_str::<Thing>(&text), Ok(thing));
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
            (
                thing(r#","name":"","count":4294967296"#),
                "count: invalid value: integer `4294967296`, expected u32",
            ),
            (
                r#"{"kinds":[{"of":{"two":[1]}}]}"#.to_owned(),
                "kinds: invalid length 1, expected tuple variant Kind::Two with 2 elements",
            ),
            (r#"{"kinds":["other"]}"#.to_owned(), "kinds: unknown variant `other`"),
            (r#"{"by_name":{"a":["b"]}}"#.to_owned(), "by_name: a: invalid length 1"),
            ("[\"tea\",1]".to_owned(), "invalid type: a list, expected an object"),
        ] {
            match from_str::<Thing>(&json) {
                Err(Error::Shape(message)) => assert!(message.starts_with(expected), "{message} for {json}"),
                other => panic!("{other:?} for {json}"),
            }
        }
    }
}
