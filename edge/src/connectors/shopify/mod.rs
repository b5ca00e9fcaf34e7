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
use serde::Deserialize;

use super::{Delivery, News, Note, told, wire::Text};

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
    match topic {
        "orders/create"
        | "orders/updated"
        | "orders/cancelled"
        | "orders/fulfilled"
        | "orders/partially_fulfilled"
        | "orders/paid" => order::read(body),
        "orders/delete" => {
            let gone = crate::json::read::<Gone>(body)?;
            Ok(patch(gone.id.0, told::gone(delivery)))
        }
        "fulfillments/create" | "fulfillments/update" => parcel::read(body),
        "fulfillment_events/create" => parcel::event(body),
        "refunds/create" => money::refund(body),
        "returns/request" => money::back(body, delivery.at, ReturnState::Requested),
        "returns/approve" | "returns/reopen" => money::back(body, delivery.at, ReturnState::Open),
        "returns/decline" => money::back(body, delivery.at, ReturnState::Declined),
        "returns/cancel" => money::back(body, delivery.at, ReturnState::Cancelled),
        "returns/close" => money::back(body, delivery.at, ReturnState::Closed),
        "products/create" | "products/update" => product::read(body),
        "products/delete" => {
            let gone = crate::json::read::<Gone>(body)?;
            Ok(News::ProductGone { product: gone.id.0, at: delivery.time() })
        }
        _ => Ok(News::Ignored),
    }
}

/// All that is left of something deleted.
#[derive(Deserialize)]
struct Gone {
    id: Text,
}

/// News of an order that is named by its id; without one there is nobody to tell.
fn patch(order: String, note: Note) -> News {
    if order.is_empty() { News::Ignored } else { News::Patch { order, note } }
}
