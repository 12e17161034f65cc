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
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role};
use nabla_grading::{Exercise, Probes, Sketch};
use nalgebra::{DMatrix, DVector};

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
        .figure(draw);
    variants(mistakes(exercise))
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
    // Unusable.
    ask.at((DM::zeros(0, 2), vector(&[]), vector(&[2.0, 3.0])));
    ask.at((DM::from_row_slice(2, 2, &[3.0, 5.0, 2.0, 7.0]), vector(&[4.0, 6.0, 8.0]), vector(&[2.0, 3.0])));
    ask.at((DM::from_row_slice(3, 1, &[3.0, 5.0, 2.0]), vector(&[4.0]), vector(&[2.0])));
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

fn right(x: &DM, y: &DV, w: &DV) -> DV {
    x.tr_mul(&(x * w - y)) * (2.0 / y.len() as f64)
}

/// A mistake in the formula, on data that are sound.
fn on_sound_data(made: fn(&DM, &DV, &DV) -> DV) -> impl Fn(DM, DV, DV) -> Slopes {
    move |x: DM, y: DV, w: DV| {
        usable(&x, &y)?;
        Ok(made(&x, &y, &w))
    }
}

/// A mistake in the look at the data.
fn looking(usable: fn(&DM, &DV) -> Result<(), DataError>) -> impl Fn(DM, DV, DV) -> Slopes {
    move |x: DM, y: DV, w: DV| {
        usable(&x, &y)?;
        let n = x.nrows().min(y.len());
        Ok(right(&x.rows(0, n).into_owned(), &y.rows(0, n).into_owned(), &w))
    }
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "forgot the 2",
            on_sound_data(|x, y, w| right(x, y, w) * 0.5),
            "Exactly half: what does the derivative of a square bring along?",
        )
        .mistake(
            "took the sum",
            on_sound_data(|x, y, w| right(x, y, w) * y.len() as f64),
            "The same points twice double your gradient: the loss is a mean.",
        )
        .mistake(
            "took the sum, without the 2",
            on_sound_data(|x, y, w| right(x, y, w) * (0.5 * y.len() as f64)),
            "The loss is a mean, and the derivative of a square brings a 2: both are missing.",
        )
        .mistake(
            "divided by the number of features",
            on_sound_data(|x, y, w| right(x, y, w) * (y.len() as f64 / w.len() as f64)),
            "The mean is over the points, the rows of X; you divide by the number of columns.",
        )
        .mistake(
            "divided by the number of entries",
            on_sound_data(|x, y, w| right(x, y, w) * (1.0 / w.len() as f64)),
            "The mean is over the points: n is the number of rows, not of all entries.",
        )
        .mistake(
            "flipped the residual",
            on_sound_data(|x, y, w| -right(x, y, w)),
            "A step along minus your gradient raises the loss. Which way round is the residual?",
        )
        .mistake(
            "forgot the target",
            on_sound_data(|x, y, w| right(x, &DV::zeros(y.len()), w)),
            "Your gradient does not depend on the targets.",
        )
        .mistake(
            "added the target",
            on_sound_data(|x, y, w| right(x, &-y, w)),
            "The residual is a difference: prediction minus target.",
        )
        .mistake(
            "kept the square",
            on_sound_data(|x, y, w| x.tr_mul(&(x * w - y).map(|e| e * e)) * (2.0 / y.len() as f64)),
            "The outer square is still there: the derivative of e² is 2e times the derivative of e.",
        )
        .mistake(
            "forgot the features",
            on_sound_data(|x, y, w| DV::repeat(w.len(), 2.0 * (x * w - y).mean())),
            "All slopes agree: does moving each weight move the predictions by the same amount?",
        )
        .mistake(
            "paired every residual with every feature",
            on_sound_data(|x, y, w| x.row_mean().transpose() * (2.0 * (x * w - y).mean())),
            "You multiply means with each other: each residual meets the features of its own point, before adding up.",
        )
        .mistake(
            "read the rows for columns",
            on_sound_data(|x, y, w| {
                let x = DM::from_column_slice(x.nrows(), x.ncols(), x.transpose().as_slice());
                right(&x, y, w)
            }),
            "The entries of X come out of order: `DMatrix::from_vec` fills column by column.",
        )
        .mistake(
            "moved the first weight only",
            on_sound_data(|x, y, w| {
                let g = right(x, y, w);
                DV::from_fn(w.len(), |j, _| if j == 0 { g[0] } else { 0.0 })
            }),
            "Only the first weight has a slope in your answer.",
        )
        .mistake(
            "made it of length 1",
            on_sound_data(|x, y, w| {
                let g = right(x, y, w);
                g.try_normalize(0.0).unwrap_or(g)
            }),
            "Your gradient always has the length 1: how steep it is has been lost.",
        )
        .mistake(
            "took the size of the residuals",
            on_sound_data(|x, y, w| x.tr_mul(&(x * w - y).abs()) * (2.0 / y.len() as f64)),
            "A residual's sign says which way to go; yours are all positive.",
        )
        .mistake(
            "divided by n − 1",
            on_sound_data(|x, y, w| right(x, y, w) * (y.len() as f64 / (y.len() as f64 - 1.0))),
            "A plain mean divides by how many points there are; yours divides by one less.",
        )
        .mistake(
            "gave the normal equations",
            on_sound_data(|x, y, _w| x.tr_mul(y) * (-2.0 / y.len() as f64)),
            "Your gradient does not depend on the weights: the prediction Xw is missing.",
        )
        .mistake(
            "called no data a success",
            looking(|x, y| if y.is_empty() && x.nrows() == 0 { Ok(()) } else { usable(x, y) }),
            "With no points at all there is nothing to fit, and the type has a word for it.",
        )
        .mistake(
            "cut the longer one",
            looking(|x, y| if x.nrows() == y.len() { usable(x, y) } else { Ok(()) }),
            "Rows and targets of different numbers go through without a word.",
        )
        .mistake(
            "did not look at the data",
            |x: DM, y: DV, w: DV| -> Slopes { Ok(right(&x, &y, &w)) },
            "nalgebra panics when rows and targets are not of one number: compare them before you multiply.",
        )
        .mistake(
            "let NaN through",
            looking(|x, y| {
                usable(x, y).or_else(|error| if error == DataError::NotFinite { Ok(()) } else { Err(error) })
            }),
            "One NaN among the data spoils the whole gradient: say so instead.",
        )
        .mistake(
            "exchanged the lengths",
            looking(|x, y| {
                usable(x, y).map_err(|error| match error {
                    DataError::LengthMismatch { x, y } => DataError::LengthMismatch { x: y, y: x },
                    other => other,
                })
            }),
            "The lengths in your error are exchanged: `x` is how many rows there are.",
        )
        .mistake(
            "counted the columns",
            looking(|x, y| {
                usable(x, y).map_err(|error| match error {
                    DataError::LengthMismatch { y, .. } => DataError::LengthMismatch { x: x.ncols(), y },
                    other => other,
                })
            }),
            "The length in your error is the number of columns; the points are the rows.",
        )
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

/// One pair of bars a weight: the learner's slope and the true one.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const FEATURES: usize = 6;
    let x = DM::from_fn(9, FEATURES, |i, j| ((3 * i + 5 * j + i * j) % 11) as f64 / 4.0 - 1.2);
    let y = DV::from_fn(9, |i, _| ((7 * i) % 9) as f64 / 3.0 - 1.0);
    let w = vector(&[0.8, -0.5, 0.4, 0.9, -0.7, 0.6]);
    let arguments = (x, y, w);
    let yours: Vec<f64> = sketch
        .value::<Slopes>(arguments.clone())
        .and_then(Result::ok)
        .map(|g| g.as_slice().to_vec())
        .unwrap_or_default();
    let truth: Vec<f64> = sketch.truth::<Result<Vec<f64>, DataError>>(arguments).unwrap_or_default();
    let off = truth.iter().zip(&yours).filter(|(a, b)| !crate::valley::near(**b, **a)).count();
    let title = if sketch.is_right() {
        format!("All {FEATURES} slopes are met")
    } else if yours.len() != truth.len() {
        format!("{FEATURES} weights have {FEATURES} slopes; you gave {}", yours.len())
    } else if off == 0 {
        "These slopes are right; other data go wrong".to_owned()
    } else {
        format!("{off} of {FEATURES} slopes are not met")
    };
    let bars = |slopes: &[f64], shift: f64, role: Role, label: &str| Layer::Bars {
        bars: slopes.iter().zip(0_u32..).map(|(slope, j)| (f64::from(j) + shift, *slope)).collect(),
        width: 0.36,
        base: 0.0,
        role,
        label: label.to_owned(),
    };
    let height = Axis::around("slope", truth.iter().chain(&yours).copied().chain([0.0]));
    let panel = Panel::new(Axis::new("weight", -0.6, FEATURES as f64 - 0.4), height)
        .layer(bars(&yours, -0.2, Role::Learner, "yours"))
        .layer(bars(&truth, 0.2, Role::Truth, "true"));
    Figure::new(title).panel(panel)
}
