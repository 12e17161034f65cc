//! Both partials of a product whose factors both move.

/// Both partial derivatives (∂f/∂x, ∂f/∂y) of
///
/// ```text
/// f(x, y) = x·exp(xy)
/// ```
///
/// at the point (x, y), along x first. Write them as formulas; at (2, 0) they give (1, 4). Any way of writing the formulas
/// counts, as long as they are exact, at every point: on the axes too, and as far away as exp(xy) fits into an `f64`.
pub fn product_and_chain(x: f64, y: f64) -> (f64, f64) {
    // solution: the slope along x and the slope along y, as formulas
    let e = (x * y).exp();
    ((1.0 + x * y) * e, x * x * e)
    // end of solution
}
