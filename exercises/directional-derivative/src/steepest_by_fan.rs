//! The steepest way up, found by looking all the way round.

use nalgebra::Vector2;

/// The angle and the slope of the steepest of n directions, evenly spread over the whole circle:
///
/// ```text
/// the (aₖ, rₖ) with the largest rₖ,        aₖ = 2πk/n,        rₖ = [f(p + h·uₖ) − f(p − h·uₖ)] / 2h,        k = 0 … n − 1
/// ```
///
/// with uₖ = (cos aₖ, sin aₖ). The angle is in radians, from 0 up to but not including 2π; h is positive and is to be used as
/// it is given; n is at least 1. For f(x, y) = x² + 4y² at (2, 1) and n = 36 it gives about (1.0472, 8.9282): the
/// direction 60°, where the gradient points to 63.4° and is 8.9443 long.
pub fn steepest_by_fan(f: &dyn Fn(f64, f64) -> f64, p: Vector2<f64>, n: usize, h: f64) -> (f64, f64) {
    todo!("the angle and the slope of the steepest direction")
}
