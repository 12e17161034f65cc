//! What goes wrong on the way to a level, as rules that are not the right ones.

use super::V2;
use nabla_grading::{Exercise, Gradient2, Surface, slip};

/// What a walk is made of. Each step is `factor` · `way`(missing height, steepness) along `turn`(direction uphill).
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) missing: fn(&Surface, V2, f64) -> f64,
    pub(super) turn: fn(V2) -> V2,
    pub(super) way: fn(f64, f64) -> f64,
    pub(super) factor: f64,
    /// Where height and gradient are asked for: of the start, the point, and the point whose x has moved already.
    pub(super) from: fn(V2, V2, V2) -> (V2, V2),
    pub(super) count: fn(usize) -> usize,
}

impl Rules {
    /// p ← p + (level − f(p)) / ‖∇f‖ · ∇f / ‖∇f‖
    pub(super) const RIGHT: Self = Self {
        missing: |f, p, level| level - f.at(p.x, p.y),
        turn: |uphill| uphill,
        way: |missing, steepness| missing / steepness,
        factor: 1.0,
        from: |_, p, _| (p, p),
        count: |steps| steps,
    };

    /// Where the walk ends.
    pub(super) fn walk(&self, f: &Surface, gradient: &Gradient2, start: V2, level: f64, steps: usize) -> V2 {
        (0..(self.count)(steps)).fold(start, |p, _| {
            let step = |half_way: V2| {
                let (here, there) = (self.from)(start, p, half_way);
                let (missing, g) = ((self.missing)(f, here, level), gradient.at(there));
                self.factor * (self.way)(missing, g.norm()) * (self.turn)(g.normalize())
            };
            let x_moved = p + V2::new(step(p).x, 0.0);
            x_moved + V2::new(0.0, step(x_moved).y)
        })
    }
}

type Slip = (&'static str, fn(&mut Rules), &'static str);

const STEPS: [Slip; 13] = [
    ("walked away from the level", |r| r.factor = -1.0, "From height 8 to 12, should you go uphill or downhill?"),
    ("halved the step", |r| r.factor = 0.5, "You make up for half of what is missing: which factor came in?"),
    ("doubled the step", |r| r.factor = 2.0, "You gain about twice what is missing: which factor came in?"),
    ("divided by the length once", |r| r.way = |h, _| h, "On a steep slope a short step gains a lot: how much a unit?"),
    ("did not divide", |r| r.way = |h, s| h * s, "The steeper the slope, the longer your step: should it be so?"),
    ("divided once too often", |r| r.way = |h, s| h / (s * s), "Yours divides by three lengths: what is each for?"),
    ("divided by the height", |r| r.way = |h, s| s.powi(3) / h, "The less is missing, the longer your step."),
    ("cut long steps", |r| r.way = |h, s| (h / s).clamp(-0.5, 0.5), "Your steps end at 0.5. Newton's may be longer."),
    ("moved x and y each on its own", |r| r.turn = |u| V2::new(1.0 / u.x, 1.0 / u.y), "x alone would do, and y alone."),
    ("moved x only", |r| r.turn = |u| V2::new(1.0 / u.x, 0.0), "Straight uphill is the way of the gradient, x and y."),
    ("moved y only", |r| r.turn = |u| V2::new(0.0, 1.0 / u.y), "Straight uphill is the way of the gradient, x and y."),
    ("went along the contour", |r| r.turn = |u| V2::new(-u.y, u.x), "At 90° to ∇f the height does not change."),
    ("swapped the parts of ∇f", |r| r.turn = |u| V2::new(u.y, u.x), "Which component of the gradient belongs to x?"),
];

const HEIGHTS: [Slip; 12] = [
    ("aimed at the height 0", |r| r.missing = |f, p, _| -f.at(p.x, p.y), "Textbooks aim at f = 0. What is asked here?"),
    ("added the heights", |r| r.missing = |f, p, c| c + f.at(p.x, p.y), "Points on the level should stay."),
    ("forgot f(p)", |r| r.missing = |_, _, c| c, "A point that is on the level already should stay: does yours?"),
    ("always went uphill", |r| r.missing = |f, p, c| (c - f.at(p.x, p.y)).abs(), "From height 8 to 4 the way is down."),
    ("exchanged x and y in f", |r| r.missing = |f, p, c| c - f.at(p.y, p.x), "f takes x first, then y."),
    ("rounded the height", |r| r.missing = |f, p, c| (c - f.at(p.x, p.y)).round(), "Keep all digits of it."),
    ("kept the first gradient", |r| r.from = |start, p, _| (p, start), "After a step, is the slope still the same?"),
    ("kept the first height", |r| r.from = |start, p, _| (start, p), "After a step less is missing: measure again."),
    ("kept the first step", |r| r.from = |start, _, _| (start, start), "After a step, height and slope are others."),
    ("moved y after x", |r| r.from = |_, p, q| (q, p), "When y moves, x has moved: f belongs to the point before."),
    ("asked ∇f between x and y", |r| r.from = |_, p, q| (p, q), "When y moves, x has moved: ∇f is another one."),
    ("moved x, then y", |r| r.from = |_, _, q| (q, q), "When y moves, x has moved already: both belong to one step."),
];

const COUNTS: [Slip; 5] = [
    ("took one step only", |r| r.count = |n| n.min(1), "The ground curves: measure and step again."),
    ("took one step too many", |r| r.count = |n| n + 1, "Count: where should the point be after `steps` = 0?"),
    ("took one step too few", |r| r.count = |n| n.saturating_sub(1), "Count: for `steps` = 1 the point moves once."),
    ("took twice as many steps", |r| r.count = |n| 2 * n, "Count: for `steps` = 1 the point moves once."),
    ("went on until it was there", |r| r.count = |_| 50, "Good steps, but more of them than `steps` says."),
];

/// Adds the mistakes to the exercise.
pub(super) fn add(exercise: Exercise) -> Exercise {
    let run = |rules: Rules| {
        move |f: Surface, d: Gradient2, p: V2, level: f64, steps: usize| rules.walk(&f, &d, p, level, steps)
    };
    let slips = STEPS.into_iter().chain(HEIGHTS).chain(COUNTS).map(|(name, change, says)| slip(name, change, says));
    exercise.slips(Rules::RIGHT, run, slips)
}
