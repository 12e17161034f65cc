//! What goes wrong in a sweep back.

use super::steps::{OF_SIGNS, OF_STEPS, OVERWRITTEN};
use super::{RIGHT, Sweep, WAYS};
use crate::Table;
use nabla_core::Op;
use nabla_grading::{Exercise, slip};

/// Other beginnings, orders and ends.
const OF_THE_SWEEP: Table<fn(&mut Sweep), 17> = [
    (
        "took away what is told",
        |r| r.told = |before, told, _| before - told,
        "What a node is told adds to what it knows; yours takes it away.",
    ),
    (
        "multiplied with the 0 of the start",
        |r| {
            r.told = |before, told, _| before * told;
            r.order = |nodes, _| (0..nodes).rev().collect();
        },
        "All others know 0 at first, and whatever that is multiplied with is 0 again.",
    ),
    (
        "added adjoint and slope",
        |r| r.carried = |adjoint, slope| adjoint + slope,
        "Two speeds in a row multiply, like gears; yours are added.",
    ),
    ("divided by the slope", |r| r.carried = |adjoint, slope| adjoint / slope, STEEPER),
    ("divided the slope by the adjoint", |r| r.carried = |adjoint, slope| slope / adjoint, GEARS),
    (
        "began with 1 everywhere but at the output",
        |r| r.start = |nodes, output| (0..nodes).map(|k| f64::from(k != output)).collect(),
        "The output moves with itself, and of all others nothing is known at first: yours begins the other way round.",
    ),
    (
        "overwrote what was told before",
        |r| r.told = |_, told, _| told,
        "Nodes that are used twice are wrong: the second to tell them wipes out the first.",
    ),
    (
        "multiplied what is told",
        |r| r.told = |before, told, _| if before == 0.0 { told } else { before * told },
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
        "Nothing of what the output knows arrives at its operands: all but the output stay at 0.",
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

const STEEPER: &str = "A step that is twice as steep tells twice as much; yours tells half of it.";
const GEARS: &str =
    "If the output moves twice as fast with a node, it does so with the node's operands: two speeds in a row multiply.";

pub(in crate::backward) fn slips(exercise: Exercise) -> Exercise {
    let run = |rules: Sweep| move |tape: Vec<Op>, v: Vec<f64>, output: usize| rules.adjoints(&tape, &v, output);
    let all = OF_STEPS.into_iter().chain(OF_SIGNS).chain(OVERWRITTEN).chain(OF_THE_SWEEP);
    exercise.slips_in(WAYS, run, all.map(|(name, change, says)| slip(name, change, says))).mistake(
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
