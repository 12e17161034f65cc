//! The way back made of exchangeable rules.

mod slips;

use crate::nets::DV;
use nabla_core::Layer;
use nalgebra::DMatrix;
pub(crate) use slips::{slips, slips_but};

/// What is known of one layer on the way back: its sums, its answer, and what came in.
pub(crate) struct Here<'a> {
    z: &'a DV,
    a: &'a DV,
    before: &'a DV,
}

/// How the blame goes back.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    /// What goes into the bend of a layer on the way forward.
    sum: fn(layer: &Layer, before: &DV) -> DV,
    blame: fn(a: &DV, target: &DV) -> DV,
    slope_at_the_end: fn(&Here<'_>) -> DV,
    slope: fn(&Here<'_>) -> DV,
    along_weights: fn(delta: &DV, here: &Here<'_>) -> DMatrix<f64>,
    /// Of δ, and of the blame before it was flattened.
    along_bias: fn(delta: &DV, blame: &DV) -> DV,
    /// What goes on to the layer before.
    back: fn(layer: &Layer, delta: &DV, blame: &DV) -> DV,
    kept: fn(Vec<Layer>) -> Vec<Layer>,
}

fn flattened(a: &DV) -> DV {
    a.map(|a| 1.0 - a * a)
}

pub(crate) const RIGHT: Rules = Rules {
    sum: |layer, before| &layer.weights * before + &layer.bias,
    blame: |a, t| 2.0 * (a - t),
    slope_at_the_end: |here| flattened(here.a),
    slope: |here| flattened(here.a),
    along_weights: |delta, here| delta * here.before.transpose(),
    along_bias: |delta, _| delta.clone(),
    back: |layer, delta, _| layer.weights.tr_mul(delta),
    kept: |gradient| gradient,
};

impl Rules {
    pub(crate) fn gradient(&self, layers: &[Layer], x: &DV, target: &DV) -> Vec<Layer> {
        let (mut sums, mut answers) = (Vec::new(), vec![x.clone()]);
        for layer in layers {
            let z = (self.sum)(layer, &answers[answers.len() - 1]);
            answers.push(z.map(f64::tanh));
            sums.push(z);
        }
        let mut blame = (self.blame)(&answers[layers.len()], target);
        let mut gradient = Vec::new();
        for (k, layer) in layers.iter().enumerate().rev() {
            let here = Here { z: &sums[k], a: &answers[k + 1], before: &answers[k] };
            let slope = if k + 1 == layers.len() { self.slope_at_the_end } else { self.slope };
            let delta = blame.component_mul(&slope(&here));
            gradient
                .push(Layer { weights: (self.along_weights)(&delta, &here), bias: (self.along_bias)(&delta, &blame) });
            blame = (self.back)(layer, &delta, &blame);
        }
        gradient.reverse();
        (self.kept)(gradient)
    }
}
