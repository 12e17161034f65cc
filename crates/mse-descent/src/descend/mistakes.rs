//! The wrong descents that people write.

use super::rules::{Rules, Task};
use super::{Data, Path, Point};
use crate::data::{CARELESS, usable};
use crate::descent_step::OTHER_STEPS;
use nabla_core::{Descent, Status};
use nabla_grading::Exercise;

/// A descent by other rules.
fn by(rules: Rules) -> impl Fn(Data, Data, Point, f64, f64, usize) -> Path {
    with(rules, |descent| descent)
}

/// A descent by other rules, and something else made of it.
fn with(rules: Rules, made: fn(Descent) -> Descent) -> impl Fn(Data, Data, Point, f64, f64, usize) -> Path {
    move |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| {
        usable(&x, &y)?;
        Ok(made(rules.descend(&Task { x: &x, y: &y, start, eta, tolerance, max_steps })))
    }
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    let mut exercise = exercise;
    for careless in CARELESS {
        exercise = exercise.mistake(
            careless.name,
            move |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| -> Path {
                (careless.usable)(&x, &y)?;
                Ok(Rules::right().descend(&Task { x: &x, y: &y, start, eta, tolerance, max_steps }))
            },
            careless.says,
        );
    }
    for other in OTHER_STEPS {
        exercise = exercise.mistake(other.name, by(Rules { step: other.step, ..Rules::right() }), other.says);
    }
    kept_wrongly(super::order::stopped_out_of_order(stopped_wrongly(exercise)))
}

fn stopped_wrongly(exercise: Exercise) -> Exercise {
    let right = Rules::right();
    exercise
        .mistake(
            "stopped when the loss was small",
            by(Rules { converged: |here, task| here.loss <= task.tolerance, ..right }),
            "You wait for a small loss. The best loss need not be 0: here it is 1/18. It is the gradient that vanishes.",
        )
        .mistake(
            "waited for a gradient of exactly zero",
            by(Rules { converged: |here, _| here.slopes == (0.0, 0.0), ..right }),
            "Your descent goes on below the tolerance: with rounding, a gradient is hardly ever exactly 0.",
        )
        .mistake(
            "compared the step with the tolerance",
            by(Rules { converged: |here, task| task.eta.abs() * here.slopes.0.hypot(here.slopes.1) <= task.tolerance, ..right }),
            "A tiny η makes your descent converge at once: the length of the gradient counts, not that of the step.",
        )
        .mistake(
            "compared the square with the tolerance",
            by(Rules { converged: |here, task| here.slopes.0.powi(2) + here.slopes.1.powi(2) <= task.tolerance, ..right }),
            "You compare ‖∇L‖² with the tolerance: take the root.",
        )
        .mistake(
            "compared slopes with their signs",
            by(Rules { converged: |here, task| here.slopes.0 <= task.tolerance && here.slopes.1 <= task.tolerance, ..right }),
            "A steep slope downwards is a negative number, and so below every tolerance: your descent stops at once.",
        )
        .mistake(
            "looked at the slope of w only",
            by(Rules { converged: |here, task| here.slopes.0.abs() <= task.tolerance, ..right }),
            "Your descent stops while b still has a slope.",
        )
        .mistake(
            "compared each slope by itself",
            by(Rules { converged: |here, task| here.slopes.0.abs().max(here.slopes.1.abs()) <= task.tolerance, ..right }),
            "Your descent stops a little early: two slopes just below the tolerance make a gradient that is longer.",
        )
        .mistake(
            "never converged",
            by(Rules { converged: |_, _| false, ..right }),
            "Your descent goes on to the last step that is allowed, however flat it is.",
        )
        .mistake(
            "never noticed the divergence",
            by(Rules { diverged: |_| false, converged: |here, task| here.slopes.0.hypot(here.slopes.1) <= task.tolerance, ..right }),
            "Your loss becomes astronomical, and you go on: no comparison with NaN is true, so nothing stops you.",
        )
        .mistake(
            "noticed the divergence only at infinity",
            by(Rules { diverged: |here| !here.loss.is_finite(), ..right }),
            "Your loss is a million times what it was, and you go on until it is infinite.",
        )
        .mistake(
            "noticed only a loss that is too large",
            by(Rules { diverged: |here| here.loss > 1e6 * here.first, ..right }),
            "NaN is not above any bound: a loss that is no number gets past your test.",
        )
        .mistake(
            "called every rise a divergence",
            by(Rules { diverged: |here| !here.loss.is_finite() || here.loss > here.first, ..right }),
            "You give up as soon as the loss is above that of the start; the statement waits for a million times as much.",
        )
        .mistake(
            "called a single rise a divergence",
            by(Rules { diverged: |here| !here.loss.is_finite() || here.loss > here.before, ..right }),
            "You give up as soon as one step raises the loss; the statement waits for a million times the loss of the start.",
        )
        .mistake(
            "made one step too many",
            by(Rules { exhausted: |here, task| here.steps > task.max_steps, ..right }),
            "You make one step more than is allowed.",
        )
        .mistake(
            "counted the start as a step",
            by(Rules { exhausted: |here, task| here.steps + 1 >= task.max_steps, ..right }),
            "Your path has as many points as steps were allowed: the start is not a step.",
        )
        .mistake(
            "stopped after one step",
            by(Rules { exhausted: |here, task| here.steps >= task.max_steps.min(1), ..right }),
            "You make one step, and the loop does not go round again.",
        )
        .mistake(
            "looked only after a step",
            by(Rules {
                converged: |here, task| here.steps > 0 && here.slopes.0.hypot(here.slopes.1) <= task.tolerance,
                exhausted: |here, task| here.steps >= task.max_steps.max(1),
                ..right
            }),
            "A start that is already at rest, or an allowance of no steps, still makes a step in yours: look before you leap.",
        )
}

fn kept_wrongly(exercise: Exercise) -> Exercise {
    let right = Rules::right();
    exercise
        .mistake(
            "left the start out",
            with(right, |mut descent| {
                descent.path.remove(0);
                descent.losses.remove(0);
                descent
            }),
            "Your path begins after the first step; the start belongs to it, with its loss.",
        )
        .mistake(
            "kept no loss for the start",
            with(right, |mut descent| {
                descent.losses.remove(0);
                descent
            }),
            "There is one loss fewer than there are points: the start has one, too.",
        )
        .mistake(
            "kept no loss for the end",
            with(right, |mut descent| {
                descent.losses.pop();
                descent
            }),
            "There is one loss fewer than there are points: the last one is missing.",
        )
        .mistake(
            "kept the losses one step late",
            with(right, |mut descent| {
                descent.losses.pop();
                if let Some(first) = descent.losses.first().copied() {
                    descent.losses.insert(0, first);
                } else {
                    descent.losses = vec![0.0];
                }
                descent
            }),
            "Each of your losses belongs to the point before: compute it after the parameters have moved.",
        )
        .mistake(
            "called every end convergence",
            with(right, |descent| Descent { status: Status::Converged, ..descent }),
            "Running out of steps, or to infinity, is not coming to rest: the gradient decides.",
        )
        .mistake(
            "called every end running out of steps",
            with(right, |descent| Descent { status: Status::MaxSteps, ..descent }),
            "The path is right; its end is always reported as MaxSteps.",
        )
        .mistake(
            "kept the two ends only",
            with(right, |descent| {
                let ends = |count: usize| if count > 1 { vec![0, count - 1] } else { vec![0] };
                let kept = ends(descent.path.len());
                Descent {
                    path: kept.iter().map(|&k| descent.path[k]).collect(),
                    losses: kept.iter().map(|&k| descent.losses[k]).collect(),
                    status: descent.status,
                }
            }),
            "Where has the way between start and end gone? Every step is a point of the path.",
        )
        .mistake(
            "turned the path round",
            with(right, |mut descent| {
                descent.path.reverse();
                descent.losses.reverse();
                descent
            }),
            "Your path begins at the end.",
        )
}
