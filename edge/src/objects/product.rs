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
    /// It is no more, since then.
    Gone(DateTime<Utc>),
}

impl Object for ProductObject {
    const KIND: Kind = Kind::Product;
    type Command = Command;
    type Reply = ();

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Command, _: &mut Live) {
        let old: Option<Product> = load(store, "told");
        let gone: Option<DateTime<Utc>> = load(store, "gone");
        // The newest record and the last removal are kept apart: what they come to does not depend on which came first.
        let (product, gone) = match command {
            Command::Upsert(new) => {
                let rank = |product: &Product| (product.updated_at, serde_json::to_string(product).ok());
                (old.filter(|old| rank(old) >= rank(&new)).or(Some(new)), gone)
            }
            Command::Gone(at) => (old, gone.max(Some(at))),
        };
        save(store, "told", &product);
        save(store, "gone", &gone);
        match product.filter(|product| gone.is_none_or(|gone| gone < product.updated_at)) {
            Some(product) => save(store, "product", &product),
            None => store.delete("product"),
        }
    }
}
