//! Tapes: their values, and their adjoints by a way of its own.
//!
//! ```text
//! g[i] = Σ over the steps k that use i:  g[k] · ∂(step k)/∂(node i)
//! ```
//!
//! Each node *asks* those who use it, where a learner's sweep *tells* its operands; and the local slopes come from the
//! complex step, not from rules.

use crate::complex_step::{C, moving, seen};
use nabla_core::{Draw, Dual, Op};

/// The places that a step uses, in order.
pub(crate) fn operands(op: &Op) -> Vec<usize> {
    match op {
        Op::Input(_) | Op::Constant(_) => vec![],
        Op::Add(a, b) | Op::Sub(a, b) | Op::Mul(a, b) => vec![*a, *b],
        Op::Powi(a, _) | Op::Exp(a) | Op::Tanh(a) => vec![*a],
        Op::Mean(places) => places.clone(),
    }
}

/// What a step gives, of operands that may move; `None` for an input and a constant.
fn stepped(op: &Op, at: impl Fn(usize) -> C) -> Option<C> {
    Some(match op {
        Op::Input(_) | Op::Constant(_) => return None,
        Op::Add(a, b) => at(*a) + at(*b),
        Op::Sub(a, b) => at(*a) - at(*b),
        Op::Mul(a, b) => at(*a) * at(*b),
        Op::Powi(a, n) => at(*a).powi(*n),
        Op::Exp(a) => at(*a).exp(),
        Op::Tanh(a) => at(*a).tanh(),
        Op::Mean(places) => places.iter().map(|a| at(*a)).sum::<C>() / places.len() as f64,
    })
}

/// The value of a step, of the values before it.
pub(crate) fn step(op: &Op, values: &[f64], inputs: &[f64]) -> f64 {
    match op {
        Op::Input(index) => inputs[*index],
        Op::Constant(number) => *number,
        // A complex tanh far out is ∞/∞.
        Op::Tanh(place) => values[*place].tanh(),
        step => stepped(step, |place| C::from(values[place])).map_or(f64::NAN, |z| z.re),
    }
}

/// The value of every node.
pub(crate) fn values(tape: &[Op], inputs: &[f64]) -> Vec<f64> {
    let mut values: Vec<f64> = Vec::with_capacity(tape.len());
    for op in tape {
        values.push(step(op, &values, inputs));
    }
    values
}

/// How fast a step moves while one of the nodes that it uses does.
pub(crate) fn local(op: &Op, values: &[f64], node: usize) -> f64 {
    if let Op::Mean(places) = op {
        return places.iter().filter(|place| **place == node).count() as f64 / places.len() as f64;
    }
    let at = |place: usize| moving(Dual { value: values[place], slope: f64::from(place == node) });
    stepped(op, at).map_or(0.0, |z| seen(z).slope)
}

/// The adjoint of every node.
pub(crate) fn adjoints(tape: &[Op], values: &[f64], output: usize) -> Vec<f64> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); tape.len()];
    for (k, op) in tape.iter().enumerate().take(output + 1) {
        for place in operands(op) {
            if users[place].last() != Some(&k) {
                users[place].push(k);
            }
        }
    }
    let mut g = vec![0.0; tape.len()];
    for i in (0..=output).rev() {
        let asked: f64 = users[i].iter().map(|&k| g[k] * local(&tape[k], values, i)).sum();
        g[i] = if i == output { 1.0 } else { asked };
    }
    g
}

/// Whether every operand stands before its step, every input exists, and there is a last node.
pub(crate) fn is_well_formed(tape: &[Op], inputs: usize) -> bool {
    let sound = |(k, op): (usize, &Op)| match op {
        Op::Input(index) => *index < inputs,
        Op::Mean(places) if places.is_empty() => false,
        op => operands(op).into_iter().all(|place| place < k),
    };
    !tape.is_empty() && tape.iter().enumerate().all(sound)
}

/// A tape of `count` steps on two inputs, with values that are neither large nor near 0, and those inputs.
pub(crate) fn drawn(draw: &mut Draw, count: usize) -> (Vec<Op>, Vec<f64>) {
    let inputs = vec![draw.number_off_zero(-2.0, 2.0, 0.4), draw.number_off_zero(-2.0, 2.0, 0.4)];
    let mut tape = vec![Op::Input(1), Op::Input(0), Op::Constant(draw.number_off_zero(-2.0, 2.0, 0.3))];
    for _ in 0..64 {
        if tape.len() >= count {
            break;
        }
        tape.push(drawn_step(draw, tape.len()));
        let newest = values(&tape, &inputs).pop().map_or(0.0, f64::abs);
        if !(0.1..20.0).contains(&newest) {
            tape.pop();
        }
    }
    (tape, inputs)
}

fn drawn_step(draw: &mut Draw, places: usize) -> Op {
    let mut place = || usize::try_from(draw.integer(0, places as i64 - 1)).unwrap_or(0);
    let (a, b, c) = (place(), place(), place());
    match draw.integer(0, 8) {
        0 | 1 => Op::Add(a, b),
        2 => Op::Sub(a, b),
        3 | 4 => Op::Mul(a, b),
        5 => Op::Powi(a, [2, 3, -1, 0][b % 4]),
        6 => Op::Exp(a),
        7 => Op::Tanh(a),
        _ => Op::Mean(vec![a, b, c]),
    }
}

/// Each node the mean of the two before it, now in one step and now as half of a sum: more paths than anybody can follow, and no
/// value that grows, and no adjoint that fades.
pub(crate) fn braided(count: usize) -> Vec<Op> {
    let step = |k: usize| match k {
        0 | 1 => Op::Input(k),
        2 => Op::Constant(0.5),
        3 => Op::Mean(vec![1, 0]),
        4 => Op::Mean(vec![3, 1]),
        // A sum has no place among the two before the next mean: its half has.
        _ if k % 4 == 1 => Op::Add(k - 1, k - 2),
        _ if k % 4 == 2 => Op::Mul(k - 1, 2),
        _ if k % 4 == 3 => Op::Mean(vec![k - 1, k - 3]),
        _ => Op::Mean(vec![k - 1, k - 2]),
    };
    (0..count).map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sweep forward: one pass a node, with the complex step all the way to the output.
    fn forward(tape: &[Op], inputs: &[f64], node: usize, output: usize) -> f64 {
        let values = values(tape, inputs);
        let mut moved: Vec<C> = Vec::new();
        for (k, op) in tape.iter().enumerate() {
            let own = stepped(op, |place| moved[place]).unwrap_or_else(|| C::from(values[k]));
            moved.push(if k == node { moving(Dual { value: values[k], slope: 1.0 }) } else { own });
        }
        seen(moved[output]).slope
    }

    #[test]
    fn asking_those_who_use_it_gives_what_a_sweep_forward_gives() {
        for seed in 0..20 {
            let (tape, inputs) = drawn(&mut Draw::seeded(seed, "tape"), 10);
            let (values, output) = (values(&tape, &inputs), tape.len() - 1 - seed as usize % 3);
            for (node, adjoint) in adjoints(&tape, &values, output).into_iter().enumerate() {
                let slope = forward(&tape, &inputs, node, output);
                assert!(
                    (adjoint - slope).abs() <= 1e-10 * (1.0 + slope.abs()),
                    "{tape:?} at {node}: {adjoint} {slope}"
                );
            }
        }
    }

    #[test]
    fn a_braid_stays_bounded_and_its_inputs_count() {
        let (tape, inputs) = (braided(10_000), [1.0, 2.0]);
        let values = values(&tape, &inputs);
        assert!(values.iter().all(|value| (0.4..5.0).contains(value)));
        let adjoints = adjoints(&tape, &values, 9_999);
        assert!(adjoints[0] > 0.1 && adjoints[1] > 0.1, "{:?}", &adjoints[..8]);
    }
}
