//! Products, with their variants and stock.

use beeline_dialogue::{Product, Variant};

use super::super::{News, Node};

/// Reads a product.
pub(super) fn read(raw: Node<'_>) -> Result<News, crate::json::Error> {
    // Drafts and what is archived cannot be bought; what is unlisted can, by its link.
    let sold = !matches!(raw.word("status").as_str(), "draft" | "archived");
    let names = raw.list("options");
    let mut variants = Vec::new();
    for variant in raw.list("variants") {
        // The manager is null where the shop does not count, and absent in exports.
        let counted = variant.0.get("inventory_management").is_none_or(|by| !by.is_null());
        let there = !counted || variant.get("inventory_quantity").0.as_i64().is_none_or(|left| left > 0);
        let mut options = options(variant, "selected_options");
        if options.is_empty() {
            let values = ["option1", "option2", "option3"].into_iter().filter_map(|key| variant.some(key));
            options = names.iter().map(|name| name.text("name")).zip(values).collect();
        }
        variants.push(Variant {
            id: variant.need("id")?,
            title: variant.text("title"),
            price: variant.need("price")?,
            // A shop that sells on when nothing is left always has it.
            available: sold && (there || variant.word("inventory_policy") == "continue"),
            options,
        });
    }
    let updated_at = raw.need_time("updated_at")?;
    Ok(News::Product(Product { id: raw.need("id")?, title: raw.need("title")?, updated_at, variants }))
}

/// Names and values; those that begin with an underscore are an app's own notes, by Shopify's convention.
pub(super) fn options(raw: Node<'_>, key: &str) -> Vec<(String, String)> {
    let pairs = raw.list(key).into_iter().filter_map(|pair| Some((pair.some("name")?, pair.some("value")?)));
    pairs.filter(|(name, _)| !name.starts_with('_')).collect()
}
