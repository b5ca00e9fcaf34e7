//! Shop platforms: their webhook, their payload and their signature → neutral news. A connector reads; it decides
//! nothing. Unknown fields and unknown words of a status are tolerated.
//!
//! - [`shopify`], [`woocommerce`], [`vendure`]: one platform each
//! - [`told`]: all that a platform told of one order, in whatever order it came, and what it comes to
//! - [`wire`], `amount`: how platforms spell times, numbers and sums

mod amount;
pub mod shopify;
pub mod told;
pub mod vendure;
pub mod wire;
pub mod woocommerce;

use beeline_dialogue::Product;
use chrono::{DateTime, Utc};
pub(crate) use wire::time;

pub use told::{Note, Told};
pub use wire::Node;

/// What a platform tells.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Of an order: all of it, or something that is known by the platform's id alone.
    Order {
        /// The platform's id of the order; empty where it does not say.
        id: String,
        /// What is told.
        told: Box<Told>,
    },
    /// A product, whole; or, without a title, one of its variants, where a platform tells of each by itself.
    Product(Product),
    /// A product that is no more.
    ProductGone {
        /// Its id.
        product: String,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Nothing that a chat needs.
    Ignored,
}

/// A delivery whose signature was right.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// What it is about, in the platform's words.
    pub topic: &'a str,
    /// The platform's name for this delivery.
    pub id: &'a str,
    /// When it happened, where the platform says so beside the payload.
    pub at: Option<DateTime<Utc>>,
    /// When it came in.
    pub received: DateTime<Utc>,
    /// What it says.
    pub body: Node<'a>,
}

impl Delivery<'_> {
    /// When what it tells became so, as well as can be known.
    pub(crate) fn time(&self) -> DateTime<Utc> {
        self.at.unwrap_or(self.received)
    }
}
