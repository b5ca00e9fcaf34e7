//! An order, drawn. The text beside it says the same.

use beeline_protocol::{Card, OrderCard, OrderLine, Parcel};
use chrono::{DateTime, SecondsFormat, Utc};

use crate::{
    Record,
    order::LineItem,
    say::{Tongue, status},
};

/// The card of a proven order.
pub(crate) fn of(record: &Record, tongue: Tongue, now: DateTime<Utc>) -> Card {
    let order = &record.order;
    let stamp = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let parcels = order.fulfilments.iter().map(|parcel| Parcel {
        state: parcel.state,
        status: status::parcel_label(tongue, parcel, now),
        carrier: parcel.carrier.clone(),
        tracking_number: parcel.tracking_number.clone(),
        tracking_url: parcel.tracking_url.clone(),
        expected_at: parcel.expected_at.map(stamp),
        delivered_at: parcel.delivered_at.map(stamp),
        lines: parcel
            .items
            .iter()
            .filter_map(|(id, quantity)| {
                let line = order.line_items.iter().find(|line| line.id == *id)?;
                Some(self::line(line, *quantity))
            })
            .collect(),
    });
    Card::Order(OrderCard {
        order: order.number.clone(),
        status: status::order_state(tongue, record, now).to_owned(),
        placed_at: stamp(order.placed_at),
        total: order.total.clone(),
        lines: order.line_items.iter().map(|item| line(item, item.quantity)).collect(),
        parcels: parcels.collect(),
    })
}

fn line(item: &LineItem, quantity: u32) -> OrderLine {
    OrderLine { title: item.title.clone(), variant: item.variant_title.clone(), quantity }
}
