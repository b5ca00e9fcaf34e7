//! Fetching what a turn needs to know about orders.

use beeline_config::Shop;
use beeline_dialogue::{Lookup, Proof};

use crate::{
    Platform, Unavailable,
    objects::{ask, order, shopper},
};

/// How many of their orders a signed-in shopper is asked to choose from.
const MOST_ORDERS: usize = 5;

/// Looks up what the dialogue asked for.
pub(super) async fn fetch(
    platform: &impl Platform,
    shop: &Shop,
    lookup: Lookup,
) -> Result<Proof, Unavailable> {
    let command = match lookup {
        Lookup::Nothing => return Ok(Proof::None),
        Lookup::Own { email } => return own(platform, shop, &email).await,
        Lookup::Prove { number, email } => order::Command::Prove { number, email },
        Lookup::Proven { number } => order::Command::Get { number },
    };
    let (order::Command::Prove { number, .. } | order::Command::Get { number }) = &command else {
        return Ok(Proof::None);
    };
    let key = order::key_of(number);
    Ok(match ask::<order::OrderObject>(platform, &shop.id, &key, &command).await? {
        order::Reply::Found(order) => Proof::Proven(order),
        _ => Proof::Refused,
    })
}

async fn own(platform: &impl Platform, shop: &Shop, email: &str) -> Result<Proof, Unavailable> {
    let newest = shopper::Command::Newest { most: MOST_ORDERS };
    let numbers = ask::<shopper::ShopperObject>(platform, &shop.id, &shopper::key_of(email), &newest).await?;
    let mut orders = Vec::new();
    for number in numbers {
        // The index may be older than the order: the email on the order itself decides.
        let command = order::Command::Prove { number: number.clone(), email: email.to_owned() };
        if let order::Reply::Found(order) =
            ask::<order::OrderObject>(platform, &shop.id, &order::key_of(&number), &command).await?
        {
            orders.push(*order);
        }
    }
    Ok(Proof::Own(orders))
}
