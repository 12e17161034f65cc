//! A network learns.

use nabla_core::{Layer, Training};
use nalgebra::DVector;

/// Gradient descent on the loss of all samples, for so many epochs:
///
/// ```text
/// each epoch:   every layer ← layer − η · (1/n) Σ gradientᵢ        gradientᵢ as `backprop` gives it for sample i
/// ```
///
/// One epoch is one step for all samples together: all gradients are measured at the same layers, and then all layers
/// move. `losses` holds the loss of `network_loss` at the start and after each epoch, epochs + 1 numbers in all;
/// `layers` are those after the last epoch. With 0 epochs there is one loss, and the layers are those of the start. The
/// layers that you are given stay as they are. There are as many targets as inputs, at least one. Your own
/// `crate::backprop::backprop` and `crate::network_loss::network_loss` are yours to call.
pub fn train(layers: &[Layer], inputs: &[DVector<f64>], targets: &[DVector<f64>], eta: f64, epochs: usize) -> Training {
    todo!("measure at all samples, then move all layers")
}
