//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod backward;
mod dual_arithmetic;
mod dual_functions;
mod evaluate;
mod forward_gradient;
mod loss_tape;
mod snippet;

use nabla_core::{Dual, Op};
use nabla_grading::{Answers, OfDuals, serve};
use std::process::ExitCode;

fn main() -> ExitCode {
    let answers = Answers::new()
        .answer("dual_arithmetic", |a: Dual, b: Dual| -> [Dual; 4] { dual_arithmetic::dual_arithmetic(a, b) })
        .answer("dual_functions", |a: Dual, n: i32| -> [Dual; 5] { dual_functions::dual_functions(a, n) })
        .answer("forward_gradient", |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
            forward_gradient::forward_gradient(f.as_fn(), &x)
        })
        .answer("evaluate", |tape: Vec<Op>, inputs: Vec<f64>| -> Vec<f64> { evaluate::evaluate(&tape, &inputs) })
        .answer("backward", |tape: Vec<Op>, values: Vec<f64>, output: usize| -> Vec<f64> {
            backward::backward(&tape, &values, output)
        })
        .answer("loss_tape", |x: Vec<f64>, y: Vec<f64>| -> Vec<Op> { loss_tape::loss_tape(&x, &y) })
        .answer("snippet", |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| -> (f64, f64, f64) {
            snippet::snippet(&x, &y, w, b)
        });
    serve(&answers)
}
