//! One pair of bars a weight: the learner's slope and the true one.

use super::{DM, DV, Slopes, vector};
use nabla_grading::Sketch;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};

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
