//! The order, whole.

use std::collections::BTreeMap;

use beeline_dialogue::order::{LineItem, Order, Payment, Refund};
use beeline_protocol::Money;
use serde::Deserialize;
use serde_json::Value;

use super::{
    super::{
        Delivery, News, Note, What, Whole, amount,
        told::{self, CANCELLED},
        wire::{Text, Time, list},
    },
    parcel,
};

#[derive(Deserialize)]
pub(super) struct RawOrder {
    id: Text,
    #[serde(default)]
    number: Text,
    pub(super) status: String,
    currency: String,
    date_created_gmt: Time,
    #[serde(default)]
    date_modified_gmt: Option<Time>,
    #[serde(default)]
    date_paid_gmt: Option<Time>,
    #[serde(default)]
    pub(super) date_completed_gmt: Option<Time>,
    total: Text,
    #[serde(default)]
    prices_include_tax: bool,
    #[serde(default)]
    payment_method: Text,
    #[serde(default)]
    payment_method_title: Text,
    #[serde(default)]
    billing: RawAddress,
    #[serde(default)]
    shipping: RawAddress,
    #[serde(default, deserialize_with = "list")]
    pub(super) line_items: Vec<RawLine>,
    #[serde(default, deserialize_with = "list")]
    pub(super) shipping_lines: Vec<RawShipping>,
    #[serde(default, deserialize_with = "list")]
    refunds: Vec<RawRefund>,
    #[serde(default, deserialize_with = "list")]
    pub(super) meta_data: Vec<RawMeta>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawAddress {
    email: Text,
    address_1: Text,
    address_2: Text,
    city: Text,
    state: Text,
    postcode: Text,
    country: Text,
}

impl RawAddress {
    fn line(self) -> Option<String> {
        let street = self.address_1.some()?;
        let rest = [self.address_2, self.city, self.state, self.postcode, self.country];
        let parts: Vec<String> =
            std::iter::once(street).chain(rest.into_iter().filter_map(Text::some)).collect();
        Some(parts.join(", "))
    }
}

#[derive(Deserialize)]
pub(super) struct RawLine {
    pub(super) id: Text,
    name: String,
    #[serde(default)]
    parent_name: Text,
    #[serde(default)]
    pub(super) product_id: Text,
    #[serde(default)]
    variation_id: Text,
    pub(super) quantity: u32,
    #[serde(default)]
    total: Text,
    #[serde(default)]
    total_tax: Text,
    #[serde(default, deserialize_with = "list")]
    meta_data: Vec<RawMeta>,
}

#[derive(Deserialize)]
pub(super) struct RawShipping {
    #[serde(default)]
    pub(super) method_id: Text,
}

#[derive(Deserialize)]
struct RawRefund {
    id: Text,
    total: Text,
}

#[derive(Deserialize)]
pub(super) struct RawMeta {
    #[serde(default)]
    pub(super) key: Text,
    #[serde(default)]
    pub(super) value: Value,
    #[serde(default)]
    display_key: Text,
    #[serde(default)]
    display_value: Text,
}

/// Reads an order; drafts of the checkout are none yet.
pub(super) fn read(delivery: &Delivery<'_>, restored: bool) -> Result<News, crate::json::Error> {
    let raw: RawOrder = crate::json::read(delivery.body)?;
    match raw.status.as_str() {
        "auto-draft" | "checkout-draft" | "draft" => return Ok(News::Ignored),
        "trash" => return Ok(News::Patch { order: raw.id.0, note: told::gone(delivery) }),
        _ => {}
    }
    let updated_at = raw.date_modified_gmt.unwrap_or(raw.date_created_gmt).0;
    let cancelled = raw.status == "cancelled";
    let payment = match raw.status.as_str() {
        "refunded" => Payment::Refunded,
        "cancelled" if raw.date_paid_gmt.is_none() => Payment::Voided,
        _ if raw.date_paid_gmt.is_none() => Payment::Pending,
        _ if !raw.refunds.is_empty() => Payment::PartiallyRefunded,
        _ => Payment::Paid,
    };
    let mut parts: Vec<Note> = parcel::read(&raw, updated_at);
    let mut untimed = Vec::new();
    for refund in &raw.refunds {
        let key = format!("refund/{}", refund.id.0);
        untimed.push(key.clone());
        let amount = Money {
            amount: refund.total.0.trim_start_matches('-').to_owned(),
            currency: raw.currency.clone(),
        };
        let paid = vec![Refund { at: updated_at, amount, method: None, items: Vec::new(), pending: false }];
        parts.push(Note { key, at: Some(updated_at), what: What::Refund { paid, lines: Vec::new() } });
    }
    if cancelled {
        untimed.push(CANCELLED.to_owned());
    }
    if restored {
        parts.push(told::back(delivery));
    }
    let number = raw.number.some().unwrap_or_else(|| raw.id.0.clone());
    let taxed = raw.prices_include_tax;
    let order = Order {
        // As WooCommerce's own mails write it.
        number: if number.starts_with(|c: char| c.is_ascii_digit()) { format!("#{number}") } else { number },
        email: raw.billing.email.0.trim().to_lowercase(),
        placed_at: raw.date_created_gmt.0,
        updated_at,
        cancelled_at: cancelled.then_some(updated_at),
        payment,
        method: raw.payment_method_title.some().or_else(|| raw.payment_method.some()),
        total: Money { amount: raw.total.0, currency: raw.currency },
        address: raw.shipping.line(),
        line_items: raw.line_items.into_iter().map(|line| line.item(taxed)).collect(),
        fulfilments: Vec::new(),
        refunds: Vec::new(),
        returns: Vec::new(),
    };
    Ok(News::Order(Box::new(Whole { id: raw.id.0, order, parts, current: BTreeMap::new(), untimed })))
}

impl RawLine {
    fn item(self, taxed: bool) -> LineItem {
        // `total` is after discounts and without tax; where the shop's prices include it, so does what was paid.
        let tax = if taxed { amount::read(&self.total_tax.0).unwrap_or(0) } else { 0 };
        let total = amount::read(&self.total.0).unwrap_or(0) + tax;
        let title = self.parent_name.some();
        let variant =
            title.as_ref().and_then(|title| self.name.strip_prefix(title.as_str())?.strip_prefix(" - "));
        let variant_title = variant.map(str::to_owned);
        let shown = self.meta_data.into_iter().filter(|meta| !meta.key.0.starts_with('_'));
        let options = shown.filter_map(|meta| Some((meta.display_key.some()?, meta.display_value.some()?)));
        LineItem {
            id: self.id.0,
            variant: self
                .variation_id
                .some()
                .filter(|id| id != "0")
                .unwrap_or_else(|| self.product_id.0.clone()),
            product: self.product_id.0,
            title: title.unwrap_or(self.name),
            variant_title,
            quantity: self.quantity,
            price: amount::write(total / i64::from(self.quantity.max(1))),
            // A plug-in may show a picture or a file; that is no option.
            options: options.filter(|(_, value)| !value.contains('<')).collect(),
        }
    }
}
