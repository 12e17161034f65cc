//! Bowl, dome or saddle, for any number of inputs.
//!
//! ```text
//! λ₁ … λₙ of H        |λ| ≤ tolerance·max|λ| counts as flat        up and down: saddle        else any flat: undecided
//! ```
//!
//! Diagonals that say nothing of the eigenvalues, determinants of the wrong sign for three inputs, flat directions
//! beside steep ones. No eigenvalue lies near the border of what counts as flat, but where that is asked.

mod figure;
mod mistakes;
mod rules;

use crate::bendings::{bendings, kind, strongest};
use nabla_core::Draw;
use nabla_core::Kind::{self, Maximum, Minimum, Saddle, Undecided};
use nabla_grading::{Clause, Exercise, Probes, other, slip};
use nalgebra::{DMatrix, DVector, dmatrix};
use rules::Rules;

type DM = DMatrix<f64>;

fn diagonal(entries: &[f64]) -> DM {
    DM::from_diagonal(&DVector::from_column_slice(entries))
}

fn truth(h: &DM, tolerance: f64) -> Kind {
    let bendings = bendings(h);
    kind(&bendings, tolerance * strongest(&bendings))
}

const ODD: &str = "From NaN and ∞ nothing can be told. Ask `is_finite` of all entries first, \
                   for comparisons with NaN are all false.";

/// The exercise `classify`.
pub(crate) fn exercise() -> Exercise {
    let nothing = "Where all of H is 0 nothing bends, and nothing can be told: is your largest bending 0 there?";
    let exercise = Exercise::new("classify", "what a flat place with the n × n matrix h of second partials is")
        .probes(probes)
        .truth(|h: DM, tolerance: f64| truth(&h, tolerance))
        .parts([other("the kind")])
        .overall(crate::kinds::in_common)
        .clause(
            Clause::new("Undecided where all is 0", nothing)
                .at((DM::zeros(2, 2), 1e-9))
                .at((DM::zeros(1, 1), 1e-6))
                .at((DM::zeros(4, 4), 1e-9))
                .missed("called it a minimum", |_: DM, _: f64| Minimum, "")
                .missed("called it a saddle", |_: DM, _: f64| Saddle, ""),
        )
        .clause(border())
        .clause(Clause::not_finite(&[0]).gives(Undecided).called("Undecided where a number is not finite").says(ODD))
        .hints([
            "Turn the axes until no twist is left. Which numbers stay on the diagonal then?",
            "`h.symmetric_eigenvalues()` gives them, in any order. Measure each against the largest |λ| times the \
             tolerance.",
            "First ask whether one is up and another one down: a saddle, whatever the others do. Only then whether \
             any is flat.",
        ])
        .figure(figure::draw);
    let by = |rules: Rules| move |h: DM, tolerance: f64| rules.kind(&h, tolerance);
    let slips = rules::SLIPS.map(|(name, change, says)| slip(name, change, says));
    mistakes::MISTAKES
        .into_iter()
        .fold(variants(exercise).slips(Rules::right(), by, slips), |exercise, (name, kind, says)| {
            exercise.mistake(name, move |h: DM, tolerance: f64| kind(&h, tolerance), says)
        })
}

/// Eigenvalues less than twice as large, or small, as what counts as flat; and one that is just as large.
fn border() -> Clause {
    let says =
        "Flat is what is not larger than tolerance · max|λ|, with ≤: ask for that λ itself, and for no other size.";
    let by = |flat: fn(&DM) -> f64| {
        move |h: DM, tolerance: f64| {
            let flat = tolerance * flat(&h);
            kind(&bendings(&h), flat)
        }
    };
    Clause::new("flat up to tolerance · max|λ|, and no farther", says)
        .at((diagonal(&[1.0, 1.0, 1.0, 0.125]), 0.1))
        .at((diagonal(&[-1.0, -0.12, -1.0]), 0.1))
        // λ is 2 and 0.15, and all entries are far smaller than 2.
        .at((dmatrix![1.075, 0.925; 0.925, 1.075], 0.1))
        .at((dmatrix![-1.125, -0.875; -0.875, -1.125], 0.1))
        // λ is 2 and 2 ± √2, with rows that add up to 4.
        .at((dmatrix![2.0, 1.0, 0.0; 1.0, 2.0, 1.0; 0.0, 1.0, 2.0], 0.16))
        // Small beside the sum of all |λ| alone, and the other way round beside the trace.
        .at((diagonal(&[1.0, 0.2, 1.0, 1.0]), 0.1))
        .at((diagonal(&[-0.09, 1.0, -0.09]), 0.1))
        .at((diagonal(&[4.0, 1.0]), 0.25))
        .at((diagonal(&[-8.0, -2.0]), 0.25))
        .missed(
            "measured against the root of all squares",
            by(DM::norm),
            "`norm` is the root of all squares, and longer than the largest |λ| alone: ask for that λ itself.",
        )
        .missed(
            "measured against the largest entry",
            by(DM::amax),
            "The largest entry of h changes when the axes turn, and is smaller than the largest |λ| then.",
        )
        .missed("measured against the largest sum of a row", by(|h| bounds(h).max()), "")
        .missed("measured against the sum of all |λ|", by(|h| bendings(h).iter().map(|b| b.abs()).sum()), "")
        .missed(
            "measured against the trace",
            by(|h| h.trace().abs()),
            "The trace adds up all λ, with their signs: it is no measure of the largest one.",
        )
        .missed(
            "counted the border as bent",
            |h: DM, tolerance: f64| truth(&h, tolerance * (1.0 - 1e-9)),
            "What is as large as tolerance · max|λ| counts as flat: it says ≤.",
        )
}

/// The sum of the sizes in each row: no |λ| is larger than the largest of them.
fn bounds(h: &DM) -> DVector<f64> {
    DVector::from_fn(h.nrows(), |i, _| h.row(i).lp_norm(1))
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("the two extremes", |h: DM, tolerance: f64| {
            if !h.iter().all(|entry| entry.is_finite()) {
                return Undecided;
            }
            let all = h.symmetric_eigenvalues();
            kind(&[all.min(), all.max()], tolerance * all.amax())
        })
        .variant("counting signs", |h: DM, tolerance: f64| {
            if !h.iter().all(|entry| entry.is_finite()) {
                return Undecided;
            }
            let all = bendings(&h);
            let flat = tolerance * strongest(&all);
            let (up, down) = (all.iter().filter(|b| **b > flat).count(), all.iter().filter(|b| **b < -flat).count());
            match (up, down) {
                (1.., 1..) => Saddle,
                (n, 0) if n == all.len() => Minimum,
                (0, n) if n == all.len() => Maximum,
                _ => Undecided,
            }
        })
        .variant("Cholesky with a shift", |h: DM, tolerance: f64| {
            if !h.iter().all(|entry| entry.is_finite()) {
                return Undecided;
            }
            // The square root of the largest |λ|², which a few hundred squarings would give as well.
            let flat = tolerance * h.clone().singular_values().max();
            let shifted = |h: &DM, by: f64| h + DM::identity(h.nrows(), h.ncols()) * by;
            let definite = |h: DM| h.cholesky().is_some();
            let lifted = (1.0 + 1e-9) * flat + f64::MIN_POSITIVE;
            if definite(shifted(&h, -lifted)) {
                Minimum
            } else if definite(shifted(&-&h, -lifted)) {
                Maximum
            } else if definite(shifted(&h, lifted)) || definite(shifted(&-&h, lifted)) {
                Undecided
            } else {
                Saddle
            }
        })
}

fn probes(ask: &mut Probes) {
    ask.article((diagonal(&[1.0, -1.0, -1.0]), 1e-9), Saddle);
    for h in [
        diagonal(&[-1.0, -2.0, -3.0]),
        diagonal(&[1.0, 2.0, 0.0]),
        diagonal(&[1.0, -2.0, 0.0]),
        diagonal(&[0.0, -1.0]),
        dmatrix![2.0, 0.0, 3.0; 0.0, 2.0, 0.0; 3.0, 0.0, 2.0],
        dmatrix![2.0, 1.0, 0.0; 1.0, 2.0, 1.0; 0.0, 1.0, 2.0],
        diagonal(&[-3.0]),
        diagonal(&[2.0]),
        // λ is 3, −2 and 0 three times over: the routine for any matrix finds none of them.
        checkered(1.0, -1.0),
    ] {
        ask.at((h, 1e-9));
    }
    ask.at((diagonal(&[1e6, 1e-3]), 1e-6));
    ask.at((diagonal(&[-1e6, 1e-3]), 1e-6));
    ask.at((diagonal(&[1e-9, 2e-9]), 1e-6));
    ask.at((diagonal(&[0.01, 0.005]), 1e-3));
    ask.random(30, |draw| {
        let n = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
        (turned(draw, n), 1e-9)
    });
}

/// 5 × 5, with 0 in every other place: three inputs that know nothing of the other two.
fn checkered(three: f64, two: f64) -> DM {
    DM::from_fn(5, 5, |i, j| {
        if (i + j) % 2 == 1 {
            0.0
        } else if i % 2 == 0 {
            three
        } else {
            two
        }
    })
}

/// A symmetric matrix with eigenvalues of drawn signs, now and then one that is 0 but for rounding.
fn turned(draw: &mut Draw, n: usize) -> DM {
    let up = draw.integer(0, 3);
    let mut h = diagonal(
        &(0..n)
            .map(|k| match (up, draw.integer(0, 4)) {
                (_, 0) if k > 0 => 0.0,
                (0, _) => draw.number(0.3, 3.0),
                (1, _) => -draw.number(0.3, 3.0),
                _ => draw.number_off_zero(-3.0, 3.0, 0.3),
            })
            .collect::<Vec<f64>>(),
    );
    for i in 1..n {
        let (sin, cos) = draw.number(0.3, 1.2).sin_cos();
        let mut turn = DM::identity(n, n);
        (turn[(i - 1, i - 1)], turn[(i, i)], turn[(i - 1, i)], turn[(i, i - 1)]) = (cos, cos, -sin, sin);
        h = &turn * h * turn.transpose();
    }
    // Equal to its mirror image to the last bit.
    0.5 * (&h + h.transpose())
}

/// Whether all of them are above the bound, or all below its opposite.
fn definite(all: &[f64], bound: f64) -> Option<Kind> {
    if all.iter().all(|b| *b > bound) {
        Some(Minimum)
    } else if all.iter().all(|b| *b < -bound) {
        Some(Maximum)
    } else {
        None
    }
}

/// All eigenvalues, and what counts as flat among them.
fn measured(h: &DM, tolerance: f64) -> (Vec<f64>, f64) {
    let all = bendings(h);
    let flat = tolerance * strongest(&all);
    (all, flat)
}
