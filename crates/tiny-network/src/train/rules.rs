//! Training made of exchangeable rules, and what goes wrong in it.

use crate::Table;
use crate::backprop::{self, Rules as Backprop};
use crate::nets::DV;
use crate::truth;
use nabla_core::{Layer, Training};
use nabla_grading::{Slip, slip};

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

/// How a network is trained.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    backprop: Backprop,
    epoch: Epoch,
    /// What the sum of all gradients is multiplied with.
    pub(super) rate: fn(eta: f64, n: f64) -> f64,
    /// The same for the shifts, as a multiple of the rate of the weights.
    of_bias: fn(n: f64) -> f64,
    moves_weights: bool,
    /// The samples that count.
    samples: fn(usize) -> Vec<usize>,
    /// The layer that moves first.
    first_layer: fn(usize) -> usize,
    kept: fn(Training, &[Layer]) -> Training,
}

pub(super) const RIGHT: Rules = Rules {
    backprop: backprop::RIGHT,
    epoch: Epoch::Together,
    rate: |eta, n| eta / n,
    of_bias: |_| 1.0,
    moves_weights: true,
    samples: |n| (0..n).collect(),
    first_layer: |_| 0,
    kept: |training, _| training,
};

impl Rules {
    fn move_layer(&self, layer: &mut Layer, gradient: &Layer, (rate, of_bias): (f64, f64)) {
        if self.moves_weights {
            layer.weights -= &gradient.weights * rate;
        }
        layer.bias -= &gradient.bias * (rate * of_bias);
    }

    pub(super) fn train(&self, start: &[Layer], inputs: &[DV], targets: &[DV], eta: f64, epochs: usize) -> Training {
        let n = inputs.len() as f64;
        let (mut layers, rate) = (start.to_vec(), ((self.rate)(eta, n), (self.of_bias)(n)));
        let mut losses = vec![truth::loss(&layers, inputs, targets)];
        let of = |layers: &[Layer], i: usize| self.backprop.gradient(layers, &inputs[i], &targets[i]);
        let mut earlier = Vec::new();
        for _ in 0..epochs {
            let all = |layers: &[Layer]| -> Vec<Vec<Layer>> {
                (self.samples)(inputs.len()).into_iter().map(|i| of(layers, i)).collect()
            };
            match self.epoch {
                Epoch::Together | Epoch::Gathered | Epoch::FromTheStart => {
                    let mut gradients = all(if self.epoch == Epoch::FromTheStart { start } else { &layers });
                    gradients.append(&mut earlier);
                    for gradient in &gradients {
                        for (k, layer) in layers.iter_mut().enumerate().skip((self.first_layer)(start.len())) {
                            self.move_layer(layer, &gradient[k], rate);
                        }
                    }
                    if self.epoch == Epoch::Gathered {
                        earlier = gradients;
                    }
                }
                Epoch::SampleBySample => {
                    for i in (self.samples)(inputs.len()) {
                        let gradient = of(&layers, i);
                        layers.iter_mut().zip(&gradient).for_each(|(layer, g)| self.move_layer(layer, g, rate));
                    }
                }
                Epoch::LayerByLayer => {
                    for k in 0..layers.len() {
                        let gradients = all(&layers);
                        gradients.iter().for_each(|g| self.move_layer(&mut layers[k], &g[k], rate));
                    }
                }
            }
            losses.push(truth::loss(&layers, inputs, targets));
        }
        (self.kept)(Training { losses, layers }, start)
    }
}

const SLIPS: Table<fn(&mut Rules), 21> = [
    ("went uphill", |r| r.rate = |eta, n| -eta / n, "The loss grows: uphill, or downhill?"),
    (
        "added the gradients up",
        |r| r.rate = |eta, _| eta,
        "The loss is a mean over the samples, and so is its gradient.",
    ),
    ("divided twice by n", |r| r.rate = |eta, n| eta / (n * n), "The mean divides by the number of samples once."),
    ("forgot the learning rate", |r| r.rate = |_, n| 1.0 / n, "Another η changes nothing in yours."),
    (
        "took a step for each sample",
        |r| r.epoch = Epoch::SampleBySample,
        "One step an epoch, for all samples together: yours moves before the next sample is measured.",
    ),
    (
        "took a whole step for each sample",
        |r| {
            r.epoch = Epoch::SampleBySample;
            r.rate = |eta, _| eta;
        },
        "One step an epoch, for all samples together: yours makes one for each of them.",
    ),
    (
        "moved each layer before the next was measured",
        |r| r.epoch = Epoch::LayerByLayer,
        "Measure all slopes at one place, and move then.",
    ),
    (
        "measured at the start only",
        |r| r.epoch = Epoch::FromTheStart,
        "A straight way: after the first step you never looked again.",
    ),
    (
        "kept the gradients of earlier epochs",
        |r| r.epoch = Epoch::Gathered,
        "The first epoch is right; from the second on earlier gradients count once more: begin each sum at 0.",
    ),
    ("never moved the shifts", |r| r.of_bias = |_| 0.0, "The shifts never move."),
    ("never moved the weights", |r| r.moves_weights = false, "The weights never move."),
    ("never moved the first layer", |r| r.first_layer = |count| usize::from(count > 1), "The first layer never moves."),
    (
        "learned the first sample only",
        |r| {
            r.samples = |_| vec![0];
            r.rate = |eta, _| eta;
        },
        "It learns one sample and forgets all others.",
    ),
    (
        "learned the first sample only, over n",
        |r| r.samples = |_| vec![0],
        "It learns one sample and forgets all others.",
    ),
    ("left the last sample out", |r| r.samples = |n| (0..n.max(2) - 1).collect(), "The last sample never counts."),
    (
        "left the loss of the start out",
        |r| {
            r.kept = |mut t, _| {
                t.losses.remove(0);
                t
            }
        },
        "One loss short: that of the start counts, too.",
    ),
    (
        "left the last loss out",
        |r| {
            r.kept = |mut t, _| {
                t.losses.pop();
                t
            }
        },
        "One loss short: that after the last epoch counts, too.",
    ),
    (
        "measured each loss before its step",
        |r| {
            r.kept = |mut t, _| {
                t.losses.pop();
                t.losses.insert(0, t.losses.first().copied().unwrap_or_default());
                t
            }
        },
        "The loss of the start stands twice, and that after the last epoch is missing: move first, then measure.",
    ),
    (
        "gave the last loss only",
        |r| r.kept = |t, _| Training { losses: t.losses.last().copied().into_iter().collect(), ..t },
        "The loss after every epoch is asked, with that of the start.",
    ),
    (
        "gave the layers of the start",
        |r| r.kept = |t, start| Training { layers: start.to_vec(), ..t },
        "The losses are right, and the layers are those that you were given: which have learned?",
    ),
    (
        "moved the shifts by the sum",
        |r| r.of_bias = |n| n,
        "The weights move by a mean over the samples, and the shifts by the sum: both by the mean.",
    ),
];

/// The slips of training itself, and those of the way back as they show in it; what a slip of training gives as well is
/// left to it.
pub(super) fn slips() -> impl Iterator<Item = Slip<Rules>> {
    let left_out = &[
        "turned the sign",
        "left the shifts at 0",
        "left the weights at 0",
        "gave the last layer first",
        "never went back",
        "took columns for rows",
    ];
    let of_the_way_back = backprop::slips_but(left_out, |rules: &mut Rules| &mut rules.backprop);
    SLIPS.into_iter().map(|(name, change, says)| slip(name, change, says)).chain(of_the_way_back)
}
