//! One source's work: what waits, when it is due, and who has claimed it.

use beeline_dialogue::order;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::Source;
use crate::objects::store::{Store, load, save};

/// After registration: the commit is a matter of milliseconds, so by then nobody will call any more.
pub(super) const CALLED_BY: Duration = Duration::seconds(10);

/// One source's work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Queue {
    pub(super) source: Source,
    pub(super) next: DateTime<Utc>,
    /// The claim, and until when it holds.
    pub(super) lease: Option<(u64, DateTime<Utc>)>,
    pub(super) work: Vec<Work>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Work {
    pub(super) id: String,
    pub(super) what: String,
    pub(super) since: DateTime<Utc>,
    /// Known to be committed.
    pub(super) ready: bool,
    pub(super) attempts: u32,
    pub(super) first: Option<DateTime<Utc>>,
    pub(super) last: Option<DateTime<Utc>>,
    pub(super) status: Option<u16>,
}

impl Source {
    /// What it is kept under.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Order(number) => format!("queue/order/{}", order::key(number)),
            Self::Conversation(id) => format!("queue/conversation/{id}"),
        }
    }
}

impl Queue {
    pub(super) fn load(store: &dyn Store, source: Source, next: DateTime<Utc>) -> Self {
        load(store, &source.key()).unwrap_or(Self { source, next, lease: None, work: Vec::new() })
    }

    pub(super) fn keep(&self, store: &mut dyn Store) {
        let key = self.source.key();
        if self.work.is_empty() { store.delete(&key) } else { save(store, &key, self) }
    }

    pub(super) fn add(&mut self, now: DateTime<Utc>, id: String, what: String) -> &mut Work {
        let at = self.work.iter().position(|work| work.id == id).unwrap_or_else(|| {
            self.work.push(Work { id, what, since: now, ..Work::default() });
            self.work.len() - 1
        });
        let work = &mut self.work[at];
        // A repeated turn may commit yet: its patience begins again.
        if !work.ready {
            work.since = now;
        }
        work
    }

    /// Brings the next attempt forward, unless the head has failed: then its pause holds.
    pub(super) fn hurry(&mut self, to: DateTime<Utc>) {
        if !self.failing() {
            self.next = self.next.min(to);
        }
    }

    pub(super) fn failing(&self) -> bool {
        self.work.iter().any(|work| work.attempts > 0)
    }

    pub(super) fn is_held(&self, lease: u64) -> bool {
        self.lease.is_some_and(|(held, _)| held == lease)
    }

    /// When there is something to do; never, where nothing may be sent and everything is known to be committed.
    pub(super) fn due(&self, now: DateTime<Utc>, sends: bool) -> Option<DateTime<Utc>> {
        let held = self.lease.map(|(_, until)| until).filter(|until| *until > now);
        (sends || self.work.iter().any(|work| !work.ready)).then(|| held.unwrap_or(self.next))
    }
}

pub(super) fn queues(store: &dyn Store) -> Vec<Queue> {
    store.list("queue/", "").iter().filter_map(|(_, queue)| crate::json::from_str(queue).ok()).collect()
}

/// A message that is no longer in a queue.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) source: Source,
    pub(super) work: Work,
}
