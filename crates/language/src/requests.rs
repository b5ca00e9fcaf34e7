//! Several requests in one message: where one ends and the next begins.

use beeline_protocol::{Expects, Intent};

use crate::{
    Language, SlotKey, Slots,
    answers::asks_something,
    assent::lead,
    hints::Hints,
    understand::read,
    words::{Kind, words},
};

/// Either part of a message cut in two must be this sure of a request of its own.
const SURE: f64 = 0.65;
/// The same of a part that tells something and asks nothing.
const TOLD: f64 = 0.93;
/// The part after a plain yes or no.
const AFTER: f64 = 0.5;
/// Places where a message is tried to be cut, at most; each costs two readings.
const CUTS: usize = 8;

/// Every request of the text, in order, and where the second begins if each has words of its own. The whole is what the
/// text as one was read as.
pub(crate) fn requests(
    text: &str,
    (whole, confidence): (Intent, f64),
    language: Option<Language>,
    expects: Option<Expects>,
) -> (Vec<Intent>, Option<usize>) {
    let one = (vec![whole], None);
    if expects.is_some_and(|asked| asked != Expects::Confirmation) && confidence < AFTER {
        return one;
    }
    if let Some((first, alone, rest)) = after_lead(text, whole, expects) {
        let (intent, confidence) = part(rest, language);
        // Where nothing was asked, an ok agrees to nothing: what comes after it is what is meant.
        let more = first == Intent::ConfirmNo
            || expects.is_none()
            || asks_something(&words(rest), true)
            || more(rest);
        if more && confidence >= AFTER && is_request(intent) {
            return (vec![first, intent], Some(text.len() - rest.len()));
        } else if alone {
            return one;
        }
    }
    let mut best: Option<((bool, f64), Intent, Intent, usize)> = None;
    for at in cuts(text) {
        let (mut left, right) = (part(&text[..at], language), part(&text[at..], language));
        // "The sole came off. Also I'd like to return the backpack": whoever goes on has reported something.
        let reports = left.0 == Intent::ItemProblem && left.1 >= AFTER;
        if reports && Hints::of(&text[..at]).describes() && Hints::of(&text[at..]).goes_on() {
            left.1 = left.1.max(TOLD);
        }
        let two = left.0 != right.0
            && (left.0 == whole || right.0 == whole)
            && (!one_for_the_other(left.0, right.0) || of_its_own(&text[at..], language));
        if two && asked(&text[..at], left, whole) && asked(&text[at..], right, whole) {
            let apart = !(goods(left.0) && goods(right.0))
                || of_its_own(&text[at..], language)
                || each_its_own((&text[..at], left.0), (&text[at..], right.0));
            // A cut that gives each its own words is better than a surer one through the middle.
            let worth = (apart, left.1.min(right.1));
            if best.is_none_or(|(most, ..)| worth > most) {
                best = Some((worth, left.0, right.0, at));
            }
        }
    }
    best.map_or(one, |((apart, _), left, right, at)| (vec![left, right], apart.then_some(at)))
}

/// A part without the word that joins it to what stands before.
fn joined(part: &str) -> &str {
    let part = part.trim_start();
    ["and ", "also ", "but ", "plus ", "so "]
        .iter()
        .find_map(|joint| part.strip_prefix(joint))
        .unwrap_or(part)
}

/// About things that were bought: two such requests are mostly one, in two words.
fn goods(intent: Intent) -> bool {
    use Intent::{ExchangeStart, ItemProblem, OrderChangeItems, ProductQuestion, ReturnStart};
    matches!(intent, ItemProblem | ReturnStart | ExchangeStart | OrderChangeItems | ProductQuestion)
}

/// "… and the backpack came with a broken zip", "… and I'd like to send back the lamp too": a part that goes on to another
/// thing, and says at once what is wrong with it or that it is wanted as well.
fn of_its_own(part_of: &str, language: Option<Language>) -> bool {
    let clause =
        part_of.trim_start().split([',', '.', '!', '?', '，', '。', '！', '？']).next().unwrap_or_default();
    let hints = Hints::of(clause);
    // "① … ② …", and "also the robot vacuum was dead on arrival".
    let second = part_of.trim_start().starts_with(['②', '2', '二']) || clause.contains("第二");
    let also = ["Also ", "also ", "另外", "还有", "還有"].iter().any(|word| clause.starts_with(word));
    let defect = || also || part(clause, language).0 == Intent::ItemProblem;
    second
        || hints.goes_on() && hints.describes() && defect()
        || hints.adds() && matches!(part(part_of, language).0, Intent::ReturnStart | Intent::ExchangeStart)
}

/// "Exchange the vacuum …, and the chair goes back": two wishes, each for a thing that the other does not name.
fn each_its_own((left, one): (&str, Intent), (right, other): (&str, Intent)) -> bool {
    let things = |text, intent| {
        let slots = Slots::read(text, None, intent);
        let items = slots.0.into_iter().filter(|slot| slot.key == SlotKey::Item);
        items.flat_map(|item| words(&item.value)).map(|word| word.text).collect::<Vec<_>>()
    };
    let (left, right) = (things(left, one), things(right, other));
    let shared = left.iter().any(|word| right.contains(word));
    let acts =
        |intent| matches!(intent, Intent::ReturnStart | Intent::ExchangeStart | Intent::OrderChangeItems);
    acts(one) && acts(other) && !left.is_empty() && !right.is_empty() && !shared
}

/// Whether a part asks for what it is read as; what is only told must be all the surer to be a request.
fn asked(text: &str, (intent, sure): (Intent, f64), whole: Intent) -> bool {
    use Intent::{
        AccountProblem, Complaint, DeliveryProblem, ItemProblem, OrderStatus, PaymentProblem,
        ProductQuestion, PromoQuestion, ReturnStatus, ShippingInfo,
    };
    let told = matches!(
        intent,
        AccountProblem
            | DeliveryProblem
            | ItemProblem
            | OrderStatus
            | PaymentProblem
            | ProductQuestion
            | PromoQuestion
            | ReturnStatus
            | ShippingInfo
    ) && !asks_something(&words(joined(text)), true);
    // A person is not called for what may be half a sentence of something else.
    let calls = matches!(intent, AccountProblem | PaymentProblem | ProductQuestion) && intent != whole;
    // "If I return it, is there a fee?" returns nothing yet.
    let supposed = whole == Intent::ReturnPolicy && intent != whole && Hints::of(text).supposes();
    is_request(intent)
        && !supposed
        && (intent != Complaint || whole == Complaint)
        && sure >= if told || calls { TOLD } else { SURE }
}

/// What is broken or wrong is told so that it can go back, or be called off: one wish, not two.
fn one_for_the_other(one: Intent, other: Intent) -> bool {
    let grounds =
        |intent| matches!(intent, Intent::ItemProblem | Intent::ProductQuestion | Intent::ReturnPolicy);
    let acts = |intent| {
        use Intent::{ExchangeStart, OrderCancel, OrderChangeItems, ReturnStart};
        matches!(intent, OrderCancel | ReturnStart | ExchangeStart | OrderChangeItems)
    };
    (grounds(one) && acts(other)) || (grounds(other) && acts(one) && other == Intent::ItemProblem)
}

/// What follows a yes or a no that stands alone at the front, and whether it does: a no to what was shown may say what it
/// turns down, in clauses that all begin with one ("no wait, don't cancel it. …").
fn after_lead(text: &str, whole: Intent, expects: Option<Expects>) -> Option<(Intent, bool, &str)> {
    let all = words(text);
    let (intent, alone) = lead(&all)?;
    let no = intent == Intent::ConfirmNo && expects == Some(Expects::Confirmation);
    if intent != whole || !alone && !no {
        return None;
    }
    let mut rest = &all[..];
    loop {
        let start = rest.iter().position(|word| word.kind != Kind::Stop)?;
        let stop = start + rest[start..].iter().position(|word| word.kind == Kind::Stop)?;
        let end = rest[stop].span.end;
        rest = &rest[stop + 1..];
        if !no || lead(rest).is_none_or(|(next, _)| next != Intent::ConfirmNo) {
            return Some((intent, alone, &text[end..]));
        }
    }
}

/// "Yes, and also …": after an agreement only what is said to be more is a request of its own.
fn more(rest: &str) -> bool {
    ["and ", "also", "plus ", "but ", "顺便", "順便", "另外", "还有", "還有", "再"]
        .iter()
        .any(|word| rest.contains(word))
}

/// One part, read alone; a part of a word or two says too little.
fn part(text: &str, language: Option<Language>) -> (Intent, f64) {
    let words = words(text);
    let said = words.iter().filter(|word| matches!(word.kind, Kind::Latin | Kind::Han | Kind::Shape)).count();
    if said < 3 {
        return (Intent::Other, 0.0);
    }
    match read(text, &words, language) {
        // "The sole has come off, dreadful quality": of two parts the one that says what is wrong is a request.
        (Intent::Complaint, sure) if Hints::of(text).describes() => (Intent::ItemProblem, sure),
        read => read,
    }
}

/// Chat and agreement stand beside requests; they are none.
fn is_request(intent: Intent) -> bool {
    !matches!(intent, Intent::ConfirmNo | Intent::ConfirmYes | Intent::Other | Intent::Smalltalk)
}

/// Where another request may begin: after a stop, or before a word that joins.
fn cuts(text: &str) -> Vec<usize> {
    const STOPS: [char; 13] = ['.', '?', '!', ';', ',', '\n', '。', '？', '！', '；', '，', '、', '&'];
    const JOINTS: [&str; 16] = [
        " and ", " also ", " plus ", " but ", " then ", " so ", " oh ", "顺便", "順便", "另外", "还有",
        "還有", "同埋", "然后", "然後", "再",
    ];
    let stops = text.char_indices().filter(|(_, c)| STOPS.contains(c)).map(|(at, c)| at + c.len_utf8());
    let lower = text.to_ascii_lowercase();
    let joints = JOINTS.iter().flat_map(|joint| lower.match_indices(joint).map(|(at, _)| at));
    let mut cuts = Vec::new();
    for cut in stops.chain(joints).filter(|at| *at > 0 && *at < text.len()) {
        if let Err(at) = cuts.binary_search(&cut) {
            cuts.insert(at, cut);
        }
    }
    cuts.truncate(CUTS);
    cuts
}
