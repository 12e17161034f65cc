//! What is true of a network: answers number by number, slopes by the complex step.
//!
//! ```text
//! L(θ + i·h) = L(θ) + i·h·∂L/∂θ + …,   h = 10⁻¹⁰⁰
//! ```
//!
//! One run for each weight, and no rule of differentiation: nothing that a learner writes is in it. tanh of a complex
//! number is that of the complex numbers, of a real one (e²ᶻ − 1)/(e²ᶻ + 1).

use crate::nets::DV;
use nabla_core::{Layer, Training};
use nalgebra::Complex;

type C = Complex<f64>;

const H: f64 = 1e-100;

/// tanh z, by its exponentials.
pub(crate) fn squashed(z: f64) -> f64 {
    1.0 - 2.0 / ((2.0 * z).exp() + 1.0)
}

/// The answer of a network whose parameter `(layer, row, column)` has moved off the real line; the column after the
/// last weight is the shift.
fn moved(layers: &[Layer], x: &DV, parameter: Option<(usize, usize, usize)>) -> Vec<C> {
    let mut a: Vec<C> = x.iter().map(|x| C::from(*x)).collect();
    for (k, Layer { weights, bias }) in layers.iter().enumerate() {
        let at = |i: usize, j: usize| {
            let real = if j < weights.ncols() { weights[(i, j)] } else { bias[i] };
            C::new(real, if parameter == Some((k, i, j)) { H } else { 0.0 })
        };
        let sum = |i: usize| (0..weights.ncols()).fold(at(i, weights.ncols()), |sum, j| sum + at(i, j) * a[j]);
        a = (0..bias.len()).map(|i| sum(i).tanh()).collect();
    }
    a
}

pub(crate) fn forward(layers: &[Layer], x: &DV) -> DV {
    let through = |a: Vec<f64>, Layer { weights, bias }: &Layer| -> Vec<f64> {
        let sum = |i: usize| (0..a.len()).map(|j| weights[(i, j)] * a[j]).sum::<f64>() + bias[i];
        (0..bias.len()).map(|i| squashed(sum(i))).collect()
    };
    DV::from_vec(layers.iter().fold(x.as_slice().to_vec(), through))
}

pub(crate) fn loss(layers: &[Layer], inputs: &[DV], targets: &[DV]) -> f64 {
    let mut total = 0.0;
    for (x, target) in inputs.iter().zip(targets) {
        for (a, t) in forward(layers, x).iter().zip(target) {
            total += (a - t) * (a - t);
        }
    }
    total / inputs.len() as f64
}

/// ∂‖a(x) − t‖²/∂θ for every θ.
pub(crate) fn gradient(layers: &[Layer], x: &DV, target: &DV) -> Vec<Layer> {
    let slope = |k: usize, i: usize, j: usize| {
        let squares = moved(layers, x, Some((k, i, j))).into_iter().zip(target).map(|(a, t)| (a - *t) * (a - *t));
        squares.sum::<C>().im / H
    };
    let of_layer = |(k, layer): (usize, &Layer)| {
        let (rows, columns) = layer.weights.shape();
        Layer {
            weights: nalgebra::DMatrix::from_fn(rows, columns, |i, j| slope(k, i, j)),
            bias: DV::from_fn(rows, |i, _| slope(k, i, columns)),
        }
    };
    layers.iter().enumerate().map(of_layer).collect()
}

pub(crate) fn training(layers: &[Layer], inputs: &[DV], targets: &[DV], eta: f64, epochs: usize) -> Training {
    let mut layers = layers.to_vec();
    let mut losses = vec![loss(&layers, inputs, targets)];
    for _ in 0..epochs {
        let all: Vec<Vec<Layer>> = inputs.iter().zip(targets).map(|(x, t)| gradient(&layers, x, t)).collect();
        for (k, layer) in layers.iter_mut().enumerate() {
            for gradient in &all {
                layer.weights -= &gradient[k].weights * (eta / all.len() as f64);
                layer.bias -= &gradient[k].bias * (eta / all.len() as f64);
            }
        }
        losses.push(loss(&layers, inputs, targets));
    }
    Training { losses, layers }
}
