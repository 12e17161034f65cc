//! Which way the loss climbs.

use nabla_core::DataError;

/// The gradient (∂L/∂w, ∂L/∂b) of the mean squared error
///
/// ```text
/// L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²
/// ```
///
/// at (w, b). With w = 2 and b = 1 the points (1, 4), (2, 5), (3, 7) give (−2/3, −2/3). Any way of writing the formulas
/// counts, as long as they are exact. Any number of points will do, up to a hundred thousand and more, and numbers of any size.
///
/// # Errors
///
/// The first of these that holds: `LengthMismatch` when there are not as many inputs as targets, `Empty` when there are none of
/// either, `NotFinite` when an input or a target is NaN or infinite. An error speaks of the data alone: a
/// slope too large for an `f64` is infinite.
pub fn mse_gradient(x: &[f64], y: &[f64], w: f64, b: f64) -> Result<(f64, f64), DataError> {
    todo!("both slopes of the loss, or why the data cannot be used")
}
