//! A function that was put in, or left out.

use super::{Relation, changing};
use crate::judging::naming::row::Row;
use nabla_core::Tolerance;

/// got = φ(expected), number by number, for a function that is often put in, or left out.
pub(super) fn function_of(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    type Phi = fn(f64) -> f64;
    let known: [(&str, Phi, &str); 13] = [
        ("squared", |x| x * x, "Every answer is the square of the right one: a root is missing, or a square too many."),
        (
            "the root of it",
            |x| x.abs().sqrt(),
            "Every answer is the root of the right one: a square got lost, or a root came in.",
        ),
        (
            "turned upside down",
            |x| 1.0 / x,
            "Every answer is 1 divided by the right one: your fraction is turned upside down.",
        ),
        (
            "turned upside down, and the sign is flipped",
            |x| -1.0 / x,
            "Every answer is −1 divided by the right one: your fraction is turned upside down, and the sign is wrong.",
        ),
        ("without its sign", f64::abs, "Every answer has the right size, and none is negative: the sign got lost."),
        (
            "cut off below 0",
            |x| x.max(0.0),
            "Every answer that should be negative is 0 in yours, and the others are right: a minus counts, too.",
        ),
        (
            "negative throughout",
            |x| -x.abs(),
            "Every answer has the right size, and none is positive: the sign got lost.",
        ),
        (
            "the angle in place of the slope",
            f64::atan,
            "Every answer is the angle whose tangent is the right one: a slope is asked, not an angle.",
        ),
        (
            "the angle in degrees in place of the slope",
            |x| x.atan().to_degrees(),
            "Every answer is the angle, in degrees, whose tangent is the right one: a slope is asked, not an angle.",
        ),
        ("its logarithm", f64::ln, "Every answer is the logarithm of the right one."),
        (
            "its logarithm to the base 10",
            f64::log10,
            "Every answer is the logarithm, to the base 10, of the right one.",
        ),
        ("its exponential", f64::exp, "Every answer is the exponential of the right one."),
        ("its sine", f64::sin, "Every answer is the sine of the right one."),
    ];
    known.into_iter().find_map(|(name, phi, says)| {
        let holds = |row: &Row| {
            row.expected.iter().all(|x| phi(*x).is_finite())
                && row.agrees_when(tolerance, |x| x.iter().copied().map(phi).collect())
        };
        if rows.iter().all(holds) { changing(name, says, move |x| x.iter().copied().map(phi).collect()) } else { None }
    })
}
