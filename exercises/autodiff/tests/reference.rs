//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::dual_arithmetic("dual_arithmetic")]
#[case::dual_functions("dual_functions")]
#[case::forward_gradient("forward_gradient")]
#[case::evaluate("evaluate")]
#[case::backward("backward")]
#[case::loss_tape("loss_tape")]
#[case::snippet("snippet")]
fn reference(#[case] exercise: &str) {
    nabla_autodiff::chapter().reference(env!("CARGO_BIN_EXE_autodiff"), exercise);
}
