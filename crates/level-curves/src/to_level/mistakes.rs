//! What goes wrong on the way to a level, as code.

use nabla_grading::{Exercise, Gradient2, Surface};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// `steps` moves, each from the missing height and the gradient at the point reached.
pub(super) fn walk(
    f: &Surface,
    gradient: &Gradient2,
    (start, level, steps): (V2, f64, usize),
    step: impl Fn(f64, V2) -> V2,
) -> Option<V2> {
    let mut p = start;
    for _ in 0..steps {
        let g = gradient.at(p);
        if g == V2::zeros() || !g.norm().is_finite() {
            return None;
        }
        p += step(level - f.at(p.x, p.y), g);
    }
    Some(p)
}

/// The step that makes up for the missing height on a slope that stays as it is.
pub(super) fn newton(missing: f64, g: V2) -> V2 {
    missing / g.norm_squared() * g
}

/// Adds the mistakes to the exercise.
pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "walked away from the level",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n), |h, g| -newton(h, g)),
            "At (2, 1) the height is 8. To reach 12, should you go uphill or downhill? Check the sign of your height difference.",
        )
        .mistake(
            "divided by the length once",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n), |h, g| h / g.norm() * g),
            "Your step is as long as the height that is missing. On a steep slope a short step gains a lot: how much a unit?",
        )
        .mistake(
            "did not divide",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n), |h, g| h * g),
            "The steeper the slope, the longer your step. Should it not be the other way round?",
        )
        .mistake(
            "aimed at the height 0",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, 0.0 * c, n), newton),
            "Newton's method as in the textbook looks for f = 0. Here another height is asked: what is missing from f(p) to it?",
        )
        .mistake(
            "added the heights",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                walk(&f, &d, (p, c, n), |h, g| newton(2.0 * c - h, g))
            },
            "A point that is on the level already should stay. What is left of your step there?",
        )
        .mistake(
            "moved each coordinate on its own",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                walk(&f, &d, (p, c, n), |h, g| V2::new(h / g.x, h / g.y))
            },
            "Moving x alone would make up for what is missing, and so would moving y alone. You do both.",
        )
        .mistake(
            "went along the contour",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                walk(&f, &d, (p, c, n), |h, g| newton(h, V2::new(-g.y, g.x)))
            },
            "Your step runs at a right angle to the gradient: there the height does not change at all.",
        )
        .mistake(
            "halved the step",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n), |h, g| 0.5 * newton(h, g)),
            "Each of your steps makes up for about half of what is missing. Which factor came in?",
        )
        .mistake(
            "took one step only",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n.min(1)), newton),
            "The first step is right, and you stop there. The ground curves: measure and step again.",
        )
        .mistake(
            "took one step too many",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n + 1), newton),
            "Count your steps: where should the point be after `steps` = 0?",
        )
        .mistake(
            "took one step too few",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n.saturating_sub(1)), newton),
            "Count your steps: for `steps` = 1 your point should move once. Where does your loop begin, and where does it end?",
        )
        .mistake(
            "went on until it was there",
            |f: Surface, d: Gradient2, p: V2, c: f64, _: usize| walk(&f, &d, (p, c, 50), newton),
            "Your steps are good ones, but there are more of them than `steps` says: exactly that many are asked.",
        )
        .mistake(
            "doubled the step",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| walk(&f, &d, (p, c, n), |h, g| 2.0 * newton(h, g)),
            "Each of your steps gains about twice what is missing, and lands on the other side. Which factor came in?",
        )
        .mistake(
            "swapped the components of the gradient",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                walk(&f, &d, (p, c, n), |h, g| newton(h, V2::new(g.y, g.x)))
            },
            "Your step has the right length and leans the wrong way: which component of the gradient belongs to x?",
        )
        .mistake(
            "moved one coordinate after the other",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                (0..n).try_fold(p, |p, _| {
                    let q = p + V2::new(walk(&f, &d, (p, c, 1), newton)?.x - p.x, 0.0);
                    let up = newton(c - f.at(q.x, q.y), d.at(p)).y;
                    Some(q + V2::new(0.0, up))
                })
            },
            "When y moves, x has moved already, and the height is asked for in between. Both belong to one step from one point.",
        )
        .mistake(
            "took a gentle slope for flat ground",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                (0..n).try_fold(p, |p, _| walk(&f, &d, (p, c, 1), newton).filter(|_| d.at(p).norm() > 1e-6))
            },
            "A gradient of 1e-6 is a gentle slope, but it leads up. Only where the gradient is zero is there no way.",
        )
        .mistake(
            "asked for a slope without a step to take",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                walk(&f, &d, (p, c, 1), newton)?;
                walk(&f, &d, (p, c, n), newton)
            },
            "With `steps` = 0 the point stays where it is, and so the ground under it does not matter.",
        )
        .mistake(
            "kept the first gradient",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                let first = d.at(p);
                walk(&f, &d, (p, c, n), |h, _| newton(h, first))
            },
            "The first step is right. After it you stand on other ground: is the slope still the same there?",
        )
        .mistake(
            "kept the first height",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                let missing = c - f.at(p.x, p.y);
                walk(&f, &d, (p, c, n), |_, g| newton(missing, g))
            },
            "The first step is right. After it less height is missing: measure again where you stand.",
        )
        .mistake(
            "divided by 0 on flat ground",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                Some((0..n).fold(p, |p, _| p + newton(c - f.at(p.x, p.y), d.at(p))))
            },
            "Where the gradient is zero your point becomes NaN. There is no way up from there: your type can say `None`.",
        )
        .mistake(
            "stayed where it was on flat ground",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                Some((0..n).try_fold(p, |q, _| walk(&f, &d, (q, c, 1), newton).ok_or(q)).unwrap_or_else(|q| q))
            },
            "On flat ground your function gives back a point as if it lay on the level. Say that there is none.",
        )
        .mistake(
            "looked for flat ground at the start only",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                walk(&f, &d, (p, c, n.min(1)), newton)?;
                Some((0..n).fold(p, |p, _| p + newton(c - f.at(p.x, p.y), d.at(p))))
            },
            "A step may end on flat ground: ask for the gradient, and whether it is zero, at every new point.",
        )
        .mistake(
            "let what is not finite through",
            |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
                (0..n).try_fold(p, |p, _| {
                    let g = d.at(p);
                    (g != V2::zeros()).then(|| p + newton(c - f.at(p.x, p.y), g))
                })
            },
            "From (NaN, 1) your steps lead to NaN. A gradient that is not finite gives no direction either.",
        )
}
