//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod chain_gradient;
mod downhill_step;
mod gradient_2d;
mod gradient_3d;
mod gradient_check;
mod numeric_gradient;
mod steepest;

use nabla_core::GradientCheck;
use nabla_grading::{Answers, GradientN, ManyVariables, serve};
use nalgebra::{DVector, Vector2, Vector3};
use std::process::ExitCode;

fn main() -> ExitCode {
    let answers = Answers::new()
        .answer("gradient_2d", |p: Vector2<f64>| -> Vector2<f64> { gradient_2d::gradient_2d(p) })
        .answer("steepest", |g: Vector2<f64>| -> Option<(f64, Vector2<f64>)> { steepest::steepest(g) })
        .answer("gradient_3d", |p: Vector3<f64>| -> Vector3<f64> { gradient_3d::gradient_3d(p) })
        .answer("numeric_gradient", |f: ManyVariables, x: DVector<f64>, h: f64| -> DVector<f64> {
            numeric_gradient::numeric_gradient(f.as_fn(), &x, h)
        })
        .answer("gradient_check", |f: ManyVariables, g: GradientN, x: DVector<f64>, h: f64| -> GradientCheck {
            gradient_check::gradient_check(f.as_fn(), g.as_fn(), &x, h)
        })
        .answer("chain_gradient", |x: DVector<f64>| -> DVector<f64> { chain_gradient::chain_gradient(&x) })
        .answer("downhill_step", |x: DVector<f64>, g: DVector<f64>, eta: f64| -> DVector<f64> {
            downhill_step::downhill_step(&x, &g, eta)
        });
    serve(&answers)
}
