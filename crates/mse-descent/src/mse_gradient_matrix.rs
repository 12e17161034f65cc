//! The same gradient for any number of features.
//!
//! ```text
//! L(w) = (1/n) ‖Xw − y‖²        ∇L = (2/n) Xᵀ(Xw − y)
//! ```
//!
//! The truth comes feature by feature, without a product of matrices.

use crate::data::{article, separating};
use crate::line::mean;
use nabla_core::{DataError, Draw};
use nabla_grading::{Exercise, Probes};
use nalgebra::{DMatrix, DVector};

mod figure;
mod mistakes;

type DM = DMatrix<f64>;
type DV = DVector<f64>;
type Slopes = Result<DV, DataError>;

/// The exercise `mse_gradient_matrix`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("mse_gradient_matrix", "the gradient of the mean squared error of Xw with respect to all weights")
        .probes(probes)
        .truth(|x: DM, y: DV, w: DV| -> Result<Vec<f64>, DataError> {
            usable(&x, &y)?;
            let error = |i: usize| (0..x.ncols()).map(|j| x[(i, j)] * w[j]).sum::<f64>() - y[i];
            let errors: Vec<f64> = (0..x.nrows()).map(error).collect();
            Ok((0..x.ncols()).map(|j| mean(errors.iter().enumerate().map(|(i, e)| 2.0 * e * x[(i, j)]))).collect())
        })
        .terms(|x: DM, y: DV, w: DV| {
            let term = |i: usize| (0..x.ncols()).map(|j| (x[(i, j)] * w[j]).abs()).sum::<f64>() + y[i].abs();
            let rows = x.nrows().min(y.len());
            (0..rows).map(term).fold(0.0, f64::max) * 2.0 * if x.is_empty() { 0.0 } else { x.amax() }
        })
        .hints([
            "Write the residuals of all points at once: Xw − y is a vector with an entry for each point.",
            "Each weight's slope is the mean of 2·residual·(its feature), as in `mse_gradient`. Which product adds up over the points?",
            "`x.transpose() * (x * w - y)` has an entry for each weight; a factor 2/n remains, with n the number of rows.",
        ])
        .figure(figure::draw);
    variants(mistakes::mistakes(exercise))
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
    // As many features as points; more features than points; one feature; one point.
    ask.at((DM::from_row_slice(2, 2, &[3.0, 5.0, 2.0, 7.0]), vector(&[4.0, -2.0]), vector(&[2.0, -3.0])));
    ask.at((
        DM::from_row_slice(2, 3, &[3.0, 5.0, 2.0, -4.0, 7.0, 6.0]),
        vector(&[4.0, -2.0]),
        vector(&[2.0, -3.0, 5.0]),
    ));
    ask.at((DM::from_row_slice(3, 1, &[3.0, 5.0, -2.0]), vector(&[4.0, -2.0, 6.0]), vector(&[2.0])));
    ask.at((DM::from_row_slice(1, 3, &[3.0, 5.0, -2.0]), vector(&[4.0]), vector(&[2.0, 7.0, 3.0])));
    // Far from 1, where differences of the loss lose their digits.
    ask.at((
        DM::from_row_slice(3, 2, &[20.0, -30.0, 50.0, 70.0, -40.0, 60.0]),
        vector(&[4e5, -9e5, 3e5]),
        vector(&[30.0, -50.0]),
    ));
    // Unusable.
    ask.at((DM::zeros(0, 2), vector(&[]), vector(&[2.0, 3.0])));
    ask.at((DM::from_row_slice(2, 2, &[3.0, 5.0, 2.0, 7.0]), vector(&[4.0, 6.0, 8.0]), vector(&[2.0, 3.0])));
    ask.at((DM::from_row_slice(3, 1, &[3.0, 5.0, 2.0]), vector(&[4.0]), vector(&[2.0])));
    ask.at((DM::zeros(0, 2), vector(&[4.0, 6.0]), vector(&[2.0, 3.0])));
    ask.at((DM::from_row_slice(2, 1, &[3.0, 5.0]), vector(&[]), vector(&[2.0])));
    ask.at((DM::from_row_slice(2, 1, &[3.0, f64::NAN]), vector(&[4.0]), vector(&[2.0])));
    ask.at((DM::from_row_slice(2, 1, &[f64::INFINITY, 5.0]), vector(&[4.0, 6.0]), vector(&[2.0])));
    ask.at((DM::from_row_slice(2, 1, &[3.0, 5.0]), vector(&[4.0, f64::NAN]), vector(&[2.0])));
    ask.at((DM::from_row_slice(2, 2, &[3.0, f64::NAN, 2.0, 7.0]), vector(&[4.0, 6.0]), vector(&[2.0, 3.0])));
    ask.at((DM::from_row_slice(2, 1, &[3.0, 5.0]), vector(&[4.0, f64::INFINITY]), vector(&[2.0])));
    ask.random(14, |draw| {
        let size = |draw: &mut Draw, most: i64| usize::try_from(draw.integer(2, most)).unwrap_or(2);
        let (n, features) = (size(draw, 9), size(draw, 6));
        asked(draw, n, features)
    });
    let probe = asked(ask.draw(), 200, 20);
    ask.at(probe);
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
