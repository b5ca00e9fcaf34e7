//! The order, whole.

use beeline_dialogue::order::{LineItem, Order, Payment, Refund};
use beeline_protocol::Money;

use super::{
    super::{
        Delivery, News, Node, Note, Told, amount,
        told::{self, CANCELLED},
    },
    parcel,
};

/// Reads an order; drafts of the checkout are none yet.
pub(super) fn read(delivery: &Delivery<'_>) -> Result<News, crate::json::Error> {
    let raw = delivery.body;
    let (id, status) = (raw.need("id")?, raw.need("status")?);
    match status.as_str() {
        "auto-draft" | "checkout-draft" | "draft" => return Ok(News::Ignored),
        "trash" => return Ok(told::gone(id, delivery)),
        _ => {}
    }
    let placed_at = raw.need_time("date_created_gmt")?;
    let updated_at = raw.time("date_modified_gmt").unwrap_or(placed_at);
    let (currency, refunds) = (raw.need("currency")?, raw.list("refunds"));
    let (cancelled, paid) = (status == "cancelled", raw.time("date_paid_gmt").is_some());
    let payment = match status.as_str() {
        "refunded" => Payment::Refunded,
        "cancelled" if !paid => Payment::Voided,
        _ if !paid => Payment::Pending,
        _ if !refunds.is_empty() => Payment::PartiallyRefunded,
        _ => Payment::Paid,
    };
    let mut told = Told::default();
    for parcel in parcel::read(raw, &status)? {
        let key = format!("parcel/{}", told.parts.len());
        told.parts.push(Note { key, at: Some(updated_at), parcel: Some(parcel), ..Note::default() });
    }
    for refund in refunds {
        let amount = refund.need("total")?.trim_start_matches('-').to_owned();
        let paid = Refund {
            at: updated_at,
            amount: Money { amount, currency: currency.clone() },
            method: None,
            items: Vec::new(),
            pending: false,
        };
        let key = format!("refund/{}", refund.need("id")?);
        told.first.push((key.clone(), updated_at));
        told.parts.push(Note { key, at: Some(updated_at), paid: vec![paid], ..Note::default() });
    }
    if cancelled {
        told.first.push((CANCELLED.to_owned(), updated_at));
    }
    if delivery.topic == "order.restored" {
        told.notes.push(told::back(delivery));
    }
    let taxed = raw.get("prices_include_tax").0 == true;
    let line_items =
        raw.list("line_items").into_iter().map(|line| item(line, taxed)).collect::<Result<_, _>>()?;
    let number = raw.some("number").unwrap_or_else(|| id.clone());
    told.order = Some(Order {
        // As WooCommerce's own mails write it.
        number: if number.starts_with(|c: char| c.is_ascii_digit()) { format!("#{number}") } else { number },
        email: raw.get("billing").text("email").to_lowercase(),
        placed_at,
        updated_at,
        cancelled_at: cancelled.then_some(updated_at),
        payment,
        method: raw.first(&["payment_method_title", "payment_method"]),
        total: Money { amount: raw.need("total")?, currency },
        address: raw.get("shipping").some("address_1").and_then(|_| {
            raw.get("shipping").line(&["address_1", "address_2", "city", "state", "postcode", "country"])
        }),
        line_items,
        fulfilments: Vec::new(),
        refunds: Vec::new(),
        returns: Vec::new(),
    });
    Ok(News::Order { id, told: Box::new(told) })
}

fn item(raw: Node<'_>, taxed: bool) -> Result<LineItem, crate::json::Error> {
    // `total` is after discounts and without tax; where the shop's prices include it, so does what was paid.
    let of = |key| amount::read(&raw.text(key)).unwrap_or(0);
    let total = of("total") + if taxed { of("total_tax") } else { 0 };
    let (name, title) = (raw.need("name")?, raw.some("parent_name"));
    let variant = title.as_ref().and_then(|title| name.strip_prefix(title.as_str())?.strip_prefix(" - "));
    let variant_title = variant.map(str::to_owned);
    let quantity = raw.need_units("quantity")?;
    let mut options = Vec::new();
    for meta in raw.list("meta_data") {
        if let (Some(name), Some(value)) = (meta.some("display_key"), meta.some("display_value"))
            && !meta.text("key").starts_with('_')
            // A plug-in may show a picture or a file; that is no option.
            && !value.contains('<')
        {
            options.push((name, value));
        }
    }
    Ok(LineItem {
        id: raw.need("id")?,
        product: raw.text("product_id"),
        variant: raw.some("variation_id").filter(|id| id != "0").unwrap_or_else(|| raw.text("product_id")),
        title: title.unwrap_or(name),
        variant_title,
        quantity,
        price: amount::write(total / i64::from(quantity.max(1))),
        options,
    })
}
