//! The conversation as a state machine: what is known, what was just said, and the facts → what is said next and who
//! says it. No clock, no randomness, no I/O: time and facts come in as arguments, ids are made by the caller.
//!
//! A turn goes in two halves, because facts have to be fetched in between:
//!
//! 1. [`lookup`] says which order must be looked up, and what would prove it;
//! 2. [`step`] takes what was found and moves the conversation on.
//!
//! The rest of the room:
//! - [`order`]: one order in neutral words, whatever platform it came from
//! - [`State`], [`Turn`], [`Facts`], [`Outcome`]: what goes in and comes out
//! - [`summary`]: the whole story for the agent who takes over
//! - [`say`]: every sentence, in both languages
//! - `card`: an order, drawn
#![forbid(unsafe_code)]

mod card;
pub mod order;
pub mod say;
mod state;
mod step;
pub mod summary;

pub use order::Order;
pub use say::Tongue;
pub use state::{Facts, Line, Lookup, Outcome, Product, Proof, Rules, Said, State, Turn, Variant};
pub use step::{lookup, step};
