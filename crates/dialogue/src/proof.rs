//! Whose order it is: asked for, proven, or not; and what of a request stays while it is not known.

use beeline_protocol::{Expects, HandoffReason, Intent};

use crate::{
    Form, Later, Line, Outcome, Proof, Said, State,
    doubt::otherwise,
    flow, gather,
    goal::told,
    say::ask,
    turning::{PATIENCE, Turning, asks, offer},
};

impl Turning<'_> {
    /// A request about one order: whose it is comes first, then what is missing, then the answer or the action.
    pub(crate) fn pursue(&self, mut state: State, goal: Intent) -> Outcome {
        let again = state.pursuing == Some(goal) && state.expects.is_some();
        let open = state.pursuing.filter(|open| state.expects.is_some() && flow::acts(*open));
        if let (true, Some(open)) = (told(goal), open) {
            if let Some(record) = self.record {
                let text = self.tell(&mut state, goal, record);
                return self.aside(state, goal, text);
            }
            state.later.push(Later { intent: open, number: None, text: String::new() });
        }
        if !again {
            Self::begin(&mut state, goal);
        }
        match (&self.facts.proof, self.record) {
            (_, Some(record)) => {
                if self.turn.email.is_some() {
                    state.email.clone_from(&self.turn.email);
                }
                state.proven.retain(|proven| *proven != record.order.number);
                state.proven.push(record.order.number.clone());
                state.number = None;
                state.unproven = 0;
                self.with_order(state, goal, record, again)
            }
            (Proof::Own(records), None) if records.len() > 1 => {
                self.remember(&mut state, goal);
                state.expects = Some(Expects::OrderChoice);
                let which = ask::which_order(state.tongue, records);
                Outcome::said(state, goal, vec![which])
            }
            (Proof::Refused, _) => self.refused_proof(state, goal),
            _ => self.ask_for_proof(state, goal, again),
        }
    }

    /// A request begins, or takes the place of another: items stay known where both are about the same things.
    fn begin(state: &mut State, goal: Intent) {
        let kin = |intent| {
            matches!(
                intent,
                Intent::ReturnStart | Intent::ExchangeStart | Intent::ItemProblem | Intent::OrderChangeItems
            )
        };
        let kept = match state.pursuing {
            Some(before) if kin(before) && kin(goal) && state.expects.is_some() => Form {
                words: std::mem::take(&mut state.form.words),
                lines: std::mem::take(&mut state.form.lines),
                ..Form::default()
            },
            _ => Form::default(),
        };
        state.form = kept;
        state.shown = None;
        state.failures = 0;
        state.not_understood = 0;
        state.expects = None;
        state.pursuing = Some(goal);
    }

    /// Keeps what was written until the order is known.
    fn remember(&self, state: &mut State, goal: Intent) {
        gather::words(state, goal, self.turn);
        state.form.otherwise = state.form.otherwise.or_else(|| otherwise(self.turn, goal));
        // "Where is that? I can't see it on my phone" is about no phone of the order.
        let aside = self.turn.asks && !state.form.words.is_empty();
        let kept = flow::acts(goal) || state.form.otherwise.is_some();
        if kept && !aside && state.form.words.len() < 4 {
            state.form.words.push(self.turn.text.clone());
        }
    }

    fn refused_proof(&self, mut state: State, goal: Intent) -> Outcome {
        self.remember(&mut state, goal);
        let tongue = state.tongue;
        // Another order than the proven one, with the email of that one: it may be under another address.
        if self.turn.email.is_none()
            && self.turn.signed_in.is_none()
            && !state.proven.is_empty()
            && state.number.is_none()
        {
            state.number.clone_from(&self.turn.number);
            let number = state.number.clone().unwrap_or_default();
            state.tried.push(Said::AskedEmail);
            return asks(state, goal, Expects::Email, Line::from(ask::ask_email(tongue, &number)));
        }
        // Either may be the wrong one: the number is asked for again, and an email alone mends the email.
        state.number = self.turn.number.clone().or(state.number);
        state.email = None;
        state.tried.push(Said::NotProven);
        state.failures = 0;
        state.unproven += 1;
        if state.unproven >= PATIENCE {
            return self.hand_over(state, HandoffReason::Unresolved, goal);
        }
        let mut outcome = asks(state, goal, Expects::OrderNumber, Line::from(ask::not_proven(tongue)));
        offer(&mut outcome);
        outcome
    }

    fn ask_for_proof(&self, mut state: State, goal: Intent, again: bool) -> Outcome {
        let before = (state.number.clone(), state.email.clone());
        state.number = self.turn.number.clone().or(state.number);
        state.email = self.turn.email.clone().or(state.email);
        self.remember(&mut state, goal);
        let learned = (&state.number, &state.email) != (&before.0, &before.1) || self.turn.number.is_some();
        if again && !learned {
            state.failures += 1;
        } else if learned {
            state.failures = 0;
        }
        if state.failures >= PATIENCE {
            return self.hand_over(state, HandoffReason::Unresolved, goal);
        }
        let tongue = state.tongue;
        let once_more = state.failures > 0;
        let (expects, text, said) = match (&state.number, once_more) {
            (None, true) => (Expects::OrderNumber, ask::ask_number_again(tongue), Said::AskedNumber),
            (None, false) => (Expects::OrderNumber, ask::ask_number(tongue), Said::AskedNumber),
            (Some(_), true) => (Expects::Email, ask::ask_email_again(tongue), Said::AskedEmail),
            (Some(number), false) => (Expects::Email, ask::ask_email(tongue, number), Said::AskedEmail),
        };
        state.tried.push(said);
        let mut outcome = asks(state, goal, expects, Line::from(text));
        if once_more {
            offer(&mut outcome);
        }
        outcome
    }
}
