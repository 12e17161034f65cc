//! One step down the loss.

use nabla_core::DataError;

/// Where one step of gradient descent with the learning rate η = `eta` leads:
///
/// ```text
/// w − η·∂L/∂w,    b − η·∂L/∂b
/// ```
///
/// with both slopes of the mean squared error L measured at (w, b). For the points (1, 4), (2, 5), (3, 7) a step from (2, 1)
/// with η = 0.1 leads to (2.0667, 1.0667). η is used as it is, small or large, 0 or
/// negative. Any number of points will do, up to a hundred thousand and more, and numbers of any size.
///
/// # Errors
///
/// The first of these that holds: `LengthMismatch` when there are not as many inputs as targets, `Empty` when there are none of
/// either, `NotFinite` when an input or a target is NaN or infinite. An error speaks of the data alone: an
/// infinite η, or a slope too large for an `f64`, leads infinitely far.
pub fn descent_step(x: &[f64], y: &[f64], w: f64, b: f64, eta: f64) -> Result<(f64, f64), DataError> {
    // solution: the new w and b, or why the data cannot be used
    let (along_w, along_b) = crate::mse_gradient::mse_gradient(x, y, w, b)?;
    Ok((w - eta * along_w, b - eta * along_b))
    // end of solution
}
