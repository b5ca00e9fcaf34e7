//! How well questions are told apart, and from what is none of them. The caller reads the rows and holds the clock.

use std::{collections::BTreeMap, time::Duration};

use super::Questions;

/// What HINT3 writes where a message asks none of the shop's questions.
pub const NONE: &str = "NO_NODES_DETECTED";

/// What was wanted and what was said for every message, [`NONE`] among the labels.
#[derive(Clone, Debug, Default)]
pub struct Report {
    said: Vec<(String, String)>,
    times: Vec<Duration>,
}

/// Matches every message, with the threshold that was fixed beforehand; `clock` tells the time since some beginning.
pub fn measure(
    questions: &Questions,
    rows: &[(String, String)],
    threshold: f64,
    mut clock: impl FnMut() -> Duration,
) -> Report {
    let mut report = Report::default();
    for (text, label) in rows {
        let before = clock();
        let found = questions.likeliest(text).filter(|found| found.confidence >= threshold);
        report.times.push(clock().saturating_sub(before));
        report.said.push((label.clone(), found.map_or(NONE, |found| found.id).to_owned()));
    }
    report.times.sort_unstable();
    report
}

impl Report {
    /// What was said, one label a message.
    pub fn predictions(&self) -> impl Iterator<Item = &str> {
        self.said.iter().map(|(_, said)| said.as_str())
    }

    /// The share of the messages in scope that were matched rightly.
    #[must_use]
    pub fn in_scope_accuracy(&self) -> f64 {
        self.right(|wanted| wanted != NONE)
    }

    /// The share of the messages out of scope that were rejected; 1 where there are none.
    #[must_use]
    pub fn oos_recall(&self) -> f64 {
        self.right(|wanted| wanted == NONE)
    }

    fn right(&self, of: impl Fn(&str) -> bool) -> f64 {
        let all = self.said.iter().filter(|(wanted, _)| of(wanted)).count();
        let right = self.said.iter().filter(|(wanted, said)| of(wanted) && wanted == said).count();
        if all == 0 { 1.0 } else { right as f64 / all as f64 }
    }

    /// Matthews' correlation over all labels (Gorodkin's, for more than two), [`NONE`] being one of them.
    #[must_use]
    pub fn mcc(&self) -> f64 {
        let n = self.said.len() as f64;
        let right = self.said.iter().filter(|(wanted, said)| wanted == said).count() as f64;
        let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for (wanted, said) in &self.said {
            counts.entry(wanted).or_default().0 += 1.0;
            counts.entry(said).or_default().1 += 1.0;
        }
        let sum = |of: fn(&(f64, f64)) -> f64| counts.values().map(of).sum::<f64>();
        let both = sum(|(wanted, said)| wanted * said);
        let spread = (n * n - sum(|(_, said)| said * said)) * (n * n - sum(|(wanted, _)| wanted * wanted));
        if spread > 0.0 { (right * n - both) / spread.sqrt() } else { 0.0 }
    }

    /// Half of the messages took no longer, in microseconds.
    #[must_use]
    pub fn median_us(&self) -> f64 {
        self.times.get(self.times.len() / 2).copied().unwrap_or_default().as_secs_f64() * 1e6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_correlation_is_one_where_all_is_right_and_nought_where_one_label_serves_for_all() {
        let of = |pairs: &[(&str, &str)]| Report {
            said: pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
            times: Vec::new(),
        };
        let right = of(&[("a", "a"), (NONE, NONE), ("b", "b")]);
        assert!((right.mcc() - 1.0).abs() < 1e-9 && right.oos_recall() == 1.0);
        let lazy = of(&[("a", NONE), (NONE, NONE), ("b", NONE)]);
        assert!(lazy.mcc().abs() < 1e-9 && lazy.in_scope_accuracy() == 0.0);
        // By hand: n = 4, right = 3, wanted (2, 1, 1), said (2, 2, 0).
        let mixed = of(&[("a", "a"), ("a", "a"), ("b", "b"), (NONE, "b")]);
        assert!((mixed.mcc() - (12.0 - 6.0) / (8.0_f64 * 10.0).sqrt()).abs() < 1e-9);
    }
}
