//! A sixteenth of a shop's file as an agent last put it. Every message reads the file, so it lies in sixteen places: no one
//! object is on every message's way. Each keeps all of it, and says nothing to whoever knows it already.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
};

pub(crate) struct ConfigObject;

/// The places; a message takes the one that its id begins with.
pub(crate) const PLACES: [&str; 16] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// A new file, put over the deployed one of that version.
    Put(Stored),
    /// The file that counts beside a deployed one of version `over`, unless it is the one that is known.
    Read { over: String, known: String },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    /// The version of the deployed file that it replaces. A later deployment counts again.
    pub(crate) over: String,
    pub(crate) version: String,
    pub(crate) text: String,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Reply {
    Done,
    /// Nothing was put over the deployed file.
    Deployed,
    /// What is known still counts.
    Same,
    Text(String),
}

impl Object for ConfigObject {
    const KIND: Kind = Kind::Config;
    type Command = Command;
    type Reply = Reply;

    fn handle(store: &mut dyn Store, _: DateTime<Utc>, command: Command, _: &mut Live) -> Reply {
        match command {
            Command::Put(stored) => {
                save(store, "config", &stored);
                Reply::Done
            }
            Command::Read { over, known } => {
                match load::<Stored>(store, "config").filter(|stored| stored.over == over) {
                    None => Reply::Deployed,
                    Some(stored) if stored.version == known => Reply::Same,
                    Some(stored) => Reply::Text(stored.text),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::Memory;

    #[test]
    fn what_was_put_counts_until_the_shop_is_deployed_anew() {
        let mut store = Memory::new();
        let mut ask =
            |command| ConfigObject::handle(&mut store, DateTime::UNIX_EPOCH, command, &mut Live::default());
        let read = |over: &str, known: &str| Command::Read { over: over.to_owned(), known: known.to_owned() };
        assert_eq!(ask(read("v1", "")), Reply::Deployed);
        let text = "id = \"tea\"".to_owned();
        ask(Command::Put(Stored { over: "v1".to_owned(), version: "v2".to_owned(), text: text.clone() }));
        assert_eq!(ask(read("v1", "")), Reply::Text(text));
        assert_eq!(ask(read("v1", "v2")), Reply::Same);
        assert_eq!(ask(read("v3", "v2")), Reply::Deployed);
    }
}
