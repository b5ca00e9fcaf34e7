//! The shopper's side: `POST /v1/messages`, `GET /v1/messages`, `POST /v1/messages/tickets`.

use beeline_config::Shop;
use beeline_protocol::{MessageRequest, Ticket};

use super::{both::both, config, identity, json, read, turn};
use crate::{
    Answer, Platform, Refusal, Request, crypto,
    objects::{
        TICKET_SECONDS, ask,
        conversation::{Command, ConversationObject, Key, Reply},
        limiter,
    },
};

/// 4,000 characters of four bytes, each possibly escaped, and an identity beside them.
const MOST_BYTES: usize = 64 * 1024;

/// One message, answered.
pub(super) async fn post(
    platform: &impl Platform,
    shop: &Shop,
    request: &Request,
) -> Result<Answer, Refusal> {
    let message: MessageRequest = read::body(request, MOST_BYTES)?;
    check(&message)?;
    let address = read::header(request, "cf-connecting-ip");
    let limited = async {
        match address {
            Some(address) => {
                ask::<limiter::LimiterObject>(platform, &shop.id, address, &limiter::Command::Message).await
            }
            None => Ok(None),
        }
    };
    let (wait, current) = both(limited, config::current(platform, shop, &message.id)).await;
    wait?.map_or(Ok(()), |seconds| Err(Refusal::TooFast(seconds)))?;
    let shop = &*current?;
    let signed_in = identity::signed_in(platform, shop, message.identity.as_deref())?;
    let answer = turn::take(platform, shop, &message, signed_in, address).await?;
    Ok(json(&answer))
}

fn check(message: &MessageRequest) -> Result<(), Refusal> {
    if !read::is_uuid(&message.id) {
        return Err(Refusal::Invalid("`id` is no UUID.".to_owned()));
    }
    if message.frustration.is_some_and(|score| !(0.0..=1.0).contains(&score)) {
        return Err(Refusal::Invalid("`frustration` is a number from 0 to 1.".to_owned()));
    }
    read::check_text(&message.text)
}

/// What was said after a cursor.
pub(super) async fn get(platform: &impl Platform, shop: &Shop, request: &Request) -> Result<Answer, Refusal> {
    let token = Token::read(read::bearer(request).unwrap_or_default())?;
    let after = read::query(request, "after").unwrap_or("0");
    let after =
        after.parse().map_err(|_| Refusal::Invalid("`after` is a cursor: a whole number.".to_owned()))?;
    let command = Command::Read { key: Key::Token(token.secret), after };
    match ask::<ConversationObject>(platform, &shop.id, &token.id, &command).await? {
        Reply::Transcript(transcript) => Ok(json(&transcript)),
        _ => Err(Refusal::UnknownConversation),
    }
}

/// A key to the shopper's socket. It names shop and conversation, because a browser's socket can send no headers.
pub(super) async fn ticket(
    platform: &impl Platform,
    shop: &Shop,
    request: &Request,
) -> Result<Answer, Refusal> {
    let token = Token::read(read::bearer(request).unwrap_or_default())?;
    let secret = crypto::hex(&platform.random());
    let command =
        Command::Ticket { key: Key::Token(token.secret), ticket: crypto::digest(&[secret.as_bytes()]) };
    match ask::<ConversationObject>(platform, &shop.id, &token.id, &command).await? {
        Reply::Done { .. } => {
            let ticket = format!("{}.{}.{secret}", shop.id, token.id);
            Ok(json(&Ticket { ticket, expires_in: TICKET_SECONDS }))
        }
        _ => Err(Refusal::UnknownConversation),
    }
}

/// The opaque token of a conversation: where it is, and what proves it.
pub(super) struct Token {
    pub(super) id: String,
    pub(super) secret: String,
}

impl Token {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let (id, secret) = text.split_once('.').ok_or(Refusal::UnknownConversation)?;
        if !is_conversation(id) {
            return Err(Refusal::UnknownConversation);
        }
        Ok(Self { id: id.to_owned(), secret: secret.to_owned() })
    }

    pub(super) fn write(&self) -> String {
        format!("{}.{}", self.id, self.secret)
    }
}

/// Whether a text has the shape of a conversation's id.
pub(super) fn is_conversation(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}
