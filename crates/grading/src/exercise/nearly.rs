//! Formulas that are nearly right: a slope was measured in their place, or numbers were rounded.

use crate::exercise::observation::{Complaint, Observation};
use nabla_core::Value;

/// Arguments beyond that are far from the origin: a difference of heights that are as large is lost in their rounding.
const FAR: f64 = 1e3;

/// How near is near, as a part of the size of the terms.
const NEAR: f64 = 1e-4;

/// What is seen of a closed formula that is nearly right: a difference quotient stands in its place, or a rounding.
/// Says so where all answers are near the right ones; far from the origin they may be further off. Few of them are
/// wrong, or else it is seen how they are wrong: rounded, or in single precision.
/// ```
/// use nabla_grading::{Exercise, Function, exact_formula};
/// let exercise = Exercise::new("slope", "the slope of x³").truth(|x: f64| 3.0 * x * x).overall(exact_formula);
/// let exercise = exercise.probes(|ask| {
///     (1..9).for_each(|x| ask.at((f64::from(x),)));
///     ask.at((3.1e6,));
/// });
/// let measured = |x: f64| ((x + 1e-5).powi(3) - (x - 1e-5).powi(3)) / 2e-5;
/// let verdict = exercise.judge(&mut &Function::new(measured), 1);
/// assert_eq!(verdict.mistake.expect("it is seen").name, "close, but not exact");
/// ```
///
/// # Errors
/// With the index of the first answer that is not right.
pub fn exact_formula(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let wrong = |asked: &Observation<'_>| !all(asked, |got, truth| asked.tolerance.accepts(got, truth, asked.size));
    let is_near = |asked: &Observation<'_>| all(asked, |got, truth| (got - truth).abs() <= NEAR * asked.size);
    let Some(first) = asked.iter().position(wrong) else { return Ok(()) };
    let complaint = |says: &str| Err((first, Complaint::named("close, but not exact", says)));
    let all_near = asked.iter().all(is_near);
    if all_near && 3 * asked.iter().filter(|asked| wrong(asked)).count() < asked.len() {
        return complaint(
            "Every answer is near the right one and some are not exact: a slope that was measured with a step, \
             or a rounding, stands where a formula is asked.",
        );
    }
    let is_far = |asked: &Observation<'_>| {
        asked.arguments.iter().flat_map(Value::components).any(|argument| argument.abs() > FAR)
    };
    if !all_near && asked.iter().all(|asked| is_far(asked) || is_near(asked)) {
        return complaint(
            "Not far from the origin every answer is close to the right one, and far out some are not: \
             a slope that was measured with a step stands where a formula is asked.",
        );
    }
    Ok(())
}

/// Whether that holds of each number of the answer and its counterpart in the truth.
fn all(asked: &Observation<'_>, holds: impl Fn(f64, f64) -> bool) -> bool {
    let got = asked.answer.value().map(Value::components).unwrap_or_default();
    let truth = asked.expected.components();
    got.len() == truth.len() && got.into_iter().zip(truth).all(|(got, truth)| holds(got, truth))
}
