//! What goes into a step and what comes out.

use beeline_protocol::{
    Action, Card, Expects, HandledBy, Intent, QuickReply, RefundMethod, Resolution, Summary,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Act, Plan, Record, Tongue};

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
    /// Proofs that failed in a row.
    pub unproven: u8,
    /// Failed answers to the question at hand.
    pub failures: u8,
    /// Messages in a row that asked for something not understood.
    pub not_understood: u8,
    /// Whether the last reply offered a person.
    pub offered: bool,
    /// What was gathered for the request being pursued.
    pub form: Form,
    /// What a yes would commit; exactly what the shopper was shown.
    pub shown: Option<Plan>,
    /// Requests that wait for the one being pursued.
    pub later: Vec<Later>,
    /// The request that a rule has just said no to.
    pub refused: Option<Intent>,
    /// What the assistant did so far, for the agent.
    pub tried: Vec<Said>,
}

/// What a request needs, as far as the shopper has given it. Ids are the record's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// What the request may be instead, where the order settles it.
    pub otherwise: Option<Intent>,
    /// What was written while the order was not known yet: items are named before they can be looked up.
    pub words: Vec<String>,
    /// Lines and how many of each.
    pub lines: Vec<(String, u32)>,
    /// Lines and the variant wanted instead.
    pub to: Vec<(String, String)>,
    /// Why.
    pub reason: Option<String>,
    /// What happened.
    pub description: Option<String>,
    /// What would put it right.
    pub resolution: Option<Resolution>,
    /// Where the money should go.
    pub refund_method: Option<RefundMethod>,
    /// What is named should be taken out of the order.
    pub takes_out: bool,
    /// Something should be added to the order.
    pub puts_in: bool,
    /// Where it should go.
    pub address: Option<String>,
}

/// A request that waits for another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Later {
    /// What is wanted.
    pub intent: Intent,
    /// The order named with it.
    pub number: Option<String>,
    /// What was said of it.
    pub text: String,
}

/// Something the assistant did, remembered for the summary. Nothing of an order stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Asked for the order number.
    AskedNumber,
    /// Asked for the email.
    AskedEmail,
    /// Asked for something else that was missing.
    AskedMore,
    /// Number and email did not fit.
    NotProven,
    /// Told how an order stands.
    ToldStatus,
    /// Explained the return rules.
    ToldPolicy,
    /// Answered with the merchant's own words.
    ToldAnswer,
    /// Showed what would be done.
    Showed,
    /// Did it.
    Committed,
    /// The shopper did not want it after all.
    Declined,
    /// A rule said no.
    Refused,
    /// Could not do what was asked.
    CouldNot,
    /// Did not understand.
    NotUnderstood,
}

/// One message of the shopper, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Unguessable and the same in every retry; what is shown in this turn is committed under it.
    pub id: String,
    /// As it was written; of several requests apart from each other, what was said of the one that is served.
    pub text: String,
    /// The strongest request.
    pub intent: Intent,
    /// Every request, in order.
    pub intents: Vec<Intent>,
    /// The words of each of several that are about different things; else empty.
    pub parts: Vec<String>,
    /// How likely `intent` is right, 0 to 1.
    pub confidence: f64,
    /// What else it may be by its words alone, likeliest first.
    pub besides: Vec<(Intent, f64)>,
    /// The language of the text, where it tells.
    pub tongue: Option<Tongue>,
    /// The order number in the text, normalised; of several the last.
    pub number: Option<String>,
    /// All of them, in order.
    pub numbers: Vec<String>,
    /// An email in the text, lower case.
    pub email: Option<String>,
    /// A stated reason.
    pub reason: Option<String>,
    /// An address to send to.
    pub address: Option<String>,
    /// What would put it right, where the text says.
    pub resolution: Option<Resolution>,
    /// Where the money should go, where the text says.
    pub refund_method: Option<RefundMethod>,
    /// The text wants something out of an order.
    pub takes_out: bool,
    /// The text wants something more in an order.
    pub puts_in: bool,
    /// The text says what is wrong with something.
    pub describes: bool,
    /// The text means the other one of two.
    pub other: bool,
    /// The text begins with a yes and takes nothing of it back.
    pub affirms: bool,
    /// The text begins with a yes and denies nothing.
    pub agrees: bool,
    /// What the text names comes to what was named before.
    pub as_well: bool,
    /// The text is a question.
    pub asks: bool,
    /// The text wants something to go back or be swapped.
    pub sends_back: bool,
    /// The text asks where or when something is that was promised.
    pub asks_when_due: bool,
    /// The text takes a no as it is.
    pub accepts: bool,
    /// The text says yes with a but.
    pub hedges: bool,
    /// A clause of the text is a bare no.
    pub refuses: bool,
    /// The text lets the matter rest.
    pub abandons: bool,
    /// The text thanks or takes leave.
    pub thanks: bool,
    /// The text takes what it names, or nothing.
    pub or_nothing: bool,
    /// The text speaks of calling something off.
    pub calls_off: bool,
    /// The text asks for an exception.
    pub pleads: bool,
    /// The merchant's own answer to a question of theirs that the text asks.
    pub answer: Option<Answer>,
    /// The email of a shopper who is signed in.
    pub signed_in: Option<String>,
    /// Whether the conversation's mood calls for a person.
    pub frustrated: bool,
}

/// The merchant's own answer to one of their questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Which question.
    pub id: String,
    /// Their words.
    pub text: String,
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
    /// Products of the order's lines, where another variant may be wanted.
    pub products: Vec<Product>,
    /// What the text means among the order's lines.
    pub heard: Heard,
    /// What was written before the order was known means among them.
    pub before: Heard,
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

/// What a text picks out of an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// Lines, and how many of each.
    pub lines: Vec<(String, u32)>,
    /// Lines that fit equally where one was meant.
    pub unclear: Vec<String>,
    /// So many, of what was spoken of before.
    pub many: Option<u32>,
    /// Lines, and the variants that what is wanted fits: one is an answer, several are not.
    pub to: Vec<(String, Vec<String>)>,
}

/// Whether an order is the shopper's.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Proof {
    /// Nothing was looked up.
    #[default]
    None,
    /// It is.
    Proven(Box<Record>),
    /// There is no such order, or it is another's: nobody can tell which.
    Refused,
    /// The orders of a signed-in shopper, newest first.
    Own(Vec<Record>),
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
    /// What has to be committed before anything is said; `committed` then says it.
    pub commit: Option<Commit>,
    /// What was committed.
    pub actions: Vec<Action>,
    /// The merchant's own question that was answered.
    pub question: Option<String>,
    /// A request that waited and is taken up now: the next turn, without the shopper writing anything.
    pub then: Option<Later>,
    /// Set in the turn in which a person takes over.
    pub handoff: Option<Box<Summary>>,
}

/// What the order's one writer is asked to commit.
#[derive(Clone, Debug, PartialEq)]
pub struct Commit {
    /// The order's number.
    pub number: String,
    /// The record as it was decided on: an action is committed on nothing else.
    pub seen: Box<Record>,
    /// Exactly what was shown and confirmed.
    pub acts: Vec<Act>,
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

impl State {
    /// Nothing is asked, shown or counted any more.
    pub(crate) fn close(&mut self) {
        self.expects = None;
        self.shown = None;
        self.failures = 0;
        self.not_understood = 0;
    }

    /// A request is answered: nothing of it is left.
    pub(crate) fn settle(&mut self) {
        self.close();
        self.form = Form::default();
    }
}

impl Turn {
    /// What was said of one of its requests.
    #[must_use]
    pub fn said_of(&self, intent: Intent) -> &str {
        let nth = self.intents.iter().position(|known| *known == intent);
        nth.and_then(|nth| self.parts.get(nth)).unwrap_or(&self.text)
    }
}

impl Proof {
    /// The order that the turn is about, where there is no doubt which.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Proven(record) => Some(record),
            Self::Own(records) => match records.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            Self::None | Self::Refused => None,
        }
    }
}

impl Outcome {
    /// Words alone.
    pub(crate) fn said(state: State, intent: Intent, replies: Vec<Line>) -> Self {
        Self {
            state,
            intent,
            replies,
            commit: None,
            actions: Vec::new(),
            question: None,
            then: None,
            handoff: None,
        }
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
