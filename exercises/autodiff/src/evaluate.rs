//! The way forward through a computation that was written down.

use nabla_core::Op;

/// The value of every node of a tape, in the tape's order.
///
/// A tape is a list of steps, and node k is what step k gives:
///
/// ```text
/// Input(i)     the input with index i           Powi(a, n)   node a to the power n
/// Constant(c)  c itself                         Exp(a)       e to the power of node a
/// Add(a, b)    node a + node b                  Tanh(a)      tanh of node a
/// Sub(a, b)    node a − node b                  Mean(list)   the mean of the nodes in the list
/// Mul(a, b)    node a · node b
/// ```
///
/// Only the number in `Input` counts inputs; a and b are places on the tape itself, and every operand stands before the
/// step that uses it. Inputs may be recorded in any order, more than once, or not at all. There may be 10 000 nodes.
/// `[Input(1), Input(0), Sub(0, 1), Powi(2, 3)]` with the inputs (3, 7) gives (7, 3, 4, 64).
pub fn evaluate(tape: &[Op], inputs: &[f64]) -> Vec<f64> {
    todo!("one pass from the first node to the last")
}
