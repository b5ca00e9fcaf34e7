//! The shard's rules, over a store in memory and a clock set by hand.

use beeline_protocol::OutboxState;
use chrono::Duration;

use super::{delivery::LEASE, *};
use crate::objects::{Memory, store::Draft};

/// A shard, its clock, and the alarm it asked for last.
struct Shard {
    store: Memory,
    now: DateTime<Utc>,
    alarm: Option<DateTime<Utc>>,
}

impl Shard {
    fn new() -> Self {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        Self { store: Memory::new(), now, alarm: None }
    }

    fn ask(&mut self, command: Command) -> Reply {
        let mut live = Live::default();
        let mut draft = Draft::over(&mut self.store);
        let reply = OutboxObject::handle(&mut draft, self.now, command, &mut live);
        draft.apply();
        self.alarm = live.wake.or(self.alarm);
        reply
    }

    fn wait(&mut self, seconds: i64) {
        self.now += Duration::seconds(seconds);
    }

    fn register(&mut self, order: &str, id: &str) {
        self.ask(Command::Register { source: at(order), work: vec![work(id)] });
    }

    fn commit(&mut self, order: &str, id: &str) {
        self.register(order, id);
        self.ask(Command::Ready { source: at(order), work: vec![work(id)] });
    }

    /// The ids of the next claim, and its lease.
    fn claim(&mut self) -> Option<(Source, u64, Vec<String>)> {
        match self.ask(Command::Claim { sends: true }) {
            Reply::Claimed { source, lease, ids } => Some((source, lease, ids)),
            _ => None,
        }
    }

    /// Serves one claim whose source knows everything; what was sent.
    fn serve(&mut self, status: Option<u16>) -> Vec<String> {
        let Some((source, lease, ids)) = self.claim() else { return Vec::new() };
        let mut sent = Vec::new();
        for id in &ids {
            sent.push(id.clone());
            let command = Command::Sent { source: source.clone(), lease, id: id.clone(), status };
            if self.ask(command) != Reply::Go(true) {
                break;
            }
        }
        self.ask(Command::End { source, lease, known: ids, absent: Vec::new() });
        sent
    }

    fn states(&mut self) -> Vec<(String, OutboxState)> {
        let Reply::View(lines) = self.ask(Command::View) else { panic!("a view") };
        lines.into_iter().map(|line| (line.id, line.state)).collect()
    }
}

fn at(order: &str) -> Source {
    Source::Order(order.to_owned())
}

fn work(id: &str) -> (String, String) {
    (id.to_owned(), "order.cancelled".to_owned())
}

#[test]
fn what_is_committed_is_due_at_once_and_delivered_once() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    assert_eq!(shard.alarm, Some(shard.now));
    assert_eq!(shard.serve(Some(204)), ["a"]);
    assert!(shard.claim().is_none());
    assert_eq!(shard.states(), [("a".to_owned(), OutboxState::Delivered)]);
}

#[test]
fn messages_of_one_order_go_one_after_another_and_a_failing_one_holds_up_no_other_order() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    shard.commit("#1", "b");
    shard.commit("#2", "c");
    assert_eq!(shard.serve(Some(500)), ["a"], "b waits for a");
    assert_eq!(shard.serve(Some(200)), ["c"]);
    shard.commit("#1", "d");
    assert!(shard.claim().is_none(), "what comes later does not shorten the pause of what failed");
    shard.wait(5);
    assert_eq!(shard.serve(Some(200)), ["a", "b", "d"]);
}

#[test]
fn pauses_grow_and_after_seven_days_a_message_is_parked() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    let (start, mut pauses) = (shard.now, Vec::new());
    while !shard.serve(None).is_empty() && shard.states()[0].1 == OutboxState::Pending {
        assert!(shard.claim().is_none(), "not before its time");
        let next = shard.alarm.unwrap();
        pauses.push((next - shard.now).num_seconds());
        shard.now = next;
    }
    assert_eq!(pauses[..8], [5, 30, 120, 600, 3600, 21_600, 43_200, 43_200]);
    assert_eq!(shard.states(), [("a".to_owned(), OutboxState::Parked)]);
    assert!((shard.now - start) >= Duration::days(7) && (shard.now - start) < Duration::days(8));
}

#[test]
fn a_parked_message_lets_the_next_of_its_order_pass_and_can_be_replayed() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    shard.commit("#1", "b");
    for _ in 0..40 {
        if shard.states().contains(&("a".to_owned(), OutboxState::Parked)) {
            break;
        }
        shard.now = shard.alarm.unwrap().max(shard.now);
        shard.serve(Some(410));
    }
    let states = shard.states();
    assert!(states.contains(&("a".to_owned(), OutboxState::Parked)), "{states:?}");
    assert!(states.contains(&("b".to_owned(), OutboxState::Pending)), "{states:?}");
    let Reply::View(lines) = shard.ask(Command::Replay { id: "a".to_owned() }) else { panic!("a view") };
    assert_eq!((lines[0].state, lines[0].attempts), (OutboxState::Pending, 0));
    let mut sent = shard.serve(Some(200));
    sent.sort();
    assert_eq!(sent, ["a", "b"]);
}

#[test]
fn a_delivered_message_is_sent_again_when_asked_and_a_waiting_one_at_once() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    shard.serve(Some(200));
    shard.ask(Command::Replay { id: "a".to_owned() });
    assert_eq!(shard.serve(Some(500)), ["a"]);
    assert!(shard.claim().is_none());
    shard.ask(Command::Replay { id: "a".to_owned() });
    assert_eq!(shard.alarm, Some(shard.now));
    assert_eq!(shard.serve(Some(200)), ["a"]);
    assert_eq!(shard.ask(Command::Replay { id: "nobody".to_owned() }), Reply::View(Vec::new()));
}

#[test]
fn two_who_deliver_are_kept_apart_for_half_a_minute() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    let (source, first, _) = shard.claim().unwrap();
    assert!(shard.claim().is_none());
    shard.wait(30);
    let (_, second, ids) = shard.claim().unwrap();
    assert_eq!(ids, ["a"]);
    // The slow one is told to stop, and cannot say that it failed; that it arrived is true whoever says it.
    let sent = |lease, status| Command::Sent { source: source.clone(), lease, id: "a".to_owned(), status };
    assert_eq!(shard.ask(sent(first, Some(500))), Reply::Go(false));
    assert_eq!(shard.ask(sent(first, Some(200))), Reply::Go(false));
    assert_eq!(shard.states(), [("a".to_owned(), OutboxState::Delivered)]);
    assert_ne!(first, second);
}

#[test]
fn a_claim_that_nobody_gives_back_is_free_again_and_the_alarm_knows_it() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    shard.claim().unwrap();
    assert_eq!(shard.alarm, Some(shard.now + LEASE));
    shard.wait(30);
    assert_eq!(shard.serve(Some(200)), ["a"]);
}

#[test]
fn what_was_registered_and_never_committed_is_asked_for_and_dropped_after_ten_minutes() {
    let mut shard = Shard::new();
    shard.register("#1", "a");
    assert!(shard.claim().is_none(), "the turn may still be at it");
    assert!(shard.states().is_empty(), "what may never be is not shown");
    let mut asked = 0;
    for _ in 0..(11 * 60) {
        shard.wait(1);
        if let Some((source, lease, ids)) = shard.claim() {
            asked += 1;
            shard.ask(Command::End { source, lease, known: Vec::new(), absent: ids });
        }
    }
    assert!((10..=12).contains(&asked), "{asked}");
    assert!(shard.store.keys().all(|key| !key.starts_with("queue/")));
}

#[test]
fn a_turn_that_is_repeated_after_a_crash_begins_its_patience_anew() {
    let mut shard = Shard::new();
    shard.register("#1", "a");
    shard.wait(599);
    shard.register("#1", "a");
    shard.wait(60);
    let (source, lease, ids) = shard.claim().unwrap();
    shard.ask(Command::End { source, lease, known: Vec::new(), absent: ids });
    shard.ask(Command::Ready { source: at("#1"), work: vec![work("a")] });
    assert_eq!(shard.serve(Some(200)), ["a"]);
}

#[test]
fn work_that_is_committed_after_it_was_dropped_is_sent_all_the_same() {
    let mut shard = Shard::new();
    shard.ask(Command::Ready { source: at("#1"), work: vec![work("late")] });
    assert_eq!(shard.serve(Some(200)), ["late"]);
}

#[test]
fn work_that_comes_in_while_another_is_on_its_way_is_next() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    let (source, lease, ids) = shard.claim().unwrap();
    shard.commit("#1", "b");
    assert!(shard.claim().is_none());
    shard.ask(Command::Sent { source: source.clone(), lease, id: "a".to_owned(), status: Some(200) });
    shard.ask(Command::End { source, lease, known: ids, absent: Vec::new() });
    assert_eq!(shard.serve(Some(200)), ["b"]);
}

#[test]
fn without_an_endpoint_messages_wait_and_alarms_are_silent() {
    let mut shard = Shard::new();
    shard.register("#1", "a");
    shard.wait(10);
    let Reply::Claimed { source, lease, ids } = shard.ask(Command::Claim { sends: false }) else {
        panic!("whether it was committed is found out")
    };
    shard.ask(Command::End { source, lease, known: ids, absent: Vec::new() });
    shard.alarm = None;
    assert_eq!(shard.ask(Command::Claim { sends: false }), Reply::Done);
    assert_eq!(shard.alarm, None);
    shard.ask(Command::Wake { sends: true });
    assert_eq!(shard.alarm, Some(shard.now), "an endpoint that is named later hears of it");
    assert_eq!(shard.serve(Some(200)), ["a"]);
}

#[test]
fn a_forgotten_alarm_is_set_again_by_the_next_minute_and_by_the_next_commit() {
    let mut shard = Shard::new();
    shard.commit("#1", "a");
    shard.alarm = None;
    shard.wait(60);
    shard.ask(Command::Wake { sends: true });
    assert!(shard.alarm.is_some_and(|at| at <= shard.now));
    shard.alarm = None;
    shard.commit("#2", "b");
    assert_eq!(shard.alarm, Some(shard.now));
}

#[test]
fn only_the_newest_delivered_messages_are_remembered() {
    let mut shard = Shard::new();
    for nth in 0..70 {
        shard.commit(&format!("#{nth}"), &format!("a{nth}"));
        shard.serve(Some(200));
    }
    let states = shard.states();
    assert_eq!(states.len(), 64);
    assert!(states.iter().any(|(id, _)| id == "a69") && !states.iter().any(|(id, _)| id == "a5"));
}
