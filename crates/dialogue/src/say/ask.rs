//! Questions: one thing at a time, with what may be pressed.

use beeline_protocol::{Intent, RefundMethod};

use super::{Tongue, day, list, no::ways, press, talk};
use crate::{Line, Record, flow::name, order::LineItem, state::Variant};

pub(crate) fn ask_number(tongue: Tongue) -> String {
    tongue
        .pick(
            "I can look that up. What is your order number? It is in your confirmation email.",
            "我来帮您查。请问您的订单号是多少？确认邮件里可以找到。",
        )
        .to_owned()
}

pub(crate) fn ask_number_again(tongue: Tongue) -> String {
    tongue
        .pick(
            "I need the order number to go on, for example #1042. You find it at the top of your confirmation email.",
            "我需要订单号才能继续，例如 #1042，就在确认邮件的最上方。",
        )
        .to_owned()
}

pub(crate) fn ask_email(tongue: Tongue, number: &str) -> String {
    tongue.pick(
        format!(
            "Thanks. And which email address is order {number} under? I ask so that nobody else can see it."
        ),
        format!("谢谢。请问订单 {number} 是用哪个邮箱下的？核对之后，别人就看不到您的订单。"),
    )
}

pub(crate) fn ask_email_again(tongue: Tongue) -> String {
    tongue
        .pick(
            "I need the email address that the order was placed with, for example name@example.com.",
            "我需要下单时使用的邮箱地址，例如 name@example.com。",
        )
        .to_owned()
}

/// The same words whether the number or the email is wrong: nobody learns which orders exist.
pub(crate) fn not_proven(tongue: Tongue) -> String {
    tongue
        .pick(
            "I can't find an order with that number and that email address. Please check both and send me the order number again.",
            "没有找到与这个订单号和邮箱都相符的订单。请核对后把订单号再发给我一次。",
        )
        .to_owned()
}

/// Which of a signed-in shopper's orders.
pub(crate) fn which_order(tongue: Tongue, records: &[Record]) -> Line {
    let orders = || records.iter().map(|record| &record.order);
    let names = orders().map(|order| format!("{} ({})", order.number, day(tongue, order.placed_at)));
    let names = names.collect::<Vec<_>>().join(tongue.pick(", ", "、"));
    let text = tongue.pick(format!("Which order do you mean? {names}"), format!("您问的是哪个订单？{names}"));
    Line { text, card: None, quick_replies: orders().map(|order| press(order.number.clone())).collect() }
}

/// Which of these lines.
pub(crate) fn items(tongue: Tongue, goal: Intent, record: &Record, from: &[&LineItem]) -> Line {
    let number = &record.order.number;
    let names: Vec<String> = from.iter().map(|line| name(record, line, line.quantity)).collect();
    let listed = names.join(tongue.pick(", ", "、"));
    let text = match goal {
        Intent::ReturnStart => tongue.pick(
            format!("Which items of order {number} would you like to send back? {listed}"),
            format!("订单 {number} 中您想退哪些商品？{listed}"),
        ),
        Intent::ExchangeStart => tongue.pick(
            format!("Which item of order {number} would you like to exchange? {listed}"),
            format!("订单 {number} 中您想换哪件商品？{listed}"),
        ),
        Intent::OrderChangeItems => tongue.pick(
            format!("Which item of order {number} should be changed? {listed}"),
            format!("订单 {number} 中您想修改哪件商品？{listed}"),
        ),
        _ => tongue.pick(
            format!("Which item of order {number} is it about? {listed}"),
            format!("订单 {number} 中是哪件商品有问题？{listed}"),
        ),
    };
    let mut quick_replies: Vec<_> = names.into_iter().map(press).collect();
    if from.len() > 1 && goal == Intent::ReturnStart {
        quick_replies.push(press(tongue.pick("All of them", "全部")));
    }
    Line { text, card: None, quick_replies }
}

pub(crate) fn reason(tongue: Tongue, number: &str, names: &[String]) -> Line {
    let items = list(tongue, names);
    let text = tongue.pick(
        format!("Why would you like to send back {items} of order {number}? A few words are enough."),
        format!("请问退回订单 {number} 的 {items} 是什么原因？简单说几个字就行。"),
    );
    let quick_replies = tongue.pick(
        ["It doesn't fit", "I changed my mind", "It's not as described", "It's damaged"],
        ["不合适", "不想要了", "与描述不符", "有损坏"],
    );
    Line { text, card: None, quick_replies: quick_replies.map(press).into() }
}

/// Where the money should go.
pub(crate) fn refund_method(tongue: Tongue, record: &Record, methods: &[RefundMethod]) -> Line {
    let (number, all) = (&record.order.number, ways(tongue, methods));
    let text = tongue.pick(
        format!("How would you like the refund for order {number}: {all}?"),
        format!("订单 {number} 的退款，您希望{all}？"),
    );
    let press_one = |method: &RefundMethod| {
        let label = match method {
            RefundMethod::StoreCredit => tongue.pick("Store credit", "店铺余额"),
            _ => tongue.pick("Original payment method", "原路退回"),
        };
        press(label)
    };
    Line { text, card: None, quick_replies: methods.iter().map(press_one).collect() }
}

pub(crate) fn address(tongue: Tongue, record: &Record) -> Line {
    let number = &record.order.number;
    let now = record.order.address.as_deref().unwrap_or_default();
    let text = tongue.pick(
        format!("Where should order {number} go instead? Please write the whole address: street and number, city, postcode and country. At the moment it goes to {now}."),
        format!("订单 {number} 要改寄到哪里？请写完整地址：街道门牌、城市、邮编和国家。目前的地址是 {now}。"),
    );
    Line { text, ..Line::default() }
}

pub(crate) fn description(tongue: Tongue, number: &str, names: &[String]) -> Line {
    let items = list(tongue, names);
    let text = tongue.pick(
        format!("I'm sorry about that. What is wrong with {items} of order {number}? A sentence is enough."),
        format!("很抱歉。请问订单 {number} 的 {items} 出了什么问题？一句话就行。"),
    );
    Line { text, ..Line::default() }
}

pub(crate) fn resolution(tongue: Tongue, number: &str, names: &[String]) -> Line {
    let items = list(tongue, names);
    let text = tongue.pick(
        format!("I'm sorry about {items} of order {number}. Would you like a refund or a replacement?"),
        format!(
            "很抱歉，订单 {number} 的 {items} 给您添麻烦了。您希望退款（refund）还是换新补发（replacement）？"
        ),
    );
    let quick_replies = tongue.pick(["A refund", "A replacement"], ["退款", "换新补发"]);
    Line { text, card: None, quick_replies: quick_replies.map(press).into() }
}

/// At most this many variants are listed; a shopper names the others as well.
const SHOWN: usize = 8;

pub(crate) fn variant(tongue: Tongue, number: &str, line: &LineItem, others: &[Variant]) -> Line {
    let title = &line.title;
    let text = tongue.pick(
        format!("Which {title} would you like for order {number} instead{}?", now(line, " of ", "")),
        format!("订单 {number} 的 {title}{}，您想换成哪一款？", now(line, "（", "）")),
    );
    choice(tongue, &text, others)
}

/// The variant there is now.
fn now(line: &LineItem, before: &str, after: &str) -> String {
    line.variant_title.as_deref().map(|variant| format!("{before}{variant}{after}")).unwrap_or_default()
}

/// Several fit what was said.
pub(crate) fn which_variant(tongue: Tongue, number: &str, line: &LineItem, fitting: &[Variant]) -> Line {
    let title = &line.title;
    let text = tongue.pick(
        format!("Several {title} fit that. Which one for order {number}?"),
        format!("{title} 有几款符合，订单 {number} 要换成哪一款？"),
    );
    choice(tongue, &text, fitting)
}

pub(crate) fn out_of_stock(
    tongue: Tongue,
    number: &str,
    line: &LineItem,
    wanted: &Variant,
    others: &[Variant],
) -> Line {
    let (title, wanted) = (&line.title, &wanted.title);
    let text = tongue.pick(
        format!("I'm sorry, {title} ({wanted}) is out of stock. Which other one would you like for order {number}?"),
        format!("抱歉，{title}（{wanted}）目前缺货（out of stock）。订单 {number} 您想换成哪一款？"),
    );
    choice(tongue, &text, others)
}

pub(crate) fn same_variant(tongue: Tongue, number: &str, line: &LineItem, others: &[Variant]) -> Line {
    let title = &line.title;
    let text = tongue.pick(
        format!(
            "That is the {title} you have in order {number}{}. Which other one would you like?",
            now(line, ": ", "")
        ),
        format!("这就是您订单 {number} 现在的 {title}{}。您想换成哪一款？", now(line, "（", "）")),
    );
    choice(tongue, &text, others)
}

fn choice(tongue: Tongue, question: &str, variants: &[Variant]) -> Line {
    let shown = variants.iter().take(SHOWN);
    let each = shown.clone().map(|variant| variant.title.clone()).collect::<Vec<_>>();
    let more = if variants.len() > SHOWN { tongue.pick(", …", "……") } else { "" };
    let listed = each.join(tongue.pick(", ", "、"));
    let text = tongue.pick(
        format!("{question} In stock: {listed}{more}."),
        format!("{question}有货（in stock）：{listed}{more}。"),
    );
    Line { text, card: None, quick_replies: each.into_iter().map(press).collect() }
}

/// The same question once more, with the way to a person.
pub(crate) fn again(tongue: Tongue, line: Line) -> Line {
    let sorry = tongue.pick("Sorry, I did not get that. ", "抱歉，我没明白。");
    let quick_replies = [line.quick_replies, talk::offer(tongue)].concat();
    Line { text: format!("{sorry}{}", line.text), card: None, quick_replies }
}
