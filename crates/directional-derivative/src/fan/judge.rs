//! Fans that hold the right directions, and something else besides: another order, whole turns, one direction twice.

use crate::fans::Rates;
use nabla_core::Tolerance;
use nabla_grading::{Complaint, FromValue, Observation};
use std::f64::consts::TAU;

/// A fan beside the right one.
struct Pair {
    tolerance: Tolerance,
    size: f64,
    yours: Rates,
    truth: Rates,
}

impl Pair {
    fn of(asked: &Observation<'_>) -> Option<Self> {
        let (yours, truth) = (asked.value()?, Rates::from_value(asked.expected)?);
        Some(Self { tolerance: asked.tolerance, size: asked.size, yours, truth })
    }

    fn near(&self, a: f64, b: f64) -> bool {
        self.tolerance.accepts(a, b, self.size)
    }

    fn same(&self, yours: &[(f64, f64)], same_angle: impl Fn(f64, f64) -> bool) -> bool {
        let pairs = yours.iter().zip(&self.truth);
        yours.len() == self.truth.len() && pairs.into_iter().all(|(a, b)| same_angle(a.0, b.0) && self.near(a.1, b.1))
    }

    fn is_right(&self) -> bool {
        self.same(&self.yours, |a, b| self.near(a, b))
    }

    fn is_right_but_for_turns(&self) -> bool {
        let turns = |a: f64, b: f64| (a - b) / TAU;
        self.same(&self.yours, |a, b| (turns(a, b) - turns(a, b).round()).abs() < 1e-9)
    }

    fn is_in_another_order(&self) -> bool {
        let mut sorted = self.yours.clone();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.same(&sorted, |a, b| self.near(a, b))
    }

    /// The first direction once more at the end, where it is 2π.
    fn has_come_round(&self) -> bool {
        let last = self.yours.last().is_some_and(|(angle, _)| (angle - TAU).abs() < 1e-9);
        last && self.same(&self.yours[..self.yours.len() - 1], |a, b| self.near(a, b))
    }
}

type Found = (&'static str, fn(&Pair) -> bool, &'static str);

const FOUND: [Found; 3] = [
    (
        "angles a whole turn off",
        Pair::is_right_but_for_turns,
        "Your angles are right but for whole turns: those of the fan grow from 0 to below 2π, and `atan2` goes from \
         −π to π.",
    ),
    (
        "pairs in another order",
        Pair::is_in_another_order,
        "The right pairs of angle and slope, in another order: the angles grow from 0 on.",
    ),
    (
        "came round to the first for some n",
        Pair::has_come_round,
        "For some n your fan ends with its first direction again, at 2π. Where gaps are added up, rounding decides \
         whether the sum is below 2π: count the directions with k.",
    ),
];

/// What is seen of all fans: right ones, and some with one thing that is not.
pub(super) fn tells_a_mistake(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let Some(pairs) = asked.iter().map(Pair::of).collect::<Option<Vec<Pair>>>() else { return Ok(()) };
    let Some(first) = pairs.iter().position(|pair| !pair.is_right()) else { return Ok(()) };
    let found = FOUND.iter().find(|(_, holds, _)| pairs.iter().all(|pair| pair.is_right() || holds(pair)));
    found.map_or(Ok(()), |(name, _, says)| Err((first, Complaint::named(name, *says))))
}
