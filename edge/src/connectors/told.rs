//! All that a platform told of one order, and what it comes to.
//!
//! Webhooks come late, twice and in any order; some carry the whole order, some a parcel, an event, a refund or a return
//! alone. So nothing is applied as it comes: the newest whole record is kept, and of each thing the newest note. Keeping
//! the newer of two is the same in whatever order they come, and [`Told::order`] reads the rest from what was kept.

mod view;

use beeline_dialogue::{
    Order,
    order::{Fulfilment, Refund, Return},
};
use beeline_protocol::ParcelState;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Delivery, News};

/// What was told of one order: by one delivery, or by all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The newest whole record, without its parcels, refunds and returns.
    pub order: Option<Order>,
    /// The record's parcels, refunds and returns, each as of the moment that it was written.
    pub parts: Vec<Note>,
    /// Units of lines that are still part of the order, where the record says so.
    pub current: Vec<(String, u32)>,
    /// What was told beside whole records, the newest of each thing, by its key.
    pub notes: Vec<Note>,
    /// Keys of what the platform gives no time for: refunds, parcels that are delivered, or [`CANCELLED`]. The first
    /// record that has it is the best witness; a later one was changed by something else.
    pub first: Vec<(String, DateTime<Utc>)>,
}

/// Something told of an order. One shape for all of them is a quarter of the code that a variant for each would be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// `parcel/ID`, `event/PARCEL/ID`, `refund/ID`, `return/ID/STATE`, or [`GONE`] and [`BACK`] with the delivery's name.
    pub key: String,
    /// When it became so; `None` where the platform does not say.
    pub at: Option<DateTime<Utc>>,
    /// A parcel as it stands; `None` once it is called off. Of an event the state, the promise, and as the time of the
    /// delivery when it happened.
    pub parcel: Option<Fulfilment>,
    /// Money that went back, one entry a transaction.
    pub paid: Vec<Refund>,
    /// The lines it is for, with how many of each.
    pub lines: Vec<(String, u32)>,
    /// Those that were taken off the order before they left the shop.
    pub before: Vec<(String, u32)>,
    /// A return.
    pub back: Option<Return>,
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

/// In [`Told::first`], that the order was called off.
pub const CANCELLED: &str = "cancelled";
const GONE: &str = "gone/";
const BACK: &str = "back/";

impl Told {
    /// One note, and nothing else.
    #[must_use]
    pub fn of(note: Note) -> Self {
        Self { notes: vec![note], ..Self::default() }
    }

    /// Takes in what else was told; whether anything changed. What is kept is in the keys' order: it does not tell in which
    /// order it came.
    pub fn join(&mut self, new: Self) -> bool {
        let mut changed = false;
        for (key, at) in new.first {
            match self.first.iter_mut().find(|(known, _)| *known == key) {
                Some((_, first)) if *first <= at => continue,
                Some((_, first)) => *first = at,
                None => self.first.insert(self.first.partition_point(|(known, _)| *known < key), (key, at)),
            }
            changed = true;
        }
        for note in new.notes {
            match self.notes.iter_mut().find(|known| known.key == note.key) {
                Some(known) if rank(known) >= rank(&note) => continue,
                Some(known) => *known = note,
                None => self.notes.insert(self.notes.partition_point(|known| known.key < note.key), note),
            }
            changed = true;
        }
        let whole = Self { order: new.order, parts: new.parts, current: new.current, ..Self::default() };
        if whole.is_newer(self) {
            (self.order, self.parts, self.current) = (whole.order, whole.parts, whole.current);
            changed = true;
        }
        changed
    }

    /// Whether its whole record is newer than the other's.
    fn is_newer(&self, other: &Self) -> bool {
        let alone = Self {
            order: other.order.clone(),
            parts: other.parts.clone(),
            current: other.current.clone(),
            ..Self::default()
        };
        match (view::compose(self), view::compose(&alone)) {
            (Some(one), Some(other)) => one.supersedes(&other) || one == other && spelt(self) > spelt(&alone),
            (one, _) => one.is_some(),
        }
    }

    /// The order as far as it is known.
    #[must_use]
    pub fn order(&self) -> Standing {
        let Some(order) = view::compose(self) else { return Standing::Unknown };
        // What was removed may have been put back, and removed again, and these may come in any order; but a record that
        // changed after its removal is there, whatever was lost on the way.
        let count = |key: &str| self.notes.iter().filter(|note| note.key.starts_with(key)).count();
        let since =
            self.notes.iter().filter(|note| note.key.starts_with(GONE)).filter_map(|note| note.at).max();
        let gone = since.is_some_and(|since| order.updated_at <= since) && count(GONE) > count(BACK);
        if gone { Standing::Gone } else { Standing::Known(Box::new(order)) }
    }
}

/// News that an order is no more.
pub(super) fn gone(id: String, delivery: &Delivery<'_>) -> News {
    let note = Note { key: format!("{GONE}{}", delivery.id), at: Some(delivery.time()), ..Note::default() };
    patch(id, note)
}

/// A note that it is there again.
pub(super) fn back(delivery: &Delivery<'_>) -> Note {
    Note { key: format!("{BACK}{}", delivery.id), ..Note::default() }
}

/// News of an order that is named by its id; without one there is nobody to tell.
pub(super) fn patch(id: String, note: Note) -> News {
    if id.is_empty() { News::Ignored } else { News::Order { id, told: Box::new(Told::of(note)) } }
}

/// Of two notes about one thing the greater is the newer; within one second a parcel that was called off, then the one
/// that has come further.
fn rank(note: &Note) -> (Option<DateTime<Utc>>, bool, Option<ParcelState>, String) {
    let off = note.parcel.is_none() && note.key.starts_with("parcel/");
    (note.at, off, note.parcel.as_ref().map(|parcel| parcel.state), spelt(note))
}

fn spelt(what: &impl Serialize) -> String {
    crate::json::write(what)
}
