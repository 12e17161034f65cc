//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod central_difference;
mod error_vs_step;
mod f_x;
mod f_y;
mod forward_difference;
mod linear_model;
mod partial;
mod product_and_chain;
mod second_partials;
mod slice_x;

use nabla_grading::{Answers, Curve, ManyVariables, Surface, serve};
use nalgebra::DVector;
use std::process::ExitCode;

fn main() -> ExitCode {
    let answers = Answers::new()
        .answer("slice_x", |f: Surface, x: f64, y0: f64| -> f64 { slice_x::slice_x(f.as_fn(), x, y0) })
        .answer("forward_difference", |f: Curve, x: f64, h: f64| -> f64 {
            forward_difference::forward_difference(f.as_fn(), x, h)
        })
        .answer("central_difference", |f: Curve, x: f64, h: f64| -> f64 {
            central_difference::central_difference(f.as_fn(), x, h)
        })
        .answer("error_vs_step", |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
            error_vs_step::error_vs_step(f.as_fn(), slope, x, &steps)
        })
        .answer("f_x", |x: f64, y: f64| -> f64 { f_x::f_x(x, y) })
        .answer("f_y", |x: f64, y: f64| -> f64 { f_y::f_y(x, y) })
        .answer("product_and_chain", |x: f64, y: f64| -> (f64, f64) { product_and_chain::product_and_chain(x, y) })
        .answer("partial", |f: ManyVariables, x: DVector<f64>, i: usize, h: f64| -> Option<f64> {
            partial::partial(f.as_fn(), &x, i, h)
        })
        .answer("second_partials", |x: f64, y: f64| -> (f64, f64, f64) { second_partials::second_partials(x, y) })
        .answer("linear_model", |f0: f64, f_x: f64, f_y: f64, p, q| -> f64 {
            linear_model::linear_model(f0, f_x, f_y, p, q)
        });
    serve(&answers)
}
