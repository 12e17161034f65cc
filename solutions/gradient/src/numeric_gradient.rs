//! A whole gradient from samples alone.

use nalgebra::DVector;

/// The gradient of f at x by central differences with the step h, one component for each coordinate:
///
/// ```text
/// gᵢ = [f(x₀, …, xᵢ + h, …) − f(x₀, …, xᵢ − h, …)] / 2h
/// ```
///
/// h is positive and is to be used as it is given, for coordinates of any size. f is only asked at points that differ from
/// x in one coordinate. 2n calls of f are enough for n coordinates; up to 6n + 6 are accepted. An x without coordinates
/// has a gradient without components. For f = x²y + z³ at (2, 3, 5) with h = 0.1 it gives (12, 4, 75.01).
pub fn numeric_gradient(f: &dyn Fn(&DVector<f64>) -> f64, x: &DVector<f64>, h: f64) -> DVector<f64> {
    // solution: one central difference for each coordinate
    DVector::from_fn(x.len(), |i, _| {
        let (mut ahead, mut behind) = (x.clone(), x.clone());
        ahead[i] += h;
        behind[i] -= h;
        (f(&ahead) - f(&behind)) / (2.0 * h)
    })
    // end of solution
}
