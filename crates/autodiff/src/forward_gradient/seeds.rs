//! What goes wrong in the passes: who moves in them, and what becomes of what comes back.

use super::looks::{DIFFERENCES, REPEATED};
use super::{by, pass};
use crate::Table;
use nabla_grading::{Exercise, OfDuals};

/// Of pass i and input j, at x with n inputs: the seed.
type Seed = fn(i: usize, j: usize, x: &[f64]) -> f64;

const SEEDS: Table<Seed, 10> = [
    ("moved all inputs at once", |_, _, _| 1.0, "All your slopes are one number: who moved in each pass?"),
    (
        "left the earlier seeds on",
        |i, j, _| f64::from(j <= i),
        "The first slope is right and later ones gather more: who still moves from the pass before?",
    ),
    (
        "left the later seeds on",
        |i, j, _| f64::from(j >= i),
        "The last slope is right: who moves besides in the first pass?",
    ),
    (
        "seeded with the value",
        |i, j, x| f64::from(i == j) * x[j],
        "At what speed does an input move, measured by itself? Not at its own value.",
    ),
    ("moved nobody", |_, _, _| 0.0, "Nobody moves in any of your passes, and so nothing changes."),
    (
        "moved them in reverse",
        |i, j, x| f64::from(i + j + 1 == x.len()),
        "The right slopes, last one first: which input moves in the first pass?",
    ),
    (
        "moved the next one",
        |i, j, x| f64::from((i + 1) % x.len() == j),
        "The right slopes, each in the place of its neighbour: who moves in the first pass?",
    ),
    (
        "moved all but one",
        |i, j, _| f64::from(i != j),
        "One is to move and the others stand still; yours do the opposite.",
    ),
    ("moved it backwards", |i, j, _| -f64::from(i == j), "Your inputs move backwards: every slope has the wrong sign."),
    (
        "seeded all with their values",
        |_, j, x| x[j],
        "All your slopes are one number: in pass i only input i moves, and at the speed 1.",
    ),
];

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    let exercise = SEEDS.into_iter().fold(exercise, |exercise, (name, seed, says)| {
        exercise.mistake(name, move |f: OfDuals, x: Vec<f64>| by(&f, &x, |i, j| seed(i, j, &x)), says)
    });
    let one_hot = |i: usize| move |j: usize| f64::from(i == j);
    let differences = |h: f64, both: bool| {
        move |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
            let nudged = |i: usize, by: f64| {
                let mut x = x.clone();
                x[i] += by;
                pass(&f, &x, |_| 0.0).value
            };
            let behind = if both { h } else { 0.0 };
            (0..x.len()).map(|i| (nudged(i, h) - nudged(i, -behind)) / (h + behind)).collect()
        }
    };
    exercise
        .mistake(
            "gave the value",
            move |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
                (0..x.len()).map(|i| pass(&f, &x, one_hot(i)).value).collect()
            },
            "That is f itself, once for each input: the slope is the other half of what comes back.",
        )
        .mistake(
            "one pass for all",
            |f: OfDuals, x: Vec<f64>| vec![pass(&f, &x, |_| 1.0).slope],
            "One pass gives one number: n slopes need n passes.",
        )
        .mistake("measured differences", differences(1e-5, true), DIFFERENCES)
        .mistake("measured to one side", differences(1e-6, false), DIFFERENCES)
        .mistake(
            "more passes than inputs",
            move |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
                (0..x.len()).map(|i| 0.5 * (pass(&f, &x, one_hot(i)).slope + pass(&f, &x, one_hot(i)).slope)).collect()
            },
            REPEATED,
        )
}
