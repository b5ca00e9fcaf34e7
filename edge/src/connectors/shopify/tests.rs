//! What Shopify sends and what it comes to.

use beeline_dialogue::{
    Order,
    order::{Payment, ReturnState},
};
use beeline_protocol::ParcelState;
use serde_json::{Value, json};

use super::{
    super::{Delivery, News, Node, Told, told::Standing},
    read,
    words::{self, Shipment},
};

/// An order of two lamps and a rug: one lamp sent, five taken off by a voucher on the lamps.
fn order() -> Value {
    json!({
        "id": 77, "name": "#1001", "email": "", "contact_email": "Ada@Example.com", "currency": "EUR", "total_price": "95.00",
        "created_at": "2026-11-01T10:00:00+01:00", "updated_at": "2026-11-02T10:00:00+01:00", "cancelled_at": null,
        "financial_status": "PAID", "payment_gateway_names": ["gift_card", "shopify_payments"], "refunds": null,
        "line_items": [
            { "id": 1, "product_id": 10, "variant_id": 11, "title": "Lamp", "quantity": 2, "price": "30.00", "total_discount": "0.00",
              "discount_allocations": [{ "amount": "4.00" }, { "amount": "1.00" }],
              "properties": [{ "name": "Engraving", "value": "A" }, { "name": "_bundle", "value": "x9" }] },
            { "id": 2, "product_id": null, "variant_id": null, "title": "Rug", "quantity": 1, "price": "40.00" }
        ],
        "fulfillments": [parcel("success", "2026-11-02T09:00:00Z")]
    })
}

fn parcel(status: &str, updated_at: &str) -> Value {
    json!({
        "id": 5, "order_id": 77, "status": status, "created_at": "2026-11-01T12:00:00Z", "updated_at": updated_at,
        "shipment_status": null, "tracking_company": "DHL", "tracking_number": "JD1", "tracking_urls": ["http://x", "https://dhl.example/JD1"],
        "line_items": [{ "id": 1, "quantity": 1 }]
    })
}

fn event(id: u32, status: &str, happened_at: &str, created_at: &str) -> Value {
    json!({ "id": id, "order_id": 77, "fulfillment_id": 5, "status": status, "happened_at": happened_at, "created_at": created_at })
}

fn refund(line: u32, units: u32, restock: &str) -> Value {
    json!({
        "id": 9, "order_id": 77, "created_at": "2026-11-03T09:00:00Z",
        "refund_line_items": [{ "line_item_id": line, "quantity": units, "restock_type": restock }],
        "transactions": [
            { "kind": "refund", "status": "success", "amount": "20.00", "currency": "EUR", "gateway": "gift_card" },
            { "kind": "refund", "status": "success", "amount": "7.50", "currency": "EUR", "gateway": "shopify_payments" },
            { "kind": "refund", "status": "failure", "amount": "99.00", "currency": "EUR", "gateway": "shopify_payments" }
        ]
    })
}

/// What deliveries come to: `(topic, payload)`, the topic with the header's time after an `@` where there is one.
fn told(deliveries: &[(&str, Value)]) -> Order {
    let mut told = Told::default();
    for (topic, payload) in deliveries {
        let (topic, at) = topic.split_once('@').unwrap_or((topic, ""));
        let received = "2026-11-09T00:00:00Z".parse().unwrap();
        let delivery = Delivery { topic, id: "", at: at.parse().ok(), received, body: Node(payload) };
        match read(&delivery).unwrap() {
            News::Order { id, told: new } => {
                assert_eq!(id, "77");
                told.join(*new)
            }
            _ => continue,
        };
    }
    match told.order() {
        Standing::Known(order) => *order,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_is_read_with_what_its_lines_really_cost() {
    let order = told(&[("orders/updated", order())]);
    assert_eq!(
        (order.email.as_str(), order.method.as_deref()),
        ("ada@example.com", Some("gift_card, shopify_payments"))
    );
    assert_eq!(order.line_items[0].price, "27.50");
    assert_eq!(order.line_items[0].options, [("Engraving".to_owned(), "A".to_owned())]);
    let parcel = &order.fulfilments[0];
    assert_eq!(
        (parcel.state, parcel.tracking_url.as_deref()),
        (ParcelState::InTransit, Some("https://dhl.example/JD1"))
    );
    assert_eq!(
        order.unfulfilled().iter().map(|(line, units)| (line.id.as_str(), *units)).collect::<Vec<_>>(),
        [("1", 1), ("2", 1)]
    );
}

#[test]
fn a_fulfilment_that_was_called_off_is_no_parcel() {
    for status in ["cancelled", "error", "failure"] {
        let off = told(&[
            ("orders/updated", order()),
            ("fulfillments/update", parcel(status, "2026-11-02T12:00:00Z")),
        ]);
        assert!(off.fulfilments.is_empty(), "{status}");
    }
    let late = told(&[
        ("orders/updated", order()),
        ("fulfillments/update", parcel("cancelled", "2026-11-01T12:00:00Z")),
    ]);
    assert_eq!(late.fulfilments.len(), 1, "what is older than the record changes nothing");
}

#[test]
fn the_last_event_says_where_a_parcel_is() {
    let events = [
        ("fulfillment_events/create", event(2, "DELIVERED", "2026-11-03T08:00:00Z", "2026-11-03T08:05:00Z")),
        (
            "fulfillment_events/create",
            event(1, "out_for_delivery", "2026-11-03T06:00:00Z", "2026-11-03T08:06:00Z"),
        ),
        ("orders/updated", order()),
    ];
    let order = told(&events);
    assert_eq!(order.fulfilments[0].state, ParcelState::Delivered);
    assert_eq!(order.fulfilments[0].delivered_at, "2026-11-03T08:00:00Z".parse().ok());
}

#[test]
fn what_is_refunded_before_it_is_sent_leaves_the_order_and_what_was_sent_is_named() {
    let before = told(&[("orders/updated", order()), ("refunds/create", refund(2, 1, "cancel"))]);
    assert_eq!(before.line_items.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(), ["Lamp"]);
    assert_eq!((before.payment, before.refunds.len()), (Payment::PartiallyRefunded, 2));
    assert!(before.refunds.iter().all(|refund| refund.items.is_empty()));
    // Two lamps, one of them sent: the other never will be.
    let both = told(&[("orders/updated", order()), ("refunds/create", refund(1, 2, "no_restock"))]);
    assert_eq!(both.line_items[0].quantity, 1);
    assert_eq!(both.refunds[0].items, [("1".to_owned(), 1)]);
    assert!(both.refunds[1].items.is_empty(), "one refund to two methods names its items once");
}

#[test]
fn what_an_edit_removed_is_gone_and_a_cancelled_order_keeps_its_lines() {
    let mut edited = order();
    edited["line_items"][1]["current_quantity"] = json!(0);
    assert_eq!(told(&[("orders/updated", edited.clone())]).line_items.len(), 1);
    edited["cancelled_at"] = json!("2026-11-02T10:00:00Z");
    assert_eq!(told(&[("orders/cancelled", edited)]).line_items.len(), 2);
}

#[test]
fn a_return_keeps_its_items_through_news_that_name_none() {
    let asked = json!({
        "id": 3, "status": "requested", "order": { "id": 77 },
        "return_line_items": [{ "quantity": 1, "fulfillment_line_item": { "id": 6, "line_item": { "id": 1 } } }]
    });
    let closed = json!({ "id": 3, "order_id": 77, "status": "closed" });
    let opened = json!({ "id": 3, "order_id": 77 });
    let whole = ("orders/updated", order());
    // Without times the state that is further on counts.
    let order = told(&[("returns/close", closed.clone()), whole.clone(), ("returns/request", asked.clone())]);
    assert_eq!(
        (order.returns[0].state, &order.returns[0].items[0]),
        (ReturnState::Closed, &("1".to_owned(), 1))
    );
    // With times the newest does: it was opened again.
    let again = told(&[
        ("returns/reopen@2026-11-05T00:00:00Z", opened),
        ("returns/close@2026-11-04T00:00:00Z", closed),
        ("returns/request@2026-11-03T00:00:00Z", asked),
        whole,
    ]);
    assert_eq!((again.returns.len(), again.returns[0].state), (1, ReturnState::Open));
}

#[test]
fn a_products_options_and_stock_are_read_as_webhooks_spell_them() {
    let product = json!({
        "id": 10, "title": "Lamp", "updated_at": "2026-11-01T10:00:00Z", "status": "active", "options": [{ "name": "Colour" }],
        "variants": [
            { "id": 11, "title": "Red", "price": "30.00", "option1": "Red", "inventory_quantity": 0, "inventory_policy": "deny", "inventory_management": "shopify" },
            { "id": 12, "title": "Blue", "price": 30.5, "option1": "Blue", "inventory_quantity": 0, "inventory_policy": "deny", "inventory_management": null }
        ]
    });
    let delivery = Delivery {
        topic: "products/update",
        id: "",
        at: None,
        received: Default::default(),
        body: Node(&product),
    };
    let News::Product(product) = read(&delivery).unwrap() else { panic!("a product") };
    assert_eq!(product.variants.iter().map(|variant| variant.available).collect::<Vec<_>>(), [false, true]);
    assert_eq!(product.variants[1].options, [("Colour".to_owned(), "Blue".to_owned())]);
}

/// The words of one of Shopify's enumerations, as its own schema lists them.
fn published(name: &str) -> Vec<String> {
    let all: Value = serde_json::from_str(include_str!("words.json")).unwrap();
    let words = all[name].as_array().unwrap().iter().filter_map(Value::as_str);
    words.flat_map(|word| [word.to_owned(), word.to_lowercase()]).collect()
}

#[test]
fn every_word_of_the_published_schema_is_known() {
    for word in published("FulfillmentDisplayStatus").iter().chain(&published("FulfillmentEventStatus")) {
        assert_ne!(words::shipment(word), Shipment::Unknown, "{word}");
    }
    for word in published("OrderDisplayFinancialStatus") {
        assert!(words::payment(&word).is_some(), "{word}");
    }
    for word in published("ReturnStatus") {
        assert!(words::back(&word).is_some(), "{word}");
    }
    let stay: Vec<_> =
        published("FulfillmentStatus").into_iter().filter(|word| !words::leaves(word)).collect();
    assert_eq!(stay, ["CANCELLED", "cancelled", "ERROR", "error", "FAILURE", "failure"]);
    // Of these a word or two is special and the rest is read alike; a new one has to be looked at.
    assert_eq!(published("ProductStatus").len() + published("RefundLineItemRestockType").len(), 16);
}

#[test]
fn statuses_are_known_in_any_case_and_unknown_ones_are_tolerated() {
    assert_eq!(words::shipment("Out_For_Delivery"), Shipment::Parcel(ParcelState::OutForDelivery));
    assert_eq!(words::shipment("teleported"), Shipment::Unknown);
    let mut odd = order();
    odd["fulfillments"][0]["shipment_status"] = json!("teleported");
    assert_eq!(told(&[("orders/updated", odd)]).fulfilments[0].state, ParcelState::InTransit);
}
