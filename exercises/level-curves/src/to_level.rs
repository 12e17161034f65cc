//! Newton's method along the gradient: the way back to a level.

use nalgebra::Vector2;

/// Moves p onto the level curve f = `level`, in exactly `steps` steps of
///
/// ```text
/// p ← p + (level − f(p)) · ∇f / ‖∇f‖²
/// ```
///
/// Each step goes straight up or down the slope, as far as f would need if it kept the slope that it has at p. For
/// x² + 4y² one step from (2, 1) to the level 12 leads to (2.2, 1.4).
///
/// `f` and its `gradient` are given; call them at every new point. No step at all leaves p where it is. `None` where a
/// step is to be taken and the gradient is zero or not finite: there is no way up or down from there. Only zero is zero:
/// a slope of 1e-6 is gentle, but leads somewhere, and perhaps far. (Slopes are at most 1e100, and at least 1e-100
/// unless they are 0, so that no square overflows or vanishes.)
pub fn to_level(
    f: &dyn Fn(f64, f64) -> f64,
    gradient: &dyn Fn(Vector2<f64>) -> Vector2<f64>,
    p: Vector2<f64>,
    level: f64,
    steps: usize,
) -> Option<Vector2<f64>> {
    todo!("`steps` Newton steps along the gradient, None where it is zero")
}
