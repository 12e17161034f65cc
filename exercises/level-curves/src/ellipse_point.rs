//! A level curve of x² + 4y², walked with a formula.

use nalgebra::Vector2;

/// The point that belongs to t on the level curve
///
/// ```text
/// x² + 4y² = level
/// ```
///
/// As t grows from 0 to 2π the point goes once round the whole ellipse and comes back to where it began; it may begin
/// anywhere and run either way round. It need not run evenly, but where t moves on by 0.1 the point moves on by no more
/// than half of √level. A walk may begin before t = 0 and go on after 2π: every t has a point on the curve.
///
/// Every level from 0 up has its curve; on the level 0 it is one point only. `None` below 0, where x² + 4y² never is,
/// and where an argument is NaN or infinite.
pub fn ellipse_point(level: f64, t: f64) -> Option<Vector2<f64>> {
    todo!("the point for t on the ellipse x² + 4y² = level")
}
