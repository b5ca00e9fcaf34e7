//! Orders and products come in. Answered 2xx only once stored; the same delivery twice changes nothing.

use beeline_config::{PlatformKind, Shop};
use http::StatusCode;

use super::{empty, read, shop};
use crate::{
    Answer, Platform, Refusal, Request,
    connectors::{News, shopify},
    crypto,
    objects::{ask, order, product, shopper},
};

/// Shopify sends orders of hundreds of lines; nothing real is larger.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// `POST /v1/hooks/shopify`.
pub(super) async fn shopify(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let domain = read::header(request, shopify::DOMAIN).unwrap_or_default();
    let shop = platform.shops().iter().find(|shop| {
        let sends = |from: &beeline_config::Platform| {
            from.kind == PlatformKind::Shopify && from.domain.eq_ignore_ascii_case(domain)
        };
        shop.platform.as_ref().is_some_and(sends)
    });
    let (shop, from) =
        shop.and_then(|shop| Some((shop, shop.platform.as_ref()?))).ok_or(Refusal::UnknownShop)?;
    if request.body().len() > MOST_BYTES {
        return Err(Refusal::TooLarge(MOST_BYTES));
    }
    let secret = shop::secret(platform, shop, &from.secret_env).ok_or(Refusal::BadSignature)?;
    let signature = read::header(request, shopify::SIGNATURE).unwrap_or_default();
    if !crypto::signed(&secret, request.body(), signature) {
        return Err(Refusal::BadSignature);
    }
    let topic = read::header(request, shopify::TOPIC).unwrap_or_default();
    let news = shopify::read(topic, request.body()).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Refusal::Invalid(error.to_string()),
        _ => Refusal::Malformed(error.to_string()),
    })?;
    store(platform, shop, news).await?;
    Ok(empty(StatusCode::OK))
}

async fn store(platform: &impl Platform, shop: &Shop, news: News) -> Result<(), Refusal> {
    match news {
        News::Order(order) => {
            let (number, email, placed_at) = (order.key(), order.email.clone(), order.placed_at);
            let key = order::key_of(&number);
            ask::<order::OrderObject>(platform, &shop.id, &key, &order::Command::Upsert(order)).await?;
            if !email.is_empty() {
                let add = shopper::Command::Add { number, placed_at };
                ask::<shopper::ShopperObject>(platform, &shop.id, &shopper::key_of(&email), &add).await?;
            }
        }
        News::Product(product) => {
            let key = product.id.clone();
            ask::<product::ProductObject>(platform, &shop.id, &key, &product::Command::Upsert(product))
                .await?;
        }
        News::Ignored => {}
    }
    Ok(())
}
