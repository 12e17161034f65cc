//! The walk as rules that each slip changes in one thing.

use nabla_grading::{Gradient2, Slip, Surface, slip};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// How a walk predicts, corrects and ends.
#[derive(Clone)]
pub(super) struct Rules {
    /// 1 with the high ground on the right, −1 with the low ground there.
    side: f64,
    /// The way on, from the gradient here.
    ahead: fn(V2) -> V2,
    /// Whether the way on is that of the start, all the time.
    keeps_first: bool,
    /// How often a step is corrected, and by what, from the height that is missing and the gradient.
    corrections: u8,
    correction: fn(f64, V2) -> V2,
    /// The level, from the height of the start.
    level: fn(f64) -> f64,
    /// Whether the path, with its newest point, has come back.
    back: fn(&[V2], f64) -> bool,
    /// How many points there may be, from `max_points`, and which of them is the first one returned.
    most: fn(usize) -> usize,
    first: usize,
}

fn distance(path: &[V2]) -> f64 {
    path.last().map_or(0.0, |p| (p - path[0]).norm())
}

fn unit(g: V2, ahead: V2) -> V2 {
    ahead / g.norm()
}

impl Rules {
    /// The right ways: with the high ground on the right or on the left, corrected a few times.
    pub(super) fn ways() -> [Self; 4] {
        [(1.0, 3), (-1.0, 3), (1.0, 4), (-1.0, 4)].map(|(side, corrections)| Self {
            side,
            corrections,
            ahead: |g| unit(g, V2::new(-g.y, g.x)),
            keeps_first: false,
            correction: |missing, g| missing * g / g.norm_squared(),
            level: |height| height,
            back: |path, step| path.len() > 3 && distance(path) < step,
            most: |most| most,
            first: 0,
        })
    }

    pub(super) fn path(&self, f: &Surface, d: &Gradient2, start: V2, step: f64, most: usize) -> Vec<V2> {
        let level = (self.level)(f.at(start.x, start.y));
        let mut path = Vec::new();
        let mut p = start;
        while path.len() < (self.most)(most) {
            path.push(p);
            if (self.back)(&path, step) {
                break;
            }
            let ahead = (self.ahead)(d.at(if self.keeps_first { start } else { p }));
            p += self.side * step * ahead;
            for _ in 0..self.corrections {
                p += (self.correction)(level - f.at(p.x, p.y), d.at(p));
            }
        }
        path.drain(..self.first.min(path.len()));
        path
    }
}

pub(super) fn slips() -> impl Iterator<Item = Slip<Rules>> {
    PREDICTING.into_iter().chain(CORRECTING).chain(ENDING).map(|(name, change, says)| slip(name, change, says))
}

/// A name, what it changes, and the sentence that helps.
type WalkSlip = (&'static str, fn(&mut Rules), &'static str);

/// What is known by a fact about a path, too.
pub(super) const PREDICTOR_ONLY: (&str, &str) = (
    "predicted without correcting",
    "Every straight step along the tangent leaves a bent curve outward, and the next one starts from there. \
     Pull each step back.",
);
pub(super) const WRONG_WAY: (&str, &str) = (
    "corrected the wrong way",
    "Your correction moves away from the level. Above the level, should you go up or down the gradient?",
);
pub(super) const CLOSED_EARLY: (&str, &str) = (
    "took the beginning for the end",
    "After a step or two you are near the start because you have not left it yet. \
     Near the start is not back at the start.",
);
pub(super) const NEVER_STOPPED: (&str, &str) = (
    "never noticed that it was back",
    "Your path goes round again, on top of itself: it is back, and walks on. When are you back?",
);
pub(super) const TURNED_BACK: (&str, &str) = (
    "turned back",
    "Your path turns round before it has come round. A tangent has two directions: \
     the one to take is the one that goes on.",
);

const PREDICTING: [WalkSlip; 7] = [
    (
        "walked straight up or down",
        |rules| {
            rules.ahead = |g| unit(g, g);
            rules.corrections = 0;
        },
        "You walk along the gradient: the height changes as fast as it can. Which way does it not change?",
    ),
    (
        "swapped the components of the gradient",
        |rules| rules.ahead = |g| unit(g, g.yx()),
        "Your steps shrink and the path gets stuck: your prediction is no tangent, and the correction takes \
         most of it back. Is its product with the gradient 0?",
    ),
    (
        "flipped a sign instead of turning",
        |rules| rules.ahead = |g| unit(g, V2::new(g.x, -g.y)),
        "(g.x, −g.y) is the gradient in a mirror: is its product with the gradient 0? \
         A tangent stands at a right angle.",
    ),
    (
        "left the gradient's length in the step",
        |rules| rules.ahead = |g| V2::new(-g.y, g.x),
        "Your steps are long where the ground is steep and short where it is gentle. Make the tangent 1 long first.",
    ),
    (
        TURNED_BACK.0,
        |rules| rules.ahead = |g| unit(g, if g.y > 0.0 { V2::new(g.y, -g.x) } else { V2::new(-g.y, g.x) }),
        TURNED_BACK.1,
    ),
    (
        "kept the tangent of the start",
        |rules| rules.keeps_first = true,
        "You predict along the tangent of the start all the time. \
         The curve bends: the tangent is to be asked for at each point anew.",
    ),
    (
        "corrected to level 8",
        |rules| rules.level = |_| 8.0,
        "You pull every point to the level 8. The level to keep is that of the start.",
    ),
];

const CORRECTING: [WalkSlip; 5] = [
    (PREDICTOR_ONLY.0, |rules| rules.corrections = 0, PREDICTOR_ONLY.1),
    (
        WRONG_WAY.0,
        |rules| {
            rules.corrections = 1;
            rules.correction = |missing, g| -missing * g / g.norm_squared();
        },
        WRONG_WAY.1,
    ),
    (
        "corrected once only",
        |rules| rules.corrections = 1,
        "Your points are close to the level, not on it. One correction leaves a little; \
         how much does the next one leave?",
    ),
    (
        "corrected half of the way",
        |rules| rules.correction = |missing, g| 0.5 * missing * g / g.norm_squared(),
        "Each of your corrections makes up for half of the height that is missing. Where does the ½ come from?",
    ),
    (
        "divided by the gradient's length once",
        |rules| rules.correction = |missing, g| missing * g / g.norm(),
        "Your corrections are too long where the ground is steep: one length makes the gradient a direction, \
         the other one turns height into distance.",
    ),
];

const ENDING: [WalkSlip; 9] = [
    (CLOSED_EARLY.0, |rules| rules.back = |path, step| path.len() > 1 && distance(path) < 1.2 * step, CLOSED_EARLY.1),
    (NEVER_STOPPED.0, |rules| rules.back = |_, _| false, NEVER_STOPPED.1),
    (
        "left the curve open",
        |rules| rules.back = |path, step| path.len() > 6 && distance(path) < 4.0 * step,
        "Your path ends some steps before the start: a gap is left. How near must the start be to count as reached?",
    ),
    (
        "compared x only",
        |rules| rules.back = |path, step| path.len() > 3 && path.last().is_some_and(|p| (p.x - path[0].x).abs() < step),
        "Your path stops straight above or below the start, on the other side of the curve. \
         A point has two coordinates.",
    ),
    (
        "compared y only",
        |rules| rules.back = |path, step| path.len() > 3 && path.last().is_some_and(|p| (p.y - path[0].y).abs() < step),
        "Your path stops at the height of the start, to its left or right, on the other side of the curve. \
         A point has two coordinates.",
    ),
    (
        "counted the steps of a circle",
        |rules| {
            rules.back = |path, step| path.len() > (std::f64::consts::TAU * path[0].norm() / step) as usize;
        },
        "2πr/step points lead once round a circle about the origin. This curve is no circle, and may lie elsewhere: \
         let it tell you itself.",
    ),
    ("forgot the start", |rules| rules.first = 1, "The path begins at the start itself; yours begins one step later."),
    (
        "one point too many",
        |rules| rules.most = |most| most + 1,
        "The start counts as a point. How many do you return for `max_points` = 1?",
    ),
    (
        "one point too few",
        |rules| rules.most = |most| most.saturating_sub(1),
        "Where the path is cut it has exactly `max_points` points, the start among them; yours has one less.",
    ),
];
