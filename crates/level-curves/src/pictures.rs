//! What the figures of the chapter share: the bowl x² + 4y², its contours, and points as pairs.

use nabla_core::Field;
use nabla_grading::figure::{Axis, Layer, Panel, Role};
use nalgebra::Vector2;
use std::f64::consts::TAU;

/// The heights whose contours the chapter draws.
pub(crate) const LEVELS: [f64; 3] = [4.0, 8.0, 12.0];

/// A point as the figures take it.
pub(crate) fn pair(p: Vector2<f64>) -> (f64, f64) {
    (p.x, p.y)
}

/// `count` evenly spaced numbers from `from` to `to`, both included.
pub(crate) fn spread(from: f64, to: f64, count: usize) -> Vec<f64> {
    (0..count).map(|index| from + (to - from) * index as f64 / (count - 1) as f64).collect()
}

/// The true ellipse x² + 4y² = `level`, closed.
pub(crate) fn ellipse(level: f64) -> Vec<(f64, f64)> {
    spread(0.0, TAU, 181).into_iter().map(|t| (level.sqrt() * t.cos(), level.sqrt() / 2.0 * t.sin())).collect()
}

/// Equal axes over the bowl x² + 4y², coloured by height, with labelled contours at [`LEVELS`].
pub(crate) fn bowl_panel((from_x, to_x): (f64, f64), (from_y, to_y): (f64, f64)) -> Panel {
    let (x, y) = (Axis::new("x", from_x, to_x), Axis::new("y", from_y, to_y));
    let map = field_map(&Field::bowl(1.0, 4.0), &x, &y, &LEVELS);
    Panel::new(x, y).equal().layer(map)
}

/// A field as colours with labelled contours.
pub(crate) fn field_map(field: &Field, x: &Axis, y: &Axis, levels: &[f64]) -> Layer {
    Layer::map(x, y, (97, 73), levels, |x, y| field.value(&[x, y]))
}

/// The true ellipses of these levels, dashed.
pub(crate) fn true_ellipses(panel: Panel, levels: &[f64]) -> Panel {
    let label = |level: f64| if level == levels[0] { "the level curves" } else { "" };
    levels.iter().fold(panel, |panel, &level| panel.layer(Layer::line(Role::Truth, label(level), ellipse(level))))
}
