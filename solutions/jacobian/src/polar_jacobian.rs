//! The Jacobian of the way from polar coordinates to a point.

use nalgebra::Matrix2;

/// The Jacobian of x = r cos t, y = r sin t, with a row for each output and a column for each input:
///
/// ```text
/// J = [∂x/∂r, ∂x/∂t]
///     [∂y/∂r, ∂y/∂t]
/// ```
///
/// r is positive, and t any angle in radians. At (2, π/6) it is [0.866, −1; 0.5, 1.732]. Any way of writing the
/// formulas counts, as long as they are exact.
pub fn polar_jacobian(r: f64, t: f64) -> Matrix2<f64> {
    // solution: the slopes of x, and below them those of y
    let (sin, cos) = t.sin_cos();
    Matrix2::new(cos, -r * sin, sin, r * cos)
    // end of solution
}
