//! Shopify's webhooks: order and product payloads of the Admin API.
//!
//! Headers: `X-Shopify-Hmac-Sha256` (base64 HMAC-SHA256 over the raw body), `X-Shopify-Topic`, `X-Shopify-Shop-Domain`.
//! Fulfilments carry `estimated_delivery_at` and `delivered_at` as Shopify's GraphQL `Fulfillment` names them.

use beeline_dialogue::{
    Product, Variant,
    order::{Fulfilment, LineItem, Order, Payment, Refund},
};
use beeline_protocol::{Money, ParcelState};
use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Deserializer};

use super::News;

/// The header with the signature.
pub const SIGNATURE: &str = "x-shopify-hmac-sha256";
/// The header with the shop's domain.
pub const DOMAIN: &str = "x-shopify-shop-domain";
/// The header with the topic.
pub const TOPIC: &str = "x-shopify-topic";

/// Reads the payload of a topic.
///
/// # Errors
/// When the payload is not what the topic promises; the text says where.
pub fn read(topic: &str, body: &[u8]) -> Result<News, serde_json::Error> {
    match topic {
        "orders/create"
        | "orders/updated"
        | "orders/cancelled"
        | "orders/fulfilled"
        | "orders/partially_fulfilled"
        | "orders/paid" => Ok(News::Order(Box::new(serde_json::from_slice::<RawOrder>(body)?.into()))),
        "products/create" | "products/update" => {
            Ok(News::Product(serde_json::from_slice::<RawProduct>(body)?.into()))
        }
        _ => Ok(News::Ignored),
    }
}

#[derive(Deserialize)]
struct RawOrder {
    name: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    contact_email: Option<String>,
    #[serde(default)]
    customer: Option<RawCustomer>,
    created_at: Time,
    updated_at: Time,
    #[serde(default)]
    cancelled_at: Option<Time>,
    #[serde(default)]
    financial_status: Option<String>,
    currency: String,
    total_price: String,
    #[serde(default)]
    payment_gateway_names: Vec<String>,
    #[serde(default)]
    shipping_address: Option<RawAddress>,
    #[serde(default)]
    line_items: Vec<RawLine>,
    #[serde(default)]
    fulfillments: Vec<RawFulfilment>,
    #[serde(default)]
    refunds: Vec<RawRefund>,
}

#[derive(Deserialize)]
struct RawCustomer {
    #[serde(default)]
    email: Option<String>,
}

#[derive(Deserialize)]
struct RawAddress {
    #[serde(default)]
    address1: Option<String>,
    #[serde(default)]
    address2: Option<String>,
    #[serde(default)]
    city: Option<String>,
    #[serde(default)]
    province_code: Option<String>,
    #[serde(default)]
    zip: Option<String>,
    #[serde(default)]
    country_code: Option<String>,
}

impl RawAddress {
    fn line(self) -> Option<String> {
        let parts =
            [self.address1, self.address2, self.city, self.province_code, self.zip, self.country_code];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

#[derive(Deserialize)]
struct RawLine {
    #[serde(deserialize_with = "id")]
    id: String,
    #[serde(default, deserialize_with = "id")]
    product_id: String,
    #[serde(default, deserialize_with = "id")]
    variant_id: String,
    title: String,
    #[serde(default)]
    variant_title: Option<String>,
    quantity: u32,
    price: String,
    #[serde(default)]
    properties: Vec<RawOption>,
    #[serde(default = "yes")]
    requires_shipping: bool,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct RawFulfilment {
    #[serde(default)]
    status: Option<String>,
    created_at: Time,
    #[serde(default)]
    shipment_status: Option<String>,
    #[serde(default)]
    tracking_company: Option<String>,
    #[serde(default)]
    tracking_number: Option<String>,
    #[serde(default)]
    tracking_url: Option<String>,
    #[serde(default)]
    estimated_delivery_at: Option<Time>,
    #[serde(default)]
    delivered_at: Option<Time>,
    #[serde(default)]
    line_items: Vec<RawFulfilled>,
}

#[derive(Deserialize)]
struct RawFulfilled {
    #[serde(deserialize_with = "id")]
    id: String,
    #[serde(default = "one")]
    quantity: u32,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize)]
struct RawRefund {
    created_at: Time,
    #[serde(default)]
    transactions: Vec<RawTransaction>,
}

#[derive(Deserialize)]
struct RawTransaction {
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    status: Option<String>,
    amount: String,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    gateway: Option<String>,
}

impl From<RawOrder> for Order {
    fn from(raw: RawOrder) -> Self {
        let email = [raw.email, raw.contact_email, raw.customer.and_then(|customer| customer.email)];
        let email = email.into_iter().flatten().find(|email| !email.trim().is_empty()).unwrap_or_default();
        let payment = match raw.financial_status.as_deref() {
            Some("paid" | "partially_paid") => Payment::Paid,
            Some("partially_refunded") => Payment::PartiallyRefunded,
            Some("refunded") => Payment::Refunded,
            Some("voided" | "expired") => Payment::Voided,
            _ => Payment::Pending,
        };
        let gateway = raw.payment_gateway_names.first().cloned();
        let refunds = raw.refunds.into_iter().flat_map(|refund| {
            let (at, currency, gateway) = (refund.created_at.0, raw.currency.clone(), gateway.clone());
            let made = refund.transactions.into_iter().filter(|made| {
                made.kind.as_deref().is_none_or(|kind| kind == "refund")
                    && made.status.as_deref().is_none_or(|status| status == "success")
            });
            made.map(move |made| Refund {
                at,
                amount: Money {
                    amount: made.amount,
                    currency: made.currency.unwrap_or_else(|| currency.clone()),
                },
                method: made.gateway.or_else(|| gateway.clone()),
            })
        });
        let refunds = refunds.collect();
        let by_email = |fulfilment: &RawFulfilment| {
            let of = |line: &RawFulfilled| raw.line_items.iter().find(|item| item.id == line.id);
            !fulfilment.line_items.is_empty()
                && fulfilment
                    .line_items
                    .iter()
                    .all(|line| of(line).is_some_and(|item| !item.requires_shipping))
        };
        let made = raw.fulfillments.into_iter().filter(|made| made.status.as_deref() != Some("cancelled"));
        let fulfilments = made.map(|mut made| {
            if by_email(&made) && made.delivered_at.is_none() {
                // A gift card is there once it is sent; no carrier will ever say so.
                made.delivered_at = Some(Time(made.created_at.0));
            }
            Fulfilment::from(made)
        });
        Self {
            refunds,
            fulfilments: fulfilments.collect(),
            number: raw.name,
            email: email.trim().to_lowercase(),
            placed_at: raw.created_at.0,
            updated_at: raw.updated_at.0,
            cancelled_at: raw.cancelled_at.map(|at| at.0),
            payment,
            method: gateway,
            address: raw.shipping_address.and_then(RawAddress::line),
            returns: Vec::new(),
            total: Money { amount: raw.total_price, currency: raw.currency },
            line_items: raw.line_items.into_iter().map(LineItem::from).collect(),
        }
    }
}

impl From<RawLine> for LineItem {
    fn from(raw: RawLine) -> Self {
        Self {
            id: raw.id,
            product: raw.product_id,
            variant: raw.variant_id,
            title: raw.title,
            variant_title: raw.variant_title.filter(|title| !title.is_empty() && title != "Default Title"),
            quantity: raw.quantity,
            price: raw.price,
            options: raw.properties.into_iter().map(|option| (option.name, option.value)).collect(),
        }
    }
}

impl From<RawFulfilment> for Fulfilment {
    fn from(raw: RawFulfilment) -> Self {
        let state = match raw.shipment_status.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("label_printed" | "label_purchased" | "confirmed") => ParcelState::Processing,
            Some("out_for_delivery") => ParcelState::OutForDelivery,
            Some("attempted_delivery" | "not_delivered") => ParcelState::DeliveryAttempted,
            Some("ready_for_pickup") => ParcelState::ReadyForPickup,
            Some("delivered" | "picked_up") => ParcelState::Delivered,
            Some("delayed") => ParcelState::Delayed,
            Some("failure") => ParcelState::Failed,
            _ if raw.delivered_at.is_some() => ParcelState::Delivered,
            _ => ParcelState::InTransit,
        };
        Self {
            state,
            carrier: raw.tracking_company,
            tracking_number: raw.tracking_number.filter(|code| !code.is_empty()),
            // The link is shown on the shop's page: nothing but the web.
            tracking_url: raw.tracking_url.filter(|url| url.starts_with("https://")),
            expected_at: raw.estimated_delivery_at.map(|at| at.0),
            delivered_at: raw.delivered_at.map(|at| at.0),
            items: raw.line_items.into_iter().map(|line| (line.id, line.quantity)).collect(),
        }
    }
}

#[derive(Deserialize)]
struct RawProduct {
    #[serde(deserialize_with = "id")]
    id: String,
    title: String,
    updated_at: Time,
    #[serde(default)]
    variants: Vec<RawVariant>,
}

#[derive(Deserialize)]
struct RawVariant {
    #[serde(deserialize_with = "id")]
    id: String,
    #[serde(default)]
    title: String,
    price: String,
    #[serde(default)]
    inventory_quantity: Option<i64>,
    #[serde(default)]
    inventory_policy: Option<String>,
    #[serde(default)]
    selected_options: Vec<RawOption>,
}

#[derive(Deserialize)]
struct RawOption {
    name: String,
    value: String,
}

impl From<RawProduct> for Product {
    fn from(raw: RawProduct) -> Self {
        let variants = raw.variants.into_iter().map(|raw| Variant {
            id: raw.id,
            title: raw.title,
            price: raw.price,
            // A shop that does not count its stock always has it; so does one that sells on.
            available: raw.inventory_quantity.is_none_or(|left| left > 0)
                || raw.inventory_policy.as_deref() == Some("continue"),
            options: raw.selected_options.into_iter().map(|option| (option.name, option.value)).collect(),
        });
        Self { id: raw.id, title: raw.title, updated_at: raw.updated_at.0, variants: variants.collect() }
    }
}

/// An RFC 3339 time with any offset.
struct Time(DateTime<Utc>);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DateTime::<FixedOffset>::deserialize(deserializer).map(|time| Self(time.to_utc()))
    }
}

/// Ids are numbers in webhooks, texts in exports, and null where a product was deleted.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Number(u64),
        Text(String),
        Gone(()),
    }
    Ok(match Id::deserialize(deserializer)? {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text,
        Id::Gone(()) => String::new(),
    })
}
