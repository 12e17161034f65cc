//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod descend;
mod descent_step;
mod mse;
mod mse_gradient;
mod mse_gradient_matrix;
mod residuals;
mod standardise;
mod sweep;

use nabla_core::{DataError, Descent, Standardised, Status};
use nabla_grading::{Answers, serve};
use nalgebra::{DMatrix, DVector};
use std::process::ExitCode;

type Data = Vec<f64>;

fn main() -> ExitCode {
    let residuals =
        |x: Data, y: Data, w: f64, b: f64| -> Result<Vec<f64>, DataError> { residuals::residuals(&x, &y, w, b) };
    let mse = |x: Data, y: Data, w: f64, b: f64| -> Result<f64, DataError> { mse::mse(&x, &y, w, b) };
    let mse_gradient = |x: Data, y: Data, w: f64, b: f64| -> Result<(f64, f64), DataError> {
        mse_gradient::mse_gradient(&x, &y, w, b)
    };
    let descent_step = |x: Data, y: Data, w: f64, b: f64, eta: f64| -> Result<(f64, f64), DataError> {
        descent_step::descent_step(&x, &y, w, b, eta)
    };
    let descend = |x: Data,
                   y: Data,
                   start: (f64, f64),
                   eta: f64,
                   tolerance: f64,
                   max_steps: usize|
     -> Result<Descent, DataError> { descend::descend(&x, &y, start, eta, tolerance, max_steps) };
    let sweep = |x: Data,
                 y: Data,
                 start: (f64, f64),
                 etas: Vec<f64>,
                 tolerance: f64,
                 max_steps: usize|
     -> Result<Vec<(f64, Status, usize)>, DataError> {
        sweep::sweep(&x, &y, start, &etas, tolerance, max_steps)
    };
    let standardise = |x: Data| -> Option<Standardised> { standardise::standardise(&x) };
    let mse_gradient_matrix = |x: DMatrix<f64>, y: DVector<f64>, w: DVector<f64>| -> Result<DVector<f64>, DataError> {
        mse_gradient_matrix::mse_gradient_matrix(&x, &y, &w)
    };
    let answers = Answers::new()
        .answer("residuals", residuals)
        .answer("mse", mse)
        .answer("mse_gradient", mse_gradient)
        .answer("descent_step", descent_step)
        .answer("descend", descend)
        .answer("sweep", sweep)
        .answer("standardise", standardise)
        .answer("mse_gradient_matrix", mse_gradient_matrix);
    serve(&answers)
}
