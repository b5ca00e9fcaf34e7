//! Reading JSON, all of it through one door: each way in would bring readers of its own for every type, and bytes are the
//! price of the module.

use serde::de::DeserializeOwned;

/// Reads a value from bytes.
///
/// # Errors
/// Where the bytes are no JSON, or not the value's.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    // What is no text is no JSON either: the empty text says so as well as any.
    serde_json::from_str(std::str::from_utf8(bytes).unwrap_or_default())
}
