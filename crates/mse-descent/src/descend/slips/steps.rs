//! Slips in the steps of a descent: where it begins, which gradient it follows, how far it goes.

use super::{Other, Point};
use crate::descent_step::moved;
use crate::line;

/// Other steps than −η·∇L from the newest point.
pub(super) const STEPS: &[Other] = &[
    ("began at the origin", |r| r.start = |_| (0.0, 0.0), "You begin at (0, 0), whatever start is given."),
    (
        "exchanged w and b of the start",
        |r| r.start = |(w, b)| (b, w),
        "The start is given as (w, b), and you begin at (b, w).",
    ),
    (
        "kept the slopes of the start",
        |r| r.measured = |start, _| start,
        "Every step goes by the gradient of the start: measure it anew where you stand.",
    ),
    (
        "gave the steps momentum",
        |r| r.momentum = 0.9,
        "Part of the steps before goes on in each of yours: here a step knows the newest point and its gradient only.",
    ),
    (
        "divided the rate by the number of the step",
        |r| r.rate = |eta, steps| eta / (steps as f64 + 1.0),
        "Your steps shrink like 1, ½, ⅓, …: η stays what it is.",
    ),
    (
        "let the rate decay",
        |r| r.rate = |eta, steps| eta * 0.9_f64.powi(i32::try_from(steps).unwrap_or(i32::MAX)),
        "Your η shrinks by a tenth with each step: it stays what it is.",
    ),
    (
        "left a 2 out of the gradient",
        |r| {
            r.slopes = halved;
            r.step = |x, y, p, eta| moved(p, halved(x, y, p), eta);
        },
        "Your gradient is half as long as it should be, in the steps and beside the tolerance: is a 2 missing?",
    ),
    (
        "left a 2 out of the slope along b",
        |r| {
            r.slopes = halved_along_b;
            r.step = |x, y, p, eta| moved(p, halved_along_b(x, y, p), eta);
        },
        "Your slope along b is half of what it should be: is a 2 missing?",
    ),
    (
        "took the sum for the gradient",
        |r| {
            r.slopes = summed;
            r.step = |x, y, p, eta| moved(p, summed(x, y, p), eta);
        },
        "The same points twice double your gradient: the loss is a mean.",
    ),
];

fn halved(x: &[f64], y: &[f64], p: Point) -> Point {
    scaled(x, y, p, (0.5, 0.5))
}

fn halved_along_b(x: &[f64], y: &[f64], p: Point) -> Point {
    scaled(x, y, p, (1.0, 0.5))
}

fn summed(x: &[f64], y: &[f64], p: Point) -> Point {
    let n = x.len() as f64;
    scaled(x, y, p, (n, n))
}

/// The gradient times a factor of its own along w and along b.
fn scaled(x: &[f64], y: &[f64], p: Point, (w, b): Point) -> Point {
    let (along_w, along_b) = line::slopes(x, y, p);
    (w * along_w, b * along_b)
}
