//! Parcels, of which WooCommerce itself knows nothing: `completed` means that the shop has sent everything. Tracking is
//! in `_wc_shipment_tracking_items`, where the Shipment Tracking and Advanced Shipment Tracking extensions both put it;
//! TrackShip adds `shipment_status`. Nothing is called delivered that nobody says was delivered.

use beeline_dialogue::order::Fulfilment;
use beeline_protocol::ParcelState;
use chrono::{DateTime, Utc};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    super::{
        Note, What,
        wire::{Text, link, list, time},
    },
    order::RawOrder,
};

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct RawTracking {
    tracking_provider: Text,
    formatted_tracking_provider: Text,
    custom_tracking_provider: Text,
    tracking_number: Text,
    custom_tracking_link: Text,
    formatted_tracking_link: Text,
    ast_tracking_link: Text,
    #[serde(deserialize_with = "list")]
    products_list: Vec<RawSent>,
}

#[derive(Deserialize)]
struct RawSent {
    #[serde(default)]
    item_id: Text,
    #[serde(default)]
    product: Text,
    #[serde(default)]
    qty: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawStatus {
    status: Text,
    status_date: Text,
    est_delivery_date: Text,
}

/// The order's parcels.
pub(super) fn read(order: &RawOrder, at: DateTime<Utc>) -> Vec<Note> {
    let trackings: Vec<RawTracking> = meta(order, "_wc_shipment_tracking_items");
    let statuses: Vec<RawStatus> = meta(order, "shipment_status");
    let by_post = !order.shipping_lines.is_empty();
    let collected = order.shipping_lines.iter().any(|line| line.method_id.0.starts_with("local_pickup"));
    let mut rest: Vec<(String, u32)> =
        order.line_items.iter().map(|line| (line.id.0.clone(), line.quantity)).collect();
    let mut parcels: Vec<Fulfilment> = Vec::new();
    // Which parcel carries what is often not told: those are told as one, with all of their numbers.
    let mut unlisted: Option<Fulfilment> = None;
    for (nth, tracking) in trackings.into_iter().enumerate() {
        let items: Vec<_> = tracking.products_list.iter().filter_map(|sent| sent.line(order)).collect();
        for (id, units) in &items {
            rest.iter_mut()
                .filter(|(line, _)| line == id)
                .for_each(|(_, left)| *left = left.saturating_sub(*units));
        }
        let parcel = tracking.parcel(statuses.get(nth), items);
        match &mut unlisted {
            _ if !parcel.items.is_empty() => parcels.push(parcel),
            None => unlisted = Some(parcel),
            Some(first) => join(first, parcel),
        }
    }
    rest.retain(|(_, left)| *left > 0);
    let completed = order.date_completed_gmt.map(|at| at.0);
    let done = match order.status.as_str() {
        "completed" | "shipped" | "delivered" => true,
        // What is paid back may have been sent before.
        "refunded" => completed.is_some(),
        _ => false,
    };
    match unlisted {
        // What a shop has sent in part, without saying which, is not said either.
        Some(parcel) if order.status == "partial-shipped" => parcels.push(parcel),
        Some(parcel) => parcels.push(Fulfilment { items: rest, ..parcel }),
        None if done && !rest.is_empty() => {
            let state = match order.status.as_str() {
                "delivered" => ParcelState::Delivered,
                // A file or a voucher is there once the order is completed.
                _ if !by_post => ParcelState::Delivered,
                _ if collected => ParcelState::ReadyForPickup,
                _ => ParcelState::InTransit,
            };
            let delivered_at = completed.filter(|_| !by_post);
            parcels.push(Fulfilment { state, items: rest, delivered_at, ..untracked() });
        }
        None => {}
    }
    if order.status == "delivered" {
        parcels.iter_mut().for_each(|parcel| parcel.state = ParcelState::Delivered);
    }
    let note =
        |(nth, parcel)| Note { key: format!("parcel/{nth}"), at: Some(at), what: What::Parcel(Some(parcel)) };
    parcels.into_iter().enumerate().map(note).collect()
}

fn meta<T: DeserializeOwned>(order: &RawOrder, key: &str) -> Vec<T> {
    let found = order.meta_data.iter().find(|meta| meta.key.0 == key).map(|meta| meta.value.clone());
    // PHP writes a list with gaps in it as an object.
    let items = match found {
        Some(serde_json::Value::Array(items)) => items,
        Some(serde_json::Value::Object(items)) => items.into_iter().map(|(_, item)| item).collect(),
        _ => Vec::new(),
    };
    items.into_iter().filter_map(|item| crate::json::from_value(item).ok()).collect()
}

fn untracked() -> Fulfilment {
    Fulfilment {
        state: ParcelState::InTransit,
        carrier: None,
        tracking_number: None,
        tracking_url: None,
        expected_at: None,
        delivered_at: None,
        items: Vec::new(),
    }
}

impl RawTracking {
    fn parcel(self, status: Option<&RawStatus>, items: Vec<(String, u32)>) -> Fulfilment {
        let carrier =
            [self.formatted_tracking_provider, self.custom_tracking_provider, self.tracking_provider];
        let links = [self.custom_tracking_link, self.formatted_tracking_link, self.ast_tracking_link];
        let state = status.map(|status| status.status.0.to_ascii_lowercase()).unwrap_or_default();
        let state = match state.as_str() {
            "pre_transit" | "label_created" | "info_received" => ParcelState::Processing,
            "out_for_delivery" => ParcelState::OutForDelivery,
            "attempted_delivery" | "delivery_attempt" => ParcelState::DeliveryAttempted,
            "available_for_pickup" => ParcelState::ReadyForPickup,
            "delivered" => ParcelState::Delivered,
            "delayed" | "on_hold" => ParcelState::Delayed,
            "failure" | "exception" | "return_to_sender" => ParcelState::Failed,
            _ => ParcelState::InTransit,
        };
        let day = |text: &Text| time(&text.0).or_else(|| time(&format!("{}T00:00:00", text.0)));
        Fulfilment {
            state,
            carrier: carrier.into_iter().find_map(Text::some),
            tracking_number: self.tracking_number.some(),
            tracking_url: links.into_iter().find_map(link),
            expected_at: status.and_then(|status| day(&status.est_delivery_date)),
            delivered_at: status
                .filter(|_| state == ParcelState::Delivered)
                .and_then(|status| day(&status.status_date)),
            items,
        }
    }
}

impl RawSent {
    /// The order's line, by its own id or by its product's.
    fn line(&self, order: &RawOrder) -> Option<(String, u32)> {
        let is = |id: &Text, other: &Text| !id.0.is_empty() && id == other;
        let line = order.line_items.iter().find(|line| is(&self.item_id, &line.id));
        let line =
            line.or_else(|| order.line_items.iter().find(|line| is(&self.product, &line.product_id)))?;
        Some((line.id.0.clone(), self.qty.0.parse().ok().filter(|units| *units > 0)?))
    }
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
