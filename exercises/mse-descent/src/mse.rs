//! One number for how badly a line fits.

use nabla_core::DataError;

/// The mean squared error of the line ŷ = w·x + b:
///
/// ```text
/// L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²
/// ```
///
/// With w = 2 and b = 1 the points (1, 4), (2, 5), (3, 7) give 1/3. Your own `crate::residuals::residuals` may help.
/// Any number of points will do, up to a hundred thousand and more, and numbers of any size.
///
/// # Errors
///
/// The first of these that holds: `LengthMismatch` when there are not as many inputs as targets, `Empty` when there are none of
/// either, `NotFinite` when an input or a target is NaN or infinite. An error speaks of the data alone: a
/// loss too large for an `f64` is infinite.
pub fn mse(x: &[f64], y: &[f64], w: f64, b: f64) -> Result<f64, DataError> {
    todo!("the mean of the squared residuals, or why the data cannot be used")
}
