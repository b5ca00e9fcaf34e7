//! When the host's alarm rings. It is one for the whole shard, and remembered here, because to ask the host would take a
//! second trip.

use chrono::{DateTime, Utc};

use super::queue::queues;
use crate::objects::{
    Live,
    store::{Store, load, save},
};

/// Sets the alarm to when there is something to do.
pub(super) fn set(store: &mut dyn Store, now: DateTime<Utc>, sends: bool, live: &mut Live) {
    match queues(store).iter().filter_map(|queue| queue.due(now, sends)).min() {
        Some(at) => {
            save(store, "alarm", &at);
            live.wake(at);
        }
        None => store.delete("alarm"),
    }
}

/// Brings the alarm forward, without looking at every queue: a shopper waits for this. One that has passed may be about
/// to ring, or was forgotten; it is not put off.
pub(super) fn bring_forward(store: &mut dyn Store, now: DateTime<Utc>, at: DateTime<Utc>, live: &mut Live) {
    let set: Option<DateTime<Utc>> = load(store, "alarm");
    let at = set.map_or(at, |set| set.min(at).max(now));
    if set != Some(at) {
        save(store, "alarm", &at);
        live.wake(at);
    }
}
