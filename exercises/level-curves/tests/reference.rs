//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.

use rstest::rstest;

#[rstest]
#[case::tangent("tangent")]
#[case::ellipse_point("ellipse_point")]
#[case::to_level("to_level")]
#[case::trace("trace")]
#[case::cell_segments("cell_segments")]
#[case::contour("contour")]
#[case::steepness_from_map("steepness_from_map")]
fn reference(#[case] exercise: &str) {
    nabla_level_curves::chapter().reference(env!("CARGO_BIN_EXE_level-curves"), exercise);
}
