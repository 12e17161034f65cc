//! One cell of marching squares: where does the level cross a square?

use nalgebra::Vector2;

/// The pieces of the curve f = `level` inside the unit square, from f at its four corners. They come
///
/// ```text
///   3 ──── 2        corners[0] = f(0, 0)
///   │      │        corners[1] = f(1, 0)
///   │      │        corners[2] = f(1, 1)
///   0 ──── 1        corners[3] = f(0, 1)
/// ```
///
/// counterclockwise from the lower left, x to the right and y up. Along an edge whose ends lie on different sides of the
/// level, f changes evenly from one end to the other, so the crossing divides the edge in proportion; each piece is a
/// straight segment from crossing to crossing. No segment, one, or (in a saddle, where high and low corners alternate)
/// two.
///
/// The order of segments and of their ends is free, but each comes once. In a saddle the four crossings may be joined in
/// either of the two ways in which the segments do not cross. A corner exactly on the level may count as high or as low, the
/// same in all calls; pieces of no length may be left out or not. A cell with a corner that is NaN or infinite has no
/// segments.
pub fn cell_segments(corners: [f64; 4], level: f64) -> Vec<[Vector2<f64>; 2]> {
    // solution: the segments between the crossings of the level with the edges of the unit square
    if corners.iter().any(|corner| !corner.is_finite()) {
        return Vec::new();
    }
    let places = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]].map(Vector2::from);
    let high = corners.map(|corner| corner > level);
    // Counterclockwise, an edge after the other: neighbours among the crossings can be joined without crossing others.
    let crossings: Vec<Vector2<f64>> = (0..4)
        .map(|from| (from, (from + 1) % 4))
        .filter(|&(from, to)| high[from] != high[to])
        .map(|(from, to)| {
            let share = (level - corners[from]) / (corners[to] - corners[from]);
            places[from].lerp(&places[to], share)
        })
        .collect();
    crossings.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
    // end of solution
}
