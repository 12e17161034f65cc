//! Training made of exchangeable rules.

mod slips;

use crate::backprop::{self, Rules as Backprop};
use crate::nets::DV;
use crate::truth;
use nabla_core::{Layer, Training};
pub(super) use slips::slips;

/// At which layers the gradients of an epoch are measured, and when they move.
#[derive(Clone, Copy, PartialEq)]
enum Epoch {
    /// All samples at the same layers, then all layers move.
    Together,
    /// Each sample moves the layers before the next one is measured.
    SampleBySample,
    /// Each layer moves before the next one is measured.
    LayerByLayer,
    /// All samples at the same layers, and the gradients of earlier epochs once more.
    Gathered,
    /// The gradient of the start, again and again.
    FromTheStart,
}

/// Of the learning rate and the number of samples: how many times as far.
type Times = fn(eta: f64, n: f64) -> f64;

/// How a network is trained.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    backprop: Backprop,
    epoch: Epoch,
    /// What the sum of all gradients is multiplied with.
    pub(super) rate: fn(eta: f64, n: f64) -> f64,
    /// How many times as far the weights move, and the shifts.
    of_weights: Times,
    of_bias: Times,
    /// How many epochs are made, of those that are asked.
    epochs: fn(usize) -> usize,
    /// The samples that count.
    samples: fn(usize) -> Vec<usize>,
    /// The layers that move, of so many.
    moves: fn(usize) -> std::ops::Range<usize>,
    kept: fn(Training, &[Layer]) -> Training,
}

pub(super) const RIGHT: Rules = Rules {
    backprop: backprop::RIGHT,
    epoch: Epoch::Together,
    rate: |eta, n| eta / n,
    of_weights: |_, _| 1.0,
    of_bias: |_, _| 1.0,
    epochs: |epochs| epochs,
    samples: |n| (0..n).collect(),
    moves: |count| 0..count,
    kept: |training, _| training,
};

impl Rules {
    fn move_layer(layer: &mut Layer, gradient: &Layer, (of_weights, of_bias): (f64, f64)) {
        // Even an infinite slope, if it may not move anything, does not.
        if of_weights != 0.0 {
            layer.weights -= &gradient.weights * of_weights;
        }
        if of_bias != 0.0 {
            layer.bias -= &gradient.bias * of_bias;
        }
    }

    pub(super) fn train(&self, start: &[Layer], inputs: &[DV], targets: &[DV], eta: f64, epochs: usize) -> Training {
        let n = inputs.len() as f64;
        let rate = (self.rate)(eta, n);
        let (mut layers, rates) = (start.to_vec(), (rate * (self.of_weights)(eta, n), rate * (self.of_bias)(eta, n)));
        let mut losses = vec![truth::loss(&layers, inputs, targets)];
        let of = |layers: &[Layer], i: usize| self.backprop.gradient(layers, &inputs[i], &targets[i]);
        let mut earlier = Vec::new();
        for _ in 0..(self.epochs)(epochs) {
            let all = |layers: &[Layer]| -> Vec<Vec<Layer>> {
                (self.samples)(inputs.len()).into_iter().map(|i| of(layers, i)).collect()
            };
            match self.epoch {
                Epoch::Together | Epoch::Gathered | Epoch::FromTheStart => {
                    let mut gradients = all(if self.epoch == Epoch::FromTheStart { start } else { &layers });
                    gradients.append(&mut earlier);
                    for gradient in &gradients {
                        for k in (self.moves)(start.len()) {
                            Self::move_layer(&mut layers[k], &gradient[k], rates);
                        }
                    }
                    if self.epoch == Epoch::Gathered {
                        earlier = gradients;
                    }
                }
                Epoch::SampleBySample => {
                    for i in (self.samples)(inputs.len()) {
                        let gradient = of(&layers, i);
                        layers.iter_mut().zip(&gradient).for_each(|(layer, g)| Self::move_layer(layer, g, rates));
                    }
                }
                Epoch::LayerByLayer => {
                    for k in 0..layers.len() {
                        let gradients = all(&layers);
                        gradients.iter().for_each(|g| Self::move_layer(&mut layers[k], &g[k], rates));
                    }
                }
            }
            losses.push(truth::loss(&layers, inputs, targets));
        }
        (self.kept)(Training { losses, layers }, start)
    }
}

/// Training in which each slope of each sample is changed in the same way, in the epoch with that number, counted from 0.
pub(super) fn changed_slopes(
    start: &[Layer],
    inputs: &[DV],
    targets: &[DV],
    eta: f64,
    epochs: usize,
    changed: fn(slope: f64, epoch: usize) -> f64,
) -> Training {
    let rate = (RIGHT.rate)(eta, inputs.len() as f64);
    let mut layers = start.to_vec();
    let mut losses = vec![truth::loss(&layers, inputs, targets)];
    for epoch in 0..epochs {
        let of = |(x, t): (&DV, &DV)| RIGHT.backprop.gradient(&layers, x, t);
        let gradients: Vec<Vec<Layer>> = inputs.iter().zip(targets).map(of).collect();
        for (layer, slopes) in gradients.iter().flat_map(|gradient| gradient.iter().enumerate()) {
            layers[layer].weights -= slopes.weights.map(|slope| rate * changed(slope, epoch));
            layers[layer].bias -= slopes.bias.map(|slope| rate * changed(slope, epoch));
        }
        losses.push(truth::loss(&layers, inputs, targets));
    }
    Training { losses, layers }
}
