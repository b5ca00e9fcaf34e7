//! What would be done, shown whole before a yes; and what was done.

use beeline_protocol::{Action, ActionType, Resolution, Settlement};
use chrono::DateTime;

use super::{Tongue, day, list, method, money, press};
use crate::{
    Act, Line, Record,
    flow::names,
    plan::{Deed, STORE_CREDIT},
    state::Product,
};

/// Shows what a yes would do: order, items, amount and method.
pub(crate) fn show(
    tongue: Tongue,
    deeds: &[Deed],
    before: Option<&str>,
    record: &Record,
    products: &[Product],
) -> Line {
    let said = deeds.iter().map(|deed| {
        let what = what(tongue, &deed.action, &deed.lines, record, products);
        let money = settlement(tongue, &deed.action);
        tongue.pick(format!("{what}{money}."), format!("{what}{money}。"))
    });
    let said = said.collect::<Vec<_>>().join(tongue.pick(" ", ""));
    let text = tongue.pick(
        format!("{}Let me check before I do anything. {said} Shall I go ahead?", before.unwrap_or_default()),
        format!("{}请确认：{said}需要我现在办理吗？", before.unwrap_or_default()),
    );
    Line { text, card: None, quick_replies: yes_or_no(tongue) }
}

fn yes_or_no(tongue: Tongue) -> Vec<beeline_protocol::QuickReply> {
    vec![press(tongue.pick("Yes, go ahead", "是的，请办理")), press(tongue.pick("No, don't", "不用了"))]
}

/// The shopper said neither yes nor no.
pub(crate) fn yes_or_no_again(tongue: Tongue, shown: Line) -> Line {
    let text = tongue.pick(
        format!("I need a yes or a no for this. {}", shown.text),
        format!("请回答“是”或“不用了”。{}", shown.text),
    );
    Line { text, ..shown }
}

/// The record moved between question and yes.
pub(crate) fn changed(tongue: Tongue) -> &'static str {
    tongue.pick(
        "Something about this order has changed in the meantime, so I have not done anything yet. ",
        "这个订单的情况刚刚有变化，所以我还没有办理。",
    )
}

/// A shop calls off whole orders.
pub(crate) fn only_whole(tongue: Tongue) -> String {
    tongue
        .pick(
            "I can only cancel the order as a whole, with all its items. ",
            "只能整单取消，不能只取消其中一部分。",
        )
        .to_owned()
}

/// What an action does to which items.
fn what(
    tongue: Tongue,
    action: &Action,
    lines: &[(String, u32)],
    record: &Record,
    products: &[Product],
) -> String {
    let order = &action.order;
    let items = list(tongue, &names(record, lines));
    let total = money(&record.order.total);
    match action.action {
        ActionType::OrderCancelled => tongue.pick(
            format!("Cancel the whole order {order}: {items}, {total} in all"),
            format!("取消整个订单 {order}：{items}，合计 {total}"),
        ),
        ActionType::OrderAddressChanged => {
            let to = action.address.as_deref().unwrap_or_default();
            tongue.pick(
                format!("Send order {order} ({}) to this address instead: {to}", list(tongue, &all(record))),
                format!("订单 {order}（{}）的收货地址改为：{to}", list(tongue, &all(record))),
            )
        }
        ActionType::OrderItemsChanged if action.to_variant.is_none() => tongue
            .pick(format!("Take {items} out of order {order}"), format!("从订单 {order} 中取消 {items}")),
        ActionType::OrderItemsChanged => {
            let to = variant(action, products);
            tongue.pick(
                format!("Change {items} in order {order} to {to}"),
                format!("把订单 {order} 中的 {items} 改为 {to}"),
            )
        }
        ActionType::ReturnRequested => {
            let reason = action.reason.as_deref().map(clip).unwrap_or_default();
            tongue.pick(
                format!("Return {items} of order {order} (reason: {reason})"),
                format!("退回订单 {order} 的 {items}（原因：{reason}）"),
            )
        }
        ActionType::ExchangeRequested => {
            let to = variant(action, products);
            tongue.pick(
                format!("Exchange {items} of order {order} for {to}"),
                format!("把订单 {order} 的 {items} 换成 {to}"),
            )
        }
        ActionType::ClaimOpened => {
            let wish = wish(tongue, action.resolution);
            tongue.pick(
                format!("Open a claim for {items} of order {order}, with your wish for {wish}"),
                format!("为订单 {order} 的 {items} 登记问题（claim），您希望{wish}"),
            )
        }
    }
}

/// The same once it is done.
fn was(
    tongue: Tongue,
    action: &Action,
    lines: &[(String, u32)],
    record: &Record,
    products: &[Product],
) -> String {
    let order = &action.order;
    let items = list(tongue, &names(record, lines));
    match action.action {
        ActionType::OrderCancelled => tongue.pick(
            format!("Order {order} is cancelled: {items}"),
            format!("订单 {order} 已取消（cancelled）：{items}"),
        ),
        ActionType::OrderAddressChanged => {
            let to = action.address.as_deref().unwrap_or_default();
            tongue.pick(
                format!("Order {order} now goes to this address: {to}"),
                format!("订单 {order} 的收货地址已改为：{to}"),
            )
        }
        ActionType::OrderItemsChanged if action.to_variant.is_none() => tongue
            .pick(format!("{items} is taken out of order {order}"), format!("订单 {order} 已取消 {items}")),
        ActionType::OrderItemsChanged => {
            let to = variant(action, products);
            tongue.pick(
                format!("{items} in order {order} is changed to {to}"),
                format!("订单 {order} 中的 {items} 已改为 {to}"),
            )
        }
        ActionType::ReturnRequested => tongue.pick(
            format!("The return of {items} of order {order} is registered"),
            format!("订单 {order} 的 {items} 已登记退货"),
        ),
        ActionType::ExchangeRequested => {
            let to = variant(action, products);
            tongue.pick(
                format!("The exchange of {items} of order {order} for {to} is registered"),
                format!("订单 {order} 的 {items} 已登记换成 {to}"),
            )
        }
        ActionType::ClaimOpened => {
            let wish = wish(tongue, action.resolution);
            tongue.pick(
                format!("A claim for {items} of order {order} is open, with your wish for {wish}"),
                format!("已为订单 {order} 的 {items} 登记问题（claim），您希望{wish}"),
            )
        }
    }
}

fn all(record: &Record) -> Vec<String> {
    let lines: Vec<_> = record.order.line_items.iter().map(|line| (line.id.clone(), line.quantity)).collect();
    names(record, &lines)
}

/// The name of the variant that something becomes.
fn variant(action: &Action, products: &[Product]) -> String {
    let to = action.to_variant.as_deref().unwrap_or_default();
    let found = products.iter().flat_map(|product| &product.variants).find(|variant| variant.id == to);
    found.map_or_else(|| to.to_owned(), |variant| variant.title.clone())
}

/// A shopper's own words, not longer than a sentence.
fn clip(text: &str) -> String {
    let mut short: String = text.chars().take(120).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.trim_end_matches(['.', '。']).to_owned()
}

fn wish(tongue: Tongue, resolution: Option<Resolution>) -> &'static str {
    match resolution {
        Some(Resolution::Refund) => tongue.pick("a refund", "退款（refund）"),
        Some(Resolution::Replacement) => tongue.pick("a replacement", "换新补发（replacement）"),
        None => tongue.pick("a solution", "妥善解决"),
    }
}

/// What is paid, which way, and how; with fee and deadline.
fn settlement(tongue: Tongue, action: &Action) -> String {
    let Some(amount) = &action.amount else { return String::new() };
    let sum = money(amount);
    let how = action.method.as_deref().map(|name| method(tongue, name));
    let how = how.map(|name| tongue.pick(format!(" ({name})"), format!("：{name}"))).unwrap_or_default();
    let swap = action.to_variant.is_some();
    let paid = match (action.settlement, swap) {
        // A wish is no promise: the shop decides a claim.
        (None, false) if action.action == ActionType::ClaimOpened => tongue.pick(
            format!(" of {sum} to your original payment method{how}"),
            format!(" {sum}，退回原支付方式{how}"),
        ),
        (None, true) => tongue.pick(
            format!(". It costs the same (price difference {sum}), so nothing is charged or refunded to your original payment method{how}"),
            format!("，价格相同（差价 {sum}），原支付方式{how}无需补款或退款"),
        ),
        (None, false) if action.action == ActionType::OrderCancelled => tongue.pick(
            ". Nothing has been charged, so nothing has to be refunded".to_owned(),
            "，尚未扣款，无需退款".to_owned(),
        ),
        (None, false) => tongue.pick(
            format!(". Nothing is refunded ({sum}): no payment is left to pay back"),
            format!("，无需退款（{sum}）"),
        ),
        (Some(Settlement::Refund), true) => tongue.pick(
            format!(". The price difference of {sum} is refunded to your original payment method{how}"),
            format!("，差价 {sum} 退回原支付方式{how}"),
        ),
        (Some(Settlement::Refund), false) if action.method.as_deref() == Some(STORE_CREDIT) => tongue.pick(
            format!(". {sum} is given to you as store credit"),
            format!("，{sum} 转为店铺余额（store credit）"),
        ),
        (Some(Settlement::Refund), false) => tongue.pick(
            format!(". {sum} is refunded to your original payment method{how}"),
            format!("，{sum} 退回原支付方式{how}"),
        ),
        (Some(Settlement::Charge), _) => tongue.pick(
            format!(". The price difference of {sum} is charged to your original payment method{how}"),
            format!("，差价 {sum} 从原支付方式{how}补收"),
        ),
    };
    let kept = match &action.fee {
        Some(fee) => {
            tongue.pick(format!(", after a fee of {}", money(fee)), format!("，已扣除费用 {}", money(fee)))
        }
        None if action.action == ActionType::ReturnRequested => {
            tongue.pick("; sending it back is free", "，退货运费免费（free）").to_owned()
        }
        None => String::new(),
    };
    format!("{paid}{kept}")
}

/// What was just done.
pub(crate) fn done(tongue: Tongue, acts: &[Act], record: &Record, products: &[Product]) -> String {
    let said = acts.iter().map(|act| {
        let what = was(tongue, &act.action, &act.lines, record, products);
        let money = settlement(tongue, &act.action);
        let next = next(tongue, &act.action);
        tongue.pick(format!("{what}{money}.{next}"), format!("{what}{money}。{next}"))
    });
    let said = said.collect::<Vec<_>>().join(tongue.pick(" ", ""));
    tongue.pick(format!("Done. {said}"), format!("已办理。{said}"))
}

fn next(tongue: Tongue, action: &Action) -> String {
    let last = action.deadline.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    let last = last.map(|at| day(tongue, at.to_utc())).unwrap_or_default();
    match action.action {
        ActionType::ReturnRequested | ActionType::ExchangeRequested => tongue.pick(
            format!(" Please send it off by {last}; the return label comes to you by email."),
            format!("请在{last}前寄出，退货单会发到您的邮箱。"),
        ),
        ActionType::ClaimOpened => tongue.pick(
            " Our team checks it and writes to you by email.".to_owned(),
            "我们会尽快核实，并通过邮件回复您。".to_owned(),
        ),
        _ => String::new(),
    }
}

/// What was agreed earlier, when an order's state is told.
pub(crate) fn agreed(tongue: Tongue, record: &Record, act: &Act) -> String {
    let at = day(tongue, act.at);
    let items = list(tongue, &names(record, &act.lines));
    let money = settlement(tongue, &act.action);
    let what = match act.action.action {
        ActionType::OrderCancelled => {
            tongue.pick("cancelled here".to_owned(), "已取消（cancelled）".to_owned())
        }
        ActionType::OrderAddressChanged => {
            let to = act.action.address.as_deref().unwrap_or_default();
            tongue.pick(format!("address changed to {to}"), format!("收货地址改为 {to}"))
        }
        ActionType::OrderItemsChanged if act.action.to_variant.is_none() => {
            tongue.pick(format!("{items} taken out"), format!("取消了 {items}"))
        }
        ActionType::OrderItemsChanged => {
            tongue.pick(format!("{items} changed to another variant"), format!("{items} 已改为其他款式"))
        }
        ActionType::ReturnRequested => {
            tongue.pick(format!("return of {items} requested"), format!("已申请退货：{items}"))
        }
        ActionType::ExchangeRequested => {
            tongue.pick(format!("exchange of {items} requested"), format!("已申请换货：{items}"))
        }
        ActionType::ClaimOpened => {
            let wish = wish(tongue, act.action.resolution);
            tongue.pick(
                format!("claim opened for {items}, with the wish for {wish}"),
                format!("已为 {items} 登记问题（claim），希望{wish}"),
            )
        }
    };
    tongue.pick(format!("On {at}: {what}{money}."), format!("{at}：{what}{money}。"))
}

/// The shopper said no at the confirmation.
pub(crate) fn declined(tongue: Tongue, order: Option<&str>) -> String {
    let order = order
        .map(|order| tongue.pick(format!(" on order {order}"), format!("订单 {order} ")))
        .unwrap_or_default();
    tongue.pick(
        format!("All right, I have not changed anything{order}. Is there anything else I can do?"),
        format!("好的，{order}没有做任何改动。还有什么可以帮您？"),
    )
}
