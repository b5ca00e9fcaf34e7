//! The simulated shopper: says the opening, answers what is expected, and goes on when nothing is.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{scenario::Scenario, secrets::Secrets};
use crate::{
    place::Place,
    script::{identity, uuid},
};

/// More than any errand should need.
const TURNS: usize = 14;

/// A conversation that has happened.
#[derive(Debug, Default)]
pub struct Talk {
    /// Every action committed.
    pub actions: Vec<Value>,
    /// The reason of the handoff, if there was one.
    pub handoff: Option<String>,
    /// Every reply's text.
    pub said: String,
    /// Every answer whole: text, cards, quick replies, actions.
    pub shown: String,
    /// What was given away before proof.
    pub leaks: Vec<String>,
    /// What the contract does not allow, whatever the errand: an unanswerable question, an action not confirmed, …
    pub broken: Vec<String>,
    /// For whoever reads it.
    pub lines: Vec<String>,
}

/// Plays it to its end: a handoff, nothing left to say, or something broken.
#[must_use]
pub fn play(place: &dyn Place, secrets: &Secrets, scenario: &Scenario) -> Talk {
    let mut talk = Talk::default();
    let (mut token, mut expects, mut told) = (Value::Null, Value::Null, String::new());
    let (mut asked, mut then) = (HashMap::<String, usize>::new(), scenario.then.iter());
    let mut text = scenario.opening.clone();
    for turn in 0.. {
        if turn == TURNS {
            talk.broken.push(format!("not done after {TURNS} messages"));
            break;
        }
        told = format!("{told}\n{text}");
        let mut request = json!({
            "id": uuid(&format!("{}{turn}", scenario.id)), "text": text,
            "locale": if scenario.language == "zh" { "zh-CN" } else { "en-US" },
        });
        if !token.is_null() {
            request["conversation"] = token;
        }
        if let Some(score) = scenario.frustration.as_ref().and_then(|scores| scores.score(turn)) {
            request["frustration"] = json!(score);
        }
        if let Some(email) = &scenario.signed {
            request["identity"] = json!(identity(email, place.now().timestamp() + 600));
        }
        let headers = [("content-type", "application/json"), ("x-beeline-shop", "demo")];
        let (status, body) = place.ask("POST", "/v1/messages", &headers, request.to_string().as_bytes());
        let answer: Value = serde_json::from_str(&body).unwrap_or(Value::Null);
        talk.lines.push(format!("shopper: {text}"));
        if status != 200 {
            talk.broken.push(format!("status {status}: {body}"));
            break;
        }
        talk.hear(&text, scenario.language == "en", &expects, &answer);
        talk.leaks.extend(secrets.leaks(&told, scenario.signed.as_deref(), &answer));
        token = answer["conversation"].clone();
        expects = answer["expects"].clone();
        if talk.handoff.is_some() {
            break;
        }
        let next = match expects.as_str() {
            None => then.next().cloned(),
            Some(what) => {
                let nth = asked.entry(what.to_owned()).or_default();
                let said = scenario.answers.get(what).and_then(|answers| answers.nth(*nth));
                *nth += 1;
                if said.is_none() {
                    talk.broken.push(format!("asked for {what}, which was not to be expected"));
                }
                said.map(str::to_owned)
            }
        };
        match next {
            Some(next) => text = next,
            None => break,
        }
    }
    if talk.broken.is_empty() && talk.handoff.is_none() && then.next().is_some() {
        talk.broken.push("the shopper could not say all".to_owned());
    }
    talk
}

impl Talk {
    fn hear(&mut self, text: &str, english: bool, expected: &Value, answer: &Value) {
        let list = |name: &str| answer[name].as_array().cloned().unwrap_or_default();
        let said: Vec<_> =
            list("replies").iter().filter_map(|reply| reply["text"].as_str().map(str::to_owned)).collect();
        let said = said.join("\n");
        self.lines.push(format!(
            "beeline: {said}\n    [{} → expects {}{}]",
            answer["intents"],
            answer["expects"],
            answer["question"].as_str().map(|question| format!(", question {question}")).unwrap_or_default()
        ));
        for action in list("actions") {
            self.lines.push(format!("    ACTION {action}"));
            if expected != "confirmation" {
                self.broken.push(format!("{} without a confirmation", action["type"]));
            }
            self.actions.push(action);
        }
        if let Some(reason) = answer["handoff"]["reason"].as_str() {
            self.lines.push(format!("    HANDOFF {}", answer["handoff"]));
            self.handoff = Some(reason.to_owned());
        }
        // A message in one language is answered in it; a number, an email or an address is in none.
        if han(text) && !han(&said) && !said.is_empty() {
            self.broken.push("a Chinese message is not answered in Chinese".to_owned());
        }
        if english && han(&said) {
            self.broken.push("an English shopper is answered in Chinese".to_owned());
        }
        self.said = format!("{}\n{said}", self.said);
        self.shown = format!("{}\n{}{}", self.shown, answer["replies"], answer["actions"]);
    }
}

fn han(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}
