//! From the browser's JSON to the protocol's types. Their derived `Deserialize` made a third of this module's bytes, with a
//! float formatter for errors that nobody reads; these lists, which the compiler holds against the types, make a
//! thirtieth. What goes out is written by `serde-wasm-bindgen`, which is small.

use beeline_protocol::{
    Author, Card, Colours, Entry, FromScorer, HandledBy, LiveEvent, MessageRequest, Money, OrderCard,
    OrderLine, Parcel, ParcelState, QuickReply, Reply, ShopFace, Speaker, Ticket, Transcript,
};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::mount::Options;
use crate::{Answer, Saved, Unsent};

/// What can be read from a JavaScript value; `None` when it is something else.
pub(crate) trait Read: Sized {
    /// Reads it.
    fn read(value: &JsValue) -> Option<Self>;
}

/// Reads JSON.
pub(crate) fn parse<T: Read>(json: &str) -> Option<T> {
    T::read(&js_sys::JSON::parse(json).ok()?)
}

fn field<T: Read>(record: &JsValue, name: &str) -> Option<T> {
    T::read(&Reflect::get(record, &JsValue::from_str(name)).ok()?)
}

impl Read for String {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl Read for f64 {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64()
    }
}

impl Read for u64 {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|n| n as Self)
    }
}

impl Read for u32 {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|n| n as Self)
    }
}

impl Read for bool {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

/// Absent, `null` and unreadable are all nothing: a newer edge may send a card that this widget does not know.
impl<T: Read> Read for Option<T> {
    fn read(value: &JsValue) -> Option<Self> {
        Some(T::read(value))
    }
}

/// Absent is empty.
impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_undefined() {
            Some(Self::new())
        } else {
            Array::from(value).iter().map(|v| T::read(&v)).collect()
        }
    }
}

macro_rules! record {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Read for $type {
            fn read(value: &JsValue) -> Option<Self> {
                Some(Self { $($field: field(value, stringify!($field))?),* })
            }
        }
    )*};
}

macro_rules! word {
    ($($type:ident { $($variant:ident $word:literal),* })*) => {$(
        impl Read for $type {
            fn read(value: &JsValue) -> Option<Self> {
                match value.as_string()?.as_str() {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    )*};
}

record! {
    Answer { conversation, handled_by, replies }
    Reply { id, author, text, card, quick_replies }
    QuickReply { label, text }
    Transcript { messages, cursor, handled_by }
    Entry { cursor, id, author, text, at, card, quick_replies, frustration, name }
    OrderCard { order, status, placed_at, total, lines, parcels }
    Money { amount, currency }
    OrderLine { title, variant, quantity }
    Parcel { state, status, carrier, tracking_number, tracking_url, expected_at, delivered_at, lines }
    Ticket { ticket, expires_in }
    ShopFace { id, name, locale, colours, frustration, false_alarms }
    Colours { accent, on_accent }
    Options { base, assets, shop, locale, identity, face }
    Saved { open, human, conversation, seen, draft, unsent }
    Unsent { request, tried }
    MessageRequest { id, conversation, text, frustration, frustration_reason, locale, identity }
}

word! {
    HandledBy { Edge "edge", Human "human" }
    Author { Assistant "assistant", Agent "agent", System "system" }
    Speaker { Shopper "shopper", Assistant "assistant", Agent "agent", System "system" }
    ParcelState {
        Processing "processing", InTransit "in_transit", Delayed "delayed", OutForDelivery "out_for_delivery",
        DeliveryAttempted "delivery_attempted", ReadyForPickup "ready_for_pickup", Delivered "delivered", Failed "failed"
    }
}

impl Read for Card {
    fn read(value: &JsValue) -> Option<Self> {
        match field::<String>(value, "type")?.as_str() {
            "order" => Read::read(value).map(Self::Order),
            _ => None,
        }
    }
}

impl Read for LiveEvent {
    fn read(value: &JsValue) -> Option<Self> {
        match field::<String>(value, "type")?.as_str() {
            "message" => Some(Self::Message { entry: field(value, "entry")? }),
            "handled_by" => Some(Self::HandledBy { handled_by: field(value, "handled_by")? }),
            _ => None,
        }
    }
}

impl Read for FromScorer {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_string() {
            return Some(Self::Listening);
        }
        let of =
            |variant: &str| Reflect::get(value, &JsValue::from_str(variant)).ok().filter(|v| v.is_object());
        if let Some(scored) = of("Scored") {
            let score = field::<f64>(&scored, "score")? as f32;
            return Some(Self::Scored {
                ticket: field(&scored, "ticket")?,
                score,
                reason: field(&scored, "reason")?,
            });
        }
        if let Some(ready) = of("Ready") {
            return Some(Self::Ready { threshold: field::<f64>(&ready, "threshold")? as f32 });
        }
        Some(Self::Failed { why: field(&of("Failed")?, "why")? })
    }
}
