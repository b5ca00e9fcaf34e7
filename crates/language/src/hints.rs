//! Small things that a text says beside its request: what would put it right, what is wrong, which of two, a yes, a
//! wish to let it rest. The phrases are in `hints.txt`.

use beeline_protocol::{RefundMethod, Resolution};

use crate::{
    phrases::{any, find, of_words, phrases, plain, said, wished},
    words::Word,
};

/// A text, made ready to be looked through once for all of them.
pub struct Hints<'a> {
    text: &'a str,
    plain: String,
}

impl<'a> Hints<'a> {
    /// The text's words are read here; every question below is a search in them.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self { text, plain: plain(text) }
    }

    /// The same of a text whose words are at hand.
    pub(crate) fn in_words(text: &'a str, words: &[Word]) -> Self {
        Self { text, plain: of_words(words) }
    }

    /// Whether the text begins with a yes and takes nothing of it back.
    #[must_use]
    pub fn affirms(&self) -> bool {
        self.agrees() && !self.hedges()
    }

    /// Whether the text begins with a yes and denies nothing; it may narrow it.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let first = phrases("yes").filter_map(|phrase| find(&self.plain, phrase).next()).min();
        let yes = first.is_some_and(|at| self.plain[..at].trim().is_empty()) || self.has_clause("yes");
        yes && !any(&self.plain.replace("没问题", "好"), "dont")
    }

    /// Whether the text takes back or narrows what it says.
    #[must_use]
    pub fn hedges(&self) -> bool {
        any(&self.plain, "but")
    }

    /// Whether the text lets a matter rest.
    #[must_use]
    pub fn abandons(&self) -> bool {
        any(&self.plain, "let go")
    }

    /// Whether the text thanks or takes leave.
    #[must_use]
    pub fn thanks(&self) -> bool {
        any(&self.plain, "thanks")
    }

    /// Whether the text takes what it names or nothing.
    #[must_use]
    pub fn or_nothing(&self) -> bool {
        any(&self.plain, "or nothing")
    }

    /// Whether the text speaks of calling something off.
    #[must_use]
    pub fn calls_off(&self) -> bool {
        any(&self.plain, "calls off") || self.calls_it_off()
    }

    /// Whether the text does so in words that sound like a telephone.
    pub(crate) fn calls_it_off(&self) -> bool {
        any(&self.plain, "off")
    }

    /// Whether the text is a question.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.text.trim_end().ends_with(['?', '？']) || self.text.contains(['吗', '嗎'])
    }

    /// Whether the text wants something to go back or be swapped.
    #[must_use]
    pub fn sends_back(&self) -> bool {
        // 要退款 wants the money, 要退 the thing gone.
        any(&self.plain.replace("退款", ""), "back") || self.gives_back()
    }

    /// Whether the text sends something back and wants nothing for it but the money.
    #[must_use]
    pub fn gives_back(&self) -> bool {
        let things = self.plain.replace("money back", "");
        any(&things, "sent") && things.contains(" back ") && !any(&things, "instead")
    }

    /// Whether the text asks whose the postage is.
    #[must_use]
    pub fn who_pays(&self) -> bool {
        any(&self.plain, "payer")
    }

    /// Whether the text takes a no as it is.
    #[must_use]
    pub fn accepts(&self) -> bool {
        any(&self.plain, "accept")
    }

    /// Whether a clause of the text is a bare no.
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.has_clause("no")
    }

    /// Whether the text means some of several and does not say which.
    #[must_use]
    pub fn some_of(&self) -> bool {
        any(&self.plain, "some")
    }

    /// Whether the text asks where something of the shopper's own is.
    #[must_use]
    pub fn whereabouts(&self) -> bool {
        any(&self.plain, "mine")
    }

    /// Whether the text asks where or when something is that was promised.
    #[must_use]
    pub fn asks_when_due(&self) -> bool {
        any(&self.plain, "due")
    }

    /// Whether the text asks if something may go back, and does not send it.
    #[must_use]
    pub fn asks_leave(&self) -> bool {
        any(&self.plain, "may")
    }

    /// Whether the text asks what it costs or how long there is to send something back.
    #[must_use]
    pub fn asks_terms(&self) -> bool {
        any(&self.plain, "terms")
    }

    /// Whether the text speaks of what would be.
    #[must_use]
    pub fn supposes(&self) -> bool {
        any(&self.plain, "supposes")
    }

    /// Whether the text wants a complaint to be taken down.
    #[must_use]
    pub fn complains(&self) -> bool {
        any(&self.plain, "complains")
    }

    /// Whether the text asks for an exception to a rule.
    #[must_use]
    pub fn pleads(&self) -> bool {
        any(&self.plain, "plea")
    }

    /// Whether the text says what is wrong with something.
    #[must_use]
    pub fn describes(&self) -> bool {
        let instead = any(&self.plain, "came") && find(&self.plain, "instead").next().is_some();
        let taste: Vec<usize> = phrases("taste").flat_map(|phrase| find(&self.plain, phrase)).collect();
        let mut wrong = phrases("wrong").flat_map(|phrase| find(&self.plain, phrase));
        instead || clauses(self.text).any(none_inside) || wrong.any(|at| !taste.contains(&at))
    }

    /// Whether the text says that something is wrong, and not what.
    #[must_use]
    pub fn amiss(&self) -> bool {
        any(&self.plain, "amiss")
    }

    /// Whether the text misses something in what has come.
    #[must_use]
    pub fn lacks(&self) -> bool {
        any(&self.plain, "lacks")
    }

    /// Whether the text wants something with another thing as well.
    #[must_use]
    pub fn adds(&self) -> bool {
        any(&self.plain, "more") && !any(&self.plain, "it")
    }

    /// Whether the text names something beside what was named before.
    #[must_use]
    pub fn as_well(&self) -> bool {
        any(&self.plain, "as well") || self.plain.trim_end().ends_with(" too")
    }

    /// Whether the text asks if something has come, and does not say that it has not.
    #[must_use]
    pub fn asks_if_there(&self) -> bool {
        self.asks() && any(&self.plain, "there") && !any(&self.plain, "dont")
    }

    /// Whether the text begins by going on to another thing.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        phrases("on").any(|phrase| find(&self.plain, phrase).next().is_some_and(|at| at <= 1))
    }

    /// Whether the text means the other one of two.
    #[must_use]
    pub fn other_one(&self) -> bool {
        any(&self.plain, "other")
    }

    /// What would put it right, where the text says so and does not turn it down.
    #[must_use]
    pub fn resolution(&self) -> Option<Resolution> {
        let refund = wished(&self.plain, "refund");
        let replacement = wished(&self.plain, "replacement");
        match (refund, replacement) {
            (Some(one), Some(other)) if other < one => Some(Resolution::Replacement),
            (Some(_), _) => Some(Resolution::Refund),
            (None, Some(_)) => Some(Resolution::Replacement),
            (None, None) => None,
        }
    }

    /// Where the money should go, where the text says so and does not turn it down.
    #[must_use]
    pub fn refund_method(&self) -> Option<RefundMethod> {
        let ways = [
            ("credit", RefundMethod::StoreCredit),
            ("elsewhere", RefundMethod::Elsewhere),
            ("original", RefundMethod::OriginalPayment),
        ];
        let said = ways.map(|(hint, way)| wished(&self.plain, hint).map(|at| (at, way)));
        said.into_iter().flatten().min_by_key(|(at, _)| *at).map(|(_, way)| way)
    }

    /// Whether the text wants something out of an order.
    #[must_use]
    pub fn takes_out(&self) -> bool {
        any(&self.plain, "out")
    }

    /// Whether the text wants something more in an order.
    #[must_use]
    pub fn puts_in(&self) -> bool {
        any(&self.plain, "in")
    }

    /// The clause that says why, where one does by its usual words.
    #[must_use]
    pub fn reason(&self) -> Option<&'a str> {
        let clauses = self
            .text
            .split(['.', '!', '?', ';', ':', '\n', '。', '！', '？', '；', '，', '：'])
            .flat_map(|part| part.split(", "));
        let why = clauses
            // "The rucksack too" is no reason; "too big" is.
            .map(|clause| clause.trim().strip_suffix(" too").unwrap_or(clause.trim()))
            .find(|clause| said(clause, "why"))?;
        let from =
            ["because ", "cause ", "since ", "因为", "因為"].iter().find_map(|word| why.split_once(word));
        let why = from.map_or(why, |(_, after)| after).trim_matches([' ', ',']);
        (!why.is_empty()).then_some(why)
    }

    /// The part of the text that names what it is about: a sentence with an exception, or with nothing but one thing,
    /// stands alone, and what is said of the rest is left out.
    #[must_use]
    pub fn named(&self) -> String {
        let text = self.text.replace(" of the two", "").replace(" of the three", "");
        // 椅子老爸说他要，就退外套一件: a clause by itself.
        if let Some(just) = clauses(&text).find(|clause| said(clause, "just")) {
            return just.to_owned();
        }
        let sentences = || text.split_inclusive(['.', '!', '?', '\n', '。', '！', '？']);
        if let Some(alone) = sentences().find(|sentence| said(sentence, "alone")) {
            return alone.to_owned();
        }
        clauses(&text).filter(|clause| !said(clause, "rest")).collect()
    }

    /// The clauses that say what was not there.
    #[must_use]
    pub fn missing(&self) -> Option<String> {
        let mut gone = String::new();
        let mut before = "";
        for clause in clauses(self.text) {
            if said(clause, "gone") || none_inside(clause) {
                // "Sunglasses NO. They are missing": what they are stands before.
                let points =
                    [" it ", " its ", " they ", " theyre "].iter().any(|it| plain(clause).starts_with(it));
                gone.push_str(if points { before } else { "" });
                gone.push_str(clause);
            }
            before = clause;
        }
        (!gone.is_empty()).then_some(gone)
    }

    /// Whether a clause of the text is nothing but such a phrase.
    fn has_clause(&self, hint: &str) -> bool {
        let clauses = self.text.split(['.', '!', '?', ',', ';', '\n', '。', '！', '？', '，', '；', '、']);
        clauses.map(plain).any(|clause| phrases(hint).any(|phrase| clause.trim() == phrase))
    }
}

/// "No helmet in the parcel": that it is missing, by other words than those for it.
fn none_inside(clause: &str) -> bool {
    plain(clause).starts_with(" no ") && said(clause, "inside")
}

/// A text's clauses, each with the stop that ends it.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([',', '.', '!', '?', ';', '\n', '，', '。', '！', '？', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_and_one_turned_down_is_not() {
        for (text, expected) in [
            ("a refund please", Some(Resolution::Refund)),
            ("not a refund, just send a replacement", Some(Resolution::Replacement)),
            ("I'd rather have my money back", Some(Resolution::Refund)),
            ("can you send another one", Some(Resolution::Replacement)),
            ("不要退款，补发一个", Some(Resolution::Replacement)),
            ("退款吧", Some(Resolution::Refund)),
            ("換新的給我", Some(Resolution::Replacement)),
            ("what now", None),
        ] {
            assert_eq!(Hints::of(text).resolution(), expected, "{text}");
        }
    }

    #[test]
    fn letting_go_is_heard_and_a_yes_with_a_but_is_none() {
        for text in [
            "oh never mind, I'm keeping all of it",
            "Hm, on second thoughts no, I'll keep the one I have.",
            "算了",
        ] {
            assert!(Hints::of(text).abandons(), "{text}");
        }
        for text in ["yes, cancel it", "okay, change them", "好的，退吧"] {
            assert!(Hints::of(text).affirms(), "{text}");
        }
        assert!(Hints::of("只要白色的，没有就不换了").or_nothing());
        assert!(!Hints::of("别的颜色也可以").or_nothing());
        for text in ["yes, but only the lamp", "no, cancel the other"] {
            assert!(!Hints::of(text).affirms(), "{text}");
        }
        assert!(Hints::of("Surely you can make an exception").pleads());
    }

    #[test]
    fn where_the_money_should_go_is_heard() {
        for (text, expected) in [
            ("store credit please", Some(RefundMethod::StoreCredit)),
            ("not store credit, back to my card", Some(RefundMethod::OriginalPayment)),
            ("could it go onto a different card?", Some(RefundMethod::Elsewhere)),
            ("退到余额吧", Some(RefundMethod::StoreCredit)),
            ("原路退回", Some(RefundMethod::OriginalPayment)),
            ("as soon as you can", None),
        ] {
            assert_eq!(Hints::of(text).refund_method(), expected, "{text}");
        }
    }

    #[test]
    fn what_comes_on_top_is_told_from_what_is_too_much() {
        for text in ["and the puzzle as well please", "the lamp too", "台灯也一起退"] {
            assert!(Hints::of(text).as_well(), "{text}");
        }
        for text in ["the lamp is too big", "only the lamp"] {
            assert!(!Hints::of(text).as_well(), "{text}");
        }
        assert!(Hints::of("Has it been delivered?").asks_if_there());
        assert!(!Hints::of("It has not been delivered, has it?").asks_if_there());
    }

    #[test]
    fn a_reason_is_the_clause_that_gives_it() {
        for (text, expected) in [
            (
                "Please arrange a return of the rucksack: it is too big for my commute.",
                "it is too big for my commute",
            ),
            ("Return the lantern, please. I don't need it any more.", "I don't need it any more"),
            ("我要退货，尺码不合适", "尺码不合适"),
        ] {
            assert_eq!(Hints::of(text).reason(), Some(expected));
        }
        assert_eq!(Hints::of("I want to return the kettle").reason(), None);
    }

    #[test]
    fn a_defect_is_told_from_a_complaint_without_one() {
        let describes = |text| Hints::of(text).describes();
        assert!(describes("the lamp arrived cracked"));
        assert!(describes("少了一個零件") || describes("少了一个零件"));
        assert!(describes("no helmet in the parcel"));
        assert!(!describes("there is a problem with my order"));
        assert!(describes("ordered two cream mugs and got navy instead"));
        for text in ["it doesn't fit my desk", "can I get the black one instead of brass?"] {
            assert!(!describes(text), "{text}");
        }
    }

    #[test]
    fn what_is_missing_is_told_apart_from_what_was_there() {
        let missing = |text| Hints::of(text).missing();
        assert_eq!(
            missing("The box had the lamp, the shade was missing!").as_deref(),
            Some(" the shade was missing!")
        );
        assert_eq!(
            missing("No helmet in the parcel, only the lock??").as_deref(),
            Some("No helmet in the parcel,")
        );
        assert_eq!(
            missing("Lamp yes, shade no. They are missing.").as_deref(),
            Some(" shade no. They are missing.")
        );
        assert_eq!(missing("收到包裹，没有收纳盘").as_deref(), Some("没有收纳盘"));
        assert_eq!(missing("the lamp arrived broken"), None);
    }
}
