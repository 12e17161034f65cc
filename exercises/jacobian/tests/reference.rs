//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::polar_jacobian("polar_jacobian")]
#[case::numeric_jacobian("numeric_jacobian")]
#[case::jvp("jvp")]
#[case::vjp("vjp")]
#[case::chain_jacobian("chain_jacobian")]
#[case::layer_jacobian("layer_jacobian")]
#[case::newton_2d("newton_2d")]
fn reference(#[case] exercise: &str) {
    nabla_jacobian::chapter().reference(env!("CARGO_BIN_EXE_jacobian"), exercise);
}
