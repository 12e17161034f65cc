//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::gradient_2d("gradient_2d")]
#[case::steepest("steepest")]
#[case::gradient_3d("gradient_3d")]
#[case::numeric_gradient("numeric_gradient")]
#[case::gradient_check("gradient_check")]
#[case::chain_gradient("chain_gradient")]
#[case::downhill_step("downhill_step")]
fn reference(#[case] exercise: &str) {
    nabla_gradient::chapter().reference(env!("CARGO_BIN_EXE_gradient"), exercise);
}
