//! Inputs brought to one scale.
//!
//! ```text
//! μ = (1/n) Σ xᵢ        σ = √((1/n) Σ (xᵢ − μ)²)        zᵢ = (xᵢ − μ)/σ
//! ```
//!
//! With ⟨z⟩ = 0 and ⟨z²⟩ = 1 the Hessian of the loss is 2·I: its contours are circles, and η = ½ reaches the bottom in one step.

use crate::data::separating;
use crate::line::mean;
use nabla_core::{DataSet, Standardised};
use nabla_grading::Exercise;

mod figure;
mod mistakes;

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
            // Some equal, and not all; a spread that is small only beside 1.
            ask.at(at(&[3.0, 8.0, 3.0]));
            ask.at(at(&[3.0, 3.0, 8.0]));
            ask.at(at(&[2e-20, 5e-20, 9e-20]));
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
        .figure(figure::draw);
    variants(mistakes::mistakes(exercise))
}

fn by(x: &[f64], middle: f64, sd: f64) -> Standardised {
    Standardised { values: x.iter().map(|x| (x - middle) / sd).collect(), mean: middle, sd }
}

fn range(x: &[f64]) -> (f64, f64) {
    x.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)))
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
        .variant("a spread beside the largest input", |x: Data| -> Option<Standardised> {
            // Rounding leaves σ a few units of the last place above 0, and that place belongs to the inputs.
            let largest = x.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
            let usable = !x.is_empty() && x.iter().all(|x| x.is_finite());
            usable.then(|| standardised(&x)).filter(|s| s.sd > 1e-14 * largest)
        })
        .variant("smallest and largest compared", |x: Data| -> Option<Standardised> {
            let (low, high) = range(&x);
            (x.iter().all(|x| x.is_finite()) && low < high).then(|| standardised(&x))
        })
}
