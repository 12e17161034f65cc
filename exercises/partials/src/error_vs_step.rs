//! How wrong a central difference is, and how that depends on its step.

/// For each step h of `steps`, in their order, the absolute error of the central difference of f at x:
///
/// ```text
/// e(h) = | [f(x + h) − f(x − h)] / 2h − slope |
/// ```
///
/// `slope` is the slope that it is compared with; take it as it is given, and the steps too: all are positive, small ones
/// and large ones. There may be very many of them, the same one twice, or none: an empty list of steps gives an empty list.
/// For f(x) = x³, slope = 12, x = 2 and the steps 1 and 0.5 the errors are 1 and 0.25.
pub fn error_vs_step(f: &dyn Fn(f64) -> f64, slope: f64, x: f64, steps: &[f64]) -> Vec<f64> {
    todo!("one absolute error for each step")
}
