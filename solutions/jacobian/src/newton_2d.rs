//! Two equations at once.

use nalgebra::{Matrix2, Vector2};

/// A point where both outputs of f are 0, by plain Newton steps from `start`:
///
/// ```text
/// p ← p − J⁻¹f(p)        f and J measured at the newest p
/// ```
///
/// Before each step: where ‖f(p)‖ ≤ `tolerance` the answer is `Some(p)`; a start that solves it is an answer without a
/// step. `None` when ‖f‖ is still larger after `max_steps` steps, when J is singular on the way, and when the start is
/// not a number. No more than `max_steps` + 1 calls of f. x² + y² = 5 and xy = 2 from (1.5, 3) go by way of (1.0833,
/// 2.1667) to (1, 2).
pub fn newton_2d(
    f: &dyn Fn(Vector2<f64>) -> Vector2<f64>,
    jacobian: &dyn Fn(Vector2<f64>) -> Matrix2<f64>,
    start: Vector2<f64>,
    tolerance: f64,
    max_steps: usize,
) -> Option<Vector2<f64>> {
    // solution: the point at which Newton's steps end, or None
    let mut p = start;
    for step in 0..=max_steps {
        let value = f(p);
        if value.norm() <= tolerance {
            return Some(p);
        }
        if step < max_steps {
            p -= jacobian(p).try_inverse()? * value;
        }
    }
    None
    // end of solution
}
