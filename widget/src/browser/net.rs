//! HTTP to the edge: requests and answers as the protocol has them, refusals as the state wants them.

use beeline_protocol::{MessageRequest, Ticket, Transcript};
use gloo_net::http::{Method, RequestBuilder};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use web_sys::{AbortSignal, RequestCredentials};

use super::wire::{Read, parse};
use crate::{Answer, Refusal};

/// How long an answer may take before it counts as lost.
const PATIENCE_MS: u32 = 20_000;

/// No answer, or one that cannot be read.
const NO_ANSWER: Refusal = Refusal { status: 0, retry_after: None };

/// The edge, as one shop's widget reaches it.
pub(crate) struct Net {
    /// Its origin.
    pub(crate) base: String,
    /// Goes into `x-beeline-shop`.
    pub(crate) shop: String,
}

impl Net {
    /// Delivers a message.
    pub(crate) async fn post(&self, request: &MessageRequest) -> Result<Answer, Refusal> {
        read(self.call(Method::POST, "/v1/messages", None, write(request)).await?)
    }

    /// What was said after the cursor.
    pub(crate) async fn catch_up(&self, conversation: &str, after: u64) -> Result<Transcript, Refusal> {
        let path = format!("/v1/messages?after={after}");
        read(self.call(Method::GET, &path, Some(conversation), None).await?)
    }

    /// The address of a socket, good for one use.
    pub(crate) async fn socket_url(&self, conversation: &str) -> Result<String, Refusal> {
        let ticket: Ticket =
            read(self.call(Method::POST, "/v1/messages/tickets", Some(conversation), None).await?)?;
        // http → ws, https → wss. A ticket is opaque, and may need escaping.
        let ticket = String::from(js_sys::encode_uri_component(&ticket.ticket));
        Ok(format!("ws{}/v1/live?ticket={ticket}", self.base.strip_prefix("http").unwrap_or_default()))
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        bearer: Option<&str>,
        body: Option<String>,
    ) -> Result<String, Refusal> {
        let mut request = RequestBuilder::new(&format!("{}{path}", self.base))
            .method(method)
            .credentials(RequestCredentials::Omit)
            .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)))
            .header("x-beeline-shop", &self.shop);
        if let Some(token) = bearer {
            request = request.header("authorization", &format!("Bearer {token}"));
        }
        let sent = match body {
            Some(body) => request.header("content-type", "application/json").body(body),
            None => request.build(),
        };
        let answer = sent.map_err(|_| NO_ANSWER)?.send().await.map_err(|_| NO_ANSWER)?;
        if !answer.ok() {
            let retry_after = answer.headers().get("retry-after").and_then(|s| s.parse().ok());
            return Err(Refusal { status: answer.status(), retry_after });
        }
        answer.text().await.map_err(|_| NO_ANSWER)
    }
}

fn read<T: Read>(json: String) -> Result<T, Refusal> {
    parse(&json).ok_or(NO_ANSWER)
}

/// JSON by the browser's own writer; absent fields stay absent.
pub(crate) fn write(value: &impl Serialize) -> Option<String> {
    let value = value.serialize(&Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&value).ok()?.as_string()
}
