//! The whole story for the agent who takes over: flat, at most 4 KB, and nothing of an order that is not proven.

use beeline_protocol::{HandledBy, HandoffKind, HandoffReason, Intent, Summary};

use crate::{
    Facts, Line, Outcome, Record, Rules, Said, State, Turn,
    say::{Tongue, status, talk},
};

/// Ends the assistant's part: the conversation belongs to a person from now on.
pub(crate) fn hand_over(
    mut state: State,
    reason: HandoffReason,
    intent: Intent,
    turn: &Turn,
    record: Option<&Record>,
    facts: &Facts,
    rules: &Rules,
) -> Outcome {
    let says_little = matches!(intent, Intent::HumanRequest | Intent::Other | Intent::Complaint);
    let in_hand = state.pursuing.filter(|_| says_little).unwrap_or(intent);
    let kind = match (reason, turn.frustrated, in_hand) {
        (HandoffReason::Frustrated, ..) | (_, true, _) => HandoffKind::Emotional,
        (_, _, Intent::ProductQuestion) => HandoffKind::Commercial,
        _ => HandoffKind::Technical,
    };
    let tongue = state.tongue;
    let text = talk::handing_over(tongue, kind == HandoffKind::Emotional);
    // The scores are the conversation's to know: the caller fills `mood` in.
    let story = Summary {
        reason,
        kind,
        verified: turn.signed_in.is_some() || !state.proven.is_empty(),
        intent: in_hand,
        order: state.proven.last().cloned(),
        facts: record.map(|record| status::status(Tongue::English, record, facts.now)).into_iter().collect(),
        mood: Vec::new(),
        mood_reason: None,
        tried: state.tried.iter().map(|said| tried(*said).to_owned()).collect(),
        suggested_actions: suggested_actions(in_hand, reason, kind),
        suggested_reply: suggested_reply(tongue, kind, rules),
        language: tongue.tag().to_owned(),
    };
    state.owner = HandledBy::Human;
    state.close();
    state.later.clear();
    Outcome { handoff: Some(Box::new(story)), ..Outcome::said(state, intent, vec![Line::from(text)]) }
}

fn tried(said: Said) -> &'static str {
    match said {
        Said::AskedNumber => "Asked for the order number.",
        Said::AskedEmail => "Asked for the email on the order.",
        Said::AskedMore => "Asked for what was missing.",
        Said::NotProven => "Order number and email did not match a record.",
        Said::ToldStatus => "Told how the order stands.",
        Said::ToldPolicy => "Explained the return rules.",
        Said::ToldAnswer => "Gave the shop's own answer.",
        Said::Showed => "Showed what would be done and asked for a yes.",
        Said::Committed => "Did it, after the shopper's yes.",
        Said::Declined => "The shopper decided against it.",
        Said::Refused => "Explained the rule that does not allow it.",
        Said::CouldNot => "Had no answer of the shop to give.",
        Said::NotUnderstood => "Did not understand the message.",
    }
}

fn suggested_actions(intent: Intent, reason: HandoffReason, kind: HandoffKind) -> Vec<String> {
    let mut actions = Vec::new();
    if kind == HandoffKind::Emotional {
        actions
            .push("Acknowledge what went wrong before anything else, and say when they will hear from you.");
    }
    actions.extend(match intent {
        Intent::OrderStatus => {
            vec!["Check the carrier's scan history.", "Offer a new delivery date or a replacement."]
        }
        Intent::DeliveryProblem => vec![
            "Ask for a photo of the place of delivery and open a claim with the carrier.",
            "Send a replacement or refund.",
        ],
        Intent::ReturnStart | Intent::ExchangeStart | Intent::ItemProblem => {
            vec!["Confirm the item and the reason, then send a return label."]
        }
        Intent::RefundStatus | Intent::ReturnStatus => {
            vec!["Check the refund with the payment provider and give its reference."]
        }
        Intent::OrderCancel | Intent::OrderChangeAddress | Intent::OrderChangeItems => {
            vec!["Change the order before it is packed."]
        }
        Intent::ProductQuestion => vec!["Ask what it is for, then recommend one product and say why."],
        Intent::PaymentProblem => vec!["Compare the charges with the payment provider's record."],
        Intent::AccountProblem => vec!["Verify who they are before changing anything on the account."],
        _ => vec!["Ask what would put this right for them."],
    });
    if reason == HandoffReason::Unresolved {
        actions.push("Look the order up by name or address: number and email did not lead to it.");
    }
    actions.into_iter().map(str::to_owned).collect()
}

fn suggested_reply(tongue: Tongue, kind: HandoffKind, rules: &Rules) -> String {
    let shop = &rules.shop;
    match kind {
        HandoffKind::Emotional => tongue.pick(
            "I'm sorry, I can see why this is frustrating. I have read everything and I am looking into it right now; I'll stay with you until it is sorted.".to_owned(),
            "非常抱歉，换作是我也会着急。之前的内容我都看过了，正在马上处理，会一直跟进到解决为止。".to_owned(),
        ),
        HandoffKind::Commercial => tongue.pick(
            format!("Hello, I'm with {shop}. Happy to help you choose: what will you use it for, and is there a budget you have in mind?"),
            format!("您好，我是 {shop} 的顾问，很高兴帮您挑选。请问主要用在什么场合，预算大概多少？"),
        ),
        HandoffKind::Technical => tongue.pick(
            format!("Hello, I'm with {shop}. I have read your conversation and am checking this for you now."),
            format!("您好，我是 {shop} 的客服。之前的对话我都看过了，正在为您核实。"),
        ),
    }
}
