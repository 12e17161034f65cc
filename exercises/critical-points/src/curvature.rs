//! How a surface bends along a direction.

use nalgebra::{DMatrix, DVector};

/// The second derivative of f along v, for the matrix h of second partials:
///
/// ```text
/// v'Hv / ‖v‖²        v'Hv = Σ vᵢ·hᵢⱼ·vⱼ over all i and j
/// ```
///
/// v gives the direction and need not have the length 1; h is symmetric, n × n. `None` when v is exactly 0, when v does
/// not have n entries, and when a number among them is NaN or infinite. Entries of v are between 1e-100 and 1e100 in
/// size unless they are 0. [0, −3; −3, 0] gives 0 along (1, 0), −3 along (1, 1) and 3 along (1, −1).
pub fn curvature(h: &DMatrix<f64>, v: &DVector<f64>) -> Option<f64> {
    todo!("the bending along v, or None")
}
