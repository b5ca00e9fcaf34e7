//! The edge on Cloudflare Workers and on workerd: requests, objects and sockets translated, nothing decided.
//!
//! - [`objects`]: a Durable Object class for each kind, over its SQLite storage
//! - [`platform`]: clock, randomness, secrets, and the way to an object
//! - [`translate`]: requests in, answers out
//! - [`shops`]: the shops' files, handed over by `worker.mjs`

mod objects;
mod platform;
mod shops;
mod translate;

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

/// Every request comes in here.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    platform::rehearse_a_panic(&request, &env);
    let host = platform::Cloudflare::new(env);
    let incoming = translate::incoming(&request).await?;
    let answer = beeline_edge::handle(&host, incoming).await;
    translate::outgoing(&host.env, request, answer).await
}

/// Every minute: `triggers` in `wrangler.jsonc`.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    beeline_edge::sweep(&platform::Cloudflare::new(env)).await;
}
