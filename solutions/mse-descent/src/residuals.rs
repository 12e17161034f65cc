//! How far a line misses each point.

use nabla_core::DataError;

/// The residual of each point, prediction minus target:
///
/// ```text
/// eᵢ = (w·xᵢ + b) − yᵢ
/// ```
///
/// in the order of the points. With w = 2 and b = 1 the points (1, 4), (2, 5), (3, 7) have the residuals −1, 0, 0. Any
/// number of points will do, up to a hundred thousand and more, and numbers of any size.
///
/// # Errors
///
/// The first of these that holds: `LengthMismatch` when there are not as many inputs as targets, `Empty` when there are none of
/// either, `NotFinite` when an input or a target is NaN or infinite. An error speaks of the data alone: w and b are taken as they
/// are, and what comes out may be infinite.
pub fn residuals(x: &[f64], y: &[f64], w: f64, b: f64) -> Result<Vec<f64>, DataError> {
    // solution: the residuals, or why the data cannot be used
    if x.len() != y.len() {
        return Err(DataError::LengthMismatch { x: x.len(), y: y.len() });
    }
    if x.is_empty() {
        return Err(DataError::Empty);
    }
    if x.iter().chain(y).any(|number| !number.is_finite()) {
        return Err(DataError::NotFinite);
    }
    Ok(x.iter().zip(y).map(|(x, y)| w * x + b - y).collect())
    // end of solution
}
