//! All second partials from samples alone.

use nalgebra::{DMatrix, DVector};

/// The Hessian of f at x, n × n, by central differences with the step h:
///
/// ```text
/// hᵢⱼ = [f(+hᵢ +hⱼ) − f(+hᵢ −hⱼ) − f(−hᵢ +hⱼ) + f(−hᵢ −hⱼ)] / 4h²        +hᵢ: input i has gone h ahead
/// hᵢᵢ = [f(+hᵢ) − 2f(x) + f(−hᵢ)] / h²,  or the formula above with i = j
/// ```
///
/// h is positive and is to be used as it is given. n is 1 to 50. About 2n² calls of f are enough, 4n² are fine, and
/// more than 8n² + 8 are not. For f = x²y + z³ at (2, 3, 5) with h = 0.1 it gives [6, 4, 0; 4, 0, 0; 0, 0, 30].
pub fn numeric_hessian(f: &dyn Fn(&DVector<f64>) -> f64, x: &DVector<f64>, h: f64) -> DMatrix<f64> {
    todo!("a second difference for each input, and four corners for each pair")
}
