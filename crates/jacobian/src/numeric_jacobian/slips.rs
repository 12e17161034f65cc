//! How a Jacobian is measured, and what goes wrong on the way.

use crate::Table;
use crate::maps::{DM, DV};

/// x with one input moved.
pub(super) fn nudged(x: &DV, j: usize, by: f64) -> DV {
    let mut p = x.clone();
    p[j] += by;
    p
}

/// One copy of x that goes ahead and then back, or back and then ahead; or one for each side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copies {
    AheadFirst,
    BehindFirst,
    Two,
}

/// Where f is asked for a column, what that is divided by, and what is made of all columns.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    sides: [f64; 2],
    step: fn(f64) -> f64,
    rise: fn(DV, DV) -> DV,
    run: fn(f64) -> f64,
    /// Whether x is whole again before the next input moves.
    restores: bool,
    copies: Copies,
    /// Whether all inputs move in the place of one.
    all_at_once: bool,
    given: fn(DM) -> DM,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self {
            sides: [1.0, -1.0],
            step: |h| h,
            rise: |ahead, behind| ahead - behind,
            run: |h| 2.0 * h,
            restores: true,
            copies: Copies::AheadFirst,
            all_at_once: false,
            given: |j| j,
        }
    }

    /// However x is copied.
    pub(super) fn ways() -> [Self; 3] {
        [Copies::AheadFirst, Copies::BehindFirst, Copies::Two].map(|copies| Self { copies, ..Self::right() })
    }

    pub(super) fn jacobian(self, f: &dyn Fn(&DV) -> DV, x: &DV, h: f64) -> DM {
        let h = (self.step)(h);
        let mut copies = [x.clone(), x.clone()];
        let mut look = |j: usize, side: usize| {
            if self.all_at_once {
                return f(&x.add_scalar(self.sides[side] * h));
            }
            let p = &mut copies[if self.copies == Copies::Two { side } else { 0 }];
            p[j] = x[j] + self.sides[side] * h;
            let seen = f(p);
            if self.restores {
                p[j] = x[j];
            }
            seen
        };
        let columns: Vec<DV> = (0..x.len())
            .map(|j| {
                let (ahead, behind) = if self.copies == Copies::BehindFirst {
                    let behind = look(j, 1);
                    (look(j, 0), behind)
                } else {
                    (look(j, 0), look(j, 1))
                };
                (self.rise)(ahead, behind) / (self.run)(h)
            })
            .collect();
        (self.given)(DM::from_columns(&columns))
    }
}

pub(super) const OWN_STEP: &str = "You look at the same places for every h. Use the one that is given.";

pub(super) const ASTRAY: &str = "asked at other distances than h";
pub(super) const ASTRAY_SAYS: &str = "f is asked at a place to which h does not lead: each input stays, or moves by h.";

/// Another distance, measured and divided by: right on every quadratic, and not with the step that was given.
pub(super) fn another_step(factor: fn(f64) -> f64) -> Rules {
    Rules { step: factor, ..Rules::right() }
}

pub(super) const SLIPS: Table<fn(&mut Rules), 20> = [
    (
        "laid it on its side",
        |r| r.given = |j| j.transpose(),
        "An output has a row, and an input a column: how many rows do three outputs of two inputs make?",
    ),
    (
        "looked forward only",
        |r| (r.sides, r.run) = ([1.0, 0.0], |h| h),
        "All looks are ahead of x: half the step gives half the error, where both sides give a quarter.",
    ),
    (
        "looked backward only",
        |r| (r.sides, r.run) = ([0.0, -1.0], |h| h),
        "No look is ahead of x: half the step gives half the error, where both sides give a quarter.",
    ),
    ("divided by h", |r| r.run = |h| h, "All your slopes are twice too large: from x − h to x + h it is not h."),
    ("did not divide", |r| r.run = |_| 1.0, "A rise without its run: half the step gives half the answer with you."),
    ("multiplied by h", |r| r.run = |h| 2.0 / h, "`/ 2.0 * h` divides by 2 and multiplies by h: set brackets."),
    ("multiplied by the distance", |r| r.run = |h| 0.5 / h, "A slope is a rise divided by its run, and you multiply."),
    (
        "left inputs nudged",
        |r| r.restores = false,
        "From the second column on, earlier inputs are still nudged: put each back before the next one moves.",
    ),
    (
        "moved all inputs",
        |r| r.all_at_once = true,
        "Your columns do not differ: x + h in every entry is not a nudge of one input.",
    ),
    (
        "added up the rows",
        |r| r.given = |j| DM::from_rows(&[j.row_sum()]),
        "You have added the outputs up; J keeps a row for each.",
    ),
    (
        "added up the columns",
        |r| r.given = |j| DM::from_columns(&[j.column_sum()]),
        "Inputs stay apart: each has a column of its own.",
    ),
    (
        "read rows where columns are stored",
        |r| r.given = |j| DM::from_vec(j.nrows(), j.ncols(), j.transpose().as_slice().to_vec()),
        "Your entries are right and in other places: `from_vec` fills down the columns, you wrote along the rows.",
    ),
    (
        "laid columns along the rows",
        |r| r.given = |j| DM::from_row_slice(j.nrows(), j.ncols(), j.as_slice()),
        "Your entries are right and in other places: column follows on column in yours, and they are read along the rows.",
    ),
    (
        "made it square",
        |r| r.given = |j| DM::from_fn(j.ncols(), j.ncols(), |i, k| j[(i, k)]),
        "Yours has as many rows as there are inputs: a row belongs to an output, and `f(x).len()` says how many there are.",
    ),
    ("took the wrong way round", |r| r.rise = |a, b| b - a, "Ahead minus behind: yours falls where f rises."),
    ("added the looks", |r| r.rise = |a, b| a + b, "Lift f by 1: should a slope change?"),
    (
        "left the last column empty",
        |r| {
            r.given = |mut j| {
                j.column_mut(j.ncols() - 1).fill(0.0);
                j
            }
        },
        "The last input never moves: look at the range of your loop.",
    ),
    (
        "kept the first output only",
        |r| r.given = |j| j.rows(0, 1).into(),
        "One row is there, that of the first output. Where are the others?",
    ),
    ("put in a step of its own", |r| r.step = |_| 1e-5, OWN_STEP),
    (
        "asked the first output in every row",
        |r| r.given = |j| DM::from_fn(j.nrows(), j.ncols(), |_, k| j[(0, k)]),
        "All rows of yours are the first one: each output has a row of its own.",
    ),
];
