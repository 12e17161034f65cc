//! All slopes of a computation in one sweep back.

use nabla_core::Op;

/// The adjoint of every node: how fast the output changes when that node does.
///
/// ```text
/// g[k] = ∂(node output) / ∂(node k)        for every k, in the tape's order; g[output] = 1
/// ```
///
/// `tape` is as in `evaluate`, and `values` holds the value of each of its nodes. Constants have an adjoint like all
/// others. What the output does not use has the adjoint 0, and so has every node after the output, which need not be
/// the last one. A node that is used more than once collects what each use tells. One sweep is enough, also for 10 000
/// nodes: who follows every path by itself does not end in time. For `[Input(0), Input(1), Add(0, 1), Powi(2, 2)]` at
/// (2, 3) and output 3 the adjoints are (10, 10, 10, 1).
pub fn backward(tape: &[Op], values: &[f64], output: usize) -> Vec<f64> {
    // solution: from the output to the first node, each tells its operands
    let v = values;
    let mut g = vec![0.0; tape.len()];
    g[output] = 1.0;
    for k in (0..=output).rev() {
        let t = g[k];
        match &tape[k] {
            Op::Input(_) | Op::Constant(_) => {}
            Op::Add(a, b) => {
                g[*a] += t;
                g[*b] += t;
            }
            Op::Sub(a, b) => {
                g[*a] += t;
                g[*b] -= t;
            }
            Op::Mul(a, b) => {
                g[*a] += t * v[*b];
                g[*b] += t * v[*a];
            }
            Op::Powi(a, n) => g[*a] += t * f64::from(*n) * v[*a].powi(n - 1),
            Op::Exp(a) => g[*a] += t * v[k],
            Op::Tanh(a) => g[*a] += t * (1.0 - v[k] * v[k]),
            Op::Mean(places) => places.iter().for_each(|a| g[*a] += t / places.len() as f64),
        }
    }
    g
    // end of solution
}
