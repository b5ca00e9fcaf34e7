//! The merchant's rules: what may come back, be called off, be changed, be claimed. Named after schema.org's
//! `MerchantReturnPolicy`, so that a shop's own JSON-LD can be copied.

use beeline_protocol::RefundMethod;
use chrono::NaiveDate;

use crate::read::{Found, Table};

/// `[returns]`: named after schema.org's `MerchantReturnPolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returns {
    /// Days from delivery in which an item may come back.
    pub merchant_return_days: u32,
    /// Who pays for the way back.
    pub return_shipping_fees: ReturnFees,
    /// What the shopper pays where they do, as decimal digits in the shop's currency.
    pub return_shipping_fees_amount: Option<String>,
    /// Hundredths of the price kept for restocking.
    pub restocking_fee_percent: u32,
    /// Where the money may go, the shop's favourite first: schema.org's `refundType`.
    pub refund_type: Vec<RefundMethod>,
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
            refund_type: vec![RefundMethod::OriginalPayment],
            exchanges: true,
            final_sale: Vec::new(),
            categories: Vec::new(),
            seasonal_override: Vec::new(),
        }
    }
}

/// `[[returns.categories]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnCategory {
    /// Product names as the shop platform has them.
    pub products: Vec<String>,
    /// Days from delivery; 0 is final sale.
    pub merchant_return_days: u32,
}

/// `[[returns.seasonal_override]]`: more time for what is delivered in a season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnSeason {
    /// First day of delivery, `2026-11-15`.
    pub start_date: NaiveDate,
    /// Last day of delivery.
    pub end_date: NaiveDate,
    /// Days from delivery.
    pub merchant_return_days: u32,
}

/// Who pays for sending something back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnFees {
    /// The shop.
    Free,
    /// The shopper.
    Customer,
}

/// `[orders]`: what may be done with an order before anything of it is shipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    /// Whether it may be called off.
    pub cancellation: bool,
    /// Whether its address and its variants may be changed.
    pub changes: bool,
    /// Whether single items may be taken out of it.
    pub removals: bool,
}

impl Default for Orders {
    fn default() -> Self {
        Self { cancellation: true, changes: true, removals: false }
    }
}

/// `[claims]`: for what is damaged, faulty, wrong, missing or never arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Days from delivery in which a claim may be opened.
    pub days: u32,
}

impl Default for Claims {
    fn default() -> Self {
        Self { days: 30 }
    }
}

impl Returns {
    pub(crate) fn read(table: &mut Table<'_>) -> Self {
        let usual = Self::default();
        let rules = Self {
            merchant_return_days: table.key("merchant_return_days").count().or(usual.merchant_return_days),
            return_shipping_fees: table
                .key("return_shipping_fees")
                .one_of(&[("free", ReturnFees::Free), ("customer", ReturnFees::Customer)])
                .or(usual.return_shipping_fees),
            return_shipping_fees_amount: table
                .key("return_shipping_fees_amount")
                .text()
                .that(WHAT_IS_PAID, |amount| good_amount(amount))
                .optional(),
            restocking_fee_percent: table
                .key("restocking_fee_percent")
                .count()
                .or(usual.restocking_fee_percent),
            refund_type: table
                .key("refund_type")
                .each(|entry| entry.one_of(&REFUND_TYPES))
                .that("Name one at least, or leave the line out.", |types| {
                    if types.is_empty() { Err("no way to refund".to_owned()) } else { Ok(()) }
                })
                .or(usual.refund_type),
            exchanges: table.key("exchanges").flag().or(usual.exchanges),
            final_sale: table.key("final_sale").each(Found::text).or_default(),
            categories: table.key("categories").each(|entry| entry.table(category)).or_default(),
            seasonal_override: table.key("seasonal_override").each(|entry| entry.table(season)).or_default(),
        };
        if rules.return_shipping_fees == ReturnFees::Customer && rules.return_shipping_fees_amount.is_none() {
            table.note(
                "the shopper pays for the way back, and nothing says how much".to_owned(),
                WHAT_IS_PAID,
            );
        }
        rules
    }
}

const REFUND_TYPES: [(&str, RefundMethod); 2] =
    [("full_refund", RefundMethod::OriginalPayment), ("store_credit_refund", RefundMethod::StoreCredit)];

const WHAT_IS_PAID: &str = "Write what the shopper pays for the way back, for example return_shipping_fees_amount = \"4.90\", or return_shipping_fees = \"free\".";

fn good_amount(amount: &str) -> Result<(), String> {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) && digits(part) && whole.len() + part.len() > 0 {
        Ok(())
    } else {
        Err(format!("`{amount}` is no amount"))
    }
}

fn category(table: &mut Table<'_>) -> ReturnCategory {
    ReturnCategory {
        products: table.needed("products").each(Found::text).or_default(),
        merchant_return_days: table.needed("merchant_return_days").count().or_default(),
    }
}

fn season(table: &mut Table<'_>) -> ReturnSeason {
    let mut day = |key| {
        let day = table.needed(key).text().read("Write it as in \"2026-11-15\".", |text| {
            text.parse().map_err(|_| format!("`{text}` is no date such as \"2026-11-15\""))
        });
        day.or(NaiveDate::MIN)
    };
    let (start_date, end_date) = (day("start_date"), day("end_date"));
    let merchant_return_days = table.needed("merchant_return_days").count().or_default();
    ReturnSeason { start_date, end_date, merchant_return_days }
}

impl Orders {
    pub(crate) fn read(table: &mut Table<'_>) -> Self {
        let usual = Self::default();
        Self {
            cancellation: table.key("cancellation").flag().or(usual.cancellation),
            changes: table.key("changes").flag().or(usual.changes),
            removals: table.key("removals").flag().or(usual.removals),
        }
    }
}

impl Claims {
    pub(crate) fn read(table: &mut Table<'_>) -> Self {
        Self { days: table.key("days").count().or(Self::default().days) }
    }
}
