//! The steepest way up or down, whichever of two equal ones it is: rounding decides, and so no code gives these answers.

use super::{DOWN_COUNTS, EITHER_WAY, Pair, V2, most, steepest};
use crate::fans::Fan;
use nabla_grading::{Complaint, Observation, Surface};

/// Whether every answer is a direction of the fan in which f changes as fast as in any, be it down.
pub(super) fn up_or_down(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let mut downhill = Vec::new();
    for (index, asked) in all.iter().enumerate() {
        let (f, p): (Surface, V2) = (asked.argument(0), asked.argument(1));
        let (n, h): (usize, f64) = (asked.argument(2), asked.argument(3));
        let Some(yours) = asked.value::<Pair>() else { return Ok(()) };
        let fan = Fan::right().rates(&f, p, n, h);
        let fastest = most(&fan, f64::abs).1.abs();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * fastest.max(1.0);
        let is_of_the_fan = fan.iter().any(|pair| near(pair.0, yours.0) && near(pair.1, yours.1));
        if !is_of_the_fan || !near(yours.1.abs(), fastest) {
            return Ok(());
        }
        if !near(yours.1, steepest(&fan).1) {
            downhill.push(index);
        }
    }
    match downhill.as_slice() {
        [first, _, _, ..] => Err((*first, Complaint::named(EITHER_WAY, DOWN_COUNTS))),
        _ => Ok(()),
    }
}
