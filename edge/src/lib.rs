//! The module at the CDN edge: one handler over ports, the objects that keep what must not be lost, and the connectors
//! to shop platforms. It knows no runtime; adapters in `edge/adapters/` fill the ports.
//!
//! A request comes in as [`Request`], [`handle`] decides, an [`Answer`] goes out. On the way the handler asks *objects*:
//! each is one writer with its own storage (a Durable Object on Cloudflare), written as a plain function from a command to
//! a reply, so that the same code runs in memory and on every host.
//!
//! - [`ports`]: what a host must offer
//! - [`handler`]: the routes
//! - [`objects`]: order, shopper, product, conversation, desk, limiter, outbox, config
//! - [`connectors`]: a platform's payload → a neutral record
//! - [`refusal`]: every error, with its status and its words
//! - [`json`]: the one way in which JSON is read
//! - `crypto`: signatures, digests, comparisons in constant time
#![forbid(unsafe_code)]

pub mod connectors;
mod crypto;
pub mod handler;
pub mod json;
pub mod objects;
pub mod ports;
pub mod refusal;

pub use handler::{
    handle,
    outbox::{alarm, sweep},
};
pub use ports::{Answer, Body, Platform, Request, Unavailable};
pub use refusal::Refusal;
