//! Slopes along a direction, measured: rightly, and as people do it wrongly.
//!
//! ```text
//! [f(p + h·u) − f(p − h·u)] / 2h
//! ```

use nabla_core::{Field, difference_rounding};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
type Surface<'a> = &'a dyn Fn(f64, f64) -> f64;

/// A slope of f at p along u, with the step h.
pub(crate) type Measure = fn(Surface<'_>, V2, V2, f64) -> f64;

/// The height a way t along u from p.
pub(crate) fn along(f: Surface<'_>, p: V2, u: V2, t: f64) -> f64 {
    f(p.x + t * u.x, p.y + t * u.y)
}

/// The central difference.
pub(crate) fn central(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    (along(f, p, u, h) - along(f, p, u, -h)) / (2.0 * h)
}

/// The size of what a central difference of f around p subtracts.
pub(crate) fn size(f: &Field, p: V2, h: f64) -> f64 {
    difference_rounding(2.0 * f.size(&[p.x.abs() + h, p.y.abs() + h]).max(f.size(&[p.x, p.y])), h)
}

/// A wave: even the finest difference quotients show their step on it.
pub(crate) fn wave() -> Field {
    Field::Wave { amplitude: 2.0, wave: vec![1.5, 2.0], phase: 0.5 }
}

/// A wrong way to measure, with its name and the sentence that helps.
pub(crate) type Wrong = (&'static str, Measure, &'static str);

/// Twice the slope.
pub(crate) const DOUBLED: Wrong =
    ("divided by h", |f, p, u, h| 2.0 * central(f, p, u, h), "Exactly double: how far apart are your two samples?");

/// Other wrong ways.
pub(crate) const WRONG: [Wrong; 26] = [
    ("looked forward only", forward, "Biased to one side: look along the direction and against it."),
    ("looked backward only", |f, p, u, h| forward(f, p, u, -h), "Biased to one side: look along the direction, too."),
    (
        "went back to p only",
        |f, p, u, h| forward(f, p, u, h) / 2.0,
        "Your samples lie at p and h ahead of it, and you divide by 2h: after going back by h, where are you?",
    ),
    ("forgot to divide", |f, p, u, h| 2.0 * h * central(f, p, u, h), "That is the rise. A slope is rise over run."),
    ("divided by 2 only", |f, p, u, h| h * central(f, p, u, h), "Halved, but not divided by h: the run is 2h."),
    (
        "multiplied by h",
        |f, p, u, h| h * h * central(f, p, u, h),
        "`/ 2.0 * h` multiplies by h: the run needs parentheses.",
    ),
    ("divided one height only", one_divided, "Only the second height is divided: the rise needs parentheses."),
    (
        "left out all parentheses",
        no_parentheses,
        "One height is divided by 2 and multiplied by h: rise and run need parentheses.",
    ),
    ("added the heights", added, "You add the two heights; a rise is their difference."),
    ("measured the bend", bend, "That is a second difference: how the slope changes, not how large it is."),
    ("went half of the step", |f, p, u, h| central(f, p, u, h / 2.0), "Your samples lie h/2 to each side, not h."),
    (
        "put in a step of its own",
        |f, p, u, _| central(f, p, u, 1e-5),
        "The same for every h: the step is given, small or large.",
    ),
    (
        "went farther behind than ahead",
        lopsided,
        "Your two samples do not lie at the same distance from p: h to each side.",
    ),
    ("went ahead with the wrong x", |f, p, u, h| flipped(f, p, u, h, [-1.0, 1.0, 1.0, 1.0]), AHEAD),
    ("went ahead with the wrong y", |f, p, u, h| flipped(f, p, u, h, [1.0, -1.0, 1.0, 1.0]), AHEAD),
    ("went back with the wrong x", |f, p, u, h| flipped(f, p, u, h, [1.0, 1.0, -1.0, 1.0]), BEHIND),
    ("went back with the wrong y", |f, p, u, h| flipped(f, p, u, h, [1.0, 1.0, 1.0, -1.0]), BEHIND),
    ("divided the heights", divided, "You divide one height by the other; a rise is their difference."),
    (
        "multiplied by the run",
        |f, p, u, h| 4.0 * h * h * central(f, p, u, h),
        "Rise over run: yours is rise times run.",
    ),
    ("added 2 and h", |f, p, u, h| 2.0 * h / (2.0 + h) * central(f, p, u, h), "The run is 2 times h, not 2 plus h."),
    ("divided the step by h", upside_down, "The samples lie h·u to each side: multiply the direction by h."),
    (
        "put it together from the axes",
        from_axes,
        "You measure along the axes and mix; the samples should lie along the direction.",
    ),
    (
        "looked at four places",
        four,
        "That is a finer formula, with samples 2h away: two were asked for, h to each side.",
    ),
    (
        "scaled the step with p",
        scaled,
        "Far from the origin your step is longer than h: it is to be used as it is given.",
    ),
    ("gave the height", along, "That is a height beside p. How fast does the ground climb there?"),
    ("slopes without a sign", |f, p, u, h| central(f, p, u, h).abs(), "Turn around: up becomes…?"),
];

fn forward(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    (along(f, p, u, h) - f(p.x, p.y)) / h
}

fn one_divided(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    along(f, p, u, h) - along(f, p, u, -h) / (2.0 * h)
}

fn no_parentheses(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    along(f, p, u, h) - along(f, p, u, -h) / 2.0 * h
}

fn added(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    (along(f, p, u, h) + along(f, p, u, -h)) / (2.0 * h)
}

fn bend(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    (along(f, p, u, h) - 2.0 * f(p.x, p.y) + along(f, p, u, -h)) / (h * h)
}

fn lopsided(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    (along(f, p, u, h) - along(f, p, u, -2.0 * h)) / (3.0 * h)
}

const AHEAD: &str = "Ahead is along u in both coordinates: look at the signs there.";
const BEHIND: &str = "Behind is opposite to ahead in both coordinates: look at the signs there.";

/// With these signs of x and y ahead, and of x and y behind, where the right ones are 1.
fn flipped(f: Surface<'_>, p: V2, u: V2, h: f64, signs: [f64; 4]) -> f64 {
    let (ahead, behind) = (V2::new(signs[0] * u.x, signs[1] * u.y), V2::new(signs[2] * u.x, signs[3] * u.y));
    (along(f, p, ahead, h) - along(f, p, behind, -h)) / (2.0 * h)
}

fn divided(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    along(f, p, u, h) / along(f, p, u, -h) / (2.0 * h)
}

fn upside_down(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    (along(f, p, u, 1.0 / h) - along(f, p, u, -1.0 / h)) / (2.0 * h)
}

fn from_axes(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    u.x * central(f, p, V2::x(), h) + u.y * central(f, p, V2::y(), h)
}

fn four(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    (4.0 * central(f, p, u, h) - central(f, p, u, 2.0 * h)) / 3.0
}

fn scaled(f: Surface<'_>, p: V2, u: V2, h: f64) -> f64 {
    central(f, p, u, h * p.amax().max(1.0))
}
