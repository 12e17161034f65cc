//! One partial derivative of a function of any number of variables.

use nalgebra::DVector;

/// The central difference of f at x along coordinate i (counted from 0):
///
/// ```text
/// ∂f/∂xᵢ ≈ [f(x₀, …, xᵢ + h, …) − f(x₀, …, xᵢ − h, …)] / 2h
/// ```
///
/// f is only asked at points that differ from x in coordinate i alone. h is positive and is to be used as it is given,
/// however small or large; x has any number of coordinates. `None` when it has no coordinate i. For f(x₀, x₁) = x₀² + 4x₁², x = (2, 3), i = 1 and h = 0.1 it gives 24.
pub fn partial(f: &dyn Fn(&DVector<f64>) -> f64, x: &DVector<f64>, i: usize, h: f64) -> Option<f64> {
    todo!("the central difference along coordinate i, or None")
}
