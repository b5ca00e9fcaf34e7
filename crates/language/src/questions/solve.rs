//! Which examples speak for which question: for each question a linear support vector machine with squared hinge loss, by dual
//! coordinate descent (Hsieh et al., 2008). An answer is then a weighted vote of the examples, and of a bias.
//!
//! Nothing is random: the examples are visited in an order that mixes the questions and is always the same.

use super::space::Space;

/// How much is held back; chosen by cross-validation within training questions.
const RIDGE: f32 = 0.25;
/// Questions solved side by side, so that each pass over the n-grams serves several.
const LANES: usize = 8;
/// No step of a pass was larger: solved. And the passes after which it is left at that.
const CLOSE: f32 = 0.02;
const PASSES: usize = 20;
/// An example that moved no more than this rests for a pass, then for two, and so on: four visits in five are saved.
const STILL: f32 = 0.1;

type Lanes = [f32; LANES];

/// The examples of every question.
pub(super) struct Task<'a> {
    columns: usize,
    /// Whose each example is; nobody's where it is background.
    owners: &'a [Option<usize>],
    /// How much each counts.
    trust: &'a [f32],
    /// Each example's columns, but those that it alone has.
    rows: Vec<Vec<(u32, f32)>>,
    /// How much of each example's square lies in columns that it alone has: nobody else's vote reaches there.
    alone: Vec<f32>,
    /// The order of a pass.
    order: Vec<usize>,
}

impl<'a> Task<'a> {
    pub(super) fn new(space: &Space, owners: &'a [Option<usize>], trust: &'a [f32]) -> Self {
        let mut rows = vec![Vec::new(); owners.len()];
        let mut alone = vec![0.0; owners.len()];
        let mut columns = 0;
        for entries in space.columns() {
            if let [(example, value)] = entries {
                alone[*example as usize] += value * value;
                continue;
            }
            entries.iter().for_each(|(example, value)| rows[*example as usize].push((columns, *value)));
            columns += 1;
        }
        Self { columns: columns as usize, owners, trust, rows, alone, order: mixed(owners.len()) }
    }

    /// The votes, one row an example and one column a question, and each question's bias.
    pub(super) fn solve(&self, questions: usize) -> (Vec<f32>, Vec<f32>) {
        let mut votes = vec![0.0; self.owners.len() * questions];
        let mut biases = vec![0.0; questions];
        for first in (0..questions).step_by(LANES) {
            for (example, row) in self.machines(first).iter().enumerate() {
                for (lane, value) in row.iter().enumerate().take(questions - first) {
                    votes[example * questions + first + lane] = *value;
                    biases[first + lane] += *value;
                }
            }
        }
        (votes, biases)
    }

    /// The votes for `LANES` questions.
    fn machines(&self, first: usize) -> Vec<Lanes> {
        let mut votes = vec![[0.0; LANES]; self.rows.len()];
        let mut weights = vec![[0.0; LANES]; self.columns];
        let mut bias = [0.0; LANES];
        let mut rest = vec![0_u32; self.rows.len()];
        let mut quiet = vec![0_u32; self.rows.len()];
        for _ in 0..PASSES {
            let mut most = 0.0_f32;
            for &example in &self.order {
                if rest[example] > 0 {
                    rest[example] -= 1;
                    continue;
                }
                let row = &self.rows[example];
                let mut score = bias;
                for (gram, value) in row {
                    let weights = &weights[*gram as usize];
                    (0..LANES).for_each(|lane| score[lane] += value * weights[lane]);
                }
                let alone = self.alone[example];
                (0..LANES).for_each(|lane| score[lane] += alone * votes[example][lane]);
                let held = RIDGE / self.trust[example];
                let vote = &mut votes[example];
                // An example's vector has length one, and so has the bias.
                let step: Lanes = std::array::from_fn(|lane| {
                    let sign = if self.owners[example] == Some(first + lane) { 1.0 } else { -1.0 };
                    let now = vote[lane] * sign;
                    let slope = score[lane] * sign - 1.0 + held * now;
                    ((now - slope / (2.0 + held)).max(0.0) - now) * sign
                });
                let largest = step.iter().fold(0.0_f32, |most, step| most.max(step.abs()));
                most = most.max(largest);
                quiet[example] = if largest < STILL { quiet[example] + 1 } else { 0 };
                rest[example] = quiet[example];
                if largest == 0.0 {
                    continue;
                }
                (0..LANES).for_each(|lane| vote[lane] += step[lane]);
                (0..LANES).for_each(|lane| bias[lane] += step[lane]);
                for (gram, value) in row {
                    let weights = &mut weights[*gram as usize];
                    (0..LANES).for_each(|lane| weights[lane] += value * step[lane]);
                }
            }
            if most < CLOSE {
                break;
            }
        }
        votes
    }
}

/// Every number below `n` once, far from its neighbours: steps of about the golden section, made coprime to `n`.
fn mixed(n: usize) -> Vec<usize> {
    let divisor = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let step = (n * 618 / 1000..).find(|step| divisor(*step, n) == 1).unwrap_or(1);
    (0..n).map(|at| at * step % n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::space::Read;

    #[test]
    fn the_examples_come_out_on_their_own_side() {
        let space = Space::new(&["gift wrap", "gift box", "opening hours", "open on sunday"].map(Read::new));
        let owners = [Some(0), Some(0), Some(1), Some(1)];
        let (votes, biases) = Task::new(&space, &owners, &[1.0, 0.5, 2.0, 1.0]).solve(2);
        for (text, owner) in [("gift wrap", 0), ("gift box", 0), ("opening hours", 1), ("open on sunday", 1)]
        {
            let score = |question: usize| {
                let alike = space.likeness(&Read::new(text));
                biases[question]
                    + (0..4).map(|example| alike[example] * votes[example * 2 + question]).sum::<f32>()
            };
            assert!(score(owner) > 0.5 && score(1 - owner) < -0.5, "{text}: {} {}", score(0), score(1));
        }
    }

    #[test]
    fn a_pass_visits_every_example_once() {
        for n in [1, 2, 3, 10, 618, 1000] {
            let mut order = mixed(n);
            order.sort_unstable();
            assert!(order.into_iter().eq(0..n), "{n}");
        }
    }
}
