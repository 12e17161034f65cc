//! The slope in any direction, measured.

use nalgebra::Vector2;

/// The central difference of f at p in the direction of v, with the step h:
///
/// ```text
/// D_u f ≈ [f(p + h·u) − f(p − h·u)] / 2h,        u = v / ‖v‖
/// ```
///
/// The samples lie h to each side of p, however long v is; h is positive and is to be used as it is given. `None` when v
/// points nowhere: when it is exactly zero, or a component is NaN or infinite. Components of v are at most 1e100 in size, and
/// at least 1e-100 unless they are 0. For f(x, y) = x² + 4y², p = (2, 1) and v = (3, 4) it gives 8.8.
pub fn directional_difference(f: &dyn Fn(f64, f64) -> f64, p: Vector2<f64>, v: Vector2<f64>, h: f64) -> Option<f64> {
    todo!("the central difference along v, or None")
}
