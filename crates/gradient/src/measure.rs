//! How a gradient is measured, and what goes wrong on the way.
//!
//! ```text
//! gᵢ = [f(x + h·eᵢ) − f(x − h·eᵢ)] / 2h        for i = 0 … n − 1: 2n calls of f
//! ```

use crate::Table;
use nabla_grading::{Complaint, Observation};
use nalgebra::DVector;

type DV = DVector<f64>;

/// How the slope along one coordinate x is measured with the step h.
#[derive(Clone, Copy)]
pub(crate) struct Measure {
    /// Round which place, how far away, and how many times that to the two sides.
    around: fn(x: f64) -> f64,
    reach: fn(x: f64, h: f64) -> f64,
    sides: [f64; 2],
    /// What is made of the two values of f, and what that is divided by.
    rise: fn(ahead: f64, behind: f64) -> f64,
    run: fn(x: f64, h: f64) -> f64,
    /// Whether x is whole again before the next coordinate moves.
    restores: bool,
}

/// [f(x + h) − f(x − h)] / 2h
pub(crate) const CENTRAL: Measure = Measure {
    around: |x| x,
    reach: |_, h| h,
    sides: [1.0, -1.0],
    rise: |a, b| a - b,
    run: |_, h| 2.0 * h,
    restores: true,
};

impl Measure {
    pub(crate) fn gradient(self, f: &dyn Fn(&DV) -> f64, x: &DV, h: f64) -> DV {
        let mut p = x.clone();
        DV::from_fn(x.len(), |i, _| {
            let [ahead, behind] = self.sides.map(|side| {
                p[i] = (self.around)(x[i]) + side * (self.reach)(x[i], h);
                f(&p)
            });
            p[i] = if self.restores { x[i] } else { p[i] };
            (self.rise)(ahead, behind) / (self.run)(x[i], h)
        })
    }
}

pub(crate) fn central(f: &dyn Fn(&DV) -> f64, x: &DV, h: f64) -> DV {
    CENTRAL.gradient(f, x, h)
}

pub(crate) const LEFTOVERS: &str =
    "The first slope is right, later ones drift: what is x when you begin with the next one?";
pub(crate) const FORWARD: &str = "Biased to one side: the error falls only like h. Look to both sides of x.";
const OWN_STEP: &str = "You look at the same places for every h. Use the one that is given.";
pub(crate) const BACKWARD: &str = "Biased to one side: you never looked ahead. Look to both sides of x.";

pub(crate) const SLIPS: Table<fn(&mut Measure), 17> = [
    ("looked forward only", |r| (r.sides, r.run) = ([1.0, 0.0], |_, h| h), FORWARD),
    ("looked backward only", |r| (r.sides, r.run) = ([0.0, -1.0], |_, h| h), BACKWARD),
    ("nudged back only halfway", |r| r.sides = [1.0, 0.0], "Your second sample lies at x: ahead by h, back by 2h."),
    ("divided by h", |r| r.run = |_, h| h, "Your run is half the real distance: how far apart are the samples?"),
    ("forgot to divide", |r| r.run = |_, _| 1.0, "Rise without run: a slope is one divided by the other."),
    ("multiplied by h", |r| r.run = |_, h| 2.0 / h, "`/ 2.0 * h` divides by 2 and multiplies by h: set brackets."),
    ("multiplied by the run", |r| r.run = |_, h| 0.5 / h, "A slope is rise divided by run."),
    ("divided by x, too", |r| r.run = |x, h| 2.0 * h * x, "Your run grows with xᵢ: how far apart are the samples?"),
    ("took the wrong way round", |r| r.rise = |a, b| b - a, "Ahead minus behind: your slopes fall where f rises."),
    ("added the samples", |r| r.rise = |a, b| a + b, "Lift f by 1: should a slope change?"),
    ("looked half a step", |r| (r.reach, r.run) = (|_, h| h / 2.0, |_, h| h), "h is the way from x to either sample."),
    (
        "looked two steps",
        |r| (r.reach, r.run) = (|_, h| 2.0 * h, |_, h| 4.0 * h),
        "h is the way from x to either sample.",
    ),
    ("put in a step of its own", |r| (r.reach, r.run) = (|_, _| 1e-5, |_, _| 2e-5), OWN_STEP),
    ("scaled instead of shifted", |r| r.reach = |x, h| h * x, "Your step grows with xᵢ: h is added to the coordinate."),
    (
        "took a step in proportion",
        |r| (r.reach, r.run) = (wide, |x, h| 2.0 * wide(x, h)),
        "Your step grows with xᵢ: take h as it is.",
    ),
    ("put h in the place of x", |r| r.around = |_| 0.0, "Your samples lie around 0, not around x: h is added to xᵢ."),
    ("left coordinates nudged", |r| r.restores = false, LEFTOVERS),
];

fn wide(x: f64, h: f64) -> f64 {
    h * x.abs().max(1.0)
}

/// x with one coordinate moved.
pub(crate) fn nudged(x: &DV, i: usize, by: f64) -> DV {
    let mut nudged = x.clone();
    nudged[i] += by;
    nudged
}

/// With another step, the last argument, f is asked elsewhere.
pub(crate) fn uses_the_step(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let but_step = |asked: &Observation<'_>| asked.arguments.len() - 1;
    let deaf = all.iter().position(|asked| {
        let same = |other: &&Observation<'_>| other.arguments[..but_step(other)] == asked.arguments[..but_step(asked)];
        let looks_alike =
            |other: &Observation<'_>| other.looked().next().is_some() && other.looked().eq(asked.looked());
        all.iter().filter(same).any(|other| other.expected != asked.expected && looks_alike(other))
    });
    deaf.map_or(Ok(()), |index| Err((index, Complaint::named("put in a step of its own", OWN_STEP))))
}
