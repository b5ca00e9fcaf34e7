//! Whatever happens in whatever order: messages from several tabs and devices, late and repeated webhooks, retries, power
//! cuts at any step, a merchant who fails half the time. No order is acted on twice, nothing without its confirmation, and
//! nothing accepted is lost.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use beeline_tests::{
    chance::Chance,
    place::{InMemory, Place},
    records,
    script::{identity, uuid},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// Each is its own world; all of them take some seconds.
const SEEDS: u64 = 60;
/// What happens in one.
const STEPS: usize = 40;
/// Who shops: their orders can be cancelled, changed, returned and claimed.
const SHOPPER: &str = "oluwaseun.adeyemi@example.com";
/// What they write. Most of it leads to an action somewhere.
const SAID: &[&str] = &[
    "cancel order HP-20444 please",
    "change the address of HP-20444 to 9 Dock Street, Southampton SO14 3XQ",
    "I want to return the lantern from HP-20345, it is too big",
    "the light from HP-20274 arrived broken, I want a replacement",
    "yes",
    "yes",
    "yes, go ahead",
    "no",
    "all of them",
    "it is too big",
    "a refund",
    "where is HP-20444?",
    "actually never mind",
    "什么时候能到",
];

/// One tab: its token, what was last shown, and the message that had no answer.
#[derive(Default)]
struct Tab {
    token: Option<String>,
    asked_to_confirm: bool,
    unanswered: Option<Value>,
}

/// What a world has come to.
#[derive(Default)]
struct Seen {
    /// Actions as they were answered, by id.
    actions: BTreeMap<String, Value>,
    answered: usize,
    cut: usize,
}

#[test]
fn nothing_is_done_twice_or_unasked_or_lost_whatever_the_order_of_events() {
    let (mut actions, mut answered, mut cut) = (0, 0, 0);
    for seed in 0..SEEDS {
        let seen = world(seed);
        actions += seen.actions.len();
        answered += seen.answered;
        cut += seen.cut;
    }
    println!("seeds 0 to {}: {answered} answers, {actions} actions, {cut} power cuts", SEEDS - 1);
    assert!(actions > SEEDS as usize / 2, "the worlds are about actions");
}

fn world(seed: u64) -> Seen {
    let mut chance = Chance::new(seed);
    let place = InMemory::new();
    records::deliver_all(&place);
    let orders = records::orders(place.now());
    let heard = Rc::new(RefCell::new(BTreeMap::<String, Value>::new()));
    let (ear, mut luck) = (Rc::clone(&heard), Chance::new(seed ^ 0xbee));
    let well_again = Rc::new(Cell::new(false));
    let recovered = Rc::clone(&well_again);
    place.0.merchant(move |request| {
        let well = luck.below(2) == 0 || recovered.get();
        if well {
            let id = request.headers()["webhook-id"].to_str().expect("text").to_owned();
            let body: Value = serde_json::from_slice(request.body()).expect("JSON");
            let before = ear.borrow_mut().insert(id.clone(), body.clone());
            assert!(
                before.is_none_or(|known| known["data"] == body["data"]),
                "seed {seed}: {id} has changed"
            );
        }
        well.then_some(200)
    });
    let mut tabs: [Tab; 3] = Default::default();
    let mut seen = Seen::default();
    for step in 0..STEPS {
        match chance.below(10) {
            0 => {
                // The platform tells an order again, as it was an hour ago or as it is.
                let order = &orders[chance.below(orders.len() as u64) as usize];
                let ago = TimeDelta::hours(-(chance.below(2) as i64));
                records::deliver(&place, "orders/updated", &records::shifted(order.clone(), ago));
            }
            1 => place.0.sweep(),
            2 => place.0.wait(TimeDelta::seconds(chance.below(90) as i64)),
            _ => {
                let tab = &mut tabs[chance.below(3) as usize];
                if chance.below(6) == 0 {
                    place.0.cut_after(chance.below(12) as u32);
                }
                turn(&place, tab, &mut chance, &mut seen, &format!("{seed}-{step}"));
                if place.0.is_dark() {
                    seen.cut += 1;
                }
                place.0.restart();
            }
        }
    }
    // Whoever had no answer asks again, until there is one.
    for tab in &mut tabs {
        turn(&place, tab, &mut Chance::new(7), &mut seen, &format!("{seed}-last"));
    }
    well_again.set(true);
    for _ in 0..40 {
        place.0.sweep();
        place.0.wait(TimeDelta::hours(1));
    }
    judge(seed, &seen, &heard.borrow());
    seen
}

/// Sends one message, or the unanswered one again.
fn turn(place: &InMemory, tab: &mut Tab, chance: &mut Chance, seen: &mut Seen, id: &str) {
    let repeated = tab.unanswered.is_some();
    let body = tab.unanswered.take().unwrap_or_else(|| {
        let text = SAID[chance.below(SAID.len() as u64) as usize];
        let mut body = json!({ "id": uuid(id), "text": text });
        body["identity"] = identity(SHOPPER, place.now().timestamp() + 86_400).into();
        if let Some(token) = &tab.token {
            body["conversation"] = token.as_str().into();
        }
        body
    });
    let (status, answer) =
        place.ask("POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.to_string().as_bytes());
    if status != 200 {
        assert!(status >= 500, "{status}: {answer}");
        tab.unanswered = Some(body);
        return;
    }
    seen.answered += 1;
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    for action in answer["actions"].as_array().into_iter().flatten() {
        let said = body["text"].as_str().unwrap_or_default();
        assert!(tab.asked_to_confirm, "{id}: {action} without a confirmation");
        assert!(repeated || said.starts_with("yes") || seen.cut > 0, "{id}: {action} after {said:?}");
        let id = action["id"].as_str().expect("an id").to_owned();
        let known = seen.actions.insert(id, action.clone());
        assert!(known.is_none_or(|known| known == *action), "an action is told as it was");
    }
    tab.asked_to_confirm = answer["expects"] == "confirmation";
    tab.token = answer["conversation"].as_str().map(str::to_owned);
    if answer["handled_by"] == "human" {
        *tab = Tab::default();
    }
}

/// What was answered, and what the merchant heard, against what may be.
fn judge(seed: u64, seen: &Seen, heard: &BTreeMap<String, Value>) {
    let told: BTreeSet<&String> = heard.keys().filter(|id| !id.ends_with("-handoff")).collect();
    for id in seen.actions.keys() {
        assert!(told.contains(id), "seed {seed}: {id} was answered and the merchant never heard of it");
    }
    let done: Vec<&Value> = told.iter().map(|id| &heard[*id]["data"]).collect();
    let of = |action: &str, order: &str| {
        done.iter().filter(|made| made["type"] == action && made["order"] == order).count()
    };
    assert!(of("order.cancelled", "HP-20444") <= 1, "seed {seed}: cancelled twice");
    let mut units: BTreeMap<(String, String), usize> = BTreeMap::new();
    for made in &done {
        if made["type"] == "return.requested" || made["type"] == "claim.opened" {
            for item in made["items"].as_array().into_iter().flatten() {
                *units.entry((made["type"].to_string(), item.to_string())).or_default() += 1;
            }
        }
    }
    // The lantern and the light were bought once each.
    assert!(units.values().all(|units| *units <= 1), "seed {seed}: {units:?}");
}
