//! What goes into a step and what comes out.

use beeline_protocol::{Card, Expects, HandledBy, Intent, QuickReply, Summary};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Order, Tongue};

/// All that a conversation remembers between turns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The language it is held in.
    pub tongue: Tongue,
    /// Who owns it.
    pub owner: HandledBy,
    /// The request being pursued.
    pub pursuing: Option<Intent>,
    /// What was just asked for.
    pub expects: Option<Expects>,
    /// An order number given but not proven.
    pub number: Option<String>,
    /// An email given but not proven.
    pub email: Option<String>,
    /// The orders proven in this conversation, by their numbers as the shopper sees them, newest last.
    pub proven: Vec<String>,
    /// Failed answers to the question at hand.
    pub failures: u8,
    /// Messages in a row that asked for something not understood.
    pub not_understood: u8,
    /// Whether the last reply offered a person.
    pub offered: bool,
    /// What the assistant did so far, for the agent.
    pub tried: Vec<Said>,
}

/// Something the assistant did, remembered for the summary. Nothing of an order stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Asked for the order number.
    AskedNumber,
    /// Asked for the email.
    AskedEmail,
    /// Number and email did not fit.
    NotProven,
    /// Told how an order stands.
    ToldStatus,
    /// Explained the return rules.
    ToldPolicy,
    /// Could not do what was asked.
    CouldNot,
    /// Did not understand.
    NotUnderstood,
}

/// One message of the shopper, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The strongest request.
    pub intent: Intent,
    /// How likely that is right, 0 to 1.
    pub confidence: f64,
    /// The language of the text, where it tells.
    pub tongue: Option<Tongue>,
    /// An order number in the text, normalised.
    pub number: Option<String>,
    /// An email in the text, lower case.
    pub email: Option<String>,
    /// The email of a shopper who is signed in.
    pub signed_in: Option<String>,
    /// Whether the conversation's mood calls for a person.
    pub frustrated: bool,
}

/// Which order has to be looked up before a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// None.
    Nothing,
    /// This number, if this email stands on it.
    Prove {
        /// Normalised.
        number: String,
        /// Lower case.
        email: String,
    },
    /// This number, which the conversation has proven before.
    Proven {
        /// Normalised.
        number: String,
    },
    /// The newest orders of this email, whose owner is signed in.
    Own {
        /// Lower case.
        email: String,
    },
}

/// What the lookup found.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The time of the turn.
    pub now: DateTime<Utc>,
    /// The order in question.
    pub proof: Proof,
}

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// The platform's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// When the platform last changed it.
    pub updated_at: DateTime<Utc>,
    /// What can be bought of it.
    pub variants: Vec<Variant>,
}

/// One thing that can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The platform's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Decimal digits, in the shop's currency.
    pub price: String,
    /// Whether it can be bought now.
    pub available: bool,
    /// `color: black`, in the platform's order.
    pub options: Vec<(String, String)>,
}

/// Whether an order is the shopper's.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Proof {
    /// Nothing was looked up.
    #[default]
    None,
    /// It is.
    Proven(Box<Order>),
    /// There is no such order, or it is another's: nobody can tell which.
    Refused,
    /// The orders of a signed-in shopper, newest first.
    Own(Vec<Order>),
}

/// What the merchant has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The shop's name.
    pub shop: String,
    /// Days from delivery in which an item may come back.
    pub return_days: u32,
    /// Whether the way back is free.
    pub return_free: bool,
    /// Product names that never come back.
    pub final_sale: Vec<String>,
}

/// What a step says and decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The conversation afterwards.
    pub state: State,
    /// What is pursued now.
    pub intent: Intent,
    /// What is said.
    pub replies: Vec<Line>,
    /// Set in the turn in which a person takes over.
    pub handoff: Option<Box<Summary>>,
}

/// One reply before it has an id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What is said.
    pub text: String,
    /// What is drawn beside it.
    pub card: Option<Card>,
    /// What may be pressed.
    pub quick_replies: Vec<QuickReply>,
}
