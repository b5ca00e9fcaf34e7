//! How well labelled messages are understood. The caller reads the rows and holds the clock.

use std::{fmt::Write, time::Duration};

use beeline_protocol::Intent;

use crate::{Context, SlotKey, Understanding, understand};

/// One labelled message; slot values stand in the text as they are.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The message.
    pub text: String,
    /// What it is.
    pub intent: Intent,
    /// What it says, by key; an unknown key counts as missed.
    pub slots: Vec<(String, String)>,
}

/// What was measured.
#[derive(Clone, Debug, Default)]
pub struct Report {
    n: usize,
    right: usize,
    /// Right, said and wanted, of each intent.
    intents: Vec<Tally>,
    slots: Vec<Tally>,
    /// Confidence and correctness of each message.
    sure: Vec<(f64, bool)>,
    times: Vec<Duration>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    hit: usize,
    said: usize,
    wanted: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        2.0 * self.hit as f64 / (self.said + self.wanted).max(1) as f64
    }
}

/// Understands every message and compares; `clock` tells the time since some beginning.
pub fn intents(rows: &[Labelled], mut clock: impl FnMut() -> Duration) -> (Report, Vec<Understanding>) {
    let mut report = Report {
        n: rows.len(),
        intents: vec![Tally::default(); Intent::ALL.len()],
        slots: vec![Tally::default(); SlotKey::ALL.len()],
        ..Report::default()
    };
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        let before = clock();
        let understood = understand(&row.text, Context::default());
        report.times.push(clock().saturating_sub(before));
        report.count(row, &understood);
        read.push(understood);
    }
    report.times.sort_unstable();
    (report, read)
}

impl Report {
    fn count(&mut self, row: &Labelled, read: &Understanding) {
        let hit = row.intent == read.intent;
        self.right += usize::from(hit);
        self.sure.push((read.confidence, hit));
        self.intents[read.intent as usize].said += 1;
        self.intents[row.intent as usize].wanted += 1;
        self.intents[row.intent as usize].hit += usize::from(hit);
        for slot in &read.slots.0 {
            self.slots[slot.key as usize].said += 1;
        }
        for (name, value) in &row.slots {
            let Some(key) = SlotKey::ALL.iter().find(|key| key.name() == name) else { continue };
            self.slots[*key as usize].wanted += 1;
            let Some(start) = row.text.find(value.as_str()) else { continue };
            let gold = start..start + value.len();
            let found = read.slots.0.iter().any(|slot| slot.key == *key && half(&slot.span, &gold));
            self.slots[*key as usize].hit += usize::from(found);
        }
    }

    /// The expected calibration error, over ten bins of equal width.
    #[must_use]
    pub fn ece(&self) -> f64 {
        let bin = |confidence: f64| ((confidence * 10.0) as usize).min(9);
        let gap = |at: usize| -> f64 {
            self.sure
                .iter()
                .filter(|(c, _)| bin(*c) == at)
                .map(|(c, hit)| c - f64::from(u8::from(*hit)))
                .sum()
        };
        (0..10).map(|at| gap(at).abs()).sum::<f64>() / self.n.max(1) as f64
    }

    /// One JSON object: `n, accuracy, macro_f1, by_intent, slot_f1, slot_f1_by_key, ece, median_us`.
    #[must_use]
    pub fn json(&self) -> String {
        let seen: Vec<(usize, &Tally)> =
            self.intents.iter().enumerate().filter(|(_, tally)| tally.wanted > 0).collect();
        let macro_f1 = seen.iter().map(|(_, tally)| tally.f1()).sum::<f64>() / seen.len().max(1) as f64;
        let by_intent: Vec<String> = seen
            .iter()
            .map(|(at, tally)| {
                let recall = tally.hit as f64 / tally.wanted as f64;
                let precision = tally.hit as f64 / tally.said.max(1) as f64;
                format!(
                    "\"{}\":{{\"n\":{},\"precision\":{precision:.4},\"recall\":{recall:.4},\"f1\":{:.4}}}",
                    Intent::ALL[*at].name(),
                    tally.wanted,
                    tally.f1()
                )
            })
            .collect();
        let kept = |key: SlotKey| key != SlotKey::Reason;
        let all = SlotKey::ALL.iter().filter(|key| kept(**key)).fold(Tally::default(), |sum, key| {
            let part = self.slots[*key as usize];
            Tally { hit: sum.hit + part.hit, said: sum.said + part.said, wanted: sum.wanted + part.wanted }
        });
        let by_key: Vec<String> = SlotKey::ALL
            .iter()
            .filter(|key| self.slots[**key as usize].wanted > 0)
            .map(|key| format!("\"{}\":{:.4}", key.name(), self.slots[*key as usize].f1()))
            .collect();
        let median = self.times.get(self.times.len() / 2).copied().unwrap_or_default();
        let mut out = String::new();
        let _ = write!(
            out,
            "{{\"n\":{},\"accuracy\":{:.4},\"macro_f1\":{macro_f1:.4},\"by_intent\":{{{}}},\"slot_f1\":{:.4},\
             \"slot_f1_by_key\":{{{}}},\"ece\":{:.4},\"median_us\":{:.1}}}",
            self.n,
            self.right as f64 / self.n.max(1) as f64,
            by_intent.join(","),
            all.f1(),
            by_key.join(","),
            self.ece(),
            median.as_secs_f64() * 1e6,
        );
        out
    }
}

/// Whether two spans share at least half of the longer.
fn half(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * shared >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_counts_when_it_shares_half_of_the_longer_span() {
        assert!(half(&(0..4), &(2..6)));
        assert!(!half(&(0..4), &(3..7)));
    }

    #[test]
    fn the_report_is_one_object_with_every_number_the_contract_names() {
        let row = Labelled {
            text: "where is #W2236333?".into(),
            intent: Intent::OrderStatus,
            slots: vec![("order_number".into(), "W2236333".into())],
        };
        let (report, _) = intents(&[row], Duration::default);
        assert!(report.json().starts_with("{\"n\":1,\"accuracy\":1.0000,"), "{}", report.json());
        assert!(report.json().contains("\"slot_f1_by_key\":{\"order_number\":1.0000}"), "{}", report.json());
    }
}
