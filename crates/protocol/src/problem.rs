//! Errors, RFC 9457: `application/problem+json`.

use serde::{Deserialize, Serialize};

/// What went wrong, for a program (`type`) and for a person (`title`, `detail`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// Stable: `urn:beeline:problem:…`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in one sentence.
    pub title: String,
    /// The HTTP status, again.
    pub status: u16,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}
