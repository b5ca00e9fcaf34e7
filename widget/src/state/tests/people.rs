//! A person is offered, takes over, is heard at once, and is not lost with the socket.

use super::*;

#[test]
fn a_flag_is_on_the_screen_before_the_message_leaves() {
    let mut chat = Chat::new();
    chat.says("this is the third time, i am furious", Some(0.97));
    assert!(chat.state.offered);
    assert!(chat.asked_for(|e| matches!(e, Effect::Post { after_paint: true, .. })));
}

#[test]
fn a_calm_message_leaves_without_waiting_for_the_screen_and_offers_nobody() {
    let mut chat = Chat::new();
    chat.says("where is my order?", Some(0.1));
    assert!(!chat.state.offered);
    assert!(chat.asked_for(|e| matches!(e, Effect::Post { after_paint: false, .. })));
}

#[test]
fn a_mood_that_builds_up_over_messages_offers_a_person() {
    let mut chat = Chat::new();
    let first = chat.says("still nothing", Some(0.8));
    assert!(!chat.state.offered);
    chat.answers(&first, &[], HandledBy::Edge).says("again nothing", Some(0.8));
    assert!(chat.state.offered);
}

#[test]
fn the_models_own_threshold_offers_a_person_for_a_single_message() {
    let mut chat = Chat::new();
    chat.on(Event::ScorerReady(0.6)).says("this is annoying", Some(0.65));
    assert!(chat.state.offered);
}

#[test]
fn an_offer_can_be_turned_down_and_ends_when_a_person_comes() {
    let mut chat = Chat::new();
    let key = chat.says("useless!", Some(0.95));
    chat.on(Event::OfferDeclined);
    assert!(!chat.state.offered);
    chat.on(Event::DraftScored(0.95));
    assert!(chat.state.offered);
    chat.answers(&key, &[("r1", "A colleague is on the way.")], HandledBy::Human);
    assert!(!chat.state.offered);
}

#[test]
fn the_score_of_a_draft_never_leaves() {
    let mut chat = Chat::new();
    chat.on(Event::Wrote("what a".into())).on(Event::Paused("what a".into()));
    assert!(chat.asked_for(|e| *e == Effect::ScoreDraft("what a".into())));
    chat.on(Event::DraftScored(0.9));
    chat.says("what a nice lamp", Some(0.05));
    assert_eq!(chat.posts()[0].frustration, Some(0.05));
}

#[test]
fn a_handoff_opens_the_socket_and_tells_the_page() {
    let mut chat = handed_over();
    assert!(chat.asked_for(|e| matches!(e, Effect::Connect { conversation } if conversation == "token")));
    assert!(chat.asked_for(|e| *e == Effect::Tell(News::Handoff)));
    chat.on(Event::Connected);
    assert!(chat.asked_for(|e| matches!(e, Effect::CatchUp { .. })), "what was said meanwhile is fetched");
}

#[test]
fn what_comes_twice_is_drawn_once() {
    let mut chat = handed_over();
    let agent = entry(9, "a1", Speaker::Agent, "Hello, I am Maya");
    chat.on(Event::Heard(Box::new(LiveEvent::Message { entry: agent.clone() })));
    let own = entry(7, "id-1", Speaker::Shopper, "a person please");
    let reply = entry(8, "r1", Speaker::Assistant, "Of course.");
    chat.on(transcript(vec![own, reply, agent], HandledBy::Human));
    assert_eq!(chat.said(), ["a person please", "Of course.", "Hello, I am Maya"]);
}

#[test]
fn a_socket_that_falls_is_opened_again_each_time_later_and_every_try_catches_up() {
    let mut chat = handed_over();
    let mut pauses = Vec::new();
    for _ in 0..7 {
        chat.effects.clear();
        chat.on(Event::Disconnected);
        pauses.extend(
            chat.effects.iter().filter_map(|e| if let Effect::Later(ms, _) = e { Some(*ms) } else { None }),
        );
        chat.on(Event::ReconnectDue);
        assert!(chat.asked_for(|e| matches!(e, Effect::CatchUp { .. })));
        assert!(chat.asked_for(|e| matches!(e, Effect::Connect { .. })));
    }
    assert_eq!(pauses, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
}

#[test]
fn coming_back_to_the_tab_catches_up_but_opens_no_second_socket() {
    let mut chat = handed_over();
    chat.on(Event::Connected).effects.clear();
    chat.on(Event::Returned);
    assert!(chat.asked_for(|e| matches!(e, Effect::CatchUp { .. })));
    assert!(!chat.asked_for(|e| matches!(e, Effect::Connect { .. })));
}

#[test]
fn a_lost_network_gives_the_socket_up_and_its_return_opens_another() {
    let mut chat = handed_over();
    chat.on(Event::Connected).on(Event::WentOffline);
    assert!(chat.asked_for(|e| *e == Effect::Disconnect));
    chat.effects.clear();
    chat.on(Event::WentOnline);
    assert!(chat.asked_for(|e| matches!(e, Effect::Connect { .. })));
}

#[test]
fn handing_back_hangs_up() {
    let mut chat = handed_over();
    chat.on(Event::Connected);
    chat.on(Event::Heard(Box::new(LiveEvent::HandledBy { handled_by: HandledBy::Edge })));
    assert!(chat.asked_for(|e| *e == Effect::Disconnect));
    assert_eq!(chat.state.live, Live::Off);
}

#[test]
fn what_an_agent_says_to_a_closed_panel_is_news() {
    let mut chat = handed_over();
    let heard = |id: &str| {
        Event::Heard(Box::new(LiveEvent::Message { entry: entry(9, id, Speaker::Agent, "Hello?") }))
    };
    chat.on(Event::Opened).effects.clear();
    chat.on(heard("a1"));
    assert!(!chat.asked_for(|e| *e == Effect::Tell(News::Unread)));
    chat.on(Event::Closed).on(heard("a2"));
    assert!(chat.asked_for(|e| *e == Effect::Tell(News::Unread)));
}

fn handed_over() -> Chat {
    let mut chat = Chat::new();
    let key = chat.says("a person please", None);
    chat.answers(&key, &[("r1", "Of course.")], HandledBy::Human);
    chat
}

#[test]
fn a_promised_person_is_not_called_one_who_is_here() {
    let mut chat = handed_over();
    assert!(!chat.state.person_is_here());
    let entry = entry(9, "a1", Speaker::Agent, "Hello");
    chat.on(Event::Heard(Box::new(LiveEvent::Message { entry })));
    assert!(chat.state.person_is_here());
}
