//! Blame pulled back.

use nalgebra::{DMatrix, DVector};

/// The transpose of the Jacobian j times u: how much each input counts when the outputs weigh u.
///
/// ```text
/// J'·u = u₁·(row 1) + … + uₘ·(row m)        one entry for each input
///
/// ⟨u, J·v⟩ = ⟨J'·u, v⟩ for every nudge v
/// ```
///
/// u counts with its size and its signs. `None` when u does not have as many entries as j has rows. [12, 4; 5, 6; 3, 2]
/// and (1, −2, 3) give (11, −2).
pub fn vjp(j: &DMatrix<f64>, u: &DVector<f64>) -> Option<DVector<f64>> {
    todo!("the blame of each input, or None")
}
