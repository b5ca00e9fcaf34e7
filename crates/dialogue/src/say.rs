//! Every sentence the assistant says, in both languages. Facts stand as the record has them; a reply about an order names
//! its number; amounts are digits.

use beeline_protocol::{Money, ParcelState, QuickReply};
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Line, Order, Rules,
    order::{Fulfilment, LineItem, Payment},
};

/// A language the assistant speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tongue {
    /// Also what is answered to a language it does not speak.
    #[default]
    English,
    /// Simplified.
    Chinese,
}

impl Tongue {
    /// One of two texts.
    pub(crate) fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.pick("en", "zh")
    }
}

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

pub(crate) fn which_order(tongue: Tongue, orders: &[Order]) -> Line {
    let names = orders.iter().map(|order| format!("{} ({})", order.number, day(tongue, order.placed_at)));
    let names = names.collect::<Vec<_>>().join(tongue.pick(", ", "、"));
    let text = tongue.pick(format!("Which order do you mean? {names}"), format!("您问的是哪个订单？{names}"));
    let press = |order: &Order| QuickReply { label: order.number.clone(), text: order.number.clone() };
    Line { text, card: None, quick_replies: orders.iter().map(press).collect() }
}

/// How an order stands: every parcel, and what is not in one yet; what is late is said to be late.
pub(crate) fn status(tongue: Tongue, order: &Order, now: DateTime<Utc>) -> String {
    let number = &order.number;
    if let Some(at) = order.cancelled_at {
        let cancelled = tongue.pick(
            format!("Order {number} was cancelled on {}.", day(tongue, at)),
            format!("订单 {number} 已于{}取消（cancelled）。", day(tongue, at)),
        );
        return join(tongue, [cancelled, refund_sentences(tongue, order)]);
    }
    if order.fulfilments.is_empty() {
        let waits = match order.payment {
            Payment::Pending => tongue.pick(
                format!("Order {number} is waiting for its payment to clear; it has not been shipped yet."),
                format!("订单 {number} 正在等待付款确认，尚未发货。"),
            ),
            _ => tongue.pick(
                format!("Order {number} is being prepared; it has not been shipped yet. Tracking appears here as soon as it leaves."),
                format!("订单 {number} 正在备货，尚未发货。发出后这里就能看到物流信息。"),
            ),
        };
        return join(tongue, [waits, refund_sentences(tongue, order)]);
    }
    let several = order.fulfilments.len() > 1;
    let mut sentences = Vec::new();
    for (index, parcel) in order.fulfilments.iter().enumerate() {
        sentences.push(parcel_sentence(tongue, order, parcel, several.then_some(index + 1), now));
    }
    let open = order.unfulfilled();
    if !open.is_empty() {
        let items = open.iter().map(|(line, quantity)| item(line, *quantity)).collect::<Vec<_>>();
        let items = items.join(tongue.pick(", ", "、"));
        sentences.push(tongue.pick(format!("Not shipped yet: {items}."), format!("尚未发货：{items}。")));
    }
    sentences.push(refund_sentences(tongue, order));
    join(tongue, sentences)
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

/// What was paid back, with amount and method.
pub(crate) fn refunds(tongue: Tongue, order: &Order) -> String {
    let number = &order.number;
    if order.refunds.is_empty() {
        return tongue.pick(
            format!("No refund has been made for order {number} so far."),
            format!("订单 {number} 目前还没有退款记录。"),
        );
    }
    let said = refund_sentences(tongue, order);
    tongue.pick(format!("Order {number}: {said}"), format!("订单 {number}：{said}"))
}

fn refund_sentences(tongue: Tongue, order: &Order) -> String {
    let said = order.refunds.iter().map(|refund| {
        let (amount, at) = (money(&refund.amount), day(tongue, refund.at));
        match &refund.method {
            Some(method) => tongue.pick(
                format!("A refund of {amount} was sent to {} on {at}.", method.replace('_', " ")),
                format!("已于{at}退款 {amount}，退回 {}。", method.replace('_', " ")),
            ),
            None => tongue
                .pick(format!("A refund of {amount} was sent on {at}."), format!("已于{at}退款 {amount}。")),
        }
    });
    said.collect::<Vec<_>>().join(tongue.pick(" ", ""))
}

pub(crate) fn policy(tongue: Tongue, rules: &Rules) -> String {
    let days = rules.return_days;
    let fees = if rules.return_free {
        tongue.pick("Sending it back is free.", "退货运费由我们承担（免费）。")
    } else {
        tongue.pick("You pay for sending it back.", "退货运费由您承担。")
    };
    let final_sale = rules.final_sale.join(tongue.pick(", ", "、"));
    let except = match (final_sale.is_empty(), tongue) {
        (true, _) => String::new(),
        (false, Tongue::English) => format!("These are final sale and can't come back: {final_sale}."),
        (false, Tongue::Chinese) => format!("以下商品为最终销售（final sale），不可退换：{final_sale}。"),
    };
    let window = tongue.pick(
        format!(
            "You can return items within {days} days of delivery, refunded to your original payment method."
        ),
        format!("商品送达后 {days} 天内可以退货，退款原路返回。"),
    );
    join(tongue, [window, fees.to_owned(), except])
}

pub(crate) fn smalltalk(tongue: Tongue, rules: &Rules) -> String {
    let shop = &rules.shop;
    tongue.pick(
        format!("Hello! I'm {shop}'s AI assistant. I can tell you where an order is, and bring in a person whenever you like."),
        format!("您好！我是 {shop} 的 AI 助手。我可以帮您查订单，也可以随时为您转接人工客服。"),
    )
}

pub(crate) fn first_steps(tongue: Tongue) -> Vec<QuickReply> {
    let ask = tongue.pick("Where is my order?", "我的订单到哪了？");
    [vec![QuickReply { label: ask.to_owned(), text: ask.to_owned() }], offer(tongue)].concat()
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

pub(crate) fn cannot_yet(tongue: Tongue, _: &Rules) -> String {
    tongue
        .pick(
            "I understand, but this is something a person has to do for you. Shall I bring one in? You won't have to repeat anything.",
            "我明白您的需要，不过这件事要由人工客服为您办理。需要我为您转接吗？您不用再重复一遍。",
        )
        .to_owned()
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

/// The state of a whole order in a word or two.
pub(crate) fn order_state(tongue: Tongue, order: &Order, now: DateTime<Utc>) -> &'static str {
    if order.cancelled_at.is_some() {
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

fn item(line: &LineItem, quantity: u32) -> String {
    if quantity == 1 { line.title.clone() } else { format!("{quantity} × {}", line.title) }
}

/// `$475.26`, `£12.00`, `475.26 SEK`.
pub(crate) fn money(money: &Money) -> String {
    let sign = match money.currency.as_str() {
        "USD" => "$",
        "GBP" => "£",
        "EUR" => "€",
        "CNY" => "¥",
        _ => return format!("{} {}", money.amount, money.currency),
    };
    format!("{sign}{}", money.amount)
}

fn day(tongue: Tongue, at: DateTime<Utc>) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match tongue {
        Tongue::English => format!("{} {} {}", at.day(), MONTHS[at.month0() as usize], at.year()),
        Tongue::Chinese => format!("{}年{}月{}日", at.year(), at.month(), at.day()),
    }
}

fn join(tongue: Tongue, sentences: impl IntoIterator<Item = String>) -> String {
    let said = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>();
    said.join(tongue.pick(" ", ""))
}
