//! Standardising as a procedure of four parts, and what the wrong ones are made of.

use super::Data;
use crate::line::mean;
use nabla_core::Standardised;

/// μ
pub(super) type Middle = fn(&[f64]) -> f64;
/// σ, of the inputs and their middle
pub(super) type Spread = fn(&[f64], f64) -> f64;
/// z, of the inputs, μ and σ
pub(super) type Values = fn(&[f64], f64, f64) -> Data;
/// What is handed back of all this.
pub(super) type Handed = fn(Standardised) -> Standardised;

/// What is done, in order.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) middle: Middle,
    pub(super) spread: Spread,
    pub(super) values: Values,
    pub(super) handed: Handed,
}

impl Rules {
    /// These four things done.
    pub(super) fn standardised(self) -> impl Fn(Data) -> Standardised {
        move |x: Data| {
            let middle = (self.middle)(&x);
            let sd = (self.spread)(&x, middle);
            (self.handed)(Standardised { values: (self.values)(&x, middle, sd), mean: middle, sd })
        }
    }
}

/// Mean, deviation, and (x − μ)/σ.
pub(super) fn right() -> Rules {
    Rules {
        middle: |x| mean(x.iter().copied()),
        spread: |x, m| squares(x, m, x.len() as f64),
        values: |x, m, s| each(x, |x| (x - m) / s),
        handed: |done| done,
    }
}

/// √(Σ (xᵢ − m)² / n)
pub(super) fn squares(x: &[f64], m: f64, n: f64) -> f64 {
    (x.iter().map(|x| (x - m).powi(2)).sum::<f64>() / n).sqrt()
}

/// Every input changed.
pub(super) fn each(x: &[f64], change: impl Fn(f64) -> f64) -> Data {
    x.iter().copied().map(change).collect()
}

/// The smallest input and the largest.
pub(super) fn range(x: &[f64]) -> (f64, f64) {
    x.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)))
}

/// From the smallest input to the largest.
pub(super) fn width(x: &[f64]) -> f64 {
    range(x).1 - range(x).0
}

/// The median.
pub(super) fn half(x: Data) -> f64 {
    let mut sorted = x;
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { 0.5 * (sorted[half - 1] + sorted[half]) }
}
