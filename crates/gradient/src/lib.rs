//! The chapter on the gradient: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::{Chapter, Clause, Value};
use nalgebra::SVector;

mod chain_gradient;
mod downhill_step;
mod gradient_2d;
mod gradient_3d;
mod gradient_check;
mod measure;
mod numeric_gradient;
mod steepest;

/// Mistakes or slips in a row: what they are called, the code, and the sentence that helps.
type Table<Code, const N: usize> = [(&'static str, Code, &'static str); N];

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_gradient::chapter();
/// assert_eq!(chapter.exercises[0].name, "gradient_2d");
/// assert!(chapter.exercise("gradient_2d").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "gradient",
        title: "The gradient",
        exercises: vec![
            gradient_2d::exercise(),
            steepest::exercise(),
            gradient_3d::exercise(),
            numeric_gradient::exercise(),
            gradient_check::exercise(),
            chain_gradient::exercise(),
            downhill_step::exercise(),
        ],
    }
}

/// What `^` makes of a number and 2 once the number was cut to a whole one.
fn switched(number: f64) -> f64 {
    (number as i64 ^ 2) as f64
}

/// What is said of it.
const SWITCHED: &str =
    "`^` is no power in Rust, it switches bits: 3 ^ 2 is 1. Multiply, or take `powi`; then nothing need be cut off.";

/// A formula holds at every point: on the axes, where many a rearranged one divides 0 by 0, close to 0, and far away.
fn everywhere<const N: usize>(points: &[[f64; N]]) -> Clause {
    let says = "The formula holds at every point: on the axes, a hair from 0, and very far away.";
    let clause = points.iter().fold(Clause::new("at every point", says), |clause, p| clause.at((SVector::from(*p),)));
    bounded(clause, 1e6, 1e-2)
}

/// The ways to miss a clause of somebody who cuts what is large and drops what is small.
fn bounded(clause: Clause, large: f64, small: f64) -> Clause {
    let cut = move |arguments: &[Value]| changed(arguments, |x| x.clamp(-large, large));
    let dropped = move |arguments: &[Value]| changed(arguments, |x| if x.abs() < small { 0.0 } else { x });
    clause
        .missed_at("cut what is large", cut, "Yours cuts what is large: it counts as it is, however large.")
        .missed_at("took what is small for zero", dropped, "Yours takes what is small for 0: only 0 is 0.")
}

/// The vectors among the arguments with each of their numbers changed.
fn changed(arguments: &[Value], change: impl Fn(f64) -> f64) -> Vec<Value> {
    let one = |argument: &Value| match argument {
        Value::Numbers(numbers) => Value::Numbers(numbers.iter().map(|x| change(*x)).collect()),
        other => other.clone(),
    };
    arguments.iter().map(one).collect()
}
