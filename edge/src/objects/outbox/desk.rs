//! What the desk sees of a shard, and the one thing it can do.

use beeline_protocol::{OutboxMessage, OutboxState};
use chrono::{DateTime, Utc};

use super::{
    Source,
    queue::{Kept, Queue, Work, queues},
    written,
};
use crate::objects::store::Store;

/// Puts a message into its queue again, or makes one that waits there due; its lines at the desk.
pub(super) fn replay(store: &mut dyn Store, now: DateTime<Utc>, id: &str) -> Vec<OutboxMessage> {
    let mut found: Vec<Queue> =
        queues(store).into_iter().filter(|queue| queue.work.iter().any(|work| work.id == id)).collect();
    let kept = [store.list(&format!("parked/{id}/"), ""), store.list("done/", "")];
    for (key, kept) in kept.iter().flatten() {
        let Ok(Kept { source, work }) = crate::json::from_str::<Kept>(kept) else { continue };
        if work.id == id {
            let mut queue = Queue::load(store, source, now);
            let again = queue.add(now, work.id, work.what);
            (again.ready, again.since) = (true, work.since);
            if key.starts_with("parked/") {
                store.delete(key);
            }
            found.push(queue);
        }
    }
    for queue in &mut found {
        queue.next = now;
        queue.keep(store);
    }
    let lines = found.iter().flat_map(|queue| queue.work.iter().map(|work| queue.line(work)));
    lines.filter(|line| line.id == id).collect()
}

/// What is committed and not delivered, what was given up, and what was delivered last.
pub(super) fn view(store: &dyn Store) -> Vec<OutboxMessage> {
    let mut lines = Vec::new();
    for queue in queues(store) {
        lines.extend(queue.work.iter().filter(|work| work.ready).map(|work| queue.line(work)));
    }
    for (prefix, state) in [("parked/", OutboxState::Parked), ("done/", OutboxState::Delivered)] {
        let kept = store.list(prefix, "");
        let kept = kept.iter().filter_map(|(_, kept)| crate::json::from_str::<Kept>(kept).ok());
        lines.extend(kept.map(|kept| line(&kept.source, &kept.work, state, None)));
    }
    lines
}

impl Queue {
    fn line(&self, work: &Work) -> OutboxMessage {
        line(&self.source, work, OutboxState::Pending, Some(self.next))
    }
}

fn line(source: &Source, work: &Work, state: OutboxState, next: Option<DateTime<Utc>>) -> OutboxMessage {
    let (order, conversation) = match source.clone() {
        Source::Order(number) => (Some(number), None),
        Source::Conversation(id) => (None, Some(id)),
    };
    OutboxMessage {
        id: work.id.clone(),
        what: work.what.clone(),
        order,
        conversation,
        state,
        since: written(work.since),
        attempts: work.attempts,
        last_status: work.status,
        last_at: work.last.map(written),
        next_at: next.map(written),
    }
}
