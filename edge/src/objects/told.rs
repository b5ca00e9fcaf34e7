//! What a platform told of an order, stored beside the order that it comes to.

use beeline_dialogue::order;
use serde::{Deserialize, Serialize};

use super::store::{Store, load, save};
use crate::connectors::{Note, Told, Whole, told::Standing};

/// Something told of an order whose number is known.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Tell {
    /// All of it.
    Whole(Box<Whole>),
    /// Some of it.
    Notes { number: String, notes: Vec<Note> },
}

/// Takes it in. What the order comes to, with the order's key, if anything changed.
pub(super) fn hear(store: &mut dyn Store, tell: Tell) -> Option<(String, Standing)> {
    let key = match &tell {
        Tell::Whole(whole) => whole.order.key(),
        Tell::Notes { number, .. } => order::key(number),
    };
    let place = format!("told/{key}");
    let mut told: Told = load(store, &place).unwrap_or_default();
    let changed = match tell {
        Tell::Whole(whole) => told.whole(*whole),
        Tell::Notes { notes, .. } => notes.into_iter().fold(false, |changed, note| told.note(note) | changed),
    };
    changed.then(|| {
        save(store, &place, &told);
        (key, told.order())
    })
}
