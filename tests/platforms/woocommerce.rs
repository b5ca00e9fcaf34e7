//! WooCommerce's deliveries through the webhook: whose they are, what is refused, and that their order does not matter.

use beeline_memory::Edge;
use beeline_tests::{
    place::{InMemory, Place},
    records,
    script::uuid,
    shuffle::{Delivery, shuffled},
};
use serde_json::{Value, json};

/// A shop on WooCommerce. The demo's id, so that its published secret is good for it.
fn place() -> InMemory {
    let shop = "id = \"demo\"\nname = \"Woo\"\norigins = [\"https://shop.example\"]\nhosts = [\"127.0.0.1\"]\n\
                [platform]\nkind = \"woocommerce\"\ndomain = \"shop.example\"\nsecret_env = \"BEELINE_SHOPIFY_SECRET\"\n";
    let shop = beeline_config::parse(shop).unwrap_or_else(|problems| panic!("{problems:?}"));
    InMemory(Edge::new(vec![shop], InMemory::new().now()))
}

fn order(modified: &str, status: &str, tracking: Value, refunds: Value) -> Value {
    json!({
        "id": 727, "number": "10727", "status": status, "currency": "EUR", "total": "55.00",
        "date_created_gmt": "2026-11-20T10:00:00", "date_modified_gmt": modified, "date_paid_gmt": "2026-11-20T10:01:00",
        "date_completed_gmt": null, "billing": { "email": "ada@example.com" }, "shipping_lines": [{ "method_id": "flat_rate" }],
        "line_items": [{ "id": 1, "name": "Mug", "product_id": 30, "variation_id": 0, "quantity": 1, "total": "55.00" }],
        "refunds": refunds, "meta_data": [{ "key": "_wc_shipment_tracking_items", "value": tracking }]
    })
}

fn story() -> Vec<Delivery> {
    let tell = |topic, body| Delivery { topic, at: "", body };
    let tracking =
        json!([{ "tracking_provider": "an-post", "tracking_number": "AP7", "date_shipped": "1763683200" }]);
    let refund = json!([{ "id": 9, "total": "-5.00" }]);
    let product = |at: &str, kind: &str, id: u32, rest: Value| {
        let mut product = json!({ "id": id, "name": "Hoodie", "type": kind, "status": "publish", "date_created_gmt": at, "date_modified_gmt": at, "price": "30.00" });
        product.as_object_mut().into_iter().for_each(|product| {
            product.extend(rest.as_object().cloned().unwrap_or_default());
        });
        product
    };
    vec![
        tell("order.created", order("2026-11-20T10:00:00", "processing", json!([]), json!([]))),
        tell("order.updated", order("2026-11-21T10:00:00", "completed", tracking.clone(), json!([]))),
        tell("order.updated", order("2026-11-22T10:00:00", "completed", tracking.clone(), refund.clone())),
        tell("order.updated", order("2026-11-22T12:00:00", "completed", tracking, refund)),
        tell(
            "product.created",
            product("2026-11-20T10:00:00", "variable", 20, json!({ "variations": [22, 23] })),
        ),
        tell(
            "product.updated",
            product(
                "2026-11-20T11:00:00",
                "variation",
                22,
                json!({ "parent_id": 20, "stock_status": "outofstock" }),
            ),
        ),
        tell(
            "product.updated",
            product(
                "2026-11-20T12:00:00",
                "variation",
                22,
                json!({ "parent_id": 20, "stock_status": "instock" }),
            ),
        ),
        tell("product.updated", product("2026-11-20T10:00:00", "simple", 30, json!({}))),
        tell("product.deleted", json!({ "id": 30 })),
    ]
}

fn send(place: &dyn Place, delivery: &Delivery) -> (u16, String) {
    let body = delivery.body.to_string();
    let signature = records::sign(records::SECRET, body.as_bytes());
    let headers = [
        ("x-wc-webhook-topic", delivery.topic),
        ("x-wc-webhook-source", "https://shop.example/"),
        ("x-wc-webhook-signature", signature.as_str()),
    ];
    place.ask("POST", "/v1/hooks/woocommerce", &headers, body.as_bytes())
}

fn after(deliveries: &[Delivery]) -> InMemory {
    let place = place();
    for delivery in deliveries {
        let (status, answer) = send(&place, delivery);
        assert_eq!(status, 200, "{} {answer}", delivery.topic);
    }
    place
}

#[test]
fn deliveries_that_are_shuffled_and_repeated_leave_the_same_records() {
    let story = story();
    let dump = |place: &InMemory| ["Order(", "Product(", "Name("].map(|kind| place.0.dump_of(kind));
    let expected = dump(&after(&story));
    for seed in 0..100 {
        assert_eq!(dump(&after(&shuffled(&story, seed))), expected, "seed {seed}");
    }
}

#[test]
fn the_shopper_hears_what_the_extension_tracked() {
    let place = after(&story());
    let body = json!({ "id": uuid("woo"), "text": "where is order #10727? ada@example.com" }).to_string();
    let (_, answer) = place.ask("POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.as_bytes());
    assert!(answer.contains("AP7") && answer.contains("#10727"), "{answer}");
    let products = place.0.dump_of("Product(");
    assert!(products.contains("\\\"available\\\":true"), "the variation's newest stock: {products}");
}

#[test]
fn a_delivery_is_believed_by_its_signature_and_its_shop() {
    let place = place();
    // HMAC-SHA256("demo-shopify-secret", "{\"id\":727}"), computed by openssl.
    let good = "3hMoa6TaTDOjvU1Ix7lWICPjSg2IcS2YvlJU6GgWEEI=";
    let send = |source: &str, signature: &str, body: &[u8]| {
        let headers = [
            ("x-wc-webhook-topic", "order.deleted"),
            ("x-wc-webhook-source", source),
            ("x-wc-webhook-signature", signature),
        ];
        place.ask("POST", "/v1/hooks/woocommerce", &headers, body).0
    };
    assert_eq!(send("https://shop.example/", good, b"{\"id\":727}"), 200);
    assert_eq!(send("https://SHOP.example", good, b"{\"id\":727}"), 200);
    assert_eq!(send("https://shop.example/", good, b"{\"id\":728}"), 401);
    assert_eq!(send("https://shop.example/", "", b"{\"id\":727}"), 401);
    assert_eq!(send("https://other.example/", good, b"{\"id\":727}"), 404);
    assert_eq!(place.ask("POST", "/v1/hooks/woocommerce", &[], b"webhook_id=12").0, 200, "its ping");
    assert_eq!(place.ask("POST", "/v1/hooks/woocommerce", &[], b"{\"id\":727}").0, 404);
}
