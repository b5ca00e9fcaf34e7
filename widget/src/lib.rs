//! The chat that a shopper sees: a Leptos app in a shadow root, loaded by `loader/beeline.js` on the first touch.
//!
//! The core decides and needs no browser; the shell carries out.
//!
//! - [`state`]: everything the chat knows, and one `step` from an event to effects
//! - [`event`]: the events and the effects
//! - [`words`]: what the chat itself says, by language
//! - `browser`: the shell and the view, only built for the browser
//!
//! ```
//! use beeline_widget::{Effect, Event, State, Words};
//! let (mut state, _) = State::new(Words::of("en"), "en-US".into(), None);
//! let effects = state.step(Event::Said("where is my order?".into()), &|| "an-id".into());
//! assert!(matches!(&effects[0], Effect::Score { .. }), "a message is scored before it is sent");
//! ```
#![forbid(unsafe_code)]

pub mod event;
pub mod state;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use event::{Answer, Effect, Event, News, Refusal, Saved, Unsent};
pub use state::{Failure, Line, Live, Outgoing, Phase, State};
pub use words::Words;
