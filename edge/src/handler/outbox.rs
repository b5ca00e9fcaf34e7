//! The way of an action or handoff to the merchant. A turn registers it before it commits and says so after; neither waits
//! for the merchant. The host's alarm, set by the shard, delivers; the host's cron sets forgotten alarms again.

use beeline_config::Shop;
use beeline_dialogue::Act;
use beeline_protocol::{MessageAnswer, Outbox, OutboxMessage, OutboxState};

use super::shop;
use crate::{
    Platform, Refusal, Request, Unavailable, crypto,
    objects::{
        ask,
        conversation::{self, ConversationObject},
        order::{self, OrderObject},
        outbox::{Command, Message, OutboxObject, Reply, SHARDS, Source, written},
    },
};

/// How many queues one alarm serves; what is left sets the next one.
const MOST_QUEUES: usize = 100;

/// Writes down that work is about to be committed. Nothing may be committed if this fails.
pub(super) async fn register(
    platform: &impl Platform,
    shop: &Shop,
    source: &Source,
    work: &[(String, String)],
) -> Result<(), Unavailable> {
    if work.is_empty() {
        return Ok(());
    }
    let command = Command::Register { source: source.clone(), work: work.to_vec() };
    ask::<OutboxObject>(platform, &shop.id, shard_of(source), &command).await.map(drop)
}

/// Says that it is committed, so that it is sent at once. If this fails the shard finds out for itself.
pub(super) async fn ready(
    platform: &impl Platform,
    shop: &Shop,
    source: &Source,
    work: Vec<(String, String)>,
) {
    if !work.is_empty() {
        let command = Command::Ready { source: source.clone(), work };
        let _ = ask::<OutboxObject>(platform, &shop.id, shard_of(source), &command).await;
    }
}

/// The handoff in an answer, as work.
pub(super) fn handoffs(answer: &MessageAnswer) -> Vec<(String, String)> {
    answer.handoff.iter().map(|handoff| (handoff.id.clone(), conversation::HANDOFF.to_owned())).collect()
}

/// Acts that are about to be committed, as work.
pub(super) fn actions(acts: &[Act]) -> Vec<(String, String)> {
    acts.iter().map(|act| (act.action.id.clone(), order::what(act))).collect()
}

fn shard_of(source: &Source) -> &'static str {
    // Numbers that share their object share its shard.
    let key = match source {
        Source::Order(number) => order::key_of(number),
        Source::Conversation(id) => id.clone(),
    };
    let digit = crypto::digest(&[key.as_bytes()]).bytes().next().unwrap_or_default();
    SHARDS[(digit as char).to_digit(16).unwrap_or_default() as usize]
}

/// Delivers what is due in the shard with this name: the host calls it when the shard's alarm rings.
///
/// # Errors
/// When an object did not answer: what was claimed is free again in half a minute.
pub async fn alarm(platform: &impl Platform, name: &str) -> Result<(), Unavailable> {
    let (id, shard) = name.split_once('/').unwrap_or_default();
    let Ok(shop) = shop::by_id(platform, id) else { return Ok(()) };
    let endpoint = Endpoint::of(platform, shop);
    for _ in 0..MOST_QUEUES {
        let claim = Command::Claim { sends: endpoint.is_some() };
        let Reply::Claimed { source, lease, ids } = ask::<OutboxObject>(platform, id, shard, &claim).await?
        else {
            return Ok(());
        };
        let messages = messages(platform, shop, &source, &ids).await?;
        let known: Vec<String> = messages.iter().map(|message| message.id.clone()).collect();
        let absent = ids.into_iter().filter(|id| !known.contains(id)).collect();
        for message in messages {
            let Some(endpoint) = &endpoint else { break };
            let status = match endpoint.request(platform, &message) {
                Some(request) => platform.send(request).await.ok(),
                None => None,
            };
            let sent = Command::Sent { source: source.clone(), lease, id: message.id, status };
            if ask::<OutboxObject>(platform, id, shard, &sent).await? != Reply::Go(true) {
                break;
            }
        }
        ask::<OutboxObject>(platform, id, shard, &Command::End { source, lease, known, absent }).await?;
    }
    Ok(())
}

/// Sets every shard's alarm anew: the host's cron calls it every minute, because a restart may forget alarms. A shard that
/// does not answer is asked again in the next minute.
pub async fn sweep(platform: &impl Platform) {
    for shop in platform.shops() {
        let wake = Command::Wake { sends: Endpoint::of(platform, shop).is_some() };
        for shard in SHARDS {
            let _ = ask::<OutboxObject>(platform, &shop.id, shard, &wake).await;
        }
    }
}

/// What the source has to say, in its order.
async fn messages(
    platform: &impl Platform,
    shop: &Shop,
    source: &Source,
    ids: &[String],
) -> Result<Vec<Message>, Unavailable> {
    match source {
        Source::Order(number) => {
            let outgoing = order::Command::Outgoing { number: number.clone(), ids: ids.to_vec() };
            match ask::<OrderObject>(platform, &shop.id, &order::key_of(number), &outgoing).await? {
                order::Reply::Outgoing(messages) => Ok(messages),
                _ => Ok(Vec::new()),
            }
        }
        Source::Conversation(id) => {
            let outgoing = conversation::Command::Outgoing { id: id.clone(), ids: ids.to_vec() };
            match ask::<ConversationObject>(platform, &shop.id, id, &outgoing).await? {
                conversation::Reply::Outgoing(messages) => Ok(messages),
                _ => Ok(Vec::new()),
            }
        }
    }
}

/// Where a shop's messages go.
struct Endpoint<'a> {
    url: &'a str,
    secret: String,
}

impl<'a> Endpoint<'a> {
    /// None where the shop named none, or its secret is not set: then messages wait.
    fn of(platform: &impl Platform, shop: &'a Shop) -> Option<Self> {
        let outbox = shop.outbox.as_ref()?;
        Some(Self { url: &outbox.url, secret: shop::secret(platform, shop, &outbox.secret_env)? })
    }

    /// A Standard Webhook.
    fn request(&self, platform: &impl Platform, message: &Message) -> Option<Request> {
        let Message { id, what, at, data } = message;
        let (at, timestamp) = (written(*at), platform.now().timestamp());
        let body = format!(r#"{{"type":"{what}","timestamp":"{at}","data":{data}}}"#);
        let signature = crypto::webhook_signature(&self.secret, id, timestamp, &body);
        let request = http::Request::post(self.url)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature);
        request.body(body.into_bytes()).ok()
    }
}

/// `GET /v1/desk/outbox`: every shard's messages, newest first.
pub(super) async fn list(platform: &impl Platform, shop: &Shop) -> Result<Outbox, Refusal> {
    let mut messages: Vec<OutboxMessage> = Vec::new();
    for shard in SHARDS {
        if let Reply::View(lines) = ask::<OutboxObject>(platform, &shop.id, shard, &Command::View).await? {
            for line in lines {
                let new = shown(platform, shop, line);
                let newer = |one: &OutboxMessage| (&one.since, &one.id) > (&new.since, &new.id);
                messages.insert(messages.partition_point(newer), new);
            }
        }
    }
    Ok(Outbox { messages })
}

/// `POST /v1/desk/outbox/{id}/replay`: sends it again, or now. The merchant knows it by its id.
pub(super) async fn replay(
    platform: &impl Platform,
    shop: &Shop,
    id: &str,
) -> Result<OutboxMessage, Refusal> {
    let replay = Command::Replay { id: id.to_owned() };
    for shard in SHARDS {
        if let Reply::View(mut lines) = ask::<OutboxObject>(platform, &shop.id, shard, &replay).await?
            && let Some(line) = lines.pop()
        {
            return Ok(shown(platform, shop, line));
        }
    }
    Err(Refusal::NotFound)
}

/// What waits for an endpoint that nobody named is not on its way.
fn shown(platform: &impl Platform, shop: &Shop, line: OutboxMessage) -> OutboxMessage {
    if line.state == OutboxState::Pending && Endpoint::of(platform, shop).is_none() {
        return OutboxMessage { state: OutboxState::Unsent, next_at: None, ..line };
    }
    line
}
