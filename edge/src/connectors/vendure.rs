//! Vendure's orders, as its GraphQL API gives them. Vendure sends no webhooks of its own: a few lines in the shop, such
//! as those of `tests/live/vendure.mjs`, send `order(id)` after each event, signed over its raw body.
//!
//! Headers: `X-Vendure-Signature` (base64 HMAC-SHA256), `X-Vendure-Channel`, by which the configuration knows the shop,
//! and `X-Vendure-At`, when the order was read there: its own time does not move with its state. Amounts are whole
//! hundredths.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use beeline_dialogue::order::{Fulfilment, LineItem, Order, Payment, Refund};
use beeline_protocol::{Money, ParcelState};
use serde::Deserialize;

use super::{
    Delivery, News, Note, What, Whole,
    told::CANCELLED,
    wire::{Text, Time, list},
};

/// The header with the signature.
pub const SIGNATURE: &str = "x-vendure-signature";
/// The header with the channel.
pub const CHANNEL: &str = "x-vendure-channel";
/// The header with the time.
pub const AT: &str = "x-vendure-at";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawOrder {
    id: Text,
    code: String,
    state: String,
    #[serde(default)]
    order_placed_at: Option<Time>,
    updated_at: Time,
    currency_code: String,
    total_with_tax: i64,
    #[serde(default)]
    customer: Option<RawCustomer>,
    #[serde(default)]
    shipping_address: Option<RawAddress>,
    #[serde(deserialize_with = "list")]
    lines: Vec<RawLine>,
    #[serde(default, deserialize_with = "list")]
    payments: Vec<RawPayment>,
    #[serde(default, deserialize_with = "list")]
    fulfillments: Vec<RawParcel>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawCustomer {
    email_address: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct RawAddress {
    street_line1: Text,
    street_line2: Text,
    city: Text,
    province: Text,
    postal_code: Text,
    country_code: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawLine {
    id: Text,
    quantity: u32,
    /// Of one, after all discounts.
    prorated_unit_price_with_tax: i64,
    product_variant: RawVariant,
}

#[derive(Deserialize)]
struct RawVariant {
    id: Text,
    name: String,
    product: RawProduct,
    #[serde(default, deserialize_with = "list")]
    options: Vec<RawOption>,
}

#[derive(Deserialize)]
struct RawProduct {
    id: Text,
    name: String,
}

#[derive(Deserialize)]
struct RawOption {
    name: String,
    group: RawGroup,
}

#[derive(Deserialize)]
struct RawGroup {
    name: String,
}

#[derive(Deserialize)]
struct RawPayment {
    method: String,
    state: String,
    #[serde(default, deserialize_with = "list")]
    refunds: Vec<RawRefund>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawRefund {
    id: Text,
    created_at: Time,
    updated_at: Time,
    state: String,
    total: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawParcel {
    id: Text,
    updated_at: Time,
    state: String,
    #[serde(default)]
    method: Text,
    #[serde(default)]
    tracking_code: Text,
    #[serde(deserialize_with = "list")]
    lines: Vec<RawPacked>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawPacked {
    order_line_id: Text,
    quantity: u32,
}

/// Reads an order; a cart is none yet.
///
/// # Errors
/// When the payload is not an order; the text says where.
pub fn read(delivery: &Delivery<'_>) -> Result<News, crate::json::Error> {
    let raw: RawOrder = crate::json::read(delivery.body)?;
    let Some(placed_at) = raw.order_placed_at else { return Ok(News::Ignored) };
    let refunds: Vec<_> =
        raw.payments.iter().flat_map(|of| of.refunds.iter().map(move |refund| (of, refund))).collect();
    let parts = raw.fulfillments.iter().map(|parcel| parcel.updated_at.0);
    let times = parts.chain(refunds.iter().map(|(_, refund)| refund.updated_at.0));
    let updated_at = times.chain(delivery.at).fold(raw.updated_at.0, Ord::max);
    let money = |amount: i64| Money { amount: decimal(amount), currency: raw.currency_code.clone() };

    let paid = raw.payments.iter().any(|payment| payment.state == "Settled");
    let sum = |pending: bool| {
        let of = refunds
            .iter()
            .filter(|(_, refund)| refund.state != "Failed" && (refund.state == "Pending") == pending);
        of.map(|(_, refund)| refund.total).sum::<i64>()
    };
    let cancelled = raw.state == "Cancelled";
    let payment = match sum(false) {
        0 if paid => Payment::Paid,
        0 if cancelled => Payment::Voided,
        0 => Payment::Pending,
        back if back >= raw.total_with_tax => Payment::Refunded,
        _ => Payment::PartiallyRefunded,
    };
    let note = |key: String, what| Note { key, at: Some(updated_at), what };
    let back = refunds.iter().filter(|(_, refund)| refund.state != "Failed").map(|(of, refund)| {
        let paid = Refund {
            at: refund.created_at.0,
            amount: money(refund.total),
            method: Some(of.method.clone()),
            items: Vec::new(),
            pending: refund.state == "Pending",
        };
        note(format!("refund/{}", refund.id.0), What::Refund { paid: vec![paid], lines: Vec::new() })
    });
    let mut parts: Vec<Note> = back.collect();
    let method = raw.payments.first().map(|payment| payment.method.clone());
    let total = money(raw.total_with_tax);
    parts.extend(
        raw.fulfillments
            .into_iter()
            .map(|parcel| note(format!("parcel/{}", parcel.id.0), What::Parcel(parcel.read()))),
    );
    let order = Order {
        number: raw.code,
        email: raw.customer.map(|customer| customer.email_address.trim().to_lowercase()).unwrap_or_default(),
        placed_at: placed_at.0,
        updated_at,
        cancelled_at: cancelled.then_some(updated_at),
        payment,
        method,
        total,
        address: raw.shipping_address.and_then(RawAddress::line),
        line_items: raw
            .lines
            .into_iter()
            .filter(|line| line.quantity > 0 || cancelled)
            .map(LineItem::from)
            .collect(),
        fulfilments: Vec::new(),
        refunds: Vec::new(),
        returns: Vec::new(),
    };
    let delivered = |part: &&Note| matches!(&part.what, What::Parcel(Some(parcel)) if parcel.state == ParcelState::Delivered);
    let mut untimed: Vec<String> = parts.iter().filter(delivered).map(|part| part.key.clone()).collect();
    if cancelled {
        untimed.push(CANCELLED.to_owned());
    }
    Ok(News::Order(Box::new(Whole { id: raw.id.0, order, parts, current: BTreeMap::new(), untimed })))
}

fn decimal(hundredths: i64) -> String {
    super::amount::write(hundredths.saturating_mul(100))
}

impl RawAddress {
    fn line(self) -> Option<String> {
        let parts = [
            self.street_line1,
            self.street_line2,
            self.city,
            self.province,
            self.postal_code,
            self.country_code,
        ];
        let parts: Vec<String> = parts.into_iter().filter_map(Text::some).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

impl From<RawLine> for LineItem {
    fn from(raw: RawLine) -> Self {
        let of = raw.product_variant;
        let options: Vec<_> = of.options.into_iter().map(|option| (option.group.name, option.name)).collect();
        let own = of.name.strip_prefix(&of.product.name).unwrap_or(&of.name).trim();
        Self {
            id: raw.id.0,
            product: of.product.id.0,
            variant: of.id.0,
            variant_title: (!own.is_empty()).then(|| own.to_owned()),
            title: of.product.name,
            quantity: raw.quantity,
            price: decimal(raw.prorated_unit_price_with_tax),
            options,
        }
    }
}

impl RawParcel {
    fn read(self) -> Option<Fulfilment> {
        let state = match self.state.as_str() {
            "Cancelled" => return None,
            "Created" | "Pending" => ParcelState::Processing,
            "Delivered" => ParcelState::Delivered,
            // A shop may add states of its own; what is in one of them has left.
            _ => ParcelState::InTransit,
        };
        Some(Fulfilment {
            state,
            carrier: self.method.some(),
            tracking_number: self.tracking_code.some(),
            tracking_url: None,
            expected_at: None,
            delivered_at: None,
            items: self.lines.into_iter().map(|line| (line.order_line_id.0, line.quantity)).collect(),
        })
    }
}
