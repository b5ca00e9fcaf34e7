//! The edge in one process's memory, for tests: the same handler and the same objects, a clock that is set by hand,
//! randomness that repeats, a merchant who is a closure, and a power cut where a test wants one.
#![forbid(unsafe_code)]

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use beeline_config::Shop;
use beeline_edge::{
    Body, Platform, Unavailable, alarm, handle,
    objects::{Address, Memory, dispatch},
    sweep,
};
use chrono::{DateTime, TimeDelta, Utc};

/// The merchant's endpoint: the status of its answer, or nothing where it does not answer.
pub type Merchant = Box<dyn FnMut(&http::Request<Vec<u8>>) -> Option<u16>>;

/// One deployment, all of it in memory.
pub struct Edge {
    shops: Vec<Shop>,
    objects: RefCell<BTreeMap<Address, Memory>>,
    live: RefCell<Vec<(Address, String)>>,
    alarms: RefCell<BTreeMap<Address, DateTime<Utc>>>,
    merchant: RefCell<Merchant>,
    /// How many more steps are taken before the power is cut.
    power: Cell<Option<u32>>,
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
            alarms: RefCell::default(),
            merchant: RefCell::new(Box::new(|_| None)),
            power: Cell::new(None),
            now: Cell::new(now),
            drawn: Cell::new(0),
        }
    }

    /// The same objects under other shops' files.
    #[must_use]
    pub fn deploy(self, shops: Vec<Shop>) -> Self {
        Self { shops, ..self }
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

    /// Who answers at the shop's endpoint from now on; nobody did before.
    pub fn merchant(&self, merchant: impl FnMut(&http::Request<Vec<u8>>) -> Option<u16> + 'static) {
        *self.merchant.borrow_mut() = Box::new(merchant);
    }

    /// Lets the alarms ring that are due, until none is.
    pub fn ring(&self) {
        loop {
            let due =
                self.alarms.borrow().iter().find(|(_, at)| **at <= self.now.get()).map(|(at, _)| at.clone());
            let Some(address) = due else { return };
            self.alarms.borrow_mut().remove(&address);
            // A host tries a failed alarm again; here the next sweep does.
            let _ = pollster::block_on(alarm(self, &address.name));
        }
    }

    /// What a host's cron does every minute, and the alarms after it.
    pub fn sweep(&self) {
        pollster::block_on(sweep(self));
        self.ring();
    }

    /// Cuts the power after so many steps; what an object or the merchant is asked is a step. The last one is done, but
    /// nobody hears of it.
    pub fn cut_after(&self, steps: u32) {
        self.power.set(Some(steps));
    }

    /// Whether the power was cut.
    #[must_use]
    pub fn is_dark(&self) -> bool {
        self.power.get() == Some(0)
    }

    /// Power again: what was stored is there, alarms are forgotten.
    pub fn restart(&self) {
        self.power.set(None);
        self.alarms.borrow_mut().clear();
    }

    /// Takes a step; false where it is the one that nobody hears of, an error where the power is gone already.
    fn step(&self) -> Result<bool, Unavailable> {
        match self.power.get() {
            None => Ok(true),
            Some(0) => Err(Unavailable("the power is cut".to_owned())),
            Some(left) => {
                self.power.set(Some(left - 1));
                Ok(left > 1)
            }
        }
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
        let heard = self.step()?;
        let mut objects = self.objects.borrow_mut();
        let store = objects.entry(address.clone()).or_default();
        let done = dispatch(address.kind, store, self.now.get(), &command)?;
        self.live.borrow_mut().extend(done.live.into_iter().map(|event| (address.clone(), event)));
        if let Some(at) = done.wake {
            self.alarms.borrow_mut().insert(address.clone(), at);
        }
        if heard { Ok(done.reply) } else { Err(Unavailable("the power is cut".to_owned())) }
    }

    async fn send(&self, request: http::Request<Vec<u8>>) -> Result<u16, Unavailable> {
        let heard = self.step()?;
        let status = (self.merchant.borrow_mut())(&request).filter(|_| heard);
        status.ok_or_else(|| Unavailable("the merchant does not answer".to_owned()))
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
