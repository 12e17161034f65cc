//! Which step of a tape is to blame: whose number does not follow from the learner's own numbers beside it.
//!
//! ```text
//! forward:  v[k]  against  step k of the learner's v
//! back:     g[i]  against  Σ g[k]·∂(step k)/∂(node i) of the learner's g
//! ```

use crate::tape::{local, operands, step};
use nabla_core::Op;
use nabla_grading::{Named, Observation, blamed};

/// What a step is called in code.
fn name(op: &Op) -> &'static str {
    match op {
        Op::Input(_) => "`Input`",
        Op::Constant(_) => "`Constant`",
        Op::Add(..) => "`Add`",
        Op::Sub(..) => "`Sub`",
        Op::Mul(..) => "`Mul`",
        Op::Powi(..) => "`Powi`",
        Op::Exp(_) => "`Exp`",
        Op::Tanh(_) => "`Tanh`",
        Op::Mean(_) => "`Mean`",
    }
}

/// What a step tells the operand in that place.
fn told(op: &Op, place: usize) -> &'static str {
    match (op, place) {
        (Op::Add(..), 0) => "`Add` tells its first operand",
        (Op::Add(..), _) => "`Add` tells its second operand",
        (Op::Sub(..), 0) => "`Sub` tells its first operand",
        (Op::Sub(..), _) => "`Sub` tells its second operand",
        (Op::Mul(..), 0) => "`Mul` tells its first operand",
        (Op::Mul(..), _) => "`Mul` tells its second operand",
        (Op::Powi(..), _) => "`Powi` tells",
        (Op::Exp(_), _) => "`Exp` tells",
        (Op::Tanh(_), _) => "`Tanh` tells",
        (Op::Mean(_), _) => "`Mean` tells",
        (Op::Input(_) | Op::Constant(_), _) => "nobody tells",
    }
}

fn told_to(op: &Op, node: usize) -> Vec<&'static str> {
    operands(op).into_iter().enumerate().filter(|(_, own)| *own == node).map(|(place, _)| told(op, place)).collect()
}

/// Rounding alone leaves no larger gap between a number and those that it is made of.
fn follows(got: f64, from: f64, size: f64) -> bool {
    (got - from).abs() <= 1e-8 * size.max(from.abs()).max(1e-3)
}

/// The one step, or the two, whose values do not follow from their operands' values.
pub(crate) fn of_values(all: &[Observation<'_>]) -> Option<Named> {
    let mut contradictions = Vec::new();
    for asked in all {
        let (tape, inputs): (Vec<Op>, Vec<f64>) = (asked.argument(0), asked.argument(1));
        let yours: Vec<f64> = asked.value().filter(|yours: &Vec<f64>| yours.len() == tape.len())?;
        for (k, op) in tape.iter().enumerate() {
            let from = step(op, &yours, &inputs);
            let size = operands(op).iter().fold(0.0, |size: f64, place| size.max(yours[*place].abs()));
            // What comes of NaN or of an infinity says nothing of the step.
            if from.is_finite() && size.is_finite() && !follows(yours[k], from, size) {
                contradictions.push(vec![name(op)]);
            }
        }
    }
    let steps = blamed(&contradictions, 2)?.join(" and ");
    Some(Named {
        name: format!("wrong in {steps} only"),
        says: format!("Every other value of yours follows from the values before it: look at what you do for {steps}."),
    })
}

/// The one step that tells its operands something wrong; where it is only one of them, that one.
pub(crate) fn of_adjoints(all: &[Observation<'_>]) -> Option<Named> {
    let (mut places, mut steps) = (Vec::new(), Vec::new());
    for asked in all {
        let (tape, values, output): (Vec<Op>, Vec<f64>, usize) =
            (asked.argument(0), asked.argument(1), asked.argument(2));
        let yours: Vec<f64> = asked.value().filter(|yours: &Vec<f64>| yours.len() == tape.len())?;
        for (node, adjoint) in yours.iter().enumerate() {
            let users = || tape.iter().enumerate().take(output + 1).filter(|(_, op)| operands(op).contains(&node));
            let parts: Vec<f64> = users().map(|(k, op)| yours[k] * local(op, &values, node)).collect();
            let from = parts.iter().sum::<f64>() + f64::from(node == output);
            let size = parts.iter().fold(0.0, |size: f64, part| size.max(part.abs()));
            if from.is_finite() && !follows(*adjoint, from, size) {
                places.push(users().flat_map(|(_, op)| told_to(op, node)).collect());
                steps.push(users().map(|(_, op)| name(op)).collect());
            }
        }
    }
    let what = match (blamed(&places, 1), blamed(&steps, 1)) {
        (Some(told), _) => told[0].to_owned(),
        (None, Some(step)) => format!("{} tells its operands", step[0]),
        (None, None) => return None,
    };
    Some(Named {
        name: format!("wrong in what {what}"),
        says: format!(
            "Wherever an adjoint of yours does not fit those of the nodes that use it, one thing has gone into it: \
             what {what}. Look at that arm."
        ),
    })
}
