//! What shop platforms tell comes in. Answered 2xx only once stored; the same delivery twice changes nothing.

use beeline_config::{Platform as Source, PlatformKind, Shop};
use http::StatusCode;

use super::{empty, read, shop};
use crate::{
    Answer, Platform, Refusal, Request, Unavailable,
    connectors::{Delivery, News, Whole, shopify, time, vendure, woocommerce},
    crypto,
    objects::{ask, name, order, product, shopper, told::Tell},
};

/// Shopify sends orders of hundreds of lines; nothing real is larger.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// `POST /v1/hooks/shopify`.
pub(super) async fn shopify(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let domain = read::header(request, shopify::DOMAIN).unwrap_or_default();
    let shop = verified(platform, request, PlatformKind::Shopify, domain, shopify::SIGNATURE)?;
    let news = shopify::read(&delivery(
        platform,
        request,
        shopify::TOPIC,
        shopify::DELIVERY,
        Some(shopify::TRIGGERED),
    ));
    take(platform, shop, news).await
}

/// `POST /v1/hooks/woocommerce`.
pub(super) async fn woocommerce(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    if read::header(request, woocommerce::SIGNATURE).is_none() && woocommerce::is_ping(request.body()) {
        return Ok(empty(StatusCode::OK));
    }
    let domain = woocommerce::domain(read::header(request, woocommerce::SOURCE).unwrap_or_default());
    let shop = verified(platform, request, PlatformKind::WooCommerce, domain, woocommerce::SIGNATURE)?;
    // Its headers tell no time.
    let delivery = delivery(platform, request, woocommerce::TOPIC, woocommerce::DELIVERY, None);
    take(platform, shop, woocommerce::read(&delivery)).await
}

/// `POST /v1/hooks/vendure`.
pub(super) async fn vendure(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let channel = read::header(request, vendure::CHANNEL).unwrap_or_default();
    let shop = verified(platform, request, PlatformKind::Vendure, channel, vendure::SIGNATURE)?;
    let delivery = delivery(platform, request, "", "", Some(vendure::AT));
    take(platform, shop, vendure::read(&delivery)).await
}

/// The shop that a delivery is for, once its signature is proven over the raw body.
fn verified<'a>(
    platform: &'a impl Platform,
    request: &Request,
    kind: PlatformKind,
    domain: &str,
    signature: &str,
) -> Result<&'a Shop, Refusal> {
    let sends =
        |from: &Source| from.kind == kind && from.domain.eq_ignore_ascii_case(domain) && !domain.is_empty();
    let shop = platform.shops().iter().find(|shop| shop.platform.as_ref().is_some_and(sends));
    let (shop, from) =
        shop.and_then(|shop| Some((shop, shop.platform.as_ref()?))).ok_or(Refusal::UnknownShop)?;
    if request.body().len() > MOST_BYTES {
        return Err(Refusal::TooLarge(MOST_BYTES));
    }
    let secret = shop::secret(platform, shop, &from.secret_env).ok_or(Refusal::BadSignature)?;
    let signature = read::header(request, signature).unwrap_or_default();
    if crypto::signed(&secret, request.body(), signature) { Ok(shop) } else { Err(Refusal::BadSignature) }
}

fn delivery<'a>(
    platform: &impl Platform,
    request: &'a Request,
    topic: &str,
    id: &str,
    at: Option<&str>,
) -> Delivery<'a> {
    Delivery {
        topic: read::header(request, topic).unwrap_or_default(),
        id: read::header(request, id).unwrap_or_default(),
        at: at.and_then(|at| read::header(request, at)).and_then(time),
        received: platform.now(),
        body: request.body(),
    }
}

async fn take(
    platform: &impl Platform,
    shop: &Shop,
    news: Result<News, crate::json::Error>,
) -> Result<Answer, Refusal> {
    match news? {
        News::Order(whole) => store(platform, shop, whole).await?,
        News::Patch { order, note } => {
            by_id(platform, shop, &order, name::Command::Told(Box::new(note))).await?;
        }
        News::Product(product) => {
            let id = product.id.clone();
            ask::<product::ProductObject>(platform, &shop.id, &id, &product::Command::Upsert(product))
                .await?;
        }
        News::Variant { product, variant, at } => {
            let command = product::Command::Variant { variant, at };
            ask::<product::ProductObject>(platform, &shop.id, &product, &command).await?;
        }
        News::ProductGone { product, at } => {
            ask::<product::ProductObject>(platform, &shop.id, &product, &product::Command::Gone(at)).await?;
        }
        News::Ignored => {}
    }
    Ok(empty(StatusCode::OK))
}

async fn store(platform: &impl Platform, shop: &Shop, whole: Box<Whole>) -> Result<(), Unavailable> {
    let (id, number, email) = (whole.id.clone(), whole.order.key(), whole.order.email.clone());
    let placed_at = whole.order.placed_at;
    tell(platform, shop, &number, Tell::Whole(whole)).await?;
    if !email.is_empty() {
        let add = shopper::Command::Add { number: number.clone(), placed_at };
        ask::<shopper::ShopperObject>(platform, &shop.id, &shopper::key_of(&email), &add).await?;
    }
    if !id.is_empty() {
        by_id(platform, shop, &id, name::Command::Is { number }).await?;
    }
    Ok(())
}

/// Tells the order with this id what waits for it, if its number is known by now.
async fn by_id(
    platform: &impl Platform,
    shop: &Shop,
    id: &str,
    command: name::Command,
) -> Result<(), Unavailable> {
    let reply = ask::<name::NameObject>(platform, &shop.id, id, &command).await?;
    if let (Some(number), false) = (reply.number, reply.waiting.is_empty()) {
        let notes = Tell::Notes { number: number.clone(), notes: reply.waiting };
        tell(platform, shop, &number, notes).await?;
        ask::<name::NameObject>(platform, &shop.id, id, &name::Command::Passed).await?;
    }
    Ok(())
}

async fn tell(platform: &impl Platform, shop: &Shop, number: &str, tell: Tell) -> Result<(), Unavailable> {
    let command = order::Command::Tell(tell);
    ask::<order::OrderObject>(platform, &shop.id, &order::key_of(number), &command).await?;
    Ok(())
}
