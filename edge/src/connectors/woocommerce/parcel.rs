//! Parcels, of which WooCommerce itself knows nothing: `completed` means that the shop has sent everything. Tracking is
//! in `_wc_shipment_tracking_items`, where the Shipment Tracking and Advanced Shipment Tracking extensions both put it;
//! TrackShip adds `shipment_status`. Nothing is called delivered that nobody says was delivered.

use beeline_dialogue::order::Fulfilment;
use beeline_protocol::ParcelState;
use serde_json::Value;

use super::super::{Node, time};

/// The order's parcels.
pub(super) fn read(order: Node<'_>, status: &str) -> Result<Vec<Fulfilment>, crate::json::Error> {
    let (trackings, statuses) = (meta(order, "_wc_shipment_tracking_items"), meta(order, "shipment_status"));
    let shipping = order.list("shipping_lines");
    let mut rest: Vec<(String, u32)> = Vec::new();
    for line in order.list("line_items") {
        rest.push((line.need("id")?, line.need_units("quantity")?));
    }
    let mut parcels: Vec<Fulfilment> = Vec::new();
    // Which parcel carries what is often not told: those are told as one, with all of their numbers.
    let mut unlisted: Option<Fulfilment> = None;
    for (nth, tracking) in trackings.into_iter().enumerate() {
        let items = sent(tracking, order);
        for (id, units) in &items {
            for (_, left) in rest.iter_mut().filter(|(line, _)| line == id) {
                *left = left.saturating_sub(*units);
            }
        }
        let parcel = parcel(tracking, statuses.get(nth).copied().unwrap_or(Node(&Value::Null)), items);
        match &mut unlisted {
            _ if !parcel.items.is_empty() => parcels.push(parcel),
            None => unlisted = Some(parcel),
            Some(first) => join(first, parcel),
        }
    }
    rest.retain(|(_, left)| *left > 0);
    let completed = order.time("date_completed_gmt");
    let done = match status {
        "completed" | "shipped" | "delivered" => true,
        // What is paid back may have been sent before.
        "refunded" => completed.is_some(),
        _ => false,
    };
    match unlisted {
        // What a shop has sent in part, without saying which, is not said either.
        Some(parcel) if status == "partial-shipped" => parcels.push(parcel),
        Some(parcel) => parcels.push(Fulfilment { items: rest, ..parcel }),
        None if done && !rest.is_empty() => {
            let collected = shipping.iter().any(|line| line.text("method_id").starts_with("local_pickup"));
            let mut parcel = parcel(Node(&Value::Null), Node(&Value::Null), rest);
            if shipping.is_empty() {
                // A file or a voucher is there once the order is completed.
                (parcel.state, parcel.delivered_at) = (ParcelState::Delivered, completed);
            } else if collected {
                parcel.state = ParcelState::ReadyForPickup;
            }
            parcels.push(parcel);
        }
        None => {}
    }
    if status == "delivered" {
        parcels.iter_mut().for_each(|parcel| parcel.state = ParcelState::Delivered);
    }
    Ok(parcels)
}

fn meta<'a>(order: Node<'a>, key: &str) -> Vec<Node<'a>> {
    let all = order.list("meta_data");
    all.into_iter().find(|meta| meta.text("key") == key).map(|meta| meta.list("value")).unwrap_or_default()
}

fn parcel(tracking: Node<'_>, told: Node<'_>, items: Vec<(String, u32)>) -> Fulfilment {
    let state = match told.word("status").as_str() {
        "pre_transit" | "label_created" | "info_received" => ParcelState::Processing,
        "out_for_delivery" => ParcelState::OutForDelivery,
        "attempted_delivery" | "delivery_attempt" => ParcelState::DeliveryAttempted,
        "available_for_pickup" => ParcelState::ReadyForPickup,
        "delivered" => ParcelState::Delivered,
        "delayed" | "on_hold" => ParcelState::Delayed,
        "failure" | "exception" | "return_to_sender" => ParcelState::Failed,
        _ => ParcelState::InTransit,
    };
    let day = |key| told.time(key).or_else(|| time(&format!("{}T00:00:00", told.text(key))));
    Fulfilment {
        state,
        carrier: tracking.first(&[
            "formatted_tracking_provider",
            "custom_tracking_provider",
            "tracking_provider",
        ]),
        tracking_number: tracking.some("tracking_number"),
        tracking_url: tracking.link(&[
            "custom_tracking_link",
            "formatted_tracking_link",
            "ast_tracking_link",
        ]),
        expected_at: day("est_delivery_date"),
        delivered_at: day("status_date").filter(|_| state == ParcelState::Delivered),
        items,
    }
}

/// What a tracking says is in its parcel: the order's lines, by their own id or by their product's.
fn sent(tracking: Node<'_>, order: Node<'_>) -> Vec<(String, u32)> {
    let lines = order.list("line_items");
    let mut items = Vec::new();
    for sent in tracking.list("products_list") {
        let by = |own, its| {
            let id = sent.some(own)?;
            lines.iter().find(|line| line.text(its) == id)
        };
        if let (Some(line), Some(units @ 1..)) =
            (by("item_id", "id").or_else(|| by("product", "product_id")), sent.units("qty"))
        {
            items.push((line.text("id"), units));
        }
    }
    items
}

/// Two parcels told as one: it has come as far as the one that has come less far.
fn join(first: &mut Fulfilment, other: Fulfilment) {
    let both = |one: Option<String>, other: Option<String>| match (one, other) {
        (Some(one), Some(other)) if one != other => Some(format!("{one}, {other}")),
        (one, other) => one.or(other),
    };
    first.carrier = both(first.carrier.take(), other.carrier);
    first.tracking_number = both(first.tracking_number.take(), other.tracking_number);
    first.tracking_url = first.tracking_url.take().or(other.tracking_url);
    first.state = first.state.min(other.state);
    first.expected_at = first.expected_at.max(other.expected_at);
    first.delivered_at = first.delivered_at.zip(other.delivered_at).map(|(one, other)| one.max(other));
}
