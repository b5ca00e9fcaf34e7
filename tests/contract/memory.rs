//! The contract in memory.

use beeline_tests::{
    hostile,
    place::{InMemory, Place},
    play_all, records,
};
use chrono::TimeDelta;

#[test]
fn every_conversation_goes_as_written() {
    play_all(|_| InMemory::new());
}

#[test]
fn hostile_requests_get_clear_errors() {
    let place = InMemory::new();
    records::deliver_all(&place);
    hostile::all(&place);
}

#[test]
fn deliveries_in_any_order_leave_the_same_records() {
    let dumps = [false, true].map(|reversed| {
        let place = InMemory::new();
        let newest = records::orders(place.now());
        let older = newest.iter().cloned().map(|order| records::shifted(order, TimeDelta::hours(-1)));
        let mut all: Vec<_> = older.chain(newest.iter().cloned()).collect();
        if reversed {
            all.reverse();
        }
        all.iter().for_each(|order| assert_eq!(records::deliver(&place, "orders/updated", order), 200));
        // Which orders a shopper has is an index with times; the orders themselves decide.
        place.0.dump_of("Order(")
    });
    assert_eq!(dumps[0], dumps[1]);
}

#[test]
fn failed_proofs_of_one_number_close_it_for_a_while() {
    let place = InMemory::new();
    records::deliver_all(&place);
    let ask = |seed: &str, email: &str| {
        let body = serde_json::json!({ "id": beeline_tests::script::uuid(seed), "text": format!("where is HP-20417? {email}") });
        place.ask("POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.to_string().as_bytes()).1
    };
    assert!(ask("right", "maya.lindqvist@example.com").contains("RM482915507GB"));
    let refusals: Vec<String> = (0..10).map(|nth| ask(&format!("wrong{nth}"), "eve@example.com")).collect();
    assert!(refusals.iter().all(|answer| !answer.contains("RM482915507GB")));
    assert!(!ask("right but late", "maya.lindqvist@example.com").contains("RM482915507GB"));
    place.0.wait(TimeDelta::minutes(11));
    assert!(ask("right again", "maya.lindqvist@example.com").contains("RM482915507GB"));
}
