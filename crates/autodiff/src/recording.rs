//! The loss of a line, recorded by exchangeable rules, and what goes wrong while it is recorded.
//!
//! ```text
//! L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²        w = Input(0), b = Input(1)
//! ```

use crate::Table;
use nabla_core::Op;
use nabla_grading::{Slip, slip};

type Push = fn(&mut Vec<Op>, usize) -> usize;

/// Pushes a step, and says where it lies.
pub(crate) fn push(tape: &mut Vec<Op>, op: Op) -> usize {
    tape.push(op);
    tape.len() - 1
}

/// How the loss is recorded.
#[derive(Clone, Copy)]
pub(crate) struct Recording {
    pub(crate) w: fn() -> Op,
    pub(crate) b: fn() -> Op,
    /// Whether w and b are recorded anew for each point.
    pub(crate) anew: bool,
    /// The points that count, each with its input and its target.
    pub(crate) points: fn(&[f64], &[f64]) -> Vec<(f64, f64)>,
    /// Of the places of w, x, b and y: that of the miss.
    pub(crate) miss: fn(&mut Vec<Op>, [usize; 4]) -> usize,
    pub(crate) of_one: Push,
    pub(crate) together: fn(&mut Vec<Op>, Vec<usize>) -> usize,
    pub(crate) at_the_end: Push,
}

fn sum(tape: &mut Vec<Op>, places: &[usize]) -> usize {
    let first = places[0];
    places[1..].iter().fold(first, |before, place| push(tape, Op::Add(before, *place)))
}

fn scaled(tape: &mut Vec<Op>, place: usize, factor: f64) -> usize {
    let factor = push(tape, Op::Constant(factor));
    push(tape, Op::Mul(place, factor))
}

fn line(tape: &mut Vec<Op>, [w, x, b, _]: [usize; 4]) -> usize {
    let steep = push(tape, Op::Mul(w, x));
    push(tape, Op::Add(steep, b))
}

pub(crate) const RIGHT: Recording = Recording {
    w: || Op::Input(0),
    b: || Op::Input(1),
    anew: false,
    points: |x, y| x.iter().copied().zip(y.iter().copied()).collect(),
    miss: |tape, nodes| {
        let predicted = line(tape, nodes);
        push(tape, Op::Sub(predicted, nodes[3]))
    },
    of_one: |tape, miss| push(tape, Op::Powi(miss, 2)),
    together: |tape, all| push(tape, Op::Mean(all)),
    at_the_end: |_, loss| loss,
};

impl Recording {
    pub(crate) fn tape(&self, x: &[f64], y: &[f64]) -> Vec<Op> {
        let mut tape = Vec::new();
        let inputs = |tape: &mut Vec<Op>| [push(tape, (self.w)()), push(tape, (self.b)())];
        let mut lines = inputs(&mut tape);
        let mut all = Vec::new();
        for (index, (x, y)) in (self.points)(x, y).into_iter().enumerate() {
            if self.anew && index > 0 {
                lines = inputs(&mut tape);
            }
            let (x, y) = (push(&mut tape, Op::Constant(x)), push(&mut tape, Op::Constant(y)));
            let miss = (self.miss)(&mut tape, [lines[0], x, lines[1], y]);
            all.push((self.of_one)(&mut tape, miss));
        }
        let loss = (self.together)(&mut tape, all);
        (self.at_the_end)(&mut tape, loss);
        tape
    }
}

const SLIPS: Table<fn(&mut Recording), 22> = [
    (
        "added up without a mean",
        |r| r.together = |tape, all| sum(tape, &all),
        "Take every point twice: the loss should not become twice as large.",
    ),
    (
        "divided by n − 1",
        |r| {
            r.together = |tape, all| {
                let total = sum(tape, &all);
                scaled(tape, total, 1.0 / (all.len().max(2) - 1) as f64)
            }
        },
        "A plain mean divides by how many points there are.",
    ),
    (
        "multiplied by their number",
        |r| {
            r.together = |tape, all| {
                let total = sum(tape, &all);
                scaled(tape, total, all.len() as f64)
            }
        },
        "Take every point twice: yours becomes four times as large, and should stay the same.",
    ),
    ("averaged the misses", |r| r.of_one = |_, miss| miss, "A miss above and a miss below cancel in yours."),
    (
        "squared the mean",
        |r| {
            r.of_one = |_, miss| miss;
            r.at_the_end = |tape, mean| push(tape, Op::Powi(mean, 2));
        },
        "First square, then average: one above and one below are two misses, not none.",
    ),
    (
        "took half of it",
        |r| r.at_the_end = |tape, loss| scaled(tape, loss, 0.5),
        "Half of it. (Some books put ½ in front; here it is not there.)",
    ),
    (
        "took twice of it",
        |r| r.at_the_end = |tape, loss| scaled(tape, loss, 2.0),
        "Twice of it: where does a factor of 2 come in?",
    ),
    (
        "turned the sign of the loss",
        |r| r.at_the_end = |tape, loss| scaled(tape, loss, -1.0),
        "A mean of squares is never negative.",
    ),
    (
        "cubed the misses",
        |r| r.of_one = |tape, miss| push(tape, Op::Powi(miss, 3)),
        "The exponent is 2: yours keeps the sign of a miss.",
    ),
    (
        "doubled the misses",
        |r| r.of_one = |tape, miss| push(tape, Op::Add(miss, miss)),
        "A square is a miss times itself, not twice the miss.",
    ),
    (
        "squared the square",
        |r| {
            r.of_one = |tape, miss| {
                let square = push(tape, Op::Mul(miss, miss));
                push(tape, Op::Powi(square, 2))
            }
        },
        "Each miss is squared once.",
    ),
    (
        "wrote the line down as constants",
        |r| (r.w, r.b) = (|| Op::Constant(2.0), || Op::Constant(1.0)),
        "w and b are numbers on your tape: another line changes nothing.",
    ),
    (
        "exchanged w and b",
        |r| (r.w, r.b) = (|| Op::Input(1), || Op::Input(0)),
        "Input(0) is what x is multiplied with; Input(1) is added.",
    ),
    ("left b out", |r| r.b = || Op::Constant(0.0), "Does Input(1) stand anywhere on your tape?"),
    ("left w out", |r| r.w = || Op::Constant(1.0), "Does Input(0) stand anywhere on your tape?"),
    (
        "exchanged inputs and targets",
        |r| r.points = |x, y| y.iter().copied().zip(x.iter().copied()).collect(),
        "x and y have changed places: which of them is predicted?",
    ),
    (
        "took the first target for every point",
        |r| r.points = |x, y| x.iter().map(|x| (*x, y[0])).collect(),
        "Each point has a target of its own; yours are all compared with the first one.",
    ),
    ("took the first point only", |r| r.points = |x, y| vec![(x[0], y[0])], "All points count, not the first alone."),
    (
        "left the first point out",
        |r| {
            r.points = |x, y| {
                if x.len() == 1 {
                    vec![(x[0], y[0])]
                } else {
                    x.iter().copied().zip(y.iter().copied()).skip(1).collect()
                }
            }
        },
        "The first point counts as well.",
    ),
    (
        "added the target",
        |r| {
            r.miss = |tape, nodes| {
                let predicted = line(tape, nodes);
                push(tape, Op::Add(predicted, nodes[3]))
            }
        },
        "How far off is a prediction that is exactly right?",
    ),
    ("forgot the targets", |r| r.miss = line, "Your tape never looks at y."),
    (
        "subtracted b",
        |r| {
            r.miss = |tape, [w, x, b, y]| {
                let steep = push(tape, Op::Mul(w, x));
                let predicted = push(tape, Op::Sub(steep, b));
                push(tape, Op::Sub(predicted, y))
            }
        },
        "The line is w·x *plus* b.",
    ),
];

/// The slips in a recording that is among the rules of a procedure.
pub(crate) fn slips<R: 'static>(at: fn(&mut R) -> &mut Recording) -> Vec<Slip<R>> {
    SLIPS.into_iter().map(|(name, change, says)| slip(name, move |rules: &mut R| change(at(rules)), says)).collect()
}
