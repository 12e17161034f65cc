//! A whole Jacobian from samples alone.

use nalgebra::{DMatrix, DVector};

/// The Jacobian of f at x by central differences with the step h, m × n for m outputs and n inputs:
///
/// ```text
/// Jᵢⱼ = [fᵢ(…, xⱼ + h, …) − fᵢ(…, xⱼ − h, …)] / 2h        row i: output i, column j: input j
/// ```
///
/// h is positive and is to be used as it is given; x stays what it is for every other input. n and m are at least 1;
/// how many outputs there are says `f(x).len()`. 2n calls of f are enough, and up to 4n + 4 are accepted: one call
/// gives all outputs. For f = (x²y, 5x + y², xy) at (2, 3) with h = 0.1 it gives [12, 4; 5, 6; 3, 2].
pub fn numeric_jacobian(f: &dyn Fn(&DVector<f64>) -> DVector<f64>, x: &DVector<f64>, h: f64) -> DMatrix<f64> {
    // solution: one column for each input
    let columns: Vec<DVector<f64>> = (0..x.len())
        .map(|j| {
            let (mut ahead, mut behind) = (x.clone(), x.clone());
            ahead[j] += h;
            behind[j] -= h;
            (f(&ahead) - f(&behind)) / (2.0 * h)
        })
        .collect();
    DMatrix::from_columns(&columns)
    // end of solution
}
