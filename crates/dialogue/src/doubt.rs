//! What a request may be instead of what it sounds like, and the order that settles it: nobody cancels what has arrived, or
//! asks where a thing is and in which colour they want it.

use beeline_protocol::Intent;

use crate::{
    Facts, State, Turn, flow,
    goal::{DOUBTFUL, LIKELY, told},
};

/// A reading that comes so close to the likeliest is as good.
const CLOSE: f64 = 0.3;
/// A reading that counts where the order speaks for it.
const POSSIBLE: f64 = 0.15;
/// An action or a question about an order that is meant at least so likely, whichever it is, is taken up.
const TOGETHER: f64 = 0.6;

/// What the request of a turn may be instead.
pub(crate) fn otherwise(turn: &Turn, goal: Intent) -> Option<Intent> {
    use Intent::{ExchangeStart, OrderCancel, OrderChangeItems, OrderStatus, ReturnStart};
    let strongest = goal == turn.intent && turn.confidence >= DOUBTFUL;
    let unsure = strongest && turn.confidence < LIKELY;
    let chance =
        |intent| turn.besides.iter().find(|(other, _)| *other == intent).map_or(0.0, |(_, one)| *one);
    let close = turn.besides.iter().find(|(other, chance)| flow::acts(*other) && *chance >= CLOSE);
    match goal {
        OrderCancel if turn.intents.contains(&goal) && !turn.calls_off => Some(ReturnStart),
        OrderChangeItems if unsure && chance(ExchangeStart) < POSSIBLE => Some(ReturnStart),
        OrderStatus if unsure => Some(close.map_or(ExchangeStart, |(other, _)| *other)),
        ReturnStart if strongest && !turn.sends_back && chance(ExchangeStart) >= POSSIBLE => {
            Some(ExchangeStart)
        }
        _ => None,
    }
}

/// The other request, where the order is one for it and not for the first.
pub(crate) fn settled(goal: Intent, state: &State, turn: &Turn, facts: &Facts) -> Option<Intent> {
    use Intent::{ExchangeStart, OrderCancel, OrderChangeAddress, OrderChangeItems, ReturnStart};
    let record = facts.proof.record().filter(|record| record.cancelled_at().is_none())?;
    let other = before(state, goal).or_else(|| otherwise(turn, goal))?;
    let mut to = facts.heard.to.iter().chain(&facts.before.to);
    let fits = match other {
        ReturnStart => record.is_delivered() && to.next().is_none(),
        ExchangeStart => to.any(|(_, variants)| variants.len() == 1),
        OrderCancel | OrderChangeAddress | OrderChangeItems => !record.is_shipped(),
        _ => false,
    };
    let other = if other == ExchangeStart && !record.is_shipped() { OrderChangeItems } else { other };
    fits.then_some(other)
}

/// What was in doubt when the order was not known yet.
fn before(state: &State, goal: Intent) -> Option<Intent> {
    state.form.otherwise.filter(|_| state.pursuing == Some(goal) && state.expects.is_some())
}

/// Whether a request may be for another variant of something: the products of the order's lines are facts then.
#[must_use]
pub fn may_swap(state: &State, turn: &Turn, goal: Intent) -> bool {
    before(state, goal).or_else(|| otherwise(turn, goal)).is_some_and(flow::swaps)
}

/// A request that was half understood, where what else it may be would begin in the same way: with the order.
pub(crate) fn half_understood(turn: &Turn) -> Option<Intent> {
    let of_an_order = |intent| flow::acts(intent) || told(intent);
    let besides = turn.besides.iter().filter(|(other, _)| of_an_order(*other));
    // "Call off my order": said in so many words, whatever else the rest sounds like.
    let cancels = besides.clone().any(|(other, chance)| *other == Intent::OrderCancel && *chance >= POSSIBLE);
    if turn.calls_off && cancels {
        return Some(Intent::OrderCancel);
    }
    let together = turn.confidence + besides.map(|(_, chance)| chance).sum::<f64>();
    (of_an_order(turn.intent) && turn.confidence >= DOUBTFUL && together >= TOGETHER).then_some(turn.intent)
}
