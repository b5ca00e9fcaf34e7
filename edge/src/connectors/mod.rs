//! Shop platforms: their webhook, their payload and their signature → neutral news. A connector reads; it decides
//! nothing. Unknown fields and unknown words of a status are tolerated.
//!
//! - [`shopify`], [`woocommerce`], [`vendure`]: one platform each
//! - [`told`]: all that a platform told of one order, in whatever order it came, and what it comes to
//! - `wire`, `amount`: how platforms spell times, numbers and sums

mod amount;
pub mod shopify;
pub mod told;
pub mod vendure;
mod wire;
pub mod woocommerce;

use chrono::{DateTime, Utc};
pub(crate) use wire::time;

pub use beeline_dialogue::{Product, Variant};
pub use told::{Note, Told, What, Whole};

/// What a platform tells.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// An order, whole.
    Order(Box<Whole>),
    /// Something about an order that is known by the platform's id alone.
    Patch {
        /// The platform's id of the order.
        order: String,
        /// What is told of it.
        note: Note,
    },
    /// A product, whole.
    Product(Product),
    /// One variant of a product, where a platform tells of each by itself.
    Variant {
        /// The product's id.
        product: String,
        /// The variant.
        variant: Variant,
        /// When it was last changed.
        at: DateTime<Utc>,
    },
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
    /// As it was signed.
    pub body: &'a [u8],
}

impl Delivery<'_> {
    /// When what it tells became so, as well as can be known.
    pub(crate) fn time(&self) -> DateTime<Utc> {
        self.at.unwrap_or(self.received)
    }
}
