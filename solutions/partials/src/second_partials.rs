//! The slopes of slopes.

/// The second partial derivatives (f_xx, f_xy, f_yy) of
///
/// ```text
/// f(x, y) = x²y + 3xy² − 5y + 1
/// ```
///
/// at the point (x, y): how f_x changes along x, how f_x changes along y, how f_y changes along y. Write them as
/// formulas; at (2, 1) they give (2, 10, 12). Any way of writing the formulas counts, as long as they are exact, at every
/// point: on the axes too, and far away.
pub fn second_partials(x: f64, y: f64) -> (f64, f64, f64) {
    // solution: f_xx, f_xy and f_yy, as formulas in x and y
    (2.0 * y, 2.0 * x + 6.0 * y, 6.0 * x)
    // end of solution
}
