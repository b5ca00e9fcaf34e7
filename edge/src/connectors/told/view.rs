//! The order that everything told comes to.

use beeline_dialogue::{
    Order,
    order::{Fulfilment, LineItem, Payment, Refund, Return},
};
use beeline_protocol::ParcelState;

use super::{CANCELLED, Note, Told, rank};
use crate::connectors::amount;

/// The order with its parcels, refunds and returns; `None` before a whole record came.
pub(super) fn compose(told: &Told) -> Option<Order> {
    let mut order = told.order.clone()?;
    let mut parts: Vec<&Note> = told.parts.iter().collect();
    let mut paid_since = false;
    for note in &told.notes {
        match parts.iter_mut().find(|part| part.key == note.key) {
            Some(part) if rank(note) > rank(part) => *part = note,
            Some(_) => {}
            None => {
                paid_since |= !note.paid.is_empty();
                parts.push(note);
            }
        }
    }
    let first = |key: &str| told.first.iter().find(|(known, _)| known == key).map(|(_, at)| *at);
    if order.cancelled_at.is_some() {
        order.cancelled_at = first(CANCELLED).or(order.cancelled_at);
    }
    for part in parts.iter().filter(|part| part.key.starts_with("parcel/")) {
        if let Some(mut parcel) = part.parcel.clone() {
            happen(&mut parcel, part, &parts);
            if parcel.state == ParcelState::Delivered {
                parcel.delivered_at = parcel.delivered_at.or_else(|| first(&part.key));
            }
            order.fulfilments.push(parcel);
        }
    }
    order.returns = returns(&parts);
    take_off(&mut order, told, &parts);
    if paid_since {
        order.payment = paid_back(&order);
    }
    Some(order)
}

/// What happened to a parcel since it was told.
fn happen(parcel: &mut Fulfilment, part: &Note, parts: &[&Note]) {
    let mine = format!("event/{}/", part.key.trim_start_matches("parcel/"));
    let (mut last, mut delivered) = (None, None);
    for note in parts.iter().filter(|note| note.key.starts_with(&mine)) {
        let Some(event) = &note.parcel else { continue };
        if event.state == ParcelState::Delivered {
            delivered = delivered.max(event.delivered_at);
        }
        // Within one second the record may have known of it: what has come further counts.
        if note.at > part.at || note.at == part.at && event.state > parcel.state {
            last = last.max(Some((event.delivered_at, note.at, event.state, event.expected_at)));
        }
    }
    if let Some((_, _, state, expected_at)) = last {
        parcel.state = state;
        parcel.expected_at = expected_at.or(parcel.expected_at);
    }
    // The carrier's own time is better than that of a record.
    let at = delivered.or(parcel.delivered_at);
    parcel.delivered_at = at.filter(|_| parcel.state == ParcelState::Delivered);
}

/// Each return in its newest state. Where a platform does not say when, the state that is further on is the newer; some
/// news of a return name no items, so those are the newest ones named.
fn returns(parts: &[&Note]) -> Vec<Return> {
    let mut all: Vec<Return> = Vec::new();
    for (note, back) in parts.iter().filter_map(|note| Some((note, note.back.as_ref()?))) {
        if all.iter().any(|known| known.id == back.id) {
            continue;
        }
        let of = || {
            parts
                .iter()
                .filter_map(|note| Some((note, note.back.as_ref().filter(|other| other.id == back.id)?)))
        };
        let timed = of().all(|(note, _)| note.at.is_some());
        let (mut newest, mut named) = ((note, back), (note, back));
        for (note, back) in of() {
            let is_newer = |than: (&&Note, &Return)| {
                let at = |note: &Note| note.at.filter(|_| timed);
                (at(note), back.state) > (at(than.0), than.1.state)
            };
            if is_newer(newest) {
                newest = (note, back);
            }
            if !back.items.is_empty() && (named.1.items.is_empty() || is_newer(named)) {
                named = (note, back);
            }
        }
        all.push(Return { items: named.1.items.clone(), ..newest.1.clone() });
    }
    all
}

/// Refunds and the lines they are for. Units that never left the shop are taken off the order; those that did are what
/// the refund names, so that nobody is paid twice for them. An order that was called off keeps its lines.
fn take_off(order: &mut Order, told: &Told, parts: &[&Note]) {
    let of = |list: &[(String, u32)], id: &str| -> u32 {
        list.iter().filter(|(line, _)| line == id).map(|(_, units)| units).sum()
    };
    let shipped: Vec<(String, u32)> =
        order.fulfilments.iter().flat_map(|parcel| parcel.items.clone()).collect();
    // Units of each line that are not sent, and those that are neither taken off nor paid back.
    let mut left: Vec<(LineItem, u32, u32)> = Vec::new();
    for line in &order.line_items {
        left.push((line.clone(), line.quantity.saturating_sub(of(&shipped, &line.id)), line.quantity));
    }
    for part in parts {
        let mut items = Vec::new();
        let before = part.before.iter().map(|line| (line, true));
        for ((id, units), before) in before.chain(part.lines.iter().map(|line| (line, false))) {
            let Some((line, open, kept)) = left.iter_mut().find(|(line, ..)| line.id == *id) else {
                continue;
            };
            let off = if before { *units } else { (*units).min(*open) };
            *open = open.saturating_sub(off);
            *kept = kept.saturating_sub(*units);
            line.quantity = line.quantity.saturating_sub(off);
            if *units > off {
                items.push((id.clone(), units - off));
            }
        }
        let first = told.first.iter().find(|(key, _)| *key == part.key).map(|(_, at)| *at);
        for paid in &part.paid {
            // One refund may go to two methods: its items are named once.
            let items = std::mem::take(&mut items);
            order.refunds.push(Refund { items, at: first.unwrap_or(paid.at), ..paid.clone() });
        }
    }
    // What an edit of the order removed was never refunded by line.
    for (line, open, kept) in &mut left {
        if told.current.iter().any(|(id, _)| *id == line.id) {
            let edited = kept.saturating_sub(of(&told.current, &line.id));
            line.quantity = line.quantity.saturating_sub(edited.min(*open));
        }
    }
    left.retain(|(line, ..)| line.quantity > 0);
    if order.cancelled_at.is_none() && !left.is_empty() {
        order.line_items = left.into_iter().map(|(line, ..)| line).collect();
    }
}

/// How an order is paid when a refund is told that its record does not know yet.
fn paid_back(order: &Order) -> Payment {
    let back = order.refunds.iter().filter(|refund| !refund.pending);
    let back: i64 = back.filter_map(|refund| amount::read(&refund.amount.amount)).sum();
    match amount::read(&order.total.amount) {
        _ if order.payment >= Payment::Refunded => order.payment,
        Some(total) if back >= total => Payment::Refunded,
        _ => Payment::PartiallyRefunded,
    }
}
