//! Requests from first words to committed action, and every way in which they may go otherwise.

mod common;

use beeline_dialogue::{Act, Facts, Heard, Outcome, Proof, Record, Rules, State, Turn, committed, step};
use beeline_protocol::{ActionType, Expects, HandoffReason, Intent, RefundMethod, Resolution, Settlement};
use common::{at, fresh, line, naming, now, order, parcel, product, proven, rules, turn};

/// Two lines, delivered twelve days ago.
fn delivered() -> Record {
    let mut record = order(vec![line("a", "Mug", 2, "10.00"), line("b", "Lamp", 1, "20.00")], "40.00");
    record.order.fulfilments.push(parcel(&[("a", 2), ("b", 1)], Some("2026-10-20T10:00:00Z")));
    record
}

fn pending() -> Record {
    order(vec![line("a", "Mug", 2, "10.00"), line("b", "Lamp", 1, "20.00")], "40.00")
}

/// Takes a turn and, if it ends in one, commits it as the order's writer would.
fn go(state: &State, turn: &beeline_dialogue::Turn, facts: &Facts, record: &mut Record) -> Outcome {
    let outcome = step(state, turn, facts, &rules());
    let Some(commit) = &outcome.commit else { return outcome };
    assert_eq!(*commit.seen, *record, "what is committed was decided on the record as it is");
    record.acts.extend(commit.acts.clone());
    committed(&outcome.state, &commit.acts, turn, facts, record, &rules())
}

fn text(outcome: &Outcome) -> String {
    outcome.replies.iter().map(|line| line.text.clone()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_return_asks_for_items_and_reason_shows_everything_and_acts_on_a_yes() {
    let mut record = delivered();
    let asked =
        go(&fresh(), &turn(Intent::ReturnStart, "I want to return something"), &proven(&record), &mut record);
    assert_eq!(asked.state.expects, Some(Expects::Items));
    let facts = naming(&record, &[("a", 1)]);
    let why = go(&asked.state, &turn(Intent::Other, "one mug"), &facts, &mut record);
    assert_eq!(why.state.expects, Some(Expects::Reason));
    let shown = go(&why.state, &turn(Intent::Complaint, "it is ugly"), &proven(&record), &mut record);
    assert_eq!(shown.state.expects, Some(Expects::Confirmation));
    for fact in ["#W1", "Mug", "$10.00", "credit card"] {
        assert!(text(&shown).contains(fact), "{fact}: {}", text(&shown));
    }
    assert!(record.acts.is_empty(), "nothing is committed before the yes");
    let done = go(&shown.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    let action = &done.actions[0];
    assert_eq!(
        (action.action, action.items.as_slice()),
        (ActionType::ReturnRequested, &["v-a".to_owned()][..])
    );
    assert_eq!(action.amount.as_ref().map(|money| money.amount.as_str()), Some("10.00"));
    assert_eq!(
        (action.settlement, action.deadline.as_deref()),
        (Some(Settlement::Refund), Some("2026-11-19T23:59:59Z"))
    );
    assert_eq!(done.state.expects, None);
}

#[test]
fn a_no_at_the_confirmation_commits_nothing() {
    let mut record = pending();
    let shown = go(&fresh(), &turn(Intent::OrderCancel, "cancel it"), &proven(&record), &mut record);
    let declined = go(&shown.state, &turn(Intent::ConfirmNo, "no"), &proven(&record), &mut record);
    assert!(declined.actions.is_empty() && record.acts.is_empty());
    assert_eq!((declined.state.expects, declined.handoff.is_none()), (None, true));
    let late = go(&declined.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    assert!(late.actions.is_empty() && record.acts.is_empty(), "a yes to nothing does nothing");
}

#[test]
fn when_the_order_moves_between_question_and_yes_it_is_shown_again() {
    let mut record = pending();
    let shown = go(&fresh(), &turn(Intent::OrderCancel, "cancel it"), &proven(&record), &mut record);
    record.order.total.amount = "35.00".to_owned();
    let again = go(&shown.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    assert_eq!((again.state.expects, record.acts.len()), (Some(Expects::Confirmation), 0));
    assert!(text(&again).contains("$35.00") && text(&again).contains("changed"), "{}", text(&again));
    record.order.fulfilments.push(parcel(&[("a", 2)], None));
    let shipped = go(&again.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    assert_eq!((shipped.state.expects, record.acts.len()), (None, 0));
    assert!(text(&shipped).contains("shipped"));
}

#[test]
fn a_yes_with_a_but_is_no_yes() {
    let mut record = pending();
    let shown = go(&fresh(), &turn(Intent::OrderCancel, "cancel it"), &proven(&record), &mut record);
    let mut but = turn(Intent::ConfirmYes, "yes but wait");
    (but.hedges, but.affirms) = (true, false);
    let asked = go(&shown.state, &but, &proven(&record), &mut record);
    assert_eq!((asked.state.expects, record.acts.len()), (Some(Expects::Confirmation), 0));
}

#[test]
fn a_correction_at_the_confirmation_is_shown_before_anything_is_done() {
    let mut record = delivered();
    let mut wish = turn(Intent::ReturnStart, "return the mugs, too big");
    wish.reason = Some("too big".to_owned());
    let shown = go(&fresh(), &wish, &naming(&record, &[("a", 2)]), &mut record);
    assert!(text(&shown).contains("2 × Mug"));
    let other = go(
        &shown.state,
        &turn(Intent::ConfirmNo, "no, the lamp"),
        &naming(&record, &[("b", 1)]),
        &mut record,
    );
    assert_eq!(other.state.expects, Some(Expects::Confirmation));
    assert!(text(&other).contains("Lamp") && !text(&other).contains("Mug of"), "{}", text(&other));
    let done = go(&other.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    assert_eq!(done.actions[0].items, ["v-b"]);
}

#[test]
fn a_yes_that_says_again_what_was_shown_is_one() {
    let mut record = delivered();
    let wish = Turn { reason: Some("too big".to_owned()), ..turn(Intent::ReturnStart, "return the lamp") };
    let shown = go(&fresh(), &wish, &naming(&record, &[("b", 1)]), &mut record);
    let only = |text| Turn { agrees: true, hedges: true, ..turn(Intent::Other, text) };
    let other =
        go(&shown.state, &only("yes, only the mugs"), &naming(&record, &[("a", 2)]), &mut record.clone());
    assert_eq!((other.state.expects, other.actions.len()), (Some(Expects::Confirmation), 0));
    let done = go(&shown.state, &only("yes, only the lamp"), &naming(&record, &[("b", 1)]), &mut record);
    assert_eq!(done.actions.len(), 1, "{}", text(&done));
}

#[test]
fn what_is_named_as_well_comes_to_what_was_named() {
    let mut record = delivered();
    let wish = Turn { reason: Some("too big".to_owned()), ..turn(Intent::ReturnStart, "return the lamp") };
    let shown = go(&fresh(), &wish, &naming(&record, &[("b", 1)]), &mut record);
    let mug = Turn { as_well: true, ..turn(Intent::ReturnStart, "and a mug as well") };
    let both = go(&shown.state, &mug, &naming(&record, &[("a", 1)]), &mut record);
    assert!(text(&both).contains("Return Lamp and Mug"), "{}", text(&both));
    assert!(record.acts.is_empty(), "it is shown first");
}

#[test]
fn a_request_waits_behind_one_that_the_order_makes_another() {
    let mut record = delivered();
    let mut both = turn(Intent::ExchangeStart, "the lamp is dead, I want a replacement; and where is W2");
    both.intents = vec![Intent::ExchangeStart, Intent::OrderStatus];
    (both.describes, both.resolution) = (true, Some(Resolution::Replacement));
    let shown = go(&fresh(), &both, &naming(&record, &[("b", 1)]), &mut record);
    assert!(text(&shown).contains("claim"), "{}", text(&shown));
    assert_eq!(shown.state.later.len(), 1);
}

#[test]
fn what_was_done_is_not_done_again() {
    let mut record = pending();
    let shown = go(&fresh(), &turn(Intent::OrderCancel, "cancel it"), &proven(&record), &mut record);
    let done = go(&shown.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    assert_eq!(record.acts.len(), 1);
    let again = go(&done.state, &turn(Intent::OrderCancel, "cancel it"), &proven(&record), &mut record);
    assert!(text(&again).contains("cancelled") && record.acts.len() == 1);
    // The answer to the yes was lost on its way: whatever is written next, what was done is told.
    let lost = go(&shown.state, &turn(Intent::ConfirmNo, "no"), &proven(&record), &mut record);
    assert_eq!((lost.actions.len(), record.acts.len()), (1, 1));
}

#[test]
fn an_exchange_says_the_difference_before_and_takes_only_what_is_in_stock() {
    let mut record = delivered();
    let wish = turn(Intent::ExchangeStart, "swap the lamp for a black one");
    let mut facts = naming(&record, &[("b", 1)]);
    facts.heard.to = vec![("b".to_owned(), vec!["w-b".to_owned()])];
    facts.products = vec![product("b", "Lamp", "27.50", false)];
    let gone = go(&fresh(), &wish, &facts, &mut record);
    assert_eq!(gone.handoff.is_none().then_some(gone.state.expects), Some(None), "{}", text(&gone));
    facts.products = vec![product("b", "Lamp", "27.50", true)];
    let shown = go(&fresh(), &wish, &facts, &mut record);
    assert_eq!(shown.state.expects, Some(Expects::Confirmation));
    assert!(text(&shown).contains("$7.50") && text(&shown).contains("charged"), "{}", text(&shown));
    let yes = Facts { heard: Heard::default(), ..facts };
    let done = go(&shown.state, &turn(Intent::ConfirmYes, "yes"), &yes, &mut record);
    let action = &done.actions[0];
    assert_eq!((action.to_variant.as_deref(), action.settlement), (Some("w-b"), Some(Settlement::Charge)));
}

#[test]
fn where_a_shop_gives_a_choice_the_shopper_says_where_the_money_goes() {
    let record = delivered();
    let credit =
        Rules { refund_methods: vec![RefundMethod::OriginalPayment, RefundMethod::StoreCredit], ..rules() };
    let wish = Turn { reason: Some("too big".to_owned()), ..turn(Intent::ReturnStart, "return the lamp") };
    let asked = step(&fresh(), &wish, &naming(&record, &[("b", 1)]), &credit);
    assert_eq!(asked.state.expects, Some(Expects::RefundMethod));
    assert_eq!(asked.replies[0].quick_replies.len(), 2);
    let answer = |method| Turn { refund_method: Some(method), ..turn(Intent::Other, "that one") };
    let other = step(&asked.state, &answer(RefundMethod::Elsewhere), &proven(&record), &credit);
    assert_eq!(other.state.expects, Some(Expects::RefundMethod), "another card is no choice");
    let shown = step(&asked.state, &answer(RefundMethod::StoreCredit), &proven(&record), &credit);
    assert!(text(&shown).contains("$20.00 is given to you as store credit"), "{}", text(&shown));
    let yes = step(&shown.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &credit);
    let acts = yes.commit.expect("a yes commits").acts;
    assert_eq!(acts[0].action.method.as_deref(), Some("store_credit"));
    // Nothing is left to pay back: nobody is asked where it should go.
    let mut paid = record.clone();
    paid.order.total.amount = "0.00".to_owned();
    let free = step(&fresh(), &wish, &naming(&paid, &[("b", 1)]), &credit);
    assert_eq!(free.state.expects, Some(Expects::Confirmation), "{}", text(&free));
}

#[test]
fn a_refund_onto_another_card_is_told_no_and_shown_again() {
    let mut record = delivered();
    let wish = Turn { reason: Some("too big".to_owned()), ..turn(Intent::ReturnStart, "return the lamp") };
    let shown = go(&fresh(), &wish, &naming(&record, &[("b", 1)]), &mut record);
    assert_eq!(shown.state.expects, Some(Expects::Confirmation), "one way only is no question");
    let card = Turn {
        refund_method: Some(RefundMethod::Elsewhere),
        ..turn(Intent::ConfirmYes, "yes, onto my other card")
    };
    let again = go(&shown.state, &card, &proven(&record), &mut record);
    assert_eq!((again.state.expects, record.acts.len()), (Some(Expects::Confirmation), 0));
    assert!(text(&again).contains("only go to your original payment method"), "{}", text(&again));
    let card = Turn {
        refund_method: Some(RefundMethod::OriginalPayment),
        ..turn(Intent::ConfirmYes, "yes, to my card")
    };
    let done = go(&again.state, &card, &proven(&record), &mut record);
    assert_eq!(done.actions.len(), 1, "{}", text(&done));
}

#[test]
fn an_item_is_taken_out_of_an_order_where_the_rules_allow_it() {
    let record = pending();
    let less = Rules { removals: true, ..rules() };
    let wish = Turn { takes_out: true, ..turn(Intent::OrderChangeItems, "take one mug out") };
    let facts = naming(&record, &[("a", 1)]);
    let no = step(&fresh(), &wish, &facts, &rules());
    assert!(no.state.expects.is_none() && text(&no).contains("cancelled as a whole"), "{}", text(&no));
    let shown = step(&fresh(), &wish, &facts, &less);
    assert!(text(&shown).contains("Take Mug out of order #W1. $10.00 is refunded"), "{}", text(&shown));
    let yes = step(&shown.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &less);
    let mut after = record.clone();
    after.acts = yes.commit.expect("a yes commits").acts;
    assert_eq!(after.acts[0].action.action, ActionType::OrderItemsChanged);
    // What is gone is not taken out twice, and is not paid back twice.
    let two = step(&fresh(), &wish, &naming(&after, &[("a", 2)]), &less);
    assert!(text(&two).contains("Take Mug out"), "one is left: {}", text(&two));
    let all = step(&fresh(), &turn(Intent::OrderCancel, "cancel it"), &proven(&after), &less);
    assert!(text(&all).contains("$30.00 is refunded"), "{}", text(&all));
    // Part of an order called off is an item taken out, and the last of it is the whole order.
    let part =
        step(&fresh(), &turn(Intent::OrderCancel, "cancel the lamp"), &naming(&record, &[("b", 1)]), &less);
    assert!(text(&part).contains("Take Lamp out"), "{}", text(&part));
    let rest = step(&fresh(), &wish, &naming(&record, &[("a", 2), ("b", 1)]), &less);
    assert!(text(&rest).contains("Cancel the whole order"), "{}", text(&rest));
    // Nothing is ever added: that is another purchase.
    let more = Turn { puts_in: true, ..turn(Intent::OrderChangeItems, "add a mug") };
    let no = step(&fresh(), &more, &naming(&record, &[("a", 1)]), &less);
    assert!(text(&no).contains("place a new order"), "{}", text(&no));
}

#[test]
fn a_claim_records_the_wish_and_promises_nothing() {
    let mut record = delivered();
    let mut wish = turn(Intent::ItemProblem, "the lamp is cracked");
    wish.describes = true;
    let asked = go(&fresh(), &wish, &naming(&record, &[("b", 1)]), &mut record);
    assert_eq!(asked.state.expects, Some(Expects::Resolution));
    let mut money = turn(Intent::RefundStatus, "a refund please");
    money.resolution = Some(Resolution::Refund);
    let shown = go(&asked.state, &money, &proven(&record), &mut record);
    let done = go(&shown.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    let action = &done.actions[0];
    assert_eq!(
        (action.action, action.resolution, action.settlement),
        (ActionType::ClaimOpened, Some(Resolution::Refund), None)
    );
    assert_eq!(action.reason.as_deref(), Some("the lamp is cracked"));
}

#[test]
fn a_refund_is_never_larger_than_what_was_paid_and_not_paid_back() {
    let mut record = delivered();
    record.order.total.amount = "15.00".to_owned();
    let mut wish = turn(Intent::ReturnStart, "return the lamp, too big");
    wish.reason = Some("too big".to_owned());
    let shown = go(&fresh(), &wish, &naming(&record, &[("b", 1)]), &mut record);
    assert!(text(&shown).contains("$15.00"), "{}", text(&shown));
    record.acts.push(act(&shown, &record));
    wish.text = "and the mugs".to_owned();
    let rest = go(&fresh(), &wish, &naming(&record, &[("a", 2)]), &mut record);
    assert!(text(&rest).contains("$0.00"), "nothing is left to pay back: {}", text(&rest));
}

fn act(shown: &Outcome, _: &Record) -> Act {
    let deed = &shown.state.shown.as_ref().expect("something is shown").deeds[0];
    Act { at: now(), action: deed.action.clone(), lines: deed.lines.clone() }
}

#[test]
fn a_rules_no_is_explained_with_an_offer_and_disputing_it_brings_a_person() {
    let mut record = delivered();
    record.order.fulfilments[0].delivered_at = Some(at("2026-09-01T10:00:00Z"));
    let refused = go(
        &fresh(),
        &turn(Intent::ReturnStart, "return the lamp"),
        &naming(&record, &[("b", 1)]),
        &mut record,
    );
    assert!(text(&refused).contains("30 days") && refused.state.expects.is_none() && refused.state.offered);
    let mut plea = turn(Intent::Other, "please make an exception");
    plea.pleads = true;
    let disputed = go(&refused.state, &plea, &proven(&record), &mut record);
    assert_eq!(disputed.handoff.map(|story| story.reason), Some(HandoffReason::Policy));
    let mut fine = turn(Intent::ConfirmYes, "ok then, I understand");
    fine.accepts = true;
    let accepted = go(&refused.state, &fine, &proven(&record), &mut record);
    assert!(accepted.handoff.is_none());
}

#[test]
fn a_second_request_waits_and_is_taken_up_by_itself() {
    let mut record = pending();
    let mut both = turn(Intent::OrderCancel, "cancel it and send me the invoice");
    both.intents.push(Intent::OrderInvoice);
    let shown = go(&fresh(), &both, &proven(&record), &mut record);
    assert_eq!(shown.state.later.len(), 1);
    let done = go(&shown.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    assert_eq!(done.then.map(|later| later.intent), Some(Intent::OrderInvoice));
}

#[test]
fn two_failed_answers_to_one_question_bring_a_person() {
    let mut record = delivered();
    let asked =
        go(&fresh(), &turn(Intent::ReturnStart, "I want to return something"), &proven(&record), &mut record);
    let mut lost = turn(Intent::Other, "hmm");
    lost.confidence = 0.2;
    let once = go(&asked.state, &lost, &proven(&record), &mut record);
    assert_eq!(once.state.expects, Some(Expects::Items));
    let twice = go(&once.state, &lost, &proven(&record), &mut record);
    assert_eq!(twice.handoff.map(|story| story.reason), Some(HandoffReason::Unresolved));
}

#[test]
fn a_change_of_mind_takes_the_place_of_what_was_shown() {
    let mut record = pending();
    let shown = go(&fresh(), &turn(Intent::OrderCancel, "cancel it"), &proven(&record), &mut record);
    let mut instead = turn(Intent::ConfirmNo, "no, change the address instead");
    instead.intents = vec![Intent::ConfirmNo, Intent::OrderChangeAddress];
    let asked = go(&shown.state, &instead, &proven(&record), &mut record);
    assert_eq!((asked.intent, asked.state.expects), (Intent::OrderChangeAddress, Some(Expects::Address)));
    let mut address = turn(Intent::Other, "5 New Street, Leeds LS1 4AP");
    address.confidence = 0.3;
    let ready = go(&asked.state, &address, &proven(&record), &mut record);
    assert!(text(&ready).contains("5 New Street"));
    let done = go(&ready.state, &turn(Intent::ConfirmYes, "yes"), &proven(&record), &mut record);
    assert_eq!(done.actions[0].action, ActionType::OrderAddressChanged);
    assert!(done.then.is_none(), "what was given up is not taken up again");
}

#[test]
fn asking_how_things_stand_in_the_middle_keeps_the_question_open() {
    let mut record = delivered();
    let asked =
        go(&fresh(), &turn(Intent::ReturnStart, "I want to return something"), &proven(&record), &mut record);
    let aside = go(
        &asked.state,
        &turn(Intent::OrderStatus, "when did it arrive again?"),
        &proven(&record),
        &mut record,
    );
    assert_eq!(aside.state.expects, Some(Expects::Items));
    assert!(text(&aside).contains("delivered") && text(&aside).contains("Which items"), "{}", text(&aside));
}

#[test]
fn a_number_of_nothing_named_counts_for_the_line_that_is_spoken_of() {
    let mut record = delivered();
    let wish = turn(Intent::ReturnStart, "return the mugs");
    let why = beeline_dialogue::Turn { reason: Some("ugly".to_owned()), ..wish };
    let shown = go(&fresh(), &why, &naming(&record, &[("a", 2)]), &mut record);
    // "Just one": the words alone would fit anything.
    let heard = Heard { many: Some(1), ..Heard::default() };
    let facts = Facts { heard, ..proven(&record) };
    let fewer = go(&shown.state, &turn(Intent::Other, "just one of them"), &facts, &mut record);
    assert_eq!(fewer.state.form.lines, [("a".to_owned(), 1)]);
    assert_eq!(fewer.state.expects, Some(Expects::Confirmation));
    // The line has no five.
    let heard = Heard { many: Some(5), ..Heard::default() };
    let facts = Facts { heard, ..proven(&record) };
    let same = go(&fewer.state, &turn(Intent::Other, "five"), &facts, &mut record);
    assert_eq!(same.state.form.lines, [("a".to_owned(), 1)]);
    assert!(record.acts.is_empty());
}

#[test]
fn of_two_requests_the_first_is_served_and_the_second_waits_with_its_own_words() {
    let mut record = delivered();
    let parts = ["return the lamp", "and a mug is broken"].map(str::to_owned).to_vec();
    let intents = vec![Intent::ReturnStart, Intent::ItemProblem];
    let both = turn(Intent::ItemProblem, "return the lamp and a mug is broken");
    let both = beeline_dialogue::Turn { intents, parts, ..both };
    assert_eq!(beeline_dialogue::served(&fresh(), &both), "return the lamp");
    let first = go(&fresh(), &both, &naming(&record, &[("b", 1)]), &mut record);
    assert_eq!((first.intent, first.state.expects), (Intent::ReturnStart, Some(Expects::Reason)));
    let waiting = &first.state.later[0];
    assert_eq!((waiting.intent, waiting.text.as_str()), (Intent::ItemProblem, "and a mug is broken"));
}

#[test]
fn a_piece_that_is_still_on_its_way_is_told_about_and_not_claimed() {
    let mut record = pending();
    record.order.fulfilments.push(parcel(&[("a", 2)], Some("2026-10-20T10:00:00Z")));
    for intent in [Intent::ItemProblem, Intent::DeliveryProblem] {
        let missing = turn(intent, "the lamp was not in the box");
        let told = go(&fresh(), &missing, &naming(&record, &[("b", 1)]), &mut record);
        assert_eq!(told.state.expects, None);
        assert!(text(&told).contains("Lamp"), "{}", text(&told));
        assert!(told.state.shown.is_none() && record.acts.is_empty());
    }
}

#[test]
fn a_no_with_a_question_declines_and_answers_and_does_not_ask_again() {
    let mut record = pending();
    let shown = go(&fresh(), &turn(Intent::OrderCancel, "cancel it"), &proven(&record), &mut record);
    assert_eq!(shown.state.expects, Some(Expects::Confirmation));
    let no = turn(Intent::ConfirmNo, "wait, no. Where is it now?");
    let intents = vec![Intent::ConfirmNo, Intent::OrderStatus];
    let no = beeline_dialogue::Turn { intents, refuses: true, ..no };
    let told = go(&shown.state, &no, &proven(&record), &mut record);
    assert_eq!((told.intent, told.state.expects), (Intent::OrderStatus, None));
    assert!(told.state.shown.is_none() && record.acts.is_empty());
    // Only a pause: what was shown stays open behind the answer.
    let wait = beeline_dialogue::Turn { refuses: false, ..no };
    let told = go(&shown.state, &wait, &proven(&record), &mut record);
    assert_eq!(told.state.expects, Some(Expects::Confirmation));
}

#[test]
fn the_order_settles_what_the_words_leave_in_doubt() {
    let mut record = delivered();
    let unwanted =
        |calls_off| Turn { calls_off, ..turn(Intent::OrderCancel, "I don't want the lamp any more") };
    let back = go(&fresh(), &unwanted(false), &naming(&record, &[("b", 1)]), &mut record);
    assert_eq!((back.intent, back.state.expects), (Intent::ReturnStart, Some(Expects::Reason)));
    // Who says cancel is told that it is too late for that.
    let late = go(&fresh(), &unwanted(true), &naming(&record, &[("b", 1)]), &mut record);
    assert_eq!((late.intent, late.state.refused), (Intent::OrderCancel, Some(Intent::OrderCancel)));
}

#[test]
fn what_would_begin_with_the_order_in_any_case_begins_with_it() {
    let half = |other| Turn {
        confidence: 0.42,
        besides: vec![(other, 0.3)],
        number: None,
        numbers: Vec::new(),
        email: None,
        ..turn(Intent::OrderChangeItems, "about that order of mine")
    };
    let nothing = Facts { proof: Proof::None, ..proven(&delivered()) };
    let begun = step(&fresh(), &half(Intent::OrderCancel), &nothing, &rules());
    assert_eq!(begun.state.expects, Some(Expects::OrderNumber));
    let unclear = step(&fresh(), &half(Intent::Complaint), &nothing, &rules());
    assert_eq!(unclear.intent, Intent::Other);
}
