//! Reading a request: its body within limits, its bearer token, its query.

use http::header;
use serde::de::DeserializeOwned;

use crate::{Refusal, Request};

/// The body as JSON: 413 when too long, 400 when no JSON, 422 when JSON of another shape.
pub(super) fn body<T: DeserializeOwned>(request: &Request, most: usize) -> Result<T, Refusal> {
    let bytes = request.body();
    if bytes.len() > most {
        return Err(Refusal::TooLarge(most));
    }
    Ok(crate::json::read(bytes)?)
}

/// What follows `authorization: Bearer`.
pub(super) fn bearer(request: &Request) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A header as text.
pub(super) fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}

/// One parameter of the query. Ours are plain letters and digits, so nothing is decoded.
pub(super) fn query<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let query = request.uri().query()?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// Whether a text is a UUID in its usual writing.
pub(super) fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Checks what people write into a message: something, and not too much.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    match text.chars().count() {
        _ if text.trim().is_empty() => Err(Refusal::Invalid("`text` is empty.".to_owned())),
        count if count > beeline_protocol::message::MAX_TEXT_CHARS => {
            Err(Refusal::Invalid(format!("`text` has {count} characters; at most 4000 are taken.")))
        }
        _ => Ok(()),
    }
}
