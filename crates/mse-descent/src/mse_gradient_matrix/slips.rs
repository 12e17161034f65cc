//! The wrong gradients that people write.

use super::{DM, DV, Slopes};
use crate::slips::{OTHER_COUNTS, OTHER_OUTER, OTHER_POINTS, OTHER_RATES, OfOne, Other, table};
use nabla_core::DataError;
use nabla_grading::{Exercise, Handler, slip};
use std::ops::Range;

/// What is made of X, y and w.
type OfData = fn(&DM, &DV, &DV) -> DV;

/// (1/count) Xᵀ·outer(residual), as somebody has it who slips in one of these.
#[derive(Clone, Copy)]
struct Rules {
    /// What is compared with the number of targets.
    points: fn(&DM) -> usize,
    /// X as it is read.
    read: fn(&DM) -> DM,
    residual: OfData,
    outer: OfOne,
    /// What the residuals are multiplied with.
    features: OfOne,
    rows: fn(usize) -> Range<usize>,
    /// What is divided by, made of the number of points, and by what besides, made of that of points and of features.
    count: OfOne,
    besides: fn(f64, f64) -> f64,
}

const RIGHT: Rules = Rules {
    points: DM::nrows,
    read: DM::clone,
    residual: |x, y, w| x * w - y,
    outer: |e| 2.0 * e,
    features: |x| x,
    rows: |n| 0..n,
    count: |n| n,
    besides: |_, _| 1.0,
};

impl Rules {
    fn gradient(&self, x: &DM, y: &DV, w: &DV) -> DV {
        let x = (self.read)(x);
        let errors = (self.residual)(&x, y, w).map(self.outer);
        let rows = (self.rows)(x.nrows());
        let (from, count) = (rows.start, rows.len());
        let sum = x.map(self.features).rows(from, count).tr_mul(&errors.rows(from, count));
        let n = y.len() as f64;
        sum / (self.count)(n) / (self.besides)(n, w.len() as f64)
    }
}

const OTHER_RESIDUALS: [Other<OfData>; 6] = [
    (
        "divided by the weights",
        |x, y, w| x * w.map(|w| 1.0 / w) - y,
        "A feature is multiplied with its weight, not divided by it.",
    ),
    (
        "added weights and features",
        |x, y, w| x.column_sum().add_scalar(w.sum()) - y,
        "A feature is multiplied with its weight, not added to it.",
    ),
    ("divided by the target", |x, y, w| (x * w).component_div(y), "How far apart two numbers are is their difference."),
    ("forgot the target", |x, _, w| x * w, "Your gradient does not depend on the targets."),
    ("added the target", |x, y, w| x * w + y, "The residual is a difference: prediction minus target."),
    (
        "forgot the prediction",
        |_, y, _| -y,
        "Your gradient does not depend on the weights: the prediction Xw is missing.",
    ),
];

const OTHER_FEATURES: [Other<OfOne>; 3] = [
    ("forgot the features", |_| 1.0, "All slopes agree: does each weight move the predictions by the same amount?"),
    ("squared the features", |x| x * x, "Each residual meets its features once."),
    ("divided by the features", |x| 1.0 / x, "The residuals are multiplied with the features."),
];

fn right(x: &DM, y: &DV, w: &DV) -> DV {
    RIGHT.gradient(x, y, w)
}

fn on(made: OfData) -> impl Handler<(DM, DV, DV)> {
    move |x: DM, y: DV, w: DV| made(&x, &y, &w)
}

/// The right slopes but for the last.
fn but_the_last(g: &DV, last: f64) -> DV {
    DV::from_fn(g.len(), |j, _| if j + 1 < g.len() { g[j] } else { last })
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    let mut slips = vec![
        slip(
            "read the rows for columns",
            |rules: &mut Rules| rules.read = |x| DM::from_column_slice(x.nrows(), x.ncols(), x.transpose().as_slice()),
            "The entries of X come out of order: `DMatrix::from_vec` fills column by column.",
        ),
        slip(
            "compared the columns with the targets",
            |rules: &mut Rules| rules.points = DM::ncols,
            "You refuse an X whose columns are not as many as the targets: the points are its rows, its columns the \
             features.",
        ),
        slip(
            "compared the entries with the targets",
            |rules: &mut Rules| rules.points = DM::len,
            "You refuse an X with more entries than targets: `len` counts them all, and the points are its rows.",
        ),
        slip(
            "divided by the number of features",
            |rules: &mut Rules| rules.besides = |n, d| d / n,
            "The mean is over the points, the rows of X; you divide by the number of columns.",
        ),
        slip(
            "divided by the number of entries",
            |rules: &mut Rules| rules.besides = |_, d| d,
            "The mean is over the points: n is the number of rows, not of all entries.",
        ),
        slip(
            "flipped the residual",
            |rules: &mut Rules| rules.outer = |e| -2.0 * e,
            "A step along minus your gradient raises the loss. Which way round is the residual?",
        ),
    ];
    slips.extend(table(OTHER_OUTER, |rules: &mut Rules, other| rules.outer = other));
    slips.extend(table(OTHER_COUNTS.into_iter().chain(OTHER_RATES), |rules: &mut Rules, other| rules.count = other));
    slips.extend(table(OTHER_FEATURES, |rules: &mut Rules, other| rules.features = other));
    slips.extend(table(OTHER_RESIDUALS, |rules: &mut Rules, other| rules.residual = other));
    slips.extend(table(OTHER_POINTS, |rules: &mut Rules, other| rules.rows = other));
    let run = |rules: Rules| {
        move |x: DM, y: DV, w: DV| -> Slopes {
            let points = (rules.points)(&x);
            // Only who looks at something else refuses ordinary data; the truth knows no edge.
            if points != y.len() && points != x.nrows() {
                return Err(DataError::LengthMismatch { x: points, y: y.len() });
            }
            Ok(rules.gradient(&x, &y, &w))
        }
    };
    others(exercise.slips(RIGHT, run, slips))
}

fn others(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "paired every residual with every feature",
            on(|x, y, w| x.row_mean().transpose() * (2.0 * (x * w - y).mean())),
            "You multiply means with each other: each residual meets the features of its own point, before adding up.",
        )
        .mistake(
            "forgot to transpose",
            on(|x, y, w| x * (x * w - y) * (2.0 / y.len() as f64)),
            "The residuals have an entry for each row of X, and so no place on its right: \
             they meet its columns, which are the rows of Xᵀ.",
        )
        .mistake(
            "read X anew in place of transposing it",
            on(|x, y, w| {
                DM::from_column_slice(x.ncols(), x.nrows(), x.as_slice()) * (x * w - y) * (2.0 / y.len() as f64)
            }),
            "The entries of your Xᵀ come out of order: the same numbers in another shape are no transpose.",
        )
        .mistake(
            "let each feature predict alone",
            on(|x, y, w| DV::from_fn(w.len(), |j, _| right(&x.columns(j, 1).into(), y, &w.rows(j, 1).into())[0])),
            "A prediction adds up what all features give, and so a slope depends on all weights.",
        )
        .mistake(
            "used the residual before it was complete",
            on(|x, y, w| {
                DV::from_fn(w.len(), |j, _| right(&x.columns(0, j + 1).into(), y, &w.rows(0, j + 1).into())[j])
            }),
            "Your first slopes depend on the first weights only: a prediction must be complete before it is used.",
        )
        .mistake(
            "moved the first weight only",
            on(|x, y, w| DV::from_fn(w.len(), |j, _| if j == 0 { right(x, y, w)[0] } else { 0.0 })),
            "Only the first weight has a slope in your answer.",
        )
        .mistake(
            "left the last weight out",
            on(|x, y, w| but_the_last(&right(x, y, w), 0.0)),
            "The last weight has no slope in your answer: where does your loop over the features end?",
        )
        .mistake(
            "took the last feature for a one",
            on(|x, y, w| but_the_last(&right(x, y, w), 2.0 * (x * w - y).mean())),
            "Your last slope is that of a b: the last column of X need not hold ones.",
        )
        .mistake(
            "differentiated the length",
            on(|x, y, w| right(x, y, w) / (2.0 * (x * w - y).norm())),
            "You divide by the length of the residuals, as the derivative of a root would: the loss holds its square.",
        )
        .mistake(
            "gave the new weights",
            on(|x, y, w| w - right(x, y, w)),
            "That is where a step leads. How steep is it at w?",
        )
}
