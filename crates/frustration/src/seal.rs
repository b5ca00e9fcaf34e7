//! The checksum at a model file's end. A protobuf parser forgives much, and a flipped weight forgives everything:
//! only a checksum tells.

use crate::ModelError;
use crate::hash::fnv1a;

/// A `metadata_props` entry (field 14, 25 bytes): key `fnv1a`, value sixteen hexadecimal digits.
const OPENING: &[u8] = b"\x72\x19\x0a\x05fnv1a\x12\x10";
const DIGITS: usize = 16;

/// Whether the last entry is the FNV-1a of all the bytes before it.
pub(crate) fn check(file: &[u8]) -> Result<(), ModelError> {
    let entry = file.len().checked_sub(OPENING.len() + DIGITS).ok_or(ModelError::Corrupt)?;
    let (body, seal) = file.split_at(entry);
    let digits = seal.strip_prefix(OPENING).ok_or(ModelError::Corrupt)?;
    let expected = format!("{:016x}", fnv1a(body));
    if digits == expected.as_bytes() { Ok(()) } else { Err(ModelError::Corrupt) }
}

/// The file with a fresh checksum at its end.
#[cfg(test)]
pub(crate) fn seal(mut body: Vec<u8>) -> Vec<u8> {
    let digits = format!("{:016x}", fnv1a(&body));
    body.extend_from_slice(OPENING);
    body.extend_from_slice(digits.as_bytes());
    body
}
