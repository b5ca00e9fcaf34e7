//! Text in, a probability of frustration out: the one tokeniser and the engine that runs the shipped ONNX model.
//!
//! Pure: no I/O, no clock, no randomness. The model's bytes come in as an argument, so the same code scores in the
//! shopper's browser, in `cargo xtask eval` and in the tests; training reads what [`tokenise`] writes.

mod error;
mod hash;
mod ids;
mod model;
mod normalise;
mod operators;
mod seal;
mod segment;
mod summary;
mod tokens;
mod traditional;

pub use error::ModelError;
pub use model::{Model, Reading};
pub use tokens::{BUCKETS, CORE, FIRST_HASH, FURTHER, MAX_POSITIONS, TOKENISER_VERSION, Tokens};

/// Cuts a message into what the model reads. Deterministic, and the same on every platform.
///
/// ```
/// let tokens = beeline_frustration::tokenise("Where is my order?");
/// assert_eq!(tokens.positions(), 6); // the summary, four words, a question mark
/// ```
pub fn tokenise(text: &str) -> Tokens {
    let pieces = segment::segment(text);
    Tokens::of(&summary::summarise(&pieces), &pieces)
}
