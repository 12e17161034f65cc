//! The largest data that the course speaks of, through the real channel, within the limits of every check.

use nabla_grading::{IntoArguments, Learner, Limits, Respondent};
use nalgebra::{DMatrix, DVector};
use rstest::rstest;
use std::path::Path;

const POINTS: usize = 100_000;

fn wave(i: usize) -> f64 {
    ((i * 37 + 11) % 1000) as f64 / 250.0 - 2.0
}

fn inputs() -> Vec<f64> {
    (0..POINTS).map(wave).collect()
}

fn features() -> DMatrix<f64> {
    DMatrix::from_fn(POINTS, 20, |i, j| wave(i + 7 * j))
}

#[rstest]
#[case::one_feature("mse_gradient", (inputs(), inputs(), 2.0, -1.0))]
#[case::one_feature_step_by_step("descend", (inputs(), inputs(), (2.0, -1.0), 0.01, 1e-9, 10_usize))]
#[case::twenty_features("mse_gradient_matrix", (features(), DVector::from_vec(inputs()), DVector::repeat(20, 0.5)))]
fn a_hundred_thousand_points_are_answered(#[case] exercise: &str, #[case] arguments: impl IntoArguments) {
    let program = Path::new(env!("CARGO_BIN_EXE_mse-descent-solution"));
    let mut learner = Learner::start(program, exercise, &Limits::default()).expect("started");
    let replies = learner.ask(&[arguments.into_arguments()]);
    let answer = replies[0].as_ref().expect("answered within the limits");
    assert!(answer.value().is_some(), "{answer:?}");
}
