//! The runtime is killed again and again while shoppers act and the merchant's endpoint fails half of the time. In the end
//! everything that a shopper was told is done has arrived at the merchant, and is one thing there, however often it came.
//!
//! `BEELINE_SEED=N cargo test -p beeline-tests --test outage` repeats a run, as far as processes can be repeated.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use beeline_tests::{
    chance::Chance,
    merchant::Merchant,
    place::{Place, Workerd, demo_shop, request},
    records,
    script::{DESK, uuid},
};
use serde_json::{Value, json};

/// How often the power goes.
const CUTS: u64 = 50;
/// How long it stays on after the first answer, at most, in milliseconds.
const LONGEST: u64 = 300;
/// Shoppers who begin while it is on: two cancel, one more cancels what the first cancels, one wants a person.
const SHOPPERS: u64 = 4;
/// The longest that anything may take: a run takes one minute on an idle machine.
const PATIENCE: Duration = Duration::from_secs(540);

/// What the shoppers share.
struct Mall {
    address: RwLock<String>,
    /// Ids of the actions and handoffs in the answers.
    promised: Mutex<BTreeSet<String>>,
    answered: AtomicUsize,
    /// Messages that were not answered at the first attempt.
    interrupted: AtomicUsize,
}

#[test]
fn what_a_shopper_was_told_is_done_reaches_the_merchant_whatever_is_killed() {
    let seed = std::env::var("BEELINE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_123);
    let begun = Instant::now();
    let mut chance = Chance::new(seed);
    let merchant = Merchant::start(Chance::new(chance.below(u64::MAX)));
    let shop = std::fs::read_to_string(demo_shop()).expect("the demo shop has a file");
    let shop = shop.replace("http://127.0.0.1:8788", merchant.address());
    let mut place = Workerd::start_as("outage", &shop);
    bring_orders(&place);

    let mall = Arc::new(Mall {
        address: RwLock::new(place.address().to_owned()),
        promised: Mutex::default(),
        answered: AtomicUsize::new(0),
        interrupted: AtomicUsize::new(0),
    });
    let mut shoppers = Vec::new();
    for cut in 0..CUTS {
        for nth in 0..SHOPPERS {
            let mall = Arc::clone(&mall);
            shoppers.push(thread::spawn(move || mall.visit(cut, nth)));
        }
        mall.wait_for_an_answer();
        thread::sleep(Duration::from_millis(chance.below(LONGEST)));
        place = place.cut();
        place.address().clone_into(&mut mall.address.write().expect("no shopper writes"));
    }
    for shopper in shoppers {
        shopper.join().expect("every shopper gets an answer in the end");
    }
    let promised = mall.promised.lock().expect("all shoppers are done").clone();
    drain(&place, &merchant, &promised);

    let heard = merchant.heard();
    let ids: BTreeSet<String> = heard.iter().map(|heard| heard.id.clone()).collect();
    let (refused, lost) = merchant.failures();
    let _ = writeln!(
        std::io::stderr(),
        "outage: seed {seed}, {CUTS} kills, {} of {} messages interrupted, {} things promised, {} webhooks taken for {} things, {refused} refused, {lost} answers lost, {:.0} s",
        mall.interrupted.load(Relaxed),
        mall.answered.load(Relaxed),
        promised.len(),
        heard.len(),
        ids.len(),
        begun.elapsed().as_secs_f64(),
    );
    assert_eq!(promised, ids, "promised on the left, arrived on the right");
    let mut cancelled: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for heard in heard.iter().filter(|heard| heard.body["type"] == "order.cancelled") {
        cancelled.entry(heard.body["data"]["order"].to_string()).or_default().insert(&heard.id);
    }
    let twice: Vec<_> = cancelled.iter().filter(|(_, ids)| ids.len() > 1).collect();
    assert!(twice.is_empty(), "cancelled twice: {twice:?}");
    assert_eq!(cancelled.len() as u64, CUTS * 2, "every order that somebody cancelled");
}

fn number(cut: u64, nth: u64) -> u64 {
    30_000 + cut * 10 + nth
}

/// Copies of one order that can be cancelled, two a cut.
fn bring_orders(place: &Workerd) {
    let all = records::orders(place.now());
    let one = all.iter().find(|order| order["name"] == "HP-20440").expect("the demo shop has this order");
    for cut in 0..CUTS {
        for nth in 0..2 {
            let mut order = one.clone();
            let number = number(cut, nth);
            order["name"] = format!("HP-{number}").into();
            order["email"] = format!("shopper{number}@example.com").into();
            order["customer"]["email"] = order["email"].clone();
            (order["id"], order["order_number"]) = (number.into(), number.into());
            assert_eq!(records::deliver(place, "orders/updated", &order), 200);
        }
    }
}

impl Mall {
    /// One shopper, who repeats each message until it is answered.
    fn visit(&self, cut: u64, nth: u64) {
        let number = number(cut, nth % 2);
        let words: &[String] = match nth {
            0..=2 => &[format!("please cancel HP-{number}, shopper{number}@example.com"), "yes".to_owned()],
            _ => &["I want to talk to a human".to_owned()],
        };
        let mut token = Value::Null;
        for (turn, text) in words.iter().enumerate() {
            let mut message = json!({ "id": uuid(&format!("outage {cut} {nth} {turn}")), "text": text });
            if token.is_string() {
                message["conversation"] = token;
            }
            let answer = self.say(&message);
            let actions = answer["actions"].as_array().into_iter().flatten();
            let ids = actions.chain([&answer["handoff"]]).filter_map(|thing| thing["id"].as_str());
            self.promised.lock().expect("nobody panics with it").extend(ids.map(str::to_owned));
            token = answer["conversation"].clone();
            if answer["expects"].is_null() {
                // It is done, or another had cancelled it already.
                break;
            }
        }
    }

    fn say(&self, message: &Value) -> Value {
        let (begun, mut first) = (Instant::now(), true);
        while begun.elapsed() < PATIENCE {
            let address = self.address.read().expect("the address is there").clone();
            let body = message.to_string();
            match request(&address, "POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.as_bytes()) {
                Some((200, answer)) => {
                    self.answered.fetch_add(1, Relaxed);
                    return serde_json::from_str(&answer).expect("an answer is JSON");
                }
                Some((status @ 400..500, answer)) => panic!("{message}: {status} {answer}"),
                _ => {
                    self.interrupted.fetch_add(usize::from(first), Relaxed);
                    first = false;
                }
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("{message} was never answered");
    }

    /// A runtime that has just started is cold: to kill it before it has answered anything would prove nothing.
    fn wait_for_an_answer(&self) {
        let (begun, before) = (Instant::now(), self.answered.load(Relaxed));
        while self.answered.load(Relaxed) == before && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Waits until nothing is left to send, asking for what failed to be sent again: its own pauses are minutes by now.
fn drain(place: &Workerd, merchant: &Merchant, promised: &BTreeSet<String>) {
    let begun = Instant::now();
    loop {
        let (status, outbox) = place.ask("GET", "/v1/desk/outbox", &DESK, b"");
        assert_eq!(status, 200, "{outbox}");
        let outbox: Value = serde_json::from_str(&outbox).expect("JSON");
        let messages = outbox["messages"].as_array().expect("messages").iter();
        let waiting: Vec<&str> = messages
            .filter(|message| message["state"] != "delivered")
            .filter_map(|message| message["id"].as_str())
            .collect();
        let ids: BTreeSet<String> = merchant.heard().into_iter().map(|heard| heard.id).collect();
        if waiting.is_empty() && promised.is_subset(&ids) {
            return;
        }
        let missing: Vec<_> = promised.difference(&ids).collect();
        assert!(begun.elapsed() < PATIENCE, "waiting: {waiting:?}, missing: {missing:?}");
        for id in waiting {
            place.ask("POST", &format!("/v1/desk/outbox/{id}/replay"), &DESK, b"");
        }
        thread::sleep(Duration::from_millis(500));
    }
}
