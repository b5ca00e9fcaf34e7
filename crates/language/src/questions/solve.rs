//! Ridge regression in its dual form, by conjugate gradients: `(K + α/trust) A = Y`, where `K` holds the examples' likenesses to
//! each other (never written down: it is applied through the n-grams) and `Y` is 1 where an example belongs to the question.

use super::space::Space;

/// How much is held back; chosen by cross-validation within training questions.
const RIDGE: f32 = 1.0;
/// Questions solved side by side, so that each pass over the n-grams serves several.
const LANES: usize = 8;
/// The residual, in squares, at which a question is solved; and the passes after which it is left at that.
const CLOSE: f32 = 1e-5;
const PASSES: usize = 24;

type Lanes = [f32; LANES];

/// One row an example, one column a question. `owners` says whose each example is.
pub(super) fn ridge(space: &Space, owners: &[usize], trust: &[f32], questions: usize) -> Vec<f32> {
    let mut out = vec![0.0; owners.len() * questions];
    for first in (0..questions).step_by(LANES) {
        let wanted: Vec<Lanes> = owners
            .iter()
            .map(|owner| std::array::from_fn(|lane| f32::from(u8::from(*owner == first + lane))))
            .collect();
        let solved = conjugate_gradients(space, trust, wanted);
        for (example, row) in solved.iter().enumerate() {
            for (lane, value) in row.iter().enumerate().take(questions - first) {
                out[example * questions + first + lane] = *value;
            }
        }
    }
    out
}

fn conjugate_gradients(space: &Space, trust: &[f32], wanted: Vec<Lanes>) -> Vec<Lanes> {
    let mut solution = vec![[0.0; LANES]; wanted.len()];
    let mut residual = wanted;
    let mut direction = residual.clone();
    let mut left = products(&residual, &residual);
    let start = left;
    for _ in 0..PASSES {
        if (0..LANES).all(|lane| left[lane] <= CLOSE * start[lane]) {
            break;
        }
        let image = apply(space, trust, &direction);
        let curve = products(&direction, &image);
        let step: Lanes = std::array::from_fn(|lane| ratio(left[lane], curve[lane]));
        add(&mut solution, &step, &direction);
        add(&mut residual, &step.map(|step| -step), &image);
        let now = products(&residual, &residual);
        let turn: Lanes = std::array::from_fn(|lane| ratio(now[lane], left[lane]));
        for (towards, residual) in direction.iter_mut().zip(&residual) {
            *towards = std::array::from_fn(|lane| residual[lane] + turn[lane] * towards[lane]);
        }
        left = now;
    }
    solution
}

/// `(K + α/trust) v`.
fn apply(space: &Space, trust: &[f32], v: &[Lanes]) -> Vec<Lanes> {
    let mut out: Vec<Lanes> =
        v.iter().zip(trust).map(|(row, trust)| row.map(|value| value * RIDGE / trust)).collect();
    for entries in space.shared() {
        let mut sum = [0.0; LANES];
        for (example, value) in entries {
            let row = &v[*example as usize];
            (0..LANES).for_each(|lane| sum[lane] += value * row[lane]);
        }
        for (example, value) in entries {
            let row = &mut out[*example as usize];
            (0..LANES).for_each(|lane| row[lane] += value * sum[lane]);
        }
    }
    out
}

fn add(to: &mut [Lanes], times: &Lanes, what: &[Lanes]) {
    for (to, what) in to.iter_mut().zip(what) {
        (0..LANES).for_each(|lane| to[lane] += times[lane] * what[lane]);
    }
}

fn products(a: &[Lanes], b: &[Lanes]) -> Lanes {
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        (0..LANES).for_each(|lane| sums[lane] += a[lane] * b[lane]);
    }
    sums
}

/// Zero over zero: a lane that is solved, or stands for no question, stays as it is.
fn ratio(over: f32, under: f32) -> f32 {
    if under > 0.0 { over / under } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_solution_solves() {
        let space = Space::new(["gift wrap", "gift box", "opening hours", "open on sunday"].into_iter());
        let trust = [1.0, 0.5, 2.0, 1.0];
        let wanted: Vec<Lanes> = [1.0, 1.0, 0.0, 0.0]
            .map(|y| std::array::from_fn(|lane| if lane == 0 { y } else { 0.0 }))
            .to_vec();
        let solved = conjugate_gradients(&space, &trust, wanted.clone());
        for (got, wanted) in apply(&space, &trust, &solved).iter().zip(&wanted) {
            assert!((got[0] - wanted[0]).abs() < 0.02, "{got:?} {wanted:?}");
        }
    }
}
