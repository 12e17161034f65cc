//! A descent made of exchangeable parts, so that a mistake differs from the truth in the one part that it is about.

use crate::descent_step::moved;
use crate::line;
use nabla_core::{Descent, Status};

type Point = (f64, f64);

/// What is asked of one descent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
    pub(crate) x: &'a [f64],
    pub(crate) y: &'a [f64],
    pub(crate) start: Point,
    pub(crate) eta: f64,
    pub(crate) tolerance: f64,
    pub(crate) max_steps: usize,
}

/// The loss of the newest point, and its gradient, beside the losses at the start and before the last step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Here {
    pub(crate) first: f64,
    pub(crate) before: f64,
    pub(crate) loss: f64,
    pub(crate) slopes: Point,
    pub(crate) steps: usize,
}

/// A loss so many times that of the start has diverged.
pub(crate) const TOO_FAR: f64 = 1e6;

/// How to step and when to stop.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) step: fn(&[f64], &[f64], Point, f64) -> Point,
    pub(crate) diverged: fn(&Here) -> bool,
    pub(crate) converged: fn(&Here, &Task<'_>) -> bool,
    pub(crate) exhausted: fn(&Here, &Task<'_>) -> bool,
}

impl Rules {
    /// The rules of the statement.
    pub(crate) fn right() -> Self {
        Self {
            step: |x, y, p, eta| moved(p, line::slopes(x, y, p), eta),
            diverged: |here| !here.loss.is_finite() || here.loss > TOO_FAR * here.first,
            converged: |here, task| here.slopes.0.hypot(here.slopes.1) <= task.tolerance,
            exhausted: |here, task| here.steps >= task.max_steps,
        }
    }

    /// The descent that follows these rules.
    pub(crate) fn descend(&self, task: &Task<'_>) -> Descent {
        let loss_at = |(w, b): Point| line::loss(task.x, task.y, w, b);
        let mut point = task.start;
        let first = loss_at(point);
        let mut before = f64::INFINITY;
        let mut descent = Descent { path: vec![point], losses: vec![first], status: Status::MaxSteps };
        loop {
            let steps = descent.path.len() - 1;
            let here = Here { first, before, loss: loss_at(point), slopes: line::slopes(task.x, task.y, point), steps };
            if let Some(status) = self.ends(&here, task) {
                return Descent { status, ..descent };
            }
            before = here.loss;
            point = (self.step)(task.x, task.y, point, task.eta);
            descent.path.push(point);
            descent.losses.push(loss_at(point));
        }
    }

    fn ends(&self, here: &Here, task: &Task<'_>) -> Option<Status> {
        if (self.diverged)(here) {
            Some(Status::Diverged)
        } else if (self.converged)(here, task) {
            Some(Status::Converged)
        } else {
            (self.exhausted)(here, task).then_some(Status::MaxSteps)
        }
    }
}
