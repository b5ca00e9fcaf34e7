//! Hello, sorry, goodbye, and the way to a person.

use beeline_protocol::QuickReply;

use super::{Tongue, date, join, list};
use crate::{Record, Rules, flow::names, rules::No};

pub(crate) fn smalltalk(tongue: Tongue, rules: &Rules) -> String {
    let shop = &rules.shop;
    tongue.pick(
        format!("Hello! I'm {shop}'s AI assistant. I can tell you where an order is, cancel or change it, take returns and exchanges, and bring in a person whenever you like."),
        format!("您好！我是 {shop} 的 AI 助手。我可以帮您查订单、取消或修改订单、办理退换货，也可以随时为您转接人工客服。"),
    )
}

pub(crate) fn first_steps(tongue: Tongue) -> Vec<QuickReply> {
    let ask =
        tongue.pick(["Where is my order?", "I want to return something"], ["我的订单到哪了？", "我要退货"]);
    [ask.map(super::press).into(), offer(tongue)].concat()
}

pub(crate) fn not_understood(tongue: Tongue, _: &Rules) -> String {
    tongue
        .pick(
            "I'm sorry, I did not understand that. Could you say it another way? I can also bring in a person.",
            "抱歉，我没有理解您的意思。您可以换个说法吗？也可以为您转接人工客服。",
        )
        .to_owned()
}

pub(crate) fn out_of_scope(tongue: Tongue, rules: &Rules) -> String {
    let shop = &rules.shop;
    tongue.pick(
        format!("I'm sorry, that is not something I can help with. I look after orders and returns at {shop}: ask me where an order is, for example."),
        format!("抱歉，这件事我帮不上忙。我负责 {shop} 的订单和退换货，例如可以问我订单到哪了。"),
    )
}

pub(crate) fn offer(tongue: Tongue) -> Vec<QuickReply> {
    vec![QuickReply {
        label: tongue.pick("Talk to a person", "转人工客服").to_owned(),
        text: tongue.pick("I'd like to talk to a person", "我想找人工客服").to_owned(),
    }]
}

/// What is said when a person takes over: feelings first where they run high.
pub(crate) fn handing_over(tongue: Tongue, emotional: bool) -> String {
    let sorry = tongue.pick("I'm sorry about this. ", "非常抱歉给您带来不便。");
    let said = tongue.pick(
        "A person from our team is taking over. They can read everything so far, so you won't have to repeat it. You can keep writing here.",
        "正在为您转接人工客服。对方可以看到之前的全部内容，您不用再重复，可以继续在这里留言。",
    );
    if emotional { format!("{sorry}{said}") } else { said.to_owned() }
}

/// A notice: an agent has come.
#[must_use]
pub fn joined(tongue: Tongue, name: &str) -> String {
    tongue.pick(format!("{name} has joined the conversation."), format!("{name} 已加入对话。"))
}

/// A notice: the agent has gone, the assistant is back.
#[must_use]
pub fn returned(tongue: Tongue) -> String {
    tongue.pick("You are talking to the AI assistant again.", "现在由 AI 助手继续为您服务。").to_owned()
}

/// A notice: the matter is settled.
#[must_use]
pub fn resolved(tongue: Tongue) -> String {
    tongue
        .pick(
            "This was marked as solved. Write here whenever you need us again.",
            "此问题已标记为解决。有需要随时在这里留言。",
        )
        .to_owned()
}

/// The return rules of the shop.
pub(crate) fn policy(tongue: Tongue, rules: &Rules) -> String {
    let days = rules.return_days;
    let final_sale = rules.final_sale.join(tongue.pick(", ", "、"));
    let except = match (final_sale.is_empty(), tongue) {
        (true, _) => String::new(),
        (false, Tongue::English) => format!("These are final sale and can't come back: {final_sale}."),
        (false, Tongue::Chinese) => format!("以下商品为最终销售（final sale），不可退换：{final_sale}。"),
    };
    let what = if rules.exchanges {
        tongue.pick("return items, or exchange them for another variant,", "退货，或换成同款其他规格")
    } else {
        tongue.pick("return items", "退货")
    };
    let ways = super::no::ways(tongue, &rules.refund_methods);
    let window = tongue.pick(
        format!("You can {what} within {days} days of delivery, refunded {ways}."),
        format!("商品送达后 {days} 天（{days} days）内可以{what}，退款{ways}。"),
    );
    let others = rules.categories.iter().filter(|category| category.return_days > 0).map(|category| {
        let (products, days) = (list(tongue, &category.products), category.return_days);
        tongue.pick(format!("For {products} it is {days} days."), format!("{products} 为 {days} 天。"))
    });
    let seasons = rules.seasons.iter().map(|season| {
        let (from, to, days) = (date(tongue, season.from), date(tongue, season.to), season.return_days);
        tongue.pick(
            format!("What is delivered from {from} to {to} has {days} days."),
            format!("{from}至{to}送达的商品有 {days} 天。"),
        )
    });
    let said = [window].into_iter().chain(others).chain(seasons).chain([costs(tongue, rules), except]);
    join(tongue, said)
}

fn costs(tongue: Tongue, rules: &Rules) -> String {
    let way = match &rules.return_fee {
        None => tongue
            .pick("Sending it back is free.".to_owned(), "退货运费由我们承担（免费，free）。".to_owned()),
        Some(fee) => tongue.pick(
            format!("Sending it back costs {fee}, which is kept from the refund."),
            format!("退货运费 {fee} 由您承担，从退款中扣除。"),
        ),
    };
    let restocking = match rules.restocking_percent {
        0 => tongue.pick("There is no restocking fee.".to_owned(), "不收取重新上架费。".to_owned()),
        share => tongue.pick(
            format!("A restocking fee of {share} % is kept from the refund."),
            format!("退款时扣除 {share}% 的重新上架费。"),
        ),
    };
    join(tongue, [way, restocking])
}

/// What the rules say of the items of one order.
pub(crate) fn policy_for(
    tongue: Tongue,
    record: &Record,
    lines: &[(String, u32)],
    now: chrono::DateTime<chrono::Utc>,
    rules: &Rules,
) -> String {
    let all: Vec<_> = record.order.line_items.iter().map(|line| (line.id.clone(), line.quantity)).collect();
    let lines = if lines.is_empty() { &all } else { lines };
    let number = &record.order.number;
    let mut open: Vec<(chrono::NaiveDate, Vec<String>)> = Vec::new();
    let mut closed: Vec<(No, Vec<String>)> = Vec::new();
    for (id, _) in lines {
        let Some(line) = record.line(id) else { continue };
        let title = names(record, &[(id.clone(), 1)]);
        match rules.give_back(record, line, now) {
            Ok((_, last)) => match open.iter_mut().find(|(known, _)| *known == last) {
                Some((_, titles)) => titles.extend(title),
                None => open.push((last, title)),
            },
            Err(no) => match closed.iter_mut().find(|(known, _)| *known == no) {
                Some((_, titles)) => titles.extend(title),
                None => closed.push((no, title)),
            },
        }
    }
    let open = open.into_iter().map(|(last, titles)| {
        let (items, last) = (list(tongue, &titles), date(tongue, last));
        tongue.pick(
            format!(
                "You can return {items} of order {number} until {last} ({} days from delivery).",
                rules.return_days
            ),
            format!(
                "订单 {number} 的 {items} 可在{last}前退货（送达后 {0} 天，{0} days）。",
                rules.return_days
            ),
        )
    });
    let some_open = open.len() > 0;
    let open = join(tongue, open);
    let closed = join(
        tongue,
        closed.iter().map(|(no, titles)| super::no::sentence(tongue, no, titles, record, rules)),
    );
    // What has not arrived has the whole window before it.
    let waits = !some_open && record.order.fulfilments.iter().all(|parcel| parcel.delivered_at.is_none());
    let usual = if waits { policy(tongue, rules) } else { String::new() };
    let costs = if some_open { costs(tongue, rules) } else { String::new() };
    join(tongue, [open, closed, costs, usual])
}

/// A question to the shop that nothing here answers.
pub(crate) fn no_answer(tongue: Tongue, rules: &Rules) -> String {
    let shop = &rules.shop;
    tongue.pick(
        format!("I don't have the answer to that, and I would rather not guess. Someone at {shop} will know: shall I bring in a person?"),
        format!("这个问题我这里没有准确答案，不想随便猜。{shop} 的同事会知道，需要我为您转接人工客服吗？"),
    )
}

/// Between one request and the next that was made with it.
pub(crate) fn now_to(tongue: Tongue) -> &'static str {
    tongue.pick("Now to your other request. ", "接下来是您的另一个请求。")
}

/// Back to the question that was open.
pub(crate) fn back_to(tongue: Tongue) -> &'static str {
    tongue.pick("Back to your request: ", "回到刚才的问题：")
}

/// The assistant's part was done before: the yes came twice.
pub(crate) fn nothing_open(tongue: Tongue) -> String {
    tongue.pick("All right. Is there anything else I can do?", "好的。还有什么可以帮您？").to_owned()
}

/// Thanks, answered.
pub(crate) fn welcome(tongue: Tongue) -> String {
    tongue.pick("You're welcome. I'm here whenever you need anything.", "不客气，有需要随时找我。").to_owned()
}

/// A no to "anything else?".
pub(crate) fn leave(tongue: Tongue) -> String {
    tongue.pick("All right. I'm here whenever you need anything.", "好的，有需要随时找我。").to_owned()
}
