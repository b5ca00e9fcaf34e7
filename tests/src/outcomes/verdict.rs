//! Whether what came of a conversation is what should have.

use serde_json::Value;

use super::{
    scenario::{Scenario, Wanted},
    shopper::Talk,
};

/// Everything that was not as it should be.
#[derive(Debug, Default)]
pub struct Verdict {
    /// In words; empty when all was right.
    pub why: Vec<String>,
    /// Something was done that should not have been.
    pub wrong_action: bool,
}

impl Verdict {
    /// Nothing was wrong.
    #[must_use]
    pub fn right(&self) -> bool {
        self.why.is_empty()
    }
}

/// Judges a conversation that has happened.
#[must_use]
pub fn of(scenario: &Scenario, talk: &Talk) -> Verdict {
    let (expected, mut verdict) = (&scenario.expected, Verdict::default());
    let mut missing: Vec<&Wanted> = expected.actions.iter().collect();
    for action in &talk.actions {
        if let Some(at) = missing.iter().position(|wanted| fits(wanted, action)) {
            missing.remove(at);
        } else {
            verdict.wrong_action = true;
            verdict.why.push(format!("should not have been done: {action}"));
        }
    }
    let why = &mut verdict.why;
    why.extend(missing.iter().map(|wanted| format!("not done: {} of {}", wanted.kind, wanted.order)));
    let (handoff, wanted) =
        [&talk.handoff, &expected.handoff].map(|it| it.as_deref().unwrap_or("none")).into();
    if !wanted.split('|').any(|reason| reason == handoff) {
        why.push(format!("handoff is {handoff}, not {wanted}"));
    }
    let has = |text: &str, word: &str| text.to_lowercase().contains(&word.to_lowercase());
    let unsaid = expected.says.iter().filter(|fact| !fact.split('|').any(|word| has(&talk.said, word)));
    why.extend(unsaid.map(|fact| format!("not said: {fact}")));
    let said = expected.never.iter().filter(|word| has(&talk.shown, word));
    why.extend(said.map(|word| format!("should never be said: {word}")));
    why.extend(talk.leaks.iter().map(|leak| format!("leaked: {leak}")));
    why.extend(talk.broken.iter().cloned());
    verdict
}

fn fits(wanted: &Wanted, action: &Value) -> bool {
    let sorted = |mut ids: Vec<String>| {
        ids.sort();
        ids
    };
    let ids = |list: &Value| {
        let ids = list.as_array().into_iter().flatten().filter_map(Value::as_str);
        sorted(ids.map(str::to_owned).collect())
    };
    action["type"] == wanted.kind
        && action["order"] == wanted.order
        && wanted.items.as_ref().is_none_or(|items| sorted(items.clone()) == ids(&action["items"]))
        && action["to_variant"].as_str() == wanted.to_variant.as_deref()
        && wanted.holds.iter().all(|part| action.to_string().contains(part))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{fits, of};
    use crate::outcomes::{scenario, shopper::Talk};

    #[test]
    fn items_are_a_multiset_and_an_exchange_names_its_variant() {
        let read = |value: serde_json::Value| serde_json::from_value(value).expect("an action");
        let wanted = read(json!({ "type": "return.requested", "order": "#W1", "items": ["2", "1", "1"] }));
        let action = |ids: &[&str]| json!({ "type": "return.requested", "order": "#W1", "items": ids });
        assert!(fits(&wanted, &action(&["1", "2", "1"])) && !fits(&wanted, &action(&["1", "2"])));
        let swap = json!({ "type": "exchange.requested", "order": "#W1", "items": ["1"], "to_variant": "3" });
        assert!(fits(&read(swap.clone()), &swap));
        let mut other = swap.clone();
        other["to_variant"] = json!("4");
        assert!(!fits(&read(swap), &other));
    }

    #[test]
    fn an_action_too_many_is_wrong_and_one_too_few_is_not_right() {
        let line = json!({
            "id": "x", "theme": "x", "language": "en", "signed": null, "opening": "x", "frustration": null,
            "expected": { "actions": [{ "type": "order.cancelled", "order": "#W1" }], "handoff": null },
        });
        let scenario = scenario::read(&line.to_string()).expect("a scenario").remove(0);
        let none = of(&scenario, &Talk::default());
        assert!(!none.right() && !none.wrong_action);
        let cancelled = |number: &str| json!({ "type": "order.cancelled", "order": number });
        let other = Talk { actions: vec![cancelled("#W1"), cancelled("#W2")], ..Talk::default() };
        assert!(of(&scenario, &other).wrong_action);
        assert!(of(&scenario, &Talk { actions: vec![cancelled("#W1")], ..Talk::default() }).right());
    }
}
