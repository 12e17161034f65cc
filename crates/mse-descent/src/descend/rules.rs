//! A descent made of exchangeable rules, so that a slip differs from the truth in the one thing that it is about.

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

impl Here {
    /// ‖∇L‖
    pub(crate) fn steepness(&self) -> f64 {
        self.slopes.0.hypot(self.slopes.1)
    }
}

/// A loss so many times that of the start has diverged.
pub(crate) const TOO_FAR: f64 = 1e6;

/// How to step, when to stop, and what to keep of it.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) start: fn(Point) -> Point,
    pub(crate) loss: fn(&[f64], &[f64], Point) -> f64,
    /// The gradient that is compared with the tolerance.
    pub(crate) slopes: fn(&[f64], &[f64], Point) -> Point,
    /// Of the start and the newest point the one at which a step is measured.
    pub(crate) measured: fn(Point, Point) -> Point,
    pub(crate) step: fn(&[f64], &[f64], Point, f64) -> Point,
    /// The rate of the step after so many others.
    pub(crate) rate: fn(f64, usize) -> f64,
    /// The part of all steps before that goes on.
    pub(crate) momentum: f64,
    pub(crate) diverged: fn(&Here) -> bool,
    pub(crate) converged: fn(&Here, &Task<'_>) -> bool,
    pub(crate) exhausted: fn(&Here, &Task<'_>) -> bool,
    /// The reasons to stop, in the order in which they are looked at.
    pub(crate) order: [Status; 3],
    pub(crate) kept: fn(Descent) -> Descent,
}

impl Rules {
    /// The rules of the statement.
    pub(crate) fn right() -> Self {
        Self {
            start: |start| start,
            loss: |x, y, (w, b)| line::loss(x, y, w, b),
            slopes: line::slopes,
            measured: |_, newest| newest,
            step: |x, y, p, eta| moved(p, line::slopes(x, y, p), eta),
            rate: |eta, _| eta,
            momentum: 0.0,
            diverged: |here| !here.loss.is_finite() || here.loss > TOO_FAR * here.first,
            converged: |here, task| here.steepness() <= task.tolerance,
            exhausted: |here, task| here.steps >= task.max_steps,
            order: [Status::Diverged, Status::Converged, Status::MaxSteps],
            kept: |descent| descent,
        }
    }

    /// The descent that follows these rules.
    pub(crate) fn descend(&self, task: &Task<'_>) -> Descent {
        let Task { x, y, eta, .. } = *task;
        let start = (self.start)(task.start);
        let (mut point, mut push, mut before) = (start, (0.0, 0.0), f64::INFINITY);
        let mut descent = Descent { path: vec![], losses: vec![], status: Status::MaxSteps };
        loop {
            let (loss, slopes, steps) = ((self.loss)(x, y, point), (self.slopes)(x, y, point), descent.path.len());
            descent.path.push(point);
            descent.losses.push(loss);
            let here = Here { first: descent.losses[0], before, loss, slopes, steps };
            if let Some(status) = self.reason(&here, task) {
                return (self.kept)(Descent { status, ..descent });
            }
            before = loss;
            let (from, eta) = ((self.measured)(start, point), (self.rate)(eta, steps));
            let to = (self.step)(x, y, from, eta);
            point = if from == point { to } else { (point.0 + to.0 - from.0, point.1 + to.1 - from.1) };
            if self.momentum != 0.0 {
                push = (self.momentum * push.0, self.momentum * push.1);
                point = moved(point, push, eta);
                push = (push.0 + slopes.0, push.1 + slopes.1);
            }
        }
    }

    fn reason(&self, here: &Here, task: &Task<'_>) -> Option<Status> {
        let holds = |status: &Status| match status {
            Status::Diverged => (self.diverged)(here),
            Status::Converged => (self.converged)(here, task),
            Status::MaxSteps => (self.exhausted)(here, task),
        };
        self.order.into_iter().find(holds)
    }
}
