//! Products. A variable product names its variations' ids alone; each variation is told by itself, as a product of the
//! type `variation`.

use beeline_dialogue::{Product, Variant};

use super::super::{News, Node};

/// Reads a product or a variation.
pub(super) fn read(raw: Node<'_>) -> Result<News, crate::json::Error> {
    let id = raw.need("id")?;
    let updated_at = raw.time("date_modified_gmt").map_or_else(|| raw.need_time("date_created_gmt"), Ok)?;
    let sold = matches!(raw.text("status").as_str(), "" | "publish" | "private");
    let of = raw.list("attributes").into_iter().filter_map(|of| Some((of.some("name")?, of.some("option")?)));
    let options: Vec<(String, String)> = of.collect();
    let title: Vec<&str> = options.iter().map(|(_, value)| value.as_str()).collect();
    let alone = Variant {
        id: id.clone(),
        title: title.join(", "),
        price: raw.text("price"),
        // On backorder can be bought; only what is out of stock cannot.
        available: sold && raw.text("stock_status") != "outofstock",
        options,
    };
    let named = raw.list("variations");
    let product = if raw.text("type") == "variation" {
        Product { id: raw.need("parent_id")?, title: String::new(), updated_at, variants: vec![alone] }
    } else if named.is_empty() {
        Product { id, title: raw.need("name")?, updated_at, variants: vec![alone] }
    } else {
        // What they are is told one by one.
        let empty = |id: String| Variant {
            id,
            title: String::new(),
            price: String::new(),
            available: false,
            options: Vec::new(),
        };
        let variants = named.iter().map(|id| empty(id.0.to_string().trim_matches('"').to_owned())).collect();
        Product { id, title: raw.need("name")?, updated_at, variants }
    };
    Ok(News::Product(product))
}
