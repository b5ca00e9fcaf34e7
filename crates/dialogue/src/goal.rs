//! What a message is taken for, in the light of what was asked: an answer, a request of its own, a change of mind, a dispute.

use beeline_protocol::{Expects, Intent, Resolution};

use crate::{
    Facts, State, Tongue, Turn,
    doubt::{half_understood, settled},
    flow,
};

/// Below this the assistant says that it did not understand, instead of guessing.
pub(crate) const UNDERSTOOD: f64 = 0.5;
/// Above this a question in the middle of a request is answered as what it seems to be.
pub(crate) const DOUBTFUL: f64 = 0.35;
/// Above this a report of damage that speaks of a refund asks for the one that is on its way.
pub(crate) const LIKELY: f64 = 0.8;
/// Above this a request counts as a new one although the message also gives what was just asked for.
pub(crate) const CERTAIN: f64 = 0.9;

/// The request this turn serves: what it asks for, or, as an answer to a question, what the question was for. `gives`: the
/// text names something of the order that was asked for.
pub(crate) fn goal(state: &State, turn: &Turn, gives: bool) -> Intent {
    let unclear = turn.confidence < UNDERSTOOD;
    let says_little =
        matches!(turn.intent, Intent::Other | Intent::ConfirmYes | Intent::ConfirmNo | Intent::Smalltalk);
    let mut requests = turn.intents.iter().copied().filter(|intent| intent.is_request());
    let request = match state.expects {
        Some(Expects::Confirmation) => requests.find(|intent| Some(*intent) != state.pursuing),
        _ => requests.next(),
    };
    let beside = turn.intents.len() > 1 && turn.intents.contains(&Intent::HumanRequest);
    if turn.intent == Intent::HumanRequest && !unclear || beside {
        return Intent::HumanRequest;
    }
    if let (Some(pursuing), Some(expects)) = (state.pursuing, state.expects) {
        return match expects {
            // "No, just swap it": the no is to what was shown, the wish is new.
            Expects::Confirmation => match request {
                // "The jacket only": what is named alone sounds like something that is wrong with it.
                Some(Intent::ItemProblem) if gives && !turn.describes => pursuing,
                Some(wish) if !unclear && (turn.intent == wish || turn.intent == Intent::ConfirmNo) => wish,
                _ if unclear || says_little || gives || turn.affirms => pursuing,
                _ => turn.intent,
            },
            _ if says_little || unclear && !turn.asks => pursuing,
            _ if answers(expects, turn, gives, pursuing) => pursuing,
            _ => turn.intent,
        };
    }
    match () {
        // A bare number or email outside any question: they want to know how it stands.
        () if (says_little || unclear) && (turn.number.is_some() || turn.email.is_some()) => {
            // A request that was half understood is more likely meant than none.
            let half = Some(turn.intent).filter(|intent| intent.is_request() && turn.confidence >= DOUBTFUL);
            // "One has a chip, can I get my money back for it": no refund is on its way yet.
            let half =
                half.filter(|half| *half != Intent::RefundStatus || turn.asks_when_due || !turn.describes);
            let broken = Some(Intent::ItemProblem).filter(|_| turn.describes);
            half.or(broken).or(state.pursuing).unwrap_or(Intent::OrderStatus)
        }
        // Each of several was surer read than the whole of them: what was said first comes first.
        () => match first_of_several(turn) {
            Some(first) => first,
            // Of an order's number and what broke, a claim is made; who asks before buying has no order.
            None if turn.intent == Intent::ProductQuestion && turn.number.is_some() => {
                let mut besides = turn.besides.iter().map(|(intent, _)| *intent);
                let broken = turn.describes.then_some(Intent::ItemProblem);
                broken.or_else(|| besides.find(|other| flow::acts(*other))).unwrap_or(turn.intent)
            }
            None if unclear => half_understood(turn).unwrap_or(Intent::Other),
            None => request.filter(|_| says_little).unwrap_or(turn.intent),
        },
    }
}

/// The first of several matters, unless one of them needs a person at once.
fn first_of_several(turn: &Turn) -> Option<Intent> {
    use Intent::{AccountProblem, Complaint, PaymentProblem, ProductQuestion};
    let at_once =
        |intent: &Intent| matches!(intent, AccountProblem | Complaint | PaymentProblem | ProductQuestion);
    match turn.intents.as_slice() {
        all if all.iter().any(at_once) => None,
        [one, other] if waits(*one) && waits(*other) && !is_one_matter(*one, *other, turn) => Some(*one),
        _ => None,
    }
}

/// The request that the order allows of those which sound alike: what is not shipped is changed, what has arrived is
/// exchanged; what is broken is a claim unless it is to go back.
pub(crate) fn fitting(goal: Intent, state: &State, turn: &Turn, facts: &Facts) -> Intent {
    use Intent::{
        DeliveryProblem, ExchangeStart, ItemProblem, OrderChangeItems, RefundStatus, ReturnPolicy,
        ReturnStart, ShippingInfo,
    };
    let swaps = !facts.heard.to.is_empty() || !facts.before.to.is_empty();
    let record = facts.proof.record();
    let goal = settled(goal, state, turn, facts).unwrap_or(goal);
    let open = state.pursuing.filter(|_| state.expects.is_some());
    let goods = |intent: &Intent| matches!(intent, ReturnStart | ExchangeStart | ItemProblem);
    let shipped = record.map(|record| record.is_shipped() || record.cancelled_at().is_some());
    match (goal, shipped) {
        // Another wish for the claim that is open.
        (ExchangeStart | ReturnStart | RefundStatus, _)
            if matches!(open, Some(ItemProblem | DeliveryProblem))
                && turn.resolution.is_some()
                && !turn.sends_back =>
        {
            open.unwrap_or(goal)
        }
        // Neither this one nor another: "actually, just give me my money back for it".
        (RefundStatus, _)
            if open == Some(ExchangeStart)
                && turn.resolution == Some(Resolution::Refund)
                && !turn.asks_when_due =>
        {
            ReturnStart
        }
        // "Three keys are dead, I want a replacement": the same again for what is wrong, not another variant.
        (ExchangeStart, Some(true))
            if open != Some(goal)
                && turn.resolution == Some(Resolution::Replacement)
                && !turn.sends_back
                && !swaps =>
        {
            ItemProblem
        }
        // "Got two navy ones instead": what was taken for a change of what has long arrived says what is wrong with it.
        (OrderChangeItems, Some(true)) if turn.describes && !turn.sends_back && turn.confidence < CERTAIN => {
            open.filter(goods).unwrap_or(ItemProblem)
        }
        (OrderChangeItems, Some(true)) => open.filter(goods).unwrap_or(ExchangeStart),
        // The refund that is wished for what is wrong, not one that is on its way.
        (RefundStatus, Some(_))
            if (turn.intents.contains(&ItemProblem) || turn.describes && turn.confidence < LIKELY)
                && is_one_matter(goal, ItemProblem, turn) =>
        {
            ItemProblem
        }
        (ExchangeStart, Some(false)) => OrderChangeItems,
        (ReturnStart | ExchangeStart, _) if open != Some(goal) && turn.describes && !turn.sends_back => {
            ItemProblem
        }
        // The postage of what goes back.
        (ShippingInfo, _) if open.as_ref().is_some_and(goods) => ReturnPolicy,
        _ => goal,
    }
}

/// The order number that belongs to one of several requests: the first to the first, where there are as many.
pub(crate) fn number_for(turn: &Turn, intent: Intent) -> Option<String> {
    if of_each(turn) {
        return turn.numbers.first().cloned();
    }
    let nth = turn.intents.iter().position(|known| *known == intent);
    let paired = turn.numbers.len() > 1 && turn.numbers.len() == turn.intents.len();
    nth.filter(|_| paired).and_then(|nth| turn.numbers.get(nth)).or(turn.number.as_ref()).cloned()
}

/// Whether one thing is wanted of several orders: "where are W1 and W2". A number that is corrected is no second order.
pub(crate) fn of_each(turn: &Turn) -> bool {
    turn.numbers.len() > 1 && turn.intents.len() == 1 && !turn.hedges && !turn.refuses
}

/// Whether a message that sounds like a request of its own is the answer to what was asked.
fn answers(expects: Expects, turn: &Turn, gives: bool, pursuing: Intent) -> bool {
    use Intent::{
        AccountProblem, Complaint, DeliveryProblem, ExchangeStart, ItemProblem, OrderChangeAddress,
        OrderChangeItems, OrderStatus, PaymentProblem, ProductQuestion, RefundStatus, ReturnPolicy,
        ReturnStart, ReturnStatus, ShippingInfo,
    };
    let unsure = turn.confidence < CERTAIN;
    // "Wait, don't return it. Swap it instead": beside what was asked for, another wish.
    let turns = turn.hedges && flow::acts(turn.intent) && turn.confidence >= UNDERSTOOD;
    let near = |some: &[Intent]| turn.intent == pursuing || some.contains(&turn.intent);
    match expects {
        Expects::OrderNumber | Expects::OrderChoice => {
            turn.number.is_some() && !turns && (unsure || near(&[]) || told(turn.intent))
        }
        // "I don't know his address, use mine": no address, and no trouble with an account.
        Expects::Email => {
            turn.email.is_some() && !turns && (unsure || near(&[]) || told(turn.intent))
                || turn.intent == AccountProblem
        }
        // Reasons sound like problems, complaints and wishes.
        Expects::Reason | Expects::Description => {
            !turn.asks
                && near(&[
                    ItemProblem,
                    Complaint,
                    ProductQuestion,
                    ReturnStart,
                    DeliveryProblem,
                    PaymentProblem,
                    ShippingInfo,
                    OrderStatus,
                    ExchangeStart,
                ])
                || turn.confidence < if turn.asks { DOUBTFUL } else { 0.8 }
        }
        Expects::Items => gives && (unsure || near(&[ItemProblem, ReturnStart])),
        Expects::Variant => {
            gives
                || near(&[ProductQuestion, ExchangeStart, OrderChangeItems])
                || unsure && !turn.intent.is_request()
        }
        Expects::Address => {
            // An address has a number in it, or little else to be taken for.
            let digits = turn.text.bytes().any(|byte| byte.is_ascii_digit());
            near(&[OrderChangeAddress]) || unsure && (digits || turn.address.is_some())
        }
        Expects::RefundMethod => {
            turn.refund_method.is_some() || unsure || near(&[RefundStatus, PaymentProblem, ReturnPolicy])
        }
        Expects::Resolution => {
            // "Can you send it again" sounds like a question about shipping.
            let wish = [
                RefundStatus,
                ReturnStart,
                ExchangeStart,
                ReturnPolicy,
                ReturnStatus,
                ItemProblem,
                ShippingInfo,
            ];
            turn.resolution.is_some() && near(&wish)
        }
        Expects::Confirmation => false,
    }
}

/// Whether a shopper lets the matter rest in the middle of it.
pub(crate) fn lets_go(expects: Expects, turn: &Turn, gives: bool) -> bool {
    let no = turn.intent == Intent::ConfirmNo
        && turn.confidence >= UNDERSTOOD
        && !gives
        && turn.intents.len() == 1;
    match expects {
        // A no to what was shown is weighed with what else is said.
        Expects::Confirmation => turn.abandons && turn.resolution.is_none(),
        // "No idea", "no reason": an answer, or a failed one.
        Expects::OrderNumber | Expects::Email | Expects::OrderChoice | Expects::Reason => turn.abandons,
        // "Then keep it red, but the long one" says what it should be.
        Expects::Variant => (turn.abandons || turn.or_nothing || no) && !gives,
        _ => turn.abandons || no,
    }
}

/// Whether a shopper who was told no by a rule does not leave it at that.
pub(crate) fn disputes(refused: Intent, goal: Intent, turn: &Turn, gives: bool) -> bool {
    let another = turn.number.is_some() || turn.email.is_some() || gives && goal != refused;
    match turn.intent {
        _ if turn.pleads => true,
        _ if turn.accepts => false,
        Intent::ConfirmYes | Intent::ConfirmNo | Intent::Smalltalk if turn.confidence >= UNDERSTOOD => false,
        _ if another => false,
        _ if turn.confidence < UNDERSTOOD || goal == refused => true,
        intent => same_matter(refused, intent),
    }
}

/// Whether a wish is another form of the one refused, or only displeasure with the refusal.
fn same_matter(refused: Intent, now: Intent) -> bool {
    use Intent::{Complaint, ExchangeStart, Other, ReturnStart};
    matches!(now, Complaint | Other)
        || matches!((refused, now), (ReturnStart, ExchangeStart) | (ExchangeStart, ReturnStart))
}

/// Whether a request is answered at once and leaves nothing open.
pub(crate) fn told(goal: Intent) -> bool {
    goal.is_request() && !flow::acts(goal)
}

/// Whether the language of a message tells nothing: names, addresses and labels stand as they stand.
pub(crate) fn quotes(state: &State, tongue: Tongue) -> bool {
    use Expects::{Address, Email, Items, OrderChoice, OrderNumber, Variant};
    let asked = [Address, Email, Items, OrderChoice, OrderNumber, Variant];
    tongue == Tongue::English && state.expects.is_some_and(|expects| asked.contains(&expects))
}

/// Whether two requests of one message are the same matter in two words: a return because something is broken, the
/// refund that goes with it. Two orders, or several items, are two matters.
pub(crate) fn is_one_matter(one: Intent, other: Intent, turn: &Turn) -> bool {
    use Intent::{
        DeliveryProblem, ExchangeStart, ItemProblem, OrderCancel, OrderChangeItems, OrderStatus,
        ProductQuestion, RefundStatus, ReturnPolicy, ReturnStart, ReturnStatus, ShippingInfo,
    };
    let (apart, asks) = (turn.parts.len() > 1, turn.asks || turn.asks_when_due);
    if turn.numbers.len() > 1 {
        return false;
    }
    let goods = [ItemProblem, ReturnStart, ExchangeStart, OrderChangeItems, ProductQuestion];
    let money = [RefundStatus, ReturnStatus, ReturnPolicy];
    let both = |group: &[Intent]| group.contains(&one) && group.contains(&other);
    both(&goods) && !apart
        || both(&[DeliveryProblem, ItemProblem, ReturnStart, ExchangeStart]) && !(both(&goods) && apart)
        || both(&money)
        || both(&[OrderStatus, DeliveryProblem, ShippingInfo])
        || both(&[ShippingInfo, Intent::PromoQuestion, ProductQuestion])
        || both(&[OrderCancel, ReturnStart])
        // Which of the two it is, the order says.
        || both(&[ExchangeStart, OrderChangeItems])
        || both(&[Intent::OrderChangeAddress, OrderChangeItems])
        || flow::acts(one) && money.contains(&other) && !asks
        || flow::acts(other) && money.contains(&one) && !asks
        // "It came cracked. Could you refund it?" wishes for one; "where is my refund" waits for one.
        || both(&[ItemProblem, DeliveryProblem, ReturnStart, RefundStatus])
            && turn.resolution.is_some()
            && !turn.asks_when_due
}

/// Whether a request can wait for another: chat and displeasure are no requests.
pub(crate) fn waits(intent: Intent) -> bool {
    use Intent::{AccountProblem, Complaint, ConfirmNo, ConfirmYes, HumanRequest, Other, Smalltalk};
    !matches!(intent, AccountProblem | Complaint | ConfirmNo | ConfirmYes | HumanRequest | Other | Smalltalk)
}
