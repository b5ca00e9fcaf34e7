//! Conversations as prose that runs. In a Markdown file each `## title` opens one; below it stands why, and a `chat` block:
//!
//! ```text
//! shopper: where is HP-20417?
//!   expects email
//! shopper [0.95]: this is the third time I ask
//!   handoff frustrated emotional
//! ```
//!
//! In brackets stand the frustration score, with or without its reason (`0.95 sarcasm`), or `signed EMAIL`. Indented lines are what must be true of the answer:
//! `intent X`, `intents X Y`, `expects X|nothing`, `says "…"`, `never "…"`, `silent`, `card X|none`, `offers a person`,
//! `offers "LABEL"`, `action TYPE [ITEM…] [-> VARIANT]` (committed in this turn), `action none`, `amount "…"` and
//! `method "…"` (of an action of this turn), `handoff REASON [KIND]|none`, `handled by edge|human`, `status N`, `again`
//! (the same message gets the same answer).
//! `agent: …` replies from the desk (`agent takes`, `agent returns`, `agent resolves` do what they say); after it
//! `shopper reads "…"`, `desk waiting KIND`, `desk empty`, `summary says "…"`, `summary never "…"`.

use serde_json::{Value, json};

use crate::place::Place;

/// One conversation.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// What it shows.
    pub title: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    who: String,
    text: String,
    checks: Vec<String>,
}

/// Reads a file's conversations.
#[must_use]
pub fn read(markdown: &str) -> Vec<Conversation> {
    let mut conversations: Vec<Conversation> = Vec::new();
    let mut inside = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            inside = line.trim() == "```chat";
        } else if let Some(title) = line.strip_prefix("## ") {
            conversations.push(Conversation { title: title.trim().to_owned(), steps: Vec::new() });
        } else if let (true, Some(conversation)) =
            (inside && !line.trim().is_empty(), conversations.last_mut())
        {
            if let Some(check) = line.strip_prefix("  ") {
                conversation
                    .steps
                    .last_mut()
                    .expect("a check follows a step")
                    .checks
                    .push(check.trim().to_owned());
            } else {
                let (who, text) = line.split_once(':').unwrap_or((line, ""));
                conversation.steps.push(Step {
                    who: who.trim().to_owned(),
                    text: text.trim().to_owned(),
                    checks: Vec::new(),
                });
            }
        }
    }
    conversations
}

/// Plays one conversation.
///
/// # Errors
/// The first thing that is not as the script says, with what was there instead.
pub fn play(place: &dyn Place, conversation: &Conversation) -> Result<(), String> {
    let mut stage = Stage {
        place,
        token: None,
        answer: Value::Null,
        status: 0,
        request: Value::Null,
        sent: 0,
        title: &conversation.title,
    };
    for step in &conversation.steps {
        match step.who.as_str() {
            who if who.starts_with("shopper") => stage.shopper(who, &step.text),
            who if who.starts_with("agent") => stage.agent(who, &step.text)?,
            who => return Err(format!("nobody is called {who:?}")),
        }
        if std::env::var("BEELINE_PLAY").is_ok() {
            println!("{}: {}\n{:#}", step.who, step.text, stage.answer);
        }
        for check in &step.checks {
            stage
                .check(check)
                .map_err(|wrong| format!("after {}: {:?}: {check}: {wrong}", step.who, step.text))?;
        }
    }
    Ok(())
}

struct Stage<'a> {
    place: &'a dyn Place,
    token: Option<String>,
    answer: Value,
    status: u16,
    request: Value,
    sent: u32,
    title: &'a str,
}

impl Stage<'_> {
    fn shopper(&mut self, who: &str, text: &str) {
        let bracket = who.trim_start_matches("shopper").trim().trim_matches(['[', ']']);
        self.sent += 1;
        let mut request = json!({ "id": uuid(&format!("{}{}", self.title, self.sent)), "text": text });
        if let Some(token) = &self.token {
            request["conversation"] = json!(token);
        }
        let (score, reason) = bracket.split_once(' ').unwrap_or((bracket, ""));
        if let Ok(score) = score.parse::<f64>() {
            request["frustration"] = json!(score);
            if !reason.is_empty() {
                request["frustration_reason"] = json!(reason);
            }
        } else if let Some(email) = bracket.strip_prefix("signed ") {
            request["identity"] = json!(identity(email, self.place.now().timestamp() + 600));
        }
        self.request = request;
        self.post();
        if let Some(token) = self.answer["conversation"].as_str() {
            self.token = Some(token.to_owned());
        }
    }

    fn post(&mut self) {
        let headers = [("content-type", "application/json"), ("x-beeline-shop", "demo")];
        let (status, body) =
            self.place.ask("POST", "/v1/messages", &headers, self.request.to_string().as_bytes());
        self.status = status;
        self.answer = serde_json::from_str(&body).unwrap_or(Value::Null);
    }

    fn agent(&mut self, who: &str, text: &str) -> Result<(), String> {
        self.sent += 1;
        let (act, body) = match who {
            "agent" => (
                "replies",
                json!({ "id": uuid(&format!("{}{}", self.title, self.sent)), "text": text }).to_string(),
            ),
            "agent takes" => ("take", String::new()),
            "agent returns" => ("return", String::new()),
            "agent resolves" => ("resolve", String::new()),
            _ => return Err(format!("{who} is not known")),
        };
        let path = format!("/v1/desk/conversations/{}/{act}", self.id());
        let (status, body) = self.place.ask("POST", &path, &DESK, body.as_bytes());
        self.status = status;
        self.answer = serde_json::from_str(&body).unwrap_or(Value::Null);
        Ok(())
    }

    /// The first half of the token is the conversation's name at the desk.
    fn id(&self) -> String {
        self.token.as_deref().unwrap_or_default().split('.').next().unwrap_or_default().to_owned()
    }

    fn desk(&self, path: &str) -> Value {
        serde_json::from_str(&self.place.ask("GET", path, &DESK, b"").1).unwrap_or(Value::Null)
    }

    fn actions(&self) -> impl Iterator<Item = &Value> {
        self.answer["actions"].as_array().into_iter().flatten()
    }

    fn check(&mut self, check: &str) -> Result<(), String> {
        let said = self.answer["replies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|reply| reply["text"].as_str())
            .collect::<Vec<_>>()
            .join("\n");
        let quoted = check.split_once('"').map(|(_, rest)| rest.trim_end_matches('"')).unwrap_or_default();
        let words: Vec<&str> = check.split_whitespace().collect();
        let has = |text: &str| text.to_lowercase().contains(&quoted.to_lowercase());
        let ok = |good: bool, instead: &Value| if good { Ok(()) } else { Err(format!("it is {instead}")) };
        match words.as_slice() {
            ["intent", name] => ok(self.answer["intent"] == *name, &self.answer["intent"]),
            ["intents", names @ ..] => ok(self.answer["intents"] == json!(names), &self.answer["intents"]),
            ["expects", "nothing"] => ok(self.answer["expects"].is_null(), &self.answer["expects"]),
            ["expects", what] => ok(self.answer["expects"] == *what, &self.answer["expects"]),
            ["says", ..] => ok(has(&said), &self.answer),
            ["never", ..] => ok(!has(&self.answer.to_string()), &self.answer),
            ["silent"] => ok(said.is_empty() && self.status == 200, &json!(said)),
            ["card", "none"] => {
                ok(!self.answer["replies"].to_string().contains("\"card\""), &self.answer["replies"])
            }
            ["card", number] => {
                ok(self.answer["replies"][0]["card"]["order"] == *number, &self.answer["replies"][0]["card"])
            }
            ["offers", "a", "person"] => {
                let offer = self.answer["replies"].to_string();
                ok(
                    self.answer["expects"].is_null()
                        && (offer.contains("to a person") || offer.contains("人工")),
                    &self.answer,
                )
            }
            ["offers", ..] => {
                let replies = self.answer["replies"].as_array().into_iter().flatten();
                let offered: Vec<&Value> = replies
                    .flat_map(|reply| reply["quick_replies"].as_array().into_iter().flatten())
                    .collect();
                ok(offered.iter().any(|one| has(&one["label"].to_string())), &json!(offered))
            }
            ["action", "none"] => ok(self.answer["actions"] == json!([]), &self.answer["actions"]),
            ["action", action, rest @ ..] => {
                let (items, to) = match rest.iter().position(|word| *word == "->") {
                    Some(at) => (&rest[..at], rest.get(at + 1)),
                    None => (rest, None),
                };
                let sorted = |value: &Value| {
                    let ids = value.as_array().into_iter().flatten().filter_map(|id| id.as_str());
                    let mut ids: Vec<String> = ids.map(str::to_owned).collect();
                    ids.sort();
                    ids
                };
                let fits = |made: &&Value| {
                    made["type"] == *action
                        && (items.is_empty() || sorted(&made["items"]) == sorted(&json!(items)))
                        && to.is_none_or(|to| made["to_variant"] == **to)
                };
                ok(self.actions().any(|made| fits(&made)), &self.answer["actions"])
            }
            ["amount", ..] => ok(
                self.actions().any(|made| has(&made["amount"]["amount"].to_string())),
                &self.answer["actions"],
            ),
            ["method", ..] => {
                ok(self.actions().any(|made| has(&made["method"].to_string())), &self.answer["actions"])
            }
            ["handoff", reason] if *reason != "none" => {
                ok(self.answer["handoff"]["reason"] == *reason, &self.answer["handoff"])
            }
            ["handoff", "none"] => ok(self.answer["handoff"].is_null(), &self.answer["handoff"]),
            ["handoff", reason, kind] => ok(
                self.answer["handoff"]["reason"] == *reason && self.answer["handoff"]["kind"] == *kind,
                &self.answer["handoff"],
            ),
            ["handled", "by", who] => ok(self.answer["handled_by"] == *who, &self.answer["handled_by"]),
            ["status", number] => ok(number.parse() == Ok(self.status), &json!(self.status)),
            ["again"] => {
                let before = self.answer.clone();
                self.post();
                ok(self.answer == before, &self.answer)
            }
            ["desk", "waiting", kind] => {
                let queue = self.desk("/v1/desk/queue");
                let entry = queue["conversations"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .find(|entry| entry["id"] == self.id())
                    .cloned();
                ok(entry.is_some_and(|entry| entry["kind"] == *kind), &queue)
            }
            ["desk", "empty"] => {
                let queue = self.desk("/v1/desk/queue");
                ok(!queue.to_string().contains(&self.id()), &queue)
            }
            ["summary", "says", ..] => {
                let view = self.desk(&format!("/v1/desk/conversations/{}", self.id()));
                ok(has(&view["summary"].to_string()), &view["summary"])
            }
            ["summary", "never", ..] => {
                let view = self.desk(&format!("/v1/desk/conversations/{}", self.id()));
                ok(!has(&view["summary"].to_string()), &view["summary"])
            }
            ["shopper", "reads", ..] => {
                let bearer = format!("Bearer {}", self.token.as_deref().unwrap_or_default());
                let headers = [("authorization", bearer.as_str()), ("x-beeline-shop", "demo")];
                let (_, body) = self.place.ask("GET", "/v1/messages?after=0", &headers, b"");
                ok(has(&body), &json!(body))
            }
            _ => Err("this check is not known".to_owned()),
        }
    }
}

/// The desk's headers.
pub const DESK: [(&str, &str); 3] = [
    ("authorization", "Bearer demo-desk-token"),
    ("x-beeline-shop", "demo"),
    ("content-type", "application/json"),
];

/// An id that is the same in every run of a script, and another in every place of it.
#[must_use]
pub fn uuid(seed: &str) -> String {
    use sha2::{Digest, Sha256};
    let hex: String = Sha256::digest(format!("{seed}{}", std::process::id()))
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{}-{}-4{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

/// A signed identity of the demo shop.
#[must_use]
pub fn identity(email: &str, until: i64) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use hmac::{Hmac, Mac};
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!(
        "{}.{}",
        part(json!({ "alg": "HS256", "typ": "JWT" })),
        part(json!({ "sub": "1", "email": email, "exp": until }))
    );
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"demo-identity-secret").expect("any key will do");
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}
