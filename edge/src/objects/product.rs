//! One product of the catalogue, as its platform last described it.

use beeline_dialogue::{Product, Variant};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
};

pub(crate) struct ProductObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// The platform's newest record, or an older one that comes late; without a title, of one of its variants alone.
    Upsert(Product),
    /// It is no more, since then.
    Gone(DateTime<Utc>),
    /// The product, if it is known.
    Get,
}

impl Object for ProductObject {
    const KIND: Kind = Kind::Product;
    type Command = Command;
    type Reply = Option<Product>;

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Command, _: &mut Live) -> Option<Product> {
        // The newest of each is kept apart: what they come to does not depend on which came first.
        match command {
            Command::Get => return load(store, "product"),
            Command::Gone(at) => {
                let known: Option<DateTime<Utc>> = load(store, "gone");
                save(store, "gone", &known.max(Some(at)));
            }
            Command::Upsert(new) => {
                let key = match new.variants.first() {
                    Some(variant) if new.title.is_empty() => variant_key(variant),
                    _ => "told".to_owned(),
                };
                let rank = |product: &Product| (product.updated_at, crate::json::write(product));
                if load(store, &key).is_none_or(|old| rank(&new) > rank(&old)) {
                    save(store, &key, &new);
                }
            }
        }
        match whole(store) {
            Some(product) => save(store, "product", &product),
            None => store.delete("product"),
        }
        None
    }
}

fn variant_key(variant: &Variant) -> String {
    format!("variant/{}", variant.id)
}

/// The product with the variants that its record names; one that is named and not told yet is not offered.
fn whole(store: &dyn Store) -> Option<Product> {
    let mut product: Product = load(store, "told")?;
    if load(store, "gone").is_some_and(|gone: DateTime<Utc>| product.updated_at <= gone) {
        return None;
    }
    for variant in &mut product.variants {
        let told: Option<Product> = load(store, &variant_key(variant));
        if let Some(told) = told.and_then(|mut told| told.variants.pop()) {
            *variant = told;
        }
    }
    product.variants.retain(|variant| !variant.price.is_empty());
    Some(product)
}
