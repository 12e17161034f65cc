//! What a network answers while it learns, and how its loss falls.

use super::call;
use crate::nets::{DV, xor};
use crate::plane;
use crate::truth;
use nabla_core::{Layer, Training};
use nabla_grading::Sketch;
use nabla_grading::figure::{Axis, Figure, Layer as Ink, Mark, Panel, Role, Settings};
use nalgebra::dvector;

/// The weights at the start, the rate and the number of epochs, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (Vec<Layer>, f64, usize) {
    let eta = sketch.log_slider("η", "the learning rate", 0.5, 0.01..=20.0);
    let size = sketch.slider("start", "multiplies all weights and shifts of the start", 1.0, 0.0..=3.0);
    let epochs = sketch.count("epochs", "how long it learns", 20, 2..=200);
    sketch.preset("η too large: thrown onto a plateau, for good", Settings::default().number("η", 20.0));
    sketch.preset("η too small: hardly anything is learned", Settings::default().number("η", 0.02));
    sketch.preset(
        "all weights 0: nothing is ever learned",
        Settings::default().number("start", 0.0).number("epochs", 200.0),
    );
    sketch.preset("ten times as long", Settings::default().number("epochs", 200.0));
    let trained: Option<Training> = sketch.value(call(xor(), 0.5, 20));
    let end = trained.and_then(|training| training.losses.last().copied()).unwrap_or(f64::NAN);
    sketch.predict(
        "Before it learns, the loss of XOR is 1.04. How small is it after 20 epochs with η = 0.5?",
        format!("yours is {}", nabla_grading::number_text(end, Some(2))),
    );
    let (mut start, ..) = xor();
    for layer in &mut start {
        layer.weights *= size;
        layer.bias *= size;
    }
    (start, eta, epochs)
}

/// What the learner's network answers over the plane after 0, 10 and 20 epochs, and its losses.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (_, inputs, targets) = xor();
    let (start, eta, epochs) = moved(sketch);
    let samples = || (start.clone(), inputs.clone(), targets.clone());
    let after: Vec<Option<Training>> =
        sketch.values([0, epochs / 2, epochs].map(|epochs| call(samples(), eta, epochs)));
    let answers = |training: &Option<Training>| -> Vec<f64> {
        let fits = |layers: &[Layer]| {
            layers.len() == 2
                && layers[0].weights.shape() == (2, 2)
                && layers[1].weights.shape() == (1, 2)
                && (layers[0].bias.len(), layers[1].bias.len()) == (2, 1)
        };
        let layers = training.as_ref().map(|training| training.layers.as_slice()).filter(|layers| fits(layers));
        let at = |(x, y): (f64, f64)| layers.map_or(f64::NAN, |layers| truth::forward(layers, &dvector![x, y])[0]);
        plane::points().into_iter().map(at).collect()
    };
    let corners = |wanted: f64| {
        let is_it = move |(_, t): &(&DV, &DV)| t[0] == wanted;
        inputs.iter().zip(&targets).filter(is_it).map(|(x, _)| (x[0], x[1])).collect::<Vec<_>>()
    };
    let map = |training: &Option<Training>, epochs: usize| {
        plane::map(&format!("after {epochs} epochs"), answers(training))
            .layer(Ink::points(Role::Given, Mark::Dot, "should be 1", corners(1.0)))
            .layer(Ink::points(Role::Given, Mark::Cross, "should be −1", corners(-1.0)))
    };
    let right = sketch.truth::<Training>(call(samples(), eta, epochs)).losses;
    let yours = after[2].as_ref().map(|training| training.losses.clone()).unwrap_or_default();
    let line = |losses: &[f64]| {
        losses.iter().enumerate().take(999).map(|(epoch, loss)| (epoch as f64, *loss)).collect::<Vec<_>>()
    };
    let lowest = right.iter().map(|loss| 0.5 * loss).filter(|loss| *loss > 1e-9).fold(0.02, f64::min);
    let rate = nabla_grading::number_text(eta, Some(3));
    let losses = Panel::new(Axis::new("epoch", -0.5, epochs as f64 + 0.5), Axis::log("loss", lowest, 6.0))
        .heading("the loss")
        .layer(Ink::line(Role::Truth, format!("with η = {rate}"), line(&right)))
        .layer(Ink::line(Role::Learner, "yours", line(&yours)));
    let end = yours.last().copied().unwrap_or(f64::NAN);
    let text = |number: f64, digits: usize| nabla_grading::number_text(number, Some(digits));
    let aim = text(right[epochs], 1);
    let title = match end {
        _ if sketch.is_right() && right[epochs] > 0.2 => {
            format!("XOR is not learned: after {epochs} epochs with η = {rate} the loss is {}", text(end, 2))
        }
        _ if sketch.is_right() => {
            format!("XOR is learned: two corners 1, two corners −1, and the loss falls to {aim}")
        }
        end if (end - right[epochs]).abs() < 1e-6 => {
            "The loss falls as it should; something else is not right".to_owned()
        }
        end if end < 0.1 => "It learns as well, by other steps than these".to_owned(),
        end => format!("After {epochs} epochs your loss is {}, and should be {aim}", text(end, 2)),
    };
    let maps = after.iter().zip([0, epochs / 2, epochs]);
    maps.fold(Figure::new(title), |figure, (training, epochs)| figure.panel(map(training, epochs))).panel(losses)
}
