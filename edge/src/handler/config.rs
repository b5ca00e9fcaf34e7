//! The shop's file as it stands now: the deployed one, or what an agent put over it (`PUT /v1/desk/config`), from the next
//! message on and without a build.

use std::{cell::RefCell, ops::Deref, rc::Rc};

use beeline_config::{Problem, Shop};
use http::StatusCode;

use super::{empty, identity, read, shop};
use crate::{
    Answer, Platform, Refusal, Request, Unavailable, crypto,
    objects::{
        ask,
        config::{Command, ConfigObject, PLACES, Reply, Stored},
    },
};

/// Three thousand examples with their answers.
const MOST_BYTES: usize = 512 * 1024;
/// Who holds this token may put the file and nothing else: `serve` does, when the file on disk changes.
const TOKEN: &str = "BEELINE_CONFIG_TOKEN";

thread_local! {
    /// What this instance has read, by shop. Nothing hangs on it: each message asks whether it still counts.
    static READ: RefCell<Vec<Rc<Shop>>> = const { RefCell::new(Vec::new()) };
}

/// A shop as its file says now.
pub(super) enum Current<'a> {
    Deployed(&'a Shop),
    Put(Rc<Shop>),
}

impl Deref for Current<'_> {
    type Target = Shop;

    fn deref(&self) -> &Shop {
        match self {
            Self::Deployed(shop) => shop,
            Self::Put(shop) => shop,
        }
    }
}

/// What counts for a shop now; `id`, a message's, says where to ask.
pub(super) async fn current<'a>(
    platform: &impl Platform,
    deployed: &'a Shop,
    id: &str,
) -> Result<Current<'a>, Unavailable> {
    let known = READ.with_borrow(|read| read.iter().find(|shop| shop.id == deployed.id).cloned());
    let version = known.as_ref().map(|shop| shop.version.clone()).unwrap_or_default();
    let command = Command::Read { over: deployed.version.clone(), known: version };
    match (ask::<ConfigObject>(platform, &deployed.id, place(id), &command).await?, known) {
        (Reply::Same, Some(shop)) => Ok(Current::Put(shop)),
        (Reply::Text(text), _) => Ok(match beeline_config::parse(&text) {
            Ok(shop) => Current::Put(keep(shop)),
            // It was right when it was put; a newer edge may be stricter.
            Err(_) => Current::Deployed(deployed),
        }),
        _ => Ok(Current::Deployed(deployed)),
    }
}

fn keep(shop: Shop) -> Rc<Shop> {
    let shop = Rc::new(shop);
    READ.with_borrow_mut(|read| {
        read.retain(|other| other.id != shop.id);
        read.push(Rc::clone(&shop));
    });
    shop
}

fn place(id: &str) -> &'static str {
    let digit = id.chars().next().and_then(|c| c.to_digit(16)).unwrap_or_default();
    PLACES[digit as usize]
}

/// Puts a new file over the deployed one.
pub(super) async fn put(
    platform: &impl Platform,
    deployed: &Shop,
    request: &Request,
) -> Result<Answer, Refusal> {
    let own = shop::secret(platform, deployed, TOKEN);
    let of_serve = own.is_some_and(|own| crypto::same(&own, read::bearer(request).unwrap_or_default()));
    if !of_serve {
        let shop = current(platform, deployed, "").await?;
        identity::agent(platform, &shop, request)?;
    }
    if request.body().len() > MOST_BYTES {
        return Err(Refusal::TooLarge(MOST_BYTES));
    }
    let text =
        std::str::from_utf8(request.body()).map_err(|_| Refusal::BadFile("It is not UTF-8.".to_owned()))?;
    let told = |problems: Vec<Problem>| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Refusal::BadFile(lines.join("\n"))
    };
    let new = beeline_config::parse(text).map_err(told)?;
    let mut problems = moved(text, deployed, &new);
    if !of_serve && identity::agent(platform, &new, request).is_err() {
        problems.push(problem(
            text,
            "[[desk.agents]]",
            "your own token is no agent's any more",
            "Leave yourself among the agents.",
        ));
    }
    if !problems.is_empty() {
        return Err(told(problems));
    }
    for place in PLACES {
        let (over, version) = (deployed.version.clone(), new.version.clone());
        let stored = Stored { over, version, text: text.to_owned() };
        ask::<ConfigObject>(platform, &deployed.id, place, &Command::Put(stored)).await?;
    }
    Ok(empty(StatusCode::NO_CONTENT))
}

/// What decides whose a request or a webhook is, and where messages go, is read before any shop is known: it stays with the
/// deployment. What is left out stays as it is deployed.
fn moved(text: &str, deployed: &Shop, new: &Shop) -> Vec<Problem> {
    const REMEDY: &str = "Leave it as it is deployed, or deploy the new file.";
    let rules: [(&str, bool); 5] = [
        ("id", new.id != deployed.id),
        ("hosts", !new.hosts.is_empty() && new.hosts != deployed.hosts),
        ("origins", new.origins != deployed.origins),
        ("[platform]", new.platform.is_some() && new.platform != deployed.platform),
        ("[outbox]", new.outbox.is_some() && new.outbox != deployed.outbox),
    ];
    let changed = rules.into_iter().filter(|(_, changed)| *changed);
    changed.map(|(key, _)| problem(text, key, &format!("`{key}` is not the deployed one"), REMEDY)).collect()
}

/// A problem with the line on which a key or a table begins.
fn problem(text: &str, key: &str, message: &str, remedy: &str) -> Problem {
    let begins = |line: &str| {
        line.trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    let line = text.lines().position(begins).map_or(0, |at| at + 1);
    Problem { line, message: message.to_owned(), remedy: remedy.to_owned() }
}
