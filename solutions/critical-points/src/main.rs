//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod classify;
mod classify_2d;
mod curvature;
mod find_critical;
mod hessian_2d;
mod landscape;
mod numeric_hessian;

use nabla_core::Kind;
use nabla_grading::{Answers, GradientN, HessianN, ManyVariables, serve};
use nalgebra::{DMatrix, DVector, Matrix2};
use std::process::ExitCode;

type Dynamic = DVector<f64>;

fn main() -> ExitCode {
    let find_critical = |gradient: GradientN, hessian: HessianN, start: Dynamic, tolerance: f64, max_steps: usize| {
        find_critical::find_critical(gradient.as_fn(), hessian.as_fn(), &start, tolerance, max_steps)
    };
    let landscape = |gradient: GradientN, hessian: HessianN, x: (f64, f64), y: (f64, f64), n: usize| {
        landscape::landscape(gradient.as_fn(), hessian.as_fn(), x, y, n)
    };
    let answers = Answers::new()
        .answer("hessian_2d", |x: f64, y: f64| -> Matrix2<f64> { hessian_2d::hessian_2d(x, y) })
        .answer("classify_2d", |h: Matrix2<f64>| -> Kind { classify_2d::classify_2d(h) })
        .answer("curvature", |h: DMatrix<f64>, v: Dynamic| -> Option<f64> { curvature::curvature(&h, &v) })
        .answer("numeric_hessian", |f: ManyVariables, x: Dynamic, h: f64| -> DMatrix<f64> {
            numeric_hessian::numeric_hessian(f.as_fn(), &x, h)
        })
        .answer("classify", |h: DMatrix<f64>, tolerance: f64| -> Kind { classify::classify(&h, tolerance) })
        .answer("find_critical", find_critical)
        .answer("landscape", landscape);
    serve(&answers)
}
