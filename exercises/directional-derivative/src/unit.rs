//! A direction is a vector of length 1.

use nalgebra::Vector2;

/// The vector of length 1 that points the way of v:
///
/// ```text
/// u = v / ‖v‖
/// ```
///
/// `None` when v points nowhere: when it is exactly zero, or a component is NaN or infinite. Components are at most 1e100
/// in size, and at least 1e-100 unless they are 0, so that no square overflows or vanishes. (3, 4) gives (0.6, 0.8).
pub fn unit(v: Vector2<f64>) -> Option<Vector2<f64>> {
    todo!("v divided by its length, or None")
}
