//! How an order stands.

use beeline_protocol::{ActionType, Money, ParcelState, Settlement};
use chrono::{DateTime, Utc};

use super::{Tongue, day, deed, item, join, list, method, money};
use crate::{
    Record,
    flow::names,
    order::{Fulfilment, LineItem, Order, Payment, ReturnState},
};

/// How an order stands: every parcel, and what is not in one yet; what is late is said to be late; what was agreed here
/// is said too.
pub(crate) fn status(tongue: Tongue, record: &Record, now: DateTime<Utc>) -> String {
    let order = &record.order;
    let number = &order.number;
    if let Some(at) = record.cancelled_at() {
        let cancelled = tongue.pick(
            format!("Order {number} was cancelled on {}.", day(tongue, at)),
            format!("订单 {number} 已于{}取消（cancelled）。", day(tongue, at)),
        );
        let back = if order.refunds.is_empty() {
            acts(tongue, record, &[ActionType::OrderCancelled])
        } else {
            refund_sentences(tongue, order)
        };
        return join(tongue, [cancelled, back]);
    }
    let mut sentences = Vec::new();
    if order.fulfilments.is_empty() {
        let items =
            list(tongue, &order.line_items.iter().map(|line| item(line, line.quantity)).collect::<Vec<_>>());
        sentences.push(match order.payment {
            Payment::Pending => tongue.pick(
                format!("Order {number} ({items}) is waiting for its payment to clear; it has not been shipped yet."),
                format!("订单 {number}（{items}）正在等待付款确认，尚未发货。"),
            ),
            _ => tongue.pick(
                format!("Order {number} ({items}) is being prepared; it has not been shipped yet. Tracking appears here as soon as it leaves."),
                format!("订单 {number}（{items}）正在备货，尚未发货。发出后这里就能看到物流信息。"),
            ),
        });
    }
    let several = order.fulfilments.len() > 1;
    for (index, parcel) in order.fulfilments.iter().enumerate() {
        sentences.push(parcel_sentence(tongue, order, parcel, several.then_some(index + 1), now));
    }
    let open = order.unfulfilled();
    if !order.fulfilments.is_empty() && !open.is_empty() {
        let items = open.iter().map(|(line, quantity)| item(line, *quantity)).collect::<Vec<_>>();
        let items = list(tongue, &items);
        sentences.push(tongue.pick(format!("Not shipped yet: {items}."), format!("尚未发货：{items}。")));
    }
    sentences.push(refund_sentences(tongue, order));
    sentences.push(acts(tongue, record, &[]));
    join(tongue, sentences)
}

/// What was agreed here, of some types or of all.
fn acts(tongue: Tongue, record: &Record, types: &[ActionType]) -> String {
    let wanted = record.acts.iter().filter(|act| types.is_empty() || types.contains(&act.action.action));
    let said = wanted.map(|act| deed::agreed(tongue, record, act));
    said.collect::<Vec<_>>().join(tongue.pick(" ", ""))
}

/// What is coming back, by the platform's record and by what was agreed here.
pub(crate) fn returns(tongue: Tongue, record: &Record) -> String {
    let number = &record.order.number;
    let agreed = acts(tongue, record, &[ActionType::ReturnRequested, ActionType::ExchangeRequested]);
    let known = record.order.returns.iter().map(|back| {
        let items = list(tongue, &names(record, &back.items));
        let state = match back.state {
            ReturnState::Requested => tongue.pick("requested", "已申请（requested）"),
            ReturnState::Open => {
                tongue.pick("open: we are waiting for the items", "进行中，等待收货（open）")
            }
            ReturnState::Declined => tongue.pick("declined", "已拒绝（declined）"),
            ReturnState::Cancelled => tongue.pick("cancelled", "已取消（cancelled）"),
            ReturnState::Closed => tongue.pick("closed", "已完成（closed）"),
        };
        let why = match (back.state, &back.why) {
            (ReturnState::Declined, Some(why)) => tongue.pick(format!(" ({why})"), format!("（{why}）")),
            _ => String::new(),
        };
        tongue.pick(
            format!("Order {number}: the return of {items} is {state}{why}."),
            format!("订单 {number}：{items} 的退货{state}{why}。"),
        )
    });
    let known = known.collect::<Vec<_>>().join(tongue.pick(" ", ""));
    let refunds = refund_sentences(tongue, &record.order);
    // What was agreed here is told by the platform too, once it has heard of it.
    let agreed = if record.order.returns.is_empty() { agreed } else { String::new() };
    match (known.is_empty(), agreed.is_empty()) {
        (true, true) => {
            let none = tongue.pick(
                format!("There is no return for order {number} so far."),
                format!("订单 {number} 目前没有退货记录。"),
            );
            join(tongue, [none, refunds])
        }
        (true, false) => {
            let lead = tongue.pick(format!("Order {number}:"), format!("订单 {number}："));
            join(tongue, [lead, agreed, refunds])
        }
        _ => join(tongue, [known, agreed, refunds]),
    }
}

/// What was bought and paid, as on the receipt.
pub(crate) fn invoice(tongue: Tongue, record: &Record) -> String {
    let order = &record.order;
    let (number, at, total) = (&order.number, day(tongue, order.placed_at), money(&order.total));
    let lines = order.line_items.iter().map(|line| {
        let each = money(&Money { amount: line.price.clone(), currency: order.total.currency.clone() });
        format!("{} × {} {each}", line.quantity, full_name(line))
    });
    let lines = lines.collect::<Vec<_>>().join(tongue.pick("; ", "；"));
    let paid = match (&order.method, order.payment) {
        (_, Payment::Pending) => tongue.pick("not paid yet".to_owned(), "尚未付款".to_owned()),
        (Some(name), _) => tongue
            .pick(format!("paid by {}", method(tongue, name)), format!("付款方式：{}", method(tongue, name))),
        (None, _) => tongue.pick("paid".to_owned(), "已付款".to_owned()),
    };
    let text = tongue.pick(
        format!("Invoice for order {number} of {at}: {lines}. Total {total}, {paid}."),
        format!("订单 {number} 的账单（invoice），{at}：{lines}。合计 {total}，{paid}。"),
    );
    join(tongue, [text, refund_sentences(tongue, order)])
}

fn parcel_sentence(
    tongue: Tongue,
    order: &Order,
    parcel: &Fulfilment,
    nth: Option<usize>,
    now: DateTime<Utc>,
) -> String {
    let number = &order.number;
    let state = parcel_state(tongue, parcel);
    let subject = match nth {
        None => tongue.pick(format!("Order {number}"), format!("订单 {number}")),
        Some(nth) => {
            let items = parcel.items.iter().filter_map(|(id, quantity)| {
                order.line_items.iter().find(|line| line.id == *id).map(|line| item(line, *quantity))
            });
            let items = items.collect::<Vec<_>>().join(tongue.pick(", ", "、"));
            tongue.pick(
                format!("Order {number}, parcel {nth} ({items})"),
                format!("订单 {number} 的第 {nth} 个包裹（{items}）"),
            )
        }
    };
    let mut text = match (parcel.state, parcel.delivered_at) {
        (ParcelState::Delivered, Some(at)) => {
            let at = day(tongue, at);
            tongue.pick(
                format!("{subject} was delivered on {at}"),
                format!("{subject}已于{at}送达（delivered）"),
            )
        }
        _ => tongue.pick(format!("{subject} is {state}"), format!("{subject}：{state}")),
    };
    let how = [&parcel.carrier, &parcel.tracking_number];
    match how {
        [Some(carrier), Some(code)] => {
            text += &tongue.pick(
                format!(" with {carrier}, tracking number {code}"),
                format!("，承运商 {carrier}，运单号 {code}"),
            )
        }
        [Some(carrier), None] => {
            text += &tongue.pick(format!(" with {carrier}"), format!("，承运商 {carrier}"))
        }
        [None, Some(code)] => {
            text += &tongue.pick(format!(", tracking number {code}"), format!("，运单号 {code}"))
        }
        [None, None] => {}
    }
    text += tongue.pick(".", "。");
    if parcel.state != ParcelState::Delivered
        && let Some(promise) = parcel.expected_at
    {
        let promise = day(tongue, promise);
        text += &if parcel.is_late(now) {
            tongue.pick(
                format!(" It was expected on {promise} and is late; I'm sorry."),
                format!("原定{promise}送达，现在晚了，非常抱歉。"),
            )
        } else {
            tongue.pick(format!(" It is expected on {promise}."), format!("预计{promise}送达。"))
        };
    }
    text
}

/// What was paid back and what was promised, with amount and method.
pub(crate) fn refunds(tongue: Tongue, record: &Record) -> String {
    let order = &record.order;
    let number = &order.number;
    let refunds = refund_sentences(tongue, order);
    let promised = record.acts.iter().filter(|act| act.action.settlement == Some(Settlement::Refund));
    let promised = promised.map(|act| deed::agreed(tongue, record, act));
    let promised = promised.collect::<Vec<_>>().join(tongue.pick(" ", ""));
    if refunds.is_empty() && promised.is_empty() {
        return tongue.pick(
            format!("No refund has been made for order {number} so far."),
            format!("订单 {number} 目前还没有退款记录。"),
        );
    }
    let lead = match record.cancelled_at() {
        Some(at) => tongue.pick(
            format!("Order {number} was cancelled on {}.", day(tongue, at)),
            format!("订单 {number} 已于{}取消（cancelled）。", day(tongue, at)),
        ),
        None => tongue.pick(format!("Order {number}:"), format!("订单 {number}：")),
    };
    // A refund on the record keeps an older promise: only one of the two is told.
    let promised = if refunds.is_empty() { promised } else { String::new() };
    join(tongue, [lead, refunds, promised])
}

fn refund_sentences(tongue: Tongue, order: &Order) -> String {
    let said = order.refunds.iter().map(|refund| {
        let (amount, at) = (money(&refund.amount), day(tongue, refund.at));
        match &refund.method {
            Some(method) if refund.pending => tongue.pick(
                format!(
                    "A refund of {amount} to {} was started on {at} and is still pending.",
                    self::method(tongue, method)
                ),
                format!(
                    "已于{at}发起退款 {amount}，退回 {}，尚在处理中（pending）。",
                    self::method(tongue, method)
                ),
            ),
            None if refund.pending => tongue.pick(
                format!("A refund of {amount} was started on {at} and is still pending."),
                format!("已于{at}发起退款 {amount}，尚在处理中（pending）。"),
            ),
            Some(method) => tongue.pick(
                format!("A refund of {amount} was sent to {} on {at}.", self::method(tongue, method)),
                format!("已于{at}退款 {amount}，退回 {}。", self::method(tongue, method)),
            ),
            None => tongue
                .pick(format!("A refund of {amount} was sent on {at}."), format!("已于{at}退款 {amount}。")),
        }
    });
    said.collect::<Vec<_>>().join(tongue.pick(" ", ""))
}

/// The state of a whole order in a word or two.
pub(crate) fn order_state(tongue: Tongue, record: &Record, now: DateTime<Utc>) -> &'static str {
    let order = &record.order;
    if record.cancelled_at().is_some() {
        return tongue.pick("cancelled", "已取消");
    }
    match order
        .fulfilments
        .iter()
        .max_by_key(|parcel| (parcel.is_late(now), parcel.state != ParcelState::Delivered))
    {
        None if order.payment == Payment::Pending => tongue.pick("waiting for payment", "等待付款"),
        None => tongue.pick("being prepared", "备货中"),
        Some(_) if !order.unfulfilled().is_empty() => tongue.pick("partly shipped", "部分发货"),
        Some(parcel) => parcel_state(tongue, parcel),
    }
}

/// The state of a parcel in the customary words.
pub(crate) fn parcel_state(tongue: Tongue, parcel: &Fulfilment) -> &'static str {
    match parcel.state {
        ParcelState::Processing => tongue.pick("packed and waiting for the carrier", "已打包，等待揽收"),
        ParcelState::InTransit => tongue.pick("in transit", "运输中（in transit）"),
        ParcelState::Delayed => tongue.pick("delayed", "延误（delayed）"),
        ParcelState::OutForDelivery => tongue.pick("out for delivery", "派送中（out for delivery）"),
        ParcelState::DeliveryAttempted => {
            tongue.pick("delivery attempted", "派送未成功（delivery attempted）")
        }
        ParcelState::ReadyForPickup => tongue.pick("ready for pickup", "待自提（ready for pickup）"),
        ParcelState::Delivered => tongue.pick("delivered", "已送达（delivered）"),
        ParcelState::Failed => tongue.pick("undeliverable", "无法送达（undeliverable）"),
    }
}

/// The same for a card, which has no sentence beside it to say that it is late.
pub(crate) fn parcel_label(tongue: Tongue, parcel: &Fulfilment, now: DateTime<Utc>) -> String {
    let state = parcel_state(tongue, parcel);
    if parcel.is_late(now) {
        tongue.pick(format!("{state}, late"), format!("{state}，已晚"))
    } else {
        state.to_owned()
    }
}

/// `Desk Lamp (black / high)`.
fn full_name(line: &LineItem) -> String {
    match &line.variant_title {
        Some(variant) => format!("{} ({variant})", line.title),
        None => line.title.clone(),
    }
}
