//! The facts in a text: order numbers and emails, each with where it stands.

use std::ops::Range;

/// What kind of fact a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKey {
    /// The number of an order, normalised: no `#`, capitals.
    OrderNumber,
    /// An email address, lower case.
    Email,
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

    /// Reads a text. `number_asked`: the shopper was just asked for an order number, so that bare digits are one.
    pub(crate) fn read(text: &str, number_asked: bool) -> Self {
        let emails = emails(text);
        let numbers = tokens(text).filter_map(|span| {
            if emails.iter().any(|email| email.span.start < span.end && span.start < email.span.end) {
                return None;
            }
            order_number(text, span, number_asked)
        });
        let mut slots: Vec<_> = numbers.chain(emails.iter().cloned()).collect();
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
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || letters.len() > 5 {
        return None;
    }
    let least = match (raw.starts_with('#'), letters.is_empty(), asked) {
        (true, _, _) | (_, _, true) => 3,
        (false, false, false) => 4,
        (false, true, false) => 5,
    };
    let fits =
        (least..=12).contains(&digits.len()) && !(priced && letters.is_empty() && !raw.starts_with('#'));
    fits.then(|| Slot { key: SlotKey::OrderNumber, value: bare.to_ascii_uppercase(), span })
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
            ("it's 10482, thanks", "10482"),
            ("not #W1111111, I meant #W2222222", "W2222222"),
        ] {
            assert_eq!(number(text, false).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn prices_years_and_small_numbers_are_no_order_numbers() {
        for text in ["I paid $12345", "in 2026", "2 kettles", "a 4K camera", "12345.99 it cost", "mp3"] {
            assert_eq!(number(text, false), None, "{text}");
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
