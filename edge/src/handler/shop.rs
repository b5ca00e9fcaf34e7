//! Which shop a request is for: the header, else the host.

use beeline_config::{Shop, published_default};
use beeline_protocol::ShopFace;

use super::read;
use crate::{Platform, Refusal, Request};

/// The shop that a request names.
pub(super) fn of<'a>(platform: &'a impl Platform, request: &Request) -> Result<&'a Shop, Refusal> {
    match read::header(request, "x-beeline-shop") {
        Some(id) => by_id(platform, id),
        None => {
            let host = read::header(request, "host").unwrap_or_default().to_ascii_lowercase();
            let bare = host.rsplit_once(':').map_or(host.as_str(), |(bare, _)| bare);
            let known = |shop: &&Shop| shop.hosts.iter().any(|listed| *listed == host || listed == bare);
            platform.shops().iter().find(known).ok_or(Refusal::UnknownShop)
        }
    }
}

/// The shop with an id.
pub(super) fn by_id<'a>(platform: &'a impl Platform, id: &str) -> Result<&'a Shop, Refusal> {
    platform.shops().iter().find(|shop| shop.id == id).ok_or(Refusal::UnknownShop)
}

/// A secret of a shop: from the environment, or the published one of the demo.
pub(super) fn secret(platform: &impl Platform, shop: &Shop, variable: &str) -> Option<String> {
    let set = platform.secret(variable).filter(|secret| !secret.is_empty());
    set.or_else(|| published_default(&shop.id, variable).map(str::to_owned))
}

/// What the shop's widget has to know.
pub(super) fn face(shop: &Shop) -> ShopFace {
    ShopFace {
        id: shop.id.clone(),
        name: shop.name.clone(),
        locale: shop.locale.clone(),
        colours: shop.colours.clone(),
        frustration: shop.frustration,
        false_alarms: shop.false_alarms,
    }
}
