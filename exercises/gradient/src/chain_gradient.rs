//! A gradient as long as you like.

use nalgebra::DVector;

/// The gradient of
///
/// ```text
/// f(x) = x₀² + x₁² + … + xₙ₋₁²  +  x₀x₁ + x₁x₂ + … + xₙ₋₂xₙ₋₁
/// ```
///
/// a chain in which every input is multiplied with its neighbours. One component for each input, for any number of them and
/// inputs of any size, 0 included; no inputs, no components. At (3, 4, −2) it is (10, 9, 0).
pub fn chain_gradient(x: &DVector<f64>) -> DVector<f64> {
    todo!("the slope along each input")
}
