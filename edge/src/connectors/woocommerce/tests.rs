//! What WooCommerce sends and what it comes to.

use beeline_dialogue::{Order, order::Payment};
use beeline_protocol::ParcelState;
use serde_json::{Value, json};

use super::{
    super::{Delivery, News, Node, Told, told::Standing},
    domain, is_ping, read,
};

fn order(status: &str, modified: &str) -> Value {
    json!({
        "id": 727, "number": "727", "status": status, "currency": "EUR", "prices_include_tax": true, "total": "71.00",
        "date_created_gmt": "2026-11-01T10:00:00", "date_modified_gmt": modified, "date_paid_gmt": "2026-11-01T10:01:00",
        "date_completed_gmt": if matches!(status, "completed" | "refunded") { json!("2026-11-03T09:00:00") } else { Value::Null },
        "customer_id": 0, "payment_method": "stripe", "payment_method_title": "Credit card",
        "billing": { "first_name": "Ada", "email": "Ada@Example.com", "phone": 12345 },
        "shipping": { "address_1": "Main St 1", "address_2": "", "city": "Cork", "state": "CO", "postcode": "T12", "country": "IE" },
        "shipping_lines": [{ "id": 3, "method_id": "flat_rate", "total": "5.00" }],
        "line_items": [
            { "id": 1, "name": "Hoodie - Blue, M", "parent_name": "Hoodie", "product_id": 20, "variation_id": 22, "quantity": 2,
              "subtotal": "60.00", "total": "50.00", "total_tax": 10.5, "price": 25,
              "meta_data": [
                { "id": 9, "key": "pa_color", "value": "blue", "display_key": "Color", "display_value": "Blue" },
                { "id": 8, "key": "_reduced_stock", "value": "2", "display_key": "_reduced_stock", "display_value": "2" },
                { "id": 7, "key": "file", "value": {}, "display_key": "Logo", "display_value": "<img src=x>" }
              ] },
            { "id": 2, "name": "Mug", "parent_name": null, "product_id": 30, "variation_id": 0, "quantity": 1, "total": "5.00", "total_tax": "0.50", "meta_data": [] }
        ],
        "refunds": [], "meta_data": [{ "id": 1, "key": "is_vat_exempt", "value": "no" }]
    })
}

fn tracked(status: &str, items: Value) -> Value {
    let mut order = order(status, "2026-11-03T09:00:00");
    order["meta_data"] = json!([{ "id": 5, "key": "_wc_shipment_tracking_items", "value": items }]);
    order
}

fn standing(deliveries: &[(&str, Value)]) -> Standing {
    let mut told = Told::default();
    for (nth, (topic, payload)) in deliveries.iter().enumerate() {
        let id = format!("{topic}{nth}");
        let received = "2026-11-09T00:00:00Z".parse().unwrap();
        match read(&Delivery { topic, id: &id, at: None, received, body: Node(payload) }).unwrap() {
            News::Order { told: new, .. } => told.join(*new),
            _ => continue,
        };
    }
    told.order()
}

fn told(deliveries: &[(&str, Value)]) -> Order {
    match standing(deliveries) {
        Standing::Known(order) => *order,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_is_read_with_its_variation_its_tax_and_its_utc_times() {
    let order = told(&[("order.created", order("processing", "2026-11-01T10:01:00"))]);
    assert_eq!(
        (order.number.as_str(), order.email.as_str(), order.payment),
        ("#727", "ada@example.com", Payment::Paid)
    );
    assert_eq!(order.placed_at, "2026-11-01T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    let line = &order.line_items[0];
    assert_eq!((line.title.as_str(), line.variant_title.as_deref()), ("Hoodie", Some("Blue, M")));
    assert_eq!((line.variant.as_str(), line.price.as_str()), ("22", "30.25"));
    assert_eq!(line.options, [("Color".to_owned(), "Blue".to_owned())]);
    assert_eq!(order.line_items[1].variant, "30");
    assert_eq!(order.address.as_deref(), Some("Main St 1, Cork, CO, T12, IE"));
    assert!(order.fulfilments.is_empty());
}

#[test]
fn statuses_become_payment_and_cancellation_and_unknown_ones_are_tolerated() {
    let mut unpaid = order("pending", "2026-11-01T10:01:00");
    unpaid["date_paid_gmt"] = Value::Null;
    for (status, payment) in [
        ("pending", Payment::Pending),
        ("on-hold", Payment::Pending),
        ("failed", Payment::Pending),
        ("cancelled", Payment::Voided),
    ] {
        unpaid["status"] = json!(status);
        let order = told(&[("order.updated", unpaid.clone())]);
        assert_eq!(
            (order.payment, order.cancelled_at.is_some()),
            (payment, status == "cancelled"),
            "{status}"
        );
    }
    assert_eq!(
        told(&[("order.updated", order("awaiting-artwork", "2026-11-01T10:01:00"))]).payment,
        Payment::Paid
    );
    assert_eq!(
        told(&[("order.updated", order("refunded", "2026-11-04T10:01:00"))]).payment,
        Payment::Refunded
    );
}

#[test]
fn what_is_completed_is_sent_and_not_yet_delivered() {
    let sent = told(&[("order.updated", order("completed", "2026-11-03T09:00:00"))]);
    assert_eq!((sent.fulfilments[0].state, sent.fulfilments[0].delivered_at), (ParcelState::InTransit, None));
    assert!(sent.unfulfilled().is_empty());
    let mut file = order("completed", "2026-11-03T09:00:00");
    file["shipping_lines"] = json!([]);
    let file = told(&[("order.updated", file)]);
    assert_eq!(file.fulfilments[0].delivered_at, "2026-11-03T09:00:00Z".parse().ok());
    let mut collected = order("completed", "2026-11-03T09:00:00");
    collected["shipping_lines"] = json!([{ "method_id": "local_pickup" }]);
    assert_eq!(told(&[("order.updated", collected)]).fulfilments[0].state, ParcelState::ReadyForPickup);
}

#[test]
fn tracking_is_read_as_the_extensions_write_it() {
    let one = json!([{ "tracking_provider": "dhl", "custom_tracking_provider": "", "tracking_number": "JD1", "date_shipped": "1762128000" }]);
    let order = told(&[("order.updated", tracked("completed", one))]);
    let parcel = &order.fulfilments[0];
    assert_eq!(
        (parcel.carrier.as_deref(), parcel.tracking_number.as_deref(), parcel.items.len()),
        (Some("dhl"), Some("JD1"), 2)
    );
    // Two parcels, one of which says what is in it; PHP has written the list with gaps.
    let two = json!({
        "0": { "custom_tracking_provider": "An Post", "tracking_number": "AP1", "custom_tracking_link": "https://anpost.example/AP1",
               "products_list": [{ "product": "20", "item_id": "1", "qty": "2" }] },
        "2": { "tracking_provider": "gls", "tracking_number": 77 }
    });
    let order = told(&[("order.updated", tracked("completed", two))]);
    assert_eq!(order.fulfilments[0].items, [("1".to_owned(), 2)]);
    assert_eq!(order.fulfilments[0].tracking_url.as_deref(), Some("https://anpost.example/AP1"));
    assert_eq!(
        (order.fulfilments[1].tracking_number.as_deref(), order.fulfilments[1].items.as_slice()),
        (Some("77"), &[("2".to_owned(), 1)][..])
    );
    // Two that do not: they are told as one.
    let both = json!([{ "tracking_provider": "gls", "tracking_number": "1" }, { "tracking_provider": "gls", "tracking_number": "2" }]);
    let order = told(&[("order.updated", tracked("completed", both))]);
    assert_eq!((order.fulfilments.len(), order.fulfilments[0].tracking_number.as_deref()), (1, Some("1, 2")));
}

#[test]
fn delivered_is_what_a_tracking_extension_says_is_delivered() {
    let mut order = tracked("completed", json!([{ "tracking_provider": "gls", "tracking_number": "1" }]));
    let status = json!([{ "status": "delivered", "status_date": "2026-11-05 14:00:00", "est_delivery_date": "2026-11-06" }]);
    order["meta_data"].as_array_mut().unwrap().push(json!({ "key": "shipment_status", "value": status }));
    let parcel = told(&[("order.updated", order)]).fulfilments.remove(0);
    assert_eq!(
        (parcel.state, parcel.delivered_at),
        (ParcelState::Delivered, "2026-11-05T14:00:00Z".parse().ok())
    );
    assert_eq!(parcel.expected_at, "2026-11-06T00:00:00Z".parse().ok());
}

#[test]
fn a_refund_is_dated_by_the_first_record_that_has_it() {
    let refunded = |modified: &str| {
        let mut order = order("processing", modified);
        order["refunds"] = json!([{ "id": 9, "reason": "", "total": "-10.00" }]);
        ("order.updated", order)
    };
    let (first, later) = (refunded("2026-11-04T10:00:00"), refunded("2026-11-08T10:00:00"));
    for order in [told(&[first.clone(), later.clone()]), told(&[later, first])] {
        assert_eq!(
            (order.payment, order.refunds[0].amount.amount.as_str()),
            (Payment::PartiallyRefunded, "10.00")
        );
        assert_eq!(
            order.refunds[0].at,
            "2026-11-04T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap()
        );
    }
}

#[test]
fn what_was_deleted_is_gone_and_what_was_restored_is_back_in_any_order() {
    let whole = ("order.updated", order("processing", "2026-11-01T10:01:00"));
    let back = ("order.restored", order("processing", "2026-11-05T10:01:00"));
    let gone = ("order.deleted", json!({ "id": 727 }));
    assert_eq!(standing(&[gone.clone(), whole.clone()]), Standing::Gone);
    assert!(matches!(standing(&[whole.clone(), gone.clone(), back.clone()]), Standing::Known(_)));
    assert!(matches!(standing(&[back.clone(), gone.clone(), whole.clone()]), Standing::Known(_)));
    assert_eq!(standing(&[gone.clone(), back, gone, whole]), Standing::Gone);
    assert_eq!(standing(&[("order.updated", order("trash", "2026-11-01T10:01:00"))]), Standing::Unknown);
}

#[test]
fn a_variation_is_told_as_a_product_of_its_own() {
    let variation = json!({
        "id": 22, "name": "Hoodie - Blue", "type": "variation", "parent_id": 20, "status": "publish", "price": 30, "stock_status": "outofstock",
        "date_created_gmt": "2026-11-01T10:00:00", "date_modified_gmt": "2026-11-02T10:00:00",
        "attributes": [{ "id": 1, "name": "Color", "option": "Blue" }], "variations": []
    });
    let delivery = Delivery {
        topic: "product.updated",
        id: "",
        at: None,
        received: Default::default(),
        body: Node(&variation),
    };
    let News::Product(product) = read(&delivery).unwrap() else { panic!("a product") };
    let variant = &product.variants[0];
    assert_eq!((product.id.as_str(), product.title.as_str()), ("20", ""));
    assert_eq!((variant.title.as_str(), variant.available), ("Blue", false));
}

#[test]
fn a_shop_is_known_by_its_address_and_a_ping_by_its_form() {
    assert_eq!(
        [domain("https://shop.example/"), domain("http://shop.example/store"), domain("shop.example")],
        ["shop.example", "shop.example/store", "shop.example"]
    );
    assert!(is_ping(b"webhook_id=12") && !is_ping(b"webhook_id=12&x=1") && !is_ping(b"{\"webhook_id\":12}"));
}
