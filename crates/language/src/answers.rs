//! What a text is when the assistant has just asked something: an answer to it, or a request of its own all the same.

use beeline_protocol::{Expects, Intent};

use crate::{
    assent::{lead, takes_back},
    phrases::{any, of_words},
    words::{Kind, Word},
};

/// The confidence of "nothing in it to go by": an answer is no request.
pub(crate) const NOTHING: f64 = 0.2;
/// A yes or a no in so many words, to a question of yes or no.
const PLAINLY: f64 = 0.95;
/// A short answer this sure to be a request is one.
const PLAIN: f64 = 0.8;
/// Words of a short answer, at most: English ones, and ideographs.
const SHORT: (usize, usize) = (5, 8);

/// The reading of a text as an answer to what was asked.
pub(crate) fn in_context(
    (intent, confidence): (Intent, f64),
    words: &[Word],
    expects: Option<Expects>,
) -> (Intent, f64) {
    let Some(asked) = expects else { return (intent, confidence) };
    if asked == Expects::Confirmation {
        return confirmation((intent, confidence), words);
    }
    // "Where do I find that?" asks for the number that was asked for.
    if asked == Expects::OrderNumber && any(&of_words(words), "finds") {
        return (Intent::Other, NOTHING);
    }
    let plain = match intent {
        Intent::HumanRequest => true,
        // A changed mind is a no to everything but the question why.
        Intent::ConfirmYes | Intent::ConfirmNo => {
            asked != Expects::Reason && lead(words) == Some((intent, true))
        }
        _ => false,
    };
    if plain || (intent == Intent::Other && !short(words)) {
        return (intent, confidence);
    }
    let asks =
        asks_something(words, !matches!(asked, Expects::Variant | Expects::Items | Expects::Resolution));
    let turns = turns_away(words);
    // "No longer needed" is no wish to cancel when it says why.
    let sure = match asked {
        _ if turns || asks => 0.5,
        Expects::Reason => 1.0,
        _ => PLAIN,
    };
    let says = matches!(intent, Intent::ConfirmYes | Intent::ConfirmNo | Intent::Other) && short(words);
    let answers = says || (belongs_to(asked, intent) && !asks && !turns);
    if answers || (short(words) && confidence < sure) {
        return (Intent::Other, NOTHING);
    }
    (intent, confidence)
}

/// What an answer to a question is easily mistaken for: a reason for a return sounds like a report of damage.
fn belongs_to(asked: Expects, intent: Intent) -> bool {
    use Intent::{
        AccountProblem, Complaint, DeliveryProblem, ExchangeStart, ItemProblem, OrderChangeAddress,
        OrderChangeItems, OrderStatus, PaymentProblem, ProductQuestion, PromoQuestion, RefundStatus,
        ReturnPolicy, ReturnStart, ReturnStatus, ShippingInfo, Smalltalk,
    };
    let any = |some: &[Intent]| some.contains(&intent);
    match asked {
        Expects::Reason | Expects::Description => any(&[
            ItemProblem,
            Complaint,
            DeliveryProblem,
            ProductQuestion,
            OrderStatus,
            PromoQuestion,
            ShippingInfo,
            PaymentProblem,
            ReturnStart,
            ReturnPolicy,
            Smalltalk,
            AccountProblem,
        ]),
        Expects::Items | Expects::Variant => any(&[
            ProductQuestion,
            ItemProblem,
            OrderChangeItems,
            ExchangeStart,
            ReturnStart,
            PromoQuestion,
            Smalltalk,
        ]),
        Expects::Resolution => any(&[
            RefundStatus,
            ExchangeStart,
            ReturnStart,
            ReturnPolicy,
            ItemProblem,
            ReturnStatus,
            Smalltalk,
        ]),
        Expects::RefundMethod => any(&[
            RefundStatus,
            PaymentProblem,
            PromoQuestion,
            AccountProblem,
            ReturnPolicy,
            ReturnStart,
            Smalltalk,
        ]),
        Expects::Address => {
            any(&[OrderChangeAddress, ShippingInfo, DeliveryProblem, AccountProblem, Smalltalk])
        }
        Expects::OrderNumber | Expects::Email | Expects::OrderChoice => {
            any(&[OrderStatus, AccountProblem, Smalltalk])
        }
        Expects::Confirmation => false,
    }
}

/// A yes or a no counts by its first words, unless what follows takes it back.
fn confirmation((intent, confidence): (Intent, f64), words: &[Word]) -> (Intent, f64) {
    let Some((said, alone)) = lead(words) else { return (intent, confidence) };
    if said == Intent::ConfirmYes && takes_back(words) {
        // "Hm … no, rather send it back for a refund": another wish, if it is plain.
        let wish = !matches!(intent, Intent::ConfirmYes | Intent::ConfirmNo | Intent::Smalltalk);
        return if wish && confidence >= PLAIN { (intent, confidence) } else { (Intent::Other, NOTHING) };
    }
    let agreed =
        said == intent || said == Intent::ConfirmNo || (short(words) && !asks_something(words, true));
    match (alone || agreed, confidence < PLAIN) {
        (true, _) => (said, PLAINLY),
        (false, true) => (Intent::Other, NOTHING),
        _ => (intent, confidence),
    }
}

/// "Actually …, cancel it instead": another wish than the one in hand.
fn turns_away(words: &[Word]) -> bool {
    const TURNS: [&str; 15] = [
        "actually",
        "instead",
        "rather",
        "forget",
        "nevermind",
        "never",
        "cancel",
        "wait",
        "stop",
        "human",
        "agent",
        "person",
        "another",
        "different",
        "also",
    ];
    const HAN: [&str; 14] = [
        "其实", "算了", "还是", "改成", "取消", "不退", "不换", "另外", "顺便", "等等", "先别", "人工",
        "我要", "我想",
    ];
    has(words, &TURNS, &HAN)
}

/// A question is asked, not answered with; "could I have the red one" may be either.
pub(crate) fn asks_something(words: &[Word], polite: bool) -> bool {
    const ASK: [&str; 9] = ["how", "when", "where", "why", "what", "whats", "wheres", "who", "which"];
    const MAY: [&str; 7] = ["can", "could", "will", "does", "do", "is", "are"];
    const HAN: [&str; 8] = ["怎么", "什么时候", "多久", "多少", "为什么", "哪里", "几天", "是不是"];
    let first = words.iter().find(|word| word.kind != Kind::Stop).map_or("", |word| &word.text);
    let mark = words.iter().any(|word| word.text == "?");
    ASK.contains(&first)
        || has(words, &[], &HAN)
        || polite && (mark || MAY.contains(&first) || has(words, &[], &["吗", "呢"]))
}

pub(crate) fn has(words: &[Word], latin: &[&str], han: &[&str]) -> bool {
    let run: String = words.iter().map(|word| word.text.as_str()).collect();
    words.iter().any(|word| latin.contains(&word.text.as_str()))
        || han.iter().any(|phrase| run.contains(phrase))
}

fn short(words: &[Word]) -> bool {
    let count = |kinds: &[Kind]| words.iter().filter(|word| kinds.contains(&word.kind)).count();
    count(&[Kind::Latin, Kind::Shape, Kind::Sign]) <= SHORT.0 && count(&[Kind::Han]) <= SHORT.1
}
