//! What goes wrong with each of the five functions, and with all of them.

use super::{PARTS, at, truth};
use crate::Table;
use nabla_core::Dual;
use nabla_grading::Exercise;

/// Of x, p and n: the slope.
type Slope = fn(x: f64, p: f64, n: i32) -> f64;

const LOST: &str = "a itself moves at its slope: twice as fast a gives twice as fast a result.";

const OF_THE_POWER: Table<Slope, 6> = [
    (
        "kept the power",
        |x, p, n| f64::from(n) * x.powi(n) * p,
        "The factor came down, and the power above stayed what it was.",
    ),
    ("forgot the factor", |x, p, n| x.powi(n - 1) * p, "The power went down: which factor comes down with it?"),
    ("took the power for a constant", |_, _, _| 0.0, "a moves, and a power of it too."),
    (
        "brought down one less",
        |x, p, n| f64::from(n - 1) * x.powi(n - 1) * p,
        "Which number comes down: the exponent before, or the one after?",
    ),
    (
        "took the power of the slope",
        |_, p, n| f64::from(n) * p.powi(n - 1),
        "The power is taken of the value; the slope stands outside.",
    ),
    ("lost the slope of a power", |x, _, n| f64::from(n) * x.powi(n - 1), LOST),
];

const OF_THE_EXPONENTIAL: Table<Slope, 6> = [
    (
        "used the power rule",
        |x, p, _| x * (x - 1.0).exp() * p,
        "The rule for powers is about an x below; here x is the exponent.",
    ),
    ("left the slope of a alone", |_, p, _| p, "At each height eˣ has another slope, and only at x = 0 it is 1."),
    (
        "took the exponential of the slope",
        |_, p, _| p.exp(),
        "The outer slope is taken at the value, and the inner one is a factor.",
    ),
    (
        "took the slope into the exponent",
        |x, p, _| (x * p).exp(),
        "The slope of a is a factor, not a part of the exponent.",
    ),
    ("lost the slope of an exponential", |x, _, _| x.exp(), LOST),
    (
        "brought the exponent down",
        |x, p, _| x * x.exp() * p,
        "Of a power the exponent comes down; of eˣ nothing comes down, for it is its own slope.",
    ),
];

const OF_THE_LOGARITHM: Table<Slope, 6> = [
    ("put the slope below", |x, p, _| 1.0 / (x * p), "Make a twice as fast: your result gets slower."),
    ("took 1 over the slope", |_, p, _| 1.0 / p, "1/x is taken at the value; the slope is a factor."),
    (
        "took the logarithm of the value",
        |x, p, _| x.ln() * p,
        "The exponential is its own slope; the logarithm is not.",
    ),
    (
        "turned the sign of the logarithm",
        |x, p, _| -p / x,
        "The logarithm rises everywhere: your slope says that it falls.",
    ),
    ("squared the value below", |x, p, _| -p / (x * x), "That is how 1/x moves. And ln x?"),
    ("lost the slope of a logarithm", |x, _, _| 1.0 / x, LOST),
];

const OF_THE_SINE: Table<Slope, 6> = [
    ("turned the sign of the sine", |x, p, _| -x.cos() * p, "Just right of 0 the sine rises."),
    (
        "took the cosine of the slope",
        |_, p, _| p.cos(),
        "The outer slope is taken where a stands; how fast a moves is a factor.",
    ),
    ("kept the sine", |x, p, _| x.sin() * p, "At the top of the wave the sine is 1, and its slope is not."),
    ("turned to minus the sine", |x, p, _| -x.sin() * p, "That is how the cosine moves."),
    ("took degrees", |x, p, _| x.to_radians().cos() * p, "`cos` takes radians, and a is in radians already."),
    ("lost the slope of a sine", |x, _, _| x.cos(), LOST),
];

const OF_THE_TANH: Table<Slope, 7> = [
    (
        "forgot the square of tanh",
        |x, p, _| (1.0 - x.tanh()) * p,
        "At 0 yours is right; to the left of 0 it is more than 1, and tanh is nowhere steeper than 1.",
    ),
    ("squared the value", |x, p, _| (1.0 - x * x) * p, "1 − (…)²: of the answer, not of what went in."),
    (
        "took tanh of tanh",
        |x, p, _| (1.0 - x.tanh().tanh().powi(2)) * p,
        "The answer is squashed already, and yours is squashed once more.",
    ),
    (
        "added the square",
        |x, p, _| (1.0 + x.tanh().powi(2)) * p,
        "tanh flattens far from 0, and your slope grows there.",
    ),
    (
        "took the slope of the logistic curve",
        |x, p, _| x.tanh() * (1.0 - x.tanh()) * p,
        "That rule is for the curve from 0 to 1; tanh goes from −1 to 1.",
    ),
    (
        "multiplied the square only",
        |x, p, _| 1.0 - x.tanh().powi(2) * p,
        "The product comes before the difference: with a at rest your result moves at 1. Set brackets.",
    ),
    ("lost the slope of tanh", |x, _, _| 1.0 - x.tanh().powi(2), LOST),
];

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    type Row = (&'static str, Slope, &'static str);
    let tables: [&[Row]; 5] = [&OF_THE_POWER, &OF_THE_EXPONENTIAL, &OF_THE_LOGARITHM, &OF_THE_SINE, &OF_THE_TANH];
    let exercise = tables.into_iter().enumerate().fold(exercise, |exercise, (part, table)| {
        table.iter().fold(exercise, |exercise, (name, slope, says)| {
            let code = move |a: Dual, n: i32| at(truth(a, n)[part].value, slope(a.value, a.slope, n));
            exercise.mistake_in(PARTS[part], name, code, says)
        })
    });
    let changed = |change: fn(Dual, Dual) -> Dual| move |a: Dual, n: i32| truth(a, n).map(|dual| change(dual, a));
    let steady = |a: Dual, n: i32| truth(at(a.value, 1.0), n);
    exercise
        .mistake_in(
            "sin a",
            "took the cosine",
            |a: Dual, _: i32| at(a.value.cos(), -a.value.sin() * a.slope),
            "That is the cosine with its slope: at 0 the sine is 0.",
        )
        .mistake_in(
            "ln a",
            "divided by the square",
            |a: Dual, _: i32| at(a.value.ln(), a.slope / (a.value * a.value)),
            "At a = 2 yours is a quarter of the slope of a; the logarithm climbs at a half there.",
        )
        .mistake(
            "lost the inner slope",
            steady,
            "The inner speed is lost in all five: a itself moves, at its own slope.",
        )
        .mistake(
            "added the inner slope",
            move |a: Dual, n: i32| steady(a, n).map(|dual| at(dual.value, dual.slope + a.slope)),
            "Two speeds in a row multiply, like gears; yours are added.",
        )
        .mistake(
            "divided by the inner slope",
            move |a: Dual, n: i32| steady(a, n).map(|dual| at(dual.value, dual.slope / a.slope)),
            "Make a twice as fast: all your results get slower.",
        )
        .mistake(
            "left the slope at 0",
            changed(|dual, _| at(dual.value, 0.0)),
            "It stands where it should; nothing moves in yours.",
        )
        .mistake(
            "moved as a does",
            changed(|dual, a| at(dual.value, a.slope)),
            "Each function climbs in its own way: yours moves as a does.",
        )
}
