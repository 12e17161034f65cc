//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod chain_jacobian;
mod jvp;
mod layer_jacobian;
mod newton_2d;
mod numeric_jacobian;
mod polar_jacobian;
mod vjp;

use nabla_grading::{Answers, Jacobian2, JacobianN, Map2, MapN, serve};
use nalgebra::{DMatrix, DVector, Matrix2, Vector2};
use std::process::ExitCode;

type Matrix = DMatrix<f64>;
type Vector = DVector<f64>;

fn main() -> ExitCode {
    let chain_jacobian = |f: MapN, jacobian_f: JacobianN, jacobian_g: JacobianN, x: Vector| {
        chain_jacobian::chain_jacobian(f.as_fn(), jacobian_f.as_fn(), jacobian_g.as_fn(), &x)
    };
    let newton_2d = |f: Map2, jacobian: Jacobian2, start: Vector2<f64>, tolerance: f64, max_steps: usize| {
        newton_2d::newton_2d(f.as_fn(), jacobian.as_fn(), start, tolerance, max_steps)
    };
    let answers = Answers::new()
        .answer("polar_jacobian", |r: f64, t: f64| -> Matrix2<f64> { polar_jacobian::polar_jacobian(r, t) })
        .answer("numeric_jacobian", |f: MapN, x: Vector, h: f64| -> Matrix {
            numeric_jacobian::numeric_jacobian(f.as_fn(), &x, h)
        })
        .answer("jvp", |j: Matrix, v: Vector| -> Option<Vector> { jvp::jvp(&j, &v) })
        .answer("vjp", |j: Matrix, u: Vector| -> Option<Vector> { vjp::vjp(&j, &u) })
        .answer("chain_jacobian", chain_jacobian)
        .answer("layer_jacobian", |w: Matrix, b: Vector, x: Vector| -> Matrix {
            layer_jacobian::layer_jacobian(&w, &b, &x)
        })
        .answer("newton_2d", newton_2d);
    serve(&answers)
}
