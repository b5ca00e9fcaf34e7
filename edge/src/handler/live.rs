//! Sockets: a ticket opens one, once. The ticket names the shop, because a browser's socket can send no headers.

use http::{Response, header};

use super::{messages, origin, read, shop};
use crate::{
    Answer, Body, Platform, Refusal, Request, crypto,
    objects::{Address, Kind, ask, conversation, desk},
};

/// `GET /v1/live?ticket=`: the shopper's socket.
pub(super) async fn shopper(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let [shop, id, secret] = parts(request)?;
    let shop = shop::by_id(platform, shop)?;
    origin::check(shop, request)?;
    if !messages::is_conversation(id) {
        return Err(Refusal::BadTicket);
    }
    let redeem = conversation::Command::Redeem { ticket: crypto::digest(&[secret.as_bytes()]) };
    let reply = ask::<conversation::ConversationObject>(platform, &shop.id, id, &redeem).await?;
    socket(
        matches!(reply, conversation::Reply::Redeemed(true)),
        Address::new(Kind::Conversation, &shop.id, id),
    )
}

/// `GET /v1/desk/live?ticket=`: an agent's socket.
pub(super) async fn agent(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let [shop, _, secret] = parts(request)?;
    let shop = shop::by_id(platform, shop)?;
    origin::check(shop, request)?;
    let redeem = desk::Command::Redeem { ticket: crypto::digest(&[secret.as_bytes()]) };
    let reply = ask::<desk::DeskObject>(platform, &shop.id, desk::KEY, &redeem).await?;
    socket(matches!(reply, desk::Reply::Redeemed(true)), Address::new(Kind::Desk, &shop.id, desk::KEY))
}

fn parts(request: &Request) -> Result<[&str; 3], Refusal> {
    let upgrades = read::header(request, header::UPGRADE.as_str())
        .is_some_and(|to| to.eq_ignore_ascii_case("websocket"));
    if !upgrades {
        return Err(Refusal::Invalid("This address is for sockets: send `Upgrade: websocket`.".to_owned()));
    }
    let ticket = read::query(request, "ticket").ok_or(Refusal::BadTicket)?;
    let parts: Vec<&str> = ticket.splitn(3, '.').collect();
    parts.try_into().map_err(|_| Refusal::BadTicket)
}

fn socket(redeemed: bool, address: Address) -> Result<Answer, Refusal> {
    if redeemed { Ok(Response::new(Body::Socket(address))) } else { Err(Refusal::BadTicket) }
}
