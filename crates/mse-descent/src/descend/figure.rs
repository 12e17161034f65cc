//! The path in the long valley, and the loss beside it.

use super::judge::first_rise;
use super::rules::{Rules, Task};
use crate::data::article;
use crate::line::Moments;
use crate::valley::{Valley, near};
use nabla_core::{Descent, Status};
use nabla_grading::Sketch;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};

/// Fast enough to swing from side to side, slow enough to come to rest.
const ETA: f64 = 0.16;
const STEPS: usize = 150;

/// The learner's descent over the contours, with its losses on a log scale.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let points = article();
    let valley = Valley::around(&points, 2.6);
    let start = (valley.bottom.0 - 0.6, valley.bottom.1 - 1.9);
    let arguments = |eta: f64, steps: usize| (points.0.clone(), points.1.clone(), start, eta, 0.01, steps);
    let nothing = Descent { path: vec![], losses: vec![], status: Status::MaxSteps };
    let yours = sketch.value::<Result<Descent, nabla_core::DataError>>(arguments(ETA, STEPS));
    let yours = yours.and_then(Result::ok).unwrap_or(nothing);
    let task = Task { x: &points.0, y: &points.1, start, eta: ETA, tolerance: 0.01, max_steps: STEPS };
    let truth = Rules::right().descend(&task);
    let title = title(sketch.is_right(), &yours, &truth, Moments::of(&points.0, &points.1).largest_rate());
    let left = valley
        .panel(&format!("At most {STEPS} steps with η = {ETA}"))
        .layer(Layer::line(Role::Truth, "the right way", truth.path.clone()))
        .layer(Layer::line(Role::Learner, "your path", yours.path.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", yours.path.clone()))
        .layer(Layer::points(Role::Given, Mark::Ring, "the start", [start]))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [valley.bottom]));
    let losses = |losses: &[f64]| losses.iter().zip(0_u32..).map(|(loss, k)| (f64::from(k), *loss)).collect::<Vec<_>>();
    let most = yours.losses.iter().chain(&truth.losses).copied().filter(|loss| loss.is_finite()).fold(1.0, f64::max);
    let top = 10_f64.powf(most.log10().ceil()).min(1e8);
    let right = Panel::new(Axis::new("step", -1.0, STEPS as f64 + 2.0), Axis::log("loss", 0.01, top))
        .heading("The loss, on a log scale")
        .layer(Layer::line(Role::Guide, "the least loss, 1/18", [(-1.0, 1.0 / 18.0), (STEPS as f64 + 2.0, 1.0 / 18.0)]))
        .layer(Layer::line(Role::Truth, "true", losses(&truth.losses)))
        .layer(Layer::line(Role::Learner, "yours", losses(&yours.losses)))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", losses(&yours.losses)));
    Figure::new(title).panel(left).panel(right)
}

fn title(right: bool, yours: &Descent, truth: &Descent, largest: f64) -> String {
    let steps = yours.path.len().saturating_sub(1);
    let parts = yours.path.iter().zip(&truth.path).position(|(a, b)| !near(a.0, b.0) || !near(a.1, b.1));
    match (parts, first_rise(&yours.losses)) {
        _ if right => format!("From side to side, then slowly along the valley: at rest after {steps} steps"),
        _ if yours.path.is_empty() => "Your descent has no points".to_owned(),
        (Some(_), Some(step)) => {
            format!("Your loss first rose at step {step}; rates up to {largest:.4} are stable here")
        }
        (Some(step), None) => format!("Your path leaves the right one at step {step}"),
        (None, _) if yours.path.len() != truth.path.len() => {
            format!("You stop after {steps} steps, and the right end is after {}", truth.path.len() - 1)
        }
        (None, _) if yours.status != truth.status => {
            format!("The path is right, and its end is {:?}, not {:?}", truth.status, yours.status)
        }
        _ => "This descent is right; others go wrong".to_owned(),
    }
}
