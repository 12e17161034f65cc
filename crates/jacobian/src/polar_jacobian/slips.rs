//! Four slopes made of exchangeable rules, and what goes wrong with them.

use super::M2;
use crate::Table;

/// Of cos t and sin t: how x moves, and y.
type Column = fn(c: f64, s: f64) -> [f64; 2];

/// Both columns, how far each is stretched, and what is made of them.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    angle: fn(f64) -> f64,
    along_r: Column,
    along_t: Column,
    stretch_r: fn(f64) -> f64,
    stretch_t: fn(f64) -> f64,
    given: fn(M2) -> M2,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self {
            angle: |t| t,
            along_r: |c, s| [c, s],
            along_t: |c, s| [-s, c],
            stretch_r: |_| 1.0,
            stretch_t: |r| r,
            given: |j| j,
        }
    }

    pub(super) fn jacobian(self, r: f64, t: f64) -> M2 {
        let (sin, cos) = (self.angle)(t).sin_cos();
        let [along_r, along_t] = [(self.along_r)(cos, sin), (self.along_t)(cos, sin)];
        let (first, second) = ((self.stretch_r)(r), (self.stretch_t)(r));
        (self.given)(M2::from_fn(|i, j| if j == 0 { first * along_r[i] } else { second * along_t[i] }))
    }
}

pub(super) const SLIPS: Table<fn(&mut Rules), 13> = [
    (
        "laid it on its side",
        |r| r.given = |j| j.transpose(),
        "The first row is about x: both of its slopes stand there.",
    ),
    (
        "left r out of the turn",
        |r| r.stretch_t = |_| 1.0,
        "A turn moves the end of a long arm farther than that of a short one: where is r in the slopes along t?",
    ),
    (
        "stretched the turn by r twice",
        |r| r.stretch_t = |r| r * r,
        "In a turn an arm twice as long moves its end twice as far; with r² it would be four times as far.",
    ),
    (
        "lost the sign of the sine",
        |r| r.along_t = |c, s| [s, c],
        "From t = 0 a turn takes the point up and back to the left: with which sign does x change?",
    ),
    (
        "turned the other way",
        |r| r.along_t = |c, s| [s, -c],
        "From t = 0 a turn takes the point up: with which sign does y change?",
    ),
    (
        "put r into the column of r",
        |r| r.stretch_r = |r| r,
        "A centimetre more of arm moves the point by a centimetre; yours says r of them.",
    ),
    ("swapped the columns", |r| r.given = |j| swapped(j, 1), "The column of t stands where that of r belongs."),
    ("swapped the rows", |r| r.given = |j| swapped(j, 0), "The row of y stands where that of x belongs."),
    (
        "let each output hear one input",
        |r| r.given = |j| M2::from_diagonal(&j.diagonal()),
        "x changes with t as well, and y with r: each output hears both inputs.",
    ),
    (
        "put the sign on the other sine",
        |r| {
            r.along_r = |c, s| [c, -s];
            r.along_t = |c, s| [s, c];
        },
        "Of the two sines the one in the column of t is negative: x shrinks when you turn on.",
    ),
    (
        "left cos and sin as they were",
        |r| r.along_t = |c, s| [c, s],
        "In the column of t cos and sin have not been differentiated.",
    ),
    (
        "differentiated cos and sin along r",
        |r| r.along_r = |c, s| [-s, c],
        "With t held still cos t is a number: along r it stays what it is.",
    ),
    ("took the angle for degrees", |r| r.angle = f64::to_radians, "t is in radians already: a conversion has come in."),
];

/// With its rows exchanged, or with its columns.
fn swapped(mut j: M2, axis: usize) -> M2 {
    match axis {
        0 => j.swap_rows(0, 1),
        _ => j.swap_columns(0, 1),
    }
    j
}
