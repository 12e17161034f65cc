//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::slice_x("slice_x")]
#[case::forward_difference("forward_difference")]
#[case::central_difference("central_difference")]
#[case::error_vs_step("error_vs_step")]
#[case::f_x("f_x")]
#[case::f_y("f_y")]
#[case::product_and_chain("product_and_chain")]
#[case::partial("partial")]
#[case::second_partials("second_partials")]
#[case::linear_model("linear_model")]
fn reference(#[case] exercise: &str) {
    nabla_partials::chapter().reference(env!("CARGO_BIN_EXE_partials-solution"), exercise);
}
