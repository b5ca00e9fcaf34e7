//! Shopify's deliveries through the webhook: late, repeated and shuffled ones leave the same records.

use beeline_tests::{
    place::{InMemory, Place},
    records,
    script::uuid,
    shuffle::{Delivery, shuffled},
};
use serde_json::{Value, json};

/// Everything that is told of two orders and a product, as it happened.
fn story() -> Vec<Delivery> {
    let mut all = Vec::new();
    let mut tell =
        |topic: &'static str, at: &'static str, body: Value| all.push(Delivery { topic, at, body });
    for (id, name) in [(77, "#1001"), (78, "#1002")] {
        let order = |at: &str, financial: &str, parcels: Value, refunds: Value| {
            json!({
                "id": id, "name": name, "email": "ada@example.com", "currency": "EUR", "total_price": "100.00",
                "created_at": "2026-11-20T10:00:00Z", "updated_at": at, "financial_status": financial,
                "payment_gateway_names": ["shopify_payments"], "fulfillments": parcels, "refunds": refunds,
                "line_items": [
                    { "id": 1, "product_id": 10, "variant_id": 11, "title": "Lamp", "quantity": 2, "price": "30.00" },
                    { "id": 2, "product_id": 20, "variant_id": 21, "title": "Rug", "quantity": 1, "price": "40.00" }
                ]
            })
        };
        let parcel = |parcel: u32, status: &str, shipment: Value, at: &str, line: u32| {
            json!({
                "id": parcel, "order_id": id, "status": status, "created_at": "2026-11-20T12:00:00Z", "updated_at": at,
                "shipment_status": shipment, "tracking_company": "DHL", "tracking_number": format!("JD{id}{parcel}"),
                "line_items": [{ "id": line, "quantity": 1 }]
            })
        };
        let event = |event: u32, status: &str, happened: &str, created: &str| json!({ "id": event, "order_id": id, "fulfillment_id": 5, "status": status, "happened_at": happened, "created_at": created });
        let refund = json!({
            "id": 9, "order_id": id, "created_at": "2026-11-22T09:00:00Z",
            "refund_line_items": [{ "line_item_id": 1, "quantity": 1, "restock_type": "cancel" }],
            "transactions": [{ "kind": "refund", "status": "success", "amount": "30.00", "currency": "EUR", "gateway": "shopify_payments" }]
        });
        let back = json!({
            "id": 3, "status": "open", "order": { "id": id },
            "return_line_items": [{ "quantity": 1, "fulfillment_line_item": { "id": 6, "line_item": { "id": 1 } } }]
        });
        let first = parcel(5, "success", Value::Null, "2026-11-20T12:00:00Z", 1);
        let second = parcel(6, "success", json!("label_printed"), "2026-11-20T12:00:00Z", 2);
        tell("orders/create", "", order("2026-11-20T10:00:00Z", "pending", json!([]), json!([])));
        tell("fulfillments/create", "", first.clone());
        tell("fulfillments/create", "", second.clone());
        tell("orders/updated", "", order("2026-11-20T12:00:00Z", "paid", json!([first, second]), json!([])));
        tell(
            "fulfillment_events/create",
            "",
            event(1, "in_transit", "2026-11-21T06:00:00Z", "2026-11-21T06:10:00Z"),
        );
        tell("fulfillments/update", "", parcel(6, "cancelled", Value::Null, "2026-11-21T07:00:00Z", 2));
        // Two things within one second, as the platform's clock counts.
        tell("fulfillments/update", "", parcel(5, "success", json!("in_transit"), "2026-11-21T07:00:00Z", 1));
        tell(
            "fulfillments/update",
            "",
            parcel(5, "success", json!("out_for_delivery"), "2026-11-21T07:00:00Z", 1),
        );
        tell(
            "fulfillment_events/create",
            "",
            event(3, "DELIVERED", "2026-11-22T08:00:00Z", "2026-11-22T08:01:00Z"),
        );
        tell(
            "fulfillment_events/create",
            "",
            event(2, "OUT_FOR_DELIVERY", "2026-11-22T06:00:00Z", "2026-11-22T08:02:00Z"),
        );
        tell("refunds/create", "2026-11-22T09:00:00Z", refund);
        tell("returns/approve", "2026-11-22T10:00:00Z", back);
        tell("returns/close", "2026-11-22T11:00:00Z", json!({ "id": 3, "order_id": id, "status": "closed" }));
    }
    tell("orders/delete", "2026-11-22T12:00:00Z", json!({ "id": 78 }));
    let product = |at: &str, stock: i64| json!({ "id": 10, "title": "Lamp", "updated_at": at, "variants": [{ "id": 11, "price": "30.00", "inventory_quantity": stock }] });
    tell("products/create", "", product("2026-11-20T10:00:00Z", 4));
    tell("products/update", "", product("2026-11-20T11:00:00Z", 0));
    tell(
        "products/update",
        "",
        json!({ "id": 20, "title": "Rug", "updated_at": "2026-11-20T10:00:00Z", "variants": [] }),
    );
    tell("products/delete", "2026-11-22T12:00:00Z", json!({ "id": 20 }));
    all
}

fn deliver(place: &dyn Place, delivery: &Delivery) {
    let body = delivery.body.to_string();
    let signature = records::sign(records::SECRET, body.as_bytes());
    let headers = [
        ("x-shopify-topic", delivery.topic),
        ("x-shopify-shop-domain", "demo.myshopify.com"),
        ("x-shopify-hmac-sha256", signature.as_str()),
        ("x-shopify-triggered-at", delivery.at),
    ];
    let (status, answer) = place.ask("POST", "/v1/hooks/shopify", &headers, body.as_bytes());
    assert_eq!(status, 200, "{} {answer}", delivery.topic);
}

fn after(deliveries: &[Delivery]) -> InMemory {
    let place = InMemory::new();
    deliveries.iter().for_each(|delivery| deliver(&place, delivery));
    place
}

fn ask(place: &dyn Place, number: &str) -> String {
    let text = format!("where is order #{number}? ada@example.com");
    let body = json!({ "id": uuid(number), "text": text }).to_string();
    place.ask("POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.as_bytes()).1
}

#[test]
fn deliveries_that_are_shuffled_and_repeated_leave_the_same_records() {
    let story = story();
    let dump = |place: &InMemory| ["Order(", "Product(", "Name("].map(|kind| place.0.dump_of(kind));
    let expected = dump(&after(&story));
    for seed in 0..100 {
        let deliveries = shuffled(&story, seed);
        assert_eq!(dump(&after(&deliveries)), expected, "seed {seed}");
    }
}

#[test]
fn what_was_told_piece_by_piece_is_what_the_shopper_hears() {
    let mut backwards = story();
    backwards.reverse();
    let place = after(&backwards);
    let answer = ask(&place, "1001");
    assert!(answer.contains("JD775") && answer.contains("delivered"), "{answer}");
    assert!(!answer.contains("JD776"), "a cancelled parcel is not told: {answer}");
    assert!(!ask(&place, "1002").contains("JD785"), "a deleted order is nobody's");
    let products = place.0.dump_of("Product(");
    assert!(products.contains("\"product\": \"{\\\"id\\\":\\\"10\\\""), "{products}");
    assert!(!products.contains("\"product\": \"{\\\"id\\\":\\\"20\\\""), "{products}");
}
