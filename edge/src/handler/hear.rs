//! A text, read: what the dialogue is told of one message.

use beeline_config::Shop;
use beeline_dialogue::{Answer, Later, State, Tongue, Turn};
use beeline_language::{Context, Hints, Language, Slot, SlotKey, Understanding, understand};
use beeline_protocol::{Expects, Intent};

use super::questions;

/// Reads one message. Who wrote it, and in what mood, is the caller's to add.
pub(super) fn turn(shop: &Shop, state: &State, id: &str, text: &str) -> Turn {
    let read = read(text, state.expects);
    let tongue = read.language.map_or(state.tongue, tongue);
    let asked = questions::answer(shop, text, tongue);
    let open = matches!(
        read.intent,
        Intent::ShippingInfo
            | Intent::PromoQuestion
            | Intent::ProductQuestion
            | Intent::Other
            | Intent::Smalltalk
    );
    // What sounds like a request about an order is one, unless the shop's own question is nearly word for word.
    let plain = if read.intent.is_request() { read.confidence.max(WORD_FOR_WORD) } else { read.confidence };
    let answer = asked.filter(|found| found.confidence >= plain || open);
    let numbers = numbers(&read, text, state);
    let answer = answer.map(|found| Answer { id: found.id, text: found.text });
    let turn = Turn { answer, ..told(id, text, &read, numbers.clone()) };
    // What is said of the other request is no word on this one: neither its items nor its reason.
    match beeline_dialogue::served(state, &turn) {
        part if part == text => turn,
        part => {
            let (answer, asks, refuses) = (turn.answer.clone(), turn.asks, turn.refuses);
            Turn { answer, asks, refuses, ..told(id, part, &read, numbers) }
        }
    }
}

/// Understands a text by what it asks: an email that is given is a fact beside it, and "my email is" no matter of an account.
fn read(text: &str, expects: Option<Expects>) -> Understanding {
    let whole = understand(text, Context { expects });
    let Some(email) = whole.slots.email() else { return whole };
    let before = text[..email.span.start].trim_end_matches([' ', ':', '：', '(', '（', '#', '"']);
    let lower = before.to_lowercase();
    let label = LABELS.iter().find(|label| lower.len() == before.len() && lower.ends_with(*label));
    let before = label.map_or(before, |label| &before[..before.len() - label.len()]);
    let rest = format!("{}{}", before, &text[email.span.end..]);
    if rest.chars().filter(|c| c.is_alphabetic()).count() < LEAST {
        return whole;
    }
    let asked = understand(&rest, Context { expects });
    Understanding { slots: whole.slots, language: whole.language, ..asked }
}

/// A question of the shop's this sure is what the shopper wrote.
const WORD_FOR_WORD: f64 = 0.9;

/// What stands before an email that is given, longest first.
const LABELS: [&str; 15] = [
    "my email address is",
    "the email address is",
    "my e-mail is",
    "the email is",
    "my email is",
    "email address",
    "email is",
    "我的邮箱是",
    "邮箱是",
    "信箱是",
    "邮箱",
    "郵箱",
    "信箱",
    "e-mail",
    "email",
];
/// Fewer letters than this beside an email say nothing of their own.
const LEAST: usize = 6;

/// The turn of a request that had waited: its own message is read again, for this request alone.
pub(super) fn taken_up(id: &str, later: &Later, turn: &Turn) -> Turn {
    let read = Understanding {
        intent: later.intent,
        intents: vec![later.intent],
        parts: Vec::new(),
        confidence: 1.0,
        ..understand(&later.text, Context::default())
    };
    let told = told(id, &later.text, &read, later.number.iter().cloned().collect());
    Turn { email: None, tongue: turn.tongue, signed_in: turn.signed_in.clone(), ..told }
}

fn told(id: &str, text: &str, read: &Understanding, numbers: Vec<String>) -> Turn {
    let slot = |key| read.slots.0.iter().find(|slot| slot.key == key).map(|slot| slot.value.clone());
    // An email is no reason.
    let email = read.slots.email().map(|slot| slot.value.clone());
    let plain = email.as_ref().map_or_else(|| text.to_owned(), |email| text.replace(email, ""));
    let hints = Hints::of(&plain);
    Turn {
        id: id.to_owned(),
        text: text.to_owned(),
        intent: read.intent,
        intents: read.intents.clone(),
        parts: read.parts.clone(),
        confidence: read.confidence,
        besides: read.besides.clone(),
        tongue: read.language.map(tongue),
        // A correction comes after what it corrects.
        number: numbers.last().cloned(),
        numbers,
        email,
        reason: hints.reason().map(str::to_owned),
        address: slot(SlotKey::Address),
        resolution: hints.resolution(),
        refund_method: hints.refund_method(),
        takes_out: hints.takes_out(),
        puts_in: hints.puts_in(),
        describes: hints.describes(),
        other: hints.other_one(),
        affirms: hints.affirms(),
        agrees: hints.agrees(),
        as_well: hints.as_well(),
        asks: hints.asks(),
        asks_when_due: hints.asks_when_due(),
        sends_back: hints.sends_back(),
        accepts: hints.accepts(),
        hedges: hints.hedges(),
        refuses: hints.refuses(),
        abandons: hints.abandons(),
        thanks: hints.thanks(),
        or_nothing: hints.or_nothing(),
        calls_off: hints.calls_off(),
        pleads: hints.pleads(),
        answer: None,
        signed_in: None,
        frustrated: false,
    }
}

/// The order numbers of a text. Beside one that is written as such (`#1042`, `W2236333`), or in an address, bare digits are
/// something else: a postcode, a house, a model.
fn numbers(read: &Understanding, text: &str, state: &State) -> Vec<String> {
    let all = read.slots.0.iter().filter(|slot| slot.key == SlotKey::OrderNumber);
    let marked = |slot: &&Slot| {
        text[slot.span.clone()].starts_with('#') || slot.value.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    // Asked for the number, a number is one.
    let address = state.expects != Some(Expects::OrderNumber)
        && read.slots.0.iter().any(|slot| slot.key == SlotKey::Address)
        || state.pursuing == Some(Intent::OrderChangeAddress)
            && matches!(state.expects, Some(Expects::Address | Expects::Confirmation));
    let named: Vec<String> = all.clone().filter(marked).map(|slot| slot.value.clone()).collect();
    if !named.is_empty() {
        return named;
    }
    // Beside a parcel an order's number looks like a carrier's; those are longer.
    let short = |slot: &&Slot| {
        let digits = slot.value.bytes().filter(u8::is_ascii_digit).count();
        slot.key == SlotKey::TrackingNumber
            && digits < 8
            && !slot.value.ends_with(|c: char| c.is_ascii_alphabetic())
    };
    let bare: Vec<String> = all.filter(|_| !address).map(|slot| slot.value.clone()).collect();
    let parcels = read.slots.0.iter().filter(short).map(|slot| slot.value.clone());
    if bare.is_empty() { parcels.collect() } else { bare }
}

/// The tongue that answers a language.
pub(super) fn tongue(language: Language) -> Tongue {
    match language {
        Language::English => Tongue::English,
        Language::Chinese => Tongue::Chinese,
    }
}
