//! The merchant's rules, as data, and what they say of one order: a verdict with its reason. Named after schema.org's
//! `MerchantReturnPolicy`. Pure: the time comes in, and every edge of a rule is a test below.

use beeline_protocol::{ParcelState, RefundMethod};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, Utc};

use crate::{Record, money::Cents, order::LineItem};

/// What the merchant has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The shop's name.
    pub shop: String,
    /// Where the shop's days begin and end.
    pub offset: FixedOffset,
    /// Days from delivery in which an item may come back.
    pub return_days: u32,
    /// Other windows, for products named by title.
    pub categories: Vec<Category>,
    /// Other windows, for what is delivered in a season.
    pub seasons: Vec<Season>,
    /// What the shopper pays for the way back; nothing where it is free.
    pub return_fee: Option<String>,
    /// Hundredths of the price kept for restocking.
    pub restocking_percent: u32,
    /// Where the money may go, the shop's favourite first; never empty.
    pub refund_methods: Vec<RefundMethod>,
    /// Whether items may be exchanged for another variant.
    pub exchanges: bool,
    /// Product names that never come back.
    pub final_sale: Vec<String>,
    /// Whether an order may be called off before anything is shipped.
    pub cancellation: bool,
    /// Whether its address and items may be changed before anything is shipped.
    pub changes: bool,
    /// Whether single items may be taken out of an order before anything is shipped.
    pub removals: bool,
    /// Days from delivery in which something may be claimed.
    pub claim_days: u32,
}

/// A window of its own for some products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Product names as the record has them.
    pub products: Vec<String>,
    /// Days from delivery; 0 is final sale.
    pub return_days: u32,
}

/// schema.org's `returnPolicySeasonalOverride`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// First day of delivery that counts.
    pub from: NaiveDate,
    /// Last day of delivery that counts.
    pub to: NaiveDate,
    /// Days from delivery.
    pub return_days: u32,
}

/// Why something cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// The order was called off.
    Cancelled,
    /// Something has left the shop.
    Shipped,
    /// It has not arrived.
    NotDelivered,
    /// The window closed.
    Closed {
        /// How long it was, in days.
        days: u32,
        /// Its last day.
        last: NaiveDate,
    },
    /// It never comes back.
    FinalSale {
        /// The product.
        title: String,
    },
    /// It is coming back already, or was exchanged.
    SentBack,
    /// A claim for it is open.
    Claimed,
    /// There is no other variant to be had.
    NoVariant,
    /// It was taken out of the order.
    TakenOut,
    /// What is in an order may only become another variant, or go where the rules allow that.
    OnlyVariants,
    /// The shop does not do this in a chat.
    NotHere,
}

impl Rules {
    /// Whether a product never comes back.
    #[must_use]
    pub fn is_final(&self, title: &str) -> bool {
        let named = |name: &String| name.trim().eq_ignore_ascii_case(title.trim());
        self.final_sale.iter().any(named)
            || self.category(title).is_some_and(|category| category.return_days == 0)
    }

    /// The return window of a product delivered then, in days.
    #[must_use]
    pub fn window(&self, title: &str, delivered: DateTime<Utc>) -> u32 {
        let day = self.day(delivered);
        let usual = self.category(title).map_or(self.return_days, |category| category.return_days);
        let season = self.seasons.iter().filter(|season| (season.from..=season.to).contains(&day));
        // A season only ever gives more time.
        season.map(|season| season.return_days).max().map_or(usual, |days| days.max(usual))
    }

    fn category(&self, title: &str) -> Option<&Category> {
        let named = |name: &String| name.trim().eq_ignore_ascii_case(title.trim());
        self.categories.iter().find(|category| category.products.iter().any(named))
    }

    /// The day in the shop's time zone.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.offset).date_naive()
    }

    /// The last day of a window: the day of delivery does not count, the last day counts to its end.
    pub fn last_day(&self, delivered: DateTime<Utc>, days: u32) -> NaiveDate {
        self.day(delivered).checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
    }

    /// Whether an order may be called off.
    pub fn cancel(&self, record: &Record) -> Result<(), No> {
        self.untouched(record, self.cancellation)
    }

    /// Whether an order's address or items may be changed.
    pub fn change(&self, record: &Record) -> Result<(), No> {
        self.untouched(record, self.changes)
    }

    /// How many units of a line may become another variant or be taken out.
    pub fn alter(&self, record: &Record, line: &LineItem) -> Result<u32, No> {
        self.change(record)?;
        match line.quantity.saturating_sub(record.taken_out(&line.id)) {
            0 => Err(No::TakenOut),
            left => Ok(left),
        }
    }

    fn untouched(&self, record: &Record, allowed: bool) -> Result<(), No> {
        match () {
            () if record.cancelled_at().is_some() => Err(No::Cancelled),
            () if record.is_shipped() => Err(No::Shipped),
            () if !allowed => Err(No::NotHere),
            () => Ok(()),
        }
    }

    /// How many units of a line may come back, and until when.
    pub fn give_back(
        &self,
        record: &Record,
        line: &LineItem,
        now: DateTime<Utc>,
    ) -> Result<(u32, NaiveDate), No> {
        if record.cancelled_at().is_some() {
            return Err(No::Cancelled);
        }
        if self.is_final(&line.title) {
            return Err(No::FinalSale { title: line.title.clone() });
        }
        let window = |at| (self.window(&line.title, at), self.last_day(at, self.window(&line.title, at)));
        let arrived = arrivals(record, line);
        let (mut units, mut last) = (0, None);
        for (at, count) in &arrived {
            let (_, day) = window(*at);
            if self.day(now) <= day {
                units += count;
                // Of several parcels the window that closes first is the one to be told.
                last = Some(last.map_or(day, |known: NaiveDate| known.min(day)));
            }
        }
        let left = units.saturating_sub(record.sent_back(&line.id));
        match (last, arrived.last()) {
            (Some(last), _) if left > 0 => Ok((left, last)),
            (Some(_), _) => Err(No::SentBack),
            (None, Some(_)) if record.sent_back(&line.id) >= line.quantity => Err(No::SentBack),
            (None, Some((at, _))) => {
                let (days, last) = window(*at);
                Err(No::Closed { days, last })
            }
            (None, None) => Err(No::NotDelivered),
        }
    }

    /// The same for an exchange.
    pub fn exchange(
        &self,
        record: &Record,
        line: &LineItem,
        now: DateTime<Utc>,
    ) -> Result<(u32, NaiveDate), No> {
        if self.exchanges { self.give_back(record, line, now) } else { Err(No::NotHere) }
    }

    /// How many units of a line may be claimed: what was delivered not too long ago and is not under a claim.
    pub fn claim(&self, record: &Record, line: &LineItem, now: DateTime<Utc>) -> Result<u32, No> {
        let arrived = arrivals(record, line);
        let fresh = arrived.iter().filter(|(at, _)| self.day(now) <= self.last_day(*at, self.claim_days));
        let units: u32 = fresh.map(|(_, count)| count).sum();
        match arrived.last() {
            None if record.cancelled_at().is_some() => Err(No::Cancelled),
            None => Err(No::NotDelivered),
            Some((at, _)) if units == 0 => {
                Err(No::Closed { days: self.claim_days, last: self.last_day(*at, self.claim_days) })
            }
            Some(_) => match units.saturating_sub(record.claimed(&line.id)) {
                0 => Err(No::Claimed),
                left => Ok(left),
            },
        }
    }

    /// What is kept back when items of this worth come back.
    pub(crate) fn fee(&self, worth: Cents) -> Cents {
        let way = self.return_fee.as_deref().map_or(Cents(0), Cents::read);
        (worth.percent(self.restocking_percent) + way).min(worth)
    }
}

/// When units of a line were handed over, oldest first.
fn arrivals(record: &Record, line: &LineItem) -> Vec<(DateTime<Utc>, u32)> {
    let parcels = record.order.fulfilments.iter().filter(|parcel| parcel.state == ParcelState::Delivered);
    let mut arrived = Vec::new();
    for parcel in parcels {
        // A parcel without a list carries the whole order; one without a time was there when the order last changed.
        let at = parcel.delivered_at.unwrap_or(record.order.updated_at);
        let all = [(line.id.clone(), line.quantity)];
        let items = if parcel.items.is_empty() { &all[..] } else { &parcel.items };
        for (_, units) in items.iter().filter(|(id, _)| *id == line.id) {
            arrived.insert(arrived.partition_point(|other| *other <= (at, *units)), (at, *units));
        }
    }
    arrived
}
