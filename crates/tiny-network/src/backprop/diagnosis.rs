//! Where a way back goes wrong, by the learner's own slopes: each of them should follow from those behind it.
//!
//! ```text
//! ∂/∂b at the end: 2(a − t)·(1 − a²)      one layer back: (Wᵀ·∂/∂b behind)·(1 − a²)      ∂/∂W: ∂/∂b · (what came in)ᵀ
//! ```

use crate::nets::DV;
use crate::truth;
use nabla_core::{Layer, number_text};
use nabla_grading::{FromValue, Named, Observation, blamed};

const AT_THE_END: &str = "the blame at the end";
const BACK: &str = "the way back from a layer to the one before";
const WEIGHTS: &str = "the slopes along the weights";

/// A number that others do not lead to: rounding, and the error of a good difference, leave no such gap.
fn differ(yours: &DV, from: &DV) -> bool {
    let size = from.amax().max(1e-3);
    yours.len() == from.len() && yours.iter().zip(from).any(|(a, b)| (a - b).abs() > 1e-5 * size)
}

pub(super) fn by_its_own_slopes(all: &[Observation<'_>]) -> Option<Named> {
    let answers: Vec<Answer> = all.iter().map(Answer::of).collect::<Option<_>>()?;
    nearly_right(&answers)
        .or_else(|| about_a_factor(&answers))
        .or_else(|| in_the_shifts(&answers))
        .or_else(|| by_steps(&answers))
}

/// What was asked, and the learner's slopes of the same shape.
struct Answer {
    layers: Vec<Layer>,
    x: DV,
    target: DV,
    yours: Vec<Layer>,
    right: Vec<Layer>,
}

impl Answer {
    fn of(asked: &Observation<'_>) -> Option<Self> {
        let (layers, yours): (Vec<Layer>, Vec<Layer>) = (asked.argument(0), asked.value()?);
        let shapes = |all: &[Layer]| all.iter().map(|l| (l.weights.shape(), l.bias.len())).collect::<Vec<_>>();
        let (x, target, right) = (asked.argument(1), asked.argument(2), FromValue::from_value(asked.expected)?);
        (shapes(&layers) == shapes(&yours)).then_some(Self { layers, x, target, yours, right })
    }

    fn contradictions(&self) -> Vec<Vec<&'static str>> {
        let mut answers = vec![self.x.clone()];
        for k in 0..self.layers.len() {
            answers.push(truth::forward(&self.layers[k..=k], &answers[k]));
        }
        let mut found = Vec::new();
        for (k, yours) in self.yours.iter().enumerate() {
            let (before, a) = (&answers[k], &answers[k + 1]);
            let (blame, step) = match (self.layers.get(k + 1), self.yours.get(k + 1)) {
                (Some(next), Some(behind)) => (next.weights.tr_mul(&behind.bias), BACK),
                _ => (2.0 * (a - &self.target), AT_THE_END),
            };
            if differ(&yours.bias, &blame.component_mul(&a.map(|a| 1.0 - a * a))) {
                found.push(vec![step]);
            }
            let along = &yours.bias * before.transpose();
            if differ(&DV::from_column_slice(yours.weights.as_slice()), &DV::from_column_slice(along.as_slice())) {
                found.push(vec![WEIGHTS]);
            }
        }
        found
    }
}

/// Near the right slopes at every probe: no step of the way back is wrong then.
fn nearly_right(answers: &[Answer]) -> Option<Named> {
    let numbers = |layer: &Layer| layer.weights.iter().chain(&layer.bias).copied().collect::<Vec<f64>>();
    let near = |answer: &Answer| {
        let pairs = answer.yours.iter().zip(&answer.right).flat_map(|(a, b)| numbers(a).into_iter().zip(numbers(b)));
        let largest = answer.right.iter().flat_map(numbers).fold(0.0, |most: f64, slope| most.max(slope.abs()));
        pairs.into_iter().all(|(yours, right)| (yours - right).abs() <= 1e-3 * largest)
    };
    answers.iter().all(near).then(|| Named {
        name: "close, but not exact".to_owned(),
        says: "All your slopes are near the right ones, and some are not near enough. If they are measured: do the \
               steps go both ways? Once there and back gives them exactly."
            .to_owned(),
    })
}

/// All slopes along the weights are right: then so was the blame that they were made of.
fn in_the_shifts(answers: &[Answer]) -> Option<Named> {
    let column = |layer: &Layer| DV::from_column_slice(layer.weights.as_slice());
    let mut pairs = answers.iter().flat_map(|answer| answer.yours.iter().zip(&answer.right));
    pairs.all(|(yours, right)| !differ(&column(yours), &column(right))).then(|| Named {
        name: "wrong along the shifts only".to_owned(),
        says: "Your slopes along the weights are right, and those along the shifts are not: by how much does a sum \
               grow when its shift does?"
            .to_owned(),
    })
}

fn by_steps(answers: &[Answer]) -> Option<Named> {
    let contradictions: Vec<Vec<&'static str>> = answers.iter().flat_map(Answer::contradictions).collect();
    let steps = blamed(&contradictions, 2)?;
    let (name, says) = if steps.contains(&AT_THE_END) && steps.contains(&BACK) {
        let says = "Your slopes along the weights fit those along the shifts. What is wrong at the end is wrong on \
                    each step back as well: what do both have in common?";
        ("wrong at the end and on each step back".to_owned(), says.to_owned())
    } else {
        let steps = steps.join(" and ");
        let says = format!("All other slopes of yours follow from those behind them: look at {steps}.");
        (format!("wrong in {steps} only"), says)
    };
    Some(Named { name, says })
}

/// The same factor, nearly, in front of all slopes: measured, and divided by another distance than was walked.
fn about_a_factor(answers: &[Answer]) -> Option<Named> {
    let numbers = |all: &[Layer]| -> Vec<f64> {
        all.iter()
            .flat_map(|layer| layer.weights.iter().chain(layer.bias.iter()).copied().collect::<Vec<_>>())
            .collect()
    };
    let pairs: Vec<(f64, f64)> =
        answers.iter().flat_map(|answer| numbers(&answer.yours).into_iter().zip(numbers(&answer.right))).collect();
    let largest = pairs.iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let factor = largest.0 / largest.1;
    let near =
        |(yours, right): &(f64, f64)| (yours - factor * right).abs() <= 1e-4 * factor.abs() * right.abs().max(0.1);
    if !factor.is_finite() || factor.abs() < 1e-6 || (factor - 1.0).abs() < 1e-3 || !pairs.iter().all(near) {
        return None;
    }
    let factor = number_text(factor, Some(4));
    Some(Named {
        name: format!("about {factor} times the right slopes"),
        says: format!(
            "All your slopes are about {factor} times the right ones, and none exactly: a difference, divided by \
             another distance than the one that it spans."
        ),
    })
}
