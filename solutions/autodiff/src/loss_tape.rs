//! The loss of a line, written down step by step.

use nabla_core::Op;

/// A tape that computes the mean squared error of the line w·x + b:
///
/// ```text
/// L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²        Input(0) is w, Input(1) is b; L is the last node
/// ```
///
/// The points are constants on the tape; w and b are its inputs, so that the same tape can be evaluated for any line.
/// There are as many x as y, at least one. Any steps that compute this loss will do, in any order, with at most 20n +
/// 20 nodes for n points; each operand stands before the step that uses it. For the points (1, 4), (2, 5), (3, 7) the
/// last node is 1/3 at w = 2, b = 1, and 54.5 at w = 0.5, b = −3.
pub fn loss_tape(x: &[f64], y: &[f64]) -> Vec<Op> {
    // solution: push each step, and remember its place
    let mut tape = vec![Op::Input(0), Op::Input(1)];
    let mut push = |op: Op| {
        tape.push(op);
        tape.len() - 1
    };
    let mut squares = Vec::new();
    for (x, y) in x.iter().zip(y) {
        let input = push(Op::Constant(*x));
        let steep = push(Op::Mul(0, input));
        let predicted = push(Op::Add(steep, 1));
        let target = push(Op::Constant(*y));
        let miss = push(Op::Sub(predicted, target));
        squares.push(push(Op::Powi(miss, 2)));
    }
    push(Op::Mean(squares));
    tape
    // end of solution
}
