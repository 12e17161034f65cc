//! The verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::f_x("f_x")]
fn reference(#[case] exercise: &str) {
    nabla_partials::chapter().reference(env!("CARGO_BIN_EXE_partials-solution"), exercise);
}
