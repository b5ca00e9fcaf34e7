//! One text, understood.

use beeline_protocol::{Expects, Intent};

use crate::{
    Language, Slots,
    answers::{NOTHING, in_context},
    hints::Hints,
    model,
    requests::requests,
    words::{Kind, Word, words},
};

/// What was going on when the text was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// What the assistant had just asked for.
    pub expects: Option<Expects>,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq)]
pub struct Understanding {
    /// The likeliest request; what its confidence is worth is the dialogue's to decide.
    pub intent: Intent,
    /// Every request, in the order of the text; never empty.
    pub intents: Vec<Intent>,
    /// The words of each of several, where they are about different things; else empty.
    pub parts: Vec<String>,
    /// How likely `intent` is right, 0 to 1.
    pub confidence: f64,
    /// What else it may be by its words alone, likeliest first.
    pub besides: Vec<(Intent, f64)>,
    /// The facts given.
    pub slots: Slots,
    /// The language of the text, where it tells.
    pub language: Option<Language>,
}

/// Readings less likely than this are none.
const FAINT: f64 = 0.1;
/// A sign that stands for a word is this sure.
const SIGN: f64 = 0.8;

/// Reads one text in its context.
#[must_use]
pub fn understand(text: &str, context: Context) -> Understanding {
    let language = Language::of(text);
    let words = words(text);
    let (whole, besides) = weighed(text, &words, language);
    let (intent, confidence) = in_context(whole, &words, context.expects);
    let slots = Slots::read(text, context.expects, whole.0);
    let (intents, second) = requests(text, (intent, confidence), language, context.expects);
    let parts = second.map_or(Vec::new(), |at| vec![text[..at].to_owned(), text[at..].to_owned()]);
    Understanding { intent, intents, parts, confidence, besides, slots, language }
}

/// The likeliest intent of a text, and how likely it is.
pub(crate) fn read(text: &str, words: &[Word], language: Option<Language>) -> (Intent, f64) {
    weighed(text, words, language).0
}

/// The same, and what else it may be.
fn weighed(text: &str, words: &[Word], language: Option<Language>) -> ((Intent, f64), Vec<(Intent, f64)>) {
    let only = |intent, chance| ((intent, chance), Vec::new());
    // Without a word, only a sign that stands for one says anything: a thumb does, a duck does not.
    if !words.iter().any(|word| matches!(word.kind, Kind::Latin | Kind::Han)) {
        return match text.chars().next() {
            Some('👍' | '👌' | '✅') => only(Intent::ConfirmYes, SIGN),
            Some('👎' | '❌') => only(Intent::ConfirmNo, SIGN),
            _ => only(Intent::Other, NOTHING),
        };
    }
    if !model::knows(words) {
        return only(Intent::Other, NOTHING);
    }
    let chances = model::chances(words, language.unwrap_or_default()).map(f64::from);
    let mut likely: Vec<(Intent, f64)> = Intent::ALL.iter().copied().zip(chances).collect();
    likely.retain(|(_, chance)| *chance >= FAINT);
    likely.sort_by(|one, other| other.1.total_cmp(&one.1));
    let Some(&(best, chance)) = likely.first() else { return only(Intent::Other, NOTHING) };
    let read = match plainly(best, chance, &Hints::in_words(text, words)) {
        Some(plain) => (plain, chance.max(HINTED)),
        // Nobody agrees to anything by a word that was hardly understood.
        None if best == Intent::ConfirmYes && chance < 0.5 => (Intent::Other, chance),
        None => (best, chance),
    };
    likely.retain(|(intent, _)| *intent != read.0);
    (read, likely)
}

/// "Where's my camera?" is about an order, whatever it was taken for; "can I still return it?" is a question.
fn plainly(read: Intent, chance: f64, hints: &Hints) -> Option<Intent> {
    use Intent::{
        AccountProblem, Complaint, DeliveryProblem, ExchangeStart, HumanRequest, ItemProblem, OrderCancel,
        OrderChangeItems, OrderStatus, Other, ProductQuestion, ReturnPolicy, ReturnStart, ReturnStatus,
        ShippingInfo, Smalltalk,
    };
    match read {
        Smalltalk | Other | Complaint | ProductQuestion if chance < DOUBTFUL && hints.amiss() => {
            Some(ItemProblem)
        }
        AccountProblem | HumanRequest | OrderCancel | OrderChangeItems | Other
            if chance < DOUBTFUL && hints.calls_it_off() =>
        {
            Some(OrderCancel)
        }
        // The parcel has come, and not all of it.
        DeliveryProblem if chance < DOUBTFUL && hints.lacks() => Some(ItemProblem),
        ShippingInfo if hints.who_pays() => Some(ReturnPolicy),
        ExchangeStart if hints.gives_back() => Some(ReturnStart),
        ExchangeStart | ReturnStart | ShippingInfo
            if hints.asks_terms() && (chance < DOUBTFUL || hints.supposes()) =>
        {
            Some(ReturnPolicy)
        }
        HumanRequest if hints.complains() => Some(Complaint),
        DeliveryProblem if chance < DOUBTFUL && hints.asks_if_there() => Some(OrderStatus),
        ShippingInfo | Other | ProductQuestion | Smalltalk if hints.whereabouts() => Some(OrderStatus),
        DeliveryProblem | OrderStatus if chance < DOUBTFUL && hints.whereabouts() => Some(OrderStatus),
        ReturnStart | ReturnStatus | OrderStatus if hints.asks_leave() && !hints.whereabouts() => {
            Some(ReturnPolicy)
        }
        _ => None,
    }
}

/// How sure a plain hint makes a request.
const HINTED: f64 = 0.65;
/// Below this a plain hint weighs more than the model.
const DOUBTFUL: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Intent) {
        let read = understand(text, Context::default());
        assert_eq!(read.intent, expected, "{text}: {read:?}");
        assert!(read.confidence > 0.5, "{text}: {read:?}");
    }

    #[test]
    fn the_common_requests_are_understood() {
        for (text, intent) in [
            ("Where is my order #W2236333?", Intent::OrderStatus),
            ("has my parcel shipped yet", Intent::OrderStatus),
            ("when will it arrive??", Intent::OrderStatus),
            ("我的包裹到哪了", Intent::OrderStatus),
            ("I'd like to talk to a person", Intent::HumanRequest),
            ("转人工", Intent::HumanRequest),
            ("please cancel my order", Intent::OrderCancel),
            ("change of plans, I'd like to call off my whole order", Intent::OrderCancel),
            ("I want to return the kettle", Intent::ReturnStart),
            ("where is my refund", Intent::RefundStatus),
            ("what's your return policy?", Intent::ReturnPolicy),
            ("my card was charged twice", Intent::PaymentProblem),
            ("it says delivered but it's not here", Intent::DeliveryProblem),
            ("the lamp arrived broken", Intent::ItemProblem),
            ("which jacket would you recommend for rain?", Intent::ProductQuestion),
            ("hello", Intent::Smalltalk),
            ("yes please", Intent::ConfirmYes),
            ("no thanks", Intent::ConfirmNo),
            ("👍", Intent::ConfirmYes),
        ] {
            check(text, intent);
        }
    }

    #[test]
    fn what_is_not_understood_is_said_by_a_low_confidence() {
        for text in ["blorp fnargle", "asdf", "🦆"] {
            let read = understand(text, Context::default());
            assert!(read.confidence < 0.5, "{text}: {read:?}");
        }
    }

    #[test]
    fn two_requests_apart_from_each_other_have_each_their_words() {
        let parts = |text: &str| understand(text, Context::default()).parts;
        for (text, second) in [
            ("Where is order 1042, and can you send me the invoice?", " and can you send me the invoice?"),
            ("cancel order 1042 and where is 1043", " and where is 1043"),
            (
                "I want to return the vacuum and the backpack came with a broken zip",
                " and the backpack came with a broken zip",
            ),
            ("我要退杯子，另外台灯碎了", "另外台灯碎了"),
            (
                "the mugs have arrived chipped, and I'd like to send back the lamp too",
                " and I'd like to send back the lamp too",
            ),
            (
                "exchange the vacuum for the bagless one, and refund me the office chair",
                " and refund me the office chair",
            ),
            ("太陽眼鏡想換成塑膠鏡框的；藍牙喇叭幫我退掉", "藍牙喇叭幫我退掉"),
            ("鞋底才穿一天就开胶了，质量太差！另外背包用不上，想退掉。", "另外背包用不上，想退掉。"),
        ] {
            assert_eq!(parts(text).get(1).map(String::as_str), Some(second), "{text}");
        }
        for text in [
            "I want to return the kettle, it leaks",
            "return the shirt and the jacket, both are broken",
            "Can I cancel 1042? Bought the wrong laptop.",
        ] {
            assert!(parts(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn who_supposes_something_asks_for_the_rules() {
        let read = understand("換貨的話要另外收手續費嗎？收到後幾天內可以換？", Context::default());
        assert_eq!(read.intents, [Intent::ReturnPolicy]);
    }

    #[test]
    fn a_no_says_what_it_turns_down_before_what_is_wished_instead() {
        let asked = Context { expects: Some(Expects::Confirmation) };
        for (text, wish) in [
            ("no wait, don't cancel it. I only want to change the address", Intent::OrderChangeAddress),
            ("no don't return it, swap it for the blue one", Intent::ExchangeStart),
            ("啊先不要取消，幫我改地址就好", Intent::OrderChangeAddress),
        ] {
            assert_eq!(understand(text, asked).intents, [Intent::ConfirmNo, wish], "{text}");
        }
        assert_eq!(understand("no, don't cancel anything. thanks", asked).intents, [Intent::ConfirmNo]);
    }

    #[test]
    fn a_sigh_before_another_wish_is_no_yes() {
        let asked = Context { expects: Some(Expects::Confirmation) };
        let text = "嗯……想想还是别换了，哑铃直接给我退货退款吧";
        assert_eq!(understand(text, asked).intent, Intent::ReturnStart);
        let hints = Hints::of(text);
        assert!(!hints.agrees() && !hints.affirms());
    }

    #[test]
    fn two_requests_come_in_the_order_of_the_text() {
        let read = understand("please cancel my order and where is my refund", Context::default());
        assert_eq!(read.intents, [Intent::OrderCancel, Intent::RefundStatus]);
    }
}
