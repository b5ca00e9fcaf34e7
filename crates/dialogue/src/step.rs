//! One turn: first what has to be looked up, then where the conversation goes.

use beeline_protocol::{Expects, HandledBy, HandoffReason, Intent};

use crate::{
    Act, Commit, Facts, Form, Later, Line, Lookup, Outcome, Plan, Proof, Record, Rules, Said, State, Tongue,
    Turn, card,
    flow::{self, Next, Scene},
    gather, order,
    say::{ask, deed, no, status, talk},
    summary,
};

/// Below this the assistant says that it did not understand, instead of guessing.
const UNDERSTOOD: f64 = 0.5;
/// Above this a question in the middle of a request is answered as what it seems to be.
const DOUBTFUL: f64 = 0.35;
/// Above this a request counts as a new one although the message also gives what was just asked for.
const CERTAIN: f64 = 0.9;
/// After this many failed answers to one question, or messages not understood in a row, a person takes over.
const PATIENCE: u8 = 2;

/// The request that a turn serves, as far as it can be told before the order is known.
#[must_use]
pub fn pursued(state: &State, turn: &Turn) -> Intent {
    goal(state, turn, false)
}

/// Which order the turn is about, and what would prove it.
#[must_use]
pub fn lookup(state: &State, turn: &Turn) -> Lookup {
    if state.owner == HandledBy::Human {
        return Lookup::Nothing;
    }
    let open = state.expects.is_some() && state.pursuing.is_some_and(is_about_an_order);
    if !open && !is_about_an_order(goal(state, turn, false)) && turn.number.is_none() {
        // Whoever takes over should read how the proven order stands; and rules are told for it.
        return state
            .proven
            .last()
            .map_or(Lookup::Nothing, |number| Lookup::Proven { number: number.clone() });
    }
    let number = number_for(turn, goal(state, turn, false)).or_else(|| state.number.clone());
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
    let record = match &facts.proof {
        Proof::Proven(record) => Some(&**record),
        Proof::Own(records) => match records.as_slice() {
            [only] => Some(only),
            _ => None,
        },
        _ => None,
    };
    let gives = !facts.heard.lines.is_empty() || !facts.heard.to.is_empty() || turn.other;
    let goal = fitting(goal(&state, turn, gives), &state, turn, record);
    let mut scene = Turning { turn, facts, rules, record };
    if state.owner == HandledBy::Human {
        return plain(state, goal, Vec::new());
    }
    let offered = std::mem::take(&mut state.offered);
    let refused = state.refused.take();

    let taken = offered && state.shown.is_none() && turn.intent == Intent::ConfirmYes;
    // "All right then", after a rule's no, is no wish for a person.
    if goal == Intent::HumanRequest || taken && !(refused.is_some() && turn.accepts) {
        return scene.hand_over(state, HandoffReason::Requested, Intent::HumanRequest);
    }
    if turn.frustrated {
        return scene.hand_over(state, HandoffReason::Frustrated, goal);
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
        return scene.hand_over(state, HandoffReason::Policy, refused);
    }
    if turn.intents.len() > 1
        && turn.intents.contains(&goal)
        && (state.pursuing != Some(goal) || state.expects.is_none())
    {
        // What was pursued so far and is named again is what is being given up for this.
        let given_up = state.pursuing.filter(|_| state.expects.is_some());
        let others = turn.intents.iter().copied().filter(|intent| {
            *intent != goal
                && waits(*intent)
                && Some(*intent) != given_up
                && !is_one_matter(goal, *intent, turn)
        });
        let later = |intent| Later { intent, number: number_for(turn, intent), text: turn.text.clone() };
        state.later = others.map(later).collect();
    }
    if let (Some(expects), Some(pursuing)) = (state.expects, state.pursuing.filter(|open| flow::acts(*open)))
        && lets_go(expects, turn, gives)
        && (goal == pursuing || !is_about_an_order(goal))
    {
        state.tried.push(Said::Declined);
        settle(&mut state);
        let text = deed::declined(state.tongue, record.map(|record| record.order.number.as_str()));
        return scene.finish(state, pursuing, vec![line(text)]);
    }
    if state.expects == Some(Expects::Confirmation) && state.shown.is_some() {
        return scene.confirmation(state, goal);
    }
    scene.serve(state, goal)
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
    settle(&mut state);
    let text = deed::done(state.tongue, acts, record, &facts.products);
    let line = Line { text, card: Some(card::of(record, state.tongue, facts.now)), ..Line::default() };
    let mut scene = Turning { turn, facts, rules, record: Some(record) };
    let mut outcome = scene.finish(state, goal, vec![line]);
    outcome.actions = acts.iter().map(|act| act.action.clone()).collect();
    outcome
}

/// Two turns' outcomes as one answer: the second took up what had waited for the first.
#[must_use]
pub fn joined(first: Outcome, mut second: Outcome) -> Outcome {
    if let Some(line) = second.replies.first_mut().filter(|_| second.handoff.is_none()) {
        line.text = format!("{}{}", talk::now_to(second.state.tongue), line.text);
    }
    Outcome {
        intent: first.intent,
        replies: [first.replies, second.replies].concat(),
        question: first.question.or(second.question),
        actions: [first.actions, second.actions].concat(),
        ..second
    }
}

/// The request this turn serves: what it asks for, or, as an answer to a question, what the question was for. `gives`: the
/// text names something of the order that was asked for.
fn goal(state: &State, turn: &Turn, gives: bool) -> Intent {
    let unclear = turn.confidence < UNDERSTOOD;
    let says_little =
        matches!(turn.intent, Intent::Other | Intent::ConfirmYes | Intent::ConfirmNo | Intent::Smalltalk);
    let mut requests = turn.intents.iter().copied().filter(|intent| is_about_an_order(*intent));
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
            let broken = Some(Intent::ItemProblem).filter(|_| turn.describes);
            half.or(broken).or(state.pursuing).unwrap_or(Intent::OrderStatus)
        }
        // Something of the order is named where a moment ago something was done with it.
        () if unclear => Intent::Other,
        () => request.filter(|_| says_little).unwrap_or(turn.intent),
    }
}

/// The request that the order allows of those which sound alike: what is not shipped is changed, what has arrived is
/// exchanged; what is broken is a claim unless it is to go back.
fn fitting(goal: Intent, state: &State, turn: &Turn, record: Option<&Record>) -> Intent {
    use Intent::{
        DeliveryProblem, ExchangeStart, ItemProblem, OrderChangeItems, RefundStatus, ReturnPolicy,
        ReturnStart, ShippingInfo,
    };
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
        (OrderChangeItems, Some(true)) => open.filter(goods).unwrap_or(ExchangeStart),
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
fn number_for(turn: &Turn, intent: Intent) -> Option<String> {
    let nth = turn.intents.iter().position(|known| *known == intent);
    let paired = turn.numbers.len() > 1 && turn.numbers.len() == turn.intents.len();
    nth.filter(|_| paired).and_then(|nth| turn.numbers.get(nth)).or(turn.number.as_ref()).cloned()
}

/// Whether a message that sounds like a request of its own is the answer to what was asked.
fn answers(expects: Expects, turn: &Turn, gives: bool, pursuing: Intent) -> bool {
    use Intent::{
        Complaint, DeliveryProblem, ExchangeStart, ItemProblem, OrderChangeAddress, OrderChangeItems,
        OrderStatus, PaymentProblem, ProductQuestion, RefundStatus, ReturnPolicy, ReturnStart, ReturnStatus,
        ShippingInfo,
    };
    let unsure = turn.confidence < CERTAIN;
    let near = |some: &[Intent]| turn.intent == pursuing || some.contains(&turn.intent);
    match expects {
        Expects::OrderNumber | Expects::OrderChoice => {
            turn.number.is_some() && (unsure || near(&[]) || told(turn.intent))
        }
        Expects::Email => turn.email.is_some() && (unsure || near(&[]) || told(turn.intent)),
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
                || unsure && !is_about_an_order(turn.intent)
        }
        Expects::Address => {
            // An address has a number in it, or little else to be taken for.
            let digits = turn.text.bytes().any(|byte| byte.is_ascii_digit());
            near(&[OrderChangeAddress]) || unsure && (digits || turn.address.is_some())
        }
        Expects::Resolution | Expects::RefundMethod => {
            turn.resolution.is_some()
                && near(&[RefundStatus, ReturnStart, ExchangeStart, ReturnPolicy, ReturnStatus, ItemProblem])
        }
        Expects::Confirmation => false,
    }
}

/// What is answered, or done, from the record of one order.
fn is_about_an_order(intent: Intent) -> bool {
    intent.is_request()
}

/// Whether a shopper lets the matter rest in the middle of it.
fn lets_go(expects: Expects, turn: &Turn, gives: bool) -> bool {
    let no = turn.intent == Intent::ConfirmNo
        && turn.confidence >= UNDERSTOOD
        && !gives
        && turn.intents.len() == 1;
    match expects {
        // A no to what was shown is weighed with what else is said.
        Expects::Confirmation => turn.abandons,
        // "No idea", "no reason": an answer, or a failed one.
        Expects::OrderNumber | Expects::Email | Expects::OrderChoice | Expects::Reason => turn.abandons,
        _ => turn.abandons || no,
    }
}

/// Whether a shopper who was told no by a rule does not leave it at that.
fn disputes(refused: Intent, goal: Intent, turn: &Turn, gives: bool) -> bool {
    let another = turn.number.is_some() || turn.email.is_some() || gives && goal != refused;
    match turn.intent {
        _ if turn.pleads => true,
        _ if turn.accepts => false,
        Intent::ConfirmYes | Intent::ConfirmNo | Intent::Smalltalk if turn.confidence >= UNDERSTOOD => false,
        _ if another => false,
        _ if turn.confidence < UNDERSTOOD || goal == refused => true,
        intent => {
            matches!(
                intent,
                Intent::Complaint
                    | Intent::ReturnStart
                    | Intent::ExchangeStart
                    | Intent::ItemProblem
                    | Intent::OrderCancel
                    | Intent::Other
            ) && same_matter(refused, intent)
        }
    }
}

/// Whether a wish is another form of the one refused, or only displeasure with the refusal.
fn same_matter(refused: Intent, now: Intent) -> bool {
    use Intent::{Complaint, ExchangeStart, Other, ReturnStart};
    matches!(now, Complaint | Other)
        || matches!((refused, now), (ReturnStart, ExchangeStart) | (ExchangeStart, ReturnStart))
}

/// One turn's circumstances.
struct Turning<'a> {
    turn: &'a Turn,
    facts: &'a Facts,
    rules: &'a Rules,
    record: Option<&'a Record>,
}

impl Turning<'_> {
    fn hand_over(&self, state: State, reason: HandoffReason, intent: Intent) -> Outcome {
        summary::hand_over(state, reason, intent, self.turn, self.record, self.facts, self.rules)
    }

    /// Serves one request from where it stands.
    fn serve(&mut self, mut state: State, goal: Intent) -> Outcome {
        let tongue = state.tongue;
        let free = state.expects.is_none() && self.turn.number.is_none();
        if let Some(answer) = self.turn.answer.clone().filter(|_| !is_about_an_order(goal) || free) {
            state.tried.push(Said::ToldAnswer);
            let outcome = self.aside(state, goal, answer.text);
            return Outcome { question: Some(answer.id), ..outcome };
        }
        match goal {
            Intent::ProductQuestion | Intent::PaymentProblem | Intent::AccountProblem | Intent::Complaint => {
                self.hand_over(state, HandoffReason::Complex, goal)
            }
            _ if is_about_an_order(goal) => self.pursue(state, goal),
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
            Intent::ConfirmYes | Intent::ConfirmNo if !state.tried.is_empty() => {
                plain(state, goal, vec![line(talk::nothing_open(tongue))])
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
                let mut outcome =
                    plain(state, Intent::Other, vec![line(talk::not_understood(tongue, self.rules))]);
                offer(&mut outcome);
                outcome
            }
        }
    }

    /// Answers something in passing: a question that was open stays open and is asked again.
    fn aside(&mut self, mut state: State, goal: Intent, text: String) -> Outcome {
        state.not_understood = 0;
        let open = state.expects.zip(state.pursuing);
        let Some((expects, pursuing)) = open else {
            return self.finish(state, goal, vec![line(text)]);
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
                Expects::Email => state.number.as_deref().map(|number| line(ask::ask_email(tongue, number))),
                Expects::OrderNumber => Some(line(ask::ask_number(tongue))),
                _ => None,
            },
        };
        let Some(question) = question else { return plain(state, goal, vec![line(text)]) };
        let back = Line { text: format!("{}{}", talk::back_to(tongue), question.text), ..question };
        plain(state, goal, vec![line(text), back])
    }

    fn scene<'b>(&'b self, state: &'b State, record: &'b Record) -> Scene<'b> {
        Scene { tongue: state.tongue, form: &state.form, record, facts: self.facts, rules: self.rules }
    }

    /// A request about one order: whose it is comes first, then what is missing, then the answer or the action.
    fn pursue(&mut self, mut state: State, goal: Intent) -> Outcome {
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
                plain(state, goal, vec![which])
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
        if flow::acts(goal) && state.form.words.len() < 4 {
            state.form.words.push(self.turn.text.clone());
        }
    }

    fn refused_proof(&mut self, mut state: State, goal: Intent) -> Outcome {
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
            return asks(state, goal, Expects::Email, line(ask::ask_email(tongue, &number)));
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
        let mut outcome = asks(state, goal, Expects::OrderNumber, line(ask::not_proven(tongue)));
        offer(&mut outcome);
        outcome
    }

    fn ask_for_proof(&mut self, mut state: State, goal: Intent, again: bool) -> Outcome {
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
        let mut outcome = asks(state, goal, expects, line(text));
        if once_more {
            offer(&mut outcome);
        }
        outcome
    }

    /// The order is known.
    fn with_order(&mut self, mut state: State, goal: Intent, record: &Record, again: bool) -> Outcome {
        let tongue = state.tongue;
        let now = self.facts.now;
        if !flow::acts(goal) {
            let text = self.tell(&mut state, goal, record);
            settle(&mut state);
            let told = Line { text, card: Some(card::of(record, tongue, now)), ..Line::default() };
            return self.finish(state, goal, vec![told]);
        }
        let asked = state.expects.filter(|_| again);
        let gave = gather::gather(&mut state, goal, self.turn, self.facts, record);
        let next = self.scene(&state, record).next(goal);
        self.go(state, goal, record, next, asked.filter(|_| !gave))
    }

    /// What the record says.
    fn tell(&self, state: &mut State, goal: Intent, record: &Record) -> String {
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
        &mut self,
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
                settle(&mut state);
                let mut outcome = self.finish(state, goal, vec![line(text)]);
                if outcome.state.expects.is_none() && outcome.handoff.is_none() {
                    outcome.state.refused = Some(goal);
                    offer(&mut outcome);
                }
                outcome
            }
            Next::Status => {
                state.tried.push(Said::ToldStatus);
                settle(&mut state);
                let text = status::status(tongue, record, self.facts.now);
                let told =
                    Line { text, card: Some(card::of(record, tongue, self.facts.now)), ..Line::default() };
                let mut outcome = self.finish(state, goal, vec![told]);
                if outcome.state.expects.is_none() && outcome.handoff.is_none() {
                    offer(&mut outcome);
                }
                outcome
            }
        }
    }

    /// Yes, no, or something else to what was shown.
    fn confirmation(&mut self, mut state: State, goal: Intent) -> Outcome {
        let (Some(plan), Some(record)) = (state.shown.clone(), self.record) else {
            return self.serve(state, goal);
        };
        let pursuing = state.pursuing.unwrap_or(goal);
        if goal != pursuing && self.turn.intent != Intent::ConfirmYes && !self.turn.affirms {
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
        let corrected = state.form != before && !same;
        let yes = (self.turn.intent == Intent::ConfirmYes && sure || goal == pursuing && self.turn.affirms)
            && !self.turn.hedges;
        match self.turn.intent {
            // A no that was hardly understood commits nothing either.
            intent if !corrected && !yes && (intent == Intent::ConfirmNo && sure || self.turn.refuses) => {
                state.tried.push(Said::Declined);
                settle(&mut state);
                let text = deed::declined(tongue, Some(&record.order.number));
                self.finish(state, pursuing, vec![line(text)])
            }
            _ if yes && !corrected => match next {
                // Exactly what was shown, made again from the record as it is now.
                Next::Show { deeds, .. } if deeds == plan.deeds => {
                    let commit = Commit {
                        number: record.order.number.clone(),
                        seen: Box::new(record.clone()),
                        acts: plan.acts(self.facts.now),
                    };
                    Outcome { commit: Some(commit), ..plain(state, pursuing, Vec::new()) }
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
    fn finish(&mut self, mut state: State, goal: Intent, replies: Vec<Line>) -> Outcome {
        let then = (!state.later.is_empty()).then(|| state.later.remove(0));
        Outcome { then, ..plain(state, goal, replies) }
    }
}

/// Whether a variant may be asked for again as it was.
fn is_to_be_had(facts: &Facts, variant: &str, record: &Record) -> bool {
    let found = facts.products.iter().flat_map(|product| &product.variants).find(|known| known.id == variant);
    let owned = record.order.line_items.iter().any(|line| record.variant_of(line) == variant);
    found.is_some_and(|variant| variant.available) && !owned
}

/// Whether a request is answered at once and leaves nothing open.
fn told(goal: Intent) -> bool {
    is_about_an_order(goal) && !flow::acts(goal)
}

/// Whether the language of a message tells nothing: names, addresses and labels stand as they stand.
fn quotes(state: &State, tongue: Tongue) -> bool {
    use Expects::{Address, Email, Items, OrderChoice, OrderNumber, Variant};
    let asked = [Address, Email, Items, OrderChoice, OrderNumber, Variant];
    tongue == Tongue::English && state.expects.is_some_and(|expects| asked.contains(&expects))
}

/// Whether two requests of one message are the same matter in two words: a return because something is broken, the
/// refund that goes with it. Two orders, or several items, are two matters.
fn is_one_matter(one: Intent, other: Intent, turn: &Turn) -> bool {
    use Intent::{
        DeliveryProblem, ExchangeStart, ItemProblem, OrderCancel, OrderChangeItems, OrderStatus,
        ProductQuestion, RefundStatus, ReturnPolicy, ReturnStart, ReturnStatus, ShippingInfo,
    };
    if turn.numbers.len() > 1 {
        return false;
    }
    let goods = [ItemProblem, ReturnStart, ExchangeStart, OrderChangeItems, ProductQuestion];
    let money = [RefundStatus, ReturnStatus, ReturnPolicy];
    let both = |group: &[Intent]| group.contains(&one) && group.contains(&other);
    both(&goods)
        || both(&[DeliveryProblem, ItemProblem, ReturnStart, ExchangeStart])
        || both(&money)
        || both(&[OrderStatus, DeliveryProblem, ShippingInfo])
        || both(&[ShippingInfo, Intent::PromoQuestion, ProductQuestion])
        || both(&[OrderCancel, ReturnStart])
        || both(&[Intent::OrderChangeAddress, OrderChangeItems])
        || flow::acts(one) && money.contains(&other) && !turn.asks
        || flow::acts(other) && money.contains(&one) && !turn.asks
}

/// Whether a request can wait for another: chat and displeasure are no requests.
fn waits(intent: Intent) -> bool {
    use Intent::{AccountProblem, Complaint, ConfirmNo, ConfirmYes, HumanRequest, Other, Smalltalk};
    !matches!(intent, AccountProblem | Complaint | ConfirmNo | ConfirmYes | HumanRequest | Other | Smalltalk)
}

/// A request is answered: nothing of it is open any more.
fn settle(state: &mut State) {
    state.expects = None;
    state.shown = None;
    state.form = Form::default();
    state.failures = 0;
    state.not_understood = 0;
}

fn line(text: String) -> Line {
    Line { text, ..Line::default() }
}

fn plain(state: State, intent: Intent, replies: Vec<Line>) -> Outcome {
    Outcome {
        state,
        intent,
        replies,
        commit: None,
        actions: Vec::new(),
        question: None,
        then: None,
        handoff: None,
    }
}

fn asks(mut state: State, intent: Intent, expects: Expects, question: Line) -> Outcome {
    state.expects = Some(expects);
    state.not_understood = 0;
    plain(state, intent, vec![question])
}

/// Adds the way to a person to what is said.
fn offer(outcome: &mut Outcome) {
    outcome.state.offered = true;
    let tongue = outcome.state.tongue;
    if let Some(last) = outcome.replies.last_mut() {
        last.quick_replies.extend(talk::offer(tongue));
    }
}
