//! The slope of a short secant with x in its middle.

/// The central difference of f at x with the step h:
///
/// ```text
/// D(h) = [f(x + h) − f(x − h)] / 2h
/// ```
///
/// The samples lie h to each side of x; h is positive and is to be used as it is given, however small or large; x is any
/// number, and f any curve. For f(x) = x², x = 3 and h = 0.1 it gives 6, which is the slope: a central difference is exact
/// for lines and parabolas. Any way of writing the same quotient counts.
pub fn central_difference(f: &dyn Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    // solution: rise over run, from x − h to x + h
    (f(x + h) - f(x - h)) / (2.0 * h)
    // end of solution
}
