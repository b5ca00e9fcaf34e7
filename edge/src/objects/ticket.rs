//! Keys to a socket: single use, thirty seconds.

use chrono::{DateTime, Duration, Utc};

use super::store::{Store, load, save};

/// For how many seconds a ticket is good.
pub(crate) const SECONDS: u32 = 30;

/// Remembers a ticket, and forgets those that ran out.
pub(super) fn issue(store: &mut dyn Store, now: DateTime<Utc>, ticket: &str) {
    for (key, _) in store.list("ticket/", "") {
        if load::<DateTime<Utc>>(store, &key).is_none_or(|until| until < now) {
            store.delete(&key);
        }
    }
    save(store, &format!("ticket/{ticket}"), &(now + Duration::seconds(SECONDS.into())));
}

/// Takes a ticket; true once, in time.
pub(super) fn redeem(store: &mut dyn Store, now: DateTime<Utc>, ticket: &str) -> bool {
    let key = format!("ticket/{ticket}");
    let until = load::<DateTime<Utc>>(store, &key);
    store.delete(&key);
    until.is_some_and(|until| now <= until)
}
