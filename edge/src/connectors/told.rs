//! All that a platform told of one order, and what it comes to.
//!
//! Webhooks come late, twice and in any order; some carry the whole order, some a parcel, an event, a refund or a return
//! alone. So nothing is applied as it comes: the newest whole record is kept, and of each thing the newest note. Keeping
//! the newer of two is the same in whatever order they come, and [`Told::order`] reads the rest from what was kept.

use std::collections::BTreeMap;

use beeline_dialogue::{
    Order,
    order::{Fulfilment, Payment, Refund, Return},
};
use beeline_protocol::ParcelState;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Delivery, amount};

/// What was told of one order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    whole: Option<Box<Whole>>,
    notes: BTreeMap<String, Note>,
    /// When a thing that the platform gives no time for was first so.
    #[serde(default)]
    first: First,
}

/// A whole record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Whole {
    /// The platform's id of the order; empty where it does not say.
    pub id: String,
    /// The order, without its parcels, refunds and returns: they are `parts`.
    pub order: Order,
    /// Its parcels, refunds and returns, each as of the moment that the record was written.
    pub parts: Vec<Note>,
    /// Units of lines that are still part of the order, where the platform says so.
    pub current: BTreeMap<String, u32>,
    /// Keys of what the platform gives no time for: refunds, parcels that are delivered, or [`CANCELLED`]. The first record that has it is the best
    /// witness; a later one was changed by something else.
    #[serde(default)]
    pub untimed: Vec<String>,
}

/// Something told of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Which thing it is about; the newest note of a thing counts.
    pub key: String,
    /// When it became so; `None` where the platform does not say.
    pub at: Option<DateTime<Utc>>,
    /// What is so.
    pub what: What,
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// A parcel as it stands; `None` once it is called off.
    Parcel(Option<Fulfilment>),
    /// Something that happened to a parcel.
    Event {
        /// The key of the parcel's note.
        parcel: String,
        /// Where it stands since.
        state: ParcelState,
        /// When that was.
        happened_at: DateTime<Utc>,
        /// A new promise.
        expected_at: Option<DateTime<Utc>>,
    },
    /// Money that went back, one entry a transaction.
    Refund {
        /// The transactions.
        paid: Vec<Refund>,
        /// Lines, how many of each, and whether they were taken off the order before they left the shop.
        lines: Vec<(String, u32, bool)>,
    },
    /// A return.
    Return(Return),
    /// The order is no more.
    Gone,
    /// It is there again.
    Back,
}

/// What all of it comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Nothing was told but notes: they wait for the order.
    Unknown,
    /// The platform has removed it.
    Gone,
    /// The order.
    Known(Box<Order>),
}

impl Told {
    /// Takes in a whole record; whether anything changed.
    pub fn whole(&mut self, mut new: Whole) -> bool {
        let mut changed = false;
        let back = |note: &mut Note| note.what == What::Back;
        for note in new.parts.extract_if(.., back).collect::<Vec<_>>() {
            changed |= self.note(note);
        }
        for key in &new.untimed {
            let first = self.first.entry(key.clone()).or_insert(DateTime::<Utc>::MAX_UTC);
            changed |= new.order.updated_at < *first;
            *first = new.order.updated_at.min(*first);
        }
        let newer = self.whole.as_ref().is_none_or(|old| {
            let (one, other) = (
                compose(&new, &BTreeMap::new(), &First::new()),
                compose(old, &BTreeMap::new(), &First::new()),
            );
            one.supersedes(&other) || one == other && spelt(&new) > spelt(old)
        });
        if newer {
            self.whole = Some(Box::new(new));
        }
        newer | changed
    }

    /// Takes in a note; whether anything changed.
    pub fn note(&mut self, new: Note) -> bool {
        let newer = self.notes.get(&new.key).is_none_or(|old| rank(&new) > rank(old));
        if newer {
            self.notes.insert(new.key.clone(), new);
        }
        newer
    }

    /// Every note.
    #[must_use]
    pub fn notes(self) -> Vec<Note> {
        self.notes.into_values().collect()
    }

    /// The order as far as it is known.
    #[must_use]
    pub fn order(&self) -> Standing {
        let Some(whole) = &self.whole else { return Standing::Unknown };
        // What was removed may have been put back, and removed again, and these may come in any order; but a record that
        // changed after its removal is there, whatever was lost on the way.
        let count = |what: What| self.notes.values().filter(|note| note.what == what).count();
        let since =
            self.notes.values().filter(|note| note.what == What::Gone).filter_map(|note| note.at).max();
        let gone = since.is_some_and(|since| whole.order.updated_at <= since);
        if gone && count(What::Gone) > count(What::Back) {
            return Standing::Gone;
        }
        Standing::Known(Box::new(compose(whole, &self.notes, &self.first)))
    }
}

/// In [`Whole::untimed`], that the order was called off.
pub const CANCELLED: &str = "cancelled";

/// Tells that an order is no more.
pub(super) fn gone(delivery: &Delivery<'_>) -> Note {
    Note { key: format!("gone/{}", delivery.id), at: Some(delivery.time()), what: What::Gone }
}

/// Tells that it is there again.
pub(super) fn back(delivery: &Delivery<'_>) -> Note {
    Note { key: format!("back/{}", delivery.id), at: None, what: What::Back }
}

/// When things were first so that the platform gives no time for.
type First = BTreeMap<String, DateTime<Utc>>;

/// Of two notes about one thing the greater is the newer; within one second a parcel that was called off, then the one
/// that has come further.
fn rank(note: &Note) -> impl PartialOrd + use<> {
    let state = match &note.what {
        What::Parcel(parcel) => (parcel.is_none(), parcel.as_ref().map(|parcel| parcel.state)),
        _ => (false, None),
    };
    (note.at, state, spelt(&note.what))
}

fn spelt(what: &impl Serialize) -> String {
    crate::json::write(what)
}

fn compose(whole: &Whole, notes: &BTreeMap<String, Note>, first: &First) -> Order {
    let mut parts: Vec<&Note> = whole.parts.iter().collect();
    let mut told_since = false;
    for note in notes.values() {
        match parts.iter_mut().find(|part| part.key == note.key) {
            Some(part) if rank(note) > rank(part) => *part = note,
            Some(_) => {}
            None => {
                told_since |= matches!(&note.what, What::Refund { paid, .. } if !paid.is_empty());
                parts.push(note);
            }
        }
    }
    let mut order = whole.order.clone();
    if let (Some(at), Some(first)) = (&mut order.cancelled_at, first.get(CANCELLED)) {
        *at = *first;
    }
    order.fulfilments = parts.iter().filter_map(|part| parcel(part, &parts, first)).collect();
    order.returns = returns(&parts);
    take_off(&mut order, whole, &parts, first);
    if told_since {
        order.payment = paid_back(&order);
    }
    order
}

/// A parcel with what happened to it since it was told.
fn parcel(part: &Note, parts: &[&Note], first: &First) -> Option<Fulfilment> {
    let What::Parcel(Some(parcel)) = &part.what else { return None };
    let mut parcel = parcel.clone();
    let events = parts.iter().filter_map(|note| match &note.what {
        What::Event { parcel, state, happened_at, expected_at } if *parcel == part.key => {
            Some((*happened_at, note.at, *state, *expected_at))
        }
        _ => None,
    });
    let events: Vec<_> = events.collect();
    // Within one second the record may have known of it: what has come further counts.
    let news = |at, state| at > part.at || at == part.at && state > parcel.state;
    let last = events.iter().filter(|(_, at, state, _)| news(*at, *state)).max();
    let delivered = |(at, _, state, _): &(_, _, _, _)| (*state == ParcelState::Delivered).then_some(*at);
    let delivered = events.iter().filter_map(delivered).max();
    if let Some((_, _, state, expected_at)) = last {
        parcel.state = *state;
        parcel.expected_at = expected_at.or(parcel.expected_at);
    }
    parcel.delivered_at = match parcel.state {
        // The carrier's own time is better than that of a record.
        ParcelState::Delivered => delivered.or(parcel.delivered_at).or(first.get(&part.key).copied()),
        _ => None,
    };
    Some(parcel)
}

/// Each return in its newest state. Where a platform does not say when, the state that is further on is the newer; some
/// news of a return name no items, so those are the newest ones named.
fn returns(parts: &[&Note]) -> Vec<Return> {
    let mut all: Vec<(String, Vec<(&Note, &Return)>)> = Vec::new();
    for note in parts {
        if let What::Return(back) = &note.what {
            match all.iter_mut().find(|(id, _)| *id == back.id) {
                Some((_, told)) => told.push((note, back)),
                None => all.push((back.id.clone(), vec![(note, back)])),
            }
        }
    }
    let newest = |told: Vec<(&Note, &Return)>| {
        let timed = told.iter().all(|(note, _)| note.at.is_some());
        let at =
            |(note, back): &(&Note, &Return)| (note.at.filter(|_| timed), back.state, spelt(&back.items));
        let (_, last) = told.iter().max_by_key(|told| at(told))?;
        let named = told.iter().filter(|(_, back)| !back.items.is_empty()).max_by_key(|told| at(told));
        let items = named.map(|(_, back)| back.items.clone()).unwrap_or_default();
        Some(Return { items, ..(*last).clone() })
    };
    all.into_iter().filter_map(|(_, told)| newest(told)).collect()
}

/// Refunds and the lines they are for. Units that never left the shop are taken off the order; those that did are what
/// the refund names, so that nobody is paid twice for them. An order that was called off keeps its lines.
fn take_off(order: &mut Order, whole: &Whole, parts: &[&Note], first: &First) {
    let shipped = |order: &Order, line: &str| {
        let items = order.fulfilments.iter().flat_map(|parcel| &parcel.items);
        items.filter(|(id, _)| id == line).map(|(_, units)| units).sum::<u32>()
    };
    let mut open: BTreeMap<String, u32> = BTreeMap::new();
    for line in &order.line_items {
        open.insert(line.id.clone(), line.quantity.saturating_sub(shipped(order, &line.id)));
    }
    let mut left = whole.order.line_items.clone();
    let mut refunded: BTreeMap<String, u32> = BTreeMap::new();
    for part in parts {
        let What::Refund { paid, lines } = &part.what else { continue };
        let mut items = Vec::new();
        for (id, units, before) in lines {
            *refunded.entry(id.clone()).or_default() += units;
            let open = open.entry(id.clone()).or_default();
            let off = if *before { *units } else { (*units).min(*open) };
            *open = open.saturating_sub(off);
            left.iter_mut().filter(|line| line.id == *id).for_each(|line| {
                line.quantity = line.quantity.saturating_sub(off);
            });
            if *units > off {
                items.push((id.clone(), units - off));
            }
        }
        // One refund may go to two methods: its items are named once.
        let named = paid.iter().enumerate().map(|(nth, paid)| Refund {
            items: if nth == 0 { items.clone() } else { Vec::new() },
            at: first.get(&part.key).copied().unwrap_or(paid.at),
            ..paid.clone()
        });
        order.refunds.extend(named);
    }
    // What an edit of the order removed was never refunded by line.
    for line in &mut left {
        let (Some(now), Some(was)) =
            (whole.current.get(&line.id), order.line_items.iter().find(|was| was.id == line.id))
        else {
            continue;
        };
        let edited =
            was.quantity.saturating_sub(*now).saturating_sub(refunded.get(&line.id).copied().unwrap_or(0));
        line.quantity = line.quantity.saturating_sub(edited.min(open.get(&line.id).copied().unwrap_or(0)));
    }
    left.retain(|line| line.quantity > 0);
    if order.cancelled_at.is_none() && !left.is_empty() {
        order.line_items = left;
    }
}

/// How an order is paid when a refund is told that its record does not know yet.
fn paid_back(order: &Order) -> Payment {
    let back: i64 = order
        .refunds
        .iter()
        .filter(|refund| !refund.pending)
        .filter_map(|refund| amount::read(&refund.amount.amount))
        .sum();
    match amount::read(&order.total.amount) {
        _ if order.payment >= Payment::Refunded => order.payment,
        Some(total) if back >= total => Payment::Refunded,
        _ => Payment::PartiallyRefunded,
    }
}
