//! One pair of bars a weight: the learner's slope and the true one.

use super::{DM, DV, Slopes, vector};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};

/// One pair of bars a weight: the learner's slope and the true one.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const FEATURES: usize = 6;
    let x = DM::from_fn(9, FEATURES, |i, j| ((3 * i + 5 * j + i * j) % 11) as f64 / 4.0 - 1.2);
    let y = DV::from_fn(9, |i, _| ((7 * i) % 9) as f64 / 3.0 - 1.0);
    let first = sketch.slider("w₀", "the first weight: all slopes change with it", 0.8, -3.0..=3.0);
    let fourth = sketch.slider("w₃", "the fourth weight", 0.9, -3.0..=3.0);
    sketch.preset("no weights: the slopes are those of the targets alone", {
        Settings::default().number("w₀", 0.0).number("w₃", 0.0)
    });
    ask(sketch);
    let w = vector(&[first, -0.5, 0.4, fourth, -0.7, 0.6]);
    let arguments = (x, y, w);
    let yours: Vec<f64> = sketch
        .value::<Slopes>(arguments.clone())
        .and_then(Result::ok)
        .map(|g| g.as_slice().to_vec())
        .unwrap_or_default();
    let truth: Vec<f64> = sketch.truth(arguments);
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
    let bars = |slopes: &[f64], width: f64, role: Role, label: &str| Layer::Bars {
        bars: slopes.iter().zip(0_u32..20).map(|(slope, j)| (f64::from(j), *slope)).collect(),
        width,
        base: 0.0,
        role,
        label: label.to_owned(),
    };
    let height = Axis::around("slope", truth.iter().chain(&yours).copied().chain([0.0]));
    let panel = Panel::new(Axis::whole("weight", 0, FEATURES as u32 - 1), height)
        .layer(bars(&truth, 0.8, Role::Truth, "true"))
        .layer(bars(&yours, 0.4, Role::Learner, "yours"));
    Figure::new(title).panel(panel)
}

/// What is worth predicting: one row, small enough for the head.
fn ask(sketch: &mut Sketch<'_>) {
    let row = (DM::from_row_slice(1, 2, &[1.0, 2.0]), vector(&[5.0]), vector(&[0.0, 0.0]));
    let slopes = sketch.value::<Slopes>(row).and_then(Result::ok);
    let second = slopes.and_then(|slopes| slopes.get(1).copied());
    sketch.predict(
        "One row (1, 2) with the target 5, and both weights 0. How large is the slope along the second weight?",
        second.map_or("yours has no second slope".to_owned(), |slope| {
            format!("yours is {}", number_text(slope, Some(3)))
        }),
    );
}
