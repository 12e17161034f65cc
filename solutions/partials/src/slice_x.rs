//! A slice: freeze one variable, and a surface becomes a curve.

/// The height of the surface f above the point (x, y0): one point of the slice
///
/// ```text
/// g(x) = f(x, y0)
/// ```
///
/// along which y stays at y0 while x moves; both may be any numbers. For f(x, y) = x²y + 3xy² − 5y + 1, x = 2 and y0 = 1
/// it gives 6.
pub fn slice_x(f: &dyn Fn(f64, f64) -> f64, x: f64, y0: f64) -> f64 {
    // solution: the height of the slice y = y0 at x
    f(x, y0)
    // end of solution
}
