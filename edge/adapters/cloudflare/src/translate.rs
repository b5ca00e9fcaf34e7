//! Requests in, answers out.

use beeline_edge::{Answer, Body, Refusal};
use worker::{
    Env, Error, Fetcher, Headers, Method, Request, Response, ResponseBuilder, Result,
    web_sys::{self, RequestInit},
};

use crate::platform::binding;

/// The longest body that is read at all; each route has its own, smaller limit.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Reads a request whole. One that announces more than any route takes is not read: its emptiness is refused for it.
pub(crate) async fn incoming(request: &Request) -> Result<beeline_edge::Request> {
    let mut builder =
        http::Request::builder().method(request.method().as_ref()).uri(target(&request.inner().url()));
    for (name, value) in request.headers() {
        builder = builder.header(name, value);
    }
    let announced =
        request.headers().get("content-length")?.and_then(|length| length.parse::<usize>().ok()).unwrap_or(0);
    let body = match request.method() {
        Method::Post | Method::Put => {
            if announced > MOST_BYTES {
                vec![0; MOST_BYTES + 1]
            } else {
                request.clone()?.bytes().await?
            }
        }
        _ => Vec::new(),
    };
    builder.body(body).map_err(|error| Error::RustError(error.to_string()))
}

/// Path and query of an address. The runtime has normalised it already; another parser of addresses would weigh 30 KB.
fn target(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let target = url[host..].find('/').map_or("/", |at| &url[host + at..]);
    target.split('#').next().unwrap_or(target)
}

/// A request of our own. Not by `worker::RequestInit`, which carries every setting of the CDN's cache and images with it.
pub(crate) fn request(url: &str, init: &RequestInit) -> Result<Request> {
    Ok(web_sys::Request::new_with_str_and_init(url, init)?.into())
}

/// Sends an answer: bytes as they are, files from the assets, sockets to their object.
pub(crate) async fn outgoing(env: &Env, request: Request, answer: Answer) -> Result<Response> {
    let (parts, body) = answer.into_parts();
    let headers = headers(&parts.headers)?;
    match body {
        Body::Bytes(bytes) if bytes.is_empty() => {
            Ok(ResponseBuilder::new().with_status(parts.status.as_u16()).with_headers(headers).empty())
        }
        Body::Bytes(bytes) => {
            Ok(ResponseBuilder::new().with_status(parts.status.as_u16()).with_headers(headers).fixed(bytes))
        }
        Body::Socket(address) => {
            env.durable_object(binding(address.kind))?
                .get_by_name(&address.name)?
                .fetch_with_request(request)
                .await
        }
        Body::Asset(path) => asset(&env.assets("ASSETS")?, &request, &path, headers).await,
    }
}

async fn asset(assets: &Fetcher, request: &Request, path: &str, headers: Headers) -> Result<Response> {
    let asked = Headers::new();
    if let Some(known) = request.headers().get("if-none-match")? {
        asked.set("if-none-match", &known)?;
    }
    let init = RequestInit::new();
    init.set_headers(&asked.0);
    // The asset service answers `index.html` under its folder.
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let found: Response =
        assets.fetch_request(self::request(&format!("https://assets/{path}"), &init)?).await?;
    match found.status_code() {
        status @ (200 | 304) => {
            if let Some(tag) = found.headers().get("etag")? {
                headers.set("etag", &tag)?;
            }
            let (_, body) = found.into_parts();
            Ok(ResponseBuilder::new().with_status(status).with_headers(headers).body(body))
        }
        _ => {
            let (parts, body) = Refusal::NotFound.answer().into_parts();
            let Body::Bytes(bytes) = body else { return Response::error("not found", 404) };
            Ok(ResponseBuilder::new()
                .with_status(404)
                .with_headers(self::headers(&parts.headers)?)
                .fixed(bytes))
        }
    }
}

pub(crate) fn headers(from: &http::HeaderMap) -> Result<Headers> {
    let headers = Headers::new();
    for (name, value) in from {
        headers
            .append(name.as_str(), value.to_str().map_err(|error| Error::RustError(error.to_string()))?)?;
    }
    Ok(headers)
}
