//! The product judged by what comes of a conversation: a simulated shopper who only reacts to `expects` ([`shopper`]), what
//! should have come of it ([`scenario`]), and whether it did, without a word of an order before its proof ([`secrets`],
//! [`verdict`]). The conversations are in `tests/outcomes/*.jsonl`, written from the contract and not from the code:
//! `*.dev.jsonl` may be looked into, of `*.held.jsonl` only the score.

pub mod scenario;
pub mod secrets;
pub mod shopper;
pub mod verdict;

use std::{collections::BTreeMap, path::Path};

use serde_json::{Value, json};

use crate::{
    place::{InMemory, Place},
    records,
};
use scenario::Scenario;
use secrets::Secrets;

/// Plays every conversation, each on an edge of its own, and hands each one's protocol to `tell`; the score.
///
/// # Panics
/// When the records are not there or the edge does not take them: then there is nothing to judge.
pub fn judge(scenarios: &[Scenario], data: &Path, mut tell: impl FnMut(&Value)) -> Value {
    let now = InMemory::new().now();
    let [orders, products] = ["orders", "products"].map(|kind| records::read(data, kind, now));
    let secrets = Secrets::of(&orders);
    let (mut right, mut wrong_action, mut leaks) = (0_u32, 0_u32, 0_u32);
    let mut themes: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for scenario in scenarios {
        let place = InMemory::new();
        for (topic, payloads) in [("orders/updated", &orders), ("products/update", &products)] {
            for payload in payloads {
                assert_eq!(records::deliver(&place, topic, payload), 200, "{}", payload["id"]);
            }
        }
        let talk = shopper::play(&place, &secrets, scenario);
        let verdict = verdict::of(scenario, &talk);
        right += u32::from(verdict.right());
        wrong_action += u32::from(verdict.wrong_action);
        leaks += u32::from(!talk.leaks.is_empty());
        let theme = themes.entry(&scenario.theme).or_default();
        theme[0] += 1;
        theme[1] += u32::from(verdict.right());
        tell(&json!({
            "id": scenario.id, "theme": scenario.theme, "right": verdict.right(), "why": verdict.why,
            "expected": scenario.wanted(), "transcript": talk.lines,
        }));
    }
    let by_theme: BTreeMap<_, _> = themes
        .into_iter()
        .map(|(theme, [conversations, right])| {
            (theme, json!({ "conversations": conversations, "right": right }))
        })
        .collect();
    json!({
        "conversations": scenarios.len(), "right": right, "wrong_action": wrong_action, "leaks": leaks,
        "by_theme": by_theme,
    })
}
