//! Fulfilments and their events. They carry `estimated_delivery_at` and `delivered_at` as Shopify's GraphQL names them.

use beeline_dialogue::order::Fulfilment;
use beeline_protocol::ParcelState;
use chrono::{DateTime, Utc};

use super::{
    super::{News, Node, Note},
    patch,
    words::{Shipment, leaves, shipment},
};

/// When it last changed.
pub(super) fn time(raw: Node<'_>) -> Result<DateTime<Utc>, crate::json::Error> {
    raw.time("updated_at").map_or_else(|| raw.need_time("created_at"), Ok)
}

/// The order's lines say what goes by post, where the fulfilment's own do not.
pub(super) fn note(raw: Node<'_>, at: DateTime<Utc>, order: Node<'_>) -> Result<Note, crate::json::Error> {
    Ok(Note { key: key(&raw.text("id")), at: Some(at), parcel: parcel(raw, order)?, ..Note::default() })
}

fn parcel(raw: Node<'_>, order: Node<'_>) -> Result<Option<Fulfilment>, crate::json::Error> {
    let mut items = Vec::new();
    let mut by_email = true;
    for line in raw.list("line_items") {
        let id = line.need("id")?;
        let is_mail = |line: &Node<'_>| line.get("requires_shipping").0 == false;
        by_email &=
            is_mail(&line) || order.list("line_items").iter().any(|of| of.text("id") == id && is_mail(of));
        items.push((id, line.units("quantity").unwrap_or(1)));
    }
    by_email &= !items.is_empty();
    let (status, told) = (raw.word("status"), raw.time("delivered_at"));
    let state = match shipment(&raw.text("shipment_status")) {
        _ if !leaves(&status) => return Ok(None),
        Shipment::Off => return Ok(None),
        Shipment::Parcel(state) => state,
        Shipment::Unknown if told.is_some() || by_email => ParcelState::Delivered,
        // Asked for at the warehouse and not confirmed yet.
        Shipment::Unknown if status == "pending" || status == "open" => ParcelState::Processing,
        Shipment::Unknown => ParcelState::InTransit,
    };
    // A gift card is there once it is sent; no carrier will ever say so. For the rest, what was delivered at a time that
    // nobody told was so by its last change; an event that says it better is heard where all is put together.
    let delivered = match state {
        _ if by_email => raw.time("created_at"),
        ParcelState::Delivered => raw.time("updated_at"),
        _ => None,
    };
    let of = |one, all| raw.some(one).or_else(|| raw.get(all).0.get(0)?.as_str().map(str::to_owned));
    Ok(Some(Fulfilment {
        state,
        carrier: raw.some("tracking_company"),
        tracking_number: of("tracking_number", "tracking_numbers"),
        tracking_url: raw.link(&["tracking_url"]).or_else(|| {
            let urls = raw.list("tracking_urls");
            urls.iter()
                .filter_map(|url| url.0.as_str())
                .find(|url| url.starts_with("https://"))
                .map(str::to_owned)
        }),
        expected_at: raw.time("estimated_delivery_at"),
        delivered_at: told.or(delivered),
        items,
    }))
}

fn key(id: &str) -> String {
    format!("parcel/{id}")
}

/// Reads an event of a fulfilment.
pub(super) fn event(raw: Node<'_>) -> Result<News, crate::json::Error> {
    let Shipment::Parcel(state) = shipment(&raw.need("status")?) else { return Ok(News::Ignored) };
    let at = raw.need_time("created_at")?;
    let event = Fulfilment {
        state,
        carrier: None,
        tracking_number: None,
        tracking_url: None,
        expected_at: raw.time("estimated_delivery_at"),
        delivered_at: Some(raw.time("happened_at").unwrap_or(at)),
        items: Vec::new(),
    };
    let key = format!("event/{}/{}", raw.need("fulfillment_id")?, raw.text("id"));
    Ok(patch(raw.text("order_id"), Note { key, at: Some(at), parcel: Some(event), ..Note::default() }))
}
