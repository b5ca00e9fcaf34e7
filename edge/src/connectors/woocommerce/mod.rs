//! WooCommerce's webhooks: order and product resources of its REST API, version 3.
//!
//! Headers: `X-WC-Webhook-Signature` (base64 HMAC-SHA256 over the raw body), `X-WC-Webhook-Topic`,
//! `X-WC-Webhook-Source` (the shop's address) and `X-WC-Webhook-Delivery-ID`. A delivery is never repeated, and the
//! webhook is switched off after five that failed. Saving a webhook pings its address with a form and no signature.
//!
//! - `order`: the order, whole; there are no smaller news
//! - `parcel`: what extensions know of parcels; WooCommerce itself knows none
//! - `product`: products, and variations, which are told one by one

mod order;
mod parcel;
mod product;
#[cfg(test)]
mod tests;

use super::{Delivery, News, told::gone};

/// The header with the signature.
pub const SIGNATURE: &str = "x-wc-webhook-signature";
/// The header with the shop's address.
pub const SOURCE: &str = "x-wc-webhook-source";
/// The header with the topic.
pub const TOPIC: &str = "x-wc-webhook-topic";
/// The header with the delivery's name.
pub const DELIVERY: &str = "x-wc-webhook-delivery-id";

/// A shop's address as the configuration names it: `https://shop.example/` → `shop.example`.
#[must_use]
pub fn domain(source: &str) -> &str {
    let bare = source.trim().trim_end_matches('/');
    bare.split_once("://").map_or(bare, |(_, rest)| rest)
}

/// Whether this is the form that WooCommerce sends when a webhook is saved. It carries nothing and is not signed.
#[must_use]
pub fn is_ping(body: &[u8]) -> bool {
    body.strip_prefix(b"webhook_id=").is_some_and(|id| id.iter().all(u8::is_ascii_digit))
}

/// Reads a delivery.
///
/// # Errors
/// When the payload is not what the topic promises; the text says where.
pub fn read(delivery: &Delivery<'_>) -> Result<News, crate::json::Error> {
    let body = delivery.body;
    match delivery.topic {
        "order.created" | "order.updated" | "order.restored" => order::read(delivery),
        "order.deleted" => Ok(gone(body.need("id")?, delivery)),
        "product.created" | "product.updated" | "product.restored" => product::read(body),
        "product.deleted" => Ok(News::ProductGone { product: body.need("id")?, at: delivery.time() }),
        _ => Ok(News::Ignored),
    }
}
