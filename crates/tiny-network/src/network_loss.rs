//! The loss of a network on its samples.
//!
//! ```text
//! L = (1/n) Σ ‖a(xᵢ) − tᵢ‖²
//! ```
//!
//! Three outputs and five samples: with one output a sum is a mean, and with two a mistake of 2/m is 1.

mod slips;

use crate::forward::{self, Rules as Forward};
use crate::nets::{DV, deep, drawn_samples, five, sizes, square, three_outputs, xor};
use crate::plane;
use crate::truth;
use nabla_core::Layer;
use nabla_grading::figure::{Axis, Figure, Layer as Ink, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Sketch, number, slip};
use nalgebra::dvector;
use std::ops::Range;

/// How the loss is summed up.
#[derive(Clone, Copy)]
struct Rules {
    forward: Forward,
    /// The samples that count, of n.
    samples: fn(n: usize) -> Range<usize>,
    /// The target that answer i is held against, of n.
    partner: fn(i: usize, n: usize) -> usize,
    miss: fn(&DV, &DV) -> DV,
    of_one: fn(&DV) -> f64,
    /// What one sample is divided by, of its number of outputs.
    of_outputs: fn(m: usize) -> f64,
    together: fn(&[f64]) -> f64,
    /// What the sum is divided by, of the number of samples and the first of them.
    count: fn(n: usize, first: &DV) -> f64,
    given: fn(f64) -> f64,
}

const RIGHT: Rules = Rules {
    forward: forward::RIGHT,
    samples: |n| 0..n,
    partner: |i, _| i,
    miss: |a, t| a - t,
    of_one: DV::norm_squared,
    of_outputs: |_| 1.0,
    together: |all| all.iter().sum(),
    count: |n, _| n as f64,
    given: |loss| loss,
};

impl Rules {
    fn loss(&self, layers: &[Layer], inputs: &[DV], targets: &[DV]) -> f64 {
        let n = inputs.len();
        let of_one = |i: usize| {
            let miss = (self.miss)(&self.forward.answer(layers, &inputs[i]), &targets[(self.partner)(i, n)]);
            (self.of_one)(&miss) / (self.of_outputs)(miss.len())
        };
        let all: Vec<f64> = (self.samples)(n).map(of_one).collect();
        (self.given)((self.together)(&all) / (self.count)(n, &inputs[0]))
    }
}

/// The mean of what is made of each answer and its target.
fn of_answers(layers: &[Layer], inputs: &[DV], targets: &[DV], made: fn(&DV, &DV) -> f64) -> f64 {
    inputs.iter().zip(targets).map(|(x, t)| made(&truth::forward(layers, x), t)).sum::<f64>() / inputs.len() as f64
}

/// The exercise `network_loss`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("network_loss", "the mean over the samples of ‖answer − target‖²")
        .probes(|ask| {
            let (inputs, targets) = five();
            ask.at((three_outputs(), inputs, targets));
            ask.at(xor());
            ask.at((deep(), vec![dvector![0.5, -1.0]], vec![dvector![0.5, 0.25]]));
            ask.at((
                square(),
                vec![dvector![0.5, -1.0], dvector![2.0, 3.0]],
                vec![dvector![0.5, 0.25], dvector![-0.5, 0.75]],
            ));
            ask.random(16, |draw| {
                let (sizes, count) = (sizes(draw), usize::try_from(draw.integer(2, 5)).unwrap_or(2));
                drawn_samples(draw, &sizes, count)
            });
        })
        .truth(|layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>| truth::loss(&layers, &inputs, &targets))
        .parts([number("the loss")])
        .clause(
            Clause::any_length(&[1, 2, 100], |draw, n| drawn_samples(draw, &[2, 3, 2], n))
                .called("any number of samples")
                .says("One sample or a hundred: the mean is over all of them."),
        );
    let by = |rules: Rules| {
        move |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>| rules.loss(&layers, &inputs, &targets)
    };
    let exercise = exercise
        .slips(
            RIGHT,
            by,
            slips::SLIPS
                .into_iter()
                .map(|(name, change, says)| slip(name, change, says))
                .chain(forward::slips(|rules: &mut Rules| &mut rules.forward)),
        )
        .mistake(
            "took the difference of the squares",
            |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>| {
                of_answers(&layers, &inputs, &targets, |a, t| a.norm_squared() - t.norm_squared())
            },
            "First the difference, then the square: an answer of −1 where 1 was wanted costs nothing in yours.",
        )
        .mistake(
            "multiplied answers and targets",
            |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>| {
                of_answers(&layers, &inputs, &targets, |a, t| -a.dot(t))
            },
            "A product tells whether two point the same way, and never comes to rest at the target: take the distance.",
        )
        .mistake(
            "averaged the misses first",
            |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>| {
                let misses: Vec<DV> =
                    inputs.iter().zip(&targets).map(|(x, t)| truth::forward(&layers, x) - t).collect();
                (misses.iter().fold(DV::zeros(targets[0].len()), |sum, miss| sum + miss) / misses.len() as f64)
                    .norm_squared()
            },
            "Misses of two signs cancel before you square them.",
        )
        .hints([
            "First one sample: how far is the answer from the target? Its square, not its length.",
            "Add these squares up over all samples, and divide by how many samples there are.",
            "`(forward(layers, x) - target).norm_squared()` is one sample; \
             nothing is divided by the number of outputs.",
        ])
        .figure(draw);
    variants(exercise)
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("two sums", |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>| {
            let mut total = 0.0;
            for (x, t) in inputs.iter().zip(&targets) {
                let a = truth::forward(&layers, x);
                for i in 0..t.len() {
                    total += (t[i] - a[i]).powi(2);
                }
            }
            total / inputs.len() as f64
        })
        .variant("a running mean", |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>| {
            let mut mean = 0.0;
            for (index, (x, t)) in inputs.iter().zip(&targets).enumerate() {
                let miss = truth::forward(&layers, x) - t;
                mean += (miss.dot(&miss) - mean) / (index + 1) as f64;
            }
            mean
        })
}

/// The samples, with one number of the first target moved.
fn moved(sketch: &mut Sketch<'_>) -> (Vec<DV>, Vec<DV>) {
    let (inputs, mut targets) = five();
    let rest = targets[0][0];
    targets[0][0] = sketch.slider("target", "what the first output should be for the first sample", rest, -2.0..=3.0);
    sketch.preset("a target that is far off: one bar makes the loss", Settings::default().number("target", 3.0));
    sketch.preset("a target that tanh never reaches", Settings::default().number("target", -2.0));
    let silent = Layer { weights: nalgebra::DMatrix::zeros(1, 1), bias: DV::zeros(1) };
    let two = |a: f64, b: f64| vec![DV::from_element(1, a), DV::from_element(1, b)];
    let loss = sketch.number((vec![silent], two(1.0, 2.0), two(3.0, 1.0)));
    sketch.predict(
        "A network of zeros answers 0 to everything. Two samples have the targets 3 and 1. How large is the loss?",
        format!("by yours it is {}", nabla_grading::number_text(loss, Some(3))),
    );
    (inputs, targets)
}

/// The squared miss of each sample as a bar, and the loss as a line across.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let layers = three_outputs();
    let (inputs, targets) = moved(sketch);
    let yours = sketch.number((layers.clone(), inputs.clone(), targets.clone()));
    let squares: Vec<f64> =
        inputs.iter().zip(&targets).map(|(x, t)| (truth::forward(&layers, x) - t).norm_squared()).collect();
    let right = truth::loss(&layers, &inputs, &targets);
    let highest = squares.iter().copied().fold(yours.abs().min(12.0), f64::max);
    let across = |height: f64| [(0.3, height), (5.7, height)];
    let bars = (1..=5_u32).map(f64::from).zip(squares).collect();
    let panel = Panel::new(
        Axis::whole("sample", 1, 5),
        Axis::new("‖answer − target‖²", 0.0_f64.min(1.1 * yours.max(-12.0)), 1.1 * highest),
    )
    .layer(Ink::Bars { bars, width: 0.7, base: 0.0, role: Role::Given, label: "squared miss".to_owned() })
    .layer(Ink::line(Role::Truth, "their mean", across(right)))
    .layer(Ink::line(Role::Learner, "your loss", across(yours)));
    let title = match plane::near(yours, right) {
        _ if sketch.is_right() => "Your loss is the mean height of the bars".to_owned(),
        true => "Right for these samples, and not for all".to_owned(),
        false => {
            format!("Your loss is {} times the mean of the bars", nabla_grading::number_text(yours / right, Some(3)))
        }
    };
    Figure::new(title).panel(panel)
}
