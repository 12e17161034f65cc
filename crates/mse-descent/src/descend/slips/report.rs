//! Slips in what is handed back of a descent: its end, its path and its losses.

use super::{Other, without_last};
use crate::line;
use nabla_core::{
    Descent,
    Status::{Converged, Diverged, MaxSteps},
};

/// Other words for an end, and paths that lack it.
pub(super) const ENDS: &[Other] = &[
    (
        "called every end convergence",
        |r| r.kept = |d| Descent { status: Converged, ..d },
        "Running out of steps, or to infinity, is not coming to rest: the gradient decides.",
    ),
    (
        "called every end running out of steps",
        |r| r.kept = |d| Descent { status: MaxSteps, ..d },
        "Every end is reported as MaxSteps in yours.",
    ),
    (
        "called running out of steps convergence",
        |r| r.kept = |d| if d.status == MaxSteps { Descent { status: Converged, ..d } } else { d },
        "A descent that runs out of steps has not come to rest: that has a word of its own.",
    ),
    (
        "called divergence running out of steps",
        |r| r.kept = |d| if d.status == Diverged { Descent { status: MaxSteps, ..d } } else { d },
        "A descent that runs away has not just run out of steps: report how it ends.",
    ),
    (
        "exchanged converged and diverged",
        |r| {
            r.kept = |d| match d.status {
                Converged => Descent { status: Diverged, ..d },
                Diverged => Descent { status: Converged, ..d },
                MaxSteps => d,
            }
        },
        "What comes to rest is called Diverged in yours, and what runs away Converged.",
    ),
    (
        "left out the point that diverged",
        |r| r.kept = |d| if d.status == Diverged { without_last(d) } else { d },
        "The path ends with the point that gave the reason to stop; yours ends one before it where the loss runs away.",
    ),
    (
        "left out the point at rest",
        |r| r.kept = |d| if d.status == Converged { without_last(d) } else { d },
        "The path ends with the point that gave the reason to stop; \
         yours ends one before it where the gradient is short enough.",
    ),
];

/// Other losses and paths than those of all points, in order.
pub(super) const KEPT: &[Other] = &[
    (
        "halved the loss",
        |r| r.loss = |x, y, (w, b)| 0.5 * line::loss(x, y, w, b),
        "Your losses are half of what they should be: the mean has no ½ in front.",
    ),
    (
        "took the sum for the loss",
        |r| r.loss = |x, y, (w, b)| x.len() as f64 * line::loss(x, y, w, b),
        "The same points twice double your losses: they are means.",
    ),
    (
        "drew the root of the loss",
        |r| r.loss = |x, y, (w, b)| line::loss(x, y, w, b).sqrt(),
        "Your losses are roots: the mean squared error is asked as it is.",
    ),
    (
        "left the start out",
        |r| {
            r.kept = |mut d| {
                d.path.remove(0);
                d.losses.remove(0);
                d
            }
        },
        "Your path begins after the first step; the start belongs to it, with its loss.",
    ),
    (
        "kept no loss for the start",
        |r| {
            r.kept = |mut d| {
                d.losses.remove(0);
                d
            }
        },
        "There is one loss fewer than there are points: the start has one, too.",
    ),
    (
        "kept no loss for the end",
        |r| {
            r.kept = |mut d| {
                d.losses.pop();
                d
            }
        },
        "There is one loss fewer than there are points: the last one is missing.",
    ),
    (
        "kept the losses one step late",
        |r| {
            r.kept = |mut d| {
                d.losses.insert(0, d.losses[0]);
                d.losses.truncate(d.path.len());
                d
            }
        },
        "Each of your losses belongs to the point before: compute it after the parameters have moved.",
    ),
    (
        "kept the first loss for all",
        |r| r.kept = |d| Descent { losses: vec![d.losses[0]; d.losses.len()], ..d },
        "All your losses are the first one: compute it anew at each point.",
    ),
    (
        "kept the two ends only",
        |r| {
            r.kept = |mut d| {
                if d.path.len() > 2 {
                    d.path.drain(1..d.path.len() - 1);
                    d.losses.drain(1..d.losses.len() - 1);
                }
                d
            }
        },
        "Where has the way between start and end gone? Every step is a point of the path.",
    ),
    (
        "turned the path round",
        |r| {
            r.kept = |mut d| {
                d.path.reverse();
                d.losses.reverse();
                d
            }
        },
        "Your path begins at the end.",
    ),
    (
        "kept the points as (b, w)",
        |r| {
            r.kept = |mut d| {
                d.path.iter_mut().for_each(|p| *p = (p.1, p.0));
                d
            }
        },
        "The points of your path are exchanged: w comes first.",
    ),
    (
        "drew the root of the losses that are given",
        |r| {
            r.kept = |mut d| {
                d.losses.iter_mut().for_each(|loss| *loss = loss.sqrt());
                d
            }
        },
        "Your losses are roots: the mean squared error is asked as it is.",
    ),
];
