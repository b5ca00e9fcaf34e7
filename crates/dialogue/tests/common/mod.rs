//! Orders and turns for tests, from as few words as they need.
#![allow(dead_code, reason = "each file of tests uses a part of it")]

use beeline_dialogue::{
    Facts, Heard, Order, Product, Proof, Record, Rules, State, Turn, Variant,
    order::{Fulfilment, LineItem, Payment, Return, ReturnState},
};
use beeline_protocol::{Intent, Money, ParcelState, RefundMethod};
use chrono::{DateTime, FixedOffset, Offset, Utc};

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|_| panic!("{text} is no time")).to_utc()
}

pub fn now() -> DateTime<Utc> {
    at("2026-11-01T12:00:00Z")
}

/// The demo shop's rules, in UTC.
pub fn rules() -> Rules {
    Rules {
        shop: "Harbour & Pine".to_owned(),
        offset: Utc.fix(),
        return_days: 30,
        categories: Vec::new(),
        seasons: Vec::new(),
        return_fee: None,
        restocking_percent: 0,
        refund_methods: vec![RefundMethod::OriginalPayment],
        exchanges: true,
        final_sale: vec!["Perfume".to_owned()],
        cancellation: true,
        changes: true,
        removals: false,
        claim_days: 30,
    }
}

pub fn hours(offset: i32) -> FixedOffset {
    FixedOffset::east_opt(offset * 3600).expect("an offset")
}

pub fn line(id: &str, title: &str, quantity: u32, price: &str) -> LineItem {
    LineItem {
        id: id.to_owned(),
        product: format!("p-{id}"),
        variant: format!("v-{id}"),
        title: title.to_owned(),
        variant_title: None,
        quantity,
        price: price.to_owned(),
        options: Vec::new(),
    }
}

/// An order of these lines, paid by card, nothing shipped.
pub fn order(lines: Vec<LineItem>, total: &str) -> Record {
    Record {
        order: Order {
            number: "#W1".to_owned(),
            email: "ann@example.com".to_owned(),
            placed_at: at("2026-10-01T08:00:00Z"),
            updated_at: at("2026-10-01T08:00:00Z"),
            cancelled_at: None,
            payment: Payment::Paid,
            method: Some("credit_card".to_owned()),
            total: Money { amount: total.to_owned(), currency: "USD".to_owned() },
            address: Some("1 Old Street".to_owned()),
            line_items: lines,
            fulfilments: Vec::new(),
            refunds: Vec::new(),
            returns: Vec::new(),
        },
        acts: Vec::new(),
    }
}

/// A parcel with these lines; delivered at a time, or on its way.
pub fn parcel(items: &[(&str, u32)], delivered: Option<&str>) -> Fulfilment {
    Fulfilment {
        state: if delivered.is_some() { ParcelState::Delivered } else { ParcelState::InTransit },
        carrier: Some("UPS".to_owned()),
        tracking_number: Some("1Z999".to_owned()),
        tracking_url: None,
        expected_at: None,
        delivered_at: delivered.map(at),
        items: items.iter().map(|(id, units)| ((*id).to_owned(), *units)).collect(),
    }
}

pub fn coming_back(items: &[(&str, u32)], state: ReturnState) -> Return {
    Return {
        id: "r".to_owned(),
        state,
        items: items.iter().map(|(id, units)| ((*id).to_owned(), *units)).collect(),
        why: None,
    }
}

/// A product of two variants: the line's own and another.
pub fn product(id: &str, title: &str, other_price: &str, available: bool) -> Product {
    let variant = |id: String, title: &str, price: &str, available| Variant {
        id,
        title: title.to_owned(),
        price: price.to_owned(),
        available,
        options: vec![("color".to_owned(), title.to_owned())],
    };
    Product {
        id: format!("p-{id}"),
        title: title.to_owned(),
        updated_at: now(),
        variants: vec![
            variant(format!("v-{id}"), "white", "10.00", true),
            variant(format!("w-{id}"), "black", other_price, available),
        ],
    }
}

pub fn turn(intent: Intent, text: &str) -> Turn {
    Turn {
        id: format!("turn-{text}"),
        text: text.to_owned(),
        intent,
        intents: vec![intent],
        parts: Vec::new(),
        confidence: 0.99,
        besides: Vec::new(),
        tongue: None,
        number: None,
        numbers: Vec::new(),
        email: None,
        reason: None,
        address: None,
        resolution: None,
        refund_method: None,
        takes_out: false,
        puts_in: false,
        describes: false,
        other: false,
        affirms: intent == Intent::ConfirmYes,
        agrees: intent == Intent::ConfirmYes,
        as_well: false,
        asks_when_due: false,
        sends_back: false,
        accepts: false,
        asks: false,
        hedges: false,
        refuses: false,
        abandons: false,
        thanks: false,
        or_nothing: false,
        calls_off: true,
        pleads: false,
        answer: None,
        signed_in: None,
        frustrated: false,
    }
}

/// The order is the shopper's.
pub fn proven(record: &Record) -> Facts {
    Facts {
        now: now(),
        proof: Proof::Proven(Box::new(record.clone())),
        products: Vec::new(),
        heard: Heard::default(),
        before: Heard::default(),
    }
}

/// These lines are named.
pub fn naming(record: &Record, lines: &[(&str, u32)]) -> Facts {
    let lines = lines.iter().map(|(id, units)| ((*id).to_owned(), *units)).collect();
    Facts { heard: Heard { lines, ..Heard::default() }, ..proven(record) }
}

pub fn fresh() -> State {
    State::default()
}
