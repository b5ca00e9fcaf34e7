//! A rule's no: what the rule is, why it holds here, and that a person can look at it.

use beeline_protocol::{ParcelState, RefundMethod};

use super::{Tongue, date, day, list};
use crate::{Record, Rules, rules::No};

/// The whole of it, for the lines that it is about.
pub(crate) fn all(tongue: Tongue, nos: &[(No, Vec<String>)], record: &Record, rules: &Rules) -> String {
    let said = nos.iter().map(|(no, titles)| sentence(tongue, no, titles, record, rules));
    let said = said.collect::<Vec<_>>().join(tongue.pick(" ", ""));
    let offer = tongue.pick(
        " If you would like a person to look at it, I can bring one in.",
        "如果您希望由人工客服再看一下，我可以为您转接。",
    );
    format!("{said}{offer}")
}

/// One no.
pub(crate) fn sentence(tongue: Tongue, no: &No, titles: &[String], record: &Record, rules: &Rules) -> String {
    let number = &record.order.number;
    let items = list(tongue, titles);
    let these = |one: &'static str, several: &'static str| if titles.len() > 1 { several } else { one };
    match no {
        No::Cancelled => {
            let at = record.cancelled_at().map(|at| day(tongue, at)).unwrap_or_default();
            tongue.pick(
                format!("Order {number} has already been cancelled, on {at}, so there is nothing left to do with it."),
                format!("订单 {number} 已于{at}取消（cancelled），无需再处理。"),
            )
        }
        No::Shipped if all_there(record) => tongue.pick(
            format!("Order {number} has already been shipped and delivered, and an order can only be cancelled or changed before anything of it is shipped. I can help you send something back instead."),
            format!("订单 {number} 已经发货（shipped）并送达（delivered），只有在尚未发货时才能取消或修改。如需要，我可以帮您办理退货。"),
        ),
        No::Shipped => tongue.pick(
            format!("Order {number} has already been shipped, and an order can only be cancelled or changed before anything of it is shipped. Once it arrives, I can help you send it back."),
            format!("订单 {number} 已经发货（shipped），只有在尚未发货时才能取消或修改。收到后我可以帮您办理退货。"),
        ),
        No::NotDelivered => tongue.pick(
            format!("{} of order {number} {} not been delivered yet, so this is not possible so far. It is possible once {} there.",
                if items.is_empty() { "The parcel" } else { &items }, these("has", "have"), these("it is", "they are")),
            format!("订单 {number} 的{}尚未送达，暂时无法办理，收到后就可以。", if items.is_empty() { "商品" } else { &items }),
        ),
        No::Closed { days, last } => {
            let last = date(tongue, *last);
            tongue.pick(
                format!("For {items} of order {number} the {days} days from delivery are over: the last day was {last}."),
                format!("订单 {number} 的{items}已超过送达后 {days} 天（{days} days）的期限，最后一天是{last}。"),
            )
        }
        No::FinalSale { .. } => tongue.pick(
            format!("{items} of order {number} {} final sale: no return and no exchange.", these("is", "are")),
            format!("订单 {number} 的{items}属于最终销售商品（final sale），不能退换。"),
        ),
        No::SentBack => tongue.pick(
            format!("{items} of order {number} {} already been registered for return or exchange.", these("has", "have")),
            format!("订单 {number} 的{items}已经办理过退货或换货了。"),
        ),
        No::Claimed => tongue.pick(
            format!("There is already a claim open for this on order {number}; it is being looked at."),
            format!("订单 {number} 的这个问题已经登记过了，正在处理中。"),
        ),
        No::NoVariant => tongue.pick(
            format!("No other variant of {items} of order {number} is in stock at the moment, so I can't swap it. I can help you return it if you like, where the rules allow."),
            format!("订单 {number} 的{items}目前没有其他有货（in stock）的款式，暂时无法更换。"),
        ),
        No::TakenOut => tongue.pick(
            format!("{items} of order {number} {} already been taken out of it.", these("has", "have")),
            format!("订单 {number} 的{items}已经取消了。"),
        ),
        No::OnlyVariants => {
            let out = if rules.removals {
                tongue.pick("reduced", "减少")
            } else {
                tongue.pick("cancelled as a whole", "整单取消")
            };
            tongue.pick(
                format!("Before it is shipped, what is in order {number} can be changed to another variant or {out}; nothing can be added. For more, please place a new order."),
                format!("订单 {number} 在发货前可以更换商品的款式或{out}，不能加购。如需添加，请另下新订单。"),
            )
        }
        No::NotHere => {
            let shop = &rules.shop;
            tongue.pick(
                format!("{shop} does not do this in the chat for order {number}."),
                format!("{shop} 暂不支持在这里为订单 {number} 办理此事。"),
            )
        }
    }
}

/// Where the shop's refunds go, said to somebody who wants theirs elsewhere.
pub(crate) fn refunded_only(tongue: Tongue, methods: &[RefundMethod]) -> String {
    let methods = ways(tongue, methods);
    tongue.pick(format!("Refunds only go {methods}. "), format!("退款只能{methods}。"))
}

/// `to your original payment method or as store credit`.
pub(crate) fn ways(tongue: Tongue, methods: &[RefundMethod]) -> String {
    let each = methods.iter().map(|method| match method {
        RefundMethod::StoreCredit => tongue.pick("as store credit", "转为店铺余额（store credit）"),
        _ => tongue.pick("to your original payment method", "原路返回（original payment）"),
    });
    each.collect::<Vec<_>>().join(tongue.pick(" or ", "或"))
}

/// Whether every parcel has arrived.
fn all_there(record: &Record) -> bool {
    record.order.fulfilments.iter().all(|parcel| parcel.state == ParcelState::Delivered)
}
