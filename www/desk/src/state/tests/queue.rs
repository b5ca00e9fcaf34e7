use super::*;

fn put(entry: QueueEntry) -> Event {
    Event::Heard(Box::new(DeskEvent::Queue { entry }))
}

#[test]
fn the_longest_waiting_comes_first() {
    let desk = Desk::with(&[waiting("b", "05"), waiting("a", "09"), waiting("c", "01")]);
    assert_eq!(desk.state.visible(), ["c", "b", "a"]);
}

#[test]
fn each_part_shows_and_counts_its_own() {
    let mut desk = Desk::with(&[waiting("w", "01"), taken("m", "02", "Robin"), taken("o", "03", "Alex")]);
    for (filter, shown) in
        [(Filter::Waiting, &["w"][..]), (Filter::Mine, &["m"]), (Filter::All, &["w", "m", "o"])]
    {
        desk.step(Event::Filtered(filter));
        assert_eq!(desk.state.visible(), shown);
        assert_eq!(desk.state.count(filter), shown.len());
    }
}

#[test]
fn taking_the_open_conversation_does_not_pull_it_from_under_the_hand() {
    let mut desk = Desk::reading(&[waiting("c", "01")], "c");
    desk.step(Event::ActWanted(Act::Take));
    desk.step(Event::Acted("c".into(), Act::Take, owned("c", Some("Robin"))));
    assert_eq!(desk.state.count(Filter::Waiting), 0);
    assert_eq!(desk.state.visible(), ["c"]);
    desk.step(Event::Closed);
    assert!(desk.state.visible().is_empty());
}

#[test]
fn a_newcomer_is_announced_once_and_those_who_were_there_are_not() {
    let mut desk = Desk::with(&[waiting("old", "01")]);
    assert_eq!(desk.state.announcement, "");
    desk.step(put(waiting("new", "02")));
    assert_eq!(
        desk.state.announcement,
        "New conversation: Asked for a person, Where is the order?. where is it?"
    );
    desk.state.announcement.clear();
    desk.step(put(QueueEntry { last_text: "hello?".into(), ..waiting("new", "02") }));
    assert_eq!(desk.state.announcement, "");
}

#[test]
fn a_newcomer_missed_by_the_socket_is_announced_when_the_list_brings_it() {
    let mut desk = Desk::with(&[waiting("old", "01")]);
    desk.step(Event::Returned);
    desk.queue_arrives(&[waiting("old", "01"), waiting("new", "02")]);
    assert!(desk.state.announcement.starts_with("New conversation"));
}

#[test]
fn a_shopper_of_theirs_who_writes_again_is_announced_unless_the_agent_is_reading() {
    let answered = QueueEntry { unanswered: false, ..taken("m", "01", "Robin") };
    let mut desk = Desk::with(std::slice::from_ref(&answered));
    desk.step(put(taken("m", "01", "Robin")));
    assert_eq!(desk.state.announcement, "New message for you: where is it?");
    let mut desk = Desk::reading(&[answered], "m");
    desk.step(put(taken("m", "01", "Robin")));
    assert_eq!(desk.state.announcement, "");
}

#[test]
fn what_is_heard_while_the_list_is_on_its_way_is_laid_over_it() {
    let mut desk = Desk::with(&[waiting("a", "01")]);
    desk.step(Event::Returned);
    desk.step(put(waiting("b", "02")));
    desk.step(Event::Heard(Box::new(DeskEvent::Gone { id: "a".into() })));
    desk.queue_arrives(&[waiting("a", "01")]);
    assert_eq!(desk.state.visible(), ["b"]);
}

#[test]
fn an_old_list_does_not_replace_a_newer_one() {
    let mut desk = Desk::with(&[]);
    desk.step(Event::QueueWanted);
    let old = desk.queue_ticket();
    desk.step(Event::QueueWanted);
    desk.queue_arrives(&[waiting("new", "01")]);
    desk.step(Event::QueueLoaded(old, Box::new(Queue { agent: "Robin".into(), conversations: vec![] })));
    assert_eq!(desk.state.visible(), ["new"]);
}

#[test]
fn a_list_that_cannot_be_had_leaves_the_last_one_and_says_so() {
    let mut desk = Desk::with(&[waiting("a", "01")]);
    desk.step(Event::QueueWanted);
    let ticket = desk.queue_ticket();
    desk.step(Event::QueueFailed(ticket, refused(503)));
    assert_eq!((desk.state.visible().len(), desk.state.queue_trouble.clone()), (1, Some(refused(503))));
    desk.step(Event::QueueWanted);
    desk.queue_arrives(&[]);
    assert_eq!(desk.state.queue_trouble, None);
}

#[test]
fn next_in_line_opens_whoever_waits_longest() {
    let mut desk = Desk::with(&[taken("t", "00", "Alex"), waiting("b", "05"), waiting("a", "02")]);
    desk.step(Event::NextWanted);
    assert_eq!(desk.state.open.as_deref(), Some("a"));
    desk.step(Event::NextWanted);
    assert_eq!(desk.state.open.as_deref(), Some("b"));
}
