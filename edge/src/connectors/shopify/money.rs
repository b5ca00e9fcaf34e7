//! Refunds and returns.

use beeline_dialogue::order::{Refund, Return, ReturnState};
use beeline_protocol::Money;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{
    super::{
        News, Note, What,
        wire::{Text, Time, list},
    },
    patch, words,
};

#[derive(Deserialize)]
pub(super) struct RawRefund {
    #[serde(default)]
    id: Text,
    #[serde(default)]
    order_id: Text,
    pub(super) created_at: Time,
    #[serde(default, deserialize_with = "list")]
    transactions: Vec<RawTransaction>,
    #[serde(default, deserialize_with = "list")]
    refund_line_items: Vec<RawRefunded>,
}

#[derive(Deserialize)]
struct RawTransaction {
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    status: Option<String>,
    amount: Text,
    #[serde(default)]
    currency: Text,
    #[serde(default)]
    gateway: Text,
}

#[derive(Deserialize)]
struct RawRefunded {
    line_item_id: Text,
    quantity: u32,
    #[serde(default)]
    restock_type: Text,
}

/// Reads a refund that comes alone.
pub(super) fn refund(body: &[u8]) -> Result<News, crate::json::Error> {
    let raw: RawRefund = crate::json::read(body)?;
    let (order, at) = (raw.order_id.0.clone(), raw.created_at.0);
    Ok(patch(order, raw.note(at, None, None)))
}

impl RawRefund {
    /// `currency` and `gateway` are the order's, for where a transaction does not say.
    pub(super) fn note(self, at: DateTime<Utc>, currency: Option<&str>, gateway: Option<&str>) -> Note {
        let made = self.transactions.into_iter().filter(|made| {
            let is = |word: &Option<String>, wanted: &str| {
                word.as_deref().is_none_or(|word| word.eq_ignore_ascii_case(wanted))
            };
            is(&made.kind, "refund") && (is(&made.status, "success") || is(&made.status, "pending"))
        });
        let paid = made.map(|made| Refund {
            at: self.created_at.0,
            amount: Money {
                amount: made.amount.0,
                currency: made.currency.some().or_else(|| currency.map(str::to_owned)).unwrap_or_default(),
            },
            method: made.gateway.some().or_else(|| gateway.map(str::to_owned)),
            items: Vec::new(),
            pending: made.status.is_some_and(|status| status.eq_ignore_ascii_case("pending")),
        });
        let lines = self.refund_line_items.into_iter().map(|line| {
            (line.line_item_id.0, line.quantity, line.restock_type.0.eq_ignore_ascii_case("cancel"))
        });
        let what = What::Refund { paid: paid.collect(), lines: lines.collect() };
        // An export without ids still has one refund a moment.
        let id = self.id.some().unwrap_or_else(|| self.created_at.0.to_rfc3339());
        Note { key: format!("refund/{id}"), at: Some(at), what }
    }
}

#[derive(Deserialize)]
pub(super) struct RawReturn {
    id: Text,
    #[serde(default)]
    status: Text,
    #[serde(default)]
    order_id: Text,
    #[serde(default)]
    order: Option<RawOrderOf>,
    #[serde(default)]
    updated_at: Option<Time>,
    #[serde(default, deserialize_with = "list")]
    return_line_items: Vec<RawComing>,
    #[serde(default)]
    decline: Option<RawDecline>,
    #[serde(default)]
    decline_reason: Text,
}

#[derive(Deserialize)]
struct RawDecline {
    #[serde(default)]
    reason: Text,
}

#[derive(Deserialize)]
struct RawOrderOf {
    id: Text,
}

#[derive(Deserialize)]
struct RawComing {
    #[serde(default)]
    quantity: u32,
    #[serde(default)]
    fulfillment_line_item: Option<RawFulfilled>,
}

#[derive(Deserialize)]
struct RawFulfilled {
    #[serde(default)]
    line_item: Option<RawOrderOf>,
}

/// Reads a return that comes alone; its topic says where it stands where the payload does not.
pub(super) fn back(
    body: &[u8],
    at: Option<DateTime<Utc>>,
    topic: ReturnState,
) -> Result<News, crate::json::Error> {
    let raw: RawReturn = crate::json::read(body)?;
    let order = raw.order_id.clone().some().or_else(|| raw.order.as_ref().map(|order| order.id.0.clone()));
    let at = raw.updated_at.map(|at| at.0).or(at);
    Ok(patch(order.unwrap_or_default(), raw.note(at, topic)))
}

impl RawReturn {
    pub(super) fn note(self, at: Option<DateTime<Utc>>, otherwise: ReturnState) -> Note {
        let state = words::back(&self.status.0).unwrap_or(otherwise);
        let items = self
            .return_line_items
            .into_iter()
            .filter_map(|line| Some((line.fulfillment_line_item?.line_item?.id.0, line.quantity)));
        // `final_sale`, `return_period_ended`, `other`: the last says nothing.
        let why = self.decline.and_then(|why| why.reason.some()).or_else(|| self.decline_reason.some());
        let why = why.map(|why| why.to_lowercase().replace('_', " ")).filter(|why| why != "other");
        let back = Return { id: self.id.0, state, items: items.collect(), why };
        Note { key: format!("return/{}/{state:?}", back.id), at, what: What::Return(back) }
    }
}
