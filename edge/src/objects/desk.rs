//! One shop's desk: the list of handed-over conversations and the agents' sockets. The list mirrors the conversations;
//! writing a line twice changes nothing, so that every retry may write it again.

use beeline_protocol::{DeskEvent, Entry, QueueEntry};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
    ticket,
};

pub(crate) struct DeskObject;

/// A shop has one desk.
pub(crate) const KEY: &str = "desk";

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// A conversation's line, and what was just said in it; without a line it has left the list.
    Put { id: String, entry: Option<Box<QueueEntry>>, said: Vec<Entry> },
    /// Who waits, longest first.
    List,
    /// A key to an agent's socket.
    Ticket { ticket: String },
    /// Takes it.
    Redeem { ticket: String },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    Done,
    List(Vec<QueueEntry>),
    Redeemed(bool),
}

impl Object for DeskObject {
    const KIND: Kind = Kind::Desk;
    type Command = Command;
    type Reply = Reply;

    fn handle(store: &mut dyn Store, now: DateTime<Utc>, command: Command, live: &mut Live) -> Reply {
        match command {
            Command::Put { id, entry, said } => {
                let key = format!("queue/{id}");
                for entry in said {
                    live.say(&DeskEvent::Message { id: id.clone(), entry });
                }
                let listed = load::<QueueEntry>(store, &key);
                match entry {
                    Some(entry) if listed.as_ref() != Some(&*entry) => {
                        save(store, &key, &entry);
                        live.say(&DeskEvent::Queue { entry: *entry });
                    }
                    None if listed.is_some() => {
                        store.delete(&key);
                        live.say(&DeskEvent::Gone { id });
                    }
                    _ => {}
                }
                Reply::Done
            }
            Command::List => {
                let mut list: Vec<QueueEntry> = Vec::new();
                for (_, entry) in store.list("queue/", "") {
                    let Ok(entry) = crate::json::from_str::<QueueEntry>(&entry) else { continue };
                    list.insert(list.partition_point(|other| other.since <= entry.since), entry);
                }
                Reply::List(list)
            }
            Command::Ticket { ticket } => {
                ticket::issue(store, now, &ticket);
                Reply::Done
            }
            Command::Redeem { ticket } => Reply::Redeemed(ticket::redeem(store, now, &ticket)),
        }
    }
}
