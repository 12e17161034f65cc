//! The slope of a short secant that starts at x and looks ahead.

/// The forward difference of f at x with the step h:
///
/// ```text
/// D₊(h) = [f(x + h) − f(x)] / h
/// ```
///
/// h is positive and is to be used as it is given, however small or large; x is any number, and f any curve. For f(x) = x²,
/// x = 3 and h = 0.1 it gives 6.1, a little more than the slope 6. Rounding does not matter: any way of writing the same
/// quotient counts.
pub fn forward_difference(f: &dyn Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    // solution: rise over run, from x to x + h
    (f(x + h) - f(x)) / h
    // end of solution
}
