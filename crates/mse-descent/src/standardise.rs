//! Inputs brought to one scale.
//!
//! ```text
//! μ = (1/n) Σ xᵢ        σ = √((1/n) Σ (xᵢ − μ)²)        zᵢ = (xᵢ − μ)/σ
//! ```
//!
//! With ⟨z⟩ = 0 and ⟨z²⟩ = 1 the Hessian of the loss is 2·I: its contours are circles, and η = ½ reaches the bottom in one step.

use crate::data::{article, separating};
use crate::descend::{Rules, Task};
use crate::line::mean;
use crate::valley::Valley;
use nabla_core::{DataSet, Standardised};
use nabla_grading::figure::{Figure, Layer, Mark, Role};
use nabla_grading::{Exercise, Sketch};
use std::f64::consts::TAU;

type Data = Vec<f64>;

/// The values, for inputs that have a spread.
pub(crate) fn standardised(x: &[f64]) -> Standardised {
    let middle = mean(x.iter().copied());
    let sd = mean(x.iter().map(|x| (x - middle).powi(2))).sqrt();
    Standardised { values: x.iter().map(|x| (x - middle) / sd).collect(), mean: middle, sd }
}

fn has_spread(x: &[f64]) -> bool {
    x.iter().all(|x| x.is_finite()) && x.iter().any(|value| *value != x[0])
}

/// The exercise `standardise`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("standardise", "the inputs with mean 0 and standard deviation 1, and what it takes to go back")
        .probes(|ask| {
            let at = |x: &[f64]| (x.to_vec(),);
            ask.at(at(&[1.0, 2.0, 3.0]));
            ask.at(at(&[3.0, 7.0]));
            ask.at(at(&[2.0, 4.0, 4.0, 5.0, 10.0]));
            ask.at((separating().0,));
            ask.at((DataSet::hubble().x,));
            // Nothing, one, all equal, equal but for rounding, unusable.
            ask.at(at(&[]));
            ask.at(at(&[5.0]));
            ask.at(at(&[4.0, 4.0, 4.0]));
            ask.at(at(&[0.1, 0.1, 0.1]));
            ask.at(at(&[3.0, f64::NAN, 5.0]));
            ask.at(at(&[3.0, f64::INFINITY]));
            ask.random(16, |draw| {
                let n = usize::try_from(draw.integer(3, 8)).unwrap_or(3);
                let shift = draw.number_off_zero(-30.0, 30.0, 2.0);
                let mut x: Data = draw.numbers(n, -9.0, 9.0).into_iter().map(|x| x + shift).collect();
                x[0] += 20.0;
                (x,)
            });
        })
        .truth(|x: Data| -> Option<Standardised> {
            // Half of the mean squared distance between all pairs is the variance, and no mean is needed.
            has_spread(&x).then(|| {
                let pairs = mean(x.iter().flat_map(|a| x.iter().map(move |b| (a - b).powi(2))));
                let (sd, from) = ((0.5 * pairs).sqrt(), x[0]);
                let middle = from + mean(x.iter().map(|x| x - from));
                Standardised { values: x.iter().map(|x| (x - middle) / sd).collect(), mean: middle, sd }
            })
        })
        .terms(|x: Data| {
            let size = x.iter().fold(0.0_f64, |size, x| size.max(x.abs()));
            if has_spread(&x) { size * (1.0 + 1.0 / standardised(&x).sd) } else { size }
        })
        .hints([
            "Two things move the inputs: subtracting something makes their mean 0, dividing by something makes their spread 1.",
            "σ² is the mean of the squared distances from the mean, over all n of them. When is there no σ to divide by?",
            "Compare the inputs with the first of them to find out whether all are equal; testing σ == 0.0 misses (0.1, 0.1, 0.1).",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

/// A mistake in what is subtracted and divided by, and in what is reported of it.
fn scaled(made: fn(&[f64]) -> Standardised) -> impl Fn(Data) -> Option<Standardised> {
    move |x: Data| has_spread(&x).then(|| made(&x))
}

fn by(x: &[f64], middle: f64, sd: f64) -> Standardised {
    Standardised { values: x.iter().map(|x| (x - middle) / sd).collect(), mean: middle, sd }
}

fn mistakes(exercise: Exercise) -> Exercise {
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

fn range(x: &[f64]) -> (f64, f64) {
    x.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)))
}

fn median(x: &[f64]) -> f64 {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { 0.5 * (sorted[half - 1] + sorted[half]) }
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("one pass", |x: Data| -> Option<Standardised> {
            // A running mean and a running sum of squares.
            let (mut middle, mut squares) = (0.0, 0.0);
            for (i, x) in x.iter().enumerate() {
                let before = x - middle;
                middle += before / (i + 1) as f64;
                squares += before * (x - middle);
            }
            has_spread(&x).then(|| by(&x, middle, (squares / x.len() as f64).sqrt()))
        })
        .variant("mean of the squares less square of the mean", |x: Data| -> Option<Standardised> {
            let n = x.len() as f64;
            let (sum, squares) = x.iter().fold((0.0, 0.0), |(sum, squares), x| (sum + x, squares + x * x));
            has_spread(&x).then(|| by(&x, sum / n, (squares / n - (sum / n).powi(2)).sqrt()))
        })
        .variant("vectors", |x: Data| -> Option<Standardised> {
            let vector = nalgebra::DVector::from_vec(x.clone());
            has_spread(&x).then(|| by(&x, vector.mean(), vector.variance().sqrt()))
        })
        .variant("smallest and largest compared", |x: Data| -> Option<Standardised> {
            let (low, high) = range(&x);
            (x.iter().all(|x| x.is_finite()) && low < high).then(|| standardised(&x))
        })
}

/// The valley of the course's three points before and after: the ellipses become circles.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = article();
    let yours = sketch.value::<Option<Standardised>>((x.clone(),)).flatten().map(|s| s.values).unwrap_or_default();
    let usable = yours.len() == x.len() && has_spread(&yours);
    let before = Valley::around(&(x.clone(), y.clone()), 2.6);
    let steps = |x: &[f64], start: (f64, f64)| {
        let task = Task { x, y: &y, start, eta: 0.16, tolerance: 0.01, max_steps: 400 };
        Rules::right().descend(&task).path
    };
    let corner = |valley: &Valley| valley.place(-0.85, -0.5);
    let raw = steps(&x, corner(&before));
    let left = before
        .panel("Raw inputs")
        .layer(Layer::line(Role::Given, "descent with η = 0.16", raw.clone()))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [before.bottom]));
    if !usable {
        return Figure::new("Your values have no spread, so there is no valley to draw").panel(left);
    }
    let after = Valley::around(&(yours.clone(), y.clone()), 2.6);
    let path = steps(&yours, corner(&after));
    let (steps_before, steps_after) = (raw.len() - 1, path.len() - 1);
    let circle = (0..=90).map(|k| {
        let angle = TAU * f64::from(k) / 90.0;
        (after.bottom.0 + 1.5 * angle.cos(), after.bottom.1 + 1.5 * angle.sin())
    });
    let round = standardised(&x).values.iter().zip(&yours).all(|(a, b)| crate::valley::near(*a, *b));
    let title = if sketch.is_right() {
        format!("The ellipses become circles: {steps_before} steps become {steps_after}")
    } else if round {
        "These values are right; something else goes wrong".to_owned()
    } else {
        "With your values the contours are no circles".to_owned()
    };
    let right = after
        .panel("Your values")
        .layer(Layer::line(Role::Truth, "a circle", circle))
        .layer(Layer::line(Role::Learner, "descent with η = 0.16", path.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", path))
        .layer(Layer::points(Role::Given, Mark::Cross, "", [after.bottom]));
    Figure::new(title).panel(left).panel(right)
}
