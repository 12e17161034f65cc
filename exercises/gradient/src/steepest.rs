//! A gradient taken apart: how steep, and which way.

use nalgebra::Vector2;

/// The steepness ‖g‖ of the steepest way up, and its direction, a vector of length 1:
///
/// ```text
/// ‖g‖ = √(g.x² + g.y²),        u = g / ‖g‖
/// ```
///
/// `None` on flat ground, where g is exactly (0, 0), and when a component is NaN or infinite. Components are at most 1e100
/// in size, and at least 1e-100 unless they are 0, so that no square overflows or vanishes. (7, 11) gives √170 and
/// (0.5369, 0.8437).
pub fn steepest(g: Vector2<f64>) -> Option<(f64, Vector2<f64>)> {
    todo!("the length of g and its direction, or None")
}
