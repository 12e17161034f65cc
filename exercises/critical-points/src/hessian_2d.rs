//! All four second partials in one matrix.

use nalgebra::Matrix2;

/// The Hessian, the matrix of second partials, of f(x, y) = x³ + y³ − 3xy:
///
/// ```text
/// H = [f_xx, f_xy]        f_xy: differentiate along x, then along y
///     [f_yx, f_yy]
/// ```
///
/// at any point (x, y), with its rows as written. At (1, 1) it is [6, −3; −3, 6], and at (0, 0) [0, −3; −3, 0]. Any way
/// of writing the formulas counts, as long as they are exact.
pub fn hessian_2d(x: f64, y: f64) -> Matrix2<f64> {
    todo!("the four second partials, row by row")
}
