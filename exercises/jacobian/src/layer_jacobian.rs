//! One layer of a network.

use nalgebra::{DMatrix, DVector};

/// The Jacobian of a = tanh(W·x + b) along x, m × n like w:
///
/// ```text
/// z = W·x + b,  aᵢ = tanh zᵢ        the slope of tanh at z is 1 − tanh² z
/// ```
///
/// w is m × n, b has m entries and x has n, and z may be large: there the slope is nearly 0, and a number. For
/// w = [1, −0.5; 0.25, 2], b = (0.5, −1) and x = (1, 0.5) it is [0.2804, −0.1402; 0.2350, 1.8800].
pub fn layer_jacobian(w: &DMatrix<f64>, b: &DVector<f64>, x: &DVector<f64>) -> DMatrix<f64> {
    todo!("how the outputs of the layer move with its inputs")
}
