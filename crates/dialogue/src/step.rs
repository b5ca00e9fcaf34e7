//! One turn: first what has to be looked up, then where the conversation goes.

use beeline_protocol::{Expects, HandledBy, HandoffReason, Intent};

use crate::{
    Act, Facts, Later, Line, Lookup, Outcome, Record, Rules, Said, State, Turn, flow,
    goal::{disputes, fitting, goal, is_one_matter, lets_go, number_for, of_each, quotes, waits},
    order,
    say::{deed, talk},
    turning::{Turning, is_to_be_had},
};

/// Of the orders of one message so many are taken up after the first.
const MOST: usize = 4;

/// The request that a turn serves, as far as it can be told before the order is known.
#[must_use]
pub fn pursued(state: &State, turn: &Turn) -> Intent {
    goal(state, turn, false)
}

/// What the text says of the request that it serves: of several that are apart from each other, its own words alone.
#[must_use]
pub fn served<'a>(state: &State, turn: &'a Turn) -> &'a str {
    let goal = goal(state, turn, false);
    let apart = turn.intents.iter().all(|other| *other == goal || !is_one_matter(goal, *other, turn));
    if apart { turn.said_of(goal) } else { &turn.text }
}

/// Which order the turn is about, and what would prove it.
#[must_use]
pub fn lookup(state: &State, turn: &Turn) -> Lookup {
    if state.owner == HandledBy::Human {
        return Lookup::Nothing;
    }
    let open = state.expects.is_some() && state.pursuing.is_some_and(Intent::is_request);
    let goal = goal(state, turn, false);
    if !open && !goal.is_request() && turn.number.is_none() {
        // Whoever takes over should read how the proven order stands; and rules are told for it.
        return state
            .proven
            .last()
            .map_or(Lookup::Nothing, |number| Lookup::Proven { number: number.clone() });
    }
    let number = number_for(turn, goal).or_else(|| state.number.clone());
    let email = turn.email.clone().or_else(|| turn.signed_in.clone()).or_else(|| state.email.clone());
    match (number, email) {
        (Some(number), _)
            if state.proven.iter().any(|proven| order::matches(&number, &order::key(proven))) =>
        {
            Lookup::Proven { number }
        }
        (Some(number), Some(email)) => Lookup::Prove { number, email },
        (None, _) if !state.proven.is_empty() && turn.email.is_none() => {
            Lookup::Proven { number: state.proven.last().cloned().unwrap_or_default() }
        }
        (None, _) if turn.signed_in.is_some() => {
            Lookup::Own { email: turn.signed_in.clone().unwrap_or_default() }
        }
        _ => Lookup::Nothing,
    }
}

/// Moves the conversation on by one message of the shopper.
#[must_use]
pub fn step(state: &State, turn: &Turn, facts: &Facts, rules: &Rules) -> Outcome {
    let mut state = state.clone();
    state.tongue = turn.tongue.filter(|tongue| !quotes(&state, *tongue)).unwrap_or(state.tongue);
    let record = facts.proof.record();
    let pays = turn.refund_method.is_some() && state.pursuing == Some(Intent::ReturnStart);
    let gives = pays || !facts.heard.lines.is_empty() || !facts.heard.to.is_empty() || turn.other;
    let asked = goal(&state, turn, gives);
    let goal = fitting(asked, &state, turn, facts);
    let turning = Turning { turn, facts, rules, record };
    if state.owner == HandledBy::Human {
        return Outcome::said(state, goal, Vec::new());
    }
    let offered = std::mem::take(&mut state.offered);
    let refused = state.refused.take();

    let taken = offered && state.shown.is_none() && turn.intent == Intent::ConfirmYes;
    // "All right then", after a rule's no, is no wish for a person; nor is "thanks anyway".
    let waved = turn.abandons || turn.accepts;
    if goal == Intent::HumanRequest || taken && !waved {
        return turning.hand_over(state, HandoffReason::Requested, Intent::HumanRequest);
    }
    if turn.frustrated {
        return turning.hand_over(state, HandoffReason::Frustrated, goal);
    }
    // A yes whose answer was lost on its way: what was committed is told, whatever is said now.
    if let (Some(plan), Some(record)) = (&state.shown, record)
        && plan.is_in(record)
    {
        let acts = plan.acts(facts.now);
        return committed(&state, &acts, turn, facts, record, rules);
    }
    if let Some(refused) = refused
        && disputes(refused, goal, turn, gives)
    {
        return turning.hand_over(state, HandoffReason::Policy, refused);
    }
    // "Can it go back?" "It is final sale." "Make an exception!"
    let told_so = state.tried.last() == Some(&Said::ToldPolicy) && goal == Intent::ReturnPolicy;
    if told_so && turn.pleads {
        return turning.hand_over(state, HandoffReason::Policy, goal);
    }
    if (state.pursuing != Some(goal) || state.expects.is_none())
        && let Some(later) = waiting(&state, turn, asked)
    {
        state.later = later;
    }
    if let (Some(expects), Some(pursuing)) = (state.expects, state.pursuing.filter(|open| flow::acts(*open)))
        && lets_go(expects, turn, gives && !in_vain(turn, facts, record))
        && (goal == pursuing || !goal.is_request())
    {
        state.tried.push(Said::Declined);
        state.settle();
        let text = deed::declined(state.tongue, record.map(|record| record.order.number.as_str()));
        return turning.finish(state, pursuing, vec![Line::from(text)]);
    }
    if state.expects == Some(Expects::Confirmation) && state.shown.is_some() {
        return turning.confirmation(state, goal);
    }
    turning.serve(state, goal)
}

/// "Only the white one, or nothing", "only white would do, never mind", of what is not to be had.
fn in_vain(turn: &Turn, facts: &Facts, record: Option<&Record>) -> bool {
    let had = |record, to: &[String]| matches!(to, [only] if is_to_be_had(facts, only, record));
    let gives_up = turn.or_nothing || turn.abandons;
    gives_up && record.is_some_and(|record| !facts.heard.to.iter().any(|(_, to)| had(record, to)))
}

/// What waits behind the request that a message begins, where it asks for more than that.
fn waiting(state: &State, turn: &Turn, goal: Intent) -> Option<Vec<Later>> {
    let later = |intent, number, text: &str| Later { intent, number, text: text.to_owned() };
    if of_each(turn) && waits(goal) {
        let others = turn.numbers[1..].iter().take(MOST);
        return Some(others.map(|number| later(goal, Some(number.clone()), &turn.text)).collect());
    }
    if turn.intents.len() < 2 || !turn.intents.contains(&goal) {
        return None;
    }
    // What was pursued so far and is named again is what is being given up for this.
    let given_up = state.pursuing.filter(|_| state.expects.is_some());
    let others = turn.intents.iter().copied().filter(|intent| {
        *intent != goal && waits(*intent) && Some(*intent) != given_up && !is_one_matter(goal, *intent, turn)
    });
    Some(others.map(|intent| later(intent, number_for(turn, intent), turn.said_of(intent))).collect())
}

/// Says what the order's writer has committed, and goes on with what waited.
#[must_use]
pub fn committed(
    state: &State,
    acts: &[Act],
    turn: &Turn,
    facts: &Facts,
    record: &Record,
    rules: &Rules,
) -> Outcome {
    let mut state = state.clone();
    let goal = state.pursuing.unwrap_or(turn.intent);
    state.tried.push(Said::Committed);
    state.settle();
    let text = deed::done(state.tongue, acts, record, &facts.products);
    let turning = Turning { turn, facts, rules, record: Some(record) };
    let line = turning.drawn(state.tongue, text, record);
    let mut outcome = turning.finish(state, goal, vec![line]);
    outcome.actions = acts.iter().map(|act| act.action.clone()).collect();
    outcome
}

/// Two turns' outcomes as one answer: the second took up what had waited for the first.
#[must_use]
pub fn joined(first: Outcome, mut second: Outcome) -> Outcome {
    if let Some(line) = second.replies.first_mut().filter(|_| second.handoff.is_none()) {
        line.text = format!("{}{}", talk::now_to(second.state.tongue), line.text);
    }
    // Both answers are read together: what a rule said no to in the first can still be disputed.
    if second.state.expects.is_none() && second.state.refused.is_none() {
        second.state.refused = first.state.refused;
    }
    Outcome {
        intent: first.intent,
        replies: [first.replies, second.replies].concat(),
        question: first.question.or(second.question),
        actions: [first.actions, second.actions].concat(),
        ..second
    }
}
