//! The little of `rustfft` that tract names. Our model has no Fourier transform, yet the library's planner and its hundreds
//! of unrolled sizes were linked with tract's operators: a fifth of the download. What stands here computes the
//! transform by its definition, in n² steps: right for whoever calls it, and as good as nothing to carry.
//!
//! ```
//! use rustfft::{FftDirection, FftPlanner, num_complex::Complex};
//! let mut signal = [1.0_f64, 0.0, -1.0, 0.0].map(|re| Complex { re, im: 0.0 });
//! FftPlanner::new().plan_fft(4, FftDirection::Forward).process(&mut signal);
//! assert!(signal.map(|bin| bin.norm().round()) == [0.0, 2.0, 0.0, 2.0]);
//! ```
#![forbid(unsafe_code)]

use std::{fmt::Debug, marker::PhantomData, sync::Arc};

pub use num_complex;
pub use num_traits;

use num_complex::Complex;
use num_traits::{FromPrimitive, Signed};

/// What can be transformed.
pub trait FftNum: Copy + FromPrimitive + Signed + Sync + Send + Debug + 'static {}

impl<T: Copy + FromPrimitive + Signed + Sync + Send + Debug + 'static> FftNum for T {}

/// There, or back (which is not divided by the length).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FftDirection {
    /// From time to frequency.
    Forward,
    /// From frequency to time.
    Inverse,
}

/// A transform of one length.
pub trait Fft<T: FftNum>: Sync + Send {
    /// Transforms each run of that length in place; what is left at the end stays as it is.
    fn process(&self, buffer: &mut [Complex<T>]);
}

/// Makes transforms.
#[derive(Debug, Default)]
pub struct FftPlanner<T>(PhantomData<T>);

impl<T: FftNum> FftPlanner<T> {
    /// There is nothing to prepare.
    #[must_use]
    pub fn new() -> Self {
        Self(PhantomData)
    }

    /// A transform of this length.
    #[must_use]
    pub fn plan_fft(&mut self, length: usize, direction: FftDirection) -> Arc<dyn Fft<T>> {
        Arc::new(Plain { length, direction })
    }

    /// One from time to frequency.
    #[must_use]
    pub fn plan_fft_forward(&mut self, length: usize) -> Arc<dyn Fft<T>> {
        self.plan_fft(length, FftDirection::Forward)
    }
}

struct Plain {
    length: usize,
    direction: FftDirection,
}

impl<T: FftNum> Fft<T> for Plain {
    fn process(&self, buffer: &mut [Complex<T>]) {
        let turn = match self.direction {
            FftDirection::Forward => -std::f64::consts::TAU,
            FftDirection::Inverse => std::f64::consts::TAU,
        };
        let number = |value: f64| T::from_f64(value).unwrap_or_else(T::zero);
        for run in buffer.chunks_exact_mut(self.length.max(1)) {
            let signal = run.to_vec();
            for (bin, out) in run.iter_mut().enumerate() {
                let nothing = Complex { re: T::zero(), im: T::zero() };
                *out = signal.iter().enumerate().fold(nothing, |sum, (at, sample)| {
                    let angle = turn * ((bin * at) % self.length) as f64 / self.length as f64;
                    sum + *sample * Complex { re: number(angle.cos()), im: number(angle.sin()) }
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same_times_the_length() {
        let before: Vec<_> = (0..6).map(|at| Complex { re: f64::from(at), im: f64::from(at * at) }).collect();
        let mut signal = before.clone();
        let mut planner = FftPlanner::new();
        planner.plan_fft_forward(6).process(&mut signal);
        planner.plan_fft(6, FftDirection::Inverse).process(&mut signal);
        assert!(signal.iter().zip(&before).all(|(now, then)| (now / 6.0 - then).norm() < 1e-9));
    }

    #[test]
    fn a_single_tone_is_a_single_bin() {
        let tone = |at: i32| std::f64::consts::TAU * f64::from(at) / 8.0;
        let mut signal: Vec<_> =
            (0..8).map(|at| Complex { re: tone(at).cos(), im: tone(at).sin() }).collect();
        FftPlanner::new().plan_fft_forward(8).process(&mut signal);
        assert!((signal[1].re - 8.0).abs() < 1e-9);
        assert!(signal.iter().enumerate().all(|(bin, value)| bin == 1 || value.norm() < 1e-9));
    }
}
