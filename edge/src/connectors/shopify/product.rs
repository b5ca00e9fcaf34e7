//! Products, with their variants and stock.

use serde::Deserialize;

use super::super::{
    News, Product, Variant,
    wire::{Text, Time, list},
};

#[derive(Deserialize)]
struct RawProduct {
    id: Text,
    title: String,
    updated_at: Time,
    #[serde(default)]
    status: Text,
    #[serde(default, deserialize_with = "list")]
    options: Vec<RawName>,
    #[serde(default, deserialize_with = "list")]
    variants: Vec<RawVariant>,
}

#[derive(Deserialize)]
struct RawName {
    name: String,
}

#[derive(Deserialize)]
struct RawVariant {
    id: Text,
    #[serde(default)]
    title: Text,
    price: Text,
    #[serde(default)]
    inventory_quantity: Option<i64>,
    #[serde(default)]
    inventory_policy: Option<String>,
    /// Null where the shop does not count; absent in exports.
    #[serde(default, deserialize_with = "told")]
    inventory_management: Option<Option<String>>,
    #[serde(default, deserialize_with = "list")]
    selected_options: Vec<RawOption>,
    #[serde(default)]
    option1: Text,
    #[serde(default)]
    option2: Text,
    #[serde(default)]
    option3: Text,
}

fn told<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

/// A name and a value: of a variant's options, or of a line's properties.
#[derive(Deserialize)]
pub(super) struct RawOption {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    value: Text,
}

/// Names and values; those that begin with an underscore are an app's own notes, by Shopify's convention.
pub(super) fn options(raw: Vec<RawOption>) -> Vec<(String, String)> {
    let pairs = raw.into_iter().map(|option| (option.name.0, option.value.0));
    pairs.filter(|(name, value)| !name.is_empty() && !name.starts_with('_') && !value.is_empty()).collect()
}

/// Reads a product.
pub(super) fn read(body: &[u8]) -> Result<News, crate::json::Error> {
    let raw: RawProduct = crate::json::read(body)?;
    // Drafts and what is archived cannot be bought; what is unlisted can, by its link.
    let sold = !matches!(raw.status.0.to_ascii_lowercase().as_str(), "draft" | "archived");
    let names: Vec<String> = raw.options.into_iter().map(|option| option.name).collect();
    let variants = raw.variants.into_iter().map(|raw| {
        let counted = raw.inventory_management.is_none_or(|by| by.is_some());
        let there = !counted || raw.inventory_quantity.is_none_or(|left| left > 0);
        let values = [raw.option1, raw.option2, raw.option3].into_iter().filter_map(Text::some);
        let selected = options(raw.selected_options);
        Variant {
            id: raw.id.0,
            title: raw.title.0,
            price: raw.price.0,
            // A shop that sells on when nothing is left always has it.
            available: sold && (there || raw.inventory_policy.as_deref() == Some("continue")),
            options: if selected.is_empty() { names.iter().cloned().zip(values).collect() } else { selected },
        }
    });
    let variants = variants.collect();
    Ok(News::Product(Product { id: raw.id.0, title: raw.title, updated_at: raw.updated_at.0, variants }))
}
