//! Requests that are wrong, stale, foreign or hostile: each gets a clear error, and nothing is lost or said.

use serde_json::{Value, json};

use crate::{
    place::Place,
    records,
    script::{DESK, identity, uuid},
};

const JSON: [(&str, &str); 2] = [("content-type", "application/json"), ("x-beeline-shop", "demo")];

/// Runs all of them.
pub fn all(place: &dyn Place) {
    unknown_shops(place);
    bodies(place);
    tokens(place);
    origins(place);
    webhooks(place);
    repetitions(place);
    identities(place);
    desk(place);
    routes(place);
}

fn post(place: &dyn Place, body: &Value) -> (u16, Value) {
    let (status, body) = place.ask("POST", "/v1/messages", &JSON, body.to_string().as_bytes());
    (status, serde_json::from_str(&body).unwrap_or(Value::Null))
}

fn expect(name: &str, (status, body): (u16, Value), wanted: u16) -> Value {
    assert_eq!(status, wanted, "{name}: {body}");
    if wanted >= 400 {
        let kind = body["type"].as_str().unwrap_or_default();
        assert!(kind.starts_with("urn:beeline:problem:") && body["status"] == wanted, "{name}: {body}");
        assert!(
            body["title"].as_str().is_some_and(|title| title.ends_with('.')),
            "{name}: a title is a sentence: {body}"
        );
    }
    body
}

fn raw(place: &dyn Place, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, Value) {
    let (status, body) = place.ask(method, path, headers, body);
    (status, serde_json::from_str(&body).unwrap_or(Value::Null))
}

fn unknown_shops(place: &dyn Place) {
    let headers = [("content-type", "application/json"), ("x-beeline-shop", "nobody")];
    expect("an unknown shop", raw(place, "POST", "/v1/messages", &headers, b"{}"), 404);
}

fn bodies(place: &dyn Place) {
    let id = uuid("bodies");
    expect("no JSON", raw(place, "POST", "/v1/messages", &JSON, b"{\"id\": "), 400);
    expect("nothing", raw(place, "POST", "/v1/messages", &JSON, b""), 400);
    expect("not UTF-8", raw(place, "POST", "/v1/messages", &JSON, b"{\"id\":\"\xff\"}"), 400);
    for (name, body) in [
        ("no text", json!({ "id": id })),
        ("no id", json!({ "text": "hello" })),
        ("an id that is no UUID", json!({ "id": "1", "text": "hello" })),
        ("an empty text", json!({ "id": id, "text": "  " })),
        ("a text of 4,001", json!({ "id": id, "text": "a".repeat(4001) })),
        ("a score of 1.5", json!({ "id": id, "text": "hello", "frustration": 1.5 })),
        ("a score in words", json!({ "id": id, "text": "hello", "frustration": "high" })),
        ("a text that is a list", json!({ "id": id, "text": ["hello"] })),
    ] {
        expect(name, post(place, &body), 422);
    }
    expect("a text of 4,000", post(place, &json!({ "id": id, "text": "字".repeat(4000) })), 200);
    let huge = format!("{{\"id\":\"{id}\",\"text\":\"{}\"}}", "a".repeat(70_000));
    expect("a huge body", raw(place, "POST", "/v1/messages", &JSON, huge.as_bytes()), 413);
}

fn tokens(place: &dyn Place) {
    let opened = expect("opening", post(place, &json!({ "id": uuid("tokens"), "text": "hello" })), 200);
    let token = opened["conversation"].as_str().expect("a token");
    let flipped = format!("{}{}", &token[..token.len() - 1], if token.ends_with('0') { '1' } else { '0' });
    let elsewhere = format!("{}{}", if token.starts_with('0') { '1' } else { '0' }, &token[1..]);
    for wrong in [flipped.as_str(), elsewhere.as_str(), "nonsense", "", "../../etc", &token[..32]] {
        let body = json!({ "id": uuid("tokens2"), "text": "hello", "conversation": wrong });
        expect("a wrong token", post(place, &body), 401);
        let bearer = format!("Bearer {wrong}");
        let headers = [("authorization", bearer.as_str()), ("x-beeline-shop", "demo")];
        expect("a wrong bearer", raw(place, "GET", "/v1/messages?after=0", &headers, b""), 401);
    }
    expect("no bearer", raw(place, "GET", "/v1/messages?after=0", &JSON, b""), 401);
}

fn origins(place: &dyn Place) {
    let from = |origin| [("x-beeline-shop", "demo"), ("origin", origin)];
    expect("a foreign page", raw(place, "GET", "/v1/shop", &from("https://evil.example"), b""), 403);
    expect("a page of the shop", raw(place, "GET", "/v1/shop", &from("http://localhost:5173"), b""), 200);
    let preflight = |origin| [("origin", origin), ("access-control-request-method", "POST")];
    expect(
        "a foreign preflight",
        raw(place, "OPTIONS", "/v1/messages", &preflight("https://evil.example"), b""),
        403,
    );
    assert_eq!(place.ask("OPTIONS", "/v1/messages", &preflight("http://localhost:5173"), b"").0, 204);
}

fn webhooks(place: &dyn Place) {
    let mut order = records::orders(place.now()).remove(0);
    order["name"] = json!("#HOOK-1001");
    order["email"] = json!("hook@example.com");
    let body = order.to_string();
    let good = records::sign(records::SECRET, body.as_bytes());
    let send = |topic: &str, domain: &str, signature: &str, body: &[u8]| {
        let headers = [
            ("x-shopify-topic", topic),
            ("x-shopify-shop-domain", domain),
            ("x-shopify-hmac-sha256", signature),
        ];
        raw(place, "POST", "/v1/hooks/shopify", &headers, body)
    };
    let domain = "demo.myshopify.com";
    expect("a wrong signature", send("orders/updated", domain, "AAAA", body.as_bytes()), 401);
    expect("another body", send("orders/updated", domain, &good, format!("{body} ").as_bytes()), 401);
    expect("another shop", send("orders/updated", "other.myshopify.com", &good, body.as_bytes()), 404);
    let broken = records::sign(records::SECRET, b"{");
    expect("broken JSON, signed", send("orders/updated", domain, &broken, b"{"), 400);
    let empty = records::sign(records::SECRET, b"{}");
    expect("no order, signed", send("orders/updated", domain, &empty, b"{}"), 422);
    expect("a topic we do not use", send("carts/update", domain, &empty, b"{}"), 200);
    expect("a good one", send("orders/updated", domain, &good, body.as_bytes()), 200);

    // Late, repeated and reordered deliveries change nothing.
    let mut late = order.clone();
    late["updated_at"] = json!("2001-01-01T00:00:00Z");
    late["fulfillments"] = json!([]);
    assert_eq!(records::deliver(place, "orders/updated", &late), 200);
    assert_eq!(records::deliver(place, "orders/updated", &order), 200);
    let ask = json!({ "id": uuid("hooks"), "text": "where is HOOK-1001? hook@example.com" });
    let answer = expect("the newest record counts", post(place, &ask), 200);
    let tracking = order["fulfillments"][0]["tracking_number"].as_str().expect("the showpiece is tracked");
    assert!(answer.to_string().contains(tracking), "{answer}");
}

fn repetitions(place: &dyn Place) {
    let opening = json!({ "id": uuid("repeat"), "text": "hello there" });
    let first = expect("opening", post(place, &opening), 200);
    let again = expect("the same opening", post(place, &opening), 200);
    assert_eq!(first, again, "a repeated opening finds its conversation");
    let token = &first["conversation"];
    let next = json!({ "id": uuid("repeat-next"), "text": "where is my order?", "conversation": token });
    let one = expect("a message", post(place, &next), 200);
    assert_eq!(one, expect("the same message", post(place, &next), 200));
    let other = json!({ "id": uuid("repeat-next"), "text": "cancel my order", "conversation": token });
    expect("the same id, another body", post(place, &other), 409);
}

fn identities(place: &dyn Place) {
    let now = place.now().timestamp();
    let say = |name: &str, token: &str| {
        post(place, &json!({ "id": uuid(name), "text": "where is my order?", "identity": token }))
    };
    expect("expired", say("expired", &identity("maya.lindqvist@example.com", now - 10)), 401);
    let good = identity("maya.lindqvist@example.com", now + 600);
    expect("tampered", say("tampered", &format!("{good}x")), 401);
    expect("nonsense", say("nonsense", "a.b.c"), 401);
    expect("good", say("good", &good), 200);
}

fn desk(place: &dyn Place) {
    expect("no agent", raw(place, "GET", "/v1/desk/queue", &JSON, b""), 401);
    let wrong = [("authorization", "Bearer demo-desk-tokem"), ("x-beeline-shop", "demo")];
    expect("a wrong agent", raw(place, "GET", "/v1/desk/queue", &wrong, b""), 401);
    expect("an agent", raw(place, "GET", "/v1/desk/queue", &DESK, b""), 200);
    expect(
        "no such conversation",
        raw(place, "GET", "/v1/desk/conversations/0123456789abcdef0123456789abcdef", &DESK, b""),
        404,
    );
    expect("an odd conversation", raw(place, "GET", "/v1/desk/conversations/..%2f", &DESK, b""), 404);
    let opened = expect("calm", post(place, &json!({ "id": uuid("desk"), "text": "hello" })), 200);
    let id = opened["conversation"].as_str().unwrap_or_default().split('.').next().unwrap_or_default();
    let path = format!("/v1/desk/conversations/{id}/replies");
    let reply = json!({ "id": uuid("desk-reply"), "text": "hi" }).to_string();
    expect("nobody asked for a person", raw(place, "POST", &path, &DESK, reply.as_bytes()), 409);
    expect("a socket without a ticket", raw(place, "GET", "/v1/live?ticket=demo.x.y", &[], b""), 422);
}

fn routes(place: &dyn Place) {
    expect("nothing there", raw(place, "GET", "/v1/nothing", &JSON, b""), 404);
    expect("nothing at the root", raw(place, "GET", "/", &[], b""), 404);
    expect("another method", raw(place, "DELETE", "/v1/messages", &JSON, b""), 405);
    expect("a file outside", raw(place, "GET", "/v1/widget/../edge/index.js", &[], b""), 404);
}
