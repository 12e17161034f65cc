//! The same gradient for any number of features.
//!
//! ```text
//! L(w) = (1/n) ‖Xw − y‖²        ∇L = (2/n) Xᵀ(Xw − y)
//! ```
//!
//! The truth comes feature by feature, without a product of matrices. Most X are not square, so that whoever mixes
//! rows and columns gets another length, or another n; on a square one a forgotten transpose has an answer of its
//! own.

use crate::data::{article, separating};
use crate::line::mean;
use crate::owing::{self, MANY};
use nabla_core::{DataError, Draw};
use nabla_grading::{Clause, Exercise, Probes, exact_formula, list, term};
use nalgebra::{DMatrix, DVector};

mod figure;
mod slips;

type DM = DMatrix<f64>;
type DV = DVector<f64>;
type Slopes = Result<DV, DataError>;

/// The exercise `mse_gradient_matrix`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "mse_gradient_matrix",
        "the gradient of the mean squared error of Xw with respect to all weights",
    )
    .probes(probes)
    .truth(|x: DM, y: DV, w: DV| -> Vec<f64> {
        let error = |i: usize| (0..x.ncols()).map(|j| x[(i, j)] * w[j]).sum::<f64>() - y[i];
        let errors: Vec<f64> = (0..x.nrows()).map(error).collect();
        (0..x.ncols()).map(|j| mean(errors.iter().enumerate().map(|(i, e)| 2.0 * e * x[(i, j)]))).collect()
    })
    .size(|x: DM, y: DV, w: DV| {
        let term = |i: usize| (0..x.ncols()).map(|j| (x[(i, j)] * w[j]).abs()).sum::<f64>() + y[i].abs();
        let rows = x.nrows().min(y.len());
        (0..rows).map(term).fold(0.0, f64::max) * 2.0 * if x.is_empty() { 0.0 } else { x.amax() }
    })
    .parts([list("the slopes")])
    .overall(exact_formula)
    .terms(vec![
        term("XᵀXw", |x: DM, y: DV, w: DV| x.tr_mul(&(&x * w)) / y.len() as f64),
        term("Xᵀy", |x: DM, y: DV, _: DV| x.tr_mul(&y) / y.len() as f64),
        term("w", |_: DM, _: DV, w: DV| w),
        term("n·XᵀXw", |x: DM, _: DV, w: DV| x.tr_mul(&(&x * w))),
        term("n·Xᵀy", |x: DM, y: DV, _: DV| x.tr_mul(&y)),
        term("w/n", |_: DM, y: DV, w: DV| w / y.len() as f64),
    ])
    .hints([
        "Write the residuals of all points at once: Xw − y is a vector with an entry for each point.",
        "Each weight's slope is the mean of 2·residual·(its feature), as in `mse_gradient`. \
         Which product adds up over the points?",
        "`x.transpose() * (x * w - y)` has an entry for each weight; a factor 2/n remains, with n the number of rows.",
    ])
    .figure(figure::draw);
    variants(slips::mistakes(clauses(exercise)))
}

fn usable(x: &DM, y: &DV) -> Result<(), DataError> {
    if x.nrows() != y.len() {
        return Err(DataError::LengthMismatch { x: x.nrows(), y: y.len() });
    }
    if y.is_empty() {
        return Err(DataError::Empty);
    }
    if x.iter().chain(y.iter()).all(|number| number.is_finite()) { Ok(()) } else { Err(DataError::NotFinite) }
}

/// The design matrix of a line: the inputs, and a column of ones.
fn with_ones(x: &[f64]) -> DM {
    DM::from_fn(x.len(), 2, |i, j| if j == 0 { x[i] } else { 1.0 })
}

fn vector(entries: &[f64]) -> DV {
    DV::from_column_slice(entries)
}

fn probes(ask: &mut Probes) {
    let (x, y) = article();
    ask.article((with_ones(&x), vector(&y), vector(&[2.0, 1.0])), vec![-2.0 / 3.0, -2.0 / 3.0]);
    let (x, y) = separating();
    ask.at((with_ones(&x), vector(&y), vector(&[0.7, -1.3])));
    ask.at((with_ones(&separating().0), vector(&separating().1), vector(&[2.0, 1.0])));
    ask.at((DM::from_row_slice(2, 2, &[3.0, 5.0, 2.0, 7.0]), vector(&[4.0, -2.0]), vector(&[2.0, -3.0])));
    let three = DM::from_row_slice(3, 3, &[3.0, 5.0, 2.0, -2.0, 7.0, 4.0, 6.0, -3.0, 8.0]);
    ask.at((three, vector(&[4.0, -2.0, 6.0]), vector(&[2.0, -3.0, 5.0])));
    ask.at((DM::from_row_slice(3, 1, &[3.0, 5.0, -2.0]), vector(&[4.0, -2.0, 6.0]), vector(&[2.0])));
    // Far from 1, where differences of the loss lose their digits.
    ask.at((
        DM::from_row_slice(3, 2, &[20.0, -30.0, 50.0, 70.0, -40.0, 60.0]),
        vector(&[4e5, -9e5, 3e5]),
        vector(&[30.0, -50.0]),
    ));
    ask.random(14, |draw| {
        let size = |draw: &mut Draw, most: i64| usize::try_from(draw.integer(2, most)).unwrap_or(2);
        let (n, features) = (size(draw, 9), size(draw, 6));
        asked(draw, n, features)
    });
}

/// The contract on data, with rows for inputs.
fn clauses(exercise: Exercise) -> Exercise {
    let lengths = Clause::new(
        "LengthMismatch where there are not as many rows as targets",
        "nalgebra panics where rows and targets are not of one number: compare them before you multiply.",
    );
    let counted = |count: fn(&DM) -> usize| {
        move |x: DM, y: DV, _: DV| owing::refused(DataError::LengthMismatch { x: count(&x), y: y.len() })
    };
    let not_rows = "The first length in your error is not the number of rows: those are the points.";
    exercise
        .clause(
            owing::says_of_lengths(lengths)
                .missed("counted the columns", counted(DM::ncols), not_rows)
                .missed("counted the entries", counted(DM::len), not_rows)
                .at(matrix(2, 3, &[4.0, 6.0, 8.0]))
                .at(matrix(3, 1, &[4.0])),
        )
        .clause(owing::not_empty(|_, _| matrix(0, 2, &[])))
        .clause(owing::all_finite().called("NotFinite where an entry of X or a target is NaN or infinite"))
        .clause(owing::first_reason(|x, y| (DM::from_column_slice(x.len(), 1, &x), vector(&y), vector(&[2.0]))))
        .clause(owing::any_number_of_points(MANY, |x, y| (with_ones(&x), vector(&y), vector(&[2.5, 0.5]))).once_right())
        .clause(features().once_right())
        .clause(owing::any_size(|x, y, w, b| (with_ones(&x), vector(&y), vector(&[w, b]))).once_right())
        .clause(owing::only_data_refused(beyond()))
}

/// X of so many rows and columns, with these targets.
fn matrix(rows: usize, columns: usize, y: &[f64]) -> (DM, DV, DV) {
    let entries = [3.0, 5.0, 2.0, 7.0, 4.0, 6.0];
    (DM::from_row_slice(rows, columns, &entries[..rows * columns]), vector(y), vector(&[2.0, 3.0, 5.0][..columns]))
}

fn features() -> Clause {
    let says = "There may be one feature, many, and more of them than points: the formula is the same.";
    Clause::new("any number of features", says).at(matrix(1, 3, &[4.0])).probes(|ask| {
        for (n, features) in [(2, 3), (200, 20), (30, 300)] {
            let probe = asked(ask.draw(), n, features);
            ask.at(probe);
        }
    })
}

fn beyond() -> Clause {
    let says = "An error speaks of the data alone, and these are sound: an infinite weight, \
                or a slope too large for an f64, goes its way.";
    let one = |x: f64, w: f64| (DM::from_element(1, 1, x), vector(&[5.0]), vector(&[w]));
    Clause::new("a slope may be infinite", says).at(one(2.0, f64::INFINITY)).at(one(2e200, 3.0))
}

fn asked(draw: &mut Draw, n: usize, features: usize) -> (DM, DV, DV) {
    let mut entries = |count: usize| -> Vec<f64> { (0..count).map(|_| draw.number_off_zero(-3.0, 3.0, 0.1)).collect() };
    (DM::from_row_slice(n, features, &entries(n * features)), DV::from_vec(entries(n)), DV::from_vec(entries(features)))
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("two loops", |x: DM, y: DV, w: DV| -> Slopes {
            usable(&x, &y)?;
            let n = y.len() as f64;
            let mut slopes = DV::zeros(w.len());
            for i in 0..x.nrows() {
                let mut error = -y[i];
                for j in 0..x.ncols() {
                    error += x[(i, j)] * w[j];
                }
                for j in 0..x.ncols() {
                    slopes[j] += 2.0 / n * error * x[(i, j)];
                }
            }
            Ok(slopes)
        })
        .variant("the square matrix first", |x: DM, y: DV, w: DV| -> Slopes {
            usable(&x, &y)?;
            Ok((x.transpose() * &x * w - x.transpose() * &y) * 2.0 / x.nrows() as f64)
        })
        .variant("row by row", |x: DM, y: DV, w: DV| -> Slopes {
            usable(&x, &y)?;
            let pull = |i: usize| x.row(i).transpose() * (2.0 * (x.row(i).transpose().dot(&w) - y[i]));
            Ok((0..x.nrows()).map(pull).fold(DV::zeros(w.len()), |sum, pull| sum + pull) / y.len() as f64)
        })
}
