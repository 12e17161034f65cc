//! Newton's walk made of exchangeable rules.

use nalgebra::{DMatrix, DVector};

type DM = DMatrix<f64>;
type DV = DVector<f64>;

/// What is asked of one walk.
pub(super) struct Task<'a> {
    pub(super) gradient: &'a dyn Fn(&DV) -> DV,
    pub(super) hessian: &'a dyn Fn(&DV) -> DM,
    pub(super) start: &'a DV,
    pub(super) tolerance: f64,
    pub(super) max_steps: usize,
}

/// How to step, and when to stop.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// What is taken away from x, made of H and ∇f.
    pub(super) solve: fn(&DM, &DV) -> Option<DV>,
    /// Of the start and the newest point those at which H, and ∇f for the step, are asked.
    pub(super) bent_at: for<'a> fn(&'a DV, &'a DV) -> &'a DV,
    pub(super) sloped_at: for<'a> fn(&'a DV, &'a DV) -> &'a DV,
    pub(super) arrived: fn(&DV, f64) -> bool,
    pub(super) asks_the_start: bool,
    pub(super) asks_the_last: bool,
    pub(super) steps: fn(usize) -> usize,
    /// Whether it is the step that must be short, in the place of ∇f; and then, whether that is asked once it is made.
    pub(super) by_step: bool,
    pub(super) steps_first: bool,
    /// Whether a flat place with this H is an answer.
    pub(super) wanted: fn(&DM) -> bool,
    /// What is given back when the steps have run out.
    pub(super) exhausted: fn(DV) -> Option<DV>,
    /// What is given back of the point before the last step and the last one.
    pub(super) given: fn(DV, DV) -> DV,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self {
            solve: |h, g| h.clone().lu().solve(g),
            bent_at: |_, newest| newest,
            sloped_at: |_, newest| newest,
            arrived: |g, tolerance| g.norm() <= tolerance,
            asks_the_start: true,
            asks_the_last: true,
            steps: |max_steps| max_steps,
            by_step: false,
            steps_first: true,
            wanted: |_| true,
            exhausted: |_| None,
            given: |_, newest| newest,
        }
    }

    /// Both ways of asking for the step are as right as long as nobody does.
    pub(super) fn ways() -> [Self; 2] {
        [true, false].map(|steps_first| Self { steps_first, ..Self::right() })
    }

    pub(super) fn walk(&self, task: &Task<'_>) -> Option<DV> {
        let (mut before, mut x) = (task.start.clone(), task.start.clone());
        let steps = (self.steps)(task.max_steps);
        for step in 0..=steps {
            if step == steps && !self.asks_the_last {
                break;
            }
            let slopes = (task.gradient)(&x);
            if !self.by_step && (self.arrived)(&slopes, task.tolerance) && (step > 0 || self.asks_the_start) {
                return self.ending(task, before, x);
            }
            if step == steps && (!self.by_step || self.steps_first) {
                break;
            }
            let away = self.away(task, slopes, &x)?;
            let is_short = self.by_step && (self.arrived)(&away, task.tolerance);
            if is_short && !self.steps_first {
                return self.ending(task, before, x);
            }
            if step == steps {
                break;
            }
            before = x.clone();
            x -= away;
            if is_short {
                return self.ending(task, before, x);
            }
        }
        (self.exhausted)(x)
    }

    fn away(&self, task: &Task<'_>, slopes: DV, x: &DV) -> Option<DV> {
        let from = (self.sloped_at)(task.start, x);
        let slopes = if from == x { slopes } else { (task.gradient)(from) };
        (self.solve)(&(task.hessian)((self.bent_at)(task.start, x)), &slopes)
    }

    fn ending(&self, task: &Task<'_>, before: DV, x: DV) -> Option<DV> {
        (self.wanted)(&(task.hessian)(&x)).then(|| (self.given)(before, x))
    }
}
