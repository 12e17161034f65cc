//! The gradient of one sample's loss, in the shape of the layers.
//!
//! ```text
//! δ = 2(a − t)·(1 − a²) at the end;   ∂/∂W = δ·(what came in)ᵀ,   ∂/∂b = δ;   one layer back:  δ ← (Wᵀδ)·(1 − a²)
//! ```
//!
//! A square last layer keeps a transpose silent, three outputs tell 2/m from 2, and each layer is judged for itself.

mod diagnosis;
mod rules;

pub(crate) use rules::{RIGHT, Rules, slips_but};

use crate::nets::{DV, drawn, sizes, square, three_outputs, vector, xor_start};
use crate::plane;
use crate::truth;
use nabla_core::{Layer, Tolerance};
use nabla_grading::figure::{Axis, Figure, Layer as Ink, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Kind, Sketch};
use nalgebra::dvector;
use rules::slips;

/// The exercise `backprop`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "backprop",
        "the gradient of ‖a(x) − target‖² along every weight and shift, in the shape of the layers",
    )
    .probes(|ask| {
        ask.at((three_outputs(), dvector![0.5, -1.0], dvector![0.8, -0.6, 0.2]));
        ask.at((square(), dvector![0.5, -1.0], dvector![0.5, -0.25]));
        ask.at((xor_start(), dvector![-1.0, 1.0], dvector![1.0]));
        ask.random(14, |draw| {
            let sizes = sizes(draw);
            (drawn(draw, &sizes), vector(draw, sizes[0]), vector(draw, sizes[sizes.len() - 1]))
        });
    })
    .truth(|layers: Vec<Layer>, x: DV, target: DV| truth::gradient(&layers, &x, &target))
    .tolerance(Tolerance::difference())
    .kind(Kind::List)
    .diagnosis(diagnosis::by_its_own_slopes)
    .clause(
        Clause::any_length(&[1, 2, 8], |draw, n| (drawn(draw, &vec![3; n + 1]), vector(draw, 3), vector(draw, 3)))
            .called("any number of layers")
            .says("One layer or eight: the blame goes back through all of them."),
    )
    .slips(
        RIGHT,
        |rules: Rules| move |layers: Vec<Layer>, x: DV, target: DV| rules.gradient(&layers, &x, &target),
        slips(|rules| rules),
    );
    exercise
        .variant("by itself, from the front", |layers: Vec<Layer>, x: DV, target: DV| {
            /// The gradients from here on, and the blame for what came in.
            fn from_here(layers: &[Layer], before: &DV, target: &DV) -> (Vec<Layer>, DV) {
                let Some((layer, rest)) = layers.split_first() else { return (vec![], (before - target) * 2.0) };
                let a = (&layer.weights * before + &layer.bias).map(f64::tanh);
                let (mut gradients, blame) = from_here(rest, &a, target);
                let delta = DV::from_fn(a.len(), |i, _| blame[i] * (1.0 - a[i]) * (1.0 + a[i]));
                gradients.insert(0, Layer { weights: &delta * before.transpose(), bias: delta.clone() });
                (gradients, layer.weights.transpose() * delta)
            }
            from_here(&layers, &x, &target).0
        })
        .variant("measured to the fourth order", |layers: Vec<Layer>, x: DV, target: DV| {
            let loss = |layers: &[Layer]| (truth::forward(layers, &x) - &target).norm_squared();
            measured(&layers, &loss, |at| (8.0 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3)
        })
        .hints([
            "Go forward once and keep what each layer answered. \
             At the end the blame is 2(a − t), times the slope of tanh there: \
             1 − a². Call that δ.",
            "In each layer the slopes along W are δ times what came in, row by \
             neuron and column by input; along b they are δ.",
            "Back to the layer before: `weights.tr_mul(&delta)`, times 1 − a² of \
             *its* answers, is its δ. Reverse the list at the end.",
        ])
        .figure(draw)
}

/// Slopes by moving each parameter by itself; `quotient` makes one of the losses at a distance.
fn measured(
    layers: &[Layer],
    loss: &dyn Fn(&[Layer]) -> f64,
    quotient: fn(&mut dyn FnMut(f64) -> f64) -> f64,
) -> Vec<Layer> {
    let mut moved = layers.to_vec();
    let mut gradient = layers.to_vec();
    for k in 0..layers.len() {
        for index in 0..layers[k].weights.len() {
            gradient[k].weights[index] = quotient(&mut |by| {
                moved[k].weights[index] = layers[k].weights[index] + by;
                loss(&moved)
            });
            moved[k].weights[index] = layers[k].weights[index];
        }
        for index in 0..layers[k].bias.len() {
            gradient[k].bias[index] = quotient(&mut |by| {
                moved[k].bias[index] = layers[k].bias[index] + by;
                loss(&moved)
            });
            moved[k].bias[index] = layers[k].bias[index];
        }
    }
    gradient
}

/// All slopes of a layer in a row: the weights, row by row, then the shifts.
fn slopes(layer: &Layer) -> Vec<f64> {
    layer.weights.transpose().iter().chain(layer.bias.iter()).copied().collect()
}

/// The input, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> DV {
    const REST: [f64; 2] = [0.5, -1.0];
    let x = sketch.slider("x₁", "the first input", REST[0], -8.0..=8.0);
    let y = sketch.slider("x₂", "the second input", REST[1], -8.0..=8.0);
    let both = |x: f64, y: f64| Settings::default().number("x₁", x).number("x₂", y);
    sketch.preset("large inputs: tanh is flat, and slopes vanish", both(8.0, -1.0));
    sketch.preset("inputs of 0: no weight of the first layer has a slope", both(0.0, 0.0));
    let at_zero: Option<Vec<Layer>> = sketch.value((three_outputs(), dvector![0.0, 1.0], dvector![0.8, -0.6, 0.2]));
    let slope = at_zero.as_deref().and_then(<[Layer]>::first).and_then(|layer| layer.weights.get((0, 0)).copied());
    sketch.predict(
        "The first input is 0. How large is the slope of the loss along a weight that it is multiplied by?",
        format!("yours is {}", nabla_grading::number_text(slope.unwrap_or(f64::NAN), Some(2))),
    );
    dvector![x, y]
}

/// The learner's slopes beside measured ones, layer by layer.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (layers, x, target) = (three_outputs(), moved(sketch), dvector![0.8, -0.6, 0.2]);
    let yours: Vec<Layer> = sketch.value((layers.clone(), x.clone(), target.clone())).unwrap_or_default();
    let loss = |layers: &[Layer]| (truth::forward(layers, &x) - &target).norm_squared();
    let right = measured(&layers, &loss, |at| (at(1e-4) - at(-1e-4)) / 2e-4);
    let reach = right.iter().flat_map(slopes).map(|slope| 1.1 * slope.abs()).fold(2.6, f64::max);
    let mut wrong = Vec::new();
    let mut panels = Vec::new();
    for (k, layer) in right.iter().enumerate() {
        let (measured, own) = (slopes(layer), yours.get(k).map(slopes).unwrap_or_default());
        let fits = own.len() == measured.len() && own.iter().zip(&measured).all(|(a, b)| (a - b).abs() < 1e-6);
        if !fits {
            wrong.push(format!("layer {}", k + 1));
        }
        let bars = |heights: &[f64], width: f64, role: Role, label: &str| Ink::Bars {
            bars: (0..measured.len()).map(|place| place as f64).zip(heights.iter().copied()).collect(),
            width,
            base: 0.0,
            role,
            label: label.to_owned(),
        };
        let first_shift = layer.weights.len() as f64 - 0.5;
        let axis = Axis::new("slope", -reach, reach);
        let heading = format!("layer {}: weights, then shifts", k + 1);
        panels.push(
            Panel::new(Axis::whole("weight or shift", 0, measured.len() as u32 - 1), axis)
                .heading(heading)
                .layer(bars(&measured, 0.8, Role::Truth, "measured"))
                .layer(bars(&own, 0.4, Role::Learner, "yours"))
                .layer(Ink::line(Role::Guide, "", [(first_shift, -reach), (first_shift, reach)])),
        );
    }
    let all = |layers: &[Layer]| layers.iter().flat_map(slopes).collect::<Vec<_>>();
    let halved = all(&yours).len() == 21 && all(&yours).iter().zip(all(&right)).all(|(a, b)| plane::near(2.0 * a, b));
    let arrives = slopes(&right[0]).into_iter().map(f64::abs).fold(0.0, f64::max);
    let title = match wrong.as_slice() {
        _ if sketch.is_right() && arrives < 0.05 => {
            let most = nabla_grading::number_text(arrives, Some(1));
            format!("The first layer is saturated: its largest slope is {most}, and hardly anything is learned there")
        }
        _ if sketch.is_right() => "All 21 slopes are what moving each weight by itself does".to_owned(),
        [] => "Right for this network, and not for every one".to_owned(),
        _ if halved => "All your slopes are half as high as measured".to_owned(),
        wrong => format!("Your slopes are not those that are measured in {}", wrong.join(" and ")),
    };
    panels.into_iter().fold(Figure::new(title), Figure::panel)
}
