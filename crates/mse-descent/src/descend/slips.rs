//! The slips that people make in a descent, each in one of its rules. Those in its steps and in its end show in a sweep, too.

use super::rules::Rules;
use crate::descent_step::{OTHER_STEPS, moved};
use crate::line;
use nabla_core::{
    Descent,
    Status::{Converged, Diverged, MaxSteps},
};
use nabla_grading::{Slip, slip};

type Point = (f64, f64);

/// A slip: its name, the rule that it changes, and the sentence that helps.
type Other = (&'static str, fn(&mut Rules), &'static str);

/// The slips that show in how a descent ends and after how many steps, for a procedure of which a descent is a part.
pub(crate) fn of_descents<R: 'static>(part: fn(&mut R) -> &mut Rules) -> Vec<Slip<R>> {
    let steps = OTHER_STEPS
        .into_iter()
        .map(move |other| slip(other.name, move |rules| part(rules).step = other.step, other.says));
    let others = OF_STEPS.iter().chain(OF_ENDS);
    steps.chain(others.map(move |&(name, change, says)| slip(name, move |rules| change(part(rules)), says))).collect()
}

/// The slips in what is kept of a descent.
pub(super) fn of_what_is_kept() -> impl Iterator<Item = Slip<Rules>> {
    OF_WHAT_IS_KEPT.iter().map(|&(name, change, says)| slip(name, change, says))
}

/// The gradient times a factor of its own along w and along b.
fn scaled(x: &[f64], y: &[f64], p: Point, (w, b): Point) -> Point {
    let (along_w, along_b) = line::slopes(x, y, p);
    (w * along_w, b * along_b)
}

fn without_last(mut descent: Descent) -> Descent {
    descent.path.pop();
    descent.losses.pop();
    descent
}

#[rustfmt::skip]
const OF_STEPS: &[Other] = &[
    ("began at the origin", |r| r.start = |_| (0.0, 0.0), "You begin at (0, 0), whatever start is given."),
    ("exchanged w and b of the start", |r| r.start = |(w, b)| (b, w), "The start is given as (w, b), and you begin at (b, w)."),
    ("kept the slopes of the start", |r| r.measured = |start, _| start, "Every step goes by the gradient of the start: measure it anew where you stand."),
    ("gave the steps momentum", |r| r.momentum = 0.9, "Part of the steps before goes on in each of yours: here a step knows the newest point and its gradient only."),
    ("divided the rate by the number of the step", |r| r.rate = |eta, steps| eta / (steps as f64 + 1.0), "Your steps shrink like 1, ½, ⅓, …: η stays what it is."),
    ("let the rate decay", |r| r.rate = |eta, steps| eta * 0.9_f64.powi(i32::try_from(steps).unwrap_or(i32::MAX)), "Your η shrinks by a tenth with each step: it stays what it is."),
    ("left a 2 out of the gradient", |r| { r.slopes = |x, y, p| scaled(x, y, p, (0.5, 0.5)); r.step = |x, y, p, eta| moved(p, scaled(x, y, p, (0.5, 0.5)), eta); }, "Your gradient is half as long as it should be, in the steps and beside the tolerance: is a 2 missing?"),
    ("left a 2 out of the slope along b", |r| { r.slopes = |x, y, p| scaled(x, y, p, (1.0, 0.5)); r.step = |x, y, p, eta| moved(p, scaled(x, y, p, (1.0, 0.5)), eta); }, "Your slope along b is half of what it should be: is a 2 missing?"),
    ("took the sum for the gradient", |r| { r.slopes = |x, y, p| scaled(x, y, p, (x.len() as f64, x.len() as f64)); r.step = |x, y, p, eta| moved(p, scaled(x, y, p, (x.len() as f64, x.len() as f64)), eta); }, "The same points twice double your gradient: the loss is a mean."),
];

#[rustfmt::skip]
const OF_ENDS: &[Other] = &[
    ("stopped when the loss was small", |r| r.converged = |here, task| here.loss <= task.tolerance, "You wait for a small loss, and the least loss that a line can have need not be small: it is the gradient that vanishes at the bottom."),
    ("stopped when the loss hardly changed", |r| r.converged = |here, task| (here.before - here.loss).abs() <= task.tolerance, "You wait for a loss that no longer changes: with a small η it hardly changes on a steep slope either. The gradient decides."),
    ("waited for a gradient of exactly zero", |r| r.converged = |here, _| here.slopes == (0.0, 0.0), "Your descent goes on below the tolerance: with rounding, a gradient is hardly ever exactly 0."),
    ("compared the step with the tolerance", |r| r.converged = |here, task| task.eta.abs() * here.steepness() <= task.tolerance, "A tiny η makes your descent converge at once: the length of the gradient counts, not that of the step."),
    ("compared the square with the tolerance", |r| r.converged = |here, task| here.steepness().powi(2) <= task.tolerance, "You compare ‖∇L‖² with the tolerance: take the root."),
    ("compared slopes with their signs", |r| r.converged = |here, task| here.slopes.0 <= task.tolerance && here.slopes.1 <= task.tolerance, "A steep slope downwards is a negative number, and so below every tolerance: your descent stops at once."),
    ("looked at the slope of w only", |r| r.converged = |here, task| here.slopes.0.abs() <= task.tolerance, "Your descent stops while b still has a slope."),
    ("looked at the slope of b only", |r| r.converged = |here, task| here.slopes.1.abs() <= task.tolerance, "Your descent stops while w still has a slope."),
    ("compared each slope by itself", |r| r.converged = |here, task| here.slopes.0.abs().max(here.slopes.1.abs()) <= task.tolerance, "Your descent stops a little early: two slopes just below the tolerance make a gradient that is longer."),
    ("compared the sum of the slopes", |r| r.converged = |here, task| here.slopes.0.abs() + here.slopes.1.abs() <= task.tolerance, "Your descent goes on a little too long: the length of (3, 4) is 5, and not their sum."),
    ("asked for less than the tolerance", |r| r.converged = |here, task| here.steepness() < task.tolerance, "A gradient exactly as long as the tolerance is short enough: at most is `<=`."),
    ("turned the test of convergence round", |r| r.converged = |here, task| here.steepness() > task.tolerance, "Your descent converges where its gradient is longer than the tolerance."),
    ("never converged", |r| r.converged = |_, _| false, "Your descent goes on to the last step that is allowed, however flat it is."),
    ("never noticed the divergence", |r| r.diverged = |_| false, "Your loss becomes astronomical, and you go on: no comparison with NaN is true, so nothing stops you."),
    ("noticed the divergence only at infinity", |r| r.diverged = |here| !here.loss.is_finite(), "Your loss is a million times what it was, and you go on until it is infinite."),
    ("compared the loss with a million itself", |r| r.diverged = |here| !here.loss.is_finite() || here.loss > 1e6, "Your bound is a million, whatever the loss was at the start: it should be a million times as much."),
    ("compared the loss with a thousand times the first", |r| r.diverged = |here| !here.loss.is_finite() || here.loss > 1e3 * here.first, "Your descent gives up at a thousand times the first loss; the statement waits for a million times as much."),
    ("compared the loss with a million times the one before", |r| r.diverged = |here| !here.loss.is_finite() || here.loss > 1e6 * here.before, "Your bound climbs along with the loss: it is the loss at the start that counts, not the one before."),
    ("called exactly a million times a divergence", |r| r.diverged = |here| !here.loss.is_finite() || here.loss >= 1e6 * here.first, "More than a million times is `>`: with a loss of 0 at the start, 0 is not more."),
    ("called every rise a divergence", |r| r.diverged = |here| !here.loss.is_finite() || here.loss > here.first, "You give up as soon as the loss is above that of the start; the statement waits for a million times as much."),
    ("called a single rise a divergence", |r| r.diverged = |here| !here.loss.is_finite() || here.loss > here.before, "You give up as soon as one step raises the loss; the statement waits for a million times the loss of the start."),
    ("turned the test of divergence round", |r| r.diverged = |here| here.loss.is_finite(), "Your descent has diverged at once, with a loss that is an ordinary number: is a comparison or a `!` the wrong way round?"),
    ("took the step before a rise for the end", |r| { r.diverged = |here| !here.loss.is_finite() || here.loss > here.before; r.kept = |d| if d.status == Diverged { Descent { status: Converged, ..without_last(d) } } else { d }; }, "You step back and stop where the loss first rises: a step that is a little long does not mean that you have arrived."),
    ("made one step too many", |r| r.exhausted = |here, task| here.steps > task.max_steps, "You make one step more than is allowed."),
    ("counted the start as a step", |r| r.exhausted = |here, task| here.steps + 1 >= task.max_steps, "Your path has as many points as steps were allowed: the start is not a step."),
    ("stopped two steps early", |r| r.exhausted = |here, task| here.steps + 2 >= task.max_steps, "Your descent runs out of steps two steps before it should: how many steps has a path of 10 points?"),
    ("allowed a thousand steps", |r| r.exhausted = |here, _| here.steps >= 1000, "A thousand steps are allowed in yours, whatever `max_steps` says."),
    ("stopped after one step", |r| r.exhausted = |here, task| here.steps >= task.max_steps.min(1), "You make one step, and the loop does not go round again."),
    ("never made a step", |r| r.exhausted = |_, _| true, "Your descent ends where it starts: does the loop return, or stop, in its first round?"),
    ("looked only after a step", |r| r.converged = |here, task| here.steps > 0 && here.steepness() <= task.tolerance, "A start that is already at rest still makes a step in yours: look before you leap."),
    ("looked at the steps first", |r| r.order = [MaxSteps, Diverged, Converged], "A descent that converges or diverges with its very last step has done so: look at the last point, too, and count the steps after both."),
    ("looked at the steps before the gradient", |r| r.order = [Diverged, MaxSteps, Converged], "A descent that converges with its very last step has converged: look at the gradient before you count."),
    ("looked at the steps before the loss", |r| r.order = [Converged, MaxSteps, Diverged], "A descent that diverges with its very last step has diverged: look at the loss before you count."),
    ("called every end convergence", |r| r.kept = |d| Descent { status: Converged, ..d }, "Running out of steps, or to infinity, is not coming to rest: the gradient decides."),
    ("called every end running out of steps", |r| r.kept = |d| Descent { status: MaxSteps, ..d }, "Every end is reported as MaxSteps in yours."),
    ("called running out of steps convergence", |r| r.kept = |d| if d.status == MaxSteps { Descent { status: Converged, ..d } } else { d }, "A descent that runs out of steps has not come to rest: that has a word of its own."),
    ("called divergence running out of steps", |r| r.kept = |d| if d.status == Diverged { Descent { status: MaxSteps, ..d } } else { d }, "A descent that runs away has not just run out of steps: report how it ends."),
    ("exchanged converged and diverged", |r| r.kept = |d| match d.status { Converged => Descent { status: Diverged, ..d }, Diverged => Descent { status: Converged, ..d }, MaxSteps => d }, "What comes to rest is called Diverged in yours, and what runs away Converged."),
    ("left out the point that diverged", |r| r.kept = |d| if d.status == Diverged { without_last(d) } else { d }, "The path ends with the point that gave the reason to stop; yours ends one before it where the loss runs away."),
    ("left out the point at rest", |r| r.kept = |d| if d.status == Converged { without_last(d) } else { d }, "The path ends with the point that gave the reason to stop; yours ends one before it where the gradient is short enough."),
];

#[rustfmt::skip]
const OF_WHAT_IS_KEPT: &[Other] = &[
    ("halved the loss", |r| r.loss = |x, y, (w, b)| 0.5 * line::loss(x, y, w, b), "Your losses are half of what they should be: the mean has no ½ in front."),
    ("took the sum for the loss", |r| r.loss = |x, y, (w, b)| x.len() as f64 * line::loss(x, y, w, b), "The same points twice double your losses: they are means."),
    ("drew the root of the loss", |r| r.loss = |x, y, (w, b)| line::loss(x, y, w, b).sqrt(), "Your losses are roots: the mean squared error is asked as it is."),
    ("left the start out", |r| r.kept = |mut d| { d.path.remove(0); d.losses.remove(0); d }, "Your path begins after the first step; the start belongs to it, with its loss."),
    ("kept no loss for the start", |r| r.kept = |mut d| { d.losses.remove(0); d }, "There is one loss fewer than there are points: the start has one, too."),
    ("kept no loss for the end", |r| r.kept = |mut d| { d.losses.pop(); d }, "There is one loss fewer than there are points: the last one is missing."),
    ("kept the losses one step late", |r| r.kept = |mut d| { d.losses.insert(0, d.losses[0]); d.losses.truncate(d.path.len()); d }, "Each of your losses belongs to the point before: compute it after the parameters have moved."),
    ("kept the first loss for all", |r| r.kept = |d| Descent { losses: vec![d.losses[0]; d.losses.len()], ..d }, "All your losses are the first one: compute it anew at each point."),
    ("kept the two ends only", |r| r.kept = |mut d| { if d.path.len() > 2 { d.path.drain(1..d.path.len() - 1); d.losses.drain(1..d.losses.len() - 1); } d }, "Where has the way between start and end gone? Every step is a point of the path."),
    ("turned the path round", |r| r.kept = |mut d| { d.path.reverse(); d.losses.reverse(); d }, "Your path begins at the end."),
    ("kept the points as (b, w)", |r| r.kept = |mut d| { d.path.iter_mut().for_each(|p| *p = (p.1, p.0)); d }, "The points of your path are exchanged: w comes first."),
];
