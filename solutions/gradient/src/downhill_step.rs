//! One step of gradient descent.

use nalgebra::DVector;

/// Where one step of gradient descent leads:
///
/// ```text
/// x − η·g
/// ```
///
/// from the point x, with the gradient g there (of the same length) and the learning rate η = `eta`. There is at least one
/// coordinate; η is 0 or larger, and slopes are as steep or gentle as you like. From (2, 1) with g = (4, 8) and η = 0.1 it
/// leads to (1.6, 0.2).
pub fn downhill_step(x: &DVector<f64>, g: &DVector<f64>, eta: f64) -> DVector<f64> {
    // solution: the point after the step
    x - g * eta
    // end of solution
}
