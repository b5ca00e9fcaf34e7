//! The ports, filled by the runtime.

use beeline_config::Shop;
use beeline_edge::{
    Platform, Unavailable,
    objects::{Address, Kind},
};
use chrono::{DateTime, Utc};
use worker::{
    Date, Env, Fetch, Request,
    web_sys::{AbortSignal, RequestInit, RequestRedirect},
};

/// How long the merchant's endpoint may take, in milliseconds.
const PATIENCE: u32 = 10_000;

/// One request's view of the runtime.
pub(crate) struct Cloudflare {
    pub(crate) env: Env,
}

impl Cloudflare {
    pub(crate) fn new(env: Env) -> Self {
        Self { env }
    }
}

/// The binding of a kind of object, which `wrangler.jsonc` names too, and how the object hears which kind it is.
pub(crate) fn binding(kind: Kind) -> &'static str {
    match kind {
        Kind::Order => "ORDER",
        Kind::Name => "NAME",
        Kind::Shopper => "SHOPPER",
        Kind::Product => "PRODUCT",
        Kind::Conversation => "CONVERSATION",
        Kind::Desk => "DESK",
        Kind::Limiter => "LIMITER",
        Kind::Outbox => "OUTBOX",
        Kind::Config => "CONFIG",
    }
}

/// The clock of the runtime.
pub(crate) fn now() -> DateTime<Utc> {
    let millis = i64::try_from(Date::now().as_millis()).unwrap_or_default();
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

impl Platform for Cloudflare {
    async fn ask(&self, address: &Address, command: String) -> Result<String, Unavailable> {
        let told = |error: worker::Error| {
            worker::console_error!("{address}: {error}");
            Unavailable(error.to_string())
        };
        let stub = self
            .env
            .durable_object(binding(address.kind))
            .and_then(|objects| objects.get_by_name(&address.name))
            .map_err(told)?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&command.into());
        let url = format!("https://object/{}", binding(address.kind));
        let request = crate::translate::request(&url, &init).map_err(told)?;
        let mut reply = stub.fetch_with_request(request).await.map_err(told)?;
        let text = reply.text().await.map_err(told)?;
        if reply.status_code() == 200 { Ok(text) } else { Err(told(worker::Error::RustError(text))) }
    }

    async fn send(&self, request: beeline_edge::Request) -> Result<u16, Unavailable> {
        send(request).await.map_err(|error| Unavailable(error.to_string()))
    }

    fn now(&self) -> DateTime<Utc> {
        now()
    }

    fn random(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("the runtime has randomness");
        bytes
    }

    fn secret(&self, name: &str) -> Option<String> {
        self.env.secret(name).map(|secret| secret.to_string()).ok()
    }

    fn shops(&self) -> &[Shop] {
        crate::shops::all()
    }
}

async fn send(request: beeline_edge::Request) -> worker::Result<u16> {
    let (parts, body) = request.into_parts();
    let body = String::from_utf8(body).unwrap_or_default();
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&crate::translate::headers(&parts.headers)?.0);
    init.set_redirect(RequestRedirect::Manual);
    init.set_body(&body.into());
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let request = crate::translate::request(&parts.uri.to_string(), &init)?;
    Ok(Fetch::Request(request).send().await?.status_code())
}

/// A deployment that sets `BEELINE_REHEARSE` (the tests do, nobody else should) can be made to panic by a header, to see
/// that the next request is served.
pub(crate) fn rehearse_a_panic(request: &Request, env: &Env) {
    let asked = request.headers().get("x-beeline-rehearse").ok().flatten();
    assert!(!(asked.as_deref() == Some("panic") && env.var("BEELINE_REHEARSE").is_ok()), "a rehearsed panic");
}
