//! One text, understood.

use beeline_protocol::{Expects, Intent};

use crate::{Language, Slots, cues};

/// What was going on when the text was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// What the assistant had just asked for.
    pub expects: Option<Expects>,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq)]
pub struct Understanding {
    /// The strongest request; [`Intent::Other`] with a low confidence when nothing was understood.
    pub intent: Intent,
    /// Every request, in the order of the text; never empty.
    pub intents: Vec<Intent>,
    /// How likely `intent` is right, 0 to 1.
    pub confidence: f64,
    /// The facts given.
    pub slots: Slots,
    /// The language of the text, where it tells.
    pub language: Option<Language>,
}

/// A request this clear counts beside a clearer one.
const CLEAR: f64 = 0.9;
/// The confidence of "nothing matched".
const NOTHING: f64 = 0.2;

/// Reads one text in its context.
#[must_use]
pub fn understand(text: &str, context: Context) -> Understanding {
    let slots = Slots::read(text, context.expects == Some(Expects::OrderNumber));
    let votes = cues::votes(text);
    let (intents, confidence) = match votes.iter().map(|vote| vote.weight).reduce(f64::max) {
        None => (vec![Intent::Other], NOTHING),
        Some(top) => {
            let strong: Vec<_> = votes
                .iter()
                .filter(|vote| vote.weight >= CLEAR.min(0.7 * top))
                .map(|vote| vote.intent)
                .collect();
            (strong, top / (top + 0.25))
        }
    };
    let strongest = votes.iter().max_by(|a, b| a.weight.total_cmp(&b.weight));
    Understanding {
        intent: strongest.map_or(Intent::Other, |vote| vote.intent),
        intents,
        confidence,
        slots,
        language: Language::of(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Intent) {
        let read = understand(text, Context::default());
        assert_eq!(read.intent, expected, "{text}: {read:?}");
        assert!(read.confidence > 0.5, "{text}: {read:?}");
    }

    #[test]
    fn the_common_requests_are_understood() {
        for (text, intent) in [
            ("Where is my order #W2236333?", Intent::OrderStatus),
            ("has my parcel shipped yet", Intent::OrderStatus),
            ("when will it arrive??", Intent::OrderStatus),
            ("我的包裹到哪了", Intent::OrderStatus),
            ("I'd like to talk to a person", Intent::HumanRequest),
            ("转人工", Intent::HumanRequest),
            ("please cancel my order", Intent::OrderCancel),
            ("I want to return the kettle", Intent::ReturnStart),
            ("where is my refund", Intent::RefundStatus),
            ("what's your return policy?", Intent::ReturnPolicy),
            ("my card was charged twice", Intent::PaymentProblem),
            ("it says delivered but it's not here", Intent::DeliveryProblem),
            ("the lamp arrived broken", Intent::ItemProblem),
            ("which jacket would you recommend for rain?", Intent::ProductQuestion),
            ("hello", Intent::Smalltalk),
            ("yes please", Intent::ConfirmYes),
            ("no thanks", Intent::ConfirmNo),
        ] {
            check(text, intent);
        }
    }

    #[test]
    fn what_is_not_understood_is_said_by_a_low_confidence() {
        for text in ["the moon is made of bicycles", "asdf", "🦆"] {
            let read = understand(text, Context::default());
            assert!(read.intent == Intent::Other && read.confidence < 0.5, "{text}: {read:?}");
        }
    }

    #[test]
    fn two_requests_come_in_the_order_of_the_text() {
        let read = understand("please cancel my order and where is my refund", Context::default());
        assert_eq!(read.intents, [Intent::OrderCancel, Intent::RefundStatus]);
    }
}
