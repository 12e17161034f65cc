//! A sweep back made of exchangeable rules, and what goes wrong in it.

use crate::Table;
use nabla_core::Op;
use nabla_grading::{Exercise, slip};

/// Of the operands' values and the step's own: how fast the step moves with each operand.
type Two = fn(a: f64, b: f64) -> (f64, f64);
type One = fn(a: f64, own: f64) -> f64;

/// How the sweep is gone.
#[derive(Clone, Copy)]
pub(crate) struct Sweep {
    /// What is known before it begins, of the number of nodes and the output.
    pub(crate) start: fn(nodes: usize, output: usize) -> Vec<f64>,
    /// The order in which nodes speak.
    pub(crate) order: fn(nodes: usize, output: usize) -> Vec<usize>,
    /// What becomes of an adjoint that is told something.
    pub(crate) told: fn(before: f64, told: f64) -> f64,
    pub(crate) add: Two,
    pub(crate) sub: Two,
    pub(crate) mul: Two,
    pub(crate) powi: fn(a: f64, n: i32) -> f64,
    pub(crate) exp: One,
    pub(crate) tanh: One,
    pub(crate) mean: fn(count: usize, nodes: usize) -> f64,
    pub(crate) kept: fn(Vec<f64>, tape: &[Op]) -> Vec<f64>,
}

pub(crate) const RIGHT: Sweep = Sweep {
    start: |nodes, output| (0..nodes).map(|k| f64::from(k == output)).collect(),
    order: |_, output| (0..=output).rev().collect(),
    told: |before, told| before + told,
    add: |_, _| (1.0, 1.0),
    sub: |_, _| (1.0, -1.0),
    mul: |a, b| (b, a),
    powi: |a, n| f64::from(n) * a.powi(n - 1),
    exp: |_, own| own,
    tanh: |_, own| 1.0 - own * own,
    mean: |count, _| 1.0 / count as f64,
    kept: |adjoints, _| adjoints,
};

impl Sweep {
    /// The operands of step k, with the slope of each.
    fn slopes(&self, tape: &[Op], v: &[f64], k: usize) -> Vec<(usize, f64)> {
        let two = |a: usize, b: usize, rule: Two| {
            let (along_a, along_b) = rule(v[a], v[b]);
            vec![(a, along_a), (b, along_b)]
        };
        match &tape[k] {
            Op::Input(_) | Op::Constant(_) => vec![],
            Op::Add(a, b) => two(*a, *b, self.add),
            Op::Sub(a, b) => two(*a, *b, self.sub),
            Op::Mul(a, b) => two(*a, *b, self.mul),
            Op::Powi(a, n) => vec![(*a, (self.powi)(v[*a], *n))],
            Op::Exp(a) => vec![(*a, (self.exp)(v[*a], v[k]))],
            Op::Tanh(a) => vec![(*a, (self.tanh)(v[*a], v[k]))],
            Op::Mean(places) => places.iter().map(|a| (*a, (self.mean)(places.len(), tape.len()))).collect(),
        }
    }

    pub(crate) fn adjoints(&self, tape: &[Op], v: &[f64], output: usize) -> Vec<f64> {
        let mut g = (self.start)(tape.len(), output);
        for k in (self.order)(tape.len(), output) {
            let t = g[k];
            for (place, slope) in self.slopes(tape, v, k) {
                g[place] = (self.told)(g[place], t * slope);
            }
        }
        (self.kept)(g, tape)
    }

    /// Each node speaks as soon as it is told something, and tells all that it knows by then.
    fn at_once(&self, tape: &[Op], v: &[f64], k: usize, g: &mut [f64]) {
        for (place, slope) in self.slopes(tape, v, k) {
            g[place] += g[k] * slope;
            self.at_once(tape, v, place, g);
        }
    }
}

/// Other slopes than those of the steps.
const OF_STEPS: Table<fn(&mut Sweep), 21> = [
    ("turned no sign in a difference", |r| r.sub = |_, _| (1.0, 1.0), "When c grows, a − c shrinks."),
    ("turned the wrong sign in a difference", |r| r.sub = |_, _| (-1.0, 1.0), "When a grows, a − c grows with it."),
    (
        "told each factor its own value",
        |r| r.mul = |a, b| (a, b),
        "A factor is stretched by the other one, not by itself.",
    ),
    (
        "told both factors 1",
        |r| r.mul = |_, _| (1.0, 1.0),
        "That is a sum. In a product the change of one factor is stretched by the other.",
    ),
    (
        "told both factors the product",
        |r| r.mul = |a, b| (a * b, a * b),
        "Of the product the slope along a leaves b alone.",
    ),
    ("told the first factor only", |r| r.mul = |_, b| (b, 0.0), "Two nodes go into a product, and both move it."),
    ("told the first summand only", |r| r.add = |_, _| (1.0, 0.0), "Two nodes go into a sum, and both move it."),
    ("shared a sum out", |r| r.add = |_, _| (0.5, 0.5), "If a grows by 1, a + b grows by 1, not by a half."),
    (
        "kept the power",
        |r| r.powi = |a, n| f64::from(n) * a.powi(n),
        "The exponent came down; what is left above is one less.",
    ),
    (
        "forgot the factor of a power",
        |r| r.powi = |a, n| a.powi(n - 1),
        "The power went down: which factor comes down with it?",
    ),
    ("always squared", |r| r.powi = |a, _| 2.0 * a, "That is the slope of a square; n may be any whole number."),
    ("told 1 through an exponential", |r| r.exp = |_, _| 1.0, "The slope of eᵃ is eᵃ, which is the node's own value."),
    (
        "told the operand of an exponential",
        |r| r.exp = |a, _| a,
        "The slope of eᵃ is the value of the node itself, not of its operand.",
    ),
    (
        "squared what went into tanh",
        |r| r.tanh = |a, _| 1.0 - a * a,
        "1 − (…)²: of what came out of tanh, not of what went in.",
    ),
    (
        "took tanh twice",
        |r| r.tanh = |_, own| 1.0 - own.tanh().powi(2),
        "The node's value is squashed already; yours is squashed once more.",
    ),
    (
        "forgot the square of tanh",
        |r| r.tanh = |_, own| 1.0 - own,
        "The slope of tanh is 1 less the *square* of its value.",
    ),
    ("told 1 through tanh", |r| r.tanh = |_, _| 1.0, "tanh flattens: far from 0 it hardly moves."),
    ("told 1 through a mean", |r| r.mean = |_, _| 1.0, "One of m nodes grows by 1: by how much does their mean grow?"),
    (
        "divided a mean by all nodes",
        |r| r.mean = |_, nodes| 1.0 / nodes as f64,
        "A mean divides by how many are listed, not by how long the tape is.",
    ),
    (
        "took the exponential twice",
        |r| r.exp = |_, own| own.exp(),
        "The node's value is the exponential already; yours takes it once more.",
    ),
    ("divided by cosh once", |r| r.tanh = |a, _| 1.0 / a.cosh(), "1/cosh² is the slope of tanh, with a square."),
];

/// Other beginnings, orders and ends.
const OF_THE_SWEEP: Table<fn(&mut Sweep), 11> = [
    (
        "overwrote what was told before",
        |r| r.told = |_, told| told,
        "Nodes that are used twice are wrong: the second to tell them wipes out the first.",
    ),
    (
        "multiplied what is told",
        |r| r.told = |before, told| if before == 0.0 { told } else { before * told },
        "Two users each do their part: their parts add up.",
    ),
    (
        "went from the first node on",
        |r| r.order = |_, output| (0..=output).collect(),
        "The first node has heard nothing yet. Who can speak first?",
    ),
    (
        "left out the output",
        |r| r.order = |_, output| (0..output).rev().collect(),
        "Your output never tells its own operands.",
    ),
    (
        "began with nothing",
        |r| r.start = |nodes, _| vec![0.0; nodes],
        "How fast does the output move with itself? All others wait for that.",
    ),
    (
        "began with 1 everywhere",
        |r| r.start = |nodes, _| vec![1.0; nodes],
        "Only the output knows something at the start; yours all begin with 1.",
    ),
    (
        "began at the end of the tape",
        |r| {
            (r.start, r.order) = (
                |nodes, _| (0..nodes).map(|k| f64::from(k + 1 == nodes)).collect(),
                |nodes, _| (0..nodes).rev().collect(),
            );
        },
        "The output is the node that was named, which need not be the last one.",
    ),
    (
        "cleared the output",
        |r| {
            r.kept = |mut g, _| {
                if let Some(k) = g.iter().rposition(|g| *g != 0.0) {
                    g[k] = 0.0;
                }
                g
            }
        },
        "The output moves with itself at 1, and that is its adjoint.",
    ),
    (
        "gave the inputs alone",
        |r| {
            r.kept = |g, tape| {
                g.into_iter().zip(tape).filter(|(_, op)| matches!(op, Op::Input(_))).map(|(g, _)| g).collect()
            };
        },
        "An adjoint for every node is asked, constants and all steps between among them.",
    ),
    (
        "cleared the constants",
        |r| {
            r.kept = |g, tape| {
                g.into_iter().zip(tape).map(|(g, op)| if matches!(op, Op::Constant(_)) { 0.0 } else { g }).collect()
            }
        },
        "A constant has an adjoint as well: what the output would do if it moved.",
    ),
    (
        "gave them last one first",
        |r| r.kept = |g, _| g.into_iter().rev().collect(),
        "The right adjoints, in reverse: node 0 comes first.",
    ),
];

pub(super) fn slips(exercise: Exercise) -> Exercise {
    let run = |rules: Sweep| move |tape: Vec<Op>, v: Vec<f64>, output: usize| rules.adjoints(&tape, &v, output);
    exercise
        .slips(
            RIGHT,
            run,
            OF_STEPS.into_iter().chain(OF_THE_SWEEP).map(|(name, change, says)| slip(name, change, says)),
        )
        .mistake(
            "spoke before all had been heard",
            |tape: Vec<Op>, v: Vec<f64>, output: usize| {
                // On a long tape it would not end.
                let mut g = (RIGHT.start)(tape.len(), output);
                if tape.len() < 30 {
                    RIGHT.at_once(&tape, &v, output, &mut g);
                }
                g
            },
            "A node spoke before all its users had told it, and then again, with what it had told already.",
        )
}
