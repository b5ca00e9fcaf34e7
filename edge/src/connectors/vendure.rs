//! Vendure's orders, as its GraphQL API gives them. Vendure sends no webhooks of its own: a few lines in the shop, such
//! as those of `tests/live/shop.mjs`, send `order(id)` after each event, signed over its raw body.
//!
//! Headers: `X-Vendure-Signature` (base64 HMAC-SHA256), `X-Vendure-Channel`, by which the configuration knows the shop,
//! and `X-Vendure-At`, when the order was read there: its own time does not move with its state. Amounts are whole
//! hundredths.

#[cfg(test)]
mod tests;

use beeline_dialogue::order::{Fulfilment, LineItem, Order, Payment, Refund};
use beeline_protocol::{Money, ParcelState};

use super::{Delivery, News, Node, Note, Told, amount, told::CANCELLED};

/// The header with the signature.
pub const SIGNATURE: &str = "x-vendure-signature";
/// The header with the channel.
pub const CHANNEL: &str = "x-vendure-channel";
/// The header with the time.
pub const AT: &str = "x-vendure-at";

/// Reads an order; a cart is none yet.
///
/// # Errors
/// When the payload is not an order; the text says where.
pub fn read(delivery: &Delivery<'_>) -> Result<News, crate::json::Error> {
    let raw = delivery.body;
    let (id, state, currency) = (raw.need("id")?, raw.need("state")?, raw.need("currencyCode")?);
    let Some(placed_at) = raw.time("orderPlacedAt") else { return Ok(News::Ignored) };
    let (payments, parcels) = (raw.list("payments"), raw.list("fulfillments"));
    let mut updated_at = raw.need_time("updatedAt")?.max(delivery.at.unwrap_or_default());
    for part in payments.iter().flat_map(|payment| payment.list("refunds")).chain(parcels.iter().copied()) {
        updated_at = updated_at.max(part.need_time("updatedAt")?);
    }
    let cancelled = state == "Cancelled";
    let total = hundredths(raw, "totalWithTax");
    let mut told = Told::default();
    let (mut paid, mut back) = (false, 0);
    for payment in &payments {
        paid |= payment.text("state") == "Settled";
        for refund in payment.list("refunds").into_iter().filter(|refund| refund.text("state") != "Failed") {
            let pending = refund.text("state") == "Pending";
            let amount = hundredths(refund, "total");
            back += if pending { 0 } else { amount };
            let given = Refund {
                at: refund.need_time("createdAt")?,
                amount: Money { amount: amount::write(amount), currency: currency.clone() },
                method: payment.some("method"),
                items: Vec::new(),
                pending,
            };
            let key = format!("refund/{}", refund.need("id")?);
            told.parts.push(Note { key, at: Some(updated_at), paid: vec![given], ..Note::default() });
        }
    }
    for parcel in parcels {
        let key = format!("parcel/{}", parcel.need("id")?);
        let parcel = fulfilment(parcel)?;
        if parcel.as_ref().is_some_and(|parcel| parcel.state == ParcelState::Delivered) {
            told.first.push((key.clone(), updated_at));
        }
        told.parts.push(Note { key, at: Some(updated_at), parcel, ..Note::default() });
    }
    if cancelled {
        told.first.push((CANCELLED.to_owned(), updated_at));
    }
    let mut line_items = Vec::new();
    for line in raw.list("lines") {
        let line = item(line)?;
        if line.quantity > 0 || cancelled {
            line_items.push(line);
        }
    }
    told.order = Some(Order {
        number: raw.need("code")?,
        email: raw.get("customer").text("emailAddress").to_lowercase(),
        placed_at,
        updated_at,
        cancelled_at: cancelled.then_some(updated_at),
        payment: match back {
            0 if paid => Payment::Paid,
            0 if cancelled => Payment::Voided,
            0 => Payment::Pending,
            back if back >= total => Payment::Refunded,
            _ => Payment::PartiallyRefunded,
        },
        method: payments.first().and_then(|payment| payment.some("method")),
        total: Money { amount: amount::write(total), currency },
        address: raw.get("shippingAddress").line(&[
            "streetLine1",
            "streetLine2",
            "city",
            "province",
            "postalCode",
            "countryCode",
        ]),
        line_items,
        fulfilments: Vec::new(),
        refunds: Vec::new(),
        returns: Vec::new(),
    });
    Ok(News::Order { id, told: Box::new(told) })
}

/// As `amount` counts.
fn hundredths(raw: Node<'_>, key: &str) -> i64 {
    amount::read(&raw.text(key)).unwrap_or(0) / 100
}

fn item(raw: Node<'_>) -> Result<LineItem, crate::json::Error> {
    let variant = raw.get("productVariant");
    let (product, name) = (variant.get("product"), variant.text("name"));
    let title = product.need("name")?;
    let own = name.strip_prefix(&title).unwrap_or(&name).trim();
    let options = variant.list("options").into_iter();
    Ok(LineItem {
        id: raw.need("id")?,
        product: product.text("id"),
        variant: variant.text("id"),
        variant_title: (!own.is_empty()).then(|| own.to_owned()),
        title,
        quantity: raw.need_units("quantity")?,
        // Of one, after all discounts.
        price: amount::write(hundredths(raw, "proratedUnitPriceWithTax")),
        options: options.map(|option| (option.get("group").text("name"), option.text("name"))).collect(),
    })
}

fn fulfilment(raw: Node<'_>) -> Result<Option<Fulfilment>, crate::json::Error> {
    let state = match raw.text("state").as_str() {
        "Cancelled" => return Ok(None),
        "Created" | "Pending" => ParcelState::Processing,
        "Delivered" => ParcelState::Delivered,
        // A shop may add states of its own; what is in one of them has left.
        _ => ParcelState::InTransit,
    };
    let mut items = Vec::new();
    for line in raw.list("lines") {
        items.push((line.need("orderLineId")?, line.need_units("quantity")?));
    }
    Ok(Some(Fulfilment {
        state,
        carrier: raw.some("method"),
        tracking_number: raw.some("trackingCode"),
        tracking_url: None,
        expected_at: None,
        delivered_at: None,
        items,
    }))
}
