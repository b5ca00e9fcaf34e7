//! The facts in a text, each with where it stands: what has a form of its own by rules, the rest by a trained tagger.

mod address;
mod clues;
mod numbers;
mod tagger;

use std::ops::Range;

use beeline_protocol::{Expects, Intent};

use crate::{dates::dates, goods::Tokens};

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
    pub(crate) fn clues(text: &str, intent: Intent) -> Vec<(Range<usize>, Vec<u32>)> {
        let tokens = Tokens::read(text);
        let mut slots = Self::by_rules(text, &tokens, false);
        slots.thin(intent);
        let marks = slots.marks(&tokens);
        let spans = tokens.list.iter().map(|token| token.span.clone());
        spans.zip(clues::clues(text, &tokens, &marks, intent)).collect()
    }

    /// What the rules found at each token.
    fn marks(&self, tokens: &Tokens) -> Vec<u8> {
        let mark = |span: &Range<usize>| {
            let over = self.0.iter().find(|slot| slot.span.start < span.end && span.start < slot.span.end);
            over.map_or(0, |slot| slot.key as u8 + 1)
        };
        tokens.list.iter().map(|token| mark(&token.span)).collect()
    }

    /// Reads a text: what it is taken for, and what the assistant had just asked for, decide what is looked for.
    #[inline(never)] // Two callers: once is enough of it in the module.
    pub(crate) fn read(text: &str, expects: Option<Expects>, intent: Intent) -> Self {
        let tokens = Tokens::read(text);
        let mut slots = Self::by_rules(text, &tokens, expects == Some(Expects::OrderNumber));
        let intent = match expects {
            Some(Expects::Items | Expects::Reason) => Intent::ReturnStart,
            Some(Expects::Variant) => Intent::ExchangeStart,
            Some(Expects::Address) => Intent::OrderChangeAddress,
            _ => intent,
        };
        slots.thin(intent);
        let marks = slots.marks(&tokens);
        let tagged =
            tagger::tag(&clues::clues(text, &tokens, &marks, intent)).into_iter().filter_map(|one| {
                let start = tokens.list.get(one.from)?.span.start;
                let span = start..tokens.list.get(one.to - 1)?.span.end;
                let raw = &text[span.clone()];
                let shown = raw.trim_end_matches("'s").trim_end_matches("’s").len();
                Some(Slot { key: one.key, value: raw[..shown].to_owned(), span: start..start + shown })
            });
        slots.0.extend(tagged);
        if expects == Some(Expects::Address)
            && let Some(span) = address::bare(text)
        {
            slots.0.retain(|slot| slot.key != SlotKey::Address);
            slots.0.push(Slot { key: SlotKey::Address, value: text[span.clone()].to_owned(), span });
        }
        slots.in_order()
    }

    /// By where they stand. There are a handful; the standard sort would cost kilobytes of wasm.
    fn in_order(mut self) -> Self {
        for end in 1..self.0.len() {
            let mut at = end;
            while at > 0 && self.0[at].span.start < self.0[at - 1].span.start {
                self.0.swap(at, at - 1);
                at -= 1;
            }
        }
        self
    }

    /// A day matters to a request, and of several the first; in talk it is no fact.
    fn thin(&mut self, intent: Intent) {
        use Intent::{Complaint, ConfirmYes, HumanRequest, Other, Smalltalk};
        let talk = matches!(intent, Complaint | ConfirmYes | HumanRequest | Other | Smalltalk);
        let mut dated = talk;
        self.0.retain(|slot| slot.key != SlotKey::Date || !std::mem::replace(&mut dated, true));
    }

    fn by_rules(text: &str, tokens: &Tokens, number_asked: bool) -> Self {
        let emails = emails(text);
        let numbers = numbers::numbers(text, &emails, number_asked).into_iter();
        let dates = dates(text, tokens).into_iter();
        let dates = dates.map(|span| Slot { key: SlotKey::Date, value: text[span.clone()].to_owned(), span });
        let mut slots: Vec<Slot> = numbers.collect();
        slots.extend(emails);
        slots.extend(dates);
        Self(slots).in_order()
    }
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
    use super::{Expects, Intent, Slots};

    fn read(text: &str, asked: bool) -> Slots {
        Slots::read(text, asked.then_some(Expects::OrderNumber), Intent::OrderStatus)
    }

    fn number(text: &str, asked: bool) -> Option<String> {
        read(text, asked).order_number().map(|slot| slot.value.clone())
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
            let slots = read(text, false);
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
            let slots = read(text, true);
            assert_eq!(slots.email().map(|s| s.value.as_str()), Some(expected), "{text}");
            assert_eq!(slots.order_number(), None, "{text}");
        }
        assert_eq!(read("me@home", false).email(), None);
    }
}
