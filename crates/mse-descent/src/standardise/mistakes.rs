//! The wrong standardisations that people write.

use super::{Data, by, has_spread, range, standardised};
use crate::line::mean;
use nabla_core::Standardised;
use nabla_grading::Exercise;

/// A mistake in what is subtracted and divided by, and in what is reported of it.
fn scaled(made: fn(&[f64]) -> Standardised) -> impl Fn(Data) -> Option<Standardised> {
    move |x: Data| has_spread(&x).then(|| made(&x))
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    let exercise = exercise
        .mistake("took the sample's deviation", scaled(|x| { let s = standardised(x); by(x, s.mean, s.sd * (x.len() as f64 / (x.len() as f64 - 1.0)).sqrt()) }), "You divide by n − 1 under the root; here the inputs are all there is, and the mean is over n.")
        .mistake("divided by the variance", scaled(|x| { let s = standardised(x); by(x, s.mean, s.sd * s.sd) }), "Your σ has the unit of x²: where is the root?")
        .mistake("forgot to divide by n", scaled(|x| { let s = standardised(x); by(x, s.mean, s.sd * (x.len() as f64).sqrt()) }), "The same inputs twice change your σ: under the root there is a mean.")
        .mistake("took the mean distance", scaled(|x| { let s = standardised(x); by(x, s.mean, mean(x.iter().map(|x| (x - s.mean).abs()))) }), "That is the mean distance from the mean; the standard deviation squares, takes the mean, and takes the root.")
        .mistake("scaled to the range", scaled(|x| { let (low, high) = range(x); by(x, low, high - low) }), "Your values run from 0 to 1. That is another scaling: their mean is not 0.")
        .mistake("divided by the range", scaled(|x| { let (low, high) = range(x); by(x, standardised(x).mean, high - low) }), "Your values are centred; their spread is not 1: two values far out change yours, all the others do not.")
        .mistake("only centred", scaled(|x| { let s = standardised(x); Standardised { values: x.iter().map(|x| x - s.mean).collect(), ..s } }), "The mean is 0 now; the spread is what it was.")
        .mistake("only scaled", scaled(|x| { let s = standardised(x); Standardised { values: x.iter().map(|x| x / s.sd).collect(), ..s } }), "The spread is 1 now; the mean is not 0.")
        .mistake("divided before it subtracted", scaled(|x| { let s = standardised(x); Standardised { values: x.iter().map(|x| x / s.sd - s.mean).collect(), ..s } }), "The mean is still that of the inputs before scaling: subtract first, then divide all of it.")
        .mistake("multiplied by the deviation", scaled(|x| { let s = standardised(x); Standardised { values: x.iter().map(|x| (x - s.mean) * s.sd).collect(), ..s } }), "Wider inputs become wider still: divide.")
        .mistake("took the distance from zero for the spread", scaled(|x| { let s = standardised(x); by(x, s.mean, mean(x.iter().map(|x| x * x)).sqrt()) }), "Shift all inputs by 100 and your σ grows: it should be measured from their mean.")
        .mistake("took the median", scaled(|x| { let s = standardised(x); by(x, median(x), s.sd) }), "You subtract the middle one of the inputs, not their mean.")
        .mistake("reported the mean and deviation of the result", scaled(|x| { let s = standardised(x); Standardised { mean: 0.0, sd: 1.0, ..s } }), "The values are right; mean and sd should be those of the inputs, or nobody can go back.")
        .mistake("exchanged mean and deviation", scaled(|x| { let s = standardised(x); Standardised { mean: s.sd, sd: s.mean, ..s } }), "The values are right; mean and sd are exchanged.")
        .mistake("reported the variance", scaled(|x| { let s = standardised(x); Standardised { sd: s.sd * s.sd, ..s } }), "The values are right; `sd` is σ, not σ².")
        .mistake("turned the sign", scaled(|x| { let s = standardised(x); Standardised { values: x.iter().map(|x| (s.mean - x) / s.sd).collect(), ..s } }), "The largest input should become the largest value.");
    exercise
        .mistake(
            "compared the deviation with zero",
            |x: Data| -> Option<Standardised> {
                if x.is_empty() || x.iter().any(|x| !x.is_finite()) {
                    return None;
                }
                // Summed from the left, as a person would: three times 0.1 leaves a hair.
                Some(standardised(&x)).filter(|s| s.sd > 0.0)
            },
            "(0.1, 0.1, 0.1) passes your test: rounding leaves σ a hair above 0. Are all inputs equal?",
        )
        .mistake(
            "compared the deviation with a small number",
            |x: Data| -> Option<Standardised> {
                if x.is_empty() || x.iter().any(|x| !x.is_finite()) {
                    return None;
                }
                Some(standardised(&x)).filter(|s| s.sd > 1e-12)
            },
            "What is a small σ depends on the inputs, and yours are different from each other though all are tiny. Are they equal?",
        )
        .mistake(
            "compared the first and the last only",
            |x: Data| -> Option<Standardised> { (x.first()? != x.last()? && has_spread(&x)).then(|| standardised(&x)) },
            "(3, 8, 3) begins and ends alike, and has a spread all the same.",
        )
        .mistake(
            "compared the first two only",
            |x: Data| -> Option<Standardised> { (x.first()? != x.get(1)? && has_spread(&x)).then(|| standardised(&x)) },
            "(3, 3, 8) begins with equal inputs, and has a spread all the same.",
        )
        .mistake(
            "gave up on two equal inputs among others",
            |x: Data| -> Option<Standardised> {
                let twice = x.iter().enumerate().any(|(i, value)| x[..i].contains(value));
                (!twice && has_spread(&x)).then(|| standardised(&x))
            },
            "Two equal inputs are no trouble; only when all of them are equal there is no spread.",
        )
        .mistake(
            "divided by a deviation of zero",
            |x: Data| -> Option<Standardised> {
                (!x.is_empty() && x.iter().all(|x| x.is_finite())).then(|| standardised(&x))
            },
            "Equal inputs have no spread, and 0/0 is NaN: the type can say that there is no answer.",
        )
        .mistake(
            "gave zeros for equal inputs",
            |x: Data| -> Option<Standardised> {
                if has_spread(&x) {
                    return Some(standardised(&x));
                }
                let fine = !x.is_empty() && x.iter().all(|x| x.is_finite());
                fine.then(|| Standardised { values: vec![0.0; x.len()], mean: mean(x.iter().copied()), sd: 0.0 })
            },
            "Equal inputs cannot be given a spread of 1: the answer is None.",
        )
        .mistake(
            "let NaN through",
            |x: Data| -> Option<Standardised> {
                let equal = x.iter().all(|value| *value == x[0]);
                (!equal).then(|| standardised(&x))
            },
            "One NaN among the inputs makes all values NaN: say None instead.",
        )
        .mistake(
            "let infinity through",
            |x: Data| -> Option<Standardised> {
                let equal = x.iter().all(|value| *value == x[0]);
                (!equal && x.iter().all(|x| !x.is_nan())).then(|| standardised(&x))
            },
            "An infinite input makes the mean infinite: `is_nan` does not find it, `is_finite` does.",
        )
        .mistake(
            "gave up on two inputs",
            |x: Data| -> Option<Standardised> { (x.len() > 2 && has_spread(&x)).then(|| standardised(&x)) },
            "Two different inputs have a spread: they become −1 and 1.",
        )
        .mistake(
            "called no inputs a success",
            |x: Data| -> Option<Standardised> {
                if x.is_empty() {
                    return Some(Standardised { values: vec![], mean: f64::NAN, sd: f64::NAN });
                }
                has_spread(&x).then(|| standardised(&x))
            },
            "No inputs have no mean: the answer is None.",
        )
}

fn median(x: &[f64]) -> f64 {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { 0.5 * (sorted[half - 1] + sorted[half]) }
}
