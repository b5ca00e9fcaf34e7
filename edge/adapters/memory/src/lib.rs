//! The edge in one process's memory, for tests: the same handler and the same objects, a clock that is set by hand, and
//! randomness that repeats.
#![forbid(unsafe_code)]

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use beeline_config::Shop;
use beeline_edge::{
    Body, Platform, Unavailable, handle,
    objects::{Address, Memory, dispatch},
};
use chrono::{DateTime, TimeDelta, Utc};

/// One deployment, all of it in memory.
pub struct Edge {
    shops: Vec<Shop>,
    objects: RefCell<BTreeMap<Address, Memory>>,
    live: RefCell<Vec<(Address, String)>>,
    now: Cell<DateTime<Utc>>,
    drawn: Cell<u64>,
}

/// An answer with its body as text.
#[derive(Clone, Debug)]
pub struct Plain {
    /// The HTTP status.
    pub status: u16,
    /// The body; empty for files and sockets.
    pub body: String,
    /// The headers.
    pub headers: http::HeaderMap,
}

impl Edge {
    /// An empty deployment of these shops, at this time.
    #[must_use]
    pub fn new(shops: Vec<Shop>, now: DateTime<Utc>) -> Self {
        Self {
            shops,
            objects: RefCell::default(),
            live: RefCell::default(),
            now: Cell::new(now),
            drawn: Cell::new(0),
        }
    }

    /// Serves one request.
    #[must_use]
    pub fn serve(&self, request: http::Request<Vec<u8>>) -> Plain {
        let (parts, body) = pollster::block_on(handle(self, request)).into_parts();
        let body = match body {
            Body::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Body::Asset(_) | Body::Socket(_) => String::new(),
        };
        Plain { status: parts.status.as_u16(), body, headers: parts.headers }
    }

    /// Its clock.
    #[must_use]
    pub fn time(&self) -> DateTime<Utc> {
        self.now.get()
    }

    /// Lets time pass.
    pub fn wait(&self, time: TimeDelta) {
        self.now.set(self.now.get() + time);
    }

    /// What was sent to sockets since the last call: the object's address as text, and the event.
    pub fn heard(&self) -> Vec<(String, String)> {
        self.live.take().into_iter().map(|(address, event)| (address.to_string(), event)).collect()
    }

    /// Everything stored in objects whose address begins so, as text: to compare, or to look for what must not be there.
    #[must_use]
    pub fn dump_of(&self, prefix: &str) -> String {
        let objects = self.objects.borrow();
        let wanted = objects.iter().filter(|(address, _)| address.to_string().starts_with(prefix));
        wanted.map(|(address, store)| format!("{address} {store:?}\n")).collect()
    }
}

impl Platform for Edge {
    async fn ask(&self, address: &Address, command: String) -> Result<String, Unavailable> {
        let mut objects = self.objects.borrow_mut();
        let store = objects.entry(address.clone()).or_default();
        let done = dispatch(address.kind, store, self.now.get(), &command)?;
        self.live.borrow_mut().extend(done.live.into_iter().map(|event| (address.clone(), event)));
        Ok(done.reply)
    }

    fn now(&self) -> DateTime<Utc> {
        self.now.get()
    }

    fn random(&self) -> [u8; 16] {
        self.drawn.set(self.drawn.get() + 1);
        u128::from(self.drawn.get()).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes()
    }

    fn secret(&self, _: &str) -> Option<String> {
        None
    }

    fn shops(&self) -> &[Shop] {
        &self.shops
    }
}
