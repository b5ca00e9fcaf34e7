//! Text and its context → what the shopper wants, and the facts they gave.
//!
//! Intents come from a trained network and a sparse linear model over hashed n-grams, read where they lie in the module.
//! How they were trained and how well they do: `models/language/README.md`.
//!
//! - [`understand`]: the one way in
//! - `words`, `features`, `model`, `network`: text → words → n-grams → how likely each intent is
//! - `answers`, `assent`, `requests`: what was asked before; yes and no; several requests in one message
//! - `slots`, `dates`: order and tracking numbers, emails, dates, with their spans
//! - `tongue`: which language a text is in
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
mod dates;
pub mod eval;
mod features;
pub mod inside;
mod model;
mod network;
mod requests;
mod slots;
mod tongue;
mod understand;
mod words;

pub use slots::{Slot, SlotKey, Slots};
pub use tongue::Language;
pub use understand::{Context, Understanding, understand};
