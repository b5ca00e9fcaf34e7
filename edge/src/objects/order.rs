//! One order number. Everything decided about an order is decided here, by one writer.
//!
//! The object is found by the digits of the number, so that `2236333`, `w2236333` and `#W2236333` meet; numbers that
//! share their digits share the object.

use beeline_dialogue::{Order, order};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
    told::{self, Tell},
};
use crate::{connectors::told::Standing, crypto};

/// Failed proofs of one number in [`WINDOW`] after which even a right one is refused.
const MOST_FAILURES: u32 = 10;
/// How long failures are remembered.
const WINDOW: Duration = Duration::minutes(10);

pub(crate) struct OrderObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// The platform's newest record, or an older one that comes late; all of it or some.
    Tell(Tell),
    /// Shows the order to whoever knows its number and its email.
    Prove { number: String, email: String },
    /// Shows an order that the conversation has proven before.
    Get { number: String },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    Stored,
    Found(Box<Order>),
    /// No such order, another's, or too many failures: the same to whoever asks.
    Refused,
}

/// The key of the object that a number belongs to.
pub(crate) fn key_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

impl Object for OrderObject {
    const KIND: Kind = Kind::Order;
    type Command = Command;
    type Reply = Reply;

    fn handle(store: &mut dyn Store, now: DateTime<Utc>, command: Command, _: &mut Live) -> Reply {
        match command {
            Command::Tell(tell) => {
                if let Some((key, standing)) = told::hear(store, tell) {
                    let key = format!("order/{key}");
                    match standing {
                        Standing::Known(order) => save(store, &key, &order),
                        Standing::Gone => store.delete(&key),
                        Standing::Unknown => {}
                    }
                }
                Reply::Stored
            }
            Command::Get { number } => {
                find(store, &number).map_or(Reply::Refused, |order| Reply::Found(Box::new(order)))
            }
            Command::Prove { number, email } => prove(store, now, &number, &email),
        }
    }
}

fn prove(store: &mut dyn Store, now: DateTime<Utc>, number: &str, email: &str) -> Reply {
    let failures: Failures = load(store, "failures")
        .filter(|f: &Failures| now < f.since + WINDOW)
        .unwrap_or(Failures { since: now, count: 0 });
    let order = find(store, number);
    // The comparison is made whether there is an order or not: both cost the same.
    let right = crypto::same(order.as_ref().map_or("", |order| &order.email), email) && !email.is_empty();
    match order {
        Some(order) if right && failures.count < MOST_FAILURES => Reply::Found(Box::new(order)),
        _ => {
            save(store, "failures", &Failures { count: failures.count + 1, ..failures });
            Reply::Refused
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Failures {
    since: DateTime<Utc>,
    count: u32,
}

/// The one order that a number means: the same number, or the only one that ends with these digits.
fn find(store: &dyn Store, number: &str) -> Option<Order> {
    let orders = store.list("order/", "");
    let mut fitting =
        orders.iter().filter(|(key, _)| order::matches(number, key.trim_start_matches("order/")));
    let (found, others) = (fitting.next()?, fitting.next());
    others.is_none().then(|| serde_json::from_str(&found.1).ok())?
}
