//! The steepest way up or down, whichever of the two comes first: rounding decides, and so no code gives these answers.

use super::{DOWN_COUNTS, EITHER_WAY, Pair};
use nabla_grading::{Complaint, FromValue, Observation};
use std::f64::consts::PI;

/// Whether every answer is right, or the opposite of the right one.
pub(super) fn up_or_down(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let one = |asked: &Observation<'_>| Some((asked.value::<Pair>()?, Pair::from_value(asked.expected)?, asked.size));
    let Some(pairs) = all.iter().map(one).collect::<Option<Vec<_>>>() else { return Ok(()) };
    let near = |a: f64, b: f64, size: f64| (a - b).abs() <= 1e-6 * size.max(1.0);
    let is_right = |(yours, right, size): &(Pair, Pair, f64)| {
        near(yours.0, right.0, 1.0) && near(yours.1, right.1, right.1.abs().max(*size))
    };
    let is_opposite = |(yours, right, size): &(Pair, Pair, f64)| {
        near((yours.0 - right.0).abs(), PI, 1.0) && near(yours.1, -right.1, right.1.abs().max(*size))
    };
    let wrong: Vec<usize> = (0..pairs.len()).filter(|&index| !is_right(&pairs[index])).collect();
    match wrong.first() {
        Some(first) if wrong.len() >= 3 && wrong.iter().all(|&index| is_opposite(&pairs[index])) => {
            Err((*first, Complaint::named(EITHER_WAY, DOWN_COUNTS)))
        }
        _ => Ok(()),
    }
}
