//! Answers over the plane of two inputs.

use nabla_grading::figure::{Axis, Layer, Panel};

/// So many samples along each axis.
const ACROSS: usize = 25;
const REACH: f64 = 1.6;

/// The points at which a map is sampled, row by row from below.
pub(crate) fn points() -> Vec<(f64, f64)> {
    let at = |index: usize| -REACH + 2.0 * REACH * index as f64 / (ACROSS - 1) as f64;
    (0..ACROSS).flat_map(|row| (0..ACROSS).map(move |column| (at(column), at(row)))).collect()
}

/// The map of these answers, one for each of [`points`], with contours between −0.9 and 0.9.
pub(crate) fn map(heading: &str, answers: Vec<f64>) -> Panel {
    let axis = |name: &str| Axis::new(name, -REACH, REACH);
    // Beyond ±1 only for answers that no tanh gives: there the stripes of a straight line show.
    let levels = vec![-5.0, -4.0, -3.0, -2.0, -0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9, 2.0, 3.0, 4.0, 5.0];
    let layer = Layer::Map { columns: ACROSS, values: answers, levels, coloured: true, label: "answer".to_owned() };
    Panel::new(axis("x₁"), axis("x₂")).equal().heading(heading).layer(layer)
}

/// Whether two numbers look the same in a picture and beyond; NaN looks like nothing.
pub(crate) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * b.abs().max(1.0)
}
