//! The direction in which a level curve runs.

use nalgebra::Vector2;

/// A unit vector t along the level curve through a point whose gradient is g:
///
/// ```text
/// g · t = 0        ‖t‖ = 1
/// ```
///
/// Either of the two ways round counts. Where g is zero the curve has no direction, and where a component of g is NaN
/// or infinite nothing is known of it: `None`. Only zero is zero: a gradient of length 1e-99 has a tangent like any
/// other. Components of g are at most 1e100 in size, and at least 1e-100 unless they are 0, so that no square overflows
/// or vanishes.
pub fn tangent(g: Vector2<f64>) -> Option<Vector2<f64>> {
    // solution: a unit vector at a right angle to g, None where there is no direction
    let length = g.norm();
    (length > 0.0 && length.is_finite()).then(|| Vector2::new(-g.y, g.x) / length)
    // end of solution
}
