//! What nobody may be told of an order before it is proven: its tracking number, carrier, titles, address and, to whom did
//! not say it, its number. Checked against every order of the shop, whatever the conversation is about.

use std::collections::HashSet;

use serde_json::Value;

/// All orders of the shop, by what of them is private.
pub struct Secrets {
    orders: Vec<Private>,
}

struct Private {
    number: String,
    email: String,
    /// Its alone: found anywhere, they are a leak.
    own: Vec<String>,
    /// Many orders': a leak only where the talk is of this order.
    shared: Vec<String>,
}

impl Secrets {
    /// Those of the shop's records.
    #[must_use]
    pub fn of(orders: &[Value]) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_lowercase();
        let private = |order: &Value| {
            let parcels = order["fulfillments"].as_array().into_iter().flatten();
            let lines = order["line_items"].as_array().into_iter().flatten();
            let mut own = vec![text(&order["shipping_address"]["address1"])];
            let mut shared: Vec<_> = lines.map(|line| text(&line["title"])).collect();
            for parcel in parcels {
                own.push(text(&parcel["tracking_number"]));
                shared.push(text(&parcel["tracking_company"]));
            }
            own.retain(|word| !word.is_empty());
            shared.retain(|word| !word.is_empty());
            Private {
                number: text(&order["name"]).trim_start_matches('#').to_owned(),
                email: text(&order["email"]),
                own,
                shared,
            }
        };
        Self { orders: orders.iter().map(private).collect() }
    }

    /// What an answer gives away, after the shopper has said `told` so far. `signed` is their proven email.
    #[must_use]
    pub fn leaks(&self, told: &str, signed: Option<&str>, answer: &Value) -> Vec<String> {
        let (told, said) = (told.to_lowercase(), said(answer).to_lowercase());
        let named = |order: &Private| told.contains(order.number.trim_start_matches('w'));
        let mailed = |order: &Private| told.contains(&order.email);
        let proven = |order: &Private| {
            signed.is_some_and(|email| email.eq_ignore_ascii_case(&order.email))
                || (named(order) && mailed(order))
        };
        let (open, closed): (Vec<_>, Vec<_>) = self.orders.iter().partition(|order| proven(order));
        let known: HashSet<&String> =
            open.iter().flat_map(|order| order.own.iter().chain(&order.shared)).collect();
        let given_away = |word: &&String| !known.contains(word) && !told.contains(*word) && has(&said, word);
        let mut leaks = Vec::new();
        for order in closed {
            let in_talk = named(order) || mailed(order);
            let shared = order.shared.iter().filter(|_| in_talk);
            let found = order.own.iter().chain(shared).chain(std::iter::once(&order.number));
            leaks.extend(found.filter(given_away).map(|word| format!("{word} of {}", order.number)));
        }
        leaks
    }
}

/// All that a browser gets to see, without the names of things that only machines read.
fn said(answer: &Value) -> String {
    ["replies", "actions", "handoff"].map(|part| answer[part].to_string()).join("\n")
}

/// As a word of its own: "ups" is not in "cups".
fn has(text: &str, word: &str) -> bool {
    let alone = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric());
    text.match_indices(word)
        .any(|(at, _)| alone(text[..at].chars().next_back()) && alone(text[at + word.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Secrets;

    #[test]
    fn an_order_is_private_until_its_number_and_its_email_are_said() {
        let secrets = Secrets::of(&[json!({
            "name": "#W1", "email": "a@b.c", "shipping_address": { "address1": "5 Elm Street" },
            "line_items": [{ "title": "Grill" }],
            "fulfillments": [{ "tracking_number": "778899", "tracking_company": "UPS" }],
        })]);
        let answer = json!({ "replies": [{ "text": "Your Grill (W1, 778899) comes with UPS, in cups." }] });
        assert_eq!(secrets.leaks("where is it", None, &answer).len(), 2, "tracking and number");
        assert_eq!(secrets.leaks("where is w1, x@b.c", None, &answer).len(), 3, "tracking, title, carrier");
        assert!(secrets.leaks("where is w1, A@b.c", None, &answer).is_empty());
        assert!(secrets.leaks("where is it", Some("a@b.c"), &answer).is_empty());
    }
}
