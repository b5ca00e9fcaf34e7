//! What a Vendure sends and what it comes to; the payload is one that a shop of version 3.7 answered.

use beeline_dialogue::{Order, order::Payment};
use beeline_protocol::ParcelState;
use serde_json::{Value, json};

use super::{
    super::{Delivery, News, Node, Told, told::Standing},
    read,
};

fn order(state: &str, parcels: Value, refunds: Value) -> Value {
    json!({
        "id": "1", "code": "VD-10001", "state": state, "orderPlacedAt": "2026-11-20T16:15:06.557Z", "updatedAt": "2026-11-20T16:15:05.000Z",
        "currencyCode": "USD", "totalWithTax": 13700, "customer": { "emailAddress": "Ada@example.com" },
        "shippingAddress": { "streetLine1": "Main St 1", "streetLine2": null, "city": "Cork", "province": null, "postalCode": "T12", "countryCode": "IE" },
        "lines": [
            { "id": "1", "quantity": 2, "proratedUnitPriceWithTax": 5760,
              "productVariant": { "id": "1", "name": "Storm Lantern brass", "product": { "id": "1", "name": "Storm Lantern" },
                                  "options": [{ "name": "brass", "group": { "name": "finish" } }] } },
            { "id": "2", "quantity": 1, "proratedUnitPriceWithTax": 1680,
              "productVariant": { "id": "3", "name": "Enamel Mug", "product": { "id": "2", "name": "Enamel Mug" }, "options": [] } }
        ],
        "payments": [{ "method": "card", "state": "Settled", "refunds": refunds }], "fulfillments": parcels
    })
}

fn parcel(state: &str) -> Value {
    json!([{ "id": "1", "updatedAt": "2026-11-20T16:15:07.000Z", "state": state, "method": "An Post", "trackingCode": "AP1",
             "lines": [{ "orderLineId": "1", "quantity": 2 }, { "orderLineId": "2", "quantity": 1 }] }])
}

fn told(deliveries: &[(&str, Value)]) -> Option<Order> {
    let mut told = Told::default();
    for (at, payload) in deliveries {
        let delivery = Delivery {
            topic: "",
            id: "",
            at: at.parse().ok(),
            received: Default::default(),
            body: Node(payload),
        };
        if let News::Order { told: new, .. } = read(&delivery).unwrap() {
            told.join(*new);
        }
    }
    match told.order() {
        Standing::Known(order) => Some(*order),
        _ => None,
    }
}

#[test]
fn an_order_is_read_with_its_lines_and_its_parcel() {
    let order = told(&[("2026-11-21T10:00:00Z", order("Shipped", parcel("Shipped"), json!([])))]).unwrap();
    assert_eq!(
        (order.number.as_str(), order.email.as_str(), order.payment),
        ("VD-10001", "ada@example.com", Payment::Paid)
    );
    assert_eq!((order.total.amount.as_str(), order.line_items[0].price.as_str()), ("137.00", "57.60"));
    assert_eq!(order.line_items[0].variant_title.as_deref(), Some("brass"));
    assert_eq!(order.line_items[0].options, [("finish".to_owned(), "brass".to_owned())]);
    let parcel = &order.fulfilments[0];
    assert_eq!(
        (parcel.state, parcel.carrier.as_deref(), parcel.tracking_number.as_deref()),
        (ParcelState::InTransit, Some("An Post"), Some("AP1"))
    );
}

#[test]
fn a_parcel_was_delivered_when_the_first_record_says_so() {
    let sent = ("2026-11-21T10:00:00Z", order("Shipped", parcel("Shipped"), json!([])));
    let there = ("2026-11-22T10:00:00Z", order("Delivered", parcel("Delivered"), json!([])));
    let later = ("2026-11-23T10:00:00Z", order("Delivered", parcel("Delivered"), json!([])));
    for deliveries in [[sent.clone(), there.clone(), later.clone()], [later, there, sent]] {
        let order = told(&deliveries).unwrap();
        assert_eq!(order.fulfilments[0].delivered_at, "2026-11-22T10:00:00Z".parse().ok());
    }
}

#[test]
fn refunds_are_read_and_a_cart_is_no_order() {
    let refund = json!([
        { "id": "1", "createdAt": "2026-11-22T10:00:00.000Z", "updatedAt": "2026-11-22T10:00:00.000Z", "state": "Settled", "total": 1680 },
        { "id": "2", "createdAt": "2026-11-22T11:00:00.000Z", "updatedAt": "2026-11-22T11:00:00.000Z", "state": "Failed", "total": 99 }
    ]);
    let refunded = told(&[("", order("Delivered", parcel("Delivered"), refund))]).unwrap();
    assert_eq!((refunded.payment, refunded.refunds.len()), (Payment::PartiallyRefunded, 1));
    assert_eq!(refunded.refunds[0].amount.amount, "16.80");
    let mut cart = order("AddingItems", json!([]), json!([]));
    cart["orderPlacedAt"] = Value::Null;
    assert_eq!(told(&[("", cart)]), None);
}
