//! Through all layers.
//!
//! ```text
//! a₀ = x,   a_k = tanh(W_k·a_{k−1} + b_k)
//! ```
//!
//! One network is square throughout, so that a transpose and layers in reverse give numbers; others are not.

mod mistakes;

use crate::Table;
use crate::nets::{DV, deep, drawn, sizes, square, three_outputs, vector, xor_start};
use crate::plane;
use crate::truth;
use nabla_core::Layer;
use nabla_grading::figure::{Figure, Settings};
use nabla_grading::{Clause, Exercise, Sketch, Slip, list, slip};
use nalgebra::{DMatrix, dmatrix, dvector};

/// How a network comes to its answer.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) weigh: fn(&DMatrix<f64>, &DV) -> DV,
    shift: fn(DV, &DV) -> DV,
    /// Whether there is a bend after a layer that is the last one, or is not.
    bent: fn(last: bool) -> bool,
    bend: fn(z: f64, last: bool) -> f64,
    after: fn(DV, &DV) -> DV,
    order: fn(usize) -> Vec<usize>,
    /// What a layer takes, of x and of the answer before.
    takes: fn(x: &DV, before: DV) -> DV,
}

pub(crate) const RIGHT: Rules = Rules {
    weigh: |w, a| w * a,
    shift: |sum, b| sum + b,
    bent: |_| true,
    bend: |z, _| z.tanh(),
    after: |a, _| a,
    order: |count| (0..count).collect(),
    takes: |_, before| before,
};

impl Rules {
    pub(crate) fn answer(&self, layers: &[Layer], x: &DV) -> DV {
        let mut a = x.clone();
        for k in (self.order)(layers.len()) {
            let Layer { weights, bias } = &layers[k];
            let sum = (self.shift)((self.weigh)(weights, &(self.takes)(x, a)), bias);
            let last = k + 1 == layers.len();
            let bent = if (self.bent)(last) { sum.map(|z| (self.bend)(z, last)) } else { sum };
            a = (self.after)(bent, bias);
        }
        a
    }
}

const SLIPS: Table<fn(&mut Rules), 17> = [
    (
        "left out all bends",
        |r| r.bent = |_| false,
        "Layers without a bend fold into one: yours is a straight line through and through.",
    ),
    ("left the last layer raw", |r| r.bent = |last| !last, "Here the last layer is squashed like all others."),
    (
        "squashed the last layer only",
        |r| r.bent = |last| last,
        "Squash after every layer: two layers without a bend between them are one.",
    ),
    ("forgot the shifts", |r| r.shift = |sum, _| sum, "At x = 0 your network always answers 0."),
    (
        "shifted after squashing",
        |r| {
            r.shift = |sum, _| sum;
            r.after = |a, b| a + b;
        },
        "An answer beyond 1? Shift first, then squash.",
    ),
    ("took the shifts away", |r| r.shift = |sum, b| sum - b, "b is added."),
    (
        "took the products away",
        |r| r.shift = |sum, b| b - sum,
        "W times what comes in is added: a positive weight pulls up in a neuron, and down in yours.",
    ),
    (
        "multiplied with the shifts",
        |r| r.shift = |sum, b| sum.component_mul(b),
        "b moves the sum; in yours it stretches it.",
    ),
    (
        "took columns for rows",
        |r| r.weigh = |w, a| w.tr_mul(a),
        "Row i of the weights belongs to neuron i: multiply from the left, without a transpose.",
    ),
    (
        "went through the layers in reverse",
        |r| r.order = |count| (0..count).rev().collect(),
        "x meets the first layer first.",
    ),
    ("gave x to every layer", |r| r.takes = |x, _| x.clone(), "Each layer takes what the one before it answered."),
    (
        "left out the last layer",
        |r| r.order = |count| (0..count.saturating_sub(1)).collect(),
        "All layers count: the last one is missing.",
    ),
    (
        "left out the first layer",
        |r| r.order = |count| (1..count).collect(),
        "All layers count: the first one is missing.",
    ),
    (
        "took the logistic curve",
        |r| r.bend = |z, _| 1.0 / (1.0 + (-z).exp()),
        "Another curve: the logistic one lies between 0 and 1, tanh between −1 and 1.",
    ),
    ("took ramps", |r| r.bend = |z, _| z.max(0.0), "Those are ramps (relu). tanh is asked."),
    ("squashed twice", |r| r.bend = |z, _| z.tanh().tanh(), "Squash once a layer."),
    (
        "took ramps in hidden layers",
        |r| r.bend = |z, last| if last { z.tanh() } else { z.max(0.0) },
        "Ramps (relu) in the hidden layers, and tanh at the end: here tanh stands after every layer.",
    ),
];

/// The slips of a way forward that is among the rules of a procedure.
pub(crate) fn slips<R: 'static>(at: fn(&mut R) -> &mut Rules) -> impl Iterator<Item = Slip<R>> {
    SLIPS.into_iter().map(move |(name, change, says)| slip(name, move |rules: &mut R| change(at(rules)), says))
}

/// The exercise `forward`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("forward", "the network's answer to x: tanh(W·a + b), layer after layer")
        .probes(|ask| {
            ask.at((square(), dvector![0.5, -1.0]));
            ask.at((three_outputs(), dvector![0.5, -1.0]));
            ask.at((deep(), dvector![0.5, -1.0]));
            ask.at((xor_start(), dvector![2.0, 3.0]));
            ask.at((vec![Layer { weights: dmatrix![0.5, -0.25], bias: dvector![0.75] }], dvector![2.0, 3.0]));
            ask.random(20, |draw| {
                let sizes = sizes(draw);
                (drawn(draw, &sizes), vector(draw, sizes[0]))
            });
        })
        .truth(|layers: Vec<Layer>, x: DV| truth::forward(&layers, &x))
        .size(|_: Vec<Layer>, _: DV| 1.0)
        .parts([list("the answers")])
        .clause(
            Clause::new("x itself without layers", "A network without layers does nothing: what comes in comes out.")
                .at((Vec::<Layer>::new(), dvector![0.5, -1.0]))
                .at((Vec::<Layer>::new(), dvector![3.0]))
                .missed("answered nothing", |_: Vec<Layer>, _: DV| DV::zeros(0), "")
                .missed(
                    "squashed x",
                    |_: Vec<Layer>, x: DV| x.map(f64::tanh),
                    "Each layer has a bend; without layers there is none.",
                ),
        )
        .clause(
            Clause::any_length(&[1, 2, 12], |draw, n| (drawn(draw, &vec![3; n + 1]), vector(draw, 3)))
                .called("any number of layers")
                .says("One layer or twelve: what one answers is what the next one takes."),
        )
        .slips(RIGHT, |rules: Rules| move |layers: Vec<Layer>, x: DV| rules.answer(&layers, &x), slips(|rules| rules))
        .hints([
            "What one layer answers is what the next one takes; the first one takes x.",
            "Begin with a copy of x, and for each layer replace it by tanh of W times it plus b.",
            "`(&layer.weights * &a + &layer.bias).map(f64::tanh)` is one layer; a loop or `fold` does all of them.",
        ])
        .figure(draw);
    variants(mistakes::mistakes(exercise))
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("into a buffer", |layers: Vec<Layer>, x: DV| {
            let mut a = x;
            for layer in &layers {
                let mut next = layer.bias.clone();
                next.gemv(1.0, &layer.weights, &a, 1.0);
                next.apply(|z| *z = z.tanh());
                a = next;
            }
            a
        })
        .variant("by itself", |layers: Vec<Layer>, x: DV| {
            fn through(layers: &[Layer], x: DV) -> DV {
                match layers.split_last() {
                    None => x,
                    Some((last, before)) => (&last.bias + &last.weights * through(before, x)).map(f64::tanh),
                }
            }
            through(&layers, x)
        })
        .variant("row by row", |layers: Vec<Layer>, x: DV| {
            layers.iter().fold(x, |a, layer| {
                DV::from_fn(layer.bias.len(), |i, _| (layer.weights.row(i).tr_dot(&a) + layer.bias[i]).tanh())
            })
        })
}

/// A network that has learned XOR.
fn learned() -> Vec<Layer> {
    vec![
        Layer { weights: dmatrix![1.9, -1.8; -2.0, 2.1], bias: dvector![-1.5, -1.3] },
        Layer { weights: dmatrix![1.8, 1.9], bias: dvector![1.6] },
    ]
}

/// The same, with what was moved.
fn moved(sketch: &mut Sketch<'_>) -> Vec<Layer> {
    let mut layers = learned();
    let times = sketch.log_slider("size", "multiplies the weights of the first layer", 1.0, 0.05..=4.0);
    let shift = sketch.slider("shift", "the shift of the last neuron", 1.6, -3.0..=3.0);
    layers[0].weights *= times;
    layers[1].bias[0] = shift;
    sketch.preset("small weights: hardly a bend", Settings::default().number("size", 0.1));
    sketch.preset("large weights: steep cliffs", Settings::default().number("size", 4.0));
    sketch.preset("a last shift below 0: no island is left", Settings::default().number("shift", -1.0));
    let answer: Option<DV> = sketch.value((learned(), dvector![1.0, -1.0]));
    let answer = answer.filter(|answer| answer.len() == 1).map_or(f64::NAN, |answer| answer[0]);
    sketch.predict(
        "This network has learned that equal inputs give −1 and unequal ones 1. What does it answer to (1, −1)?",
        format!("yours answers {}", nabla_grading::number_text(answer, Some(2))),
    );
    layers
}

/// The learner's answers over the plane beside the right ones, for a network that has learned XOR.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let layers = moved(sketch);
    let points = plane::points();
    let asked = points.iter().map(|(x, y)| (layers.clone(), dvector![*x, *y]));
    let yours: Vec<Option<DV>> = sketch.values(asked);
    let number = |answer: Option<DV>| answer.filter(|a| a.len() == 1).map_or(f64::NAN, |a| a[0]);
    let yours: Vec<f64> = yours.into_iter().map(number).collect();
    let right: Vec<f64> = points.iter().map(|(x, y)| truth::forward(&layers, &dvector![*x, *y])[0]).collect();
    let off = yours.iter().zip(&right).any(|(a, b)| !plane::near(*a, *b));
    let corners = [(1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)];
    let answers = corners.map(|(x, y)| truth::forward(&layers, &dvector![x, y])[0]);
    let parts = answers[..2].iter().all(|answer| *answer < 0.0) && answers[2..].iter().all(|answer| *answer > 0.0);
    let title = match off {
        _ if sketch.is_right() && !parts => "Two layers with bends; with these weights they do not part the corners",
        _ if sketch.is_right() => "Two layers with bends: an island on each side of a ditch",
        true => "Your network answers otherwise than it should",
        false => "Right for this network, and not for every one",
    };
    Figure::new(title).panel(plane::map("your answers", yours)).panel(plane::map("the right ones", right))
}
