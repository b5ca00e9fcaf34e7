use beeline_protocol::{Outbox, OutboxMessage, OutboxState};

use super::*;

fn message(id: &str, state: OutboxState) -> OutboxMessage {
    OutboxMessage {
        id: id.into(),
        what: "return.requested".into(),
        order: Some("#1042".into()),
        conversation: None,
        state,
        since: "2026-11-01T12:00:00Z".into(),
        attempts: 3,
        last_status: Some(503),
        last_at: None,
        next_at: None,
    }
}

fn arrives(desk: &mut Desk, effects: &[Effect], messages: Vec<OutboxMessage>) {
    let [Effect::LoadDeliveries { ticket }] = effects else { panic!("{effects:?}") };
    desk.step(Event::DeliveriesLoaded(*ticket, Box::new(Outbox { messages })));
}

#[test]
fn the_list_is_read_when_it_is_wanted_and_the_newest_answer_counts() {
    let mut desk = Desk::with(&[]);
    let first = desk.step(Event::DeliveriesWanted(true));
    assert!(desk.state.deliveries.shown && desk.state.deliveries.messages.is_none());
    let second = desk.step(Event::DeliveriesWanted(true));
    arrives(&mut desk, &second, vec![message("a", OutboxState::Parked)]);
    arrives(&mut desk, &first, Vec::new());
    assert_eq!(desk.state.deliveries.messages.as_ref().map(Vec::len), Some(1));
    assert!(desk.step(Event::DeliveriesWanted(false)).is_empty() && !desk.state.deliveries.shown);
}

#[test]
fn one_is_sent_again_once_however_often_it_is_pressed() {
    let mut desk = Desk::with(&[]);
    let asked = desk.step(Event::DeliveriesWanted(true));
    arrives(&mut desk, &asked, vec![message("a", OutboxState::Parked)]);
    assert_eq!(desk.step(Event::ReplayWanted("a".into())), [Effect::Replay { id: "a".into() }]);
    assert!(desk.step(Event::ReplayWanted("a".into())).is_empty());
    desk.step(Event::Replayed(Box::new(message("a", OutboxState::Pending))));
    let deliveries = &desk.state.deliveries;
    assert_eq!(deliveries.messages.as_ref().map(|list| list[0].state), Some(OutboxState::Pending));
    assert!(deliveries.replaying.is_empty());
}

#[test]
fn what_goes_wrong_is_said_and_a_stranger_is_turned_away() {
    let mut desk = Desk::with(&[]);
    desk.step(Event::DeliveriesWanted(true));
    desk.step(Event::ReplayWanted("a".into()));
    desk.step(Event::NotReplayed("a".into(), Trouble::NO_ANSWER));
    assert_eq!(desk.state.deliveries.trouble, Some(Trouble::NO_ANSWER));
    assert!(desk.state.deliveries.replaying.is_empty());
    desk.step(Event::NotReplayed("a".into(), Trouble { status: 401, problem: None }));
    assert!(!desk.state.is_in() && !desk.state.deliveries.shown);
}
