//! `beeline.toml` → a typed [`Shop`]; every mistake with its line and its remedy.
//!
//! - [`shop`]: what a shop's file says, and its defaults
//! - [`rules`]: what may come back, be called off, be changed, be claimed
//! - [`parse`]: reading it, with [`read`] for what stands in a table
//! - [`questions`]: what else its shoppers ask, and what they call its goods
//! - [`origin`]: which pages may speak for the shop
//! - [`outbox`]: where the shop hears of what was done
//! - [`secret`]: where secrets come from; never from the file
//!
//! ```
//! let problems = beeline_config::parse("id = \"tea\"\nname = 7").unwrap_err();
//! assert_eq!(problems[0].line, 2);
//! ```
#![forbid(unsafe_code)]

pub mod origin;
pub mod outbox;
mod parse;
pub mod questions;
mod read;
pub mod rules;
pub mod secret;
pub mod shop;

pub use origin::OriginPattern;
pub use outbox::Outbox;
pub use parse::{Problem, parse};
pub use questions::{Answer, Question};
pub use rules::{Claims, Orders, Returns};
pub use secret::published_default;
pub use shop::{Agent, Desk, Identity, Platform, PlatformKind, Shop};
