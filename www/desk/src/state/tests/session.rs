use super::*;
use crate::event::Kept;

fn kept(effects: &[Effect]) -> Option<&Kept> {
    effects.iter().rev().find_map(|e| match e {
        Effect::Keep(kept) => Some(kept),
        _ => None,
    })
}

#[test]
fn the_first_queue_lets_the_agent_in_and_opens_the_socket() {
    let mut desk = Desk::new();
    assert_eq!(
        desk.step(Event::SignedIn { shop: " demo ".into(), token: " robins\n".into() }),
        [Effect::LoadQueue { ticket: 1 }]
    );
    assert_eq!((desk.state.shop.as_str(), desk.state.token.as_str()), ("demo", "robins"));
    let effects = desk.queue_arrives(&[]);
    assert!(effects.contains(&Effect::Connect));
    assert_eq!(kept(&effects).unwrap().token, "robins");
    assert_eq!((desk.state.agent.as_str(), desk.state.is_in()), ("Robin", true));
}

#[test]
fn a_wrong_token_is_said_and_not_kept() {
    let mut desk = Desk::new();
    desk.step(Event::SignedIn { shop: "demo".into(), token: "wrong".into() });
    let effects = desk.step(Event::QueueFailed(1, refused(401)));
    assert_eq!(desk.state.session, Session::Out(Some(refused(401))));
    assert_eq!(kept(&effects).unwrap().token, "");
}

#[test]
fn without_an_answer_the_token_stays_in_the_form() {
    let mut desk = Desk::new();
    desk.step(Event::SignedIn { shop: "demo".into(), token: "robins".into() });
    desk.step(Event::QueueFailed(1, Trouble::NO_ANSWER));
    assert_eq!(desk.state.session, Session::Out(Some(Trouble::NO_ANSWER)));
    assert_eq!(desk.state.token, "robins");
}

#[test]
fn a_reload_signs_in_again_and_sends_what_was_unsent_with_its_id() {
    let mut desk = Desk::reading(&[taken("c", "01", "Robin")], "c");
    desk.step(Event::Drafted("half a".into()));
    let effects = desk.says("all of it");
    let kept = kept(&effects).unwrap().clone();
    let (state, first) = State::new(Words::of("en"), "demo".into(), Some(kept));
    assert_eq!(first, [Effect::LoadQueue { ticket: 1 }]);
    let mut again = Desk { state, asked: first, ids: Cell::new(7) };
    let effects = again.queue_arrives(&[taken("c", "01", "Robin")]);
    let sent = effects.iter().find_map(|e| match e {
        Effect::Reply { id, reply } => Some((id.as_str(), reply.id.as_str(), reply.text.as_str())),
        _ => None,
    });
    assert_eq!(sent, Some(("c", "id-1", "all of it")));
}

#[test]
fn a_token_that_ends_in_the_middle_of_the_work_loses_nothing_that_was_written() {
    let mut desk = Desk::reading(&[taken("c", "01", "Robin")], "c");
    desk.says("on its way");
    desk.step(Event::Drafted("half a sentence".into()));
    let effects = desk.step(Event::NotReplied("id-1".into(), refused(401)));
    assert!(effects.contains(&Effect::Disconnect));
    assert!(matches!(desk.state.session, Session::Out(Some(_))));
    assert_eq!(kept(&effects).unwrap().unsent.len(), 1);
    desk.step(Event::SignedIn { shop: "demo".into(), token: "new".into() });
    let effects = desk.queue_arrives(&[taken("c", "01", "Robin")]);
    assert!(effects.iter().any(|e| matches!(e, Effect::Reply { .. })));
    assert_eq!(desk.state.current_draft(), "half a sentence");
}

#[test]
fn signing_out_forgets_everything_and_old_answers_mean_nothing() {
    let mut desk = Desk::reading(&[waiting("c", "01")], "c");
    desk.step(Event::Drafted("secret".into()));
    desk.step(Event::QueueWanted);
    let effects = desk.step(Event::SignedOut);
    assert_eq!(effects, [Effect::Disconnect, Effect::Forget, Effect::Navigate(None)]);
    assert!(desk.queue_arrives(&[waiting("c", "01")]).is_empty());
    assert!(desk.state.queue.is_empty() && desk.state.drafts.is_empty() && desk.state.token.is_empty());
    assert_eq!(desk.state.session, Session::Out(None));
}

#[test]
fn a_token_kept_for_one_shop_is_not_tried_at_another() {
    let kept = Kept { shop: "demo".into(), token: "robins".into(), ..Kept::default() };
    let (state, first) = State::new(Words::of("en"), "other".into(), Some(kept));
    assert_eq!((first, state.token.as_str()), (vec![], ""));
}

#[test]
fn a_lost_socket_is_tried_again_ever_more_slowly_and_the_queue_is_asked_for_each_time() {
    let mut desk = Desk::with(&[]);
    let mut pauses = Vec::new();
    for _ in 0..7 {
        let effects = desk.step(Event::Disconnected);
        pauses.extend(effects.iter().filter_map(|e| match e {
            Effect::Later(pause, Event::ReconnectDue) => Some(*pause),
            _ => None,
        }));
        let effects = desk.step(Event::ReconnectDue);
        assert!(matches!(effects[..], [Effect::Connect, Effect::LoadQueue { .. }]), "{effects:?}");
    }
    assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    desk.step(Event::Connected);
    assert_eq!(desk.step(Event::Disconnected), [Effect::Later(1_000, Event::ReconnectDue)]);
}

#[test]
fn an_agent_who_comes_back_to_the_tab_does_not_wait_for_the_next_try() {
    let mut desk = Desk::with(&[]);
    desk.step(Event::Disconnected);
    assert_eq!(desk.step(Event::Returned)[0], Effect::Connect);
    assert!(desk.step(Event::ReconnectDue).is_empty(), "the try that was due is not made a second time");
}
