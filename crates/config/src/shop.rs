//! What a shop's file says. One struct a table; the field names are the keys.

use beeline_protocol::Colours;
use chrono::FixedOffset;

use crate::{Claims, Orders, OriginPattern, Outbox, Question, Returns};

/// One shop, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    /// Lower-case letters, digits and `-`; the loader's `data-shop`. Every stored record is keyed by it.
    pub id: String,
    /// The name shoppers know.
    pub name: String,
    /// BCP 47: the language to speak before the shopper's is known.
    pub locale: String,
    /// Hosts by which this shop is known without the header `x-beeline-shop`.
    pub hosts: Vec<String>,
    /// The pages that may carry the widget.
    pub origins: Vec<OriginPattern>,
    /// Where its orders come from.
    pub platform: Option<Platform>,
    /// How its signed-in shoppers are known.
    pub identity: Option<Identity>,
    /// Its agents.
    pub desk: Desk,
    /// Where it hears of what was done; without one, messages wait at the desk.
    pub outbox: Option<Outbox>,
    /// Where its days begin and end.
    pub time_zone: FixedOffset,
    /// What may come back.
    pub returns: Returns,
    /// What may be done with an order before it is shipped.
    pub orders: Orders,
    /// What may be claimed.
    pub claims: Claims,
    /// How its widget is painted.
    pub colours: Colours,
    /// Whether messages are scored for frustration in the browser.
    pub frustration: bool,
    /// The share of calm messages for which a person may be offered; the model's own (3 in 100) where the shop chose none.
    pub false_alarms: Option<f64>,
    /// The shop's own questions and answers.
    pub questions: Vec<Question>,
    /// What shoppers call its goods: their word, the product's name.
    pub aliases: Vec<(String, String)>,
    /// A digest of the file's text, to tell one file from another; it protects nothing.
    pub version: String,
}

/// `[platform]`: the shop platform whose webhooks are believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// Which one.
    pub kind: PlatformKind,
    /// How the platform names the shop in its webhooks, for example `demo.myshopify.com`, `shop.example` for WooCommerce, a channel's token
    /// for Vendure.
    pub domain: String,
    /// The environment variable with the webhook secret.
    pub secret_env: String,
}

/// The shop platforms that are spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformKind {
    /// Shopify's Admin webhooks.
    Shopify,
    /// WooCommerce's webhooks.
    WooCommerce,
    /// Vendure's orders, sent by the shop itself.
    Vendure,
}

/// `[identity]`: shoppers signed in at the merchant's, by an HS256 JWT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The environment variable with the signing secret.
    pub secret_env: String,
}

/// `[desk]`: who answers when a person is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// The people.
    pub agents: Vec<Agent>,
}

/// `[[desk.agents]]`: one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The name that shoppers see.
    pub name: String,
    /// The environment variable with this agent's bearer token.
    pub token_env: String,
}
