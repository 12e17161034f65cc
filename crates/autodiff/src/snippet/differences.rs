//! Slopes that were measured, where a tape gives them.
//!
//! ```text
//! (L(w + h, b) − L(w, b))/h = ∂L/∂w + h·mean(x²)        (L(w, b + h) − L(w, b))/h = ∂L/∂b + h
//! ```
//!
//! L is a square, and so a difference to one side is off by exactly that, and one to both sides by nothing.

use super::Triple;
use crate::loss_tape::loss;
use nabla_grading::{Complaint, Exercise, FromValue, Observation};

const NAME: &str = "measured to one side";
const SAYS: &str = "Both slopes are off as those of a difference to one side are: they were measured with a step. \
                    On a tape stand the slopes themselves.";

/// Whether both slopes are off by what one step to one side makes, the same step for all lines.
pub(super) fn to_one_side(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let step = |asked: &Observation<'_>| -> Option<[f64; 2]> {
        let ((got, along_w, along_b), (right, right_w, right_b)) = (asked.value::<Triple>()?, triple(asked)?);
        let x: Vec<f64> = asked.argument(0);
        let square = x.iter().map(|x| x * x).sum::<f64>() / x.len() as f64;
        let is_right = asked.tolerance.accepts(got, right, asked.size);
        is_right.then_some([(along_w - right_w) / square, along_b - right_b])
    };
    let Some(steps) = all.iter().map(step).collect::<Option<Vec<_>>>() else { return Ok(()) };
    // The middle one, for rounding spoils some of them.
    let mut sorted: Vec<f64> = steps.iter().flatten().copied().collect();
    sorted.sort_by(f64::total_cmp);
    let h = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
    if !(1e-7..=0.5).contains(&h.abs()) || steps.iter().flatten().any(|step| (step - h).abs() > 0.05 * h.abs()) {
        return Ok(());
    }
    let round = (0..all.len()).min_by_key(|index| all[*index].argument::<Vec<f64>>(0).len()).unwrap_or_default();
    Err((round, Complaint::named(NAME, SAYS)))
}

fn triple(asked: &Observation<'_>) -> Option<Triple> {
    Triple::from_value(asked.expected)
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    exercise.mistake(
        NAME,
        |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| {
            const H: f64 = 1e-3;
            let at = |w: f64, b: f64| loss(&x, &y, w, b);
            (at(w, b), (at(w + H, b) - at(w, b)) / H, (at(w, b + H) - at(w, b)) / H)
        },
        SAYS,
    )
}
