//! Steps against the learning rate, with the cliff.

use super::{Run, Runs};
use crate::data::article;
use crate::line::Moments;
use nabla_core::Status;
use nabla_grading::Sketch;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};

/// Steps against the learning rate, with the cliff.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const MOST: usize = 2000;
    let (x, y) = article();
    let cliff = Moments::of(&x, &y).largest_rate();
    let etas = vec![
        0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.17, 0.175, 0.178, 0.181, 0.184, 0.19, 0.2, 0.22,
    ];
    let arguments = (x, y, (0.0, 0.0), etas, 0.01, MOST);
    let yours: Vec<Run> = sketch.value::<Runs>(arguments.clone()).and_then(Result::ok).unwrap_or_default();
    let truth: Vec<Run> = sketch.truth::<Runs>(arguments).unwrap_or_default();
    let ended = |runs: &[Run], status: Status| -> Vec<(f64, f64)> {
        runs.iter().filter(|run| run.1 == status).map(|run| (run.0, (run.2 as f64).max(1.0))).collect()
    };
    let beyond = yours.iter().filter(|run| run.1 == Status::Converged && run.0 > cliff).count();
    let title = if sketch.is_right() {
        "Larger rates arrive sooner, until at 0.1803 none arrives any more".to_owned()
    } else if yours.len() != truth.len() {
        format!("{} rates were given; you report {}", truth.len(), yours.len())
    } else if beyond > 0 {
        format!("{beyond} of your descents converge beyond the cliff at {cliff:.4}, where none can")
    } else if yours == truth {
        "These rates are right; others go wrong".to_owned()
    } else {
        let off = yours.iter().zip(&truth).filter(|(a, b)| a != b).count();
        format!("{off} of {} rates end otherwise", truth.len())
    };
    let panel = Panel::new(Axis::new("learning rate η", 0.0, 0.23), Axis::log("steps", 1.0, 1e4))
        .layer(Layer::line(Role::Guide, "2/λₘₐₓ = 0.1803", [(cliff, 1.0), (cliff, 1e4)]))
        .layer(Layer::line(Role::Truth, "true", ended(&truth, Status::Converged)))
        .layer(Layer::line(Role::Truth, "", ended(&truth, Status::Diverged)))
        .layer(Layer::points(Role::Learner, Mark::Dot, "converged", ended(&yours, Status::Converged)))
        .layer(Layer::points(Role::Learner, Mark::Ring, "ran out of steps", ended(&yours, Status::MaxSteps)))
        .layer(Layer::points(Role::Learner, Mark::Cross, "diverged", ended(&yours, Status::Diverged)));
    Figure::new(title).panel(panel)
}
