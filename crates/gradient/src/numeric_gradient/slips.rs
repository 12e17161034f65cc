//! What goes wrong with a measured gradient.

use crate::Table;
use crate::measure::{CENTRAL, Measure, SLIPS, central, nudged};
use nabla_grading::{Exercise, ManyVariables, slip};
use nalgebra::DVector;

type DV = DVector<f64>;

/// Mistakes made with a gradient that was measured as it should be.
const AFTERWARDS: Table<fn(&mut DV), 5> = [
    ("the sum in every slot", |g| g.fill(g.sum()), "You added the slopes. A gradient keeps one for each input."),
    ("the length in every slot", |g| g.fill(g.norm()), "That is how steep it is; asked is one slope for each input."),
    ("always of length one", |g| *g /= g.norm(), "The direction is right; the length is missing: how steep is it?"),
    (
        "left out the last one",
        |g| clear(g.iter_mut().last()),
        "The last component is always 0: check the range of your loop.",
    ),
    (
        "left out the first one",
        |g| clear(g.get_mut(0)),
        "The first component is always 0: check the range of your loop.",
    ),
];

fn clear(slope: Option<&mut f64>) {
    slope.into_iter().for_each(|slope| *slope = 0.0);
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    let run = |rules: Measure| move |f: ManyVariables, x: DV, h: f64| rules.gradient(f.as_fn(), &x, h);
    let exercise = exercise.slips(CENTRAL, run, SLIPS.map(|(name, change, says)| slip(name, change, says)));
    let exercise = AFTERWARDS.into_iter().fold(exercise, |exercise, (name, change, says)| {
        let code = move |f: ManyVariables, x: DV, h: f64| {
            let mut gradient = central(f.as_fn(), &x, h);
            change(&mut gradient);
            gradient
        };
        exercise.mistake(name, code, says)
    });
    exercise
        .mistake(
            "moved all coordinates",
            |f: ManyVariables, x: DV, h: f64| x.map(|_| (f.at(&x.add_scalar(h)) - f.at(&x.add_scalar(-h))) / (2.0 * h)),
            "All components are equal: you moved every input at once.",
        )
        .mistake(
            "forgot the brackets",
            |f: ManyVariables, x: DV, h: f64| {
                DV::from_fn(x.len(), |i, _| f.at(&nudged(&x, i, h)) - f.at(&nudged(&x, i, -h)) / (2.0 * h))
            },
            "Only the value behind x is divided: division binds more tightly than subtraction.",
        )
        .mistake(
            "took the second difference",
            |f: ManyVariables, x: DV, h: f64| {
                let at = |i: usize, by: f64| f.at(&nudged(&x, i, by));
                DV::from_fn(x.len(), |i, _| (at(i, h) - 2.0 * f.at(&x) + at(i, -h)) / (h * h))
            },
            "That is how f bends, not how it climbs: a straight line would give 0.",
        )
}
