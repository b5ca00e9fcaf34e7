//! One address on the network: how many messages and failed proofs came from it. Slow to anger, because a whole office
//! may share an address.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Kind, Live, Object,
    store::{Store, load, save},
};

const WINDOW: Duration = Duration::minutes(10);
const MOST_MESSAGES: u32 = 600;
const MOST_FAILURES: u32 = 100;

pub(crate) struct LimiterObject;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Command {
    /// A message came in.
    Message,
    /// A proof failed.
    Failure,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Counts {
    since: DateTime<Utc>,
    messages: u32,
    failures: u32,
}

impl Object for LimiterObject {
    const KIND: Kind = Kind::Limiter;
    type Command = Command;
    /// Seconds to wait; `None` when all is well.
    type Reply = Option<u64>;

    fn handle(store: &mut dyn Store, now: DateTime<Utc>, command: Command, _: &mut Live) -> Option<u64> {
        let fresh = Counts { since: now, messages: 0, failures: 0 };
        let mut counts =
            load(store, "counts").filter(|counts: &Counts| now < counts.since + WINDOW).unwrap_or(fresh);
        match command {
            Command::Message => counts.messages += 1,
            Command::Failure => counts.failures += 1,
        }
        save(store, "counts", &counts);
        let over = counts.messages > MOST_MESSAGES || counts.failures > MOST_FAILURES;
        over.then(|| (counts.since + WINDOW - now).num_seconds().max(1).unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::Memory;

    #[test]
    fn an_address_is_slowed_past_six_hundred_messages_and_free_again_later() {
        let mut store = Memory::new();
        let start = DateTime::UNIX_EPOCH;
        let mut hit = |seconds| {
            LimiterObject::handle(
                &mut store,
                start + Duration::seconds(seconds),
                Command::Message,
                &mut Live::default(),
            )
        };
        assert!((0..600).all(|_| hit(1).is_none()));
        assert_eq!(hit(61), Some(540));
        assert_eq!(hit(601), None);
    }
}
