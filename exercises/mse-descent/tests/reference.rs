//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::residuals("residuals")]
#[case::mse("mse")]
#[case::mse_gradient("mse_gradient")]
#[case::descent_step("descent_step")]
#[case::descend("descend")]
#[case::sweep("sweep")]
#[case::standardise("standardise")]
#[case::mse_gradient_matrix("mse_gradient_matrix")]
fn reference(#[case] exercise: &str) {
    nabla_mse_descent::chapter().reference(env!("CARGO_BIN_EXE_mse-descent"), exercise);
}
