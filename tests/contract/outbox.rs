//! The way of a handoff to the merchant, in memory: signed, in order, and there after a power cut at any step.

use std::{cell::RefCell, rc::Rc};

use beeline_tests::{
    merchant::signature,
    place::{InMemory, Place},
    records,
    script::{DESK, uuid},
};
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};

/// What the merchant took, by `webhook-id`, in the order of its coming.
type Heard = Rc<RefCell<Vec<(String, Value)>>>;

/// A merchant who checks what a merchant's library would, and then answers as told.
fn merchant(place: &InMemory, mut status: impl FnMut() -> Option<u16> + 'static) -> Heard {
    let heard = Heard::default();
    let ear = Rc::clone(&heard);
    place.0.merchant(move |request| {
        let header = |name: &str| request.headers()[name].to_str().expect("text").to_owned();
        let (id, sent) = (header("webhook-id"), header("webhook-timestamp"));
        let body = String::from_utf8(request.body().clone()).expect("text");
        assert_eq!(header("webhook-signature"), signature(&id, &sent, body.as_bytes()));
        assert_eq!(request.uri().path(), "/merchant/hooks");
        let status = status();
        if status == Some(200) {
            ear.borrow_mut().push((id, serde_json::from_str(&body).expect("JSON")));
        }
        status
    });
    heard
}

fn ids(heard: &Heard) -> Vec<String> {
    heard.borrow().iter().map(|(id, _)| id.clone()).collect()
}

/// Posts a message; the answer, where there is one.
fn say(place: &InMemory, id: &str, text: &str, conversation: Option<&str>) -> Option<Value> {
    let mut body = json!({ "id": uuid(id), "text": text });
    if let Some(token) = conversation {
        body["conversation"] = token.into();
    }
    let (status, answer) =
        place.ask("POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.to_string().as_bytes());
    (status == 200).then(|| serde_json::from_str(&answer).expect("JSON"))
}

fn desk(place: &InMemory, method: &str, path: &str) -> (u16, Value) {
    let (status, body) = place.ask(method, path, &DESK, b"");
    (status, serde_json::from_str(&body).unwrap_or_default())
}

fn states(place: &InMemory) -> Vec<String> {
    let (_, outbox) = desk(place, "GET", "/v1/desk/outbox");
    let messages = outbox["messages"].as_array().expect("messages").iter();
    messages.map(|message| message["state"].as_str().expect("a state").to_owned()).collect()
}

#[test]
fn a_handoff_reaches_the_merchant_signed_and_whole() {
    let place = InMemory::new();
    records::deliver_all(&place);
    let heard = merchant(&place, || Some(200));
    let answer = say(&place, "whole", "I want to talk to a human", None).expect("an answer");
    assert!(heard.borrow().is_empty(), "the shopper does not wait for the merchant");
    place.0.ring();
    let heard = heard.borrow();
    let (id, body) = &heard[0];
    assert_eq!(*id, answer["handoff"]["id"].as_str().expect("a handoff"));
    assert_eq!(body["type"], "handoff.created");
    assert!(DateTime::parse_from_rfc3339(body["timestamp"].as_str().expect("a time")).is_ok());
    assert_eq!((&body["data"]["id"], &body["data"]["reason"]), (&json!(id), &json!("requested")));
    assert_eq!(body["data"]["summary"]["intent"], "human.request");
    let token = answer["conversation"].as_str().expect("a token");
    assert!(token.starts_with(body["data"]["conversation"].as_str().expect("its id")));
    assert!(!body.to_string().contains(token), "the key to the shopper's side stays here");
}

#[test]
fn the_desk_sees_what_waits_and_sends_it_again() {
    let place = InMemory::new();
    let mut answers = vec![Some(200), None, Some(503)];
    let heard = merchant(&place, move || answers.pop().unwrap_or(Some(200)));
    say(&place, "seen", "human please", None).expect("an answer");
    place.0.ring();
    let (_, outbox) = desk(&place, "GET", "/v1/desk/outbox");
    let message = &outbox["messages"][0];
    assert_eq!((&message["state"], &message["attempts"]), (&json!("pending"), &json!(1)));
    assert_eq!((&message["last_status"], &message["type"]), (&json!(503), &json!("handoff.created")));
    let id = message["id"].as_str().expect("an id").to_owned();
    let replay = format!("/v1/desk/outbox/{id}/replay");
    assert_eq!(desk(&place, "POST", &replay).0, 200);
    place.0.ring();
    assert_eq!(states(&place), ["pending"]);
    place.0.wait(TimeDelta::seconds(30));
    place.0.ring();
    assert_eq!((states(&place), ids(&heard).len()), (vec!["delivered".to_owned()], 1));
    let (status, line) = desk(&place, "POST", &replay);
    assert_eq!((status, &line["state"], &line["attempts"]), (200, &json!("pending"), &json!(0)));
    place.0.ring();
    assert_eq!(ids(&heard), [id.clone(), id], "the merchant knows it by its id");
    assert_eq!(desk(&place, "POST", "/v1/desk/outbox/nothing/replay").0, 404);
    assert_eq!(desk(&place, "GET", "/v1/desk/outbox/nothing/replay").0, 405);
    assert_eq!(place.ask("GET", "/v1/desk/outbox", &[("x-beeline-shop", "demo")], b"").0, 401);
    let (_, outbox) = desk(&place, "GET", "/v1/desk/outbox");
    assert!(!outbox.to_string().contains("merchant/hooks"), "an endpoint's address may hold a key");
}

#[test]
fn handoffs_of_one_conversation_arrive_in_order_though_agents_have_closed_them() {
    let place = InMemory::new();
    let mut failures = 3;
    let heard = merchant(&place, move || {
        failures -= 1;
        Some(if failures >= 0 { 500 } else { 200 })
    });
    let first = say(&place, "order-1", "human please", None).expect("an answer");
    let token = first["conversation"].as_str().expect("a token");
    let path = format!("/v1/desk/conversations/{}/resolve", token.split('.').next().expect("an id"));
    place.0.ring();
    assert_eq!(desk(&place, "POST", &path).0, 200);
    let second = say(&place, "order-2", "human please", Some(token)).expect("an answer");
    for _ in 0..5 {
        place.0.wait(TimeDelta::minutes(2));
        place.0.sweep();
    }
    let expected = [&first, &second].map(|answer| answer["handoff"]["id"].as_str().expect("one").to_owned());
    assert_eq!(ids(&heard), expected);
}

#[test]
fn a_shop_without_an_endpoint_loses_nothing_and_hears_of_it_when_it_names_one() {
    let mut shop = InMemory::shop();
    shop.outbox = None;
    let place = InMemory::of(shop);
    let heard = merchant(&place, || Some(200));
    say(&place, "unsent", "human please", None).expect("an answer");
    place.0.sweep();
    assert_eq!((states(&place), ids(&heard).len()), (vec!["unsent".to_owned()], 0));
    let place = InMemory(place.0.deploy(vec![InMemory::shop()]));
    place.0.sweep();
    assert_eq!((states(&place), ids(&heard).len()), (vec!["delivered".to_owned()], 1));
}

/// The merchant knows a message by its id alone, and a client chooses the ids of its messages.
#[test]
fn the_same_message_id_in_two_conversations_makes_two_handoffs() {
    let place = InMemory::new();
    let heard = merchant(&place, || Some(200));
    for greeting in ["hello", "good morning"] {
        let opened = say(&place, greeting, greeting, None).expect("an answer");
        say(&place, "the same", "human please", opened["conversation"].as_str()).expect("an answer");
    }
    place.0.ring();
    let ids = ids(&heard);
    assert!(ids.len() == 2 && ids[0] != ids[1], "{ids:?}");
}

#[test]
fn an_action_reaches_the_merchant_with_what_it_promises() {
    let place = InMemory::new();
    records::deliver_all(&place);
    let heard = merchant(&place, || Some(200));
    let asked =
        say(&place, "act-1", "please cancel HP-20440, rosa.jimenez@example.com", None).expect("an answer");
    place.0.ring();
    assert!(heard.borrow().is_empty(), "nothing is told before the shopper confirmed");
    let done = say(&place, "act-2", "yes", asked["conversation"].as_str()).expect("an answer");
    place.0.ring();
    let heard = heard.borrow();
    assert_eq!(heard[0].1["type"], "order.cancelled");
    assert_eq!(heard[0].1["data"], done["actions"][0], "{done}");
    let (_, outbox) = desk(&place, "GET", "/v1/desk/outbox");
    assert_eq!(outbox["messages"][0]["order"], "HP-20440", "{outbox}");
}

/// Whatever step is the last before the power goes, and whether the shopper repeats the message or not: what was answered
/// arrives, what was committed arrives, what was never committed does not.
#[test]
fn a_power_cut_after_any_step_loses_nothing() {
    let hand_over: [&str; 1] = ["human please"];
    let cancel: [&str; 2] = ["please cancel HP-20440, rosa.jimenez@example.com", "yes"];
    let mut cuts = 0;
    for (words, kept) in
        [(&hand_over[..], ("Conversation(", "handoff/")), (&cancel[..], ("Order(", "order.cancelled"))]
    {
        for repeats in [true, false] {
            for steps in 1.. {
                if !cut(words, kept, repeats, steps) {
                    break;
                }
                cuts += 1;
            }
        }
    }
    println!("{cuts} power cuts");
    assert!(cuts > 40);
}

/// Cuts the power so many steps into the last message; false where it was over before.
fn cut(words: &[&str], (object, kept): (&str, &str), repeats: bool, steps: u32) -> bool {
    let case = format!("{kept} {steps} {repeats}");
    let place = InMemory::new();
    records::deliver_all(&place);
    let heard = merchant(&place, || Some(200));
    let (last, before) = words.split_last().expect("words");
    let mut token = None;
    for text in before {
        let answer = say(&place, &format!("{case} {text}"), text, token.as_deref()).expect("an answer");
        token = answer["conversation"].as_str().map(str::to_owned);
    }
    let last = || say(&place, &case, last, token.as_deref());
    place.0.cut_after(steps);
    let answered = last().is_some();
    place.0.ring();
    let dark = place.0.is_dark();
    place.0.restart();
    let committed = place.0.dump_of(object).contains(kept);
    assert!(committed || !answered, "{case}: answered and not committed");
    if repeats {
        assert!(last().is_some(), "{case}: no answer to the repeated message");
    }
    for _ in 0..15 {
        place.0.wait(TimeDelta::minutes(1));
        place.0.sweep();
    }
    let mut ids = ids(&heard);
    ids.dedup();
    assert_eq!(ids.len(), usize::from(committed || repeats), "{case}");
    assert!(!place.0.dump_of("Outbox(").contains("queue/"), "{case}: something is left over");
    dark
}
