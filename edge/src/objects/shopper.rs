//! One email, by its digest: which orders are theirs.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, save},
};
use crate::crypto;

pub(crate) struct ShopperObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// This order is theirs.
    Add { number: String, placed_at: DateTime<Utc> },
    /// Their newest orders.
    Newest { most: usize },
}

/// The object's key: the address itself is not kept in names.
pub(crate) fn key_of(email: &str) -> String {
    crypto::digest(&[email.trim().to_lowercase().as_bytes()])
}

impl Object for ShopperObject {
    const KIND: Kind = Kind::Shopper;
    type Command = Command;
    /// Numbers, newest first.
    type Reply = Vec<String>;

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Command, _: &mut Live) -> Vec<String> {
        match command {
            Command::Add { number, placed_at } => {
                save(store, &format!("order/{number}"), &placed_at);
                Vec::new()
            }
            Command::Newest { most } => {
                let mut newest: Vec<(String, String)> = Vec::new();
                for (key, placed_at) in store.list("order/", "") {
                    // RFC 3339 in UTC sorts as text.
                    let at = newest.partition_point(|(_, other)| *other >= placed_at);
                    newest.insert(at, (key, placed_at));
                }
                newest.iter().take(most).map(|(key, _)| key.trim_start_matches("order/").to_owned()).collect()
            }
        }
    }
}
