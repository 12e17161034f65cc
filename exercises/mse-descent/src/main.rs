//! The doorway: which function answers for which exercise. There is nothing to write here.

#![forbid(unsafe_code)]

use nabla_grading::{Answers, serve};
use std::process::ExitCode;

fn main() -> ExitCode {
    let answers = Answers::new();
    serve(&answers)
}
