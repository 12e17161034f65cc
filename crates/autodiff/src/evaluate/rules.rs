//! The way forward made of exchangeable rules, and what goes wrong on it.

use crate::Table;
use crate::tape::step;
use nabla_core::Op;
use nabla_grading::{Exercise, slip};

/// How the way forward is gone.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// Of the index in an input's step and of how many inputs came before: which input it is.
    pub(super) input: fn(index: usize, before: usize) -> usize,
    pub(super) constant: fn(f64) -> f64,
    /// What an operand's place stands for.
    pub(super) operand: fn(values: &[f64], inputs: &[f64], place: usize) -> f64,
    pub(super) add: fn(f64, f64) -> f64,
    pub(super) sub: fn(f64, f64) -> f64,
    pub(super) mul: fn(f64, f64) -> f64,
    pub(super) powi: fn(f64, i32) -> f64,
    pub(super) exp: fn(f64) -> f64,
    pub(super) tanh: fn(f64) -> f64,
    /// Of what is averaged, and of how many nodes there are so far.
    pub(super) mean: fn(listed: &[f64], so_far: usize) -> f64,
    pub(super) kept: fn(Vec<f64>) -> Vec<f64>,
}

pub(super) const RIGHT: Rules = Rules {
    input: |index, _| index,
    constant: |c| c,
    operand: |values, _, place| values[place],
    add: |a, b| a + b,
    sub: |a, b| a - b,
    mul: |a, b| a * b,
    powi: f64::powi,
    exp: f64::exp,
    tanh: f64::tanh,
    mean: |listed, _| listed.iter().sum::<f64>() / listed.len() as f64,
    kept: |values| values,
};

impl Rules {
    pub(super) fn values(&self, tape: &[Op], inputs: &[f64]) -> Vec<f64> {
        let mut values: Vec<f64> = Vec::with_capacity(tape.len());
        let mut before = 0;
        for op in tape {
            let two = |a: &usize, b: &usize| ((self.operand)(&values, inputs, *a), (self.operand)(&values, inputs, *b));
            let value = match op {
                Op::Input(index) => {
                    before += 1;
                    inputs[(self.input)(*index, before - 1)]
                }
                Op::Constant(number) => (self.constant)(*number),
                Op::Add(a, b) => {
                    let (a, b) = two(a, b);
                    (self.add)(a, b)
                }
                Op::Sub(a, b) => {
                    let (a, b) = two(a, b);
                    (self.sub)(a, b)
                }
                Op::Mul(a, b) => {
                    let (a, b) = two(a, b);
                    (self.mul)(a, b)
                }
                Op::Powi(a, n) => (self.powi)(values[*a], *n),
                Op::Exp(a) => (self.exp)(values[*a]),
                Op::Tanh(a) => (self.tanh)(values[*a]),
                Op::Mean(places) => (self.mean)(&places.iter().map(|a| values[*a]).collect::<Vec<_>>(), values.len()),
            };
            values.push(value);
        }
        (self.kept)(values)
    }
}

const SLIPS: Table<fn(&mut Rules), 29> = [
    (
        "took inputs in the order of the tape",
        |r| r.input = |_, before| before,
        "`Input(1)` says which input it is, whenever it is recorded.",
    ),
    ("took constants for 0", |r| r.constant = |_| 0.0, "The number that a constant holds is its value."),
    (
        "took places for values",
        |r| r.operand = |_, _, place| place as f64,
        "You combined the addresses, not what lives there.",
    ),
    (
        "looked operands up among the inputs",
        |r| r.operand = |_, inputs, place| inputs[place],
        "The numbers in `Add(4, 0)` count nodes of the tape, not inputs.",
    ),
    ("subtracted for a sum", |r| r.add = |a, b| a - b, "`Add` adds."),
    (
        "subtracted the wrong way round",
        |r| r.sub = |a, b| b - a,
        "a − b, or b − a? Exchange the two and look at the sign.",
    ),
    ("added for a difference", |r| r.sub = |a, b| a + b, "`Sub` takes away."),
    ("multiplied for a sum", |r| r.add = |a, b| a * b, "`Add` adds."),
    ("divided for a difference", |r| r.sub = |a, b| a / b, "`Sub` takes away."),
    ("took both away", |r| r.sub = |a, b| -a - b, "a − b: is a itself taken away?"),
    ("added for a product", |r| r.mul = |a, b| a + b, "`Mul` multiplies."),
    ("divided for a product", |r| r.mul = |a, b| a / b, "`Mul` multiplies."),
    (
        "multiplied by the exponent",
        |r| r.powi = |a, n| a * f64::from(n),
        "A power repeats a product; yours repeats a sum.",
    ),
    (
        "exchanged base and exponent",
        |r| r.powi = |a, n| f64::from(n).powf(a),
        "Which of the two is multiplied by itself: the node, or n?",
    ),
    ("always squared", |r| r.powi = |a, _| a * a, "n says how often a factor stands in the power; it need not be 2."),
    ("took the size of the exponent", |r| r.powi = |a, n| a.powi(n.abs()), "A negative power divides: a⁻² is 1/a²."),
    (
        "left negative powers at 1",
        |r| r.powi = |a, n| (0..n).fold(1.0, |power, _| power * a),
        "A loop from 0 to n makes no turn where n is negative: a⁻² is 1/a².",
    ),
    ("took 2 to the power", |r| r.exp = f64::exp2, "`Exp` is e to the power, not 2."),
    ("took e to the power, less 1", |r| r.exp = f64::exp_m1, "`Exp` at 0 is 1."),
    ("took the tangent", |r| r.tanh = f64::tan, "tanh stays between −1 and 1; the tangent does not."),
    (
        "took the logistic curve",
        |r| r.tanh = |a| 1.0 / (1.0 + (-a).exp()),
        "tanh is 0 at 0, and negative to the left of it.",
    ),
    (
        "added up for a mean",
        |r| r.mean = |listed, _| listed.iter().sum(),
        "List every node twice: should a mean become twice as large?",
    ),
    (
        "multiplied by how many are listed",
        |r| r.mean = |listed, _| listed.iter().sum::<f64>() * listed.len() as f64,
        "List every node twice: should a mean become four times as large?",
    ),
    (
        "divided by all nodes so far",
        |r| r.mean = |listed, so_far| listed.iter().sum::<f64>() / so_far as f64,
        "The mean of the listed nodes divides by how many are listed.",
    ),
    (
        "averaged the ends only",
        |r| r.mean = |listed, _| 0.5 * (listed[0] + listed[listed.len() - 1]),
        "All the listed nodes count, not the first and the last alone.",
    ),
    (
        "gave the last value only",
        |r| r.kept = |values| values.last().copied().into_iter().collect(),
        "Every node's value is asked: the way back will need them all.",
    ),
    (
        "left the inputs out",
        |r| r.kept = |values| values.into_iter().skip(2).collect(),
        "Inputs and constants are nodes, too, and have a value in the list.",
    ),
    (
        "gave them last one first",
        |r| r.kept = |values| values.into_iter().rev().collect(),
        "The right values, in reverse: node 0 comes first.",
    ),
    (
        "divided by one less",
        |r| r.mean = |listed, _| listed.iter().sum::<f64>() / (listed.len() as f64 - 1.0),
        "A mean of three nodes divides by three.",
    ),
];

pub(super) fn slips(exercise: Exercise) -> Exercise {
    let run = |rules: Rules| move |tape: Vec<Op>, inputs: Vec<f64>| rules.values(&tape, &inputs);
    // The inputs in front, and then the values of these steps, in places that count both.
    let after_the_inputs = |is_pushed: fn(&Op) -> bool| {
        move |tape: Vec<Op>, inputs: Vec<f64>| {
            let mut values = inputs.clone();
            for op in tape.iter().filter(|op| is_pushed(op)) {
                values.push(step(op, &values, &inputs));
            }
            values
        }
    };
    exercise
        .slips(RIGHT, run, SLIPS.map(|(name, change, says)| slip(name, change, says)))
        .mistake(
            "put all inputs first",
            after_the_inputs(|op| !matches!(op, Op::Input(_))),
            "An input has its place where it is recorded on the tape, be it late or twice; yours all stand in front.",
        )
        .mistake(
            "put all inputs in front of the tape",
            after_the_inputs(|_| true),
            "Your list begins with the inputs, and the tape comes after them: place 0 is that of the tape's first node.",
        )
}
