//! What makes a path a descent.

use super::rules::TOO_FAR;
use super::{Data, Path, Point};
use crate::descent_step::moved;
use crate::line;
use nabla_core::{Descent, Status};
use nabla_grading::{Asked, Complaint, FromValue};

/// The part of a threshold that rounding may decide.
const LEEWAY: f64 = 1e-6;

/// What one descent was asked for.
struct Question {
    x: Data,
    y: Data,
    start: Point,
    eta: f64,
    tolerance: f64,
    max_steps: usize,
}

/// The data were refused for the right reason, or the path is the one that the rules make.
pub(super) fn is_a_descent(asked: &Asked<'_>) -> Result<(), Complaint> {
    let question = Question {
        x: asked.argument(0),
        y: asked.argument(1),
        start: asked.argument(2),
        eta: asked.argument(3),
        tolerance: asked.argument(4),
        max_steps: asked.argument(5),
    };
    let Some(truth) = Path::from_value(asked.expected) else { return Ok(()) };
    let Some(yours) = asked.value::<Path>() else { return Err(Complaint::new("The answer is no descent.")) };
    match (yours, truth) {
        (Ok(descent), Ok(truth)) => {
            question.judge(&descent).map_err(|complaint| complaint.got(summary(&descent)).expected(summary(&truth)))
        }
        (Err(yours), Err(truth)) if yours == truth => Ok(()),
        (Err(_), Ok(_)) => {
            Err(Complaint::new("These data can be used: there is a descent to report, whatever its end."))
        }
        (_, Err(_)) => Err(Complaint::new("These data cannot be used, and the type has a word for the reason.")),
    }
}

/// "Converged after 524 steps at (1.5, 2.333)"; "…; the loss first rose at step 4" where it rose.
pub(super) fn summary(descent: &Descent) -> String {
    let steps = descent.path.len().saturating_sub(1);
    let plural = if steps == 1 { "" } else { "s" };
    let place = descent.path.last().map(|(w, b)| format!(" at ({}, {})", short(*w), short(*b))).unwrap_or_default();
    let rose =
        first_rise(&descent.losses).map(|step| format!("; the loss first rose at step {step}")).unwrap_or_default();
    format!("{:?} after {steps} step{plural}{place}{rose}", descent.status)
}

/// The first step that raised the loss by more than rounding can at rest, or led to a loss that is no number.
pub(super) fn first_rise(losses: &[f64]) -> Option<usize> {
    let rises = |pair: &[f64]| pair[1] > pair[0] * (1.0 + 1e-9) || pair[1].is_nan();
    losses.windows(2).position(rises).map(|index| index + 1)
}

fn short(number: f64) -> String {
    nabla_grading::number_text(number, Some(5))
}

impl Question {
    fn judge(&self, descent: &Descent) -> Result<(), Complaint> {
        let Descent { path, losses, .. } = descent;
        let Some(first) = path.first() else {
            return Err(Complaint::new("Your path is empty; it begins with the start, whatever happens then."));
        };
        if !same(*first, self.start, (0.0, 0.0)) {
            return Err(Complaint::new("Your path does not begin with the start."));
        }
        if path.len() != losses.len() {
            let (points, losses) = (path.len(), losses.len());
            return Err(Complaint::new(format!(
                "The path and the losses belong together, one loss for each point: there are {points} points and {losses} losses."
            )));
        }
        self.steps_are_right(path)?;
        self.losses_are_right(path, losses)?;
        self.ends_rightly(descent)
    }

    fn steps_are_right(&self, path: &[Point]) -> Result<(), Complaint> {
        for (step, pair) in path.windows(2).enumerate() {
            let next = moved(pair[0], line::slopes(&self.x, &self.y, pair[0]), self.eta);
            let (terms_w, terms_b) = line::slope_terms(&self.x, &self.y, pair[0]);
            let slack = (pair[0].0.abs() + self.eta.abs() * terms_w, pair[0].1.abs() + self.eta.abs() * terms_b);
            if !same(pair[1], next, slack) {
                return Err(Complaint::new(wrong_step(step + 1, pair[0], pair[1], next)));
            }
        }
        Ok(())
    }

    fn losses_are_right(&self, path: &[Point], losses: &[f64]) -> Result<(), Complaint> {
        for (index, ((w, b), yours)) in path.iter().zip(losses).enumerate() {
            let terms =
                line::mean(self.x.iter().zip(&self.y).map(|(x, y)| ((w * x).abs() + b.abs() + y.abs()).powi(2)));
            if !close(*yours, line::loss(&self.x, &self.y, *w, *b), terms) {
                return Err(Complaint::new(format!(
                    "The path is right; the loss with index {index} does not belong to the point with that index."
                )));
            }
        }
        Ok(())
    }

    /// Every point before the last one gave no reason to stop, and the last one gave the reason that is reported.
    fn ends_rightly(&self, descent: &Descent) -> Result<(), Complaint> {
        let Descent { path, losses, status } = descent;
        let last = path.len() - 1;
        let plainly = |index: usize| self.reason(path[index], losses[index], losses[0], -LEEWAY);
        let perhaps = |index: usize| self.reason(path[index], losses[index], losses[0], LEEWAY);
        if let Some((index, why)) = (0..last).find_map(|index| Some((index, plainly(index)?))) {
            return Err(Complaint::new(format!("After {index} steps the descent had {}, and you went on.", said(why))));
        }
        if last > self.max_steps {
            return Err(Complaint::new(format!("{} steps were allowed; you made {last}.", self.max_steps)));
        }
        let holds = match status {
            Status::MaxSteps => last == self.max_steps && plainly(last).is_none(),
            _ => perhaps(last) == Some(*status) || plainly(last) == Some(*status),
        };
        if holds {
            return Ok(());
        }
        Err(Complaint::new(match (plainly(last), status) {
            (Some(truth), _) => format!("At its end the descent has {}; you report {status:?}.", said(truth)),
            (None, Status::Converged) => {
                "At the end of your path the gradient is still longer than the tolerance.".to_owned()
            }
            (None, Status::Diverged) => {
                "At the end of your path the loss is neither infinite nor more than a million times that of the start."
                    .to_owned()
            }
            (None, Status::MaxSteps) => format!("You stop after {last} steps, and {} were allowed.", self.max_steps),
        }))
    }

    /// Why to stop at this point, with thresholds that are easier to meet by `leeway`, or harder where it is negative.
    fn reason(&self, p: Point, loss: f64, first: f64, leeway: f64) -> Option<Status> {
        let (along_w, along_b) = line::slopes(&self.x, &self.y, p);
        let (terms_w, terms_b) = line::slope_terms(&self.x, &self.y, p);
        let leeway = if self.nothing_is_rounded(p) { 0.0 } else { leeway };
        let rounding = 1e-13 * leeway / LEEWAY * terms_w.hypot(terms_b);
        if !loss.is_finite() || loss > TOO_FAR * first * (1.0 - leeway) {
            Some(Status::Diverged)
        } else {
            (along_w.hypot(along_b) <= self.tolerance * (1.0 + leeway) + rounding).then_some(Status::Converged)
        }
    }

    /// Whether the loss and the slopes at the start and here come out exactly in whatever order they are computed: few points,
    /// so many that a mean is exact, and only multiples of ¼ below 1024, whose squared products fit into 53 bits.
    fn nothing_is_rounded(&self, p: Point) -> bool {
        let short = |number: f64| number.abs() < 1024.0 && (4.0 * number).fract() == 0.0;
        let parameters = [p.0, p.1, self.start.0, self.start.1];
        matches!(self.x.len(), 1 | 2) && self.x.iter().chain(&self.y).chain(&parameters).all(|number| short(*number))
    }
}

/// Where a step led and where it should have led, with as many digits as it takes to tell the two apart.
fn wrong_step(step: usize, from: Point, got: Point, right: Point) -> String {
    let place = |(w, b): Point, digits: usize| {
        let text = |number: f64| nabla_grading::number_text(number, Some(digits));
        format!("({}, {})", text(w), text(b))
    };
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-5 * (1.0 + b.abs());
    let from = place(from, 5);
    if near(got.0, right.0) && near(got.1, right.1) {
        let (got, right) = (place(got, 12), place(right, 12));
        return format!(
            "Step {step} leads from {from} to {got}, near the right place {right} but not to it: which of your numbers are only about right?"
        );
    }
    let got = place(got, 5);
    format!("Step {step} leads from {from} to {got}: is that downhill, by η times the gradient measured there?")
}

fn said(status: Status) -> &'static str {
    match status {
        Status::Converged => "converged: its gradient is no longer than the tolerance",
        Status::Diverged => "diverged: its loss is not finite or beyond a million times the first one",
        Status::MaxSteps => "run out of steps",
    }
}

fn same(a: Point, b: Point, terms: Point) -> bool {
    close(a.0, b.0, terms.0) && close(a.1, b.1, terms.1)
}

/// As close as a formula comes; where the truth is not finite any number that is not will do.
fn close(got: f64, truth: f64, terms: f64) -> bool {
    let tolerance = nabla_core::Tolerance::closed_form();
    if truth.is_finite() { tolerance.accepts(got, truth, terms) } else { !got.is_finite() }
}
