//! Both slopes in one vector.

use nalgebra::Vector2;

/// The gradient ∇f = (∂f/∂x, ∂f/∂y) of
///
/// ```text
/// f(x, y) = x²y + 3xy² − 5y + 1
/// ```
///
/// at any point p = (x, y), on the axes and far away, too, with `p.x` and `p.y` as its coordinates. At (2, 1) it is
/// (7, 11). Any way of writing the formulas counts, as long as they are exact.
pub fn gradient_2d(p: Vector2<f64>) -> Vector2<f64> {
    // solution: the slope along x and the slope along y, as a vector
    let (x, y) = (p.x, p.y);
    Vector2::new(2.0 * x * y + 3.0 * y * y, x * x + 6.0 * x * y - 5.0)
    // end of solution
}
