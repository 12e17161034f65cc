//! Down the loss, step by step, until there is a reason to stop.

use nabla_core::{DataError, Descent};

/// Gradient descent on the mean squared error from `start` = (w, b) with the learning rate η = `eta`.
///
/// `path` begins with the start and has one point more for each step; `losses` has the loss at each point of the path. At the
/// start and after each step, look at the newest point in this order (the words are those of `nabla_core::Status`):
///
/// 1. `Diverged`, when the loss there is not finite, or more than a million times the loss at the start;
/// 2. `Converged`, when the length of the gradient there, √(∂L/∂w² + ∂L/∂b²), is at most `tolerance`;
/// 3. `MaxSteps`, when `max_steps` steps have been made;
///
/// and otherwise make the next step. The path ends with the point that gave the reason to stop.
///
/// No other case is special. With η = 0 the point stays where it is until the steps run out; with η < 0 the loss climbs, step by
/// step, towards `Diverged`, and where η is NaN the first step leads there. With `max_steps` = 0 the start is the whole path.
///
/// For the points (1, 4), (2, 5), (3, 7) and η = 0.1 the way from (2, 1) comes to rest near (1.5, 2.3333) with the loss 1/18.
///
/// # Errors
///
/// The first of these that holds: `LengthMismatch` when there are not as many inputs as targets, `Empty` when there are none of
/// either, `NotFinite` when an input or a target is NaN or infinite.
pub fn descend(
    x: &[f64],
    y: &[f64],
    start: (f64, f64),
    eta: f64,
    tolerance: f64,
    max_steps: usize,
) -> Result<Descent, DataError> {
    // solution: the whole descent with its losses and the reason why it ended
    use nabla_core::Status;

    let first = crate::mse::mse(x, y, start.0, start.1)?;
    let mut descent = Descent { path: vec![start], losses: vec![first], status: Status::MaxSteps };
    let (mut point, mut loss) = (start, first);
    loop {
        let (along_w, along_b) = crate::mse_gradient::mse_gradient(x, y, point.0, point.1)?;
        let steps = descent.path.len() - 1;
        let ended = if !loss.is_finite() || loss > 1e6 * first {
            Some(Status::Diverged)
        } else if along_w.hypot(along_b) <= tolerance {
            Some(Status::Converged)
        } else {
            (steps == max_steps).then_some(Status::MaxSteps)
        };
        if let Some(status) = ended {
            return Ok(Descent { status, ..descent });
        }
        point = (point.0 - eta * along_w, point.1 - eta * along_b);
        loss = crate::mse::mse(x, y, point.0, point.1)?;
        descent.path.push(point);
        descent.losses.push(loss);
    }
    // end of solution
}
