//! How badly a network does on its samples.

use nabla_core::Layer;
use nalgebra::DVector;

/// The loss of the network on these samples:
///
/// ```text
/// L = (1/n) Σ ‖a(xᵢ) − tᵢ‖²        a(x) = the network's answer to x, as `forward` gives it
/// ```
///
/// It is a mean over the n samples, and for each of them a *sum* over the outputs. There are as many targets as inputs,
/// at least one. Your own `crate::forward::forward` may help. A network that answers (1, 0) where (0, 0) was wanted,
/// once, has the loss 1.
pub fn network_loss(layers: &[Layer], inputs: &[DVector<f64>], targets: &[DVector<f64>]) -> f64 {
    // solution: the mean of the squared lengths of all misses
    let misses = inputs.iter().zip(targets).map(|(x, target)| crate::forward::forward(layers, x) - target);
    misses.map(|miss| miss.norm_squared()).sum::<f64>() / inputs.len() as f64
    // end of solution
}
