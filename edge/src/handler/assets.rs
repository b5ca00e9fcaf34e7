//! The built files of `pkg/public/`: the widget for every page, the desk for agents.

use http::{HeaderValue, StatusCode, header};

use crate::{Answer, Body, Refusal};

const WIDGET: &str = "/v1/widget/";
/// Nothing but what the desk itself needs; nobody may frame it.
const DESK_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' ws: wss:; \
                        img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The file that a path names, if it names one.
pub(super) fn find(path: &str) -> Option<Result<Answer, Refusal>> {
    let clean = |rest: &str| {
        !rest.is_empty() && rest.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
    };
    if let Some(rest) = path.strip_prefix(WIDGET) {
        return Some(if clean(rest) { Ok(widget(rest)) } else { Err(Refusal::NotFound) });
    }
    match path {
        "/desk" => Some(Ok(redirect("/desk/"))),
        "/desk/" => Some(Ok(desk("index.html"))),
        _ => path
            .strip_prefix("/desk/")
            .map(|rest| if clean(rest) { Ok(desk(rest)) } else { Err(Refusal::NotFound) }),
    }
}

/// The loader has one address for ever and is asked for anew after five minutes; everything it loads carries the build in
/// its path and never changes.
fn widget(rest: &str) -> Answer {
    let cache =
        if rest.contains('/') { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
    let mut answer = file(&format!("widget/{rest}"), cache);
    let headers = answer.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    answer
}

fn desk(rest: &str) -> Answer {
    let mut answer = file(&format!("desk/{rest}"), "no-cache");
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DESK_CSP));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    answer
}

fn file(path: &str, cache: &'static str) -> Answer {
    let mut answer = http::Response::new(Body::Asset(path.to_owned()));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

fn redirect(to: &'static str) -> Answer {
    let mut answer = super::empty(StatusCode::MOVED_PERMANENTLY);
    answer.headers_mut().insert(header::LOCATION, HeaderValue::from_static(to));
    answer
}

/// Wasm compiles while it streams only under its own type.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
