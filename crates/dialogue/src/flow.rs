//! What a request still needs, asked in the order a person would: which items, whether the rules allow it, the details,
//! and then the whole of it shown for a yes.

use beeline_protocol::{ActionType, Expects, Intent, RefundMethod};
use chrono::NaiveDate;

use crate::{
    Facts, Form, Line, Record, Rules, Tongue,
    order::LineItem,
    plan::{self, Deed},
    rules::No,
    say::{ask, deed, no},
    state::{Product, Variant},
};

/// Where a request stands.
pub(crate) enum Next {
    /// Something is missing.
    Ask(Expects, Line),
    /// All is there: this would be done.
    Show { deeds: Vec<Deed>, before: Option<String> },
    /// A rule says no.
    No(Vec<(No, Vec<String>)>),
    /// It has not arrived yet, so there is nothing to claim: how it stands is the answer.
    Status,
}

/// Everything that a flow reads.
pub(crate) struct Scene<'a> {
    pub(crate) tongue: Tongue,
    pub(crate) form: &'a Form,
    pub(crate) record: &'a Record,
    pub(crate) facts: &'a Facts,
    pub(crate) rules: &'a Rules,
}

/// What a rule lets be done with one line: how many units, and until when where there is a last day.
pub(crate) type Verdict = Result<(u32, Option<NaiveDate>), No>;

/// Whether a request ends in an action.
pub(crate) fn acts(intent: Intent) -> bool {
    use Intent::{
        DeliveryProblem, ExchangeStart, ItemProblem, OrderCancel, OrderChangeAddress, OrderChangeItems,
        ReturnStart,
    };
    matches!(
        intent,
        OrderCancel
            | OrderChangeAddress
            | OrderChangeItems
            | ReturnStart
            | ExchangeStart
            | ItemProblem
            | DeliveryProblem
    )
}

/// Whether a request may want another variant of something: the products of the order's lines are facts then.
#[must_use]
pub fn swaps(intent: Intent) -> bool {
    matches!(intent, Intent::ExchangeStart | Intent::OrderChangeItems)
}

impl Scene<'_> {
    /// The next step of a request that ends in an action.
    pub(crate) fn next(&self, goal: Intent) -> Next {
        match goal {
            Intent::OrderCancel => self.cancel(),
            Intent::OrderChangeAddress => self.change_address(),
            Intent::OrderChangeItems => match self.rules.change(self.record) {
                Err(no) => Next::No(vec![(no, Vec::new())]),
                Ok(()) if self.form.takes_out || self.form.puts_in => self.take_out(),
                Ok(()) => self.swap(ActionType::OrderItemsChanged, self.alterable()),
            },
            Intent::ExchangeStart => self.swap(ActionType::ExchangeRequested, |line| {
                let verdict = self.rules.exchange(self.record, line, self.facts.now);
                verdict.map(|(units, last)| (units, Some(last)))
            }),
            Intent::ReturnStart => self.give_back(),
            Intent::DeliveryProblem => self.not_there(),
            _ => self.something_wrong(),
        }
    }

    fn cancel(&self) -> Next {
        if let Err(no) = self.rules.cancel(self.record) {
            return Next::No(vec![(no, Vec::new())]);
        }
        let lines = &self.record.order.line_items;
        let part = !self.form.lines.is_empty() && self.form.lines.len() < lines.len();
        if part && self.rules.removals {
            return self.take_out();
        }
        let before = part.then(|| deed::only_whole(self.tongue));
        Next::Show { deeds: vec![plan::cancel(self.record)], before }
    }

    fn alterable(&self) -> impl Fn(&LineItem) -> Verdict {
        |line| self.rules.alter(self.record, line).map(|units| (units, None))
    }

    /// Fewer items: where the rules allow it, and never the last.
    fn take_out(&self) -> Next {
        if !self.rules.removals || self.form.puts_in {
            return Next::No(vec![(No::OnlyVariants, Vec::new())]);
        }
        let chosen = match self.chosen(self.alterable(), Intent::OrderChangeItems) {
            Ok(chosen) => chosen,
            Err(next) => return *next,
        };
        let all: u32 = self.record.order.line_items.iter().map(|line| self.left(line)).sum();
        let some: u32 = chosen.lines.iter().map(|(_, units)| units).sum();
        let deed =
            if some == all { plan::cancel(self.record) } else { plan::take_out(self.record, &chosen.lines) };
        Next::Show { deeds: vec![deed], before: chosen.before }
    }

    fn left(&self, line: &LineItem) -> u32 {
        self.rules.alter(self.record, line).unwrap_or_default()
    }

    fn change_address(&self) -> Next {
        if let Err(no) = self.rules.change(self.record) {
            return Next::No(vec![(no, Vec::new())]);
        }
        match &self.form.address {
            None => Next::Ask(Expects::Address, ask::address(self.tongue, self.record)),
            Some(address) => {
                Next::Show { deeds: vec![plan::change_address(self.record, address)], before: None }
            }
        }
    }

    fn give_back(&self) -> Next {
        let allowed = |line: &LineItem| {
            let verdict = self.rules.give_back(self.record, line, self.facts.now);
            verdict.map(|(units, last)| (units, Some(last)))
        };
        let chosen = match self.chosen(allowed, Intent::ReturnStart) {
            Ok(chosen) => chosen,
            Err(next) => return *next,
        };
        let Some(reason) = &self.form.reason else {
            let mut line =
                ask::reason(self.tongue, &self.record.order.number, &names(self.record, &chosen.lines));
            line.text = [chosen.before.unwrap_or_default(), line.text].concat();
            return Next::Ask(Expects::Reason, line);
        };
        let last = chosen.last.unwrap_or(self.facts.now.date_naive());
        let paid = |to| plan::give_back(self.record, &chosen.lines, Some(reason), (last, to), self.rules);
        let (deed, before) = match (self.form.refund_method, self.rules.refund_methods.as_slice()) {
            (Some(wanted), some) if some.contains(&wanted) => (paid(wanted), None),
            (_, some @ [first, _, ..]) if paid(*first).action.settlement.is_some() => {
                return Next::Ask(Expects::RefundMethod, ask::refund_method(self.tongue, self.record, some));
            }
            (wanted, some) => {
                let to = some.first().copied().unwrap_or(RefundMethod::OriginalPayment);
                (paid(to), wanted.map(|_| no::refunded_only(self.tongue, some)))
            }
        };
        let before = [chosen.before, before].into_iter().flatten().collect::<String>();
        Next::Show { deeds: vec![deed], before: Some(before).filter(|said| !said.is_empty()) }
    }

    /// Another variant of each chosen line.
    fn swap(&self, action: ActionType, allowed: impl Fn(&LineItem) -> Verdict) -> Next {
        let goal = if action == ActionType::ExchangeRequested {
            Intent::ExchangeStart
        } else {
            Intent::OrderChangeItems
        };
        let chosen = match self.chosen(&allowed, goal) {
            Ok(chosen) => chosen,
            Err(next) => return *next,
        };
        let mut deeds = Vec::new();
        for (id, units) in &chosen.lines {
            let Some(line) = self.record.line(id) else { continue };
            let (product, to) = match self.variant(line) {
                Ok(found) => found,
                Err(next) => return *next,
            };
            let last = allowed(line).ok().and_then(|(_, last)| last);
            deeds.push(plan::swap(action, self.record, (line, *units), (product, &to.id), last, self.rules));
        }
        Next::Show { deeds, before: chosen.before }
    }

    /// The variant that a line becomes, or what is missing to know.
    fn variant(&self, line: &LineItem) -> Result<(&Product, &Variant), Box<Next>> {
        let ask = |text: Line| Err(Box::new(Next::Ask(Expects::Variant, text)));
        let product = self.facts.products.iter().find(|product| product.id == line.product);
        let current = self.record.variant_of(line);
        let number = self.record.order.number.as_str();
        let others = |product: &Product| {
            let others = product.variants.iter().filter(|variant| variant.available && variant.id != current);
            others.cloned().collect::<Vec<_>>()
        };
        let Some((product, others)) =
            product.map(|product| (product, others(product))).filter(|(_, others)| !others.is_empty())
        else {
            return Err(Box::new(Next::No(vec![(No::NoVariant, vec![line.title.clone()])])));
        };
        let find = |id: &str| product.variants.iter().find(|variant| variant.id == id);
        if let Some(to) = self.form.to.iter().find(|(id, _)| *id == line.id).and_then(|(_, to)| find(to)) {
            return match to {
                to if to.id == current => ask(ask::same_variant(self.tongue, number, line, &others)),
                to if !to.available => ask(ask::out_of_stock(self.tongue, number, line, to, &others)),
                to => Ok((product, to)),
            };
        }
        // Several fit what was said: only those in stock are worth a question.
        let fitting = self.facts.heard.to.iter().chain(&self.facts.before.to).find(|(id, _)| *id == line.id);
        let fitting: Vec<Variant> =
            fitting.iter().flat_map(|(_, ids)| ids).filter_map(|id| find(id)).cloned().collect();
        let open: Vec<Variant> = fitting.iter().filter(|variant| variant.available).cloned().collect();
        match (open.as_slice(), fitting.is_empty()) {
            ([], true) => ask(ask::variant(self.tongue, number, line, &others)),
            ([], false) => ask(ask::out_of_stock(self.tongue, number, line, &fitting[0], &others)),
            (open, _) => ask(ask::which_variant(self.tongue, number, line, open)),
        }
    }

    /// The lines that a request is about, as far as its rule allows them.
    pub(crate) fn chosen(
        &self,
        allowed: impl Fn(&LineItem) -> Verdict,
        goal: Intent,
    ) -> Result<Chosen, Box<Next>> {
        let all = &self.record.order.line_items;
        let fit: Vec<&LineItem> = all.iter().filter(|line| allowed(line).is_ok()).collect();
        let wanted: Vec<(&LineItem, u32)> = match (self.form.lines.as_slice(), all.as_slice()) {
            ([], [only]) => vec![(only, only.quantity)],
            (named, _) => {
                named.iter().filter_map(|(id, units)| Some((self.record.line(id)?, *units))).collect()
            }
        };
        let mut nos: Vec<(No, Vec<String>)> = Vec::new();
        let mut refuse = |no: No, title: &str| match nos.iter_mut().find(|(known, _)| *known == no) {
            Some((_, titles)) => titles.push(title.to_owned()),
            None => nos.push((no, vec![title.to_owned()])),
        };
        let mut chosen = Chosen { lines: Vec::new(), last: None, before: None };
        for (line, units) in &wanted {
            match allowed(line) {
                Ok((left, last)) => {
                    chosen.lines.push((line.id.clone(), left.min(*units)));
                    chosen.last = [chosen.last, last].into_iter().flatten().min();
                }
                Err(no) => refuse(no, &line.title),
            }
        }
        if wanted.is_empty() && fit.is_empty() {
            for line in all {
                if let Err(no) = allowed(line) {
                    refuse(no, &line.title);
                }
            }
        }
        match (wanted.is_empty(), chosen.lines.is_empty()) {
            (true, _) if fit.is_empty() => Err(Box::new(Next::No(nos))),
            (true, _) => {
                let unclear = |line: &&LineItem| self.facts.heard.unclear.contains(&line.id);
                let some: Vec<&LineItem> = fit.iter().copied().filter(unclear).collect();
                let from = if some.len() > 1 { &some } else { &fit };
                Err(Box::new(Next::Ask(Expects::Items, ask::items(self.tongue, goal, self.record, from))))
            }
            (false, true) => Err(Box::new(Next::No(nos))),
            (false, false) => {
                let said = nos.iter().map(|(why, titles)| {
                    format!("{} ", no::sentence(self.tongue, why, titles, self.record, self.rules))
                });
                chosen.before = Some(said.collect::<String>()).filter(|said| !said.is_empty());
                Ok(chosen)
            }
        }
    }
}

/// Lines that a rule lets through.
pub(crate) struct Chosen {
    pub(crate) lines: Vec<(String, u32)>,
    /// The last day for all of them.
    last: Option<NaiveDate>,
    /// Why others were left out.
    before: Option<String>,
}

/// Lines as they are said: `2 × Mug`, with the variant where the order holds two of a kind.
pub(crate) fn names(record: &Record, lines: &[(String, u32)]) -> Vec<String> {
    let each = lines.iter().filter_map(|(id, units)| Some((record.line(id)?, *units)));
    each.map(|(line, units)| name(record, line, units)).collect()
}

/// One of them.
pub(crate) fn name(record: &Record, line: &LineItem, units: u32) -> String {
    let twins = record.order.line_items.iter().filter(|other| other.title == line.title).count() > 1;
    let variant = line.variant_title.as_deref().filter(|_| twins);
    let variant = variant.map(|variant| format!(" ({variant})")).unwrap_or_default();
    if units == 1 {
        format!("{}{variant}", line.title)
    } else {
        format!("{units} × {}{variant}", line.title)
    }
}
