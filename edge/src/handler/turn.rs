//! One turn: load the conversation, understand, look up, step, commit. Whoever loses a race decides again on what the
//! winner left; whoever repeats a message gets the answer it had.

use beeline_config::Shop;
use beeline_dialogue::{Commit, Facts, Lookup, Outcome, Proof, Record, State, Turn};
use beeline_language::Language;
use beeline_protocol::{
    Author, Entry, HandledBy, Handoff, HandoffKind, HandoffReason, MessageAnswer, MessageRequest, MoodReason,
    Reply as Said, Speaker, handoff::MAX_SUMMARY_BYTES,
};
use chrono::{DateTime, SecondsFormat, Utc};

use super::{facts, hear, messages::Token, outbox, rules};
use crate::{
    Platform, Refusal, Unavailable, crypto,
    objects::{
        ask,
        conversation::{self, Command, ConversationObject, Handed, Head, Key, Reply},
        desk, limiter, order,
        outbox::Source,
    },
};

/// Requests of one message that are served in one answer, at most.
const MOST_REQUESTS: u32 = 4;
/// How often a turn is decided again before the shopper is asked to repeat it.
const ATTEMPTS: usize = 5;

/// Takes one turn.
pub(super) async fn take(
    platform: &impl Platform,
    shop: &Shop,
    message: &MessageRequest,
    signed_in: Option<String>,
    address: Option<&str>,
) -> Result<MessageAnswer, Refusal> {
    let digest = digest(message);
    let (token, key) = match &message.conversation {
        Some(token) => {
            let token = Token::read(token)?;
            let key = Key::Token(token.secret.clone());
            (token, key)
        }
        // The address is made of the opening message, so that its repetition finds the conversation that it opened.
        None => {
            let id = crypto::digest(&[shop.id.as_bytes(), message.id.as_bytes(), digest.as_bytes()])[..32]
                .to_owned();
            (Token { id, secret: crypto::hex(&platform.random()) }, Key::Opening)
        }
    };
    for _ in 0..ATTEMPTS {
        let load = Command::Load { key: key.clone(), id: message.id.clone(), digest: digest.clone() };
        let head = match ask::<ConversationObject>(platform, &shop.id, &token.id, &load).await? {
            Reply::Ready(head) => *head,
            Reply::Answered(answer) => {
                if answer.handled_by == HandledBy::Human {
                    mirror(platform, shop, &token.id, Vec::new()).await?;
                }
                return Ok(*answer);
            }
            Reply::Reused => return Err(Refusal::Reused),
            _ => return Err(Refusal::UnknownConversation),
        };
        let commit =
            decide(platform, shop, message, signed_in.clone(), address, &token, head, digest.clone()).await?;
        let answer = commit.answer.clone();
        let source = Source::Conversation(token.id.clone());
        let work = outbox::handoffs(&answer);
        outbox::register(platform, shop, &source, &work).await?;
        if let Reply::Done { said } =
            ask::<ConversationObject>(platform, &shop.id, &token.id, &Command::Commit(Box::new(commit)))
                .await?
        {
            outbox::ready(platform, shop, &source, work).await;
            if answer.handled_by == HandledBy::Human {
                mirror(platform, shop, &token.id, said).await?;
            }
            return Ok(answer);
        }
    }
    Err(Refusal::Unavailable(Unavailable("the conversation would not stand still".to_owned())))
}

/// Everything that makes a message what it is, but the conversation it goes to.
fn digest(message: &MessageRequest) -> String {
    let alone = MessageRequest { conversation: None, ..message.clone() };
    crypto::digest(&[crate::json::write(&alone).as_bytes()])
}

#[expect(clippy::too_many_arguments, reason = "a turn is decided on all of these, once")]
async fn decide(
    platform: &impl Platform,
    shop: &Shop,
    message: &MessageRequest,
    signed_in: Option<String>,
    address: Option<&str>,
    token: &Token,
    mut head: Head,
    digest: String,
) -> Result<conversation::Commit, Refusal> {
    let now = platform.now();
    if head.version == 0 {
        head.secret.clone_from(&token.secret);
        head.state.tongue = hear::tongue(Language::of_tag(message.locale.as_deref().unwrap_or(&shop.locale)));
    }
    let reading = head.mood.shopper(&message.text, message.frustration, about(message));
    head.scores.push(message.frustration);
    let mark = crypto::digest(&[token.id.as_bytes(), message.id.as_bytes()]);
    let heard = hear::turn(shop, &head.state, &mark[..24], &message.text);
    let turn = Turn { signed_in, frustrated: reading.flagged, ..heard };
    let mut outcome = settle(platform, shop, &head.state, &turn, address, now).await?;
    let mut nth = 1;
    while let Some(later) = outcome.then.take().filter(|_| nth < MOST_REQUESTS) {
        let turn = hear::taken_up(&format!("{}{nth}", turn.id), &later, &turn);
        let next = settle(platform, shop, &outcome.state, &turn, address, now).await?;
        outcome = beeline_dialogue::joined(outcome, next);
        nth += 1;
    }
    outcome.replies.iter().for_each(|line| head.mood.assistant(&line.text));
    let (head, handoff) = advance(head, &outcome, reading.reason, now, &mark[..24]);

    let replies: Vec<Said> = outcome
        .replies
        .into_iter()
        .enumerate()
        .map(|(nth, line)| Said {
            id: format!("{}-{}", message.id, nth + 1),
            author: Author::Assistant,
            text: line.text,
            card: line.card,
            quick_replies: line.quick_replies,
        })
        .collect();
    let said = std::iter::once(spoken(message, now))
        .chain(replies.iter().map(|reply| answered(reply, now)))
        .collect();
    let answer = MessageAnswer {
        conversation: token.write(),
        handled_by: head.state.owner,
        intent: outcome.intent,
        intents: turn.intents,
        question: outcome.question,
        confidence: (turn.confidence * 1000.0).round() / 1000.0,
        replies,
        expects: head.state.expects,
        actions: outcome.actions,
        handoff,
    };
    Ok(conversation::Commit { head, id: message.id.clone(), digest, answer, said })
}

/// Decides a turn, and has committed what it ends in. An order that moves in between is read and decided on again.
async fn settle(
    platform: &impl Platform,
    shop: &Shop,
    state: &State,
    turn: &Turn,
    address: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    let rules = rules::of(shop);
    for _ in 0..ATTEMPTS {
        let lookup = beeline_dialogue::lookup(state, turn);
        let proving = matches!(lookup, Lookup::Prove { .. });
        let proof = facts::fetch(platform, shop, lookup).await?;
        if let (true, Proof::Refused, Some(address)) = (proving, &proof, address) {
            ask::<limiter::LimiterObject>(platform, &shop.id, address, &limiter::Command::Failure).await?;
        }
        let facts = facts::gather(platform, shop, state, turn, proof, now).await?;
        let outcome = beeline_dialogue::step(state, turn, &facts, &rules);
        let Some(commit) = &outcome.commit else { return Ok(outcome) };
        if let Some(record) = commit_acts(platform, shop, commit).await? {
            let facts = Facts { proof: Proof::Proven(Box::new(record.clone())), ..facts };
            return Ok(beeline_dialogue::committed(
                &outcome.state,
                &commit.acts,
                turn,
                &facts,
                &record,
                &rules,
            ));
        }
    }
    Err(Refusal::Unavailable(Unavailable("the order would not stand still".to_owned())))
}

/// Asks the order's one writer, with the merchant's message registered before; `None` when the order has moved.
async fn commit_acts(
    platform: &impl Platform,
    shop: &Shop,
    commit: &Commit,
) -> Result<Option<Record>, Unavailable> {
    let command = order::Command::Act {
        number: commit.number.clone(),
        seen: commit.seen.clone(),
        acts: commit.acts.clone(),
    };
    let key = order::key_of(&commit.number);
    let (source, work) = (Source::Order(commit.seen.order.number.clone()), outbox::actions(&commit.acts));
    outbox::register(platform, shop, &source, &work).await?;
    match ask::<order::OrderObject>(platform, &shop.id, &key, &command).await? {
        order::Reply::Acted(record) => {
            outbox::ready(platform, shop, &source, work).await;
            Ok(Some(*record))
        }
        order::Reply::Moved => Ok(None),
        _ => Err(Unavailable(format!("order {key} is gone"))),
    }
}

/// The head after a step; with the handoff, if the step brought a person.
fn advance(
    mut head: Head,
    outcome: &Outcome,
    felt: Option<MoodReason>,
    now: DateTime<Utc>,
    id: &str,
) -> (Head, Option<Handoff>) {
    head.state = outcome.state.clone();
    let Some(summary) = &outcome.handoff else { return (head, None) };
    let mut summary = (**summary).clone();
    summary.mood.clone_from(&head.scores);
    summary.mood_reason = felt.filter(|_| summary.reason == HandoffReason::Frustrated);
    // A very long conversation loses its oldest scores, then its oldest steps, never the newest.
    while crate::json::write(&summary).len() > MAX_SUMMARY_BYTES {
        if summary.mood.len() > 20 {
            summary.mood.remove(0);
        } else if !summary.tried.is_empty() {
            summary.tried.remove(0);
        } else {
            summary.facts.clear();
            break;
        }
    }
    let queue = match summary.kind {
        HandoffKind::Emotional => "care",
        HandoffKind::Commercial => "sales",
        HandoffKind::Technical => "support",
    };
    let handoff = Handoff {
        id: format!("{id}-handoff"),
        reason: summary.reason,
        kind: summary.kind,
        queue: queue.to_owned(),
    };
    head.handed = Some(Handed { summary, queue: queue.to_owned(), since: now, taken_by: None });
    (head, Some(handoff))
}

/// Writes a handed-over conversation's line into the desk's list, and lets the desk hear what was said.
pub(super) async fn mirror(
    platform: &impl Platform,
    shop: &Shop,
    id: &str,
    said: Vec<Entry>,
) -> Result<(), Unavailable> {
    let listing = Command::Listing { id: id.to_owned() };
    if let Reply::Listing(entry) = ask::<ConversationObject>(platform, &shop.id, id, &listing).await? {
        let put = desk::Command::Put { id: id.to_owned(), entry, said };
        ask::<desk::DeskObject>(platform, &shop.id, desk::KEY, &put).await?;
    }
    Ok(())
}

/// What the browser's model says that a message is about.
fn about(message: &MessageRequest) -> Option<MoodReason> {
    message.frustration_reason.as_deref().and_then(MoodReason::of_message)
}

fn spoken(message: &MessageRequest, now: DateTime<Utc>) -> Entry {
    Entry {
        cursor: 0,
        id: message.id.clone(),
        author: Speaker::Shopper,
        text: message.text.clone(),
        at: now.to_rfc3339_opts(SecondsFormat::Millis, true),
        card: None,
        quick_replies: Vec::new(),
        frustration: message.frustration,
        name: None,
    }
}

fn answered(reply: &Said, now: DateTime<Utc>) -> Entry {
    Entry {
        cursor: 0,
        id: reply.id.clone(),
        author: Speaker::Assistant,
        text: reply.text.clone(),
        at: now.to_rfc3339_opts(SecondsFormat::Millis, true),
        card: reply.card.clone(),
        quick_replies: reply.quick_replies.clone(),
        frustration: None,
        name: None,
    }
}
