//! The listing made of exchangeable rules, and what goes wrong in it.

use super::Triple;
use crate::Table;
use crate::backward::{self, Sweep};
use crate::recording::{self, Recording};
use crate::tape::values;
use nabla_core::Op;
use nabla_grading::{Slip, slip};

/// What is read off for both slopes, of the tape with its values and adjoints.
type Slopes = fn(tape: &[Op], values: &[f64], adjoints: &[f64]) -> (f64, f64);

/// How the listing is gone through.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) recording: Recording,
    inputs: fn(w: f64, b: f64) -> [f64; 2],
    sweep: Sweep,
    loss: fn(values: &[f64], adjoints: &[f64]) -> f64,
    slopes: Slopes,
}

pub(super) const RIGHT: Rules = Rules {
    recording: recording::RIGHT,
    inputs: |w, b| [w, b],
    sweep: backward::RIGHT,
    loss: |v, _| last(v),
    slopes: |tape, _, g| (slope(tape, g, 0), slope(tape, g, 1)),
};

fn last(numbers: &[f64]) -> f64 {
    numbers.last().copied().unwrap_or(f64::NAN)
}

fn adjoints_of(tape: &[Op], g: &[f64], input: usize) -> Vec<f64> {
    tape.iter().zip(g).filter(|(op, _)| **op == Op::Input(input)).map(|(_, adjoint)| *adjoint).collect()
}

/// The adjoints of all nodes of that input, added up.
fn slope(tape: &[Op], g: &[f64], input: usize) -> f64 {
    adjoints_of(tape, g, input).iter().sum()
}

impl Rules {
    pub(super) fn run(&self, x: &[f64], y: &[f64], w: f64, b: f64) -> Triple {
        let tape = self.recording.tape(x, y);
        let values = values(&tape, &(self.inputs)(w, b));
        let adjoints = self.sweep.adjoints(&tape, &values, tape.len() - 1);
        let (along_w, along_b) = (self.slopes)(&tape, &values, &adjoints);
        ((self.loss)(&values, &adjoints), along_w, along_b)
    }
}

const SLIPS: Table<fn(&mut Rules), 14> = [
    (
        "exchanged the slopes",
        |r| r.slopes = |t, _, g| (slope(t, g, 1), slope(t, g, 0)),
        "The right numbers in each other's place: which node is w?",
    ),
    (
        "gave the slope along w twice",
        |r| r.slopes = |t, _, g| (slope(t, g, 0), slope(t, g, 0)),
        "Both of your slopes are the one along w: which node is b?",
    ),
    (
        "gave the slope along b twice",
        |r| r.slopes = |t, _, g| (slope(t, g, 1), slope(t, g, 1)),
        "Both of your slopes are the one along b: which node is w?",
    ),
    (
        "gave the way down",
        |r| r.slopes = |t, _, g| (-slope(t, g, 0), -slope(t, g, 1)),
        "That is the way down. The slopes themselves are asked, as `w.grad` holds them.",
    ),
    ("read the adjoint of the loss", |r| r.loss = |_, g| last(g), "That is how the loss moves with itself: always 1."),
    (
        "read the values of w and b",
        |r| r.slopes = |_, v, _| (v[0], v[1]),
        "Those are w and b themselves. How the loss moves with them stands in the other list.",
    ),
    (
        "counted the last point only",
        |r| {
            r.recording.anew = true;
            r.slopes = |t, _, g| (last(&adjoints_of(t, g, 0)), last(&adjoints_of(t, g, 1)));
        },
        "Your slopes know of the last point only: the others were overwritten, or told to other nodes for w and b.",
    ),
    (
        "counted the first point only",
        |r| r.sweep.told = |_, told, _| told,
        "Your slopes know of the first point only: the others were overwritten, or told to other nodes for w and b.",
    ),
    (
        "told 1 through the mean",
        |r| r.sweep.mean = |_, _| 1.0,
        "Your slopes are n times too large: a mean has a slope of its own.",
    ),
    (
        "kept the power in the sweep",
        |r| r.sweep.powi = |a, n| f64::from(n) * a.powi(n),
        "Going back through a square the exponent comes down, and is one less above.",
    ),
    (
        "halved the slopes",
        |r| r.sweep.powi = |a, n| a.powi(n - 1),
        "Both slopes are half: what does a square leave behind, on the way back through it?",
    ),
    (
        "told each factor its own value",
        |r| r.sweep.mul = |a, b| (a, b),
        "Going back through w·x, w is told of x, and not of itself.",
    ),
    ("handed in b, then w", |r| r.inputs = |w, b| [b, w], "The inputs go in as (w, b): Input(0) is w."),
    (
        "gave the first node for the loss",
        |r| r.loss = |v, _| v[0],
        "The first node is an input: which one holds what all the others lead to?",
    ),
];

/// The slips in the listing itself, and those in the recording.
pub(super) fn slips() -> impl Iterator<Item = Slip<Rules>> {
    let of_the_recording = recording::slips(|rules: &mut Rules| &mut rules.recording);
    SLIPS.into_iter().map(|(name, change, says)| slip(name, change, says)).chain(of_the_recording)
}
