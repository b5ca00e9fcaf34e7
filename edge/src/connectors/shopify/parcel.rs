//! Fulfilments and their events. They carry `estimated_delivery_at` and `delivered_at` as Shopify's GraphQL names them.

use beeline_dialogue::order::Fulfilment;
use beeline_protocol::ParcelState;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{
    super::{
        News, Note, What,
        wire::{Text, Time, link, list},
    },
    patch,
    words::{Shipment, leaves, shipment},
};

#[derive(Deserialize)]
pub(super) struct RawParcel {
    #[serde(default)]
    pub(super) id: Text,
    #[serde(default)]
    order_id: Text,
    #[serde(default)]
    status: Text,
    created_at: Time,
    #[serde(default)]
    pub(super) updated_at: Option<Time>,
    #[serde(default)]
    shipment_status: Text,
    #[serde(default)]
    tracking_company: Text,
    #[serde(default)]
    tracking_number: Text,
    #[serde(default, deserialize_with = "list")]
    tracking_numbers: Vec<Text>,
    #[serde(default)]
    tracking_url: Text,
    #[serde(default, deserialize_with = "list")]
    tracking_urls: Vec<Text>,
    #[serde(default)]
    estimated_delivery_at: Option<Time>,
    #[serde(default)]
    delivered_at: Option<Time>,
    #[serde(default, deserialize_with = "list")]
    line_items: Vec<RawPacked>,
}

#[derive(Deserialize)]
struct RawPacked {
    id: Text,
    #[serde(default = "one")]
    quantity: u32,
    #[serde(default)]
    requires_shipping: Option<bool>,
}

fn one() -> u32 {
    1
}

/// Reads a fulfilment that comes alone.
pub(super) fn read(body: &[u8]) -> Result<News, crate::json::Error> {
    let raw: RawParcel = crate::json::read(body)?;
    let (order, at) = (raw.order_id.0.clone(), raw.time());
    Ok(patch(order, raw.note(at, &|_| None)))
}

impl RawParcel {
    pub(super) fn time(&self) -> DateTime<Utc> {
        self.updated_at.unwrap_or(self.created_at).0
    }

    /// `ships` says of a line whether it goes by post, where the fulfilment does not.
    pub(super) fn note(self, at: DateTime<Utc>, ships: &dyn Fn(&str) -> Option<bool>) -> Note {
        Note { key: key(&self.id.0), at: Some(at), what: What::Parcel(self.parcel(ships)) }
    }

    fn parcel(self, ships: &dyn Fn(&str) -> Option<bool>) -> Option<Fulfilment> {
        let by_email = |line: &RawPacked| line.requires_shipping.or_else(|| ships(&line.id.0)) == Some(false);
        let by_email = !self.line_items.is_empty() && self.line_items.iter().all(by_email);
        let told = self.delivered_at.map(|at| at.0);
        let state = match shipment(&self.shipment_status.0) {
            _ if !leaves(&self.status.0) => return None,
            Shipment::Off => return None,
            Shipment::Parcel(state) => state,
            Shipment::Unknown if told.is_some() || by_email => ParcelState::Delivered,
            // Asked for at the warehouse and not confirmed yet.
            Shipment::Unknown if matches!(self.status.0.as_str(), "pending" | "open") => {
                ParcelState::Processing
            }
            Shipment::Unknown => ParcelState::InTransit,
        };
        // A gift card is there once it is sent; no carrier will ever say so. For the rest, what was delivered at a time
        // that nobody told was so by its last change; an event that says it better is heard where all is put together.
        let delivered = || match state {
            _ if by_email => Some(self.created_at.0),
            ParcelState::Delivered => self.updated_at.map(|at| at.0),
            _ => None,
        };
        Some(Fulfilment {
            state,
            delivered_at: told.or_else(delivered),
            carrier: self.tracking_company.some(),
            tracking_number: self.tracking_number.some().or_else(|| first(self.tracking_numbers)),
            tracking_url: link(self.tracking_url).or_else(|| self.tracking_urls.into_iter().find_map(link)),
            expected_at: self.estimated_delivery_at.map(|at| at.0),
            items: self.line_items.into_iter().map(|line| (line.id.0, line.quantity)).collect(),
        })
    }
}

fn first(texts: Vec<Text>) -> Option<String> {
    texts.into_iter().find_map(Text::some)
}

fn key(id: &str) -> String {
    format!("parcel/{id}")
}

#[derive(Deserialize)]
struct RawEvent {
    id: Text,
    order_id: Text,
    fulfillment_id: Text,
    status: String,
    #[serde(default)]
    happened_at: Option<Time>,
    created_at: Time,
    #[serde(default)]
    estimated_delivery_at: Option<Time>,
}

/// Reads an event of a fulfilment.
pub(super) fn event(body: &[u8]) -> Result<News, crate::json::Error> {
    let raw: RawEvent = crate::json::read(body)?;
    let Shipment::Parcel(state) = shipment(&raw.status) else { return Ok(News::Ignored) };
    let what = What::Event {
        parcel: key(&raw.fulfillment_id.0),
        state,
        happened_at: raw.happened_at.unwrap_or(raw.created_at).0,
        expected_at: raw.estimated_delivery_at.map(|at| at.0),
    };
    let key = format!("event/{}/{}", raw.fulfillment_id.0, raw.id.0);
    Ok(patch(raw.order_id.0, Note { key, at: Some(raw.created_at.0), what }))
}
