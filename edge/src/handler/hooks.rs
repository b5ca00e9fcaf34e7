//! What shop platforms tell comes in. Answered 2xx only once stored; the same delivery twice changes nothing.

use beeline_config::{Platform as Source, PlatformKind, Shop};
use http::StatusCode;

use super::{empty, read, shop};
use crate::{
    Answer, Platform, Refusal, Request, Unavailable,
    connectors::{Delivery, News, Node, Told, shopify, time, vendure, woocommerce},
    crypto, json,
    objects::{ask, name, order, product, shopper},
};

/// Shopify sends orders of hundreds of lines; nothing real is larger.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// `POST /v1/hooks/shopify`.
pub(super) async fn shopify(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let domain = read::header(request, shopify::DOMAIN).unwrap_or_default();
    let shop = verified(platform, request, PlatformKind::Shopify, domain, shopify::SIGNATURE)?;
    let headers = [shopify::TOPIC, shopify::DELIVERY, shopify::TRIGGERED];
    take(platform, request, shop, headers, shopify::read).await
}

/// `POST /v1/hooks/woocommerce`.
pub(super) async fn woocommerce(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    if read::header(request, woocommerce::SIGNATURE).is_none() && woocommerce::is_ping(request.body()) {
        return Ok(empty(StatusCode::OK));
    }
    let domain = woocommerce::domain(read::header(request, woocommerce::SOURCE).unwrap_or_default());
    let shop = verified(platform, request, PlatformKind::WooCommerce, domain, woocommerce::SIGNATURE)?;
    // Its headers tell no time.
    take(platform, request, shop, [woocommerce::TOPIC, woocommerce::DELIVERY, ""], woocommerce::read).await
}

/// `POST /v1/hooks/vendure`.
pub(super) async fn vendure(platform: &impl Platform, request: &Request) -> Result<Answer, Refusal> {
    let channel = read::header(request, vendure::CHANNEL).unwrap_or_default();
    let shop = verified(platform, request, PlatformKind::Vendure, channel, vendure::SIGNATURE)?;
    take(platform, request, shop, ["", "", vendure::AT], vendure::read).await
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

/// What a platform's reader is given.
async fn take(
    platform: &impl Platform,
    request: &Request,
    shop: &Shop,
    [topic, id, at]: [&str; 3],
    reader: fn(&Delivery<'_>) -> Result<News, json::Error>,
) -> Result<Answer, Refusal> {
    let body = json::tree(str::from_utf8(request.body()).unwrap_or_default())?;
    let header = |name| read::header(request, name).unwrap_or_default();
    let delivery = Delivery {
        topic: header(topic),
        id: header(id),
        at: time(header(at)),
        received: platform.now(),
        body: Node(&body),
    };
    match reader(&delivery)? {
        News::Order { id, told } => hear(platform, shop, id, told).await?,
        News::Product(product) => {
            let id = product.id.clone();
            ask::<product::ProductObject>(platform, &shop.id, &id, &product::Command::Upsert(product))
                .await?;
        }
        News::ProductGone { product, at } => {
            ask::<product::ProductObject>(platform, &shop.id, &product, &product::Command::Gone(at)).await?;
        }
        News::Ignored => {}
    }
    Ok(empty(StatusCode::OK))
}

/// Tells an order what was told of it; by its platform's id, what comes before its number is known waits for it.
async fn hear(platform: &impl Platform, shop: &Shop, id: String, told: Box<Told>) -> Result<(), Unavailable> {
    let mut name = name::Name::default();
    if let Some(order) = &told.order {
        let (number, email, placed_at) = (order.key(), order.email.clone(), order.placed_at);
        tell(platform, shop, &number, told).await?;
        if !email.is_empty() {
            let add = shopper::Command::Add { number: number.clone(), placed_at };
            ask::<shopper::ShopperObject>(platform, &shop.id, &shopper::key_of(&email), &add).await?;
        }
        name.number = Some(number);
    } else {
        name.told = Some(told);
    }
    if id.is_empty() {
        return Ok(());
    }
    let reply = ask::<name::NameObject>(platform, &shop.id, &id, &name).await?;
    if let (Some(number), Some(waiting)) = (reply.number, reply.told) {
        tell(platform, shop, &number, waiting).await?;
        let passed = name::Name { passed: true, ..name::Name::default() };
        ask::<name::NameObject>(platform, &shop.id, &id, &passed).await?;
    }
    Ok(())
}

async fn tell(
    platform: &impl Platform,
    shop: &Shop,
    number: &str,
    told: Box<Told>,
) -> Result<(), Unavailable> {
    let command = order::Command::Tell { number: number.to_owned(), told };
    ask::<order::OrderObject>(platform, &shop.id, &order::key_of(number), &command).await?;
    Ok(())
}
