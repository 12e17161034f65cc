//! What goes wrong in a check: in the measurement, in the errors, and in what becomes of them.

use super::{RIGHT, Rules, at, guarded, relative, worst};
use crate::Table;
use crate::measure::{SLIPS, central};
use nabla_core::GradientCheck;
use nabla_grading::{Exercise, GradientN, ManyVariables, slip};
use nalgebra::DVector;

type DV = DVector<f64>;

const ERRORS: Table<fn(f64, f64) -> f64, 13> = [
    ("took the absolute error", |a, n| (a - n).abs(), "A slope of 1e-6 that is all wrong passes."),
    ("turned a sign", |a, n| (a + n).abs() / sizes(a, n), "Sound slopes differ for you: the sign of n is turned."),
    ("kept the sign", |a, n| (a - n) / sizes(a, n), "A slope that is too small passes: a distance has no sign."),
    ("divided by the signed sum", |a, n| ((a - n) / (a + n)).abs(), "With a flipped sign a + n is small: add sizes."),
    ("divided by n alone", |a, n| ((a - n) / n).abs(), "Twice too large should give 1/3: divide by both sizes."),
    ("divided by a alone", |a, n| ((a - n) / a).abs(), "Twice too large should give 1/3: divide by both sizes."),
    ("divided by the larger size", |a, n| (a - n).abs() / a.abs().max(n.abs()), "A flipped sign should give 1, not 2."),
    (
        "divided by the hypotenuse",
        |a, n| (a - n).abs() / a.hypot(n),
        "A flipped sign should give 1, not √2: add the sizes.",
    ),
    ("divided by the product", |a, n| (a - n).abs() / (a * n).abs(), "The sizes are added below, not multiplied."),
    ("compared the sizes only", |a, n| (a.abs() - n.abs()).abs() / sizes(a, n), "A flipped sign passes your check."),
    ("said yes or no", |a, n| f64::from((a - n).abs() > 1e-6), "How far off is asked, not only whether."),
    ("added 1 below", |a, n| (a - n).abs() / (sizes(a, n) + 1.0), "Small slopes pass: 1 is large beside them."),
    (
        "squared the difference",
        |a, n| (a - n).powi(2) / sizes(a, n),
        "Make all slopes ten times as large, and your error grows: above and below the same power belongs.",
    ),
];

const SUMS: Table<fn(&[f64]) -> GradientCheck, 8> = [
    ("took the mean", |e| at(mean(e), worst(e).component), "One wrong component among a thousand hides in a mean."),
    ("added the errors up", |e| at(e.iter().sum(), worst(e).component), "The largest error is asked, not the sum."),
    ("took the smallest error", best, "One component that agrees does not make a gradient right."),
    ("looked at the first only", |e| at(e[0], 0), "Your check never looks past component 0."),
    ("began with the second", |e| after(worst(&e[1..])), "Your check never looks at component 0."),
    ("named the last one", |e| at(worst(e).worst_error, e.len() - 1), "The component is that of the worst error."),
    ("named the first one", |e| at(worst(e).worst_error, 0), "The component is that of the worst error."),
    ("counted from one", |e| after(worst(e)), "The first component has the index 0."),
];

fn sizes(a: f64, n: f64) -> f64 {
    a.abs() + n.abs()
}

fn mean(errors: &[f64]) -> f64 {
    errors.iter().sum::<f64>() / errors.len() as f64
}

fn after(check: GradientCheck) -> GradientCheck {
    at(check.worst_error, check.component + 1)
}

fn best(errors: &[f64]) -> GradientCheck {
    let smallest = errors.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
    smallest.map_or(at(0.0, 0), |(component, error)| at(*error, component))
}

/// The relative error of the component whose absolute error is the largest.
fn farthest(a: &DV, n: &DV) -> GradientCheck {
    let errors = a.zip_map(n, |a, n| guarded(a, n, relative));
    let far = worst(a.zip_map(n, |a, n| guarded(a, n, |a, n| (a - n).abs())).as_slice());
    at(errors[far.component], far.component)
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    // With n the wrong way round or a + n in place of a − n the answers are the same: that is `turned a sign`.
    let measured = SLIPS.into_iter().filter(|(name, ..)| *name != "took the wrong way round");
    let measured = measured.map(|(name, change, says)| slip(name, move |r: &mut Rules| change(&mut r.measure), says));
    let errors = ERRORS.map(|(name, error, says)| slip(name, move |r: &mut Rules| r.error = error, says));
    let sums = SUMS.map(|(name, sum_up, says)| slip(name, move |r: &mut Rules| r.sum_up = sum_up, says));
    let run = |rules: Rules| move |f: ManyVariables, g: GradientN, x: DV, h: f64| rules.check(&f, &g, &x, h);
    let whole = |compare: fn(&DV, &DV) -> f64| {
        move |f: ManyVariables, g: GradientN, x: DV, h: f64| at(compare(&g.at(&x), &central(f.as_fn(), &x, h)), 0)
    };
    let says = "What is wrong in a small component hides behind large ones: compare component by component.";
    exercise
        .slips(RIGHT, run, measured.chain(errors).chain(sums))
        .mistake(
            "looked for the largest absolute error",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| farthest(&g.at(&x), &central(f.as_fn(), &x, h)),
            "You look for the component with the largest |a − n|: the worst one has the largest relative error.",
        )
        .mistake("compared the lengths", whole(|a, n| relative(a.norm(), n.norm())), says)
        .mistake("took all components together", whole(|a, n| (a - n).norm() / (a.norm() + n.norm())), says)
}
