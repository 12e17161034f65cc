//! A nudge pushed forward.

use nalgebra::{DMatrix, DVector};

/// The Jacobian j times v: how the outputs move when the inputs move by v.
///
/// ```text
/// J·v = v₁·(column 1) + … + vₙ·(column n)        one entry for each output
/// ```
///
/// v counts with its length and its signs; 0 and tiny nudges are nudges like any other. `None` when v does not have as
/// many entries as j has columns. [12, 4; 5, 6; 3, 2] and (1, −2) give (4, −7, −1).
pub fn jvp(j: &DMatrix<f64>, v: &DVector<f64>) -> Option<DVector<f64>> {
    todo!("the change of each output, or None")
}
