//! One product of the catalogue, as its platform last described it.

use beeline_dialogue::Product;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
};

pub(crate) struct ProductObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// The platform's newest record, or an older one that comes late.
    Upsert(Product),
    /// The product, if it is known.
    Get,
}

impl Object for ProductObject {
    const KIND: Kind = Kind::Product;
    type Command = Command;
    type Reply = Option<Product>;

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Command, _: &mut Live) -> Option<Product> {
        let known: Option<Product> = load(store, "product");
        let Command::Upsert(new) = command else { return known };
        if known.is_none_or(|old| new.updated_at > old.updated_at) {
            save(store, "product", &new);
        }
        None
    }
}
