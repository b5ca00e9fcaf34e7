//! Fetching what a turn needs to know about orders, and reading the shopper's words against it.

use beeline_config::Shop;
use beeline_dialogue::{
    Facts, Heard, Lookup, Product, Proof, Record, State, Turn, may_swap, order::LineItem, swaps,
};
use beeline_language::{Aliases, Good, Hints, pick_lines, pick_variant};
use chrono::{DateTime, Utc};

use crate::{
    Platform, Unavailable,
    objects::{ask, order, product, shopper},
};

/// How many of their orders a signed-in shopper is asked to choose from.
const MOST_ORDERS: usize = 5;
/// Products read for one turn, at most: each is a step to another object.
const MOST_PRODUCTS: usize = 6;

/// Everything that a turn is decided on.
pub(super) async fn gather(
    platform: &impl Platform,
    shop: &Shop,
    state: &State,
    turn: &Turn,
    proof: Proof,
    now: DateTime<Utc>,
) -> Result<Facts, Unavailable> {
    let mut facts =
        Facts { now, proof, products: Vec::new(), heard: Heard::default(), before: Heard::default() };
    let Some(record) = facts.proof.record() else { return Ok(facts) };
    let words = state.form.words.join(". ");
    facts.heard.hear_lines(&turn.text, record, &shop.aliases);
    facts.before.hear_lines(&words, record, &shop.aliases);
    let open = state.pursuing.filter(|_| state.expects.is_some());
    let goal = beeline_dialogue::pursued(state, turn);
    let pursued = [Some(goal), open].into_iter().flatten();
    if may_swap(state, turn, goal) || pursued.chain(turn.intents.iter().copied()).any(swaps) {
        let known = [&state.form.lines, &facts.heard.lines, &facts.before.lines].map(|lines| lines.iter());
        let known: Vec<&String> = known.into_iter().flatten().map(|(id, _)| id).collect();
        let wanted = |id: &String| known.is_empty() || known.contains(&id);
        let lines: Vec<_> = record.order.line_items.iter().filter(|line| wanted(&line.id)).collect();
        let mut products: Vec<Product> = Vec::new();
        for line in &lines {
            if products.len() < MOST_PRODUCTS && products.iter().all(|product| product.id != line.product) {
                let get = product::Command::Get;
                let found = ask::<product::ProductObject>(platform, &shop.id, &line.product, &get).await?;
                products.extend(found);
            }
        }
        let lines: Vec<String> = lines.iter().map(|line| line.id.clone()).collect();
        // "The helmet in black" says nothing of the backpack that was spoken of before.
        let named: Vec<String> = facts.heard.lines.iter().map(|(id, _)| id.clone()).collect();
        let spoken = if named.is_empty() { &lines } else { &named };
        facts.heard.hear_variants(&turn.text, (record, &state.form.to), spoken, &products, &shop.aliases);
        facts.before.hear_variants(&words, (record, &[]), &lines, &products, &shop.aliases);
        facts.products = products;
    }
    Ok(facts)
}

/// Reading words against an order.
trait Hear {
    fn hear_lines(&mut self, text: &str, record: &Record, aliases: Aliases);
    /// `chosen`: what a line was to become so far; "the white one" is the one like that, in white.
    fn hear_variants(
        &mut self,
        text: &str,
        of: (&Record, &[(String, String)]),
        lines: &[String],
        products: &[Product],
        aliases: Aliases,
    );
}

impl Hear for Heard {
    fn hear_lines(&mut self, text: &str, record: &Record, aliases: Aliases) {
        let goods: Vec<Good> = record.order.line_items.iter().map(of_line).collect();
        let hints = Hints::of(text);
        let pick = |text: &str| pick_lines(text, &goods, aliases);
        // What is missing is what it is about, not what was there.
        let missing = hints.missing().map(|clause| pick(&clause)).filter(|picked| !picked.chosen.is_empty());
        let picked = missing.unwrap_or_else(|| pick(&hints.named()));
        (self.lines, self.unclear, self.many) = (picked.chosen, picked.unclear, picked.many);
        // "Some of them": which, is the question.
        if self.lines.len() > 1 && hints.some_of() {
            self.unclear = self.lines.drain(..).map(|(id, _)| id).collect();
        }
    }

    fn hear_variants(
        &mut self,
        text: &str,
        (record, chosen): (&Record, &[(String, String)]),
        lines: &[String],
        products: &[Product],
        aliases: Aliases,
    ) {
        for line in lines.iter().filter_map(|id| record.line(id)) {
            let Some(product) = products.iter().find(|product| product.id == line.product) else { continue };
            let goods: Vec<Good> = product
                .variants
                .iter()
                .map(|variant| Good {
                    id: &variant.id,
                    product: &product.id,
                    title: &product.title,
                    variant: &variant.title,
                    options: &variant.options,
                    quantity: 1,
                })
                .collect();
            let now = chosen.iter().find(|(id, _)| *id == line.id);
            let now = now.map_or_else(|| record.variant_of(line), |(_, to)| to);
            let own = Good { id: now, ..of_line(line) };
            let current = goods.iter().find(|good| good.id == now).copied().unwrap_or(own);
            let picked = pick_variant(text, &current, &goods, aliases);
            let ids: Vec<String> =
                picked.chosen.into_iter().map(|(id, _)| id).chain(picked.unclear).collect();
            if !ids.is_empty() {
                self.to.push((line.id.clone(), ids));
            }
        }
    }
}

/// A line as something that can be meant.
fn of_line(line: &LineItem) -> Good<'_> {
    Good {
        id: &line.id,
        product: &line.product,
        title: &line.title,
        variant: line.variant_title.as_deref().unwrap_or_default(),
        options: &line.options,
        quantity: line.quantity,
    }
}

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
        order::Reply::Found(record) => Proof::Proven(record),
        _ => Proof::Refused,
    })
}

async fn own(platform: &impl Platform, shop: &Shop, email: &str) -> Result<Proof, Unavailable> {
    let newest = shopper::Command::Newest { most: MOST_ORDERS };
    let numbers = ask::<shopper::ShopperObject>(platform, &shop.id, &shopper::key_of(email), &newest).await?;
    let mut records = Vec::new();
    for number in numbers {
        // The index may be older than the order: the email on the order itself decides.
        let command = order::Command::Prove { number: number.clone(), email: email.to_owned() };
        if let order::Reply::Found(record) =
            ask::<order::OrderObject>(platform, &shop.id, &order::key_of(&number), &command).await?
        {
            records.push(*record);
        }
    }
    Ok(Proof::Own(records))
}
