//! Walking along a level curve: predict a step, correct it, until the start comes back.

use nalgebra::Vector2;

/// The level curve of f through `start`, as a path of points about `step` apart.
///
/// - The first point is `start` itself.
/// - Every point lies on the level of the start: |f(p) − f(start)| is at most 1e-6.
/// - Neighbours lie between half a step and one and a half steps apart, and the path never turns back.
/// - A closed curve is walked once: the path ends when it comes back, with its last point no farther than one and a half
///   steps from the start. That last point may lie as near to the start, or to the point before it, as it likes.
/// - There are at most `max_points` points, the start among them. A path that has not come back by then, on a curve that is
///   longer or never closes, has exactly that many; for `max_points` = 0 it is empty.
/// - Where the gradient is zero there is no way on: on flat ground the start is the whole path. Gentle ground is not flat.
///
/// Either way round counts. `f` and its `gradient` are given, and `step` is positive and small beside the bends of the
/// curve; on a straight one it may be of any length. Your own functions may help: `crate::tangent::tangent` and `crate::to_level::to_level`.
pub fn trace(
    f: &dyn Fn(f64, f64) -> f64,
    gradient: &dyn Fn(Vector2<f64>) -> Vector2<f64>,
    start: Vector2<f64>,
    step: f64,
    max_points: usize,
) -> Vec<Vector2<f64>> {
    todo!("the points of the level curve through `start`, once round")
}
