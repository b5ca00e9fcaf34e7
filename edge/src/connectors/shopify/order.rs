//! The order, whole.

use beeline_dialogue::order::{LineItem, Order, Payment, ReturnState};
use beeline_protocol::Money;

use super::{
    super::{News, Node, Told, amount},
    money, parcel,
    product::options,
    words,
};

/// Reads an order.
pub(super) fn read(raw: Node<'_>) -> Result<News, crate::json::Error> {
    let updated_at = raw.need_time("updated_at")?;
    let (parcels, refunds) = (raw.list("fulfillments"), raw.list("refunds"));
    // The record is a picture of everything at one moment, which is no earlier than the last change in it.
    let mut at = updated_at;
    for parcel in &parcels {
        at = at.max(parcel::time(*parcel)?);
    }
    for refund in &refunds {
        at = at.max(refund.need_time("created_at")?);
    }
    let mut told = Told::default();
    for parcel in parcels {
        told.parts.push(parcel::note(parcel, at, raw)?);
    }
    for refund in refunds {
        told.parts.push(money::refund(refund, at, raw)?);
    }
    for back in raw.list("returns") {
        told.parts.push(money::back(back, Some(at), ReturnState::Requested)?);
    }
    let mut line_items = Vec::new();
    for line in raw.list("line_items") {
        if let Some(units) = line.units("current_quantity") {
            told.current.push((line.text("id"), units));
        }
        line_items.push(item(line)?);
    }
    let email = raw.first(&["email", "contact_email"]).or_else(|| raw.get("customer").some("email"));
    let methods: Vec<_> =
        raw.list("payment_gateway_names").iter().filter_map(|name| name.0.as_str()).collect();
    told.order = Some(Order {
        number: raw.need("name")?,
        email: email.unwrap_or_default().to_lowercase(),
        placed_at: raw.need_time("created_at")?,
        updated_at,
        cancelled_at: raw.time("cancelled_at"),
        payment: words::payment(&raw.text("financial_status")).unwrap_or(Payment::Pending),
        method: Some(methods.join(", ")).filter(|method| !method.is_empty()),
        address: raw.get("shipping_address").line(&[
            "address1",
            "address2",
            "city",
            "province_code",
            "zip",
            "country_code",
        ]),
        total: Money { amount: raw.need("total_price")?, currency: raw.need("currency")? },
        line_items,
        fulfilments: Vec::new(),
        refunds: Vec::new(),
        returns: Vec::new(),
    });
    Ok(News::Order { id: raw.text("id"), told: Box::new(told) })
}

fn item(raw: Node<'_>) -> Result<LineItem, crate::json::Error> {
    // The allocations hold the line's share of the order's discounts too; `total_discount` is the older field.
    let mut off = 0;
    for part in raw.list("discount_allocations") {
        off += amount::read(&part.text("amount")).unwrap_or(0);
    }
    let off = off.max(amount::read(&raw.text("total_discount")).unwrap_or(0));
    let quantity = raw.need_units("quantity")?;
    Ok(LineItem {
        id: raw.need("id")?,
        product: raw.text("product_id"),
        variant: raw.text("variant_id"),
        title: raw.need("title")?,
        variant_title: raw.some("variant_title").filter(|title| title != "Default Title"),
        quantity,
        price: amount::each(raw.need("price")?, quantity, off),
        options: options(raw, "properties"),
    })
}
