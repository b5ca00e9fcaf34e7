//! Shop platforms: their webhook, their payload and their signature → one neutral record. A connector reads; it decides
//! nothing. Unknown fields and unknown words of a status are tolerated.

pub mod shopify;

use beeline_dialogue::Order;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a platform tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// An order, whole.
    Order(Box<Order>),
    /// A product, whole.
    Product(Product),
    /// A topic that means nothing to a chat.
    Ignored,
}

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// The platform's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// When the platform last changed it.
    pub updated_at: DateTime<Utc>,
    /// What can be bought of it.
    pub variants: Vec<Variant>,
}

/// One thing that can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The platform's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Decimal digits, in the shop's currency.
    pub price: String,
    /// Whether it can be bought now.
    pub available: bool,
    /// `color: black`, in the platform's order.
    pub options: Vec<(String, String)>,
}
