//! Who delivers: claims a queue, says what came of each message, and gives the queue back.

use chrono::{DateTime, Duration, Utc};

use super::{
    Reply, Source,
    queue::{CALLED_BY, Kept, Queue, queues},
};
use crate::objects::store::{Store, load, save};

/// The pauses after each failure, in seconds; the last one for ever after.
const PAUSES: [i64; 7] = [5, 30, 2 * 60, 10 * 60, 60 * 60, 6 * 60 * 60, 12 * 60 * 60];
/// How long a message is tried before it is parked.
const GIVE_UP: Duration = Duration::days(7);
/// How long who claimed a queue has it alone. Whoever is slower may send twice: that is "at least once".
pub(super) const LEASE: Duration = Duration::seconds(30);
/// How long registered work may stay uncommitted.
const PATIENCE: Duration = Duration::minutes(10);
/// How often the source is asked for what it did not have.
const ASK_AGAIN: Duration = Duration::minutes(1);
/// How many delivered messages a shard remembers.
const REMEMBERED: u64 = 64;

pub(super) fn claim(store: &mut dyn Store, now: DateTime<Utc>, sends: bool) -> Reply {
    let due = queues(store).into_iter().filter_map(|queue| Some((queue.due(now, sends)?, queue)));
    let first = due.filter(|(at, _)| *at <= now).min_by_key(|(at, _)| *at);
    let Some((_, mut queue)) = first else { return Reply::Done };
    let lease = count(store, "leases");
    queue.lease = Some((lease, now + LEASE));
    queue.keep(store);
    let ids = queue.work.iter().map(|work| work.id.clone()).collect();
    Reply::Claimed { source: queue.source, lease, ids }
}

/// Writes down what came of an attempt; whether the next one of the claim may follow.
pub(super) fn sent(
    store: &mut dyn Store,
    now: DateTime<Utc>,
    source: Source,
    lease: u64,
    id: &str,
    status: Option<u16>,
) -> bool {
    let mut queue = Queue::load(store, source, now);
    let held = queue.is_held(lease);
    let Some(at) = queue.work.iter().position(|work| work.id == id) else { return held };
    let taken = status.is_some_and(|status| (200..300).contains(&status));
    // Who was too slow may say that it arrived; that it did not is another's to say by now.
    if !taken && !held {
        return false;
    }
    let work = &mut queue.work[at];
    work.ready = true;
    work.attempts += 1;
    (work.last, work.status) = (Some(now), status);
    let pause = PAUSES[(work.attempts as usize).min(PAUSES.len()) - 1];
    let over = taken || now >= *work.first.get_or_insert(now) + GIVE_UP;
    if over {
        let key = if taken {
            format!("done/{:02}", count(store, "delivered") % REMEMBERED)
        } else {
            format!("parked/{id}/{}", queue.source.key())
        };
        let work = queue.work.remove(at);
        save(store, &key, &Kept { source: queue.source.clone(), work });
    } else {
        queue.next = now + Duration::seconds(pause);
    }
    if held {
        queue.lease = Some((lease, now + LEASE));
    }
    queue.keep(store);
    over && held
}

pub(super) fn end(
    store: &mut dyn Store,
    now: DateTime<Utc>,
    source: Source,
    lease: u64,
    known: &[String],
    absent: &[String],
) {
    let mut queue = Queue::load(store, source, now);
    if !queue.is_held(lease) {
        return;
    }
    queue.lease = None;
    queue.work.retain(|work| !absent.contains(&work.id) || now < work.since + PATIENCE);
    let failing = queue.failing();
    let mut next = None;
    for work in &mut queue.work {
        let at = if known.contains(&work.id) {
            work.ready = true;
            continue;
        } else if absent.contains(&work.id) {
            // One that is said to be committed was so in the very moment of asking.
            now + if work.ready { CALLED_BY } else { ASK_AGAIN }
        } else {
            // It came in meanwhile.
            if work.ready { now } else { work.since + CALLED_BY }
        };
        next = Some(next.map_or(at, |next: DateTime<Utc>| next.min(at)));
    }
    if !failing {
        queue.next = next.unwrap_or(now);
    }
    queue.keep(store);
}

fn count(store: &mut dyn Store, what: &str) -> u64 {
    let next = load(store, what).unwrap_or(0);
    save(store, what, &(next + 1));
    next
}
