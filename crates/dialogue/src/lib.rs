//! The conversation as a state machine: what is known, what was just said, and the facts → what is said next and who
//! says it. No clock, no randomness, no I/O: time and facts come in as arguments, ids are made by the caller.
//!
//! A turn goes in two halves, because facts have to be fetched in between:
//!
//! 1. [`lookup`] says which order must be looked up, and what would prove it;
//! 2. [`step`] takes what was found and moves the conversation on.
//!
//! Where a step ends in an action, the order's one writer is asked to commit it first, and [`committed`] says what was
//! done; if the order has moved in between, the same step is taken again on the new record.
//!
//! The rest of the room:
//! - [`order`]: one order in neutral words, whatever platform it came from
//! - [`Record`]: an order with the ledger of what was done with it here
//! - [`rules`]: what the merchant decided, and what that says of one order
//! - `goal`, `doubt`: what a message is taken for, and what the order makes of it; `proof`, `turning`: whose order it is, and a request on its
//!   way through a turn
//! - `flow`, `claims`, `plan`: what a request still needs, and what a yes would commit
//! - [`State`], [`Turn`], [`Facts`], [`Outcome`]: what goes in and comes out
//! - [`summary`]: the whole story for the agent who takes over
//! - [`say`]: every sentence, in both languages
//! - `card`: an order, drawn
#![forbid(unsafe_code)]

mod card;
mod claims;
mod doubt;
mod flow;
mod gather;
mod goal;
mod money;
pub mod order;
mod plan;
mod proof;
mod record;
pub mod rules;
pub mod say;
mod state;
mod step;
pub mod summary;
mod turning;

pub use doubt::may_swap;
pub use flow::swaps;
pub use order::Order;
pub use plan::{Deed, Plan};
pub use record::{Act, Record};
pub use rules::Rules;
pub use say::Tongue;
pub use state::{
    Answer, Commit, Facts, Form, Heard, Later, Line, Lookup, Outcome, Product, Proof, Said, State, Turn,
    Variant,
};
pub use step::{committed, joined, lookup, pursued, served, step};
