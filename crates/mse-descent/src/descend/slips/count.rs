//! Slips in how many steps are allowed, and in which of the three ends is looked for first.

use super::Other;
use nabla_core::Status::{Converged, Diverged, MaxSteps};

/// Other numbers of steps, and other orders.
pub(super) const COUNTS: &[Other] = &[
    (
        "made one step too many",
        |r| r.exhausted = |here, task| here.steps > task.max_steps,
        "You make one step more than is allowed.",
    ),
    (
        "counted the start as a step",
        |r| r.exhausted = |here, task| here.steps + 1 >= task.max_steps,
        "Your path has as many points as steps were allowed: the start is not a step.",
    ),
    (
        "stopped two steps early",
        |r| r.exhausted = |here, task| here.steps + 2 >= task.max_steps,
        "Your descent runs out of steps two steps before it should: how many steps has a path of 10 points?",
    ),
    (
        "allowed a thousand steps",
        |r| r.exhausted = |here, _| here.steps >= 1000,
        "A thousand steps are allowed in yours, whatever `max_steps` says.",
    ),
    (
        "stopped after one step",
        |r| r.exhausted = |here, task| here.steps >= task.max_steps.min(1),
        "You make one step, and the loop does not go round again.",
    ),
    (
        "never made a step",
        |r| r.exhausted = |_, _| true,
        "Your descent ends where it starts: does the loop return, or stop, in its first round?",
    ),
    (
        "looked only after a step",
        |r| r.converged = |here, task| here.steps > 0 && here.steepness() <= task.tolerance,
        "A start that is already at rest still makes a step in yours: look before you leap.",
    ),
    (
        "looked at the steps first",
        |r| r.order = [MaxSteps, Diverged, Converged],
        "A descent that converges or diverges with its very last step has done so: \
         look at the last point, too, and count the steps after both.",
    ),
    (
        "looked at the steps before the gradient",
        |r| r.order = [Diverged, MaxSteps, Converged],
        "A descent that converges with its very last step has converged: look at the gradient before you count.",
    ),
    (
        "looked at the steps before the loss",
        |r| r.order = [Converged, MaxSteps, Diverged],
        "A descent that diverges with its very last step has diverged: look at the loss before you count.",
    ),
];
