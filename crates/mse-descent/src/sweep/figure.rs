//! Steps against the learning rate, with the cliff.

use super::{Run, Runs};
use crate::data::article;
use crate::line::Moments;
use nabla_core::Status;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};

/// The most steps of one descent.
const MOST: usize = 2000;

/// The start and the tolerance, as they were moved.
fn moved(sketch: &mut Sketch<'_>, etas: &[f64]) -> ((f64, f64), f64) {
    let w = sketch.slider("w", "where the descents begin, along w", 0.0, -4.0..=4.0);
    let b = sketch.slider("b", "where they begin, along b", 0.0, -4.0..=4.0);
    let tolerance = sketch.log_slider("tolerance", "how small the slopes are at rest", 0.01, 1e-6..=1.0);
    sketch.preset("a strict tolerance: small rates run out of steps", Settings::default().number("tolerance", 1e-6));
    sketch.preset("a loose tolerance: soon at rest", Settings::default().number("tolerance", 1.0));
    sketch.preset("a start near the bottom: the cliff stays", Settings::default().number("w", 1.4).number("b", 2.5));
    let (x, y) = article();
    let runs: Vec<Run> =
        sketch.value::<Runs>((x, y, (0.0, 0.0), etas.to_vec(), 0.01, MOST)).and_then(Result::ok).unwrap_or_default();
    let arrived = runs.iter().filter(|run| run.1 == Status::Converged).map(|run| run.0).fold(f64::NAN, f64::max);
    sketch.predict(
        "The larger the rate, the sooner it arrives, up to a cliff. Of rates from 0.005 to 0.22, which is the last to arrive?",
        format!("the largest of yours that converges is {}", number_text(arrived, Some(3))),
    );
    ((w, b), tolerance)
}

/// Steps against the learning rate, with the cliff.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = article();
    let cliff = Moments::of(&x, &y).largest_rate();
    let etas = vec![
        0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.17, 0.175, 0.178, 0.181, 0.184, 0.19, 0.2, 0.22,
    ];
    let (start, tolerance) = moved(sketch, &etas);
    let arguments = (x, y, start, etas, tolerance, MOST);
    let yours: Vec<Run> = sketch.value::<Runs>(arguments.clone()).and_then(Result::ok).unwrap_or_default();
    let truth: Vec<Run> = sketch.truth::<Runs>(arguments).unwrap_or_default();
    let ended = |runs: &[Run], status: Status| -> Vec<(f64, f64)> {
        runs.iter().take(99).filter(|run| run.1 == status).map(|run| (run.0, (run.2 as f64).max(1.0))).collect()
    };
    let beyond = yours.iter().filter(|run| run.1 == Status::Converged && run.0 > cliff).count();
    let title = if sketch.is_right() && beyond > 0 {
        let tolerance = number_text(tolerance, Some(2));
        format!("Where the slopes at the start are below {tolerance}, every rate arrives at once")
    } else if sketch.is_right() && (start, tolerance) != ((0.0, 0.0), 0.01) {
        let converged = yours.iter().filter(|run| run.1 == Status::Converged);
        match converged.min_by_key(|run| run.2) {
            Some((eta, _, steps)) => {
                let eta = number_text(*eta, Some(3));
                format!("η = {eta} arrives soonest, after {steps} steps; beyond {cliff:.4} no rate arrives")
            }
            None => "No rate arrives".to_owned(),
        }
    } else if sketch.is_right() {
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
