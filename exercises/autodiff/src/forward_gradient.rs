//! A whole gradient by dual numbers, without a step.

use nabla_core::Dual;

/// The gradient of f at x, one slope for each input, by one pass for each input:
///
/// ```text
/// ∂f/∂xᵢ = slope of f(x₁, …, xₙ) while xᵢ alone moves, at the speed 1
/// ```
///
/// f takes numbers with their slopes and gives one: it was written with rules like those of `dual_arithmetic`. It is
/// called exactly n times for n inputs, always at the values of x themselves, for there is no step here that could be
/// too large or too small. An x without inputs has a gradient without slopes. For f = xy + y²z at (2, 3, −1) the
/// gradient is (3, −4, 9).
pub fn forward_gradient(f: &dyn Fn(&[Dual]) -> Dual, x: &[f64]) -> Vec<f64> {
    todo!("one pass for each input, in which it alone moves")
}
