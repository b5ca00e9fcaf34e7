//! What can happen at a desk, and what it can ask for. [`State::step`](crate::State::step) turns the one into the other;
//! the shell around it makes events of what the browser does and carries the effects out.

use std::collections::BTreeMap;

use beeline_protocol::{
    AgentReply, DeskConversation, DeskEvent, Outbox, OutboxMessage, Problem, Queue, Taken,
};
use serde::{Deserialize, Serialize};

use crate::state::Filter;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The agent gave a shop and a token.
    SignedIn {
        /// The shop's id.
        shop: String,
        /// The bearer token.
        token: String,
    },
    /// The agent left.
    SignedOut,
    /// The queue arrived, asked for with this ticket.
    QueueLoaded(u32, Box<Queue>),
    /// The queue could not be had, asked for with this ticket.
    QueueFailed(u32, Trouble),
    /// The agent wants the queue again.
    QueueWanted,
    /// The agent looks at another part of the queue.
    Filtered(Filter),
    /// The agent opened this conversation.
    Opened(String),
    /// The agent wants whoever waits longest.
    NextWanted,
    /// The agent went back to the list.
    Closed,
    /// The conversation of this id arrived, asked for with this ticket.
    Loaded(String, u32, Box<DeskConversation>),
    /// The conversation of this id could not be had, asked for with this ticket.
    NotLoaded(String, u32, Trouble),
    /// What stands in the composer now.
    Drafted(String),
    /// The agent wants the suggested reply in the composer.
    SuggestionUsed,
    /// The agent sends what stands in the composer.
    Said,
    /// The agent pressed "try again" on the reply of this id.
    Retried(String),
    /// The agent takes the refused reply of this id back into the composer.
    TakenBack(String),
    /// The reply of this id was delivered.
    Replied(String, Taken),
    /// The reply of this id was not delivered.
    NotReplied(String, Trouble),
    /// The agent wants this done with the open conversation.
    ActWanted(Act),
    /// This was done with the conversation of this id.
    Acted(String, Act, Taken),
    /// This could not be done with the conversation of this id.
    NotActed(String, Act, Trouble),
    /// The agent has read what went wrong with the open conversation.
    TroubleRead,
    /// Something came over the socket.
    Heard(Box<DeskEvent>),
    /// The socket stands.
    Connected,
    /// The socket fell, or never stood.
    Disconnected,
    /// It is time to try the socket again.
    ReconnectDue,
    /// The agent came back to the tab, or the network to the browser.
    Returned,
    /// A minute went by.
    Minute,
    /// The agent asked for the help, or closed it.
    HelpWanted(bool),
    /// The agent asked what the merchant's endpoint has heard, or closed the list.
    DeliveriesWanted(bool),
    /// That list arrived, asked for with this ticket.
    DeliveriesLoaded(u32, Box<Outbox>),
    /// It could not be had, asked for with this ticket.
    DeliveriesFailed(u32, Trouble),
    /// The agent wants the message of this id sent again.
    ReplayWanted(String),
    /// It was sent again; where it stands now.
    Replayed(Box<OutboxMessage>),
    /// The message of this id could not be sent again.
    NotReplayed(String, Trouble),
    /// The agent wants single keys to work, or not.
    KeysWanted(bool),
}

/// What an agent can do with a conversation besides talking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Becomes theirs.
    Take,
    /// Goes back to the assistant.
    Return,
    /// Is done.
    Resolve,
}

impl Act {
    /// The last part of its path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Return => "return",
            Self::Resolve => "resolve",
        }
    }
}

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// The HTTP status; 0 when no answer came at all.
    pub status: u16,
    /// What the edge says about it.
    pub problem: Option<Problem>,
}

impl Trouble {
    /// No answer came, or none that can be read.
    pub const NO_ANSWER: Self = Self { status: 0, problem: None };

    /// Whether the token is not, or no longer, an agent's.
    pub fn is_stranger(&self) -> bool {
        self.status == 401
    }
}

/// What the shell is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for the queue.
    LoadQueue {
        /// Comes back with the answer.
        ticket: u32,
    },
    /// Ask for a conversation.
    Load {
        /// Which.
        id: String,
        /// Comes back with the answer.
        ticket: u32,
    },
    /// Do something with a conversation.
    Act {
        /// Which.
        id: String,
        /// What.
        act: Act,
    },
    /// Deliver a reply.
    Reply {
        /// To which conversation.
        id: String,
        /// What; the same body on every try.
        reply: AgentReply,
    },
    /// Ask what the merchant's endpoint has heard.
    LoadDeliveries {
        /// Comes back with the answer.
        ticket: u32,
    },
    /// Have a message to the merchant sent again.
    Replay {
        /// Which.
        id: String,
    },
    /// Open the socket in place of the one there may be.
    Connect,
    /// Close the socket, if there is one.
    Disconnect,
    /// Let this event happen after so many milliseconds.
    Later(u32, Event),
    /// Say in the address which conversation is open.
    Navigate(Option<String>),
    /// Put the keyboard there.
    Focus(Place),
    /// Show the newest line.
    ScrollDown,
    /// Keep what must survive a reload, in this tab only.
    Keep(Kept),
    /// Forget everything that was kept.
    Forget,
}

/// Where the keyboard can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list.
    List,
    /// The name of the open conversation.
    Title,
    /// Where the agent writes.
    Composer,
}

/// What survives a reload, in the tab's own storage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The shop's id.
    pub shop: String,
    /// The bearer token; empty when it has turned out wrong.
    pub token: String,
    /// What stands in each conversation's composer.
    #[serde(default)]
    pub drafts: BTreeMap<String, String>,
    /// What the edge has not confirmed.
    #[serde(default)]
    pub unsent: Vec<Unsent>,
    /// Whether single keys work.
    pub keys: bool,
}

/// A reply that the edge has not confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unsent {
    /// To which conversation.
    pub conversation: String,
    /// The body.
    pub reply: AgentReply,
}
