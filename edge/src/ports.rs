//! What a host must offer, and the two shapes that cross the border.

use std::future::Future;

use beeline_config::Shop;
use chrono::{DateTime, Utc};

use crate::objects::Address;

/// A request, its body read.
pub type Request = http::Request<Vec<u8>>;

/// What goes back.
pub type Answer = http::Response<Body>;

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// As it stands.
    Bytes(Vec<u8>),
    /// A built file of `pkg/public/`, by its path there; the host streams it, or answers 404.
    Asset(String),
    /// The connection becomes a socket of this object.
    Socket(Address),
}

/// A host: clock, randomness, secrets, somewhere to keep objects, and a way to the merchant.
pub trait Platform {
    /// Hands a command (JSON) to an object and returns its reply (JSON), after what it stored is safe.
    fn ask(&self, address: &Address, command: String) -> impl Future<Output = Result<String, Unavailable>>;

    /// Carries a request to the merchant's endpoint and returns the status of its answer. Redirects are not followed: what
    /// is signed is meant for one address. After ten seconds without an answer there is none.
    fn send(&self, request: Request) -> impl Future<Output = Result<u16, Unavailable>>;

    /// The time.
    fn now(&self) -> DateTime<Utc>;

    /// Unguessable bytes.
    fn random(&self) -> [u8; 16];

    /// An environment variable.
    fn secret(&self, name: &str) -> Option<String>;

    /// The shops served.
    fn shops(&self) -> &[Shop];
}

/// An object or an endpoint did not answer; the cause is for the log, not for the shopper.
#[derive(Debug)]
pub struct Unavailable(pub String);
