//! The slope in any direction, from the gradient alone.

use nalgebra::Vector2;

/// The slope in the direction of v, where the gradient is g:
///
/// ```text
/// D_u f = g·u,        u = v / ‖v‖
/// ```
///
/// v may have any length; only its direction counts. `None` when v points nowhere: when it is exactly zero, or a component is
/// NaN or infinite. Components of v are at most 1e100 in size, and at least 1e-100 unless they are 0; those of g are at
/// most 1e100, and may all be 0. g = (4, 8) and v = (3, 4) give 8.8.
pub fn directional(g: Vector2<f64>, v: Vector2<f64>) -> Option<f64> {
    todo!("the slope along v, or None")
}
