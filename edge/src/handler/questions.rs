//! A shop's own questions, learnt when they are first asked and kept while the shop's file stays as it is.

use std::{cell::RefCell, rc::Rc};

use beeline_config::Shop;
use beeline_dialogue::Tongue;
use beeline_language::{Questions, questions};

/// A shop has few questions, and a shopper far more to ask: only a plain match is one.
const SURE: f64 = 0.6;

thread_local! {
    /// What this instance has learnt, by shop. Nothing hangs on it: another instance learns the same.
    static LEARNT: RefCell<Vec<Learnt>> = const { RefCell::new(Vec::new()) };
}

/// What was learnt of one shop's questions, and of which state of its file.
struct Learnt {
    shop: String,
    version: String,
    learnt: Rc<Questions>,
}

/// A question of the shop's that a text asks.
pub(super) struct Asked {
    pub(super) id: String,
    /// The shop's own words.
    pub(super) text: String,
    pub(super) confidence: f64,
}

/// Which question of the shop's a text asks, with the shop's answer in the shopper's tongue.
pub(super) fn answer(shop: &Shop, text: &str, tongue: Tongue) -> Option<Asked> {
    if shop.questions.is_empty() {
        return None;
    }
    let learnt = learnt(shop);
    let found = learnt.matching(text).filter(|found| found.confidence >= SURE)?;
    let question = shop.questions.iter().find(|question| question.id == found.id)?;
    let text = question.answer.in_locale(tongue.tag(), &shop.locale).to_owned();
    Some(Asked { id: question.id.clone(), text, confidence: found.confidence })
}

fn learnt(shop: &Shop) -> Rc<Questions> {
    LEARNT.with_borrow_mut(|known| {
        let same = |one: &&Learnt| one.shop == shop.id && one.version == shop.version;
        if let Some(one) = known.iter().find(same) {
            return Rc::clone(&one.learnt);
        }
        let asked: Vec<questions::Question> = shop
            .questions
            .iter()
            .map(|question| questions::Question { id: &question.id, examples: &question.examples })
            .collect();
        let learnt = Rc::new(Questions::learn(&asked));
        known.retain(|one| one.shop != shop.id);
        let (id, version) = (shop.id.clone(), shop.version.clone());
        known.push(Learnt { shop: id, version, learnt: Rc::clone(&learnt) });
        learnt
    })
}
