//! The contract on the real runtime, with the module that ships.

use beeline_tests::{
    hostile,
    place::{Place, Workerd},
    play_all, records,
    script::uuid,
};
use serde_json::{Value, json};

#[test]
fn the_contract_holds_on_workerd() {
    play_all(|file| Workerd::start(&format!("contract-{file}")));
    let place = Workerd::start("hostile");
    records::deliver_all(&place);
    hostile::all(&place);
}

#[test]
fn after_a_panic_the_next_request_is_served() {
    let place = Workerd::start("panic");
    let (status, _) =
        place.ask("GET", "/v1/shop", &[("x-beeline-rehearse", "panic"), ("x-beeline-shop", "demo")], b"");
    assert!(status >= 500, "a panic is an error, not {status}");
    let (status, body) = place.ask("GET", "/v1/shop", &[("x-beeline-shop", "demo")], b"");
    assert_eq!(status, 200, "{body}");
}

#[test]
fn what_was_accepted_outlives_a_power_cut() {
    let place = Workerd::start("cut");
    records::deliver_all(&place);
    let post = |place: &Workerd, body: &Value| {
        let (status, answer) =
            place.ask("POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.to_string().as_bytes());
        assert_eq!(status, 200, "{answer}");
        serde_json::from_str::<Value>(&answer).expect("JSON")
    };
    let opening = json!({ "id": uuid("cut-1"), "text": "where is HP-20417?" });
    let first = post(&place, &opening);
    let place = place.cut();
    assert_eq!(post(&place, &opening), first, "the repeated message finds its answer");
    let email = json!({ "id": uuid("cut-2"), "text": "maya.lindqvist@example.com", "conversation": first["conversation"] });
    assert!(
        post(&place, &email).to_string().contains("RM482915507GB"),
        "the conversation goes on where it stood"
    );
}
