//! What was committed for the shopper, after a confirmation of exactly what was shown.

use serde::{Deserialize, Serialize};

use crate::Money;

/// One committed action, with what it promises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Action {
    /// Stable across retries.
    pub id: String,
    /// What was done.
    #[serde(rename = "type")]
    pub action: ActionType,
    /// The order's number as the shopper sees it.
    pub order: String,
    /// What it concerns; empty for a whole order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ActionItem>,
    /// What the item becomes: a variant id of the same product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_variant: Option<String>,
    /// What is paid back or charged, without a sign; `0.00` where an exchange costs the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Which way the amount goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Settlement>,
    /// How it is paid, as the record has it, for example `credit_card`; `store_credit` where the shopper chose that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What was kept back from the amount: restocking, or the way back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// Until when the item must be on its way back, RFC 3339 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// Why, in the shopper's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the shopper wishes for a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// Where the order goes now, in the shopper's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Which way money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// To the shopper.
    Refund,
    /// To the shop.
    Charge,
}

/// What puts a claim right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// The money back.
    Refund,
    /// The same again.
    Replacement,
}

/// Where a refund goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundMethod {
    /// Back the way it was paid.
    OriginalPayment,
    /// Credit to be spent in the shop.
    StoreCredit,
    /// Another card, cash, somebody else: a shop does not promise that in a chat.
    Elsewhere,
}

/// A variant id of the shop, as a string.
pub type ActionItem = String;

/// What can be committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ActionType {
    /// The whole order was called off.
    #[serde(rename = "order.cancelled")]
    OrderCancelled,
    /// It goes elsewhere.
    #[serde(rename = "order.address_changed")]
    OrderAddressChanged,
    /// Other items are sent.
    #[serde(rename = "order.items_changed")]
    OrderItemsChanged,
    /// Something comes back for money.
    #[serde(rename = "return.requested")]
    ReturnRequested,
    /// Something comes back for something else.
    #[serde(rename = "exchange.requested")]
    ExchangeRequested,
    /// Damaged, wrong, missing or never arrived.
    #[serde(rename = "claim.opened")]
    ClaimOpened,
}
