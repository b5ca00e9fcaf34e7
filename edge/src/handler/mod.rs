//! The routes. Each reads its request, asks objects, and answers; what a conversation does is decided in `dialogue`.

mod assets;
mod both;
mod config;
mod desk;
mod facts;
mod hear;
mod hooks;
mod identity;
mod live;
mod messages;
mod origin;
pub(crate) mod outbox;
mod questions;
mod read;
mod rules;
mod shop;
mod turn;

use http::{Method, StatusCode, header};
use serde::Serialize;

use crate::{Answer, Body, Platform, Refusal, Request};

/// Serves one request. Errors become answers here, so that a host has nothing to decide.
pub async fn handle(platform: &impl Platform, request: Request) -> Answer {
    let page = request.headers().get(header::ORIGIN).cloned();
    let mut answer = match origin::preflight(platform, &request) {
        Some(answer) => answer,
        None => route(platform, &request).await.unwrap_or_else(|refusal| refusal.answer()),
    };
    origin::allow(answer.headers_mut(), page);
    answer
}

async fn route(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let path = request.uri().path();
    if let Some(asset) = assets::find(path) {
        return asset;
    }
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    match (request.method(), segments.as_slice()) {
        (&Method::POST, ["v1", "hooks", "shopify"]) => hooks::shopify(platform, request).await,
        (&Method::POST, ["v1", "hooks", "vendure"]) => hooks::vendure(platform, request).await,
        (&Method::POST, ["v1", "hooks", "woocommerce"]) => hooks::woocommerce(platform, request).await,
        (&Method::GET, ["v1", "live"]) => live::shopper(platform, request).await,
        (&Method::GET, ["v1", "desk", "live"]) => live::agent(platform, request).await,
        (method, ["v1", rest @ ..]) => {
            let shop = shop::of(platform, request)?;
            origin::check(shop, request)?;
            match (method, rest) {
                (&Method::GET, ["shop"]) => {
                    let shop = config::current(platform, shop, "").await?;
                    Ok(json(&shop::face(&shop)))
                }
                (&Method::POST, ["messages"]) => messages::post(platform, shop, request).await,
                (&Method::GET, ["messages"]) => messages::get(platform, shop, request).await,
                (&Method::POST, ["messages", "tickets"]) => messages::ticket(platform, shop, request).await,
                (&Method::PUT, ["desk", "config"]) => config::put(platform, shop, request).await,
                (_, ["desk", "config"]) => Err(Refusal::Method),
                (method, ["desk", rest @ ..]) => {
                    let shop = config::current(platform, shop, "").await?;
                    desk::route(platform, &shop, request, method, rest).await
                }
                (_, ["shop" | "messages"] | ["messages", "tickets"]) => Err(Refusal::Method),
                _ => Err(Refusal::NotFound),
            }
        }
        _ => Err(Refusal::NotFound),
    }
}

/// 200 with JSON that nobody may keep.
fn json(value: &impl Serialize) -> Answer {
    let body = crate::json::write(value).into_bytes();
    let mut answer = http::Response::new(Body::Bytes(body));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    answer
}

/// A status and nothing else.
fn empty(status: StatusCode) -> Answer {
    let mut answer = http::Response::new(Body::Bytes(Vec::new()));
    *answer.status_mut() = status;
    answer
}
