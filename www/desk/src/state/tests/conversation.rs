use super::*;

fn said(id: &str, entry: Entry) -> Event {
    Event::Heard(Box::new(DeskEvent::Message { id: id.into(), entry }))
}

fn cursors(desk: &Desk) -> Vec<u64> {
    desk.state.current().unwrap().content.as_ref().unwrap().messages.iter().map(|m| m.cursor).collect()
}

#[test]
fn opening_asks_for_it_names_it_in_the_address_and_moves_the_keyboard() {
    let mut desk = Desk::with(&[waiting("c", "01")]);
    let effects = desk.step(Event::Opened("c".into()));
    let ticket = desk.load_ticket("c");
    assert_eq!(
        effects,
        [
            Effect::Navigate(Some("c".into())),
            Effect::Load { id: "c".into(), ticket },
            Effect::Focus(Place::Title)
        ]
    );
}

#[test]
fn an_address_opened_before_signing_in_is_read_afterwards() {
    let mut desk = Desk::new();
    assert!(!desk.step(Event::Opened("c".into())).iter().any(|e| matches!(e, Effect::Load { .. })));
    desk.step(Event::SignedIn { shop: "demo".into(), token: "robins".into() });
    let effects = desk.queue_arrives(&[waiting("c", "01")]);
    assert!(effects.iter().any(|e| matches!(e, Effect::Load { .. })));
}

#[test]
fn the_socket_and_the_transcript_bring_each_line_once_and_in_order() {
    let mut desk = Desk::reading(&[waiting("c", "01")], "c");
    desk.step(said("c", entry(3, "m3", Speaker::Shopper)));
    desk.step(said("c", entry(2, "m2", Speaker::System)));
    desk.step(said("c", entry(3, "m3", Speaker::Shopper)));
    assert_eq!(cursors(&desk), [1, 2, 3]);
    desk.step(Event::Returned);
    desk.step(said("c", entry(4, "m4", Speaker::Shopper)));
    desk.loaded(DeskConversation {
        messages: (1..=3).map(|n| entry(n, &format!("m{n}"), Speaker::Shopper)).collect(),
        ..content("c", None)
    });
    assert_eq!(cursors(&desk), [1, 2, 3, 4], "an answer older than the socket takes nothing away");
}

#[test]
fn who_may_speak_follows_who_has_it() {
    let mut desk = Desk::reading(&[waiting("c", "01")], "c");
    assert_eq!(desk.state.standing(), Some(Standing::Free));
    desk.step(Event::Heard(Box::new(DeskEvent::Queue { entry: taken("c", "01", "Alex") })));
    assert_eq!(desk.state.standing(), Some(Standing::Others("Alex".into())));
    desk.step(Event::Heard(Box::new(DeskEvent::Queue { entry: taken("c", "01", "Robin") })));
    assert_eq!(desk.state.standing(), Some(Standing::Mine));
    desk.step(Event::Heard(Box::new(DeskEvent::Gone { id: "c".into() })));
    assert_eq!(desk.state.standing(), Some(Standing::Over(None)));
}

#[test]
fn taking_puts_the_keyboard_where_the_agent_writes() {
    let mut desk = Desk::reading(&[waiting("c", "01")], "c");
    assert_eq!(desk.step(Event::ActWanted(Act::Take)), [Effect::Act { id: "c".into(), act: Act::Take }]);
    assert!(desk.step(Event::ActWanted(Act::Take)).is_empty(), "not twice");
    let effects = desk.step(Event::Acted("c".into(), Act::Take, owned("c", Some("Robin"))));
    assert!(effects.contains(&Effect::Focus(Place::Composer)));
    assert_eq!(desk.state.standing(), Some(Standing::Mine));
}

#[test]
fn a_resolved_conversation_stays_readable_and_leaves_the_list() {
    let mut desk = Desk::reading(&[taken("c", "01", "Robin")], "c");
    desk.step(Event::ActWanted(Act::Resolve));
    desk.step(Event::Acted("c".into(), Act::Resolve, owned("c", None)));
    assert_eq!(desk.state.standing(), Some(Standing::Over(Some(Act::Resolve))));
    assert!(desk.state.queue.is_empty());
    desk.loaded(DeskConversation { handled_by: HandledBy::Edge, summary: None, ..content("c", None) });
    assert_eq!(cursors(&desk), [1]);
    assert!(desk.state.current().unwrap().content.as_ref().unwrap().summary.is_some());
}

#[test]
fn a_conflict_says_what_the_edge_says_and_looks_again() {
    let mut desk = Desk::reading(&[waiting("c", "01")], "c");
    desk.step(Event::ActWanted(Act::Take));
    let effects = desk.step(Event::NotActed("c".into(), Act::Take, refused(409)));
    assert!(matches!(effects[..], [Effect::Load { .. }, Effect::LoadQueue { .. }]), "{effects:?}");
    assert_eq!(desk.state.current().unwrap().refused, Some((Act::Take, refused(409))));
    desk.step(Event::TroubleRead);
    assert_eq!(desk.state.current().unwrap().refused, None);
}

#[test]
fn a_second_handoff_brings_its_own_story() {
    let mut desk = Desk::reading(&[taken("c", "01", "Robin")], "c");
    desk.step(Event::ActWanted(Act::Return));
    desk.step(Event::Acted("c".into(), Act::Return, owned("c", None)));
    let effects = desk.step(Event::Heard(Box::new(DeskEvent::Queue { entry: waiting("c", "09") })));
    assert!(effects.iter().any(|e| matches!(e, Effect::Load { .. })));
    assert_eq!(desk.state.standing(), Some(Standing::Free));
}

#[test]
fn what_cannot_be_read_says_why() {
    let mut desk = Desk::with(&[waiting("c", "01")]);
    desk.step(Event::Opened("c".into()));
    let ticket = desk.load_ticket("c");
    desk.step(Event::NotLoaded("c".into(), ticket, refused(404)));
    assert_eq!(desk.state.current().unwrap().trouble, Some(refused(404)));
}

#[test]
fn scores_are_read_by_the_borders_of_the_contract() {
    for (score, feeling) in [
        (0.0, Feeling::Calm),
        (0.39, Feeling::Calm),
        (0.4, Feeling::Tense),
        (0.89, Feeling::Tense),
        (0.9, Feeling::Frustrated),
    ] {
        assert_eq!(Feeling::of(score), feeling, "{score}");
    }
}
