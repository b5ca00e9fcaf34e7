//! One conversation: its state, its transcript, the answers already given. A shopper's turn is decided outside, from a
//! loaded [`Head`], and committed here only if nothing moved in between; an agent's acts are decided here.

use beeline_dialogue::{State, say};
use beeline_mood::Mood;
use beeline_protocol::{
    DeskConversation, Entry, HandledBy, Handoff, HandoffKind, HandoffReason, LiveEvent, MessageAnswer,
    QueueEntry, QueueStatus, Speaker, Summary, Transcript,
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    outbox::Message,
    store::{Store, load, save},
    ticket,
};
use crate::crypto;

pub(crate) struct ConversationObject;

/// The type of what the merchant hears of a handoff.
pub(crate) const HANDOFF: &str = "handoff.created";

/// Everything but the transcript.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Proves the shopper's side; the second half of the token.
    pub(crate) secret: String,
    /// Moves with every change; a commit names the one it was decided on.
    pub(crate) version: u64,
    /// Of the newest entry.
    pub(crate) cursor: u64,
    pub(crate) state: State,
    pub(crate) mood: Mood,
    /// The score of each of the shopper's messages.
    pub(crate) scores: Vec<Option<f64>>,
    /// Set while it is, or waits to be, in a person's hands.
    pub(crate) handed: Option<Handed>,
}

/// A conversation in a person's hands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Handed {
    pub(crate) summary: Summary,
    pub(crate) queue: String,
    pub(crate) since: DateTime<Utc>,
    pub(crate) taken_by: Option<String>,
}

/// Who asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Key {
    /// Whoever opens it.
    Opening,
    /// The shopper, with the secret of the token.
    Token(String),
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// What a turn is decided on; or the answer, if this message has one.
    Load { key: Key, id: String, digest: String },
    /// A turn, decided on `head.version`.
    Commit(Box<Commit>),
    /// What was said after a cursor.
    Read { key: Key, after: u64 },
    /// A key to the shopper's socket.
    Ticket { key: Key, ticket: String },
    /// Takes it.
    Redeem { ticket: String },
    /// What an agent sees.
    View,
    /// Its line in the desk's list; none while the assistant has it.
    Listing { id: String },
    /// What the merchant is told of these handoffs, oldest first.
    Outgoing { id: String, ids: Vec<String> },
    /// What an agent does.
    Agent { name: String, act: Act },
}

/// What an agent does with a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Act {
    Take,
    Say {
        id: String,
        text: String,
    },
    /// Back to the assistant.
    Return,
    /// Done.
    Resolve,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Commit {
    pub(crate) head: Head,
    pub(crate) id: String,
    pub(crate) digest: String,
    pub(crate) answer: MessageAnswer,
    /// Cursors are given here.
    pub(crate) said: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// No such conversation, or not theirs.
    Unknown,
    /// The same message was answered before.
    Answered(Box<MessageAnswer>),
    /// The same id came with another body.
    Reused,
    Ready(Box<Head>),
    /// Something moved since it was loaded.
    Stale,
    /// Done; what was said, with its cursors.
    Done {
        said: Vec<Entry>,
    },
    Transcript(Transcript),
    View(Option<Box<DeskConversation>>),
    Listing(Option<Box<QueueEntry>>),
    Redeemed(bool),
    Outgoing(Vec<Message>),
    /// Another agent has it, or nobody was asked.
    NotYours(NotYours),
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum NotYours {
    Another,
    NotHandedOver,
}

#[derive(Serialize, Deserialize)]
struct Given {
    digest: String,
    answer: MessageAnswer,
}

/// A handoff as it was made.
#[derive(Serialize, Deserialize)]
struct Told {
    handoff: Handoff,
    summary: Summary,
    at: DateTime<Utc>,
}

impl Object for ConversationObject {
    const KIND: Kind = Kind::Conversation;
    type Command = Command;
    type Reply = Reply;

    fn handle(store: &mut dyn Store, now: DateTime<Utc>, command: Command, live: &mut Live) -> Reply {
        let head: Option<Head> = load(store, "head");
        match (command, head) {
            (Command::Load { key, id, digest }, head) => turn(store, head, &key, &id, &digest),
            (Command::Commit(commit), head) => {
                if head.map_or(0, |head| head.version) != commit.head.version {
                    return Reply::Stale;
                }
                if let (Some(handoff), Some(handed)) = (&commit.answer.handoff, &commit.head.handed) {
                    // Kept beside the head: the merchant may hear of it after an agent has resolved it.
                    let told = Told { handoff: handoff.clone(), summary: handed.summary.clone(), at: now };
                    save(store, &format!("handoff/{:010}", commit.head.version), &told);
                }
                save(
                    store,
                    &format!("answer/{}", commit.id),
                    &Given { digest: commit.digest, answer: commit.answer },
                );
                Reply::Done { said: write(store, commit.head, commit.said, live) }
            }
            (Command::Outgoing { id, ids }, _) => Reply::Outgoing(outgoing(store, &id, &ids)),
            (Command::View, head) => Reply::View(head.map(|head| Box::new(view(store, head)))),
            (Command::Listing { id }, head) => {
                Reply::Listing(head.and_then(|head| listing(store, &id, head)).map(Box::new))
            }
            (_, None) => Reply::Unknown,
            (Command::Read { key, after }, Some(head)) if admits(&head, &key) => {
                let messages = entries(store, after);
                Reply::Transcript(Transcript { messages, cursor: head.cursor, handled_by: head.state.owner })
            }
            (Command::Ticket { key, ticket }, Some(head)) if admits(&head, &key) => {
                ticket::issue(store, now, &ticket);
                Reply::Done { said: Vec::new() }
            }
            (Command::Redeem { ticket }, Some(_)) => Reply::Redeemed(ticket::redeem(store, now, &ticket)),
            (Command::Agent { name, act }, Some(head)) => agent(store, now, head, &name, act, live),
            (Command::Read { .. } | Command::Ticket { .. }, Some(_)) => Reply::Unknown,
        }
    }
}

/// The `data` of a `handoff.created`.
#[derive(Serialize)]
struct HandoffData<'a> {
    id: &'a str,
    conversation: &'a str,
    reason: HandoffReason,
    kind: HandoffKind,
    queue: &'a str,
    summary: &'a Summary,
}

fn outgoing(store: &dyn Store, conversation: &str, ids: &[String]) -> Vec<Message> {
    let told = store.list("handoff/", "");
    let told = told.iter().filter_map(|(_, told)| crate::json::from_str::<Told>(told).ok());
    told.filter(|told| ids.contains(&told.handoff.id))
        .map(|Told { handoff, summary, at }| {
            let Handoff { id, reason, kind, queue } = &handoff;
            let data =
                HandoffData { id, conversation, reason: *reason, kind: *kind, queue, summary: &summary };
            let data = crate::json::write(&data);
            Message { id: handoff.id, what: HANDOFF.to_owned(), at, data }
        })
        .collect()
}

fn admits(head: &Head, key: &Key) -> bool {
    matches!(key, Key::Token(secret) if crypto::same(secret, &head.secret))
}

fn turn(store: &dyn Store, head: Option<Head>, key: &Key, id: &str, digest: &str) -> Reply {
    let Some(head) = head else {
        return match key {
            Key::Opening => Reply::Ready(Box::default()),
            Key::Token(_) => Reply::Unknown,
        };
    };
    let given: Option<Given> = load(store, &format!("answer/{id}"));
    match (key, given) {
        (Key::Token(_), _) if !admits(&head, key) => Reply::Unknown,
        (_, Some(given)) if given.digest == digest => Reply::Answered(Box::new(given.answer)),
        (_, Some(_)) => Reply::Reused,
        // The address of a conversation is made of its opening message: without its answer this is another's.
        (Key::Opening, None) => Reply::Unknown,
        (Key::Token(_), None) => Reply::Ready(Box::new(head)),
    }
}

/// Stores a changed head and what was said, and tells the attached sockets.
fn write(store: &mut dyn Store, mut head: Head, said: Vec<Entry>, live: &mut Live) -> Vec<Entry> {
    let owner_before = load::<Head>(store, "head").map_or(HandledBy::Edge, |old| old.state.owner);
    head.version += 1;
    let mut written = Vec::new();
    for entry in said {
        head.cursor += 1;
        let entry = Entry { cursor: head.cursor, ..entry };
        save(store, &format!("entry/{:010}", entry.cursor), &entry);
        live.say(&LiveEvent::Message { entry: entry.clone() });
        written.push(entry);
    }
    if head.state.owner != owner_before {
        live.say(&LiveEvent::HandledBy { handled_by: head.state.owner });
    }
    save(store, "head", &head);
    written
}

fn entries(store: &dyn Store, after: u64) -> Vec<Entry> {
    let pairs = store.list("entry/", &format!("entry/{after:010}"));
    pairs.iter().filter_map(|(_, entry)| crate::json::from_str(entry).ok()).collect()
}

fn view(store: &dyn Store, head: Head) -> DeskConversation {
    DeskConversation {
        id: String::new(),
        handled_by: head.state.owner,
        taken_by: head.handed.as_ref().and_then(|handed| handed.taken_by.clone()),
        summary: head.handed.map(|handed| handed.summary),
        messages: entries(store, 0),
        cursor: head.cursor,
    }
}

/// How much of the newest words the list shows, in characters.
const GLIMPSE: usize = 120;

fn listing(store: &dyn Store, id: &str, head: Head) -> Option<QueueEntry> {
    let handed = head.handed?;
    let said = entries(store, 0);
    let spoke = said.iter().rev().find(|entry| matches!(entry.author, Speaker::Shopper | Speaker::Agent));
    let last = said.iter().rev().find(|entry| entry.author == Speaker::Shopper);
    Some(QueueEntry {
        id: id.to_owned(),
        status: if handed.taken_by.is_some() { QueueStatus::Taken } else { QueueStatus::Waiting },
        queue: handed.queue,
        reason: handed.summary.reason,
        kind: handed.summary.kind,
        intent: handed.summary.intent,
        language: handed.summary.language,
        since: handed.since.to_rfc3339_opts(SecondsFormat::Secs, true),
        taken_by: handed.taken_by,
        last_text: last.map(|entry| entry.text.chars().take(GLIMPSE).collect()).unwrap_or_default(),
        unanswered: spoke.is_some_and(|entry| entry.author == Speaker::Shopper),
    })
}

/// An agent's act. Whoever speaks first takes it; nobody acts on what another has.
fn agent(
    store: &mut dyn Store,
    now: DateTime<Utc>,
    mut head: Head,
    name: &str,
    act: Act,
    live: &mut Live,
) -> Reply {
    let Some(handed) = &mut head.handed else {
        return Reply::NotYours(NotYours::NotHandedOver);
    };
    if handed.taken_by.as_deref().is_some_and(|taken| taken != name) {
        return Reply::NotYours(NotYours::Another);
    }
    let tongue = head.state.tongue;
    let entry = |id: String, author, text: String| Entry {
        cursor: 0,
        id,
        author,
        text,
        at: now.to_rfc3339_opts(SecondsFormat::Secs, true),
        card: None,
        quick_replies: Vec::new(),
        frustration: None,
        name: (author == Speaker::Agent).then(|| name.to_owned()),
    };
    let notice = |text| entry(format!("notice-{}", head.version), Speaker::System, text);
    let mut said = Vec::new();
    if handed.taken_by.is_none() && matches!(act, Act::Take | Act::Say { .. }) {
        handed.taken_by = Some(name.to_owned());
        said.push(notice(say::joined(tongue, name)));
    }
    match act {
        Act::Take => {}
        Act::Say { id, text } => {
            let seen = format!("said/{id}");
            if store.get(&seen).is_none() {
                save(store, &seen, &true);
                said.push(entry(id, Speaker::Agent, text));
            }
        }
        Act::Return | Act::Resolve => {
            let words = if act == Act::Return { say::returned(tongue) } else { say::resolved(tongue) };
            said.push(notice(words));
            head.handed = None;
            head.state.owner = HandledBy::Edge;
            head.mood = Mood::default();
        }
    }
    if said.is_empty() { Reply::Done { said } } else { Reply::Done { said: write(store, head, said, live) } }
}
