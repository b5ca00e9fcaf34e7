//! HTTP to the edge that serves this page: requests and answers as the protocol has them.

use beeline_protocol::Ticket;
use gloo_net::http::{Method, RequestBuilder};
use serde::de::DeserializeOwned;
use web_sys::{AbortSignal, RequestCredentials};

use super::js;
use crate::Trouble;

/// How long an answer may take before it counts as lost.
const PATIENCE_MS: u32 = 20_000;

/// Who asks.
pub(crate) struct Caller {
    /// Goes into `x-beeline-shop`.
    pub(crate) shop: String,
    /// The bearer token.
    pub(crate) token: String,
}

impl Caller {
    /// Reads what lies at this path under `/v1/desk/`.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        self.call(Method::GET, path, None).await
    }

    /// Sends this to that path under `/v1/desk/`.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Option<String>,
    ) -> Result<T, Trouble> {
        self.call(Method::POST, path, body).await
    }

    /// The address of a socket, good for one use.
    pub(crate) async fn socket_url(&self) -> Result<String, Trouble> {
        let ticket: Ticket = self.post("tickets", None).await?;
        // http → ws, https → wss.
        let origin = js::origin();
        Ok(format!(
            "ws{}/v1/desk/live?ticket={}",
            origin.trim_start_matches("http"),
            js::escape(&ticket.ticket)
        ))
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> Result<T, Trouble> {
        let request = RequestBuilder::new(&format!("/v1/desk/{path}"))
            .method(method)
            .credentials(RequestCredentials::Omit)
            .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)))
            .header("x-beeline-shop", &header_safe(&self.shop))
            .header("authorization", &format!("Bearer {}", header_safe(&self.token)));
        let sent = match body {
            Some(body) => request.header("content-type", "application/json").body(body),
            None => request.build(),
        };
        let answer = sent.map_err(|_| Trouble::NO_ANSWER)?.send().await.map_err(|_| Trouble::NO_ANSWER)?;
        let text = answer.text().await.map_err(|_| Trouble::NO_ANSWER)?;
        if answer.ok() {
            return serde_json::from_str(&text).map_err(|_| Trouble::NO_ANSWER);
        }
        Err(Trouble { status: answer.status(), problem: serde_json::from_str(&text).ok() })
    }
}

/// A header cannot hold everything that a field can; what it cannot hold is nobody's name or token.
fn header_safe(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { c } else { '?' }).collect()
}
