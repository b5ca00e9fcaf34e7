//! The agent desk at `/desk/`: few people, the hard cases only, each already understood and with the next step prepared.
//!
//! The core decides and needs no browser; the shell carries out.
//!
//! - [`state`]: everything the desk knows, and one `step` from an event to effects
//! - [`event`]: the events and the effects
//! - [`words`]: what the desk itself says, by language
//! - `browser`: the shell and the view, only built for the browser
//!
//! ```
//! use beeline_desk::{Effect, Event, State, Words};
//! let (mut state, first) = State::new(Words::of("en"), "demo".into(), None);
//! assert!(first.is_empty(), "nothing is asked before an agent signs in");
//! let effects = state.step(Event::SignedIn { shop: "demo".into(), token: "a-token".into() }, &|| "an-id".into());
//! assert!(matches!(effects[..], [Effect::LoadQueue { .. }]));
//! ```
#![forbid(unsafe_code)]

pub mod event;
pub mod state;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod browser;

pub use event::{Act, Effect, Event, Kept, Place, Trouble, Unsent};
pub use state::{Feeling, Filter, Line, Phase, Session, Standing, State};
pub use words::Words;
