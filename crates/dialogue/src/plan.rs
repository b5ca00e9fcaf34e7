//! What a yes would commit: made from what was gathered, the record and the rules, shown whole, and made again when the
//! yes comes. Only a plan that is still the same is committed.

use beeline_protocol::{Action, ActionType, RefundMethod, Resolution, Settlement};
use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Act, Product, Record, Rules,
    money::Cents,
    order::{LineItem, Payment},
};

/// One confirmation's worth of actions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Made of the turn that showed it; the actions' ids begin with it.
    pub id: String,
    /// What would be done, in order.
    pub deeds: Vec<Deed>,
}

/// One action before it has an id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// Its id is empty.
    pub action: Action,
    /// Ids of the lines concerned, with how many of each.
    pub lines: Vec<(String, u32)>,
}

impl Plan {
    /// The actions as they are stored, under ids that every retry makes again.
    pub(crate) fn acts(&self, now: DateTime<Utc>) -> Vec<Act> {
        let numbered = self.deeds.iter().zip(1..);
        let act = |(deed, nth): (&Deed, u32)| Act {
            at: now,
            action: Action { id: format!("{}-{nth}", self.id), ..deed.action.clone() },
            lines: deed.lines.clone(),
        };
        numbered.map(act).collect()
    }

    /// Whether it concerns so many, of lines or of their units.
    pub(crate) fn concerns(&self, many: u32) -> bool {
        let lines = || self.deeds.iter().flat_map(|deed| &deed.lines);
        let units: u32 = lines().map(|(_, units)| units).sum();
        lines().count() == many as usize || units == many
    }

    /// Whether it is about just these lines, all of what it concerns of each.
    pub(crate) fn is_about(&self, lines: &[(String, u32)]) -> bool {
        let own = || self.deeds.iter().flat_map(|deed| &deed.lines);
        own().count() == lines.len() && own().all(|line| lines.contains(line))
    }

    /// Whether a record's ledger holds it.
    pub(crate) fn is_in(&self, record: &Record) -> bool {
        let first = format!("{}-1", self.id);
        record.acts.iter().any(|act| act.action.id == first)
    }
}

/// An action of this order with nothing promised yet.
pub(crate) fn blank(action: ActionType, record: &Record) -> Action {
    Action {
        id: String::new(),
        action,
        order: record.order.number.clone(),
        items: Vec::new(),
        to_variant: None,
        amount: None,
        settlement: None,
        method: record.order.method.clone(),
        fee: None,
        deadline: None,
        reason: None,
        resolution: None,
        address: None,
    }
}

/// The variant ids of some lines, one for each unit.
pub(crate) fn variants(record: &Record, lines: &[(String, u32)]) -> Vec<String> {
    let each = lines.iter().filter_map(|(id, units)| Some((record.line(id)?, *units as usize)));
    each.flat_map(|(line, units)| std::iter::repeat_n(record.variant_of(line).to_owned(), units)).collect()
}

/// What has been paid and not promised back: no refund is larger.
fn refundable(record: &Record) -> Cents {
    let order = &record.order;
    let back: Cents = order.refunds.iter().map(|refund| Cents::read(&refund.amount.amount)).sum();
    let promised = record
        .acts
        .iter()
        .filter(|act| act.action.settlement == Some(Settlement::Refund) && act.at > last_refund(record));
    let promised: Cents =
        promised.filter_map(|act| act.action.amount.as_ref()).map(|m| Cents::read(&m.amount)).sum();
    (Cents::read(&order.total.amount) - back - promised).max(Cents(0))
}

/// Promises older than the newest refund are taken as kept by it.
fn last_refund(record: &Record) -> DateTime<Utc> {
    record.order.refunds.iter().map(|refund| refund.at).max().unwrap_or(DateTime::UNIX_EPOCH)
}

/// Calling the whole order off.
pub(crate) fn cancel(record: &Record) -> Deed {
    let paid = paid(record);
    let action = Action {
        amount: Some(paid.money(&record.order.total.currency)),
        settlement: (paid.0 > 0).then_some(Settlement::Refund),
        ..blank(ActionType::OrderCancelled, record)
    };
    Deed {
        action,
        lines: record.order.line_items.iter().map(|line| (line.id.clone(), line.quantity)).collect(),
    }
}

/// Sending it elsewhere.
pub(crate) fn change_address(record: &Record, address: &str) -> Deed {
    let action = Action {
        address: Some(address.to_owned()),
        method: None,
        ..blank(ActionType::OrderAddressChanged, record)
    };
    Deed { action, lines: Vec::new() }
}

/// Sending items back for money.
pub(crate) fn give_back(
    record: &Record,
    lines: &[(String, u32)],
    reason: Option<&str>,
    (last, to): (NaiveDate, RefundMethod),
    rules: &Rules,
) -> Deed {
    let worth = worth(record, lines);
    let fee = rules.fee(worth);
    let amount = (worth - fee).min(refundable(record));
    let currency = &record.order.total.currency;
    let action = Action {
        items: variants(record, lines),
        amount: Some(amount.money(currency)),
        settlement: (amount.0 > 0).then_some(Settlement::Refund),
        fee: (fee.0 > 0).then(|| fee.money(currency)),
        deadline: Some(end_of(last, rules)),
        reason: reason.map(str::to_owned),
        method: match to {
            RefundMethod::StoreCredit => Some(STORE_CREDIT.to_owned()),
            _ => record.order.method.clone(),
        },
        ..blank(ActionType::ReturnRequested, record)
    };
    Deed { action, lines: lines.to_vec() }
}

/// How a refund is paid that is to be spent in the shop.
pub(crate) const STORE_CREDIT: &str = "store_credit";

/// Taking lines out of an order before it is shipped.
pub(crate) fn take_out(record: &Record, lines: &[(String, u32)]) -> Deed {
    let amount = worth(record, lines).min(paid(record));
    let action = Action {
        items: variants(record, lines),
        amount: Some(amount.money(&record.order.total.currency)),
        settlement: (amount.0 > 0).then_some(Settlement::Refund),
        ..blank(ActionType::OrderItemsChanged, record)
    };
    Deed { action, lines: lines.to_vec() }
}

/// What can be paid back of an order that nothing of has left the shop.
fn paid(record: &Record) -> Cents {
    match record.order.payment {
        Payment::Pending | Payment::Voided => Cents(0),
        _ => refundable(record),
    }
}

/// What some lines cost together.
fn worth(record: &Record, lines: &[(String, u32)]) -> Cents {
    let each = lines.iter().filter_map(|(id, units)| Some((record.line(id)?, *units)));
    each.map(|(line, units)| Cents::read(&line.price).times(units)).sum()
}

/// Another variant of one line: exchanged after delivery, changed before.
pub(crate) fn swap(
    action: ActionType,
    record: &Record,
    (line, units): (&LineItem, u32),
    (product, to): (&Product, &str),
    last: Option<NaiveDate>,
    rules: &Rules,
) -> Deed {
    let price =
        |id: &str| product.variants.iter().find(|variant| variant.id == id).map(|variant| &variant.price);
    // What it was bought for, unless it was changed since.
    let had = match record.variant_of(line) {
        now if now != line.variant => price(now).unwrap_or(&line.price),
        _ => &line.price,
    };
    let more = (price(to).map_or(Cents(0), |new| Cents::read(new)) - Cents::read(had)).times(units);
    let lines = vec![(line.id.clone(), units)];
    let action = Action {
        items: variants(record, &lines),
        to_variant: Some(to.to_owned()),
        amount: Some(more.money(&record.order.total.currency)),
        settlement: match more.0 {
            0 => None,
            1.. => Some(Settlement::Charge),
            _ => Some(Settlement::Refund),
        },
        deadline: last.map(|last| end_of(last, rules)),
        ..blank(action, record)
    };
    Deed { action, lines }
}

/// Opening a claim; the wish is recorded, the merchant decides it, so nothing is promised.
pub(crate) fn claim(
    record: &Record,
    lines: &[(String, u32)],
    description: Option<&str>,
    resolution: Option<Resolution>,
) -> Deed {
    let wants_money = resolution == Some(Resolution::Refund);
    let amount = worth(record, lines).min(refundable(record));
    let action = Action {
        items: variants(record, lines),
        amount: wants_money.then(|| amount.money(&record.order.total.currency)),
        reason: description.map(str::to_owned),
        resolution,
        method: record.order.method.clone().filter(|_| wants_money),
        ..blank(ActionType::ClaimOpened, record)
    };
    Deed { action, lines: lines.to_vec() }
}

/// The last moment of a day in the shop's time zone.
fn end_of(day: NaiveDate, rules: &Rules) -> String {
    let end = day.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default());
    let end = end.and_local_timezone(rules.offset).single().map_or_else(|| end.and_utc(), |end| end.to_utc());
    end.to_rfc3339_opts(SecondsFormat::Secs, true)
}
