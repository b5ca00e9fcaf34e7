//! The facts in a text: order numbers and emails, each with where it stands.

mod clues;

use std::ops::Range;

use crate::{dates::dates, goods::Tokens, words::words};

/// Declares the kinds once: variant, name in labelled data.
macro_rules! keys {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What kind of fact a slot holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SlotKey { $($(#[$doc])* $variant,)* }

        impl SlotKey {
            /// Every kind.
            pub const ALL: &'static [SlotKey] = &[$(SlotKey::$variant,)*];

            /// The name, for example `order_number`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(SlotKey::$variant => $name,)* }
            }
        }
    };
}

keys! {
    /// The number of an order, normalised: no `#`, capitals.
    OrderNumber = "order_number",
    /// An email address, lower case.
    Email = "email",
    /// The goods, in the shopper's words.
    Item = "item",
    /// What is wanted instead.
    Variant = "variant",
    /// A new address.
    Address = "address",
    /// Why, as stated.
    Reason = "reason",
    /// A carrier's number.
    TrackingNumber = "tracking_number",
    /// A date or a deadline, as said.
    Date = "date",
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it is.
    pub key: SlotKey,
    /// Its normalised value.
    pub value: String,
    /// The bytes of the text that say it.
    pub span: Range<usize>,
}

/// All facts of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots(pub Vec<Slot>);

impl Slots {
    /// The order number; of several the last, because a correction comes after what it corrects.
    #[must_use]
    pub fn order_number(&self) -> Option<&Slot> {
        self.last(SlotKey::OrderNumber)
    }

    /// The email; of several the last.
    #[must_use]
    pub fn email(&self) -> Option<&Slot> {
        self.last(SlotKey::Email)
    }

    fn last(&self, key: SlotKey) -> Option<&Slot> {
        self.0.iter().rev().find(|slot| slot.key == key)
    }

    /// For the training: each token's bytes, and its clues.
    pub(crate) fn clues(text: &str) -> Vec<(Range<usize>, Vec<u32>)> {
        let found = Self::by_rules(text, false);
        let tokens = Tokens::read(text);
        let mark = |span: &Range<usize>| {
            let over = found.0.iter().find(|slot| slot.span.start < span.end && span.start < slot.span.end);
            over.map_or(0, |slot| slot.key as u8 + 1)
        };
        let marks = tokens.list.iter().map(|token| mark(&token.span)).collect();
        let spans = tokens.list.iter().map(|token| token.span.clone());
        spans.zip(clues::clues(text, &tokens, &marks)).collect()
    }

    /// Reads a text. `number_asked`: the shopper was just asked for an order number, so that bare digits are one.
    pub(crate) fn read(text: &str, number_asked: bool) -> Self {
        Self::by_rules(text, number_asked)
    }

    fn by_rules(text: &str, number_asked: bool) -> Self {
        let emails = emails(text);
        let numbers = tokens(text).filter_map(|span| {
            if emails.iter().any(|email| email.span.start < span.end && span.start < email.span.end) {
                return None;
            }
            tracking(text, &span).or_else(|| order_number(text, span, number_asked))
        });
        let dates = dates(&words(text)).into_iter();
        let dates = dates.map(|span| Slot { key: SlotKey::Date, value: text[span.clone()].to_owned(), span });
        let mut slots: Vec<_> = numbers.chain(emails.iter().cloned()).collect();
        slots.extend(dates);
        slots.sort_by_key(|slot| slot.span.start);
        Self(slots)
    }
}

/// Runs of ASCII letters, digits, `#` and inner hyphens: what an order number is made of. Chinese needs no space around it.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |b: u8| b.is_ascii_alphanumeric() || b == b'#' || b == b'-';
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = (at..bytes.len()).find(|&i| part(bytes[i]))?;
        let end = (start..bytes.len()).find(|&i| !part(bytes[i])).unwrap_or(bytes.len());
        at = end;
        Some(start..end)
    })
}

fn tracking(text: &str, span: &Range<usize>) -> Option<Slot> {
    let raw = text[span.clone()].trim_matches(['#', '-']);
    let start = span.start + text[span.clone()].find(raw)?;
    is_tracking(&text[..start], raw).then(|| Slot {
        key: SlotKey::TrackingNumber,
        value: raw.to_ascii_uppercase(),
        span: start..start + raw.len(),
    })
}

/// A token is an order number when it is marked as one (`#`), or mixes a short prefix with digits (`W2236333`, `HP-20417`),
/// or is digits and long enough not to be a year, a price or a quantity (or was asked for).
fn order_number(text: &str, span: Range<usize>, asked: bool) -> Option<Slot> {
    let raw = text[span.clone()].trim_end_matches('-');
    let span = span.start..span.start + raw.len();
    let priced = text[..span.start].ends_with(['$', '£', '€', '¥', '.', '/', ','])
        || text[span.end..].starts_with(".9");
    let bare = raw.trim_start_matches('#');
    let prefix = bare.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    let (letters, digits) = bare.split_at(prefix);
    let numbers = digits.bytes().filter(u8::is_ascii_digit).count();
    let grouped = digits.contains('-');
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'-') || letters.len() > 5 || is_day(digits) {
        return None;
    }
    let least = match (raw.starts_with('#'), letters.is_empty() && !grouped, asked) {
        (true, _, _) | (_, _, true) => 3,
        (false, false, false) => 4,
        (false, true, false) => 5,
    };
    let fits = (least..=12).contains(&numbers) && !(priced && letters.is_empty() && !raw.starts_with('#'));
    fits.then(|| Slot { key: SlotKey::OrderNumber, value: bare.to_ascii_uppercase(), span })
}

/// `2026-05-11`, `21-10-2026`: a day, not a number in groups.
fn is_day(digits: &str) -> bool {
    let lengths: Vec<usize> = digits.split('-').map(str::len).collect();
    matches!(lengths.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4])
}

/// Before a carrier's number stands its name or what it is; without a word before it, only its form tells.
const CARRIERS: &str = "tracking track trackin consignment waybill dpd ups usps fedex dhl evri hermes parcelforce postnet sagawa";
const HAN_CARRIERS: [&str; 14] = [
    "运单",
    "運單",
    "快递单号",
    "快遞單號",
    "物流单号",
    "物流單號",
    "退件",
    "圆通",
    "中通",
    "韵达",
    "申通",
    "顺丰",
    "順豐",
    "邮政",
];

/// Whether a token that might be an order number is a carrier's.
fn is_tracking(before: &str, bare: &str) -> bool {
    let letters = bare.bytes().take_while(u8::is_ascii_alphabetic).count();
    let tail = bare.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let form = letters == 2 && digits >= 6 && tail == 2 || letters == 2 && digits >= 10 || digits >= 14;
    let mut last = before.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = last.by_ref().take(2).any(|word| {
        let word = word.to_lowercase();
        CARRIERS.split(' ').any(|carrier| carrier == word)
    });
    let near: String = before.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    digits >= 4 && (form || named || HAN_CARRIERS.iter().any(|carrier| near.contains(carrier)))
}

fn emails(text: &str) -> Vec<Slot> {
    let local = |c: char| c.is_ascii_alphanumeric() || "._%+-'".contains(c);
    let domain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    text.match_indices('@')
        .filter_map(|(at, _)| {
            let start = text[..at]
                .rfind(|c| !local(c))
                .map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
            let end = text[at + 1..].find(|c| !domain(c)).map_or(text.len(), |i| at + 1 + i);
            let span = start..start + text[start..end].trim_end_matches(['.', '-']).len();
            let host = text.get(at + 1..span.end)?;
            let good = start < at && host.contains('.') && !host.starts_with('.') && !host.contains("..");
            good.then(|| Slot { key: SlotKey::Email, value: text[span.clone()].to_ascii_lowercase(), span })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Slots;

    fn number(text: &str, asked: bool) -> Option<String> {
        Slots::read(text, asked).order_number().map(|slot| slot.value.clone())
    }

    #[test]
    fn order_numbers_are_found_as_people_write_them() {
        for (text, expected) in [
            ("where is #W2236333?", "W2236333"),
            ("wheres my stuff w7678072", "W7678072"),
            ("订单W7678072到哪了", "W7678072"),
            ("order hp-20417 please", "HP-20417"),
            ("#1042", "1042"),
            ("it is ORD-2024-118 I think", "ORD-2024-118"),
            ("订单号 88231", "88231"),
            ("cancel 40-2219", "40-2219"),
            ("it's 10482, thanks", "10482"),
            ("not #W1111111, I meant #W2222222", "W2222222"),
        ] {
            assert_eq!(number(text, false).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn prices_years_and_small_numbers_are_no_order_numbers() {
        for text in [
            "I paid $12345",
            "in 2026",
            "2 kettles",
            "a 4K camera",
            "on 2026-05-11",
            "12345.99 it cost",
            "mp3",
        ] {
            assert_eq!(number(text, false), None, "{text}");
        }
    }

    #[test]
    fn a_carriers_number_is_no_order_number() {
        for text in
            ["Tracking ZA9920117", "运单SF1402277365910查不到", "RR551209CY stuck", "DPD 155022981400"]
        {
            let slots = Slots::read(text, false);
            assert_eq!(slots.0.first().map(|s| s.key), Some(super::SlotKey::TrackingNumber), "{text}");
            assert_eq!(slots.order_number(), None, "{text}");
        }
    }

    #[test]
    fn bare_digits_count_when_a_number_was_asked_for() {
        assert_eq!(number("1042", true).as_deref(), Some("1042"));
    }

    #[test]
    fn emails_are_found_and_their_digits_are_no_order_number() {
        for (text, expected) in [
            ("mei.chen5552@example.com", "mei.chen5552@example.com"),
            ("it's Mei.Chen5552@Example.com.", "mei.chen5552@example.com"),
            ("邮箱是mei20417@example.com，谢谢", "mei20417@example.com"),
        ] {
            let slots = Slots::read(text, true);
            assert_eq!(slots.email().map(|s| s.value.as_str()), Some(expected), "{text}");
            assert_eq!(slots.order_number(), None, "{text}");
        }
        assert_eq!(Slots::read("me@home", false).email(), None);
    }
}
