//! Claims: what is not there, and what is wrong with what is. What is still on its way is told about instead.

use beeline_protocol::{Expects, Intent, ParcelState};

use crate::{
    flow::{Next, Scene, names},
    order::{Fulfilment, LineItem},
    plan,
    rules::No,
    say::ask,
};

impl Scene<'_> {
    /// A parcel that is marked delivered and is not there.
    pub(crate) fn not_there(&self) -> Next {
        let delivered = |parcel: &&Fulfilment| parcel.state == ParcelState::Delivered;
        let parcels = || self.record.order.fulfilments.iter().filter(delivered);
        let holds = |parcel: &&Fulfilment| {
            self.form.lines.iter().any(|(id, _)| parcel.items.iter().any(|(held, _)| held == id))
        };
        let on_its_way = |id: &str| {
            let line = self.record.line(id);
            line.is_some_and(|line| self.claimable(line) == Err(No::NotDelivered))
        };
        let named = &self.form.lines;
        if !named.is_empty() && named.iter().all(|(id, _)| on_its_way(id)) {
            return Next::Status;
        }
        let first = parcels().filter(holds).min_by_key(|parcel| parcel.delivered_at);
        let Some(parcel) = first.or_else(|| parcels().max_by_key(|parcel| parcel.delivered_at)) else {
            return Next::Status;
        };
        let all = self.record.order.line_items.iter().map(|line| (line.id.clone(), line.quantity));
        let lines = if parcel.items.is_empty() { all.collect() } else { parcel.items.clone() };
        self.claim(&lines, None)
    }

    /// Something that arrived is damaged, faulty, wrong or missing.
    pub(crate) fn something_wrong(&self) -> Next {
        let allowed = |line: &LineItem| self.claimable(line).map(|units| (units, None));
        let chosen = match self.chosen(allowed, Intent::ItemProblem) {
            Ok(chosen) => chosen,
            // It travels in another parcel, or has not left yet.
            Err(next) if matches!(&*next, Next::No(nos) if nos.iter().all(|(no, _)| *no == No::NotDelivered)) =>
            {
                return Next::Status;
            }
            Err(next) => return *next,
        };
        let Some(description) = &self.form.description else {
            return Next::Ask(
                Expects::Description,
                ask::description(self.tongue, &self.record.order.number, &names(self.record, &chosen.lines)),
            );
        };
        self.claim(&chosen.lines, Some(description))
    }

    /// How many units of a line may be claimed now.
    fn claimable(&self, line: &LineItem) -> Result<u32, No> {
        self.rules.claim(self.record, line, self.facts.now)
    }

    fn claim(&self, lines: &[(String, u32)], description: Option<&str>) -> Next {
        let mut open = Vec::new();
        for (id, units) in lines {
            let Some(line) = self.record.line(id) else { continue };
            match self.claimable(line) {
                Ok(left) => open.push((id.clone(), left.min(*units))),
                Err(no) if lines.len() == 1 => return Next::No(vec![(no, vec![line.title.clone()])]),
                Err(_) => {}
            }
        }
        if open.is_empty() {
            let first = lines.first().and_then(|(id, _)| self.record.line(id));
            let no = first.and_then(|line| self.claimable(line).err());
            return Next::No(vec![(no.unwrap_or(No::NotHere), Vec::new())]);
        }
        if self.form.resolution.is_none() {
            let line = ask::resolution(self.tongue, &self.record.order.number, &names(self.record, &open));
            return Next::Ask(Expects::Resolution, line);
        }
        let deed = plan::claim(self.record, &open, description, self.form.resolution);
        Next::Show { deeds: vec![deed], before: None }
    }
}
