//! AUC and its kin, over scores and labels.

/// The chance that a positive scores above a negative; ties count half (Mann–Whitney).
pub(crate) fn auc(rows: &[(f32, bool)]) -> f64 {
    let mut sorted: Vec<_> = rows.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut below, mut sum, mut at) = (0.0, 0.0, 0);
    while at < sorted.len() {
        let tied = sorted[at..].iter().take_while(|row| row.0 == sorted[at].0).count();
        let positives = sorted[at..at + tied].iter().filter(|row| row.1).count() as f64;
        let negatives = tied as f64 - positives;
        sum += positives * (below + negatives / 2.0);
        below += negatives;
        at += tied;
    }
    let positives = rows.iter().filter(|row| row.1).count() as f64;
    sum / (positives * (rows.len() as f64 - positives))
}

/// The best F1 over all thresholds.
pub(crate) fn best_f1(rows: &[(f32, bool)]) -> f64 {
    let all = rows.iter().filter(|row| row.1).count() as f64;
    let steps = descending(rows).into_iter();
    steps.map(|(found, alarms)| 2.0 * found / (found + alarms + all)).fold(0.0, f64::max)
}

/// The share of positives found when at most this share of negatives is flagged.
pub(crate) fn recall_at(rows: &[(f32, bool)], false_alarms: f64) -> f64 {
    let all = rows.iter().filter(|row| row.1).count() as f64;
    let most = false_alarms * (rows.len() as f64 - all);
    let steps = descending(rows).into_iter().filter(|(_, alarms)| *alarms <= most);
    steps.map(|(found, _)| found / all).fold(0.0, f64::max)
}

/// For each threshold from the top: positives and negatives at or above it.
fn descending(rows: &[(f32, bool)]) -> Vec<(f64, f64)> {
    let mut sorted: Vec<_> = rows.to_vec();
    sorted.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut found, mut alarms, mut steps) = (0.0, 0.0, Vec::new());
    for (at, (score, positive)) in sorted.iter().enumerate() {
        if *positive {
            found += 1.0
        } else {
            alarms += 1.0
        }
        // A threshold cannot part what is tied.
        if sorted.get(at + 1).is_none_or(|next| next.0 != *score) {
            steps.push((found, alarms));
        }
    }
    steps
}

/// The middle value.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_order_is_one_and_a_constant_is_a_half() {
        let perfect = [(0.9, true), (0.8, true), (0.2, false), (0.1, false)];
        assert_eq!((auc(&perfect), best_f1(&perfect), recall_at(&perfect, 0.05)), (1.0, 1.0, 1.0));
        let constant = [(0.5, true), (0.5, false), (0.5, true), (0.5, false)];
        assert_eq!((auc(&constant), recall_at(&constant, 0.05)), (0.5, 0.0));
    }

    #[test]
    fn one_inversion_of_four_pairs_costs_a_quarter() {
        assert_eq!(auc(&[(0.9, true), (0.4, true), (0.5, false), (0.1, false)]), 0.75);
    }
}
