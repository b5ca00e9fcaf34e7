//! Text and its context → what the shopper wants, and the facts they gave.
//!
//! Intents come from a trained network and a sparse linear model over hashed n-grams, read where they lie in the module.
//! How they were trained and how well they do: `models/language/README.md`.
//!
//! - [`understand`]: the one way in
//! - `words`, `features`, `model`, `network`: text → words → n-grams → how likely each intent is
//! - `answers`, `assent`, `requests`: what was asked before; yes and no; several requests in one message
//! - `slots`, `dates`: what a text says, with the spans: order and tracking numbers, emails and dates by rules; items, variants,
//!   addresses and reasons by a small trained tagger (`models/language/tagger.py`)
//! - `goods`: which lines of an order, or which variant of a product, a text means
//! - [`Hints`]: what would put it right, what is wrong, which of two
//! - `tongue`: which language a text is in
//! - [`questions`]: a merchant's own questions, from a handful of examples each
//! - [`eval`]: how well labelled messages are understood
//!
//! ```
//! use beeline_language::{Context, understand};
//! use beeline_protocol::Intent;
//! let read = understand("wheres my stuff W7678072", Context::default());
//! assert_eq!(read.intent, Intent::OrderStatus);
//! assert_eq!(read.slots.order_number().unwrap().value, "W7678072");
//! ```
#![forbid(unsafe_code)]

mod answers;
mod assent;
mod buckets;
mod dates;
pub mod eval;
mod features;
mod goods;
mod hints;
pub mod inside;
mod model;
mod network;
mod phrases;
pub mod questions;
mod requests;
mod slots;
mod tongue;
mod understand;
mod words;

pub use goods::{Aliases, Good, Picked, pick_lines, pick_variant};
pub use hints::Hints;
pub use questions::{Match, Question, Questions};
pub use slots::{Slot, SlotKey, Slots};
pub use tongue::Language;
pub use understand::{Context, Understanding, understand};
