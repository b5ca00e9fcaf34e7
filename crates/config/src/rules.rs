//! The merchant's rules: what may come back, be called off, be changed, be claimed. Named after schema.org's
//! `MerchantReturnPolicy`, so that a shop's own JSON-LD can be copied.

use chrono::{FixedOffset, NaiveDate};
use serde::{Deserialize, Deserializer};

/// `[returns]`: named after schema.org's `MerchantReturnPolicy`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Returns {
    /// Days from delivery in which an item may come back.
    pub merchant_return_days: u32,
    /// Who pays for the way back.
    pub return_shipping_fees: ReturnFees,
    /// What the shopper pays where they do, as decimal digits in the shop's currency.
    pub return_shipping_fees_amount: Option<String>,
    /// Hundredths of the price kept for restocking.
    pub restocking_fee_percent: u32,
    /// Whether items may be exchanged for another variant of the same product.
    pub exchanges: bool,
    /// Product names that never come back.
    pub final_sale: Vec<String>,
    /// Windows of their own for some products.
    pub categories: Vec<ReturnCategory>,
    /// schema.org's `returnPolicySeasonalOverride`.
    pub seasonal_override: Vec<ReturnSeason>,
}

impl Default for Returns {
    fn default() -> Self {
        Self {
            merchant_return_days: 30,
            return_shipping_fees: ReturnFees::Free,
            return_shipping_fees_amount: None,
            restocking_fee_percent: 0,
            exchanges: true,
            final_sale: Vec::new(),
            categories: Vec::new(),
            seasonal_override: Vec::new(),
        }
    }
}

/// `[[returns.categories]]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnCategory {
    /// Product names as the shop platform has them.
    pub products: Vec<String>,
    /// Days from delivery; 0 is final sale.
    pub merchant_return_days: u32,
}

/// `[[returns.seasonal_override]]`: more time for what is delivered in a season.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnSeason {
    /// First day of delivery, `2026-11-15`.
    pub start_date: NaiveDate,
    /// Last day of delivery.
    pub end_date: NaiveDate,
    /// Days from delivery.
    pub merchant_return_days: u32,
}

/// Who pays for sending something back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnFees {
    /// The shop.
    Free,
    /// The shopper.
    Customer,
}

/// `[orders]`: what may be done with an order before anything of it is shipped.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Orders {
    /// Whether it may be called off.
    pub cancellation: bool,
    /// Whether its address and its variants may be changed.
    pub changes: bool,
}

impl Default for Orders {
    fn default() -> Self {
        Self { cancellation: true, changes: true }
    }
}

/// `[claims]`: for what is damaged, faulty, wrong, missing or never arrived.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Claims {
    /// Days from delivery in which a claim may be opened.
    pub days: u32,
}

impl Default for Claims {
    fn default() -> Self {
        Self { days: 30 }
    }
}

/// Where the shop's days begin and end, `+01:00`.
pub(crate) fn offset<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FixedOffset, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse()
        .map_err(|_| serde::de::Error::custom(format!("`{text}` is no offset from UTC such as \"+01:00\"")))
}
