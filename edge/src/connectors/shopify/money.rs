//! Refunds and returns.

use beeline_dialogue::order::{Refund, Return, ReturnState};
use beeline_protocol::Money;
use chrono::{DateTime, Utc};

use super::{
    super::{Node, Note},
    words,
};

/// The order's currency and method count where a transaction does not say.
pub(super) fn refund(raw: Node<'_>, at: DateTime<Utc>, order: Node<'_>) -> Result<Note, crate::json::Error> {
    let made = raw.need_time("created_at")?;
    let mut note = Note { at: Some(at), ..Note::default() };
    // An export without ids still has one refund a moment.
    note.key = format!("refund/{}", raw.some("id").unwrap_or_else(|| raw.text("created_at")));
    for paid in raw.list("transactions") {
        let (kind, status) = (paid.word("kind"), paid.word("status"));
        if matches!(kind.as_str(), "" | "refund") && matches!(status.as_str(), "" | "success" | "pending") {
            note.paid.push(Refund {
                at: made,
                amount: Money {
                    amount: paid.need("amount")?,
                    currency: paid.some("currency").unwrap_or_else(|| order.text("currency")),
                },
                method: paid
                    .some("gateway")
                    .or_else(|| order.get("payment_gateway_names").0.get(0)?.as_str().map(str::to_owned)),
                // Pending is given, and not arrived: it counts, or it would be promised twice.
                pending: status == "pending",
                items: Vec::new(),
            });
        }
    }
    for line in raw.list("refund_line_items") {
        let before = line.word("restock_type") == "cancel";
        let lines = if before { &mut note.before } else { &mut note.lines };
        lines.push((line.need("line_item_id")?, line.need_units("quantity")?));
    }
    Ok(note)
}

/// The topic says where a return stands where the payload does not.
pub(super) fn back(
    raw: Node<'_>,
    at: Option<DateTime<Utc>>,
    topic: ReturnState,
) -> Result<Note, crate::json::Error> {
    let state = words::back(&raw.text("status")).unwrap_or(topic);
    let mut items = Vec::new();
    for line in raw.list("return_line_items") {
        if let Some(id) = line.get("fulfillment_line_item").get("line_item").some("id") {
            items.push((id, line.units("quantity").unwrap_or(0)));
        }
    }
    // `final_sale`, `return_period_ended`, `other`: the last says nothing.
    let why = raw.get("decline").some("reason").or_else(|| raw.some("decline_reason"));
    let why = why.map(|why| why.to_lowercase().replace('_', " ")).filter(|why| why != "other");
    let back = Return { id: raw.need("id")?, state, items, why };
    Ok(Note { key: format!("return/{}/{}", back.id, state as u8), at, back: Some(back), ..Note::default() })
}
