//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::unit("unit")]
#[case::directional("directional")]
#[case::directional_difference("directional_difference")]
#[case::fan("fan")]
#[case::steepest_by_fan("steepest_by_fan")]
#[case::flat_directions("flat_directions")]
#[case::gradient_from_slopes("gradient_from_slopes")]
fn reference(#[case] exercise: &str) {
    nabla_directional_derivative::chapter().reference(env!("CARGO_BIN_EXE_directional-derivative-solution"), exercise);
}
