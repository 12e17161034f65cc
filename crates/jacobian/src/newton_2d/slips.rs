//! Newton's walk made of exchangeable rules, and what goes wrong on it.

use super::{M2, V2};
use crate::Table;

/// What is asked of one walk.
pub(super) struct Task<'a> {
    pub(super) f: &'a dyn Fn(V2) -> V2,
    pub(super) jacobian: &'a dyn Fn(V2) -> M2,
    pub(super) start: V2,
    pub(super) tolerance: f64,
    pub(super) max_steps: usize,
}

/// How to step, and when to stop.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// What is taken away from p, made of J and f.
    pub(super) solve: fn(M2, V2) -> Option<V2>,
    /// Of the start and the newest point the one at which J is asked.
    pub(super) steep_at: fn(V2, V2) -> V2,
    pub(super) arrived: fn(V2, f64) -> bool,
    pub(super) asks_the_start: bool,
    pub(super) asks_the_last: bool,
    pub(super) steps: fn(usize) -> usize,
    /// Whether it is the step that must be short, in the place of f; and then, whether that is asked once it is made.
    pub(super) by_step: bool,
    pub(super) steps_first: bool,
    /// What is given back when the steps have run out.
    pub(super) exhausted: fn(V2) -> Option<V2>,
    /// What is given back of the point before the last step and the last one.
    pub(super) given: fn(V2, V2) -> V2,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self {
            solve: |j, f| Some(j.try_inverse()? * f),
            steep_at: |_, newest| newest,
            arrived: |f, tolerance| f.norm() <= tolerance,
            asks_the_start: true,
            asks_the_last: true,
            steps: |max_steps| max_steps,
            by_step: false,
            steps_first: true,
            exhausted: |_| None,
            given: |_, newest| newest,
        }
    }

    /// Both ways of asking for the step are as right as long as nobody does.
    pub(super) fn ways() -> [Self; 2] {
        [true, false].map(|steps_first| Self { steps_first, ..Self::right() })
    }

    pub(super) fn walk(&self, task: &Task<'_>) -> Option<V2> {
        let (mut before, mut p) = (task.start, task.start);
        let steps = (self.steps)(task.max_steps);
        for step in 0..=steps {
            if step == steps && !self.asks_the_last {
                break;
            }
            let value = (task.f)(p);
            if !self.by_step && (self.arrived)(value, task.tolerance) && (step > 0 || self.asks_the_start) {
                return Some((self.given)(before, p));
            }
            if step == steps && (!self.by_step || self.steps_first) {
                break;
            }
            let away = (self.solve)((task.jacobian)((self.steep_at)(task.start, p)), value)?;
            let is_short = self.by_step && (self.arrived)(away, task.tolerance);
            if is_short && !self.steps_first {
                return Some((self.given)(before, p));
            }
            if step == steps {
                break;
            }
            before = p;
            p -= away;
            if is_short {
                return Some((self.given)(before, p));
            }
        }
        (self.exhausted)(p)
    }
}

/// Cramer's rule: each unknown is a quotient of determinants.
pub(super) fn by_determinants(j: M2, f: V2) -> Option<V2> {
    let d = j.determinant();
    let solved = V2::new(f.x * j.m22 - f.y * j.m12, j.m11 * f.y - j.m21 * f.x) / d;
    (d != 0.0).then_some(solved)
}

pub(super) const SLIPS: Table<fn(&mut Rules), 25> = [
    (
        "laid J on its side",
        |r| r.solve = |j, f| Some(j.transpose().try_inverse()? * f),
        "Rows and columns of your J are exchanged, which a Hessian would not show: it is symmetric.",
    ),
    (
        "stepped the wrong way",
        |r| r.solve = |j, f| Some(-(j.try_inverse()? * f)),
        "Your step leads away from where the two lines meet, by as much as the right one leads there.",
    ),
    (
        "multiplied with J",
        |r| r.solve = |j, f| Some(j * f),
        "The steeper f is, the sooner it reaches 0: shorter steps, not longer ones. Undo J.",
    ),
    (
        "went down the squares",
        |r| r.solve = |j, f| Some(0.02 * j.tr_mul(&f)),
        "That is a small step down ‖f‖²; with J both lines are known, and one step goes to where they meet.",
    ),
    (
        "solved each equation by itself",
        |r| r.solve = |j, f| Some(V2::new(f.x / j.m11, f.y / j.m22)),
        "You divide by the diagonal of J alone: x and y stand in both equations.",
    ),
    (
        "kept the slopes of the start",
        |r| r.steep_at = |start, _| start,
        "J comes from the start in every step of yours; the curves run otherwise where you are now.",
    ),
    (
        "gave a point that was not asked",
        |r| r.exhausted = Some,
        "After the last step you answer with the point you are at, and f may still be large there.",
    ),
    (
        "went half the way",
        |r| r.solve = |j, f| Some(0.5 * (j.try_inverse()? * f)),
        "Your steps end halfway to where the linear model is 0.",
    ),
    (
        "made every step one long",
        |r| r.solve = |j, f| Some((j.try_inverse()? * f).normalize()),
        "All your steps have the length 1: J and f together say how far to go.",
    ),
    (
        "took the value for the step",
        |r| r.solve = |_, f| Some(f),
        "J is not in your step: how far must p go to change f by as much as that?",
    ),
    (
        "did not ask after the last step",
        |r| r.asks_the_last = false,
        "max_steps steps make max_steps + 1 points: the last one is never asked in yours.",
    ),
    (
        "made a step too many",
        |r| r.steps = |max_steps| max_steps + 1,
        "You make one step more than is allowed: count steps, not points.",
    ),
    (
        "went on without end",
        |r| r.steps = |_| 100,
        "Yours goes on when the steps are used up: after max_steps of them it is over, and the answer is None.",
    ),
    (
        "stopped by the length of the step",
        |r| r.by_step = true,
        "Yours stops where a step is short. It is f that has to be small, at the point that you give.",
    ),
    (
        "gave the point before the last",
        |r| r.given = |before, _| before,
        "You answer with the point from which the last step came, and not with the one that solves it.",
    ),
    (
        "turned the comparison round",
        |r| r.arrived = |f, tolerance| f.norm() > tolerance,
        "Yours stops where f is larger than the tolerance: solved is where it is smaller.",
    ),
    (
        "compared one equation only",
        |r| r.arrived = |f, tolerance| f.x.abs() <= tolerance,
        "Yours stops where the first equation holds, whatever the second one says.",
    ),
    (
        "let one equation suffice",
        |r| r.arrived = |f, tolerance| f.x.abs() <= tolerance || f.y.abs() <= tolerance,
        "Yours stops where either equation holds: both have to.",
    ),
    (
        "compared the sum of the equations",
        |r| r.arrived = |f, tolerance| (f.x + f.y).abs() <= tolerance,
        "Values of two signs cancel in a sum: 3 and −3 are no solution. Ask for the length of f.",
    ),
    (
        "added up the sizes of the equations",
        |r| r.arrived = |f, tolerance| f.lp_norm(1) <= tolerance,
        "The sizes of both values are added up in yours; the length of f is the root of their squares, and shorter.",
    ),
    (
        "compared the larger equation",
        |r| r.arrived = |f, tolerance| f.amax() <= tolerance,
        "Each equation is compared by itself in yours; the length of f is longer where neither of them is 0.",
    ),
    (
        "compared the square of the length",
        |r| r.arrived = |f, tolerance| f.norm_squared() <= tolerance,
        "The tolerance is a length, and yours is compared with the square of one.",
    ),
    (
        "added in the determinant",
        |r| {
            r.solve = |j, f| {
                let d = j.m11 * j.m22 + j.m12 * j.m21;
                Some(V2::new(f.x * j.m22 - f.y * j.m12, j.m11 * f.y - j.m21 * f.x) / d)
            }
        },
        "Your step has the right direction and another length: the determinant is a difference of two products.",
    ),
    (
        "divided by the determinant alone",
        |r| r.solve = |j, f| Some(f / j.determinant()),
        "To undo J takes more than its determinant: each equation moves x and y by its own slopes.",
    ),
    (
        "solved one equation after the other",
        |r| {
            r.solve = |j, f| {
                let x = f.x / j.m11;
                Some(V2::new(x, (f.y - j.m21 * x) / j.m22))
            }
        },
        "Your x solves the first equation as if y stood still, and y moves in it as well: both belong into one system.",
    ),
];
