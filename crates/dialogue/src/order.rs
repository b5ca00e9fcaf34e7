//! One order in neutral words (UCP's shape): line items, fulfilments with a promise and a state, adjustments.
//! Connectors make it, the order's own object keeps it, the dialogue reads it.

use beeline_protocol::{Money, ParcelState};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One order.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Order {
    /// As the shopper sees it, for example `#W2236333`.
    pub number: String,
    /// Lower case; what proves the order. Never said aloud.
    pub email: String,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// When the platform last changed it.
    pub updated_at: DateTime<Utc>,
    /// When it was called off.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Whether it is paid.
    pub payment: Payment,
    /// How it was paid, as the record has it, for example `credit_card`.
    #[serde(default)]
    pub method: Option<String>,
    /// What it cost.
    pub total: Money,
    /// Where it goes, on one line. Said to nobody before the order is proven.
    #[serde(default)]
    pub address: Option<String>,
    /// What was bought.
    pub line_items: Vec<LineItem>,
    /// What is or was on its way.
    pub fulfilments: Vec<Fulfilment>,
    /// What was paid back.
    pub refunds: Vec<Refund>,
    /// What the platform knows to be coming back.
    #[serde(default)]
    pub returns: Vec<Return>,
}

/// Whether an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Hash, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payment {
    /// Not yet, or only authorised.
    Pending,
    /// In full or in part.
    Paid,
    /// Some of it went back.
    PartiallyRefunded,
    /// All of it went back.
    Refunded,
    /// It never will be.
    Voided,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Hash, Eq, Serialize, Deserialize)]
pub struct LineItem {
    /// The platform's id of the line.
    pub id: String,
    /// The product's id.
    pub product: String,
    /// The variant's id.
    pub variant: String,
    /// The product's name as the record has it.
    pub title: String,
    /// The variant's name.
    pub variant_title: Option<String>,
    /// How many.
    pub quantity: u32,
    /// Of one, as decimal digits, after discounts.
    pub price: String,
    /// `color: black`, in the platform's order.
    #[serde(default)]
    pub options: Vec<(String, String)>,
}

/// One parcel.
#[derive(Clone, Debug, PartialEq, Hash, Eq, Serialize, Deserialize)]
pub struct Fulfilment {
    /// Where it stands.
    pub state: ParcelState,
    /// As the record has it.
    pub carrier: Option<String>,
    /// As the record has it.
    pub tracking_number: Option<String>,
    /// `https` only.
    pub tracking_url: Option<String>,
    /// The promise.
    pub expected_at: Option<DateTime<Utc>>,
    /// When it was handed over.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Ids of its lines, with how many of each.
    pub items: Vec<(String, u32)>,
}

/// Money that went back.
#[derive(Clone, Debug, PartialEq, Hash, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// When.
    pub at: DateTime<Utc>,
    /// How much.
    pub amount: Money,
    /// To where, as the record has it.
    pub method: Option<String>,
    /// Ids of the lines that had left the shop and are paid back, with how many of each; the rest is off the order.
    #[serde(default)]
    pub items: Vec<(String, u32)>,
    /// The shop has given it back and the payment provider has not passed it on yet.
    #[serde(default)]
    pub pending: bool,
}

/// Something on its way back, by the platform's own record.
#[derive(Clone, Debug, PartialEq, Hash, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The platform's id.
    pub id: String,
    /// Where it stands.
    pub state: ReturnState,
    /// Ids of its lines, with how many of each.
    pub items: Vec<(String, u32)>,
    /// Why it was refused, in the record's words, for example `final sale`.
    #[serde(default)]
    pub why: Option<String>,
}

/// Where a return stands.
#[derive(Clone, Copy, Debug, PartialEq, Hash, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnState {
    /// Asked for.
    Requested,
    /// Agreed; the goods are awaited.
    Open,
    /// Refused.
    Declined,
    /// Called off.
    Cancelled,
    /// Done.
    Closed,
}

impl Order {
    /// Which of two records of one order is the newer. Webhooks come late, twice and out of order, and the platform's
    /// clock ticks in seconds, so a tie is broken by how far the order has come and then by its content: whatever the
    /// order of arrival, the same record is left.
    #[must_use]
    pub fn supersedes(&self, other: &Self) -> bool {
        let rank = |order: &Self| {
            let furthest: Vec<_> = order.fulfilments.iter().map(|parcel| parcel.state).collect();
            (
                order.updated_at,
                order.cancelled_at.is_some(),
                order.payment,
                order.refunds.len(),
                furthest,
                content(order),
            )
        };
        rank(self) > rank(other)
    }

    /// Units of each line that no parcel carries yet.
    #[must_use]
    pub fn unfulfilled(&self) -> Vec<(&LineItem, u32)> {
        let shipped = |line: &LineItem| {
            let of_line =
                self.fulfilments.iter().flat_map(|parcel| &parcel.items).filter(|(id, _)| *id == line.id);
            of_line.map(|(_, quantity)| quantity).sum::<u32>()
        };
        let open = |line| (line, LineItem::left(line, shipped(line)));
        self.line_items.iter().map(open).filter(|(_, quantity)| *quantity > 0).collect()
    }
}

/// A number for all that a record says: the same for the same record, wherever it is made.
fn content(order: &Order) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    order.hash(&mut hasher);
    hasher.finish()
}

impl LineItem {
    fn left(&self, shipped: u32) -> u32 {
        self.quantity.saturating_sub(shipped)
    }
}

impl Fulfilment {
    /// Whether its promise is broken: the day is over and it is not there.
    #[must_use]
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        let open = !matches!(self.state, ParcelState::Delivered | ParcelState::ReadyForPickup);
        open && self.expected_at.is_some_and(|promise| promise.date_naive() < now.date_naive())
    }
}

impl Order {
    /// The number without its decoration: `#W2236333` → `W2236333`.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.number)
    }
}

/// Normalises an order number: letters and digits alone, capitals.
#[must_use]
pub fn key(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

/// Whether what a shopper wrote means the order with this key: the same, or its digits without the shop's prefix.
#[must_use]
pub fn matches(written: &str, key: &str) -> bool {
    let written = self::key(written);
    written == key
        || (!written.is_empty() && written == key.trim_start_matches(|c: char| c.is_ascii_alphabetic()))
}
