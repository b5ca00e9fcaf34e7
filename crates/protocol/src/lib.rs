//! The words that the widget, the edge and the agent desk say to each other: JSON over HTTPS, UTF-8, `snake_case`,
//! times in RFC 3339 UTC, money as a decimal string plus an ISO 4217 currency.
//!
//! Only types and their spelling live here; what they mean is decided in the rooms that use them.
//!
//! - [`message`]: one message and its answer, `POST /v1/messages`
//! - [`intent`]: what a message can be understood as
//! - [`card`]: what is drawn beside a reply
//! - [`action`]: what was committed for the shopper
//! - [`handoff`]: when and why a person takes over, and what the agent is told
//! - [`live`]: the transcript, and the events of a socket
//! - [`desk`]: the agent's side
//! - [`outbox`]: what the merchant was told
//! - [`shop`]: the shop as its widget sees it
//! - [`scoring`]: between the widget and its frustration worker
//! - [`problem`]: errors, RFC 9457
//!
//! ```
//! use beeline_protocol::MessageRequest;
//! let json = r#"{"id":"5f0c2a34-9d1e-4c43-8a5b-0d6f3f1f7a11","text":"where is my parcel?","frustration":0.07}"#;
//! let request: MessageRequest = serde_json::from_str(json).unwrap();
//! assert_eq!(request.conversation, None);
//! ```
#![forbid(unsafe_code)]

pub mod action;
pub mod card;
pub mod desk;
pub mod handoff;
pub mod intent;
pub mod live;
pub mod message;
pub mod outbox;
pub mod problem;
pub mod scoring;
pub mod shop;

pub use action::{Action, ActionItem, ActionType, RefundMethod, Resolution, Settlement};
pub use card::{Card, Money, OrderCard, OrderLine, Parcel, ParcelState};
pub use desk::{AgentReply, DeskConversation, DeskEvent, Queue, QueueEntry, QueueStatus, Taken};
pub use handoff::{Handoff, HandoffKind, HandoffReason, MoodReason, Summary};
pub use intent::Intent;
pub use live::{Entry, LiveEvent, Speaker, Ticket, Transcript};
pub use message::{Author, Expects, HandledBy, MessageAnswer, MessageRequest, QuickReply, Reply};
pub use outbox::{Outbox, OutboxMessage, OutboxState};
pub use problem::Problem;
pub use scoring::{FromScorer, ToScorer};
pub use shop::{Colours, ShopFace};
