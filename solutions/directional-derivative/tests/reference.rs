//! The verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
// one `#[case::name("name")]` an exercise
#[ignore = "no exercise yet"]
#[case::none("none")]
fn reference(#[case] exercise: &str) {
    nabla_directional_derivative::chapter().reference(env!("CARGO_BIN_EXE_directional-derivative-solution"), exercise);
}
