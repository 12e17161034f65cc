//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::neuron("neuron")]
#[case::forward("forward")]
#[case::network_loss("network_loss")]
#[case::backprop("backprop")]
#[case::train("train")]
fn reference(#[case] exercise: &str) {
    nabla_tiny_network::chapter().reference(env!("CARGO_BIN_EXE_tiny-network"), exercise);
}
