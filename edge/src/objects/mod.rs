//! The objects: each one writer with its own storage, written as a plain function from a command to a reply.
//!
//! A host runs [`dispatch`] for one command at a time per object, over that object's storage. What a command writes is
//! gathered and applied at once when it has succeeded: a panic in between leaves nothing half done.

pub(crate) mod config;
pub(crate) mod conversation;
pub(crate) mod desk;
pub(crate) mod limiter;
pub(crate) mod name;
pub(crate) mod order;
pub(crate) mod outbox;
pub(crate) mod product;
pub(crate) mod shopper;
mod store;
mod ticket;

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};

use store::Draft;
pub use store::{Memory, Store};
pub(crate) use ticket::SECONDS as TICKET_SECONDS;

use crate::{Platform, Unavailable};

/// Where an object lives: its kind and its name. Every name begins with the shop.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Which code runs it.
    pub kind: Kind,
    /// `shop/key`.
    pub name: String,
}

impl Address {
    pub(crate) fn new(kind: Kind, shop: &str, key: &str) -> Self {
        Self { kind, name: format!("{shop}/{key}") }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({})", self.kind, self.name)
    }
}

/// The kinds of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// One order number.
    Order,
    /// One order by its platform's id: which number it has.
    Name,
    /// One email: which orders are theirs.
    Shopper,
    /// One product.
    Product,
    /// One conversation.
    Conversation,
    /// One shop's desk.
    Desk,
    /// One address on the network.
    Limiter,
    /// A sixteenth of what a shop's endpoint has yet to hear.
    Outbox,
    /// One of the sixteen places where a shop's file lies.
    Config,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Order,
        Self::Name,
        Self::Shopper,
        Self::Product,
        Self::Conversation,
        Self::Desk,
        Self::Limiter,
        Self::Outbox,
        Self::Config,
    ];
}

/// One kind of object: its commands, its replies, its decisions.
pub(crate) trait Object {
    const KIND: Kind;
    type Command: Serialize + DeserializeOwned;
    type Reply: Serialize + DeserializeOwned;

    fn handle(
        store: &mut dyn Store,
        now: DateTime<Utc>,
        command: Self::Command,
        live: &mut Live,
    ) -> Self::Reply;
}

/// What an object says to the sockets attached to it, and to its host.
#[derive(Debug, Default)]
pub(crate) struct Live {
    events: Vec<String>,
    wake: Option<DateTime<Utc>>,
}

impl Live {
    /// Sends an event to every attached socket.
    fn say(&mut self, event: &impl Serialize) {
        self.events.push(crate::json::write(event));
    }

    /// Asks the host for an alarm at that time, instead of any it asked for before.
    fn wake(&mut self, at: DateTime<Utc>) {
        self.wake = Some(at);
    }
}

/// What a command comes to.
#[derive(Debug)]
pub struct Done {
    /// JSON, for the caller.
    pub reply: String,
    /// JSON each, for every socket attached to the object.
    pub live: Vec<String>,
    /// The object's one alarm rings then, instead of when it was set to before: the host calls [`crate::alarm`].
    pub wake: Option<DateTime<Utc>>,
}

/// Runs one command on the object that `store` belongs to.
///
/// # Errors
/// When the command is not one of this kind's: a host has mixed up its objects.
pub fn dispatch(
    kind: Kind,
    store: &mut dyn Store,
    now: DateTime<Utc>,
    command: &str,
) -> Result<Done, Unavailable> {
    match kind {
        Kind::Order => run::<order::OrderObject>(store, now, command),
        Kind::Name => run::<name::NameObject>(store, now, command),
        Kind::Shopper => run::<shopper::ShopperObject>(store, now, command),
        Kind::Product => run::<product::ProductObject>(store, now, command),
        Kind::Conversation => run::<conversation::ConversationObject>(store, now, command),
        Kind::Desk => run::<desk::DeskObject>(store, now, command),
        Kind::Limiter => run::<limiter::LimiterObject>(store, now, command),
        Kind::Outbox => run::<outbox::OutboxObject>(store, now, command),
        Kind::Config => run::<config::ConfigObject>(store, now, command),
    }
}

fn run<O: Object>(store: &mut dyn Store, now: DateTime<Utc>, command: &str) -> Result<Done, Unavailable> {
    let command =
        crate::json::from_str(command).map_err(|error| Unavailable(format!("{:?}: {error}", O::KIND)))?;
    let mut live = Live::default();
    let mut draft = Draft::over(store);
    let reply = O::handle(&mut draft, now, command, &mut live);
    let reply = crate::json::write(&reply);
    draft.apply();
    Ok(Done { reply, live: live.events, wake: live.wake })
}

/// Asks an object, typed.
pub(crate) async fn ask<O: Object>(
    platform: &impl Platform,
    shop: &str,
    key: &str,
    command: &O::Command,
) -> Result<O::Reply, Unavailable> {
    let address = Address::new(O::KIND, shop, key);
    let command = crate::json::write(command);
    let reply = platform.ask(&address, command).await?;
    crate::json::from_str(&reply).map_err(|error| Unavailable(format!("{address}: {error}")))
}
