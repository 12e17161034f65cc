//! Which learning rate?

use nabla_core::{DataError, Status};

/// One descent for each learning rate, all from the same start: the rate, how the descent ended, and how many steps it made.
///
/// In the order of `etas`, with an entry for each rate, as it was given and whatever it is: one below 0, the same one twice, NaN. The
/// rules of a descent are those of `descend`, and your own `crate::descend::descend` may help. The number of steps is one less than
/// the number of points on the path. Without any rate the list is empty, and whether the data can be used need not be looked at.
///
/// For the points (1, 4), (2, 5), (3, 7) the rates 0.1 and 0.18 converge, the second very slowly, and 0.181 diverges: the
/// largest rate that converges is 0.1803.
///
/// # Errors
///
/// The first of these that holds: `LengthMismatch` when there are not as many inputs as targets, `Empty` when there are none of
/// either, `NotFinite` when an input or a target is NaN or infinite.
pub fn sweep(
    x: &[f64],
    y: &[f64],
    start: (f64, f64),
    etas: &[f64],
    tolerance: f64,
    max_steps: usize,
) -> Result<Vec<(f64, Status, usize)>, DataError> {
    // solution: what becomes of each learning rate
    etas.iter()
        .map(|&eta| {
            let descent = crate::descend::descend(x, y, start, eta, tolerance, max_steps)?;
            Ok((eta, descent.status, descent.path.len() - 1))
        })
        .collect()
    // end of solution
}
