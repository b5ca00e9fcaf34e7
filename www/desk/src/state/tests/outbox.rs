use super::*;

fn mine() -> Desk {
    Desk::reading(&[taken("c", "01", "Robin")], "c")
}

fn replies(effects: &[Effect]) -> Vec<(&str, &str)> {
    let replies = effects.iter().filter_map(|e| match e {
        Effect::Reply { reply, .. } => Some((reply.id.as_str(), reply.text.as_str())),
        _ => None,
    });
    replies.collect()
}

#[test]
fn a_reply_is_sent_drawn_at_once_and_replaced_by_its_line_of_the_transcript() {
    let mut desk = mine();
    let effects = desk.says("  Hello.\n");
    assert_eq!(replies(&effects), [("id-1", "Hello.")]);
    assert_eq!((desk.phases(), desk.state.current_draft()), (vec![Phase::Sending], ""));
    desk.step(Event::Replied("id-1".into(), owned("c", Some("Robin"))));
    assert_eq!(desk.phases(), [Phase::Sent]);
    desk.step(Event::Heard(Box::new(DeskEvent::Message {
        id: "c".into(),
        entry: entry(2, "id-1", Speaker::Agent),
    })));
    assert!(desk.phases().is_empty());
}

#[test]
fn without_the_socket_the_transcript_brings_the_line() {
    let mut desk = mine();
    desk.says("Hello.");
    desk.step(Event::Replied("id-1".into(), owned("c", Some("Robin"))));
    desk.loaded(DeskConversation {
        messages: vec![entry(1, "m1", Speaker::Shopper), entry(2, "id-1", Speaker::Agent)],
        ..content("c", Some("Robin"))
    });
    assert!(desk.phases().is_empty());
}

#[test]
fn a_line_heard_before_the_answer_is_not_drawn_twice() {
    let mut desk = mine();
    desk.says("Hello.");
    desk.step(Event::Heard(Box::new(DeskEvent::Message {
        id: "c".into(),
        entry: entry(2, "id-1", Speaker::Agent),
    })));
    desk.step(Event::Replied("id-1".into(), owned("c", Some("Robin"))));
    assert!(desk.phases().is_empty());
}

#[test]
fn replies_leave_one_at_a_time_and_in_order() {
    let mut desk = mine();
    desk.says("one");
    assert!(replies(&desk.says("two")).is_empty());
    let effects = desk.step(Event::Replied("id-1".into(), owned("c", Some("Robin"))));
    assert_eq!(replies(&effects), [("id-2", "two")]);
}

#[test]
fn a_refused_reply_keeps_its_words_and_goes_again_with_the_same_id() {
    let mut desk = mine();
    desk.says("one");
    desk.says("two");
    let effects = desk.step(Event::NotReplied("id-1".into(), refused(503)));
    assert!(replies(&effects).is_empty(), "the second does not overtake the first");
    assert_eq!(desk.phases(), [Phase::Failed(refused(503)), Phase::Waiting]);
    let effects = desk.step(Event::Retried("id-1".into()));
    assert_eq!(replies(&effects), [("id-1", "one")]);
}

#[test]
fn a_reply_without_network_goes_by_itself_when_there_is_one_again() {
    let mut desk = mine();
    desk.says("one");
    desk.step(Event::NotReplied("id-1".into(), Trouble::NO_ANSWER));
    assert_eq!(replies(&desk.step(Event::Connected)), [("id-1", "one")]);
}

#[test]
fn a_reply_to_what_another_took_can_be_taken_back_and_edited() {
    let mut desk = mine();
    desk.says("one");
    desk.step(Event::NotReplied("id-1".into(), refused(409)));
    desk.step(Event::Drafted("more".into()));
    desk.step(Event::TakenBack("id-1".into()));
    assert_eq!(desk.state.current_draft(), "one\n\nmore");
    assert!(desk.phases().is_empty());
}

#[test]
fn the_suggestion_fills_the_composer_and_never_overwrites_what_was_written() {
    let mut desk = mine();
    let effects = desk.step(Event::SuggestionUsed);
    assert_eq!(desk.state.current_draft(), "Hello, I have read everything.");
    assert!(effects.contains(&Effect::Focus(Place::Composer)));
    desk.step(Event::SuggestionUsed);
    assert_eq!(desk.state.current_draft(), "Hello, I have read everything.", "twice is once");
    desk.step(Event::Drafted("My own words.".into()));
    desk.step(Event::SuggestionUsed);
    assert_eq!(desk.state.current_draft(), "Hello, I have read everything.\n\nMy own words.");
}

#[test]
fn every_conversation_has_its_own_draft() {
    let mut desk = Desk::reading(&[taken("c", "01", "Robin"), taken("d", "02", "Robin")], "c");
    desk.step(Event::Drafted("for c".into()));
    desk.step(Event::Opened("d".into()));
    assert_eq!(desk.state.current_draft(), "");
    desk.step(Event::Opened("c".into()));
    assert_eq!(desk.state.current_draft(), "for c");
}

#[test]
fn nothing_and_too_much_are_not_sent() {
    let mut desk = mine();
    assert!(replies(&desk.says(" \n ")).is_empty());
    let long = "字".repeat(MAX_CHARS + 1);
    assert!(replies(&desk.says(&long)).is_empty());
    assert_eq!(desk.state.current_draft(), long);
    assert_eq!(replies(&desk.says(&"字".repeat(MAX_CHARS))).len(), 1);
}

#[test]
fn a_conversation_is_not_ended_over_a_reply_on_its_way() {
    let mut desk = mine();
    desk.says("one moment");
    assert!(!desk.state.may(Act::Resolve));
    assert!(desk.step(Event::ActWanted(Act::Resolve)).is_empty());
    desk.step(Event::Replied("id-1".into(), owned("c", Some("Robin"))));
    assert!(desk.state.may(Act::Resolve));
}
