//! What goes wrong with a measured Hessian.

use super::ways::{Around, Rules};
use crate::Table;

pub(super) const OWN_STEP: &str = "You look at the same places for every h. Use the one that is given.";

pub(super) const ASTRAY: &str = "asked at other distances than h";
pub(super) const ASTRAY_SAYS: &str = "f is asked at a place to which h does not lead: each input stays, or moves by h.";

/// Corners half a step away, divided by h²: right on every cubic, and not with the step that was given.
pub(super) fn half_a_step() -> Rules {
    let twist: fn(&Around<'_>, usize, usize) -> f64 = |f, i, j| {
        let corner = |a: f64, b: f64| f.at(i, 0.5 * a, j, 0.5 * b);
        (corner(1.0, 1.0) + corner(-1.0, -1.0) - corner(1.0, -1.0) - corner(-1.0, 1.0)) / (f.h * f.h)
    };
    Rules { twist, ..Rules::right() }
}

const BRACKETS: &str = "`/ 4.0 * h * h` divides by 4 and multiplies by h², and `/ h * h` does nothing: set brackets.";

/// What is ahead along the first input less what is behind it.
fn along_first(f: &Around<'_>, i: usize, j: usize) -> f64 {
    let ahead = f.at(i, 1.0, j, 1.0) + f.at(i, 1.0, j, -1.0);
    (ahead - f.at(i, -1.0, j, 1.0) - f.at(i, -1.0, j, -1.0)) / (4.0 * f.h * f.h)
}

pub(super) const SLIPS: Table<fn(&mut Rules), 31> = [
    (
        "divided a twist by h²",
        |r| r.twist = |f, i, j| f.four(i, j) / (f.h * f.h),
        "Off the diagonal yours is fourfold: how far apart are neighbouring corners, and what do you divide by?",
    ),
    (
        "divided a twist by 2h²",
        |r| r.twist = |f, i, j| f.four(i, j) / (2.0 * f.h * f.h),
        "Off the diagonal all is twice too large: the corners are 2h apart along both axes.",
    ),
    (
        "divided by a distance once",
        |r| {
            r.diagonal = |f, i| f.three(i) / f.h;
            r.twist = |f, i, j| f.four(i, j) / (4.0 * f.h);
        },
        "Two slopes are taken, one of the other: each of them wants its own division.",
    ),
    (
        "did not divide",
        |r| {
            r.diagonal = |f, i| f.three(i);
            r.twist = |f, i, j| f.four(i, j);
        },
        "Make h smaller: your answer shrinks with it. What is left to divide by?",
    ),
    (
        "multiplied with h²",
        |r| {
            r.diagonal = |f, i| f.four(i, i) / 4.0 * f.h * f.h;
            r.twist = |f, i, j| f.four(i, j) / 4.0 * f.h * f.h;
        },
        BRACKETS,
    ),
    (
        "multiplied twists with h²",
        |r| {
            r.diagonal = |f, i| f.three(i) / f.h * f.h;
            r.twist = |f, i, j| f.four(i, j) / 4.0 * f.h * f.h;
        },
        BRACKETS,
    ),
    (
        "looked along one diagonal for the twists",
        |r| r.twist = |f, i, j| (f.at(i, 1.0, j, 1.0) - 2.0 * f.along(i, 0.0) + f.at(i, -1.0, j, -1.0)) / (f.h * f.h),
        "With both inputs going the same way each bends f by itself, too: off the diagonal that is counted in yours.",
    ),
    (
        "divided wide corners by h² on the diagonal",
        |r| r.diagonal = |f, i| f.four(i, i) / (f.h * f.h),
        "With i = j both steps go the same way, and your outer points are 2h away: which distance divides?",
    ),
    (
        "divided the diagonal by 4h²",
        |r| r.diagonal = |f, i| f.three(i) / (4.0 * f.h * f.h),
        "On the diagonal your three points are h apart, not 2h.",
    ),
    (
        "divided the diagonal by 2h",
        |r| r.diagonal = |f, i| f.three(i) / (2.0 * f.h),
        "On the diagonal a slope of a slope is asked: 2h is the distance of one slope.",
    ),
    (
        "left the twists out",
        |r| r.twist = |_, _, _| 0.0,
        "Off the diagonal all is 0: two inputs have to move together.",
    ),
    (
        "looked to one side",
        |r| {
            r.diagonal = |f, i| (f.along(i, 2.0) - 2.0 * f.along(i, 1.0) + f.along(i, 0.0)) / (f.h * f.h);
            r.twist = one_sided;
        },
        "You never look behind x: half the step gives half the error, where it could be a quarter.",
    ),
    (
        "looked to one side on the diagonal",
        |r| r.diagonal = |f, i| (f.along(i, 2.0) - 2.0 * f.along(i, 1.0) + f.along(i, 0.0)) / (f.h * f.h),
        "On the diagonal you never look behind x: half the step gives half the error there, not a quarter.",
    ),
    (
        "counted the diagonal twice",
        |r| r.diagonal = |f, i| 2.0 * f.three(i) / (f.h * f.h),
        "Your diagonal is twice too large: is each entry added for (i, j) and for (j, i), also where both are one?",
    ),
    (
        "looked to one side for the twists",
        |r| r.twist = one_sided,
        "For the twists you never look behind x: half the step gives half the error there, not a quarter.",
    ),
    (
        "took the middle away once",
        |r| r.diagonal = |f, i| (f.along(i, 1.0) - f.along(i, 0.0) + f.along(i, -1.0)) / (f.h * f.h),
        "Lift f by 1, and your diagonal changes: two outer points need two middles against them.",
    ),
    (
        "added the middle",
        |r| r.diagonal = |f, i| (f.along(i, 1.0) + 2.0 * f.along(i, 0.0) + f.along(i, -1.0)) / (f.h * f.h),
        "Lift f by 1, and your diagonal changes: two outer points stand against the middle, taken twice.",
    ),
    (
        "multiplied the slopes",
        |r| {
            r.diagonal = |f, i| f.slope(i) * f.slope(i);
            r.twist = |f, i, j| f.slope(i) * f.slope(j);
        },
        "On a plain tilted one way your answer is not 0: you multiply slopes, where a change of slopes belongs.",
    ),
    (
        "gave the slopes on the diagonal",
        |r| r.diagonal = |f, i| f.slope(i),
        "On the diagonal stand slopes. How do they change along their own axis?",
    ),
    (
        "left the lower half empty",
        |r| r.kept = |i, j, _| i <= j,
        "Below the diagonal all is 0: H is its own mirror image.",
    ),
    (
        "left the upper half empty",
        |r| r.kept = |i, j, _| i >= j,
        "Above the diagonal all is 0: H is its own mirror image.",
    ),
    (
        "left the diagonal empty",
        |r| r.kept = |i, j, _| i != j,
        "Your diagonal is 0: each input bends f by itself as well.",
    ),
    (
        "left the first input out",
        |r| r.kept = |i, j, _| i.min(j) > 0,
        "The first row and the first column are 0: counting starts at 0 in Rust.",
    ),
    (
        "left the last input out",
        |r| r.kept = |i, j, n| i.max(j) + 1 < n,
        "The last row and the last column are 0: `a..b` stops before b.",
    ),
    (
        "gave all corners one sign",
        |r| r.twist = |f, i, j| (f.four(i, j) + 2.0 * f.other_corners(i, j)) / (4.0 * f.h * f.h),
        "Lift f by 1, and your twists change: corners on one diagonal count against those on the other.",
    ),
    (
        "turned the corners' signs round",
        |r| r.twist = |f, i, j| -f.four(i, j) / (4.0 * f.h * f.h),
        "Off the diagonal the signs are the wrong ones: where both inputs move the same way a corner counts as +.",
    ),
    ("put in a step of its own", |r| r.step = |_| 1e-3, OWN_STEP),
    (
        "divided all corners by 2h²",
        |r| {
            r.diagonal = |f, i| f.four(i, i) / (2.0 * f.h * f.h);
            r.twist = |f, i, j| f.four(i, j) / (2.0 * f.h * f.h);
        },
        "All of yours is twice too large: the corners are 2h apart along both axes.",
    ),
    (
        "gave the corners the signs + + − −",
        |r| {
            r.diagonal = |f, i| along_first(f, i, i);
            r.twist = along_first;
        },
        "Corners ahead along the first input count +, whatever the second one does: that is a slope along the first, \
         where a change of slopes is asked.",
    ),
    (
        "gave the corners of a twist the signs + + − −",
        |r| r.twist = along_first,
        "Off the diagonal corners ahead along the first input count +, whatever the second one does: that is a slope.",
    ),
    (
        "divided all corners by h²",
        |r| {
            r.diagonal = |f, i| f.four(i, i) / (f.h * f.h);
            r.twist = |f, i, j| f.four(i, j) / (f.h * f.h);
        },
        "All of yours is four times too large: the corners are 2h apart along both axes.",
    ),
];

/// f(+ +) − f(+ 0) − f(0 +) + f
fn one_sided(f: &Around<'_>, i: usize, j: usize) -> f64 {
    (f.at(i, 1.0, j, 1.0) - f.along(i, 1.0) - f.along(j, 1.0) + f.along(i, 0.0)) / (f.h * f.h)
}
