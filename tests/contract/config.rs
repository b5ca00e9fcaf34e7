//! A shop's file, replaced while shoppers write: the next message knows it.

use beeline_tests::{
    place::{InMemory, Place, demo_shop},
    records,
    script::{self, DESK, uuid},
};
use serde_json::{Value, json};

const QUESTION: &str = r#"
[[questions]]
id = "workshop"
examples = ["do you run sewing workshops", "are there sewing classes", "when is the next sewing workshop", "可以来上缝纫课吗"]
answer = { en = "On the first Saturday of the month, at ten.", zh = "每月第一个星期六上午十点。" }
"#;

fn file() -> String {
    std::fs::read_to_string(demo_shop()).expect("the demo shop has a file")
}

fn put(place: &InMemory, text: &str) -> (u16, Value) {
    let (status, body) = place.ask("PUT", "/v1/desk/config", &DESK, text.as_bytes());
    (status, serde_json::from_str(&body).unwrap_or_default())
}

/// The question that a message was taken for, and the first reply.
fn say(place: &InMemory, id: &str, text: &str) -> (Value, String) {
    let body = json!({ "id": uuid(id), "text": text }).to_string();
    let (status, answer) = place.ask("POST", "/v1/messages", &[("x-beeline-shop", "demo")], body.as_bytes());
    assert_eq!(status, 200, "{answer}");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    (answer["question"].clone(), answer["replies"][0]["text"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_next_message_knows_a_file_that_was_put() {
    let place = InMemory::new();
    let asked = "when is your next sewing workshop?";
    assert_eq!(say(&place, "before", asked).0, Value::Null);
    assert_eq!(put(&place, &format!("{}{QUESTION}", file())).0, 204);
    // Each of these lies in another of the sixteen places.
    for id in ["one", "two", "three", "four"] {
        let (question, reply) = say(&place, id, asked);
        assert_eq!(
            (question.as_str(), reply.contains("first Saturday")),
            (Some("workshop"), true),
            "{reply}"
        );
    }
    let (question, reply) = say(&place, "chinese", "可以来上缝纫课吗");
    assert_eq!((question.as_str(), reply.contains("星期六")), (Some("workshop"), true), "{reply}");
    assert_eq!(put(&place, &file()).0, 204);
    assert_eq!(say(&place, "after", asked).0, Value::Null);
}

/// Conversations in a shop whose rules are not the demo's.
const OTHER_RULES: &str = r#"
## Store credit is a choice where the shop gives it
```chat
shopper: I'd like to return the camp stove from HP-20226, kwame.mensah@example.com. It is noisier than I hoped.
  expects refund_method
  says "HP-20226"
  says "store credit"
  offers "Store credit"
shopper: could it go onto my wife's card
  expects refund_method
  action none
shopper: store credit then
  expects confirmation
  says "84.00"
  says "store credit"
shopper: yes please
  action return.requested
  method "store_credit"
```
## 退到余额
```chat
shopper: 订单 HP-20226 的炉子想退，太吵了，kwame.mensah@example.com
  expects refund_method
  says "店铺余额"
shopper: 退到余额吧
  expects confirmation
  says "84.00"
shopper: 好的
  action return.requested
  method "store_credit"
```
## An item is taken out before anything is shipped
```chat
shopper: Can you remove the candle from order HP-20440? rosa.jimenez@example.com
  expects confirmation
  says "Take Pine Resin Candle out"
shopper: yes
  action order.items_changed
shopper: and add a second blanket to it
  action none
  says "new order"
```
"#;

#[test]
fn other_rules_make_other_conversations() {
    let rules = "refund_type = [\"full_refund\", \"store_credit_refund\"]\n";
    let file = file().replacen("return_shipping_fees", &format!("{rules}return_shipping_fees"), 1)
        + "\n[orders]\nremovals = true\n";
    for conversation in script::read(OTHER_RULES) {
        let place = InMemory::new();
        records::deliver_all(&place);
        assert_eq!(put(&place, &file).0, 204);
        if let Err(wrong) = script::play(&place, &conversation) {
            panic!("{}: {wrong}", conversation.title);
        }
    }
    let (status, problem) =
        put(&InMemory::new(), &file.replacen("\"full_refund\", \"store_credit_refund\"", "", 1));
    assert!(
        status == 422 && problem["detail"].as_str().unwrap_or_default().contains("no way to refund"),
        "{problem}"
    );
}

#[test]
fn a_wrong_file_is_told_whole_and_changes_nothing() {
    let place = InMemory::new();
    let wrong = file().replacen("name = \"Harbour & Pine\"", "name = \"\"", 1)
        + &QUESTION.replace("\"workshop\"", "\"Work shop\"");
    let line = wrong.lines().position(|line| line.contains("Work shop")).expect("it is there") + 1;
    let (status, problem) = put(&place, &wrong);
    let detail = problem["detail"].as_str().unwrap_or_default();
    assert_eq!((status, detail.lines().count()), (422, 2), "{problem}");
    assert!(
        detail.contains("line 3: the shop has no name")
            && detail.contains(&format!("line {line}: `Work shop`")),
        "{detail}"
    );
    let (status, problem) = put(&place, "id = ");
    assert_eq!((status, &problem["type"]), (422, &json!("urn:beeline:problem:bad-file")));
    assert_eq!(say(&place, "still", "do you gift wrap?").0, "gift-wrap");
}

#[test]
fn what_says_whose_a_request_is_stays_as_it_is_deployed() {
    let place = InMemory::new();
    for (from, to, expected) in [
        ("id = \"demo\"", "id = \"other\"", "line 2: `id` is not the deployed one"),
        ("http://shop.localhost:*", "https://elsewhere.example", "`origins` is not the deployed one"),
        ("BEELINE_DESK_TOKEN", "BEELINE_OTHER_TOKEN", "your own token is no agent's any more"),
    ] {
        let (status, problem) = put(&place, &file().replacen(from, to, 1));
        let detail = problem["detail"].as_str().unwrap_or_default();
        assert!(status == 422 && detail.contains(expected), "{status} {problem}");
    }
}

#[test]
fn nobody_but_an_agent_puts_a_file() {
    let place = InMemory::new();
    for token in ["Bearer wrong", "Bearer ", ""] {
        let headers = [("x-beeline-shop", "demo"), ("authorization", token)];
        assert_eq!(place.ask("PUT", "/v1/desk/config", &headers, file().as_bytes()).0, 401, "{token}");
    }
    assert_eq!(place.ask("GET", "/v1/desk/config", &DESK, b"").0, 405);
    assert_eq!(put(&place, &" ".repeat(600 * 1024)).0, 413);
}
