//! Slopes all the way round.

use nalgebra::Vector2;

/// The slope of f at p in each of n directions, evenly spread over the whole circle: pairs (angle, slope), in the order
///
/// ```text
/// aₖ = 2πk/n,        rₖ = [f(p + h·uₖ) − f(p − h·uₖ)] / 2h,        uₖ = (cos aₖ, sin aₖ),        k = 0 … n − 1
/// ```
///
/// Angles are in radians, counterclockwise from the x-axis. h is positive and is to be used as it is given. n may be
/// any number; for n = 0 the list is empty. For f(x, y) = x² + 4y² at (2, 1) and n = 4 the slopes are 4, 8, −4, −8.
pub fn fan(f: &dyn Fn(f64, f64) -> f64, p: Vector2<f64>, n: usize, h: f64) -> Vec<(f64, f64)> {
    todo!("the angle and the slope of each direction")
}
