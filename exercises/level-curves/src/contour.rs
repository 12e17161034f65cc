//! Marching squares: a whole contour map line from nothing but values on a grid.

use nalgebra::Vector2;

/// The curve f = `level` in the rectangle from `x.0` to `x.1` and from `y.0` to `y.1`, as straight segments.
///
/// The rectangle is cut into n × n equal cells, n along each side; each cell adds the segments that its corners ask for,
/// as in `cell_segments`, in the coordinates of f. (`crate::cell_segments::cell_segments` is yours to call.) What makes
/// the answer right:
///
/// - Every segment lies in the rectangle and in one cell, and as near to the curve as straight interpolation along the
///   edges of cells comes: twice as many cells, a quarter of the error.
/// - No part of the curve that the grid can see is missing, and segments join: an end inside the rectangle is also the
///   end of another segment.
///
/// The order of segments and of their ends is free, and so is the way through a saddle, as long as no two segments cross.
/// No cells (n = 0), or a level that f does not reach: no segments. Keep within a few calls of f for each cell, and a few
/// segments: 32 at most.
pub fn contour(
    f: &dyn Fn(f64, f64) -> f64,
    x: (f64, f64),
    y: (f64, f64),
    n: usize,
    level: f64,
) -> Vec<[Vector2<f64>; 2]> {
    todo!("the segments of all n × n cells")
}
