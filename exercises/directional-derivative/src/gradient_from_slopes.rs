//! From slopes in some directions back to the gradient.

use nalgebra::Vector2;

/// The gradient g that fits measured slopes best, in the sense of least squares:
///
/// ```text
/// Σ (g·uₖ − rₖ)²  is as small as it can be,        directions uₖ of length 1, slopes rₖ = rates[k]
/// ```
///
/// `None` when the data do not determine it: when the lists differ in length, when a number is NaN or infinite, when there are
/// fewer than two directions, or when all of them lie on one line. (Directions are either on one line or clearly not: the
/// determinant of Σ uₖuₖᵀ is below 1e-12 or above 1e-3.) The directions (1, 0) and (0, 1) with the slopes 4 and 8 give
/// (4, 8).
pub fn gradient_from_slopes(directions: &[Vector2<f64>], rates: &[f64]) -> Option<Vector2<f64>> {
    todo!("the least-squares gradient, or None")
}
