//! What goes wrong on the way round, as code.

use crate::known::Known;
use nabla_grading::{Exercise, Gradient2, Surface};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

pub(super) const PREDICTOR_ONLY: Known = Known {
    name: "predicted without correcting",
    says: "Every straight step along the tangent leaves a bent curve outward, and the next one starts from there. Pull each step back.",
};
pub(super) const WRONG_WAY: Known = Known {
    name: "corrected the wrong way",
    says: "Your correction moves away from the level. Above the level, should you go up or down the gradient?",
};
pub(super) const CLOSED_EARLY: Known = Known {
    name: "took the beginning for the end",
    says: "After a step or two you are near the start because you have not left it yet. Near the start is not back at the start.",
};
pub(super) const NEVER_STOPPED: Known = Known {
    name: "never noticed that it was back",
    says: "Your path goes round again, on top of itself. When are you back?",
};
pub(super) const TURNED_BACK: Known = Known {
    name: "turned back",
    says: "Your path turns round before it has come round. A tangent has two directions: the one to take is the one that goes on.",
};

/// A walk from `start`, by `advance` from point to point, until `back` says that it is over.
pub(super) fn walk(
    start: V2,
    max_points: usize,
    advance: impl Fn(V2) -> Option<V2>,
    back: impl Fn(&[V2]) -> bool,
) -> Vec<V2> {
    let mut path = Vec::new();
    let mut next = Some(start);
    while let Some(p) = next.filter(|_| path.len() < max_points) {
        path.push(p);
        if back(&path) {
            break;
        }
        next = advance(p);
    }
    path
}

/// A right end: near the start, after having left it.
pub(super) fn near_start(step: f64) -> impl Fn(&[V2]) -> bool {
    move |path| path.len() > 3 && path.last().is_some_and(|p| (p - path[0]).norm() < step)
}

pub(super) fn tangent(d: &Gradient2, p: V2) -> Option<V2> {
    let g = d.at(p);
    V2::new(-g.y, g.x).try_normalize(0.0)
}

/// `times` Newton steps of `strength` towards the level: 1 goes there, −1 away.
pub(super) fn corrected(f: &Surface, d: &Gradient2, p: V2, level: f64, (times, strength): (u8, f64)) -> V2 {
    (0..times).fold(p, |p, _| {
        let g = d.at(p);
        p + strength * (level - f.at(p.x, p.y)) / g.norm_squared() * g
    })
}

/// A right step.
fn advance<'a>(f: &'a Surface, d: &'a Gradient2, start: V2, step: f64) -> impl Fn(V2) -> Option<V2> + 'a {
    let level = f.at(start.x, start.y);
    move |p| Some(corrected(f, d, p + step * tangent(d, p)?, level, (3, 1.0)))
}

/// Adds the mistakes to the exercise.
pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    endings(steps(exercise))
}

fn steps(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            PREDICTOR_ONLY.name,
            |_: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                walk(start, most, |p| Some(p + step * tangent(&d, p)?), near_start(step))
            },
            PREDICTOR_ONLY.says,
        )
        .mistake(
            WRONG_WAY.name,
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let level = f.at(start.x, start.y);
                let advance = |p| Some(corrected(&f, &d, p + step * tangent(&d, p)?, level, (1, -1.0)));
                walk(start, most, advance, near_start(step))
            },
            WRONG_WAY.says,
        )
        .mistake(
            "corrected once only",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let level = f.at(start.x, start.y);
                let advance = |p| Some(corrected(&f, &d, p + step * tangent(&d, p)?, level, (1, 1.0)));
                walk(start, most, advance, near_start(step))
            },
            "Your points are close to the level, not on it. One correction leaves a little; how much does the next one leave?",
        )
        .mistake(
            "walked uphill",
            |_: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                walk(start, most, |p| Some(p + step * d.at(p).try_normalize(0.0)?), near_start(step))
            },
            "You walk along the gradient: the height changes as fast as it can. Which way does it not change?",
        )
        .mistake(
            "swapped the components of the gradient",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let level = f.at(start.x, start.y);
                let sideways = |p| V2::new(d.at(p).y, d.at(p).x).try_normalize(0.0);
                let advance = |p| Some(corrected(&f, &d, p + step * sideways(p)?, level, (3, 1.0)));
                walk(start, most, advance, near_start(step))
            },
            "Your steps shrink and the path gets stuck: your prediction is no tangent, and the correction takes most of it back. Is its product with the gradient 0?",
        )
        .mistake(
            "left the gradient's length in the step",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let level = f.at(start.x, start.y);
                let whole = |p| Some(V2::new(-d.at(p).y, d.at(p).x)).filter(|t| *t != V2::zeros());
                let advance = |p| Some(corrected(&f, &d, p + step * whole(p)?, level, (3, 1.0)));
                walk(start, most, advance, near_start(step))
            },
            "Your steps are long where the ground is steep and short where it is gentle. Make the tangent 1 long first.",
        )
        .mistake(
            TURNED_BACK.name,
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let level = f.at(start.x, start.y);
                let rightwards = |p| tangent(&d, p).map(|t| if t.x < 0.0 { -t } else { t });
                let advance = |p| Some(corrected(&f, &d, p + step * rightwards(p)?, level, (3, 1.0)));
                walk(start, most, advance, near_start(step))
            },
            TURNED_BACK.says,
        )
        .mistake(
            "walked on from flat ground",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let level = f.at(start.x, start.y);
                let advance = |p| {
                    let t = tangent(&d, p).unwrap_or_else(V2::x);
                    Some(corrected(&f, &d, p + step * t, level, (3, 1.0)))
                };
                walk(start, most, advance, near_start(step))
            },
            "Where the gradient is zero there is no tangent to follow: the path ends there.",
        )
}

fn endings(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            CLOSED_EARLY.name,
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let back = |path: &[V2]| path.len() > 1 && path.last().is_some_and(|p| (p - start).norm() < 1.2 * step);
                walk(start, most, advance(&f, &d, start, step), back)
            },
            CLOSED_EARLY.says,
        )
        .mistake(
            NEVER_STOPPED.name,
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                walk(start, most, advance(&f, &d, start, step), |_| false)
            },
            NEVER_STOPPED.says,
        )
        .mistake(
            "left the curve open",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let back = |path: &[V2]| path.len() > 6 && path.last().is_some_and(|p| (p - start).norm() < 4.0 * step);
                walk(start, most, advance(&f, &d, start, step), back)
            },
            "Your path ends some steps before the start: a gap is left. How near must the start be to count as reached?",
        )
        .mistake(
            "compared x only",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let back = |path: &[V2]| path.len() > 3 && path.last().is_some_and(|p| (p.x - start.x).abs() < step);
                walk(start, most, advance(&f, &d, start, step), back)
            },
            "Your path stops straight above or below the start, on the other side of the curve. A point has two coordinates.",
        )
        .mistake(
            "counted the steps of a circle",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let steps = (std::f64::consts::TAU * start.norm() / step) as usize;
                walk(start, most, advance(&f, &d, start, step), |path| path.len() > steps)
            },
            "2πr/step points lead once round a circle about the origin. This curve is no circle, and may lie elsewhere: let it tell you itself.",
        )
        .mistake(
            "forgot the start",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                let mut path = walk(start, most, advance(&f, &d, start, step), near_start(step));
                if path.len() > 1 {
                    path.remove(0);
                }
                path
            },
            "The path begins at the start itself; yours begins one step later.",
        )
        .mistake(
            "one point too many",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                walk(start, most + 1, advance(&f, &d, start, step), near_start(step))
            },
            "The start counts as a point. How many do you return for `max_points` = 1, and for 0?",
        )
        .mistake(
            "gave the start where no point is allowed",
            |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                walk(start, most.max(1), advance(&f, &d, start, step), near_start(step))
            },
            "With `max_points` = 0 not even the start fits.",
        )
}
