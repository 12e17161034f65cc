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
    todo!("the whole descent with its losses and the reason why it ended")
}
