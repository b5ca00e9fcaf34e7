//! The demo shop's records, brought in through the webhook, their times shifted so that the records' "today" is now.

use std::path::Path;

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;

use crate::{place::Place, root};

/// The instant that the demo's records are written for.
pub const AS_OF: &str = "2026-11-01T12:00:00Z";
/// The demo's published webhook secret.
pub const SECRET: &str = "demo-shopify-secret";

/// All orders of the demo shop, shifted.
#[must_use]
pub fn orders(now: DateTime<Utc>) -> Vec<Value> {
    read(&root().join("www/shop"), "orders", now)
}

/// All products of the demo shop, shifted.
#[must_use]
pub fn products(now: DateTime<Utc>) -> Vec<Value> {
    read(&root().join("www/shop"), "products", now)
}

/// A folder's `orders` or `products`, shifted.
#[must_use]
pub fn read(folder: &Path, kind: &str, now: DateTime<Utc>) -> Vec<Value> {
    let path = folder.join(format!("{kind}.shopify.jsonl"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let by = now - DateTime::parse_from_rfc3339(AS_OF).expect("a time").to_utc();
    text.lines().map(|line| shifted(serde_json::from_str(line).expect("a line is JSON"), by)).collect()
}

/// Sends a payload as the platform does; the status.
pub fn deliver(place: &dyn Place, topic: &str, payload: &Value) -> u16 {
    let body = payload.to_string();
    let signature = sign(SECRET, body.as_bytes());
    let headers = [
        ("x-shopify-topic", topic),
        ("x-shopify-shop-domain", "demo.myshopify.com"),
        ("x-shopify-hmac-sha256", signature.as_str()),
        ("content-type", "application/json"),
    ];
    place.ask("POST", "/v1/hooks/shopify", &headers, body.as_bytes()).0
}

/// Brings in all of them.
pub fn deliver_all(place: &dyn Place) {
    for order in orders(place.now()) {
        assert_eq!(deliver(place, "orders/updated", &order), 200, "{}", order["name"]);
    }
    for product in products(place.now()) {
        assert_eq!(deliver(place, "products/update", &product), 200, "{}", product["title"]);
    }
}

/// Shopify's signature.
#[must_use]
pub fn sign(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(body);
    STANDARD.encode(mac.finalize().into_bytes())
}

/// A value with every time in it moved.
#[must_use]
pub fn shifted(value: Value, by: TimeDelta) -> Value {
    match value {
        Value::String(text) => match DateTime::parse_from_rfc3339(&text) {
            Ok(time) => Value::String((time.to_utc() + by).to_rfc3339_opts(SecondsFormat::Secs, true)),
            Err(_) => Value::String(text),
        },
        Value::Array(values) => Value::Array(values.into_iter().map(|value| shifted(value, by)).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, shifted(value, by))).collect())
        }
        other => other,
    }
}
