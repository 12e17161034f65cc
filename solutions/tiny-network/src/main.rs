//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod backprop;
mod forward;
mod network_loss;
mod neuron;
mod train;

use nabla_core::{Layer, Training};
use nabla_grading::{Answers, serve};
use nalgebra::DVector;
use std::process::ExitCode;

type Vectors = Vec<DVector<f64>>;

fn main() -> ExitCode {
    let train = |layers: Vec<Layer>, inputs: Vectors, targets: Vectors, eta: f64, epochs: usize| -> Training {
        train::train(&layers, &inputs, &targets, eta, epochs)
    };
    let answers = Answers::new()
        .answer("neuron", |w: DVector<f64>, b: f64, x: DVector<f64>| -> f64 { neuron::neuron(&w, b, &x) })
        .answer("forward", |layers: Vec<Layer>, x: DVector<f64>| -> DVector<f64> { forward::forward(&layers, &x) })
        .answer("network_loss", |layers: Vec<Layer>, inputs: Vectors, targets: Vectors| -> f64 {
            network_loss::network_loss(&layers, &inputs, &targets)
        })
        .answer("backprop", |layers: Vec<Layer>, x: DVector<f64>, target: DVector<f64>| -> Vec<Layer> {
            backprop::backprop(&layers, &x, &target)
        })
        .answer("train", train);
    serve(&answers)
}
