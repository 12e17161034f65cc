//! The wrong standardisations that people write: slips in one of the four things that are done.

use super::rules::{Handed, Middle, Rules, Spread, Values, each, half, range, right, squares, width};
use crate::line::mean;
use crate::slips::{Other, table};
use nabla_core::Standardised;
use nabla_grading::{Exercise, slip};

pub(super) fn slips(exercise: Exercise) -> Exercise {
    let to_the_range = slip(
        "scaled to the range",
        |r: &mut Rules| *r = Rules { middle: |x| range(x).0, spread: |x, _| width(x), ..*r },
        "Your values run from 0 to 1. That is another scaling: their mean is not 0.",
    );
    let slips = table(MIDDLES, |r: &mut Rules, other| r.middle = other)
        .chain(table(SPREADS, |r: &mut Rules, other| r.spread = other))
        .chain([to_the_range])
        .chain(table(VALUES, |r: &mut Rules, other| r.values = other))
        .chain(table(HANDED, |r: &mut Rules, other| r.handed = other));
    exercise.slips(right(), Rules::standardised, slips)
}

/// Other numbers than the mean.
const MIDDLES: [Other<Middle>; 7] = [
    ("took the median", |x| half(x.to_vec()), "You subtract the middle one of the inputs, not their mean."),
    (
        "took the middle of the range",
        |x| range(x).0 + 0.5 * width(x),
        "You subtract what lies halfway between the smallest input and the largest; \
         all the others count for the mean, too.",
    ),
    (
        "took the smallest for the mean",
        |x| range(x).0,
        "You subtract the smallest input: then no value is negative, and their mean is not 0.",
    ),
    (
        "took 0 for the mean",
        |_| 0.0,
        "Your mean is 0 whatever the inputs are: it is theirs that is asked, and it is to be subtracted.",
    ),
    (
        "took the sum for the mean",
        |x| x.iter().sum(),
        "Your mean grows with the number of inputs: the sum is not divided.",
    ),
    (
        "divided the mean by n − 1",
        |x| x.iter().sum::<f64>() / (x.len() as f64 - 1.0),
        "Three equal inputs should have themselves as their mean: yours divides by one less.",
    ),
    (
        "rounded the mean",
        |x| mean(x.iter().copied()).trunc(),
        "Your mean is a whole number, where the right one has digits behind the point: was it divided as an integer?",
    ),
];

/// Other numbers than the standard deviation.
const SPREADS: [Other<Spread>; 15] = [
    (
        "took the sample's deviation",
        |x, m| squares(x, m, x.len() as f64 - 1.0),
        "You divide by n − 1 under the root; here the inputs are all there is, and the mean is over n.",
    ),
    (
        "divided by the variance",
        |x, m| squares(x, m, x.len() as f64).powi(2),
        "Your σ has the unit of x²: where is the root?",
    ),
    (
        "took the sample's variance",
        |x, m| squares(x, m, x.len() as f64 - 1.0).powi(2),
        "Your σ has the unit of x², so a root is missing; and the mean under it is over n, not over n − 1.",
    ),
    (
        "forgot to divide by n",
        |x, m| squares(x, m, 1.0),
        "The same inputs twice change your σ: under the root there is a mean.",
    ),
    (
        "multiplied by n under the root",
        |x, m| squares(x, m, 1.0 / x.len() as f64),
        "The same inputs twice double your σ: n is multiplied by in yours, where a mean divides.",
    ),
    (
        "drew the root too early",
        |x, m| squares(x, m, 1.0) / x.len() as f64,
        "The same inputs twice make your σ smaller: the division by n belongs under the root.",
    ),
    (
        "took the mean distance",
        |x, m| mean(x.iter().map(|x| (x - m).abs())),
        "That is the mean distance from the mean; the standard deviation squares, takes the mean, and takes the root.",
    ),
    (
        "drew the root of the mean distance",
        |x, m| mean(x.iter().map(|x| (x - m).abs())).sqrt(),
        "The distances are not squared in yours, so there is nothing for the root to undo.",
    ),
    (
        "squared in place of the root",
        |x, m| squares(x, m, x.len() as f64).powi(4),
        "Your σ is the square of the variance: which way does the root go?",
    ),
    (
        "left the first out",
        |x, m| squares(&x[1..], m, x.len() as f64),
        "Your σ does not know the first input: change that one, and only the mean notices.",
    ),
    (
        "took the median distance",
        |x, m| half(each(x, |x| (x - m).abs())),
        "Your σ is the middle one of the distances; the standard deviation is made of all of them.",
    ),
    (
        "did not square the mean",
        |x, m| (mean(x.iter().map(|x| x * x)) - m).abs().sqrt(),
        "⟨x²⟩ − μ has two different units: which of the two is not squared?",
    ),
    (
        "took the distance from zero for the spread",
        |x, _| squares(x, 0.0, x.len() as f64),
        "Shift all inputs by 100 and your σ grows: it should be measured from their mean.",
    ),
    (
        "divided by the largest",
        |x, _| x.iter().fold(0.0, |most, x| x.abs().max(most)),
        "Your σ is the size of the largest input: one input far out changes it, and all the others do not.",
    ),
    (
        "divided by the range",
        |x, _| width(x),
        "You divide by the distance from the smallest input to the largest: all the others do not count for it.",
    ),
];

/// Other values than (x − μ)/σ.
const VALUES: [Other<Values>; 11] = [
    (
        "scaled to −1 … 1",
        |x, _, _| each(x, |v| 2.0 * (v - range(x).0) / width(x) - 1.0),
        "Your values run from −1 to 1. That is another scaling: their mean is not 0.",
    ),
    ("only centred", |x, m, _| each(x, |x| x - m), "The mean is 0 now; the spread is what it was."),
    ("only scaled", |x, _, s| each(x, |x| x / s), "The values are divided; nothing is subtracted from them."),
    (
        "subtracted from the first",
        |x, _, s| each(x, |v| (v - x[0]) / s),
        "Your first value is always 0: is it the first input that should become 0?",
    ),
    (
        "divided before it subtracted",
        |x, m, s| each(x, |x| x / s - m),
        "The mean is still that of the inputs before scaling: subtract first, then divide all of it.",
    ),
    (
        "forgot the brackets",
        |x, m, s| each(x, |x| x - m / s),
        "Only the mean is divided in yours: subtract first, then divide all of it. Where do brackets belong?",
    ),
    (
        "added the mean",
        |x, m, s| each(x, |x| (x + m) / s),
        "The values lie twice as far from 0 as before: the mean is added in yours.",
    ),
    ("divided by the mean", |x, m, s| each(x, |x| x / m / s), "The mean is something to subtract, not to divide by."),
    ("multiplied by the deviation", |x, m, s| each(x, |x| (x - m) * s), "Wider inputs become wider still: divide."),
    ("turned the sign", |x, m, s| each(x, |x| (m - x) / s), "The largest input should become the largest value."),
    (
        "cut off what lies far out",
        |x, m, s| each(x, |x| ((x - m) / s).clamp(-3.0, 3.0)),
        "An input far out stays far out: none of your values goes beyond ±3.",
    ),
];

/// Other results than the values with their mean and deviation.
const HANDED: [Other<Handed>; 4] = [
    (
        "reported the mean and deviation of the result",
        |done| Standardised { mean: 0.0, sd: 1.0, ..done },
        "`mean` and `sd` should be those of the inputs, or nobody can go back.",
    ),
    (
        "exchanged mean and deviation",
        |done| Standardised { mean: done.sd, sd: done.mean, ..done },
        "`mean` and `sd` are exchanged.",
    ),
    ("reported the variance", |done| Standardised { sd: done.sd * done.sd, ..done }, "`sd` is σ, not σ²."),
    (
        "sorted the values",
        |mut done| {
            done.values.sort_by(f64::total_cmp);
            done
        },
        "Your values are sorted: each belongs to the input at its own place.",
    ),
];
