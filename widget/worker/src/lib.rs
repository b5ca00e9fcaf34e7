//! The frustration model in a worker of its own: the only wasm with tract, off the main thread.
//!
//! - [`desk`]: what is answered to what, without a browser
//! - `browser`: messages in and out, and the fetch of the model
//!
//! The widget starts it from a Blob that imports this module, hears [`FromScorer::Listening`], sends [`ToScorer::Load`] and
//! then asks. Whatever goes wrong is one [`FromScorer::Failed`], after which nothing more comes.
//!
//! [`FromScorer::Listening`]: beeline_protocol::FromScorer::Listening
//! [`FromScorer::Failed`]: beeline_protocol::FromScorer::Failed
//! [`ToScorer::Load`]: beeline_protocol::ToScorer::Load
#![forbid(unsafe_code)]

pub mod desk;

#[cfg(target_arch = "wasm32")]
mod browser;

pub use desk::Desk;
