//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::hessian_2d("hessian_2d")]
#[case::classify_2d("classify_2d")]
#[case::curvature("curvature")]
#[case::numeric_hessian("numeric_hessian")]
#[case::classify("classify")]
#[case::find_critical("find_critical")]
#[case::landscape("landscape")]
fn reference(#[case] exercise: &str) {
    nabla_critical_points::chapter().reference(env!("CARGO_BIN_EXE_critical-points"), exercise);
}
