//! A message is drawn at once, leaves once, arrives or says why not, and is never lost.

use super::*;

#[test]
fn a_message_is_on_the_screen_before_it_is_scored_and_leaves_with_its_score() {
    let mut chat = Chat::new();
    chat.on(Event::Said("  where is it? ".into()));
    assert_eq!(chat.said(), ["where is it?"]);
    assert!(chat.asked_for(|e| matches!(e, Effect::Score { .. })));
    assert!(chat.posts().is_empty(), "not before the score");
    chat.scored("id-1", Some(0.1));
    let sent = chat.posts();
    assert_eq!((sent.len(), sent[0].frustration, sent[0].conversation.as_deref()), (1, Some(0.1), None));
}

#[test]
fn a_score_that_comes_too_late_does_not_send_the_message_again() {
    let mut chat = Chat::new();
    let key = chat.says("hello", None);
    assert_eq!(chat.posts()[0].frustration, None);
    chat.scored(&key, Some(0.95));
    assert!(chat.posts().is_empty());
    assert!(chat.state.offered, "but it still offers a person");
}

#[test]
fn nothing_and_too_much_are_not_sent() {
    let mut chat = Chat::new();
    for text in [" \n".to_owned(), "x".repeat(4_001)] {
        chat.on(Event::Wrote(text)).on(Event::Sent);
        assert!(chat.state.lines.is_empty());
    }
    chat.on(Event::Wrote("长".repeat(4_000))).on(Event::Sent);
    assert_eq!(chat.state.lines.len(), 1, "characters count, not bytes");
}

#[test]
fn messages_leave_one_at_a_time_and_carry_the_token_of_the_answer_before() {
    let mut chat = Chat::new();
    let first = chat.says("one", None);
    chat.says("two", None);
    assert_eq!(chat.posts().len(), 1);
    chat.answers(&first, &[("r1", "yes?")], HandledBy::Edge);
    let sent = chat.posts();
    assert_eq!((sent[0].text.as_str(), sent[0].conversation.as_deref()), ("two", Some("token")));
}

#[test]
fn another_try_has_the_same_id_and_body() {
    for status in [0, 500, 503, 409, 413, 422] {
        let mut chat = Chat::new();
        let key = chat.says("where is it?", Some(0.3));
        let first = chat.posts();
        chat.refuses(&key, status);
        assert!(matches!(chat.phase_of(&key), Some(Phase::Failed(_))), "{status}");
        chat.on(Event::Retried(key));
        assert_eq!(chat.posts(), first, "{status}");
    }
}

#[test]
fn pressing_retry_twice_sends_once() {
    let mut chat = Chat::new();
    let key = chat.says("hello", None);
    chat.refuses(&key, 0).posts();
    chat.on(Event::Retried(key.clone())).on(Event::Retried(key));
    assert_eq!(chat.posts().len(), 1);
}

#[test]
fn too_fast_goes_again_by_itself_when_the_edge_says() {
    let mut chat = Chat::new();
    let key = chat.says("hello", None);
    chat.on(Event::Refused(key.clone(), Refusal { status: 429, retry_after: Some(7) }));
    assert!(chat.asked_for(|e| *e == Effect::Later(7_000, Event::Retried(key.clone()))));
}

#[test]
fn what_failed_first_goes_first_when_the_shopper_writes_on() {
    let mut chat = Chat::new();
    let first = chat.says("one", None);
    chat.refuses(&first, 0).posts();
    chat.says("two", None);
    assert_eq!(chat.posts()[0].text, "one");
    chat.answers(&first, &[], HandledBy::Edge);
    assert_eq!(chat.posts()[0].text, "two");
}

#[test]
fn a_message_that_can_never_arrive_holds_no_other_back() {
    let mut chat = Chat::new();
    let first = chat.says("one", None);
    chat.refuses(&first, 413).posts();
    chat.says("two", None);
    assert_eq!(chat.posts()[0].text, "two");
}

#[test]
fn offline_messages_wait_and_go_when_the_network_is_back() {
    let mut chat = Chat::new();
    chat.on(Event::WentOffline);
    let key = chat.says("hello", None);
    assert!(chat.posts().is_empty());
    assert_eq!(chat.phase_of(&key), Some(Phase::Queued));
    chat.on(Event::WentOnline);
    assert_eq!(chat.posts().len(), 1);
}

#[test]
fn a_token_that_is_gone_starts_a_new_conversation_with_the_same_words_and_says_so() {
    let mut chat = Chat::new();
    let first = chat.says("one", None);
    chat.answers(&first, &[], HandledBy::Edge).posts();
    let second = chat.says("two", None);
    let before = chat.posts();
    chat.refuses(&second, 401);
    let after = chat.posts();
    assert_eq!((after[0].text.as_str(), after[0].conversation.as_deref()), ("two", None));
    assert_ne!(after[0].id, before[0].id, "another body, another id");
    assert_eq!(chat.said(), ["one", chat.state.words.new_conversation, "two"]);
}

#[test]
fn an_identity_that_expired_is_dropped_and_the_refusals_end() {
    let mut chat = Chat::new();
    chat.on(Event::Identified(Some("jwt".into())));
    let key = chat.says("hello", None);
    assert_eq!(chat.posts()[0].identity.as_deref(), Some("jwt"));
    chat.refuses(&key, 401);
    assert_eq!(chat.posts()[0].identity, None);
    chat.refuses(&key, 401);
    assert!(chat.posts().is_empty());
    assert_eq!(chat.phase_of(&key), Some(Phase::Failed(Failure::Rejected)));
}

#[test]
fn after_a_fresh_start_the_old_conversations_answer_is_not_drawn() {
    let mut chat = Chat::new();
    let key = chat.says("one", None);
    chat.on(Event::StartedOver).answers(&key, &[("r1", "late")], HandledBy::Edge);
    assert!(chat.state.lines.is_empty());
    assert_eq!(chat.state.conversation, None);
}

#[test]
fn the_three_dots_show_only_while_the_assistant_owes_an_answer() {
    let mut chat = Chat::new();
    let key = chat.says("hello", None);
    assert!(chat.state.is_thinking());
    chat.answers(&key, &[("r1", "hi")], HandledBy::Human);
    chat.says("thanks", None);
    assert!(!chat.state.is_thinking(), "a person's writing is not ours to announce");
}
