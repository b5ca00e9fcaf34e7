//! One order by its platform's id: what number it has. Much that is told of an order names only its id, and may come
//! before the order itself; it waits here until the number is known.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
};
use crate::connectors::Told;

pub(crate) struct NameObject;

/// What is said to it, and what it answers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Name {
    /// The order's number, once it is known.
    pub(crate) number: Option<String>,
    /// What is told of the order; in an answer, all that waits to be told to it. It is kept until it has passed, so that a
    /// delivery that was cut off is made again.
    pub(crate) told: Option<Box<Told>>,
    /// What waited has reached the order.
    pub(crate) passed: bool,
}

impl Object for NameObject {
    const KIND: Kind = Kind::Name;
    type Command = Name;
    type Reply = Name;

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Name, _: &mut Live) -> Name {
        if let Some(number) = &command.number {
            save(store, "number", number);
        }
        if command.passed {
            store.delete("waiting");
        }
        let mut waiting: Option<Box<Told>> = load(store, "waiting");
        if let Some(new) = command.told {
            waiting.get_or_insert_default().join(*new);
            save(store, "waiting", &waiting);
        }
        Name { number: load(store, "number"), told: waiting, passed: false }
    }
}
