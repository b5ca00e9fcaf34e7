//! One turn: first what has to be looked up, then where the conversation goes.

use beeline_protocol::{Expects, HandledBy, HandoffReason, Intent};

use crate::{
    Facts, Line, Lookup, Order, Outcome, Proof, Rules, Said, State, Turn, card, order,
    say::{self, Tongue},
    summary,
};

/// Below this the assistant says that it did not understand, instead of guessing.
const UNDERSTOOD: f64 = 0.5;
/// Above this a request counts as a new one although the message also gives what was just asked for.
const CERTAIN: f64 = 0.9;
/// After this many failed answers to one question, or messages not understood in a row, a person takes over.
const PATIENCE: u8 = 2;

/// Which order the turn is about, and what would prove it.
#[must_use]
pub fn lookup(state: &State, turn: &Turn) -> Lookup {
    if state.owner == HandledBy::Human {
        return Lookup::Nothing;
    }
    if !is_about_an_order(goal(state, turn)) {
        // Whoever takes over should read how the proven order stands.
        return state
            .proven
            .last()
            .map_or(Lookup::Nothing, |number| Lookup::Proven { number: number.clone() });
    }
    let number = turn.number.clone().or_else(|| state.number.clone());
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
    state.tongue = turn.tongue.unwrap_or(state.tongue);
    let goal = goal(&state, turn);
    if state.owner == HandledBy::Human {
        return Outcome { state, intent: goal, replies: Vec::new(), handoff: None };
    }
    let offered = std::mem::take(&mut state.offered);
    let order = match &facts.proof {
        Proof::Proven(order) => Some(&**order),
        _ => None,
    };
    let hand_over =
        |state: State, reason, intent| summary::hand_over(state, reason, intent, turn, order, facts, rules);

    if goal == Intent::HumanRequest || (offered && turn.intent == Intent::ConfirmYes) {
        return hand_over(state, HandoffReason::Requested, Intent::HumanRequest);
    }
    if turn.frustrated {
        return hand_over(state, HandoffReason::Frustrated, goal);
    }
    match goal {
        Intent::ProductQuestion | Intent::PaymentProblem | Intent::AccountProblem | Intent::Complaint => {
            hand_over(state, HandoffReason::Complex, goal)
        }
        _ if is_about_an_order(goal) => pursue(state, goal, turn, facts, rules),
        Intent::ReturnPolicy => {
            settle(&mut state, Said::ToldPolicy);
            reply(state, goal, say::policy, rules)
        }
        Intent::Smalltalk | Intent::ConfirmYes | Intent::ConfirmNo => {
            let mut outcome = reply(state, goal, say::smalltalk, rules);
            outcome.replies[0].quick_replies = say::first_steps(outcome.state.tongue);
            outcome
        }
        // Understood, and no shop's matter: a friendly no, and nobody is called for it.
        Intent::Other if turn.confidence >= UNDERSTOOD => reply(state, goal, say::out_of_scope, rules),
        Intent::Other => not_understood(state, turn, facts, rules),
        _ => {
            settle(&mut state, Said::CouldNot);
            state.pursuing = Some(goal);
            offer(state, goal, say::cannot_yet, rules)
        }
    }
}

/// The request this turn serves: what it asks for, or, as an answer to a question, what the question was for.
fn goal(state: &State, turn: &Turn) -> Intent {
    let unclear = turn.confidence < UNDERSTOOD;
    let says_little =
        matches!(turn.intent, Intent::Other | Intent::ConfirmYes | Intent::ConfirmNo | Intent::Smalltalk);
    let gives_what_was_asked = match state.expects {
        Some(Expects::OrderNumber | Expects::OrderChoice) => turn.number.is_some(),
        Some(Expects::Email) => turn.email.is_some(),
        _ => false,
    };
    match (state.pursuing, state.expects) {
        (Some(pursuing), Some(_))
            if says_little || unclear || (gives_what_was_asked && turn.confidence < CERTAIN) =>
        {
            pursuing
        }
        // A bare number or email outside any question: they want to know how it stands.
        _ if (says_little || unclear) && (turn.number.is_some() || turn.email.is_some()) => {
            state.pursuing.unwrap_or(Intent::OrderStatus)
        }
        _ if unclear => Intent::Other,
        _ => turn.intent,
    }
}

/// What can be answered from the record of one order.
fn is_about_an_order(intent: Intent) -> bool {
    matches!(intent, Intent::OrderStatus | Intent::RefundStatus)
}

/// Asks for what is missing, in the order a person would, and tells how the order stands once it is proven.
fn pursue(mut state: State, goal: Intent, turn: &Turn, facts: &Facts, rules: &Rules) -> Outcome {
    let repeated = state.pursuing == Some(goal) && state.expects.is_some();
    let before = (state.number.clone(), state.email.clone(), state.expects);
    state.pursuing = Some(goal);
    state.number = turn.number.clone().or(state.number);
    state.email = turn.email.clone().or(state.email);
    let tongue = state.tongue;

    match &facts.proof {
        Proof::Proven(order) => tell(state, goal, order, facts),
        Proof::Own(orders) => match orders.as_slice() {
            [order] => tell(state, goal, order, facts),
            [] => ask(state, goal, Expects::OrderNumber, say::ask_number(tongue)),
            several => {
                let line = say::which_order(tongue, several);
                state.expects = Some(Expects::OrderChoice);
                Outcome { state, intent: goal, replies: vec![line], handoff: None }
            }
        },
        Proof::Refused => {
            state.tried.push(Said::NotProven);
            state.failures += 1;
            if state.failures >= PATIENCE {
                return summary::hand_over(state, HandoffReason::Unresolved, goal, turn, None, facts, rules);
            }
            let mut outcome = ask(state, goal, Expects::OrderNumber, say::not_proven(tongue));
            outcome.replies[0].quick_replies = say::offer(tongue);
            outcome.state.offered = true;
            outcome
        }
        Proof::None => {
            let learned = (&state.number, &state.email) != (&before.0, &before.1);
            if repeated && !learned {
                state.failures += 1;
            } else if learned {
                state.failures = 0;
            }
            if state.failures >= PATIENCE {
                return summary::hand_over(state, HandoffReason::Unresolved, goal, turn, None, facts, rules);
            }
            let again = state.failures > 0;
            let (expects, text, said) = match (&state.number, &state.email) {
                (None, _) if again => {
                    (Expects::OrderNumber, say::ask_number_again(tongue), Said::AskedNumber)
                }
                (None, _) => (Expects::OrderNumber, say::ask_number(tongue), Said::AskedNumber),
                (Some(_), _) if again => (Expects::Email, say::ask_email_again(tongue), Said::AskedEmail),
                (Some(number), _) => (Expects::Email, say::ask_email(tongue, number), Said::AskedEmail),
            };
            state.tried.push(said);
            let mut outcome = ask(state, goal, expects, text);
            if again {
                outcome.replies[0].quick_replies = say::offer(tongue);
                outcome.state.offered = true;
            }
            outcome
        }
    }
}

fn tell(mut state: State, goal: Intent, order: &Order, facts: &Facts) -> Outcome {
    state.proven.retain(|proven| *proven != order.number);
    state.proven.push(order.number.clone());
    (state.number, state.email) = (None, None);
    settle(&mut state, Said::ToldStatus);
    let text = match goal {
        Intent::RefundStatus => say::refunds(state.tongue, order),
        _ => say::status(state.tongue, order, facts.now),
    };
    let card = Some(card::of(order, state.tongue, facts.now));
    Outcome {
        state,
        intent: goal,
        replies: vec![Line { text, card, quick_replies: Vec::new() }],
        handoff: None,
    }
}

fn not_understood(mut state: State, turn: &Turn, facts: &Facts, rules: &Rules) -> Outcome {
    state.tried.push(Said::NotUnderstood);
    state.not_understood += 1;
    if state.not_understood >= PATIENCE {
        return summary::hand_over(state, HandoffReason::Unresolved, Intent::Other, turn, None, facts, rules);
    }
    offer(state, Intent::Other, say::not_understood, rules)
}

/// A question was answered: nothing is open any more.
fn settle(state: &mut State, said: Said) {
    state.tried.push(said);
    state.expects = None;
    state.failures = 0;
    state.not_understood = 0;
}

fn ask(mut state: State, intent: Intent, expects: Expects, text: String) -> Outcome {
    state.expects = Some(expects);
    Outcome { state, intent, replies: vec![Line { text, ..Line::default() }], handoff: None }
}

fn reply(state: State, intent: Intent, text: fn(Tongue, &Rules) -> String, rules: &Rules) -> Outcome {
    let line = Line { text: text(state.tongue, rules), ..Line::default() };
    Outcome { state, intent, replies: vec![line], handoff: None }
}

/// Says something and offers a person; what was asked before is dropped, so that the offer stands alone.
fn offer(mut state: State, intent: Intent, text: fn(Tongue, &Rules) -> String, rules: &Rules) -> Outcome {
    state.offered = true;
    state.expects = None;
    let mut outcome = reply(state, intent, text, rules);
    outcome.replies[0].quick_replies = say::offer(outcome.state.tongue);
    outcome
}
