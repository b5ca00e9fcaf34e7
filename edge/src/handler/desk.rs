//! The agent's side: `/v1/desk/…`, with a bearer token.

use beeline_config::Shop;
use beeline_protocol::{AgentReply, DeskConversation, Queue, Taken, Ticket};
use http::Method;

use super::{identity, json, messages::is_conversation, outbox, read, turn};
use crate::{
    Answer, Platform, Refusal, Request, crypto,
    objects::{
        TICKET_SECONDS, ask,
        conversation::{Act, Command, ConversationObject, NotYours, Reply},
        desk,
    },
};

const MOST_BYTES: usize = 64 * 1024;

pub(super) async fn route(
    platform: &impl Platform,
    shop: &Shop,
    request: &Request,
    method: &Method,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    let name = identity::agent(platform, shop, request)?;
    match (method, rest) {
        (&Method::GET, ["queue"]) => queue(platform, shop, name).await,
        (&Method::POST, ["tickets"]) => ticket(platform, shop).await,
        (&Method::GET, ["conversations", id]) => Ok(json(&view(platform, shop, id).await?)),
        (&Method::POST, ["conversations", id, act]) => {
            let act = match *act {
                "take" => Act::Take,
                "return" => Act::Return,
                "resolve" => Act::Resolve,
                "replies" => {
                    let reply: AgentReply = read::body(request, MOST_BYTES)?;
                    read::check_text(&reply.text)?;
                    if !read::is_uuid(&reply.id) {
                        return Err(Refusal::Invalid("`id` is no UUID.".to_owned()));
                    }
                    Act::Say { id: reply.id, text: reply.text }
                }
                _ => return Err(Refusal::NotFound),
            };
            act_on(platform, shop, id, name, act).await
        }
        (&Method::GET, ["outbox"]) => Ok(json(&outbox::list(platform, shop).await?)),
        (&Method::POST, ["outbox", id, "replay"]) => Ok(json(&outbox::replay(platform, shop, id).await?)),
        (_, ["queue" | "tickets" | "outbox"] | ["conversations" | "outbox", ..]) => Err(Refusal::Method),
        _ => Err(Refusal::NotFound),
    }
}

async fn queue(platform: &impl Platform, shop: &Shop, agent: String) -> Result<Answer, Refusal> {
    match ask::<desk::DeskObject>(platform, &shop.id, desk::KEY, &desk::Command::List).await? {
        desk::Reply::List(conversations) => Ok(json(&Queue { agent, conversations })),
        _ => Err(Refusal::NotFound),
    }
}

async fn ticket(platform: &impl Platform, shop: &Shop) -> Result<Answer, Refusal> {
    let secret = crypto::hex(&platform.random());
    let issue = desk::Command::Ticket { ticket: crypto::digest(&[secret.as_bytes()]) };
    ask::<desk::DeskObject>(platform, &shop.id, desk::KEY, &issue).await?;
    Ok(json(&Ticket { ticket: format!("{}.{}.{secret}", shop.id, desk::KEY), expires_in: TICKET_SECONDS }))
}

async fn view(platform: &impl Platform, shop: &Shop, id: &str) -> Result<DeskConversation, Refusal> {
    if !is_conversation(id) {
        return Err(Refusal::NotFound);
    }
    match ask::<ConversationObject>(platform, &shop.id, id, &Command::View).await? {
        Reply::View(Some(view)) => Ok(DeskConversation { id: id.to_owned(), ..*view }),
        _ => Err(Refusal::NotFound),
    }
}

async fn act_on(
    platform: &impl Platform,
    shop: &Shop,
    id: &str,
    name: String,
    act: Act,
) -> Result<Answer, Refusal> {
    if !is_conversation(id) {
        return Err(Refusal::NotFound);
    }
    match ask::<ConversationObject>(platform, &shop.id, id, &Command::Agent { name, act }).await? {
        Reply::Done { said } => turn::mirror(platform, shop, id, said).await?,
        Reply::NotYours(NotYours::Another) => return Err(Refusal::NotYours("Another agent has taken it.")),
        Reply::NotYours(NotYours::NotHandedOver) => {
            return Err(Refusal::NotYours("The assistant has it; nobody asked for a person."));
        }
        _ => return Err(Refusal::NotFound),
    }
    let DeskConversation { handled_by, taken_by, .. } = view(platform, shop, id).await?;
    Ok(json(&Taken { id: id.to_owned(), handled_by, taken_by }))
}
