//! One order number. Everything decided about an order is decided here, by one writer.
//!
//! The object is found by the digits of the number, so that `2236333`, `w2236333` and `#W2236333` meet; numbers that
//! share their digits share the object.

use beeline_dialogue::{Act, Order, Record, order};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    outbox::Message,
    store::{Store, load, save},
};
use crate::{
    connectors::{Told, told::Standing},
    crypto,
};

/// Failed proofs of one number in [`WINDOW`] after which even a right one is refused.
const MOST_FAILURES: u32 = 10;
/// How long failures are remembered.
const WINDOW: Duration = Duration::minutes(10);

pub(crate) struct OrderObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// The platform's newest record, or an older one that comes late; all of it or some.
    Tell { number: String, told: Box<Told> },
    /// Shows the order to whoever knows its number and its email.
    Prove { number: String, email: String },
    /// Shows an order that the conversation has proven before.
    Get { number: String },
    /// Commits what was confirmed, if the record is still the one it was decided on. Each act's id makes it happen once.
    Act { number: String, seen: Box<Record>, acts: Vec<Act> },
    /// What the merchant is told of these acts, in the order of the ledger; the order by its exact number.
    Outgoing { number: String, ids: Vec<String> },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    Stored,
    Found(Box<Record>),
    /// No such order, another's, or too many failures: the same to whoever asks.
    Refused,
    /// Committed, now or when the same was asked before.
    Acted(Box<Record>),
    /// The record moved since it was read: decide again.
    Moved,
    Outgoing(Vec<Message>),
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
            Command::Tell { number, told } => {
                tell(store, &order::key(&number), *told);
                Reply::Stored
            }
            Command::Get { number } => {
                find(store, &number).map_or(Reply::Refused, |record| Reply::Found(Box::new(record)))
            }
            Command::Prove { number, email } => prove(store, now, &number, &email),
            Command::Act { number, seen, acts } => act(store, &number, &seen, acts),
            Command::Outgoing { number, ids } => Reply::Outgoing(outgoing(store, &number, &ids)),
        }
    }
}

/// Takes in what was told; the ledger stays whatever comes, and waits beside an order that is no more.
fn tell(store: &mut dyn Store, key: &str, new: Told) {
    let place = format!("told/{key}");
    let mut told: Told = load(store, &place).unwrap_or_default();
    if !told.join(new) {
        return;
    }
    save(store, &place, &told);
    let (here, away) = (format!("order/{key}"), format!("gone/{key}"));
    let old: Option<Record> = load(store, &here).or_else(|| load(store, &away));
    match (told.order(), old) {
        (Standing::Known(order), old) => {
            store.delete(&away);
            let acts = old.map(|old| old.acts).unwrap_or_default();
            save(store, &here, &Record { order: *order, acts });
        }
        (Standing::Gone, Some(old)) => {
            store.delete(&here);
            if !old.acts.is_empty() {
                save(store, &away, &old);
            }
        }
        (Standing::Gone | Standing::Unknown, _) => {}
    }
}

fn act(store: &mut dyn Store, number: &str, seen: &Record, acts: Vec<Act>) -> Reply {
    let Some(mut record) = find(store, number) else { return Reply::Refused };
    let done = |act: &Act| record.acts.iter().any(|made| made.action.id == act.action.id);
    // All of a confirmation is committed together, so one of it stands for all.
    if acts.first().is_some_and(done) {
        return Reply::Acted(Box::new(record));
    }
    if record != *seen {
        return Reply::Moved;
    }
    record.acts.extend(acts);
    save(store, &key(&record.order), &record);
    Reply::Acted(Box::new(record))
}

fn outgoing(store: &dyn Store, number: &str, ids: &[String]) -> Vec<Message> {
    let key = order::key(number);
    // What was agreed is told, even if the order was removed since.
    let away = || load(store, &format!("gone/{key}"));
    let record: Option<Record> = load(store, &format!("order/{key}")).or_else(away);
    let acts = record.map(|record| record.acts).unwrap_or_default();
    let told = |act: Act| Message {
        what: what(&act),
        at: act.at,
        data: crate::json::write(&act.action),
        id: act.action.id,
    };
    acts.into_iter().filter(|act| ids.contains(&act.action.id)).map(told).collect()
}

/// The type of an act, as the contract spells it.
pub(crate) fn what(act: &Act) -> String {
    let spelled = crate::json::write(&act.action.action);
    spelled.trim_matches('"').to_owned()
}

fn key(order: &Order) -> String {
    format!("order/{}", order.key())
}

fn prove(store: &mut dyn Store, now: DateTime<Utc>, number: &str, email: &str) -> Reply {
    let failures: Failures = load(store, "failures")
        .filter(|f: &Failures| now < f.since + WINDOW)
        .unwrap_or(Failures { since: now, count: 0 });
    let record = find(store, number);
    // The comparison is made whether there is an order or not: both cost the same.
    let right =
        crypto::same(record.as_ref().map_or("", |record| &record.order.email), email) && !email.is_empty();
    match record {
        Some(record) if right && failures.count < MOST_FAILURES => Reply::Found(Box::new(record)),
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
fn find(store: &dyn Store, number: &str) -> Option<Record> {
    let orders = store.list("order/", "");
    let mut fitting =
        orders.iter().filter(|(key, _)| order::matches(number, key.trim_start_matches("order/")));
    let (found, others) = (fitting.next()?, fitting.next());
    others.is_none().then(|| crate::json::from_str(&found.1).ok())?
}
