//! Which pages a browser may speak from. A request without `Origin` is no browser's page.

use beeline_config::Shop;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{empty, read};
use crate::{Answer, Platform, Refusal, Request};

/// Answers a preflight. It names no shop, so any shop that lists the page will do; the request itself is checked again.
pub(super) fn preflight(platform: &impl Platform, request: &Request) -> Option<Answer> {
    if request.method() != Method::OPTIONS {
        return None;
    }
    let page = read::header(request, "origin").unwrap_or_default();
    if !platform.shops().iter().any(|shop| admits(shop, request, page)) {
        return Some(Refusal::ForeignOrigin.answer());
    }
    let mut answer = empty(StatusCode::NO_CONTENT);
    let headers = answer.headers_mut();
    let set = |headers: &mut HeaderMap, name, value| headers.insert(name, HeaderValue::from_static(value));
    set(headers, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
    set(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, authorization, x-beeline-shop");
    set(headers, header::ACCESS_CONTROL_MAX_AGE, "86400");
    Some(answer)
}

/// Refuses a page that the shop does not list.
pub(super) fn check(shop: &Shop, request: &Request) -> Result<(), Refusal> {
    match read::header(request, "origin") {
        Some(page) if !admits(shop, request, page) => Err(Refusal::ForeignOrigin),
        _ => Ok(()),
    }
}

/// A listed page, or one that the edge served itself (the desk).
fn admits(shop: &Shop, request: &Request, page: &str) -> bool {
    let own = read::header(request, "host")
        .is_some_and(|host| page.split_once("://").is_some_and(|(_, from)| from == host));
    own || shop.origins.iter().any(|pattern| pattern.admits(page))
}

/// Lets the page read the answer, errors too: a refusal that a page cannot read cannot be explained to anybody. What is
/// secret was refused before; what is left to read is the refusal.
pub(super) fn allow(headers: &mut HeaderMap, page: Option<HeaderValue>) {
    if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        return;
    }
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
    if let Some(page) = page {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, page);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    }
}
