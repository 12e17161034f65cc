//! ∂f/∂x by hand: hold y fixed and differentiate.

/// The partial derivative ∂f/∂x of
///
/// ```text
/// f(x, y) = x²y + 3xy² − 5y + 1
/// ```
///
/// at the point (x, y): how fast f grows when x moves and y stays where it is. Write it as a formula in x and y; at
/// (2, 1) it gives 7. Any way of writing the formula counts, as long as it is exact, at every point: on the
/// axes too, and far away.
pub fn f_x(x: f64, y: f64) -> f64 {
    todo!("the slope of f along x, as a formula in x and y")
}
