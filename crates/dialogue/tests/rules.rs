//! Every edge of the merchant's rules: the last minute of a window, time zones, several parcels, quantities, what is
//! already on its way back.

mod common;

use beeline_dialogue::{
    Record,
    order::ReturnState,
    rules::{Category, No, Season},
};
use chrono::NaiveDate;
use common::{at, coming_back, hours, line, now, order, parcel, rules};

fn mug(delivered: &str) -> Record {
    let mut record = order(vec![line("a", "Mug", 1, "10.00")], "10.00");
    record.order.fulfilments.push(parcel(&[("a", 1)], Some(delivered)));
    record
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn a_window_is_open_to_the_last_minute_of_its_last_day() {
    let record = mug("2026-10-02T18:30:00Z");
    let line = &record.order.line_items[0];
    let until = |time| rules().give_back(&record, line, at(time));
    assert_eq!(until("2026-11-01T23:59:59Z"), Ok((1, day("2026-11-01"))));
    assert_eq!(until("2026-11-02T00:00:00Z"), Err(No::Closed { days: 30, last: day("2026-11-01") }));
}

#[test]
fn days_are_the_shops_own() {
    // Late in the evening in London it is the next morning in Tokyo: that day the window counts from there.
    let record = mug("2026-10-02T18:30:00Z");
    let line = &record.order.line_items[0];
    let mut tokyo = rules();
    tokyo.offset = hours(9);
    assert_eq!(tokyo.give_back(&record, line, at("2026-11-02T14:59:59Z")), Ok((1, day("2026-11-02"))));
    assert!(tokyo.give_back(&record, line, at("2026-11-02T15:00:00Z")).is_err());
    let mut new_york = rules();
    new_york.offset = hours(-5);
    assert!(new_york.give_back(&record, line, at("2026-11-02T04:59:59Z")).is_ok());
    assert!(new_york.give_back(&record, line, at("2026-11-02T05:00:00Z")).is_err());
}

#[test]
fn what_has_not_arrived_cannot_come_back_yet() {
    let mut record = order(vec![line("a", "Mug", 1, "10.00")], "10.00");
    assert_eq!(rules().give_back(&record, &record.order.line_items[0], now()), Err(No::NotDelivered));
    record.order.fulfilments.push(parcel(&[("a", 1)], None));
    assert_eq!(rules().give_back(&record, &record.order.line_items[0], now()), Err(No::NotDelivered));
}

#[test]
fn of_a_line_in_two_parcels_only_the_units_within_the_window_count() {
    let mut record = order(vec![line("a", "Mug", 3, "10.00")], "30.00");
    record.order.fulfilments = vec![
        parcel(&[("a", 1)], Some("2026-09-01T10:00:00Z")),
        parcel(&[("a", 1)], Some("2026-10-20T10:00:00Z")),
        parcel(&[("a", 1)], None),
    ];
    assert_eq!(rules().give_back(&record, &record.order.line_items[0], now()), Ok((1, day("2026-11-19"))));
}

#[test]
fn units_on_their_way_back_are_not_taken_twice() {
    let mut record = order(vec![line("a", "Mug", 2, "10.00")], "20.00");
    record.order.fulfilments.push(parcel(&[("a", 2)], Some("2026-10-20T10:00:00Z")));
    let verdict = |record: &Record| rules().give_back(record, &record.order.line_items[0], now());
    record.order.returns = vec![coming_back(&[("a", 1)], ReturnState::Open)];
    assert_eq!(verdict(&record).map(|(units, _)| units), Ok(1));
    record.order.returns = vec![coming_back(&[("a", 2)], ReturnState::Closed)];
    assert_eq!(verdict(&record), Err(No::SentBack));
    record.order.returns = vec![coming_back(&[("a", 2)], ReturnState::Declined)];
    assert_eq!(verdict(&record).map(|(units, _)| units), Ok(2), "a declined return takes nothing");
}

#[test]
fn final_sale_never_comes_back_but_can_be_claimed() {
    let mut record = order(vec![line("a", "Perfume", 1, "10.00")], "10.00");
    record.order.fulfilments.push(parcel(&[("a", 1)], Some("2026-10-30T10:00:00Z")));
    let line = &record.order.line_items[0];
    assert_eq!(rules().give_back(&record, line, now()), Err(No::FinalSale { title: "Perfume".to_owned() }));
    assert_eq!(rules().claim(&record, line, now()), Ok(1));
    assert_eq!(rules().cancel(&record), Err(No::Shipped));
}

#[test]
fn categories_and_seasons_have_windows_of_their_own() {
    let mut own = rules();
    own.categories = vec![
        Category { products: vec!["Mug".to_owned()], return_days: 60 },
        Category { products: vec!["Scarf".to_owned()], return_days: 0 },
    ];
    own.seasons = vec![Season { from: day("2026-11-15"), to: day("2026-12-31"), return_days: 75 }];
    assert_eq!(own.window("Mug", at("2026-10-01T00:00:00Z")), 60);
    assert_eq!(own.window("Lamp", at("2026-10-01T00:00:00Z")), 30);
    assert_eq!(own.window("Lamp", at("2026-12-31T23:00:00Z")), 75, "the season's last day counts");
    assert_eq!(own.window("Lamp", at("2027-01-01T00:00:00Z")), 30);
    assert!(own.is_final("scarf"), "a window of no days is final sale, however it is spelt");
}

#[test]
fn an_order_can_be_called_off_and_changed_until_the_first_parcel_leaves() {
    let mut record = order(vec![line("a", "Mug", 1, "10.00"), line("b", "Lamp", 1, "20.00")], "30.00");
    assert_eq!((rules().cancel(&record), rules().change(&record)), (Ok(()), Ok(())));
    record.order.fulfilments.push(parcel(&[("a", 1)], None));
    assert_eq!((rules().cancel(&record), rules().change(&record)), (Err(No::Shipped), Err(No::Shipped)));
    record.order.fulfilments.clear();
    record.order.cancelled_at = Some(now());
    assert_eq!(rules().cancel(&record), Err(No::Cancelled));
    let mut strict = rules();
    (strict.cancellation, strict.changes) = (false, false);
    record.order.cancelled_at = None;
    assert_eq!((strict.cancel(&record), strict.change(&record)), (Err(No::NotHere), Err(No::NotHere)));
}

#[test]
fn a_shop_without_exchanges_says_so() {
    let record = mug("2026-10-20T10:00:00Z");
    let mut strict = rules();
    strict.exchanges = false;
    assert_eq!(strict.exchange(&record, &record.order.line_items[0], now()), Err(No::NotHere));
}
