//! All second partials from values of f alone.
//!
//! ```text
//! hᵢⱼ = [f(+i +j) − f(+i −j) − f(−i +j) + f(−i −j)] / 4h²        hᵢᵢ = [f(+i) − 2f + f(−i)] / h², or the same with 2h
//! ```
//!
//! On cubics every way that is central gives the very second partials, whatever h is, so that one truth serves them
//! all: dual numbers. Elsewhere h is small, and the tolerance leaves room for the h² of any of them; a one-sided way is
//! a thousand times farther off. No h is ½, where 4h² is 1.

mod facts;
mod figure;
mod slips;
mod ways;

use crate::numeric_hessian::ways::{Rules, moved};
use nabla_core::{Draw, Field, Tolerance};
use nabla_grading::{Clause, Exercise, ManyVariables, Probes, slip};
use nalgebra::{DMatrix, DVector};

type DM = DMatrix<f64>;
type DV = DVector<f64>;

/// For this many inputs the calls are counted.
const COUNTED: usize = 50;

/// The exercise `numeric_hessian`.
pub(crate) fn exercise() -> Exercise {
    let asks = "all second partials of f at x by central differences with the step h";
    let exercise = Exercise::new("numeric_hessian", asks)
        .probes(probes)
        .truth(|f: Field, x: DV, _: f64| nabla_truth::hessian(&f, x.as_slice()))
        // The size below says what a million roundings, or the h² of a central difference, are a part of.
        .tolerance(Tolerance { relative: 1e-6, absolute: 1e-6 })
        .size(|f: Field, x: DV, h: f64| size(&f, &x, h))
        .property(facts::no_more_calls_than_it_takes)
        .overall(facts::uses_the_step)
        .overall(facts::in_common)
        .overall(facts::asks_where_h_leads)
        .clause(
            Clause::new("one input, or fifty", "It should work for one input, which has no pair, and for fifty.")
                .at((Field::curve(&[1.0, -2.0, 0.5, 1.0]), DV::from_vec(vec![1.5]), 0.1))
                .at((wave(7), spread(7), 0.125)),
        )
        .clause(
            Clause::new(
                "at most 8n² + 8 calls of f",
                "Four looks a pair are enough, and one at x for all: what is asked again and again in your loops?",
            )
            .at((wave(COUNTED), spread(COUNTED), 0.0625)),
        )
        .hints([
            "You can measure a slope. Now measure how that slope changes when another input moves.",
            "A difference of two differences: f at the four corners x ± h·eᵢ ± h·eⱼ, with the signs + − − +.",
            "The corners are 2h apart along either axis, so divide by 4h². On the diagonal f(x + h·eᵢ) − 2f(x) + f(x \
             − h·eᵢ) over h² is enough.",
        ])
        .figure(figure::draw);
    let by = |rules: Rules| move |f: ManyVariables, x: DV, h: f64| rules.hessian(f.as_fn(), &x, h);
    let slips = slips::SLIPS.map(|(name, change, says)| slip(name, change, says));
    // Not a slip: its numbers are right, and together with a slip they would be those of the slip alone.
    let exercise =
        exercise.slips(Rules::right(), by, slips).mistake(slips::ASTRAY, by(slips::half_a_step()), slips::ASTRAY_SAYS);
    variants(exercise)
}

fn probes(ask: &mut Probes) {
    let g = || Field::polynomial(3, &[(1.0, &[2, 1]), (1.0, &[0, 0, 3])]);
    ask.article(
        (g(), DV::from_vec(vec![2.0, 3.0, 5.0]), 0.1),
        nalgebra::dmatrix![6.0, 4.0, 0.0; 4.0, 0.0, 0.0; 0.0, 0.0, 30.0],
    );
    ask.at((g(), DV::from_vec(vec![2.0, 3.0, 5.0]), 0.2));
    // The same, lifted: what does not cancel shows.
    let lifted = Field::polynomial(3, &[(1.0, &[2, 1]), (1.0, &[0, 0, 3]), (10.0, &[])]);
    ask.at((lifted, DV::from_vec(vec![2.0, 3.0, 5.0]), 0.2));
    let k = Field::polynomial(3, &[(1.0, &[3]), (2.0, &[1, 2]), (-1.0, &[0, 1, 1])]);
    ask.at((k, DV::from_vec(vec![1.0, -2.0, 0.5]), 0.2));
    ask.at((crate::fields::twisted(), DV::from_vec(vec![2.0, -1.0]), 0.01));
    let exponential = Field::Exponential { amplitude: 1.5, rates: vec![0.8, -0.5, 1.2] };
    ask.at((exponential, DV::from_vec(vec![0.4, 1.0, -0.3]), 1e-3));
    ask.at((Field::Wave { amplitude: 2.0, wave: vec![1.2, -0.7], phase: 0.4 }, DV::from_vec(vec![0.5, 0.9]), 1e-3));
    ask.random(12, |draw| {
        let n = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
        (cubic(draw, n), DV::from_fn(n, |_, _| draw.number_off_zero(-2.0, 2.0, 0.1)), draw.number(0.05, 0.2))
    });
}

/// A cubic in which every pair of neighbours twists.
fn cubic(draw: &mut Draw, n: usize) -> Field {
    let power = |factors: &[(usize, u8)]| -> Vec<u8> {
        (0..n).map(|j| factors.iter().filter(|(k, _)| *k == j).map(|(_, power)| *power).sum()).collect()
    };
    let cubes = (0..n).map(|j| power(&[(j, 3)]));
    let twists = (1..n).map(|j| power(&[(j - 1, 1), (j, 2)]));
    let exponents: Vec<Vec<u8>> = cubes.chain(twists).chain([power(&[(0, 1), (n - 1, 1)])]).collect();
    let terms: Vec<(f64, &[u8])> =
        exponents.iter().map(|powers| (draw.number_off_zero(-2.0, 2.0, 0.2), powers.as_slice())).collect();
    Field::polynomial(n, &terms)
}

/// A gentle wave over n inputs, the same at every seed, for it is worked out slowly.
fn wave(n: usize) -> Field {
    let wave = (0..n).map(|j| (10 + j * 7 % 10) as f64 / 200.0).collect();
    Field::Wave { amplitude: 2.0, wave, phase: 0.3 }
}

fn spread(n: usize) -> DV {
    DV::from_fn(n, |j, _| ((j * 3 % 11) as f64 - 5.0) / 5.0)
}

/// What an error of one millionth is measured against: the terms of f, what rounding makes of them when they are
/// divided by h², and what a central difference with h leaves out, which is nothing for a cubic and h²·k⁴ for a wave
/// with the rate k.
fn size(f: &Field, x: &DV, h: f64) -> f64 {
    let fourth = |rates: &[f64]| rates.iter().fold(0.0, |most: f64, rate| most.max(rate.abs())).powi(4);
    let reach = f.size(x.map(|x| x.abs() + h).as_slice());
    let (terms, left_out) = match f {
        Field::Wave { amplitude, wave, .. } => (amplitude.abs(), amplitude.abs() * fourth(wave)),
        Field::Exponential { rates, .. } => (reach, reach * fourth(rates)),
        _ => (reach, 0.0),
    };
    terms * (1.0 + 1e-8 / (h * h)) + 1e6 * h * h * left_out
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("three points on the diagonal", |f: ManyVariables, x: DV, h: f64| {
            Rules::right().hessian(f.as_fn(), &x, h)
        })
        .variant("four corners everywhere", |f: ManyVariables, x: DV, h: f64| {
            let at = |i, a, j, b| f.at(&moved(&x, &[(i, a * h), (j, b * h)]));
            let entry = |i, j| at(i, 1.0, j, 1.0) - at(i, 1.0, j, -1.0) - at(i, -1.0, j, 1.0) + at(i, -1.0, j, -1.0);
            DM::from_fn(x.len(), x.len(), |i, j| entry(i, j) / (4.0 * h * h))
        })
        .variant("differences of differences", |f: ManyVariables, x: DV, h: f64| {
            let slope = |p: &DV, i| (f.at(&moved(p, &[(i, h)])) - f.at(&moved(p, &[(i, -h)]))) / (2.0 * h);
            let gradient = |p: &DV| DV::from_fn(x.len(), |i, _| slope(p, i));
            let columns: Vec<DV> = (0..x.len())
                .map(|j| (gradient(&moved(&x, &[(j, h)])) - gradient(&moved(&x, &[(j, -h)]))) / (2.0 * h))
                .collect();
            DM::from_columns(&columns)
        })
        .variant("bending along three directions", |f: ManyVariables, x: DV, h: f64| {
            let middle = f.at(&x);
            let along = |moves: &[(usize, f64)]| {
                let back: Vec<_> = moves.iter().map(|(i, by)| (*i, -by)).collect();
                (f.at(&moved(&x, moves)) - 2.0 * middle + f.at(&moved(&x, &back))) / (h * h)
            };
            let straight: Vec<f64> = (0..x.len()).map(|i| along(&[(i, h)])).collect();
            DM::from_fn(x.len(), x.len(), |i, j| {
                if i == j { straight[i] } else { 0.5 * (along(&[(i, h), (j, h)]) - straight[i] - straight[j]) }
            })
        })
}
