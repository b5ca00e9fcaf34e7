//! One product of the catalogue, as its platform last described it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
};
use crate::connectors::Product;

pub(crate) struct ProductObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// The platform's newest record, or an older one that comes late.
    Upsert(Product),
}

impl Object for ProductObject {
    const KIND: Kind = Kind::Product;
    type Command = Command;
    type Reply = ();

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, Command::Upsert(new): Command, _: &mut Live) {
        if load::<Product>(store, "product").is_none_or(|old| new.updated_at > old.updated_at) {
            save(store, "product", &new);
        }
    }
}
