//! The wrong gradients that people write.

use super::{DM, DV, Slopes, usable};
use nabla_core::DataError;
use nabla_grading::Exercise;

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

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
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
            "forgot to transpose",
            on_sound_data(|x, y, w| x * (x * w - y) * (2.0 / y.len() as f64)),
            "The residuals have an entry for each row of X, and so no place on its right: they meet its columns, which are the rows of Xᵀ.",
        )
        .mistake(
            "left the last row out",
            on_sound_data(|x, y, w| {
                let n = x.nrows() - 1;
                x.rows(0, n).tr_mul(&(x.rows(0, n) * w - y.rows(0, n))) * (2.0 / y.len() as f64)
            }),
            "The last point does not count in yours: where does your loop end?",
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
            "let infinity through",
            looking(|x, y| {
                let nan = x.iter().chain(y.iter()).any(|number| number.is_nan());
                usable(x, y).or_else(|error| if error == DataError::NotFinite && !nan { Ok(()) } else { Err(error) })
            }),
            "An infinite number is as little use as NaN: `is_nan` finds the one, `is_finite` both.",
        )
        .mistake(
            "looked for NaN among the features only",
            looking(|x, y| if x.nrows() == y.len() { usable(x, &DV::zeros(y.len())) } else { usable(x, y) }),
            "A target can be NaN or infinite as well as a feature.",
        )
        .mistake(
            "looked for NaN among the targets only",
            looking(|x, y| if x.nrows() == y.len() { usable(&DM::zeros(x.nrows(), 1), y) } else { usable(x, y) }),
            "An entry of X can be NaN or infinite as well as a target.",
        )
        .mistake(
            "looked for NaN before the lengths",
            looking(|x, y| {
                let finite = x.iter().chain(y.iter()).all(|number| number.is_finite());
                if finite { usable(x, y) } else { Err(DataError::NotFinite) }
            }),
            "Where a NaN is among data of different lengths, both reasons hold: the statement names the lengths first.",
        )
        .mistake(
            "called it empty when one of them is",
            looking(|x, y| if x.is_empty() || y.is_empty() { Err(DataError::Empty) } else { usable(x, y) }),
            "No rows and two targets are of different numbers; `Empty` is for none of either.",
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
