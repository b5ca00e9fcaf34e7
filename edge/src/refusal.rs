//! Every error, with its status and its words (RFC 9457). The type is stable; title and detail are for people.

use beeline_protocol::Problem;
use http::StatusCode;

use crate::{Answer, Body, Unavailable};

/// Why a request is not served.
#[derive(Debug)]
pub enum Refusal {
    /// No such route.
    NotFound,
    /// The route exists, the method does not.
    Method,
    /// Neither header nor host names a shop we serve.
    UnknownShop,
    /// A browser's page that the shop does not list.
    ForeignOrigin,
    /// The body is no JSON.
    Malformed(String),
    /// The body is JSON, but not this request.
    Invalid(String),
    /// A shop's file with mistakes, each on a line of its own.
    BadFile(String),
    /// More bytes than the route takes.
    TooLarge(usize),
    /// The conversation token is unknown, foreign or tampered with.
    UnknownConversation,
    /// The identity's signature or time is wrong.
    BadIdentity,
    /// The webhook's signature is wrong.
    BadSignature,
    /// The agent's token is wrong.
    NotAnAgent,
    /// The ticket is spent, too old or never was.
    BadTicket,
    /// The same message id with another body.
    Reused,
    /// Another agent has the conversation, or nobody handed it over.
    NotYours(&'static str),
    /// Too many requests; come back in so many seconds.
    TooFast(u64),
    /// An object did not answer.
    Unavailable(Unavailable),
}

impl From<Unavailable> for Refusal {
    fn from(cause: Unavailable) -> Self {
        Self::Unavailable(cause)
    }
}

impl Refusal {
    fn words(&self) -> (u16, &'static str, String, Option<String>) {
        let fixed = |status, kind, title: &str, detail: &str| {
            (status, kind, title.to_owned(), Some(detail.to_owned()))
        };
        match self {
            Self::NotFound => {
                fixed(404, "not-found", "There is nothing here.", "openapi.yaml lists every route.")
            }
            Self::Method => fixed(
                405,
                "method",
                "This route does not take that method.",
                "openapi.yaml lists every route.",
            ),
            Self::UnknownShop => fixed(
                404,
                "unknown-shop",
                "This shop is not served here.",
                "Send its id in x-beeline-shop, or list this host under `hosts` in beeline.toml.",
            ),
            Self::ForeignOrigin => fixed(
                403,
                "foreign-origin",
                "This page may not speak for the shop.",
                "Add the page's origin to `origins` in beeline.toml.",
            ),
            Self::Malformed(why) => (400, "malformed", "The body is not JSON.".to_owned(), Some(why.clone())),
            Self::Invalid(why) => {
                (422, "invalid", "The request is not understood.".to_owned(), Some(why.clone()))
            }
            Self::BadFile(problems) => {
                (422, "bad-file", "The shop's file has to be mended.".to_owned(), Some(problems.clone()))
            }
            Self::TooLarge(limit) => (
                413,
                "too-large",
                "The request is too large.".to_owned(),
                Some(format!("At most {limit} bytes are taken.")),
            ),
            Self::UnknownConversation => fixed(
                401,
                "unknown-conversation",
                "This conversation is not known.",
                "Leave `conversation` out to open a new one.",
            ),
            Self::BadIdentity => fixed(
                401,
                "bad-identity",
                "The identity is not valid.",
                "Sign it anew (HS256), with `email` and an `exp` ahead.",
            ),
            Self::BadSignature => fixed(
                401,
                "bad-signature",
                "The signature does not fit the body.",
                "Check the webhook secret of this shop.",
            ),
            Self::NotAnAgent => fixed(
                401,
                "not-an-agent",
                "This token belongs to no agent.",
                "Send an agent's token as authorization: Bearer …",
            ),
            Self::BadTicket => fixed(
                401,
                "bad-ticket",
                "The ticket is spent or too old.",
                "Ask for a new one; it is good for 30 seconds and once.",
            ),
            Self::Reused => fixed(
                409,
                "reused-id",
                "This message id was used with another body.",
                "Make a new id for a new message.",
            ),
            Self::NotYours(detail) => {
                fixed(409, "not-yours", "The conversation is not yours to change.", detail)
            }
            Self::TooFast(seconds) => (
                429,
                "too-fast",
                "Too many requests.".to_owned(),
                Some(format!("Try again in {seconds} seconds.")),
            ),
            Self::Unavailable(_) => fixed(
                503,
                "unavailable",
                "The shop's records do not answer just now.",
                "Send the same request again; nothing is done twice.",
            ),
        }
    }

    /// The answer that says so.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let (status, kind, title, detail) = self.words();
        let problem = Problem { kind: format!("urn:beeline:problem:{kind}"), title, status, detail };
        let body = crate::json::write(&problem).into_bytes();
        let mut answer = http::Response::new(Body::Bytes(body));
        *answer.status_mut() = StatusCode::from_u16(status).expect("the statuses above exist");
        let headers = answer.headers_mut();
        headers
            .insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/problem+json"));
        let retry = match self {
            Self::TooFast(seconds) => Some(*seconds),
            Self::Unavailable(_) => Some(1),
            _ => None,
        };
        if let Some(seconds) = retry {
            headers.insert(http::header::RETRY_AFTER, seconds.into());
        }
        answer
    }
}
