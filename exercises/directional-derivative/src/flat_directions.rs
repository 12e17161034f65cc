//! The two ways in which no height is won or lost.

use nalgebra::Vector2;

/// The two directions, vectors of length 1, along which a hill with the gradient g is level:
///
/// ```text
/// g·u = 0,        ‖u‖ = 1
/// ```
///
/// They are opposite to each other; either may come first. `None` when g is exactly zero, where every direction is level,
/// and when a component is NaN or infinite. Components are at most 1e100 in size, and at least 1e-100 unless they are 0.
/// For g = (4, 8) they are (−0.8944, 0.4472) and (0.8944, −0.4472).
pub fn flat_directions(g: Vector2<f64>) -> Option<[Vector2<f64>; 2]> {
    todo!("the two level directions, or None")
}
