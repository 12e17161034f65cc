//! A sweep back made of exchangeable rules.

mod slips;
mod steps;

use nabla_core::Op;
pub(super) use slips::slips;

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
    /// What a step has to tell, of its own adjoint and its slope.
    pub(crate) carried: fn(adjoint: f64, slope: f64) -> f64,
    /// What becomes of an adjoint that such a step tells something.
    pub(crate) told: fn(before: f64, told: f64, step: &Op) -> f64,
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
    carried: |adjoint, slope| adjoint * slope,
    told: |before, told, _| before + told,
    add: |_, _| (1.0, 1.0),
    sub: |_, _| (1.0, -1.0),
    mul: |a, b| (b, a),
    powi: |a, n| f64::from(n) * a.powi(n - 1),
    exp: |_, own| own,
    tanh: |_, own| 1.0 - own * own,
    mean: |count, _| 1.0 / count as f64,
    kept: |adjoints, _| adjoints,
};

/// From the output on, or from the end of the tape, whose nodes have nothing to tell.
const WAYS: [Sweep; 2] = [RIGHT, Sweep { order: |nodes, _| (0..nodes).rev().collect(), ..RIGHT }];

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
                g[place] = (self.told)(g[place], (self.carried)(t, slope), &tape[k]);
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
