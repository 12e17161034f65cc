//! Slips in when a descent has come to rest: ‖∇L‖ ≤ tolerance, at the start too.

use super::Other;

/// Other tests of convergence.
pub(super) const RESTS: &[Other] = &[
    (
        "stopped when the loss was small",
        |r| r.converged = |here, task| here.loss <= task.tolerance,
        "You wait for a small loss, and the least loss that a line can have need not be small: \
         it is the gradient that vanishes at the bottom.",
    ),
    (
        "stopped when the loss hardly changed",
        |r| r.converged = |here, task| (here.before - here.loss).abs() <= task.tolerance,
        "You wait for a loss that no longer changes: with a small η it hardly changes on a steep slope either. \
         The gradient decides.",
    ),
    (
        "waited for a gradient of exactly zero",
        |r| r.converged = |here, _| here.slopes == (0.0, 0.0),
        "Your descent goes on below the tolerance: with rounding, a gradient is hardly ever exactly 0.",
    ),
    (
        "compared the step with the tolerance",
        |r| r.converged = |here, task| task.eta.abs() * here.steepness() <= task.tolerance,
        "A tiny η makes your descent converge at once: the length of the gradient counts, not that of the step.",
    ),
    (
        "compared the square with the tolerance",
        |r| r.converged = |here, task| here.steepness().powi(2) <= task.tolerance,
        "You compare ‖∇L‖² with the tolerance: take the root.",
    ),
    (
        "compared slopes with their signs",
        |r| r.converged = |here, task| here.slopes.0 <= task.tolerance && here.slopes.1 <= task.tolerance,
        "A steep slope downwards is a negative number, and so below every tolerance: your descent stops at once.",
    ),
    (
        "looked at the slope of w only",
        |r| r.converged = |here, task| here.slopes.0.abs() <= task.tolerance,
        "Your descent stops while b still has a slope.",
    ),
    (
        "looked at the slope of b only",
        |r| r.converged = |here, task| here.slopes.1.abs() <= task.tolerance,
        "Your descent stops while w still has a slope.",
    ),
    (
        "compared each slope by itself",
        |r| r.converged = |here, task| here.slopes.0.abs().max(here.slopes.1.abs()) <= task.tolerance,
        "Your descent stops a little early: two slopes just below the tolerance make a gradient that is longer.",
    ),
    (
        "compared the sum of the slopes",
        |r| r.converged = |here, task| here.slopes.0.abs() + here.slopes.1.abs() <= task.tolerance,
        "Your descent goes on a little too long: the length of (3, 4) is 5, and not their sum.",
    ),
    (
        "asked for less than the tolerance",
        |r| r.converged = |here, task| here.steepness() < task.tolerance,
        "A gradient exactly as long as the tolerance is short enough: at most is `<=`.",
    ),
    (
        "turned the test of convergence round",
        |r| r.converged = |here, task| here.steepness() > task.tolerance,
        "Your descent converges where its gradient is longer than the tolerance.",
    ),
    (
        "never converged",
        |r| r.converged = |_, _| false,
        "Your descent goes on to the last step that is allowed, however flat it is.",
    ),
];
