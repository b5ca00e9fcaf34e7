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
    /// What is paid back or charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// How it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
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
