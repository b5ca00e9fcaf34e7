//! Text and its context → what the shopper wants, and the facts they gave.
//!
//! A first understanding, by cue phrases that people wrote down ([`cues`]) rather than by a trained model: it knows what
//! it does not know, and says so through its confidence. English, and the commonest Chinese.
//!
//! - [`understand`]: the one way in
//! - [`cues`]: phrases and how strongly each speaks for an intent
//! - [`slots`]: order numbers and emails, with their spans
//! - [`tongue`]: which language a text is in
//!
//! ```
//! use beeline_language::{Context, understand};
//! use beeline_protocol::Intent;
//! let read = understand("wheres my stuff W7678072", Context::default());
//! assert_eq!(read.intent, Intent::OrderStatus);
//! assert_eq!(read.slots.order_number().unwrap().value, "W7678072");
//! ```
#![forbid(unsafe_code)]

mod cues;
mod slots;
mod tongue;
mod understand;

pub use slots::{Slot, SlotKey, Slots};
pub use tongue::Language;
pub use understand::{Context, Understanding, understand};
