//! One neuron.
//!
//! ```text
//! tanh(w·x + b)
//! ```
//!
//! b is never 0 and the sum is rarely small: with b = 0 half of the mistakes hide, and near 0 tanh z is about z.

mod rules;

use crate::nets::DV;
use crate::plane;
use crate::truth::squashed;
use nabla_core::Draw;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, spread};
use nabla_grading::{Clause, Exercise, FromValue, Named, Observation, Sketch, number, slip};
use nalgebra::dvector;
use rules::{RIGHT, Rules, SLIPS};

/// Weights that leave the sum where tanh still bends.
fn drawn(draw: &mut Draw, n: usize) -> (DV, f64, DV) {
    let mut vector = |reach: f64| DV::from_fn(n, |_, _| draw.number_off_zero(-reach, reach, 0.15));
    let (w, x) = (vector(1.2), vector(1.2));
    (w, draw.number_off_zero(-0.9, 0.9, 0.2), x)
}

/// Whether equal sums have equal answers: then the sum is right, and the bend is not.
fn by_the_sum(all: &[Observation<'_>]) -> Option<Named> {
    let one = |asked: &Observation<'_>| {
        let (w, b, x): (DV, f64, DV) = (asked.argument(0), asked.argument(1), asked.argument(2));
        let off = asked.value::<f64>()? - f64::from_value(asked.expected)?;
        Some((w.dot(&x) + b, off))
    };
    let answers: Vec<(f64, f64)> = all.iter().map(one).collect::<Option<_>>()?;
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(1.0);
    let pairs = answers.iter().enumerate().flat_map(|(i, a)| answers[i + 1..].iter().map(move |b| (a, b)));
    let alike: Vec<bool> = pairs.filter(|(a, b)| near(a.0, b.0)).map(|(a, b)| near(a.1, b.1)).collect();
    // What is off by the same everywhere has a name of its own.
    let shifted = answers.iter().all(|(_, off)| near(*off, answers[0].1));
    (alike.len() >= 3 && !shifted && alike.iter().all(|same| *same)).then(|| Named {
        name: "another curve".to_owned(),
        says: "Where w·x + b is the same, so is your answer: the sum is right, and the curve that it goes through is \
               not tanh."
            .to_owned(),
    })
}

/// The exercise `neuron`.
pub(crate) fn exercise() -> Exercise {
    let by = |rules: Rules| move |w: DV, b: f64, x: DV| rules.answer(&w, b, &x);
    let exercise = Exercise::new("neuron", "tanh(w·x + b): what a neuron answers")
        .probes(|ask| {
            ask.at((dvector![0.6, -0.4], 0.2, dvector![2.0, 1.0]));
            ask.at((dvector![1.0, 2.0, -0.5], -1.25, dvector![0.5, 0.25, 1.5]));
            ask.at((dvector![-0.3], 0.8, dvector![-4.0]));
            // The same three sums once more, 1, −1 and 2, made of other numbers.
            ask.at((dvector![2.0], -0.5, dvector![0.75]));
            ask.at((dvector![0.5, -0.25], 0.5, dvector![-2.0, 2.0]));
            ask.at((dvector![3.0, -1.0], 0.25, dvector![0.5, -0.25]));
            ask.random(24, |draw| {
                let n = usize::try_from(draw.integer(1, 4)).unwrap_or(2);
                drawn(draw, n)
            });
        })
        .truth(|w: DV, b: f64, x: DV| squashed(w.iter().zip(&x).map(|(w, x)| w * x).sum::<f64>() + b))
        .size(|_: DV, _: f64, _: DV| 1.0)
        .parts([number("the answer")])
        .diagnosis(by_the_sum)
        .slips(RIGHT, by, SLIPS.map(|(name, change, says)| slip(name, change, says)))
        .clause(
            Clause::any_length(&[1, 2, 100], |draw, n| {
                let (w, b, x) = drawn(draw, n);
                (w / (n as f64).sqrt(), b, x)
            })
            .called("any number of inputs")
            .says("One input or a hundred: each with its weight, and one sum."),
        )
        .clause(
            Clause::new("numbers of any size", "Far out tanh is level, at 1 or at −1: a number, and no NaN.")
                .at((dvector![400.0, 1.0], 0.5, dvector![2.0, -3.0]))
                .at((dvector![-400.0, 1.0], 0.5, dvector![2.0, -3.0]))
                .missed(
                    "divided one exponential by another",
                    by(Rules { squash: |z| z.sinh() / z.cosh(), ..RIGHT }),
                    "e to the power 800 is infinite, and ∞/∞ is NaN: `tanh` knows how to do without.",
                ),
        )
        .variant("by an exponential that fades", |w: DV, b: f64, x: DV| {
            let z = w.dot(&x) + b;
            let square = (-2.0 * z.abs()).exp();
            z.signum() * (1.0 - square) / (1.0 + square)
        })
        .variant("by the logistic curve", |w: DV, b: f64, x: DV| 2.0 / (1.0 + (-2.0 * (x.dot(&w) + b)).exp()) - 1.0)
        .variant("from b on, in a loop", |w: DV, b: f64, x: DV| {
            w.iter().zip(&x).fold(b, |sum, (w, x)| w.mul_add(*x, sum)).tanh()
        })
        .hints([
            "Three steps: weigh the inputs, shift the sum, squash it.",
            "Each input is multiplied with its weight, all products and b are \
             added up, and that one number goes into tanh.",
            "nalgebra has `w.dot(x)` for the sum of products, and `f64` has `tanh`.",
        ])
        .figure(draw);
    rules::OF_LOOPS.into_iter().fold(exercise, |exercise, (name, answer, says)| {
        exercise.mistake(name, move |w: DV, b: f64, x: DV| answer(&w, b, &x), says)
    })
}

/// The weights and the shift of the neuron, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (DV, f64) {
    let w =
        [("w₁", 1.6), ("w₂", -1.2)].map(|(name, at)| sketch.slider(name, "a weight: w points across", at, -4.0..=4.0));
    let b = sketch.slider("b", "the shift: it moves the cliff along w", 0.8, -3.0..=3.0);
    let all = |x: f64, y: f64, b: f64| {
        nabla_grading::figure::Settings::default().number("w₁", x).number("w₂", y).number("b", b)
    };
    sketch.preset("large weights: a steep cliff", all(3.2, -2.4, 1.6));
    sketch.preset("small weights: a gentle slope", all(0.32, -0.24, 0.16));
    sketch.preset("no weights: the same everywhere", all(0.0, 0.0, 0.8));
    sketch.preset("a large shift: always nearly 1", all(0.8, -0.6, 3.0));
    let at_zero = sketch.number((dvector![1.6, -1.2], 0.8, dvector![1.0, 1.0]));
    sketch.predict(
        "w = (1.6, −1.2), b = 0.8. What does the neuron answer to (1, 1)? (tanh 1 is 0.76, tanh 2 is 0.96.)",
        format!("yours answers {}", nabla_grading::number_text(at_zero, Some(2))),
    );
    (DV::from_column_slice(&w), b)
}

/// The learner's answers over the plane, and along the direction of w.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (w, b) = moved(sketch);
    let answers = sketch.numbers(plane::points().into_iter().map(|(x, y)| (w.clone(), b, dvector![x, y])));
    let along = spread(-2.0, 2.0, 81);
    let length = w.norm();
    let unit = w.try_normalize(0.0).unwrap_or(dvector![1.0, 0.0]);
    let yours = sketch.numbers(along.iter().map(|s| (w.clone(), b, &unit * *s)));
    let truth: Vec<f64> = along.iter().map(|s| squashed(length * s + b)).collect();
    let off = yours.iter().zip(&truth).any(|(a, b)| !plane::near(*a, *b));
    let beyond = yours.iter().any(|a| a.abs() > 1.0 + 1e-9);
    let (least, most) = (truth[0], truth[truth.len() - 1]);
    let title = match (off, beyond) {
        _ if sketch.is_right() && length == 0.0 => "Without weights the answer is the same everywhere".to_owned(),
        _ if sketch.is_right() && (least > -0.8 || most < 0.8) => {
            format!("No cliff here: along w the answer goes from {least:.2} to {most:.2}")
        }
        _ if sketch.is_right() => "A cliff across w: far on one side −1, far on the other 1".to_owned(),
        (true, true) => "Your neuron answers more than 1, or less than −1".to_owned(),
        (true, false) => "Your cliff stands elsewhere, or has another shape".to_owned(),
        (false, _) => "Right for two inputs, and not everywhere".to_owned(),
    };
    let line = |numbers: Vec<f64>| along.iter().copied().zip(numbers).collect::<Vec<_>>();
    let weights = nabla_grading::figure::point_text((w[0], w[1]));
    let shift = nabla_grading::number_text(b, Some(3)).replace('-', "−");
    let heading = format!("across the cliff, for w = {weights}, b = {shift}");
    let slice = Panel::new(Axis::new("way along w", -2.0, 2.0), Axis::new("answer", -2.0, 2.0))
        .heading(heading)
        .layer(Layer::line(Role::Guide, "", [(-2.0, 1.0), (2.0, 1.0)]))
        .layer(Layer::line(Role::Guide, "", [(-2.0, -1.0), (2.0, -1.0)]))
        .layer(Layer::line(Role::Truth, "tanh(w·x + b)", line(truth)))
        .layer(Layer::line(Role::Learner, "yours", line(yours)));
    let map = plane::map("your answers over the plane", answers).layer(Layer::arrows(
        Role::Given,
        "w",
        [((0.0, 0.0), (0.6 * w[0], 0.6 * w[1]))],
    ));
    Figure::new(title).panel(map).panel(slice)
}
