//! One request, from whose order it is to what is missing, what is shown and what a yes commits.

use beeline_protocol::{Expects, HandoffReason, Intent, Resolution};

use crate::{
    Commit, Facts, Line, Outcome, Plan, Record, Rules, Said, State, Tongue, Turn, card,
    flow::{self, Next, Scene},
    gather,
    goal::{CERTAIN, UNDERSTOOD},
    say::{ask, deed, no, status, talk},
    summary,
};

/// After this many failed answers to one question, or messages not understood in a row, a person takes over.
pub(crate) const PATIENCE: u8 = 2;

/// One turn's circumstances.
pub(crate) struct Turning<'a> {
    pub(crate) turn: &'a Turn,
    pub(crate) facts: &'a Facts,
    pub(crate) rules: &'a Rules,
    /// The shopper's order, if it is proven.
    pub(crate) record: Option<&'a Record>,
}

impl Turning<'_> {
    pub(crate) fn hand_over(&self, state: State, reason: HandoffReason, intent: Intent) -> Outcome {
        summary::hand_over(state, reason, intent, self.turn, self.record, self.facts, self.rules)
    }

    /// Serves one request from where it stands.
    pub(crate) fn serve(&self, mut state: State, goal: Intent) -> Outcome {
        let tongue = state.tongue;
        let free = state.expects.is_none() && self.turn.number.is_none();
        if let Some(answer) = self.turn.answer.clone().filter(|_| !goal.is_request() || free) {
            state.tried.push(Said::ToldAnswer);
            let outcome = self.aside(state, goal, answer.text);
            return Outcome { question: Some(answer.id), ..outcome };
        }
        match goal {
            Intent::ProductQuestion | Intent::PaymentProblem | Intent::AccountProblem | Intent::Complaint => {
                self.hand_over(state, HandoffReason::Complex, goal)
            }
            _ if goal.is_request() => self.pursue(state, goal),
            Intent::ReturnPolicy => {
                state.tried.push(Said::ToldPolicy);
                let text = match self.record {
                    Some(record) => {
                        let lines = [&self.facts.heard.lines, &state.form.lines];
                        let lines = lines.into_iter().find(|lines| !lines.is_empty());
                        let lines = lines.map_or(&[][..], Vec::as_slice);
                        talk::policy_for(tongue, record, lines, self.facts.now, self.rules)
                    }
                    None => talk::policy(tongue, self.rules),
                };
                self.aside(state, goal, text)
            }
            Intent::ShippingInfo | Intent::PromoQuestion => {
                state.tried.push(Said::CouldNot);
                let mut outcome = self.aside(state, goal, talk::no_answer(tongue, self.rules));
                if outcome.state.expects.is_none() {
                    offer(&mut outcome);
                }
                outcome
            }
            // Who was served and says thanks needs no second hello.
            Intent::Smalltalk if self.turn.thanks && !state.tried.is_empty() => {
                self.aside(state, goal, talk::welcome(tongue))
            }
            Intent::ConfirmYes | Intent::ConfirmNo if !state.tried.is_empty() => {
                let text = match goal {
                    Intent::ConfirmNo => talk::leave(tongue),
                    _ if self.turn.thanks => talk::welcome(tongue),
                    _ => talk::nothing_open(tongue),
                };
                Outcome::said(state, goal, vec![Line::from(text)])
            }
            Intent::Smalltalk | Intent::ConfirmYes | Intent::ConfirmNo => {
                let mut outcome = self.aside(state, goal, talk::smalltalk(tongue, self.rules));
                if outcome.state.expects.is_none() {
                    outcome.replies[0].quick_replies = talk::first_steps(tongue);
                }
                outcome
            }
            // Understood, and no shop's matter: a friendly no, and nobody is called for it.
            Intent::Other if self.turn.confidence >= UNDERSTOOD => {
                self.aside(state, goal, talk::out_of_scope(tongue, self.rules))
            }
            _ => {
                state.tried.push(Said::NotUnderstood);
                state.not_understood += 1;
                if state.not_understood >= PATIENCE {
                    return self.hand_over(state, HandoffReason::Unresolved, Intent::Other);
                }
                state.expects = None;
                let mut outcome = Outcome::said(
                    state,
                    Intent::Other,
                    vec![Line::from(talk::not_understood(tongue, self.rules))],
                );
                offer(&mut outcome);
                outcome
            }
        }
    }

    /// Answers something in passing: a question that was open stays open and is asked again.
    pub(crate) fn aside(&self, mut state: State, goal: Intent, text: String) -> Outcome {
        state.not_understood = 0;
        let open = state.expects.zip(state.pursuing);
        let Some((expects, pursuing)) = open else {
            return self.finish(state, goal, vec![Line::from(text)]);
        };
        let tongue = state.tongue;
        let question = match (self.record, &state.shown) {
            (Some(record), Some(plan)) => {
                Some(deed::show(tongue, &plan.deeds, None, record, &self.facts.products))
            }
            (Some(record), None) => match self.scene(&state, record).next(pursuing) {
                Next::Ask(_, line) => Some(line),
                _ => None,
            },
            (None, _) => match expects {
                Expects::Email => {
                    state.number.as_deref().map(|number| Line::from(ask::ask_email(tongue, number)))
                }
                Expects::OrderNumber => Some(Line::from(ask::ask_number(tongue))),
                _ => None,
            },
        };
        let Some(question) = question else { return Outcome::said(state, goal, vec![Line::from(text)]) };
        let back = Line { text: format!("{}{}", talk::back_to(tongue), question.text), ..question };
        Outcome::said(state, goal, vec![Line::from(text), back])
    }

    fn scene<'b>(&'b self, state: &'b State, record: &'b Record) -> Scene<'b> {
        Scene { tongue: state.tongue, form: &state.form, record, facts: self.facts, rules: self.rules }
    }

    /// The order is known.
    pub(crate) fn with_order(&self, mut state: State, goal: Intent, record: &Record, again: bool) -> Outcome {
        let tongue = state.tongue;
        if !flow::acts(goal) {
            let text = self.tell(&mut state, goal, record);
            state.settle();
            return self.finish(state, goal, vec![self.drawn(tongue, text, record)]);
        }
        let asked = state.expects.filter(|_| again);
        let gave = gather::gather(&mut state, goal, self.turn, self.facts, record);
        let next = self.scene(&state, record).next(goal);
        self.go(state, goal, record, next, asked.filter(|_| !gave))
    }

    /// What the record says.
    pub(crate) fn tell(&self, state: &mut State, goal: Intent, record: &Record) -> String {
        let tongue = state.tongue;
        state.tried.push(Said::ToldStatus);
        match goal {
            Intent::RefundStatus => status::refunds(tongue, record),
            Intent::ReturnStatus => status::returns(tongue, record),
            Intent::OrderInvoice => status::invoice(tongue, record),
            _ => status::status(tongue, record, self.facts.now),
        }
    }

    /// What the next step of an action leads to. `unanswered`: what was asked for before, if this message did not give it.
    fn go(
        &self,
        mut state: State,
        goal: Intent,
        record: &Record,
        next: Next,
        unanswered: Option<Expects>,
    ) -> Outcome {
        let tongue = state.tongue;
        match next {
            Next::Ask(expects, question) => {
                // To be told which of the things in question are in stock is no failure of the shopper's.
                let failed = unanswered == Some(expects) && self.facts.heard.to.is_empty();
                state.failures = if failed { state.failures + 1 } else { 0 };
                if state.failures >= PATIENCE {
                    return self.hand_over(state, HandoffReason::Unresolved, goal);
                }
                state.shown = None;
                // What was wanted is not to be had: the next answer is for something else.
                if expects == Expects::Variant {
                    state.form.to.retain(|(_, to)| is_to_be_had(self.facts, to, record));
                }
                state.tried.push(Said::AskedMore);
                let question = if failed { ask::again(tongue, question) } else { question };
                state.offered = failed;
                asks(state, goal, expects, question)
            }
            Next::Show { deeds, before } => {
                state.failures = 0;
                let mut shown = deed::show(tongue, &deeds, before.as_deref(), record, &self.facts.products);
                shown.card = Some(card::of(record, tongue, self.facts.now));
                state.shown = Some(Plan { id: self.turn.id.clone(), deeds });
                state.tried.push(Said::Showed);
                asks(state, goal, Expects::Confirmation, shown)
            }
            Next::No(nos) => {
                let text = no::all(tongue, &nos, record, self.rules);
                state.tried.push(Said::Refused);
                state.settle();
                state.refused = Some(goal);
                self.finish_with_offer(state, goal, Line::from(text))
            }
            Next::Status => {
                let text = self.tell(&mut state, goal, record);
                state.settle();
                self.finish_with_offer(state, goal, self.drawn(tongue, text, record))
            }
        }
    }

    /// Yes, no, or something else to what was shown.
    pub(crate) fn confirmation(&self, mut state: State, goal: Intent) -> Outcome {
        let (Some(plan), Some(record)) = (state.shown.clone(), self.record) else {
            return self.serve(state, goal);
        };
        let pursuing = state.pursuing.unwrap_or(goal);
        if goal != pursuing && self.turn.intent != Intent::ConfirmYes && !self.turn.affirms {
            // "No. Where is it now?": the question is answered, and what was turned down is not asked for again.
            if self.turn.intent == Intent::ConfirmNo && self.turn.refuses && !flow::acts(goal) {
                state.tried.push(Said::Declined);
                state.settle();
                let text = deed::declined(state.tongue, Some(&record.order.number));
                let mut outcome = self.serve(state, goal);
                outcome.replies.insert(0, Line::from(text));
                return outcome;
            }
            return self.serve(state, goal);
        }
        let other_order = plan.deeds.first().is_some_and(|deed| deed.action.order != record.order.number);
        if other_order {
            // Another order was named: the same wish for that one, from the beginning.
            state.expects = None;
            return self.pursue(state, pursuing);
        }
        let tongue = state.tongue;
        let sure = self.turn.confidence >= UNDERSTOOD;
        let before = state.form.clone();
        gather::gather(&mut state, pursuing, self.turn, self.facts, record);
        let next = self.scene(&state, record).next(pursuing);
        let same = matches!(&next, Next::Show { deeds, .. } if *deeds == plan.deeds);
        // "Onto another card, please" is no yes, although nothing can be done about it.
        let elsewhere = |to| pursuing == Intent::ReturnStart && !self.rules.refund_methods.contains(&to);
        let corrected = state.form != before && (!same || self.turn.refund_method.is_some_and(elsewhere));
        // "All of them" may sound like a yes: whoever names items or counts them agrees by a word for it, or beyond doubt.
        let names = !self.facts.heard.lines.is_empty() && self.turn.confidence < CERTAIN
            || self.facts.heard.many.is_some();
        // "Yes, only the helmet", to the helmet alone, takes nothing back.
        let restates = self.turn.agrees && !self.turn.refuses && plan.is_about(&self.facts.heard.lines);
        // The money back is no yes to another variant.
        let turns = flow::swaps(pursuing) && self.turn.resolution == Some(Resolution::Refund);
        let yes = (self.turn.intent == Intent::ConfirmYes && sure && !names
            || goal == pursuing && self.turn.affirms)
            && !self.turn.hedges
            || restates && !turns;
        // "Yes, those two", to three that were shown: which two, is the question.
        if yes && !corrected && self.facts.heard.many.is_some_and(|many| !plan.concerns(many)) {
            state.form.lines.clear();
            let next = self.scene(&state, record).next(pursuing);
            return self.go(state, pursuing, record, next, None);
        }
        match self.turn.intent {
            // A no that was hardly understood commits nothing either.
            intent if !corrected && !yes && (intent == Intent::ConfirmNo && sure || self.turn.refuses) => {
                state.tried.push(Said::Declined);
                state.settle();
                let text = deed::declined(tongue, Some(&record.order.number));
                self.finish(state, pursuing, vec![Line::from(text)])
            }
            _ if yes && !corrected => match next {
                // Exactly what was shown, made again from the record as it is now.
                Next::Show { deeds, .. } if deeds == plan.deeds => {
                    let commit = Commit {
                        number: record.order.number.clone(),
                        seen: Box::new(record.clone()),
                        acts: plan.acts(self.facts.now),
                    };
                    Outcome { commit: Some(commit), ..Outcome::said(state, pursuing, Vec::new()) }
                }
                next => {
                    let mut outcome = self.go(state, pursuing, record, next, None);
                    if let Some(first) = outcome.replies.first_mut() {
                        first.text = format!("{}{}", deed::changed(tongue), first.text);
                    }
                    outcome
                }
            },
            _ if corrected => self.go(state, pursuing, record, next, None),
            _ => {
                state.failures += 1;
                if state.failures >= PATIENCE {
                    return self.hand_over(state, HandoffReason::Unresolved, pursuing);
                }
                let shown = deed::show(tongue, &plan.deeds, None, record, &self.facts.products);
                asks(state, pursuing, Expects::Confirmation, deed::yes_or_no_again(tongue, shown))
            }
        }
    }

    /// A request is at its end: what waited is taken up by itself.
    pub(crate) fn finish(&self, mut state: State, goal: Intent, replies: Vec<Line>) -> Outcome {
        let then = (!state.later.is_empty()).then(|| state.later.remove(0));
        Outcome { then, ..Outcome::said(state, goal, replies) }
    }

    /// The same, with the way to a person.
    fn finish_with_offer(&self, state: State, goal: Intent, line: Line) -> Outcome {
        let mut outcome = self.finish(state, goal, vec![line]);
        offer(&mut outcome);
        outcome
    }

    /// A text with the order drawn beside it.
    pub(crate) fn drawn(&self, tongue: Tongue, text: String, record: &Record) -> Line {
        Line { card: Some(card::of(record, tongue, self.facts.now)), ..Line::from(text) }
    }
}

/// Whether a variant may be asked for again as it was.
pub(crate) fn is_to_be_had(facts: &Facts, variant: &str, record: &Record) -> bool {
    let found = facts.products.iter().flat_map(|product| &product.variants).find(|known| known.id == variant);
    let owned = record.order.line_items.iter().any(|line| record.variant_of(line) == variant);
    found.is_some_and(|variant| variant.available) && !owned
}

pub(crate) fn asks(mut state: State, intent: Intent, expects: Expects, question: Line) -> Outcome {
    state.expects = Some(expects);
    state.not_understood = 0;
    Outcome::said(state, intent, vec![question])
}

/// Adds the way to a person to what is said.
pub(crate) fn offer(outcome: &mut Outcome) {
    outcome.state.offered = true;
    let tongue = outcome.state.tongue;
    if let Some(last) = outcome.replies.last_mut() {
        last.quick_replies.extend(talk::offer(tongue));
    }
}
