//! An order and all that was done with it here: what its one writer keeps, and what a turn is decided on.

use beeline_protocol::{Action, ActionType};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Order,
    order::{LineItem, ReturnState},
};

/// One order with its ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// As the platform last told it.
    pub order: Order,
    /// What was committed here, oldest first. The platform hears of it later, and its own record changes later still.
    pub acts: Vec<Act>,
}

/// One committed action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub at: DateTime<Utc>,
    /// What, and what it promises.
    pub action: Action,
    /// Ids of the lines concerned, with how many of each; all of the order's where it is the whole.
    pub lines: Vec<(String, u32)>,
}

impl Record {
    /// When it was called off, at the platform or here.
    #[must_use]
    pub fn cancelled_at(&self) -> Option<DateTime<Utc>> {
        let here = self.acts_of(ActionType::OrderCancelled).map(|act| act.at).next();
        self.order.cancelled_at.or(here)
    }

    /// What was committed, of one type.
    pub fn acts_of(&self, action: ActionType) -> impl Iterator<Item = &Act> {
        self.acts.iter().filter(move |act| act.action.action == action)
    }

    /// Whether anything has left the shop.
    #[must_use]
    pub fn is_shipped(&self) -> bool {
        !self.order.fulfilments.is_empty()
    }

    /// Whether a parcel of it has arrived.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        self.order.fulfilments.iter().any(|parcel| parcel.delivered_at.is_some())
    }

    /// Units of a line that are on their way back or exchanged already.
    #[must_use]
    pub fn sent_back(&self, line: &str) -> u32 {
        let here = [ActionType::ReturnRequested, ActionType::ExchangeRequested];
        let here = self.acts.iter().filter(|act| here.contains(&act.action.action));
        let here: u32 = here.flat_map(|act| &act.lines).filter(|(id, _)| id == line).map(|(_, n)| n).sum();
        let open = |state| !matches!(state, ReturnState::Declined | ReturnState::Cancelled);
        let there = self.order.returns.iter().filter(|back| open(back.state));
        let there: u32 =
            there.flat_map(|back| &back.items).filter(|(id, _)| id == line).map(|(_, n)| n).sum();
        let paid = self.order.refunds.iter().flat_map(|refund| &refund.items);
        let paid: u32 = paid.filter(|(id, _)| id == line).map(|(_, n)| n).sum();
        // The platform hears of what was done here and tells it again, and pays for it then: the largest holds, not the
        // sum. What was paid back without coming back is not paid twice.
        here.max(there).max(paid)
    }

    /// Units of a line under a claim.
    #[must_use]
    pub fn claimed(&self, line: &str) -> u32 {
        let claims = self.acts_of(ActionType::ClaimOpened).flat_map(|act| &act.lines);
        claims.filter(|(id, _)| id == line).map(|(_, units)| units).sum()
    }

    /// Units of a line that were taken out of the order here.
    #[must_use]
    pub fn taken_out(&self, line: &str) -> u32 {
        let out = self.acts_of(ActionType::OrderItemsChanged).filter(|act| act.action.to_variant.is_none());
        out.flat_map(|act| &act.lines).filter(|(id, _)| id == line).map(|(_, units)| units).sum()
    }

    /// The variant that a line stands for now, after changes agreed here.
    #[must_use]
    pub fn variant_of<'a>(&'a self, line: &'a LineItem) -> &'a str {
        let changed = self.acts_of(ActionType::OrderItemsChanged);
        let of_line = changed.filter(|act| act.lines.iter().any(|(id, _)| *id == line.id));
        of_line.filter_map(|act| act.action.to_variant.as_deref()).last().unwrap_or(&line.variant)
    }

    /// One of its lines.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&LineItem> {
        self.order.line_items.iter().find(|line| line.id == id)
    }
}
