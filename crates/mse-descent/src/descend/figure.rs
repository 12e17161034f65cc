//! The path in the long valley, and the loss beside it.

use super::judge::first_rise;
use super::rules::{Rules, TOO_FAR, Task};
use crate::data::article;
use crate::line::Moments;
use crate::valley::{Valley, near};
use nabla_core::{DataError, Descent, Status};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};

/// A rate and an allowance of steps, one for each end: fast enough to swing from side to side and slow enough to come
/// to rest, too fast, and the first one stopped on its way. Whatever goes wrong at an end shows in one of them.
const DESCENTS: [(f64, usize); 3] = [(0.16, 150), (0.3, 40), (0.16, 40)];
const TOLERANCE: f64 = 0.01;
/// How much of a path is drawn that goes on after it should have ended.
const MOST_POINTS: usize = 500;

/// Where the descents begin, unless they are moved.
fn rest((w, b): (f64, f64)) -> (f64, f64) {
    (w - 0.6, b - 1.9)
}

/// The start, and the descents that are tried: with a rate that was moved, the one with that rate.
fn moved(sketch: &mut Sketch<'_>, (w, b): (f64, f64)) -> ((f64, f64), Vec<(f64, usize)>) {
    let rest = rest((w, b));
    let start = sketch.point("start", "where the descent begins", rest, w - 2.5..=w + 2.5, b - 2.5..=b + 2.5);
    let eta = sketch.log_slider("η", "the learning rate", DESCENTS[0].0, 0.002..=0.4);
    for (name, eta) in [
        ("η too large: the loss explodes", 0.3),
        ("η just beyond the cliff", 0.184),
        ("η just below the cliff: to and fro for long", 0.179),
        ("η half as large: no swinging", 0.09),
        ("η too small: it does not arrive", 0.01),
    ] {
        sketch.preset(name, Settings::default().number("η", eta));
    }
    sketch.preset("a start on the floor of the valley", Settings::default().point("start", (w + 0.9, b - 2.05)));
    let (x, y) = article();
    let descent = sketch.value::<Result<Descent, DataError>>((x, y, rest, DESCENTS[0].0, TOLERANCE, DESCENTS[0].1));
    let came_out = match descent {
        Some(Ok(descent)) => {
            format!("yours ends after {} steps: {:?}", descent.path.len().saturating_sub(1), descent.status)
        }
        _ => "yours did not begin".to_owned(),
    };
    sketch.predict("With η = 0.16, after how many steps is the descent at rest? (At most 150 are allowed.)", came_out);
    let moved = (start, eta) != (rest, DESCENTS[0].0);
    (start, if moved { vec![(eta, DESCENTS[0].1)] } else { DESCENTS.to_vec() })
}

/// The learner's descent over the contours, with its losses on a log scale: the first of the three that is not right.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let points = article();
    let valley = Valley::around(&points, 2.6);
    let (start, descents) = moved(sketch, valley.bottom);
    let mut shown = None;
    for (eta, steps) in descents {
        let arguments = (points.0.clone(), points.1.clone(), start, eta, TOLERANCE, steps);
        let yours = sketch.value::<Result<Descent, DataError>>(arguments).and_then(Result::ok);
        let yours = yours.unwrap_or(Descent { path: vec![], losses: vec![], status: Status::MaxSteps });
        let task = Task { x: &points.0, y: &points.1, start, eta, tolerance: TOLERANCE, max_steps: steps };
        let case = Case { eta, steps, truth: Rules::right().descend(&task), yours };
        let differs = case.difference().is_some();
        if differs || shown.is_none() {
            shown = Some(case);
        }
        if differs || sketch.is_right() {
            break;
        }
    }
    let Some(case) = shown else { return Figure::new("There is no descent to show") };
    let title = case.title(sketch.is_right(), Moments::of(&points.0, &points.1).largest_rate());
    Figure::new(title).panel(case.way(&valley, start)).panel(case.losses())
}

/// One descent of the learner's beside the right one.
struct Case {
    eta: f64,
    steps: usize,
    yours: Descent,
    truth: Descent,
}

impl Case {
    /// The first thing that is not as it should be, in words.
    fn difference(&self) -> Option<String> {
        let Self { yours, truth, .. } = self;
        let (steps, right_steps) = (yours.path.len().saturating_sub(1), truth.path.len() - 1);
        let parts = yours.path.iter().zip(&truth.path).position(|(a, b)| !near(a.0, b.0) || !near(a.1, b.1));
        let wrong_loss = yours.losses.iter().zip(&truth.losses).position(|(a, b)| !near(*a, *b));
        if yours.path.is_empty() {
            return Some("Your descent has no points".to_owned());
        }
        match parts {
            Some(0) => return Some("Your path does not begin with the start".to_owned()),
            Some(step) => return Some(format!("Your path leaves the right one at step {step}")),
            None => {}
        }
        if yours.losses.len() != yours.path.len() {
            return Some(format!("The path has {} points, and {} losses", yours.path.len(), yours.losses.len()));
        }
        if let Some(index) = wrong_loss {
            return Some(format!("The path is right; the loss with index {index} is not that of its point"));
        }
        if steps > right_steps && truth.status == Status::Diverged {
            let rise = first_rise(&truth.losses).unwrap_or(0);
            return Some(format!(
                "The loss rises from step {rise} on, and has diverged at step {right_steps}: you go on"
            ));
        }
        if steps != right_steps {
            return Some(format!("Your last step is number {steps}, and the right last one is number {right_steps}"));
        }
        (yours.status != truth.status)
            .then(|| format!("The path is right, and its end is {:?}, not {:?}", truth.status, yours.status))
    }

    fn title(&self, right: bool, largest: f64) -> String {
        let steps = self.yours.path.len().saturating_sub(1);
        match (self.difference(), first_rise(&self.yours.losses)) {
            (None, _) if right => self.seen(steps, largest),
            (None, _) => "These descents are right; others go wrong".to_owned(),
            (Some(_), Some(step)) if self.eta < largest => {
                format!("Your loss first rose at step {step}; rates up to {largest:.4} are stable here")
            }
            (Some(difference), _) => difference,
        }
    }

    /// What is seen of a right descent.
    fn seen(&self, steps: usize, largest: f64) -> String {
        let eta = number_text(self.eta, Some(3));
        match self.truth.status {
            Status::Diverged => {
                format!(
                    "η = {eta} is beyond {largest:.4}: the loss grows, and at step {steps} it is a million times as large"
                )
            }
            Status::MaxSteps if self.eta > largest => {
                let [from, to] =
                    [self.truth.losses[0], self.truth.losses[steps]].map(|loss| number_text(loss, Some(2)));
                format!("η = {eta} is beyond {largest:.4}: in {steps} steps the loss goes from {from} to {to}")
            }
            Status::MaxSteps => format!("With η = {eta} it is not yet at rest after {steps} steps"),
            Status::Converged if steps == 0 => "It begins at rest: the ground is level enough at the start".to_owned(),
            // From half of the largest rate on, a step leads to the other side of the valley.
            Status::Converged if self.eta > 0.5 * largest => {
                format!("From side to side, then slowly along the valley: at rest after {steps} steps")
            }
            Status::Converged => format!("Down the side, then slowly along the valley: at rest after {steps} steps"),
        }
    }

    fn way(&self, valley: &Valley, start: (f64, f64)) -> Panel {
        let path: Vec<_> = self.yours.path.iter().copied().take(MOST_POINTS).collect();
        valley
            .panel(&format!("At most {} steps with η = {}", self.steps, number_text(self.eta, Some(3))))
            .layer(Layer::line(Role::Truth, "the right way", self.truth.path.clone()))
            .layer(Layer::line(Role::Learner, "your path", path.clone()))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", path))
            .layer(Layer::points(Role::Given, Mark::Ring, "the start", [start]))
            .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [valley.bottom]))
    }

    fn losses(&self) -> Panel {
        let numbered =
            |losses: &[f64]| losses.iter().zip(0_u32..).map(|(loss, k)| (f64::from(k), *loss)).collect::<Vec<_>>();
        let mut yours = numbered(&self.yours.losses);
        yours.truncate(MOST_POINTS);
        let truth = numbered(&self.truth.losses);
        let most =
            yours.iter().chain(&truth).map(|(_, loss)| *loss).filter(|loss| loss.is_finite()).fold(1.0, f64::max);
        // What goes on long after it has diverged would press everything else flat.
        let top = 10_f64.powf(most.log10().ceil()).min(1e12);
        let right = self.steps as f64 + 2.0;
        let end = truth.last().copied();
        let across = |height: f64| [(-1.0, height), (right, height)];
        let mut panel = Panel::new(Axis::new("step", -1.0, right), Axis::log("loss", 0.01, top))
            .heading("The loss, on a log scale")
            .layer(Layer::line(Role::Guide, "the least loss, 1/18", across(1.0 / 18.0)));
        if self.truth.status == Status::Diverged {
            let bound = TOO_FAR * self.truth.losses[0];
            let words = Layer::text(Role::Guide, (0.6 * right, bound), "a million times the first loss");
            panel = panel.layer(Layer::line(Role::Guide, "", across(bound))).layer(words);
        }
        panel
            .layer(Layer::line(Role::Truth, "true", truth))
            .layer(Layer::line(Role::Learner, "yours", yours.clone()))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", yours))
            .layer(Layer::points(Role::Given, Mark::Ring, "the right end", end))
    }
}
