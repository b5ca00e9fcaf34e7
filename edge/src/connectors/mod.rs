//! Shop platforms: their webhook, their payload and their signature → one neutral record. A connector reads; it decides
//! nothing. Unknown fields and unknown words of a status are tolerated.

pub mod shopify;

use beeline_dialogue::{Order, Product};

/// What a platform tells.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// An order, whole.
    Order(Box<Order>),
    /// A product, whole.
    Product(Product),
    /// A topic that means nothing to a chat.
    Ignored,
}
