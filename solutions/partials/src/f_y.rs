//! ∂f/∂y by hand: hold x fixed and differentiate.

/// The partial derivative ∂f/∂y of
///
/// ```text
/// f(x, y) = x²y + 3xy² − 5y + 1
/// ```
///
/// at the point (x, y): how fast f grows when y moves and x stays where it is. Write it as a formula in x and y; at
/// (2, 1) it gives 11. Any way of writing the formula counts, as long as it is exact, at every point: on the
/// axes too, and far away.
pub fn f_y(x: f64, y: f64) -> f64 {
    // solution: the slope of f along y, as a formula in x and y
    x * x + 6.0 * x * y - 5.0
    // end of solution
}
