//! The gradient of one sample's loss, layer by layer from the last to the first.

use nabla_core::Layer;
use nalgebra::DVector;

/// The slope of ‖a(x) − target‖² along every weight and every shift of the network, in the shape of its layers:
///
/// ```text
/// result[k].weights[(i, j)] = ∂‖a − t‖² / ∂W_k[(i, j)]        result[k].bias[i] = ∂‖a − t‖² / ∂b_k[i]
/// ```
///
/// The network is that of `forward`, with tanh after every layer, the last one too; there is at least one layer. The
/// loss of the one sample is the sum over its outputs, without a factor in front. Exact slopes are asked: what a
/// difference quotient gives is close to them, and accepted where it is as close as 1 part in a million, but needs many
/// runs where one there and back is enough.
pub fn backprop(layers: &[Layer], x: &DVector<f64>, target: &DVector<f64>) -> Vec<Layer> {
    todo!("keep what came into each layer, then pass the blame back")
}
