//! Every sentence the assistant says, in both languages. Facts stand as the record has them; a reply about an order names
//! its number; amounts are digits. State words and the words of rules stand in English beside the Chinese, as shoppers
//! know them from parcels and receipts.
//!
//! - [`status`]: how an order, its money and its returns stand
//! - [`ask`]: questions, one thing at a time
//! - [`no`]: a rule's no, with the rule
//! - [`deed`]: what would be done, and what was
//! - [`talk`]: hello, sorry, goodbye, and the way to a person

use beeline_protocol::{Money, QuickReply};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::order::LineItem;

pub(crate) mod ask;
pub(crate) mod deed;
pub(crate) mod no;
pub(crate) mod status;
pub(crate) mod talk;

pub use talk::{joined, resolved, returned};

/// A language the assistant speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tongue {
    /// Also what is answered to a language it does not speak.
    #[default]
    English,
    /// Simplified.
    Chinese,
}

impl Tongue {
    /// One of two texts.
    pub(crate) fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.pick("en", "zh")
    }
}

/// `$475.26`, `£12.00`, `475.26 SEK`.
pub(crate) fn money(money: &Money) -> String {
    let sign = match money.currency.as_str() {
        "USD" => "$",
        "GBP" => "£",
        "EUR" => "€",
        "CNY" => "¥",
        _ => return format!("{} {}", money.amount, money.currency),
    };
    format!("{sign}{}", money.amount)
}

fn day(tongue: Tongue, at: DateTime<Utc>) -> String {
    date(tongue, at.date_naive())
}

fn date(tongue: Tongue, day: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match tongue {
        Tongue::English => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
        Tongue::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

fn join(tongue: Tongue, sentences: impl IntoIterator<Item = String>) -> String {
    let said = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>();
    said.join(tongue.pick(" ", ""))
}

fn item(line: &LineItem, quantity: u32) -> String {
    if quantity == 1 { line.title.clone() } else { format!("{quantity} × {}", line.title) }
}

/// How something was paid, in words: `credit_card` → credit card.
fn method(tongue: Tongue, name: &str) -> String {
    let plain = name.replace('_', " ");
    match (tongue, plain.as_str()) {
        (Tongue::Chinese, "credit card") => "信用卡（credit card）".to_owned(),
        (Tongue::Chinese, "gift card") => "礼品卡（gift card）".to_owned(),
        (Tongue::Chinese, "store credit") => "店铺余额（store credit）".to_owned(),
        (_, "paypal") => "PayPal".to_owned(),
        _ => plain,
    }
}

/// Names in a row.
fn list<S: AsRef<str>>(tongue: Tongue, names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match (tongue, names.as_slice()) {
        (Tongue::Chinese, names) => names.join("、"),
        (Tongue::English, [first @ .., last]) if !first.is_empty() => {
            format!("{} and {last}", first.join(", "))
        }
        (Tongue::English, names) => names.join(", "),
    }
}

/// A button that sends its own label.
fn press(label: impl Into<String>) -> QuickReply {
    let label = label.into();
    QuickReply { text: label.clone(), label }
}
