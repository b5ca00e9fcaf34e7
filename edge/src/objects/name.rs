//! One order by its platform's id: what number it has. Much that is told of an order names only its id, and may come
//! before the order itself; it waits here until the number is known.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
};
use crate::connectors::{Note, Told};

pub(crate) struct NameObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// The order with this id has this number.
    Is { number: String },
    /// Something was told of the order with this id.
    Told(Box<Note>),
    /// What waited has reached the order.
    Passed,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Reply {
    /// The order's number, once it is known.
    pub(crate) number: Option<String>,
    /// What waits to be told to it. It is kept until it has passed, so that a delivery that was cut off is made again.
    pub(crate) waiting: Vec<Note>,
}

impl Object for NameObject {
    const KIND: Kind = Kind::Name;
    type Command = Command;
    type Reply = Reply;

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Command, _: &mut Live) -> Reply {
        let mut waiting: Told = load(store, "waiting").unwrap_or_default();
        match command {
            Command::Is { number } => save(store, "number", &number),
            Command::Told(note) => {
                if waiting.note(*note) {
                    save(store, "waiting", &waiting);
                }
            }
            Command::Passed => {
                store.delete("waiting");
                return Reply::default();
            }
        }
        Reply { number: load(store, "number"), waiting: waiting.notes() }
    }
}
