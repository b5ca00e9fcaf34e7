//! Shopify's webhooks: order, fulfilment, refund, return and product payloads of the Admin API.
//!
//! Headers: `X-Shopify-Hmac-Sha256` (base64 HMAC-SHA256 over the raw body), `X-Shopify-Topic`, `X-Shopify-Shop-Domain`,
//! and `X-Shopify-Triggered-At`, which is all that some small payloads have for a time.
//!
//! - `order`: the whole order
//! - `parcel`: a fulfilment and its events
//! - `money`: refunds and returns
//! - `product`: products, their variants and stock
//! - [`words`]: every status, in any case

mod money;
mod order;
mod parcel;
mod product;
#[cfg(test)]
mod tests;
pub mod words;

use beeline_dialogue::order::ReturnState;

use super::{
    Delivery, News,
    told::{gone, patch},
};

/// The header with the signature.
pub const SIGNATURE: &str = "x-shopify-hmac-sha256";
/// The header with the shop's domain.
pub const DOMAIN: &str = "x-shopify-shop-domain";
/// The header with the topic.
pub const TOPIC: &str = "x-shopify-topic";
/// The header with the delivery's name.
pub const DELIVERY: &str = "x-shopify-webhook-id";
/// The header with the time of what is told.
pub const TRIGGERED: &str = "x-shopify-triggered-at";

/// Reads a delivery.
///
/// # Errors
/// When the payload is not what the topic promises; the text says where.
pub fn read(delivery: &Delivery<'_>) -> Result<News, crate::json::Error> {
    let Delivery { topic, body, .. } = *delivery;
    let state = match topic {
        "orders/create"
        | "orders/updated"
        | "orders/cancelled"
        | "orders/fulfilled"
        | "orders/partially_fulfilled"
        | "orders/paid" => return order::read(body),
        "orders/delete" => return Ok(gone(body.need("id")?, delivery)),
        "fulfillments/create" | "fulfillments/update" => {
            let at = parcel::time(body)?;
            return Ok(patch(body.text("order_id"), parcel::note(body, at, body)?));
        }
        "fulfillment_events/create" => return parcel::event(body),
        "refunds/create" => {
            let at = body.need_time("created_at")?;
            return Ok(patch(body.text("order_id"), money::refund(body, at, body)?));
        }
        "products/create" | "products/update" => return product::read(body),
        "products/delete" => return Ok(News::ProductGone { product: body.need("id")?, at: delivery.time() }),
        "returns/request" => ReturnState::Requested,
        "returns/approve" | "returns/reopen" => ReturnState::Open,
        "returns/decline" => ReturnState::Declined,
        "returns/cancel" => ReturnState::Cancelled,
        "returns/close" => ReturnState::Closed,
        _ => return Ok(News::Ignored),
    };
    let order = body.some("order_id").unwrap_or_else(|| body.get("order").text("id"));
    let at = body.time("updated_at").or(delivery.at);
    Ok(patch(order, money::back(body, at, state)?))
}
