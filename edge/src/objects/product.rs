//! One product of the catalogue, as its platform last described it.

use std::collections::BTreeMap;

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
    /// The platform's newest record, or an older one that comes late.
    Upsert(Product),
    /// One of its variants, where the platform tells of each by itself.
    Variant { variant: Variant, at: DateTime<Utc> },
    /// It is no more, since then.
    Gone(DateTime<Utc>),
    /// The product, if it is known.
    Get,
}

/// What was told of it. The newest of each is kept apart: what they come to does not depend on which came first.
#[derive(Default, Serialize, Deserialize)]
struct Told {
    product: Option<Product>,
    variants: BTreeMap<String, (DateTime<Utc>, Variant)>,
    gone: Option<DateTime<Utc>>,
}

impl Object for ProductObject {
    const KIND: Kind = Kind::Product;
    type Command = Command;
    type Reply = Option<Product>;

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Command, _: &mut Live) -> Option<Product> {
        let mut told: Told = load(store, "told").unwrap_or_default();
        match command {
            Command::Upsert(new) => {
                let rank = |product: &Product| (product.updated_at, crate::json::write(product));
                told.product = told.product.filter(|old| rank(old) >= rank(&new)).or(Some(new));
            }
            Command::Variant { variant, at } => {
                let rank = |at, variant: &Variant| (at, crate::json::write(variant));
                if told
                    .variants
                    .get(&variant.id)
                    .is_none_or(|(was, old)| rank(*was, old) < rank(at, &variant))
                {
                    told.variants.insert(variant.id.clone(), (at, variant));
                }
            }
            Command::Gone(at) => told.gone = told.gone.max(Some(at)),
            Command::Get => return load(store, "product"),
        }
        save(store, "told", &told);
        match told.product() {
            Some(product) => save(store, "product", &product),
            None => store.delete("product"),
        }
        None
    }
}

impl Told {
    /// The product with the variants that its record names; one that is named and not told yet is not offered.
    fn product(self) -> Option<Product> {
        let (mut told, gone) = (self.variants, self.gone);
        let mut product = self.product.filter(|product| gone.is_none_or(|gone| gone < product.updated_at))?;
        for variant in &mut product.variants {
            if let Some((_, newest)) = told.remove(&variant.id) {
                *variant = newest;
            }
        }
        product.variants.retain(|variant| !variant.price.is_empty());
        Some(product)
    }
}
