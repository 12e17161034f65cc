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
    todo!("from the output to the first node, each tells its operands")
}
