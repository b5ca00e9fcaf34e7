//! Products. A variable product names its variations' ids alone; each variation is told by itself, as a product of the
//! type `variation`.

use serde::Deserialize;

use super::super::{
    News, Product, Variant,
    wire::{Text, Time, list},
};

#[derive(Deserialize)]
struct RawProduct {
    id: Text,
    name: String,
    date_created_gmt: Time,
    #[serde(default)]
    date_modified_gmt: Option<Time>,
    #[serde(default, rename = "type")]
    kind: Text,
    #[serde(default)]
    status: Text,
    #[serde(default)]
    parent_id: Text,
    #[serde(default)]
    price: Text,
    #[serde(default)]
    stock_status: Text,
    #[serde(default, deserialize_with = "list")]
    variations: Vec<Text>,
    #[serde(default, deserialize_with = "list")]
    attributes: Vec<RawAttribute>,
}

#[derive(Deserialize)]
struct RawAttribute {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    option: Text,
}

/// Reads a product or a variation.
pub(super) fn read(body: &[u8]) -> Result<News, crate::json::Error> {
    let raw: RawProduct = crate::json::read(body)?;
    let at = raw.date_modified_gmt.unwrap_or(raw.date_created_gmt).0;
    let sold = matches!(raw.status.0.as_str(), "" | "publish" | "private");
    // On backorder can be bought; only what is out of stock cannot.
    let available = sold && raw.stock_status.0 != "outofstock";
    let of = raw.attributes.into_iter().filter_map(|of| Some((of.name.some()?, of.option.some()?)));
    let options: Vec<_> = of.collect();
    let title = options.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ");
    let alone = Variant { id: raw.id.0.clone(), title, price: raw.price.0, available, options };
    if raw.kind.0 == "variation" {
        return Ok(News::Variant { product: raw.parent_id.0, variant: alone, at });
    }
    let variants = if raw.variations.is_empty() {
        vec![alone]
    } else {
        // What they are is told one by one.
        let named = |id: Text| Variant {
            id: id.0,
            title: String::new(),
            price: String::new(),
            available: false,
            options: Vec::new(),
        };
        raw.variations.into_iter().map(named).collect()
    };
    Ok(News::Product(Product { id: raw.id.0, title: raw.name, updated_at: at, variants }))
}
