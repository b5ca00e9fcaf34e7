//! The order, whole.

use beeline_dialogue::order::{LineItem, Order, Payment, ReturnState};
use beeline_protocol::Money;
use serde::Deserialize;

use super::{
    super::{
        News, Whole, amount,
        wire::{Text, Time, list},
    },
    money::{RawRefund, RawReturn},
    parcel::RawParcel,
    product::{RawOption, options},
    words,
};

#[derive(Deserialize)]
struct RawOrder {
    #[serde(default)]
    id: Text,
    name: String,
    #[serde(default)]
    email: Text,
    #[serde(default)]
    contact_email: Text,
    #[serde(default)]
    customer: Option<RawCustomer>,
    created_at: Time,
    updated_at: Time,
    #[serde(default)]
    cancelled_at: Option<Time>,
    #[serde(default)]
    financial_status: Text,
    currency: String,
    total_price: Text,
    #[serde(default, deserialize_with = "list")]
    payment_gateway_names: Vec<String>,
    #[serde(default)]
    shipping_address: Option<RawAddress>,
    #[serde(default, deserialize_with = "list")]
    line_items: Vec<RawLine>,
    #[serde(default, deserialize_with = "list")]
    fulfillments: Vec<RawParcel>,
    #[serde(default, deserialize_with = "list")]
    refunds: Vec<RawRefund>,
    #[serde(default, deserialize_with = "list")]
    returns: Vec<RawReturn>,
}

#[derive(Deserialize)]
struct RawCustomer {
    #[serde(default)]
    email: Text,
}

#[derive(Deserialize)]
struct RawAddress {
    #[serde(default)]
    address1: Text,
    #[serde(default)]
    address2: Text,
    #[serde(default)]
    city: Text,
    #[serde(default)]
    province_code: Text,
    #[serde(default)]
    zip: Text,
    #[serde(default)]
    country_code: Text,
}

impl RawAddress {
    fn line(self) -> Option<String> {
        let parts =
            [self.address1, self.address2, self.city, self.province_code, self.zip, self.country_code];
        let parts: Vec<String> = parts.into_iter().filter_map(Text::some).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

#[derive(Deserialize)]
struct RawLine {
    id: Text,
    #[serde(default)]
    product_id: Text,
    #[serde(default)]
    variant_id: Text,
    title: String,
    #[serde(default)]
    variant_title: Text,
    quantity: u32,
    #[serde(default)]
    current_quantity: Option<u32>,
    price: Text,
    #[serde(default)]
    total_discount: Text,
    #[serde(default, deserialize_with = "list")]
    discount_allocations: Vec<RawDiscount>,
    #[serde(default, deserialize_with = "list")]
    properties: Vec<RawOption>,
    #[serde(default)]
    requires_shipping: Option<bool>,
}

#[derive(Deserialize)]
struct RawDiscount {
    amount: Text,
}

/// Reads an order.
pub(super) fn read(body: &[u8]) -> Result<News, crate::json::Error> {
    let raw: RawOrder = crate::json::read(body)?;
    // The record is a picture of everything at one moment, which is no earlier than the last change in it.
    let times = raw
        .fulfillments
        .iter()
        .map(RawParcel::time)
        .chain(raw.refunds.iter().map(|refund| refund.created_at.0));
    let at = times.fold(raw.updated_at.0, Ord::max);

    let email = [Some(raw.email), Some(raw.contact_email), raw.customer.map(|customer| customer.email)];
    let email = email.into_iter().flatten().find_map(Text::some).unwrap_or_default();
    let method = (!raw.payment_gateway_names.is_empty()).then(|| raw.payment_gateway_names.join(", "));
    let gateway = raw.payment_gateway_names.first().map(String::as_str);
    let ships = |id: &str| raw.line_items.iter().find(|line| line.id.0 == id)?.requires_shipping;
    let parcels = raw.fulfillments.into_iter().map(|parcel| parcel.note(at, &ships));
    let refunds = raw.refunds.into_iter().map(|refund| refund.note(at, Some(&raw.currency), gateway));
    let returns = raw.returns.into_iter().map(|back| back.note(Some(at), ReturnState::Requested));
    let parts = parcels.chain(refunds).chain(returns).collect();
    let current = raw.line_items.iter().filter_map(|line| Some((line.id.0.clone(), line.current_quantity?)));
    let current = current.collect();
    let order = Order {
        number: raw.name,
        email: email.to_lowercase(),
        placed_at: raw.created_at.0,
        updated_at: raw.updated_at.0,
        cancelled_at: raw.cancelled_at.map(|at| at.0),
        payment: words::payment(&raw.financial_status.0).unwrap_or(Payment::Pending),
        method,
        address: raw.shipping_address.and_then(RawAddress::line),
        total: Money { amount: raw.total_price.0, currency: raw.currency },
        line_items: raw.line_items.into_iter().map(LineItem::from).collect(),
        fulfilments: Vec::new(),
        refunds: Vec::new(),
        returns: Vec::new(),
    };
    Ok(News::Order(Box::new(Whole { id: raw.id.0, order, parts, current, untimed: Vec::new() })))
}

impl From<RawLine> for LineItem {
    fn from(raw: RawLine) -> Self {
        // The allocations hold the line's share of the order's discounts too; `total_discount` is the older field.
        let off = raw.discount_allocations.iter().filter_map(|off| amount::read(&off.amount.0)).sum::<i64>();
        let off = off.max(amount::read(&raw.total_discount.0).unwrap_or(0));
        Self {
            id: raw.id.0,
            product: raw.product_id.0,
            variant: raw.variant_id.0,
            title: raw.title,
            variant_title: raw.variant_title.some().filter(|title| title != "Default Title"),
            quantity: raw.quantity,
            price: amount::each(raw.price.0, raw.quantity, off),
            options: options(raw.properties),
        }
    }
}
