//! What a page change, a reload or another tab's end leaves behind.

use super::*;

#[test]
fn nothing_is_kept_before_the_shopper_acts() {
    assert!(Chat::new().effects.is_empty());
}

#[test]
fn an_open_panel_is_open_on_the_next_page_with_its_transcript() {
    let mut chat =
        Chat::of(Some(Saved { open: true, conversation: Some("token".into()), ..Saved::default() }));
    assert!(chat.asked_for(|e| *e == Effect::Tell(News::Open)));
    assert!(!chat.asked_for(|e| *e == Effect::Focus), "a page that loads does not take the focus");
    assert!(chat.asked_for(|e| matches!(e, Effect::CatchUp { after: 0, .. })));
    let lines = vec![entry(1, "m1", Speaker::Shopper, "hi"), entry(2, "r1", Speaker::Assistant, "hello")];
    chat.on(transcript(lines, HandledBy::Edge));
    assert_eq!(chat.said(), ["hi", "hello"]);
}

#[test]
fn what_was_on_its_way_goes_again_unchanged_unless_it_arrived() {
    let mut chat = Chat::new();
    chat.says("one", Some(0.2));
    let sent = chat.posts();
    let mut saved = chat.state.saved();
    saved.conversation = Some("token".into());

    let mut lost = Chat::of(Some(saved.clone()));
    assert!(lost.posts().is_empty(), "the transcript is asked first");
    lost.on(transcript(Vec::new(), HandledBy::Edge));
    assert_eq!(lost.posts(), sent);

    let mut arrived = Chat::of(Some(saved));
    let known = vec![entry(1, "id-1", Speaker::Shopper, "one"), entry(2, "r1", Speaker::Assistant, "yes")];
    arrived.on(transcript(known, HandledBy::Edge));
    assert!(arrived.posts().is_empty());
    assert_eq!(arrived.said(), ["one", "yes"]);
}

#[test]
fn unsent_words_stand_below_what_was_said() {
    let mut chat = Chat::new();
    chat.on(Event::WentOffline).says("still there?", None);
    let mut saved = chat.state.saved();
    saved.conversation = Some("token".into());
    let mut next = Chat::of(Some(saved));
    next.on(transcript(vec![entry(1, "m0", Speaker::Shopper, "hi")], HandledBy::Edge));
    assert_eq!(next.said(), ["hi", "still there?"]);
}

#[test]
fn a_person_who_spoke_between_two_pages_lights_the_launcher() {
    for (seen, unread) in [(1, true), (2, false)] {
        let saved = Saved { human: true, conversation: Some("token".into()), seen, ..Saved::default() };
        let mut chat = Chat::of(Some(saved));
        let lines = vec![entry(1, "r1", Speaker::Assistant, "wait"), entry(2, "a1", Speaker::Agent, "hello")];
        chat.on(transcript(lines, HandledBy::Human));
        assert_eq!(chat.asked_for(|e| *e == Effect::Tell(News::Unread)), unread, "seen up to {seen}");
        assert!(chat.asked_for(|e| matches!(e, Effect::Connect { .. })));
    }
}

#[test]
fn a_token_that_is_gone_leaves_an_empty_chat_that_works() {
    let mut chat = Chat::of(Some(Saved { open: true, conversation: Some("old".into()), ..Saved::default() }));
    chat.on(Event::NotCaughtUp(0, Refusal { status: 401, retry_after: None })).says("hi", None);
    assert_eq!(chat.posts()[0].conversation, None);
}

#[test]
fn a_transcript_of_the_conversation_before_the_fresh_start_is_not_drawn() {
    let mut chat = Chat::of(Some(Saved { conversation: Some("token".into()), ..Saved::default() }));
    chat.on(Event::StartedOver);
    chat.on(transcript(vec![entry(1, "m1", Speaker::Shopper, "old")], HandledBy::Edge));
    assert!(chat.state.lines.is_empty());
}

#[test]
fn a_restored_conversation_remembers_its_mood() {
    let mut chat = Chat::of(Some(Saved { conversation: Some("token".into()), ..Saved::default() }));
    let mut line = entry(1, "m1", Speaker::Shopper, "still nothing");
    line.frustration = Some(0.8);
    chat.on(transcript(vec![line], HandledBy::Edge));
    chat.says("again nothing", Some(0.8));
    assert!(chat.state.offered);
}

#[test]
fn words_not_yet_sent_are_still_in_the_composer_on_the_next_page() {
    let mut chat = Chat::new();
    chat.on(Event::Wrote("my order num".into())).on(Event::Paused("my order num".into()));
    let next = Chat::of(Some(chat.state.saved()));
    assert!(next.asked_for(|e| *e == Effect::Write("my order num".into())));
}

#[test]
fn a_pause_over_words_that_changed_since_is_no_pause() {
    let mut chat = Chat::new();
    chat.on(Event::Wrote("my order".into())).on(Event::Paused("my".into()));
    assert!(chat.effects.is_empty());
}

#[test]
fn a_conversation_is_left_only_after_a_question() {
    let mut chat = Chat::new();
    chat.on(Event::LeaveAsked);
    assert!(!chat.state.leaving, "there is nothing to lose yet");
    chat.says("hi", None);
    chat.on(Event::LeaveAsked);
    assert!(chat.state.leaving && !chat.state.lines.is_empty());
    chat.on(Event::StartedOver);
    assert!(!chat.state.leaving && chat.state.lines.is_empty());
}
