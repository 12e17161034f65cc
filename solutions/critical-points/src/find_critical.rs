//! Newton's way to a flat place.

use nalgebra::{DMatrix, DVector};

/// A place where ∇f = 0, by plain Newton steps from `start`:
///
/// ```text
/// x ← x − H⁻¹∇f        H and ∇f measured at the newest x
/// ```
///
/// Before each step: where ‖∇f‖ ≤ `tolerance` the answer is `Some(x)`, be it a minimum, a maximum or a saddle; a flat
/// start is an answer without a step. `None` when ‖∇f‖ is still larger after `max_steps` steps, when H is singular on
/// the way, and when the start is not a number. No more than `max_steps` + 1 calls of `gradient`. x³ + y³ − 3xy from
/// (2, 1.5) goes by way of (1.2955, 1.1818) to (1, 1), and from (0.3, −0.2) to the saddle at (0, 0).
pub fn find_critical(
    gradient: &dyn Fn(&DVector<f64>) -> DVector<f64>,
    hessian: &dyn Fn(&DVector<f64>) -> DMatrix<f64>,
    start: &DVector<f64>,
    tolerance: f64,
    max_steps: usize,
) -> Option<DVector<f64>> {
    // solution: the flat place at which Newton's steps end, or None
    let mut x = start.clone();
    for step in 0..=max_steps {
        let slopes = gradient(&x);
        if slopes.norm() <= tolerance {
            return Some(x);
        }
        if step < max_steps {
            x -= hessian(&x).lu().solve(&slopes)?;
        }
    }
    None
    // end of solution
}
