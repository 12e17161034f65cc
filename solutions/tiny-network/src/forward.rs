//! Through all layers of a network.

use nabla_core::Layer;
use nalgebra::DVector;

/// What the network answers to x. Each layer takes what the one before it answered, the first one x:
///
/// ```text
/// a₀ = x,   a_k = tanh(W_k·a_{k−1} + b_k)        the answer is the last a
/// ```
///
/// tanh stands after every layer, the last one too, and is taken of each number. Row i of `weights` and number i of
/// `bias` belong to neuron i. The layers fit one another, and need not be square. Without layers the answer is x.
pub fn forward(layers: &[Layer], x: &DVector<f64>) -> DVector<f64> {
    // solution: fold the layers over x
    layers.iter().fold(x.clone(), |a, layer| (&layer.weights * a + &layer.bias).map(f64::tanh))
    // end of solution
}
