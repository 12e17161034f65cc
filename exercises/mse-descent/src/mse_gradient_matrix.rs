//! The same gradient for any number of features.

use nabla_core::DataError;
use nalgebra::{DMatrix, DVector};

/// The gradient of the mean squared error of the model ŷ = X·w with respect to all its weights:
///
/// ```text
/// L(w) = (1/n) ‖Xw − y‖²        ∇L = (2/n) Xᵀ(Xw − y)
/// ```
///
/// X = `x` has a row for each of the n points and a column for each feature, w a weight for each column. There is at least one
/// column; there may be many, more than points even, and a hundred thousand points and more, with numbers of any size. A column
/// of ones makes its weight the b of the line: for the rows (1, 1), (2, 1), (3, 1), the targets 4, 5, 7 and w = (2, 1) the gradient
/// is (−2/3, −2/3).
///
/// # Errors
///
/// The first of these that holds: `LengthMismatch` when there are not as many rows as targets, `Empty` when there are none of
/// either, `NotFinite` when an entry of X or a target is NaN or infinite. An error speaks of the data alone: a weight, or
/// what comes out, may be infinite.
pub fn mse_gradient_matrix(x: &DMatrix<f64>, y: &DVector<f64>, w: &DVector<f64>) -> Result<DVector<f64>, DataError> {
    todo!("one slope for each weight, or why the data cannot be used")
}
