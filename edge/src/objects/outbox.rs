//! One shard of a shop's outbox: what the merchant has yet to hear. It keeps that there is work, not what it says: that
//! lies in the order's ledger or in the conversation, and is asked for there when it is sent.
//!
//! Work is registered *before* it is committed at its source, so that a crash at any moment leaves a trace here; what was
//! never committed is dropped after ten minutes. A source (an order, a conversation) is one queue: it is claimed whole,
//! for half a minute, and its messages are sent in the order of the source's ledger. The first that fails holds up the
//! others of its source and nobody else's.

mod alarm;
mod delivery;
mod desk;
mod queue;
#[cfg(test)]
mod tests;

use beeline_protocol::OutboxMessage;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use self::queue::{CALLED_BY, Queue};
use super::{Kind, Live, Object, store::Store};

/// How many shards a shop has; a shard's key is a hexadecimal digit.
pub(crate) const SHARDS: [&str; 16] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];

pub(crate) struct OutboxObject;

/// Where a message was decided and is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Source {
    /// An order, by its number as the shopper sees it.
    Order(String),
    /// A conversation, by its id.
    Conversation(String),
}

/// A message as its source tells it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    /// The idempotency key.
    pub(crate) id: String,
    /// For example `order.cancelled`.
    pub(crate) what: String,
    pub(crate) at: DateTime<Utc>,
    /// JSON.
    pub(crate) data: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// These (id and type) are about to be committed at the source.
    Register { source: Source, work: Vec<(String, String)> },
    /// They are committed.
    Ready { source: Source, work: Vec<(String, String)> },
    /// A queue that is due, for whoever asks alone. Without an endpoint nothing is sent, but what was never committed is
    /// still found out.
    Claim { sends: bool },
    /// One message was sent; the endpoint's status, if it answered.
    Sent { source: Source, lease: u64, id: String, status: Option<u16> },
    /// The claim is given back, with what the source had and what it did not have.
    End { source: Source, lease: u64, known: Vec<String>, absent: Vec<String> },
    /// Sets the alarm anew: a restart may have made the host forget it.
    Wake { sends: bool },
    /// Sends it again, or now.
    Replay { id: String },
    /// Everything that is kept.
    View,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Reply {
    Done,
    /// Ask the source for these and send those it has, in its order.
    Claimed {
        source: Source,
        lease: u64,
        ids: Vec<String>,
    },
    /// Whether the next one of the claim may be sent.
    Go(bool),
    View(Vec<OutboxMessage>),
}

impl Object for OutboxObject {
    const KIND: Kind = Kind::Outbox;
    type Command = Command;
    type Reply = Reply;

    fn handle(store: &mut dyn Store, now: DateTime<Utc>, command: Command, live: &mut Live) -> Reply {
        match command {
            Command::Register { source, work } => {
                let mut queue = Queue::load(store, source, now + CALLED_BY);
                for (id, what) in work {
                    queue.add(now, id, what);
                }
                queue.hurry(now + CALLED_BY);
                queue.keep(store);
                alarm::bring_forward(store, now, now + CALLED_BY, live);
                Reply::Done
            }
            Command::Ready { source, work } => {
                let mut queue = Queue::load(store, source, now);
                for (id, what) in work {
                    queue.add(now, id, what).ready = true;
                }
                queue.hurry(now);
                queue.keep(store);
                alarm::bring_forward(store, now, now, live);
                Reply::Done
            }
            Command::Claim { sends } => {
                let reply = delivery::claim(store, now, sends);
                alarm::set(store, now, sends, live);
                reply
            }
            Command::Sent { source, lease, id, status } => {
                Reply::Go(delivery::sent(store, now, source, lease, &id, status))
            }
            Command::End { source, lease, known, absent } => {
                delivery::end(store, now, source, lease, &known, &absent);
                Reply::Done
            }
            Command::Wake { sends } => {
                alarm::set(store, now, sends, live);
                Reply::Done
            }
            Command::Replay { id } => {
                let found = desk::replay(store, now, &id);
                if !found.is_empty() {
                    alarm::bring_forward(store, now, now, live);
                }
                Reply::View(found)
            }
            Command::View => Reply::View(desk::view(store)),
        }
    }
}

/// A time as the wire has it.
pub(crate) fn written(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
