//! Reading a map: how steep is it between two contours?

/// How steep the ground is on average between two neighbouring contours of a map, at the heights `level_a` and
/// `level_b`, where they lie `distance` apart:
///
/// ```text
/// steepness = height difference / distance
/// ```
///
/// Steepness has no direction: it is never negative, whichever of the contours is the higher one, and 0 between two of
/// the same height. Maps come in all units: 1e-13 is a distance, and 1e15 a height, like any other. `None` where the
/// distance is not positive, and where an argument is NaN or infinite.
pub fn steepness_from_map(level_a: f64, level_b: f64, distance: f64) -> Option<f64> {
    todo!("the steepness between two contours")
}
