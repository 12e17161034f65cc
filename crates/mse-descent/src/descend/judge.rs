//! What makes a path a descent.

use super::rules::TOO_FAR;
use super::{Data, Path, Point};
use crate::descent_step::moved;
use crate::line;
use nabla_core::{Descent, Status};
use nabla_grading::{Complaint, FromValue, Observation};

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

/// The path is the one that the rules make.
pub(super) fn is_a_descent(asked: &Observation<'_>) -> Result<(), Complaint> {
    let question = Question {
        x: asked.argument(0),
        y: asked.argument(1),
        start: asked.argument(2),
        eta: asked.argument(3),
        tolerance: asked.argument(4),
        max_steps: asked.argument(5),
    };
    match (asked.value::<Path>(), Descent::from_value(asked.expected)) {
        (Some(Ok(descent)), Some(truth)) => question.judge(&descent, &truth),
        (Some(Err(_)), _) => Err(Complaint::named(
            "refused data that are sound",
            "These data can be used: there is a descent to report, whatever its end.",
        )),
        _ => Err(Complaint::new("The answer is no descent.")),
    }
}

/// "Converged after 524 steps at (1.5, 2.333)"; "…; the loss first rose at step 4" where it rose.
pub(super) fn summary(descent: &Descent) -> String {
    let steps = descent.path.len().saturating_sub(1);
    let plural = if steps == 1 { "" } else { "s" };
    let place = descent.path.last().map(|end| format!(" at {}", place(*end, 5))).unwrap_or_default();
    let rose =
        first_rise(&descent.losses).map(|step| format!("; the loss first rose at step {step}")).unwrap_or_default();
    format!("{:?} after {steps} step{plural}{place}{rose}", descent.status)
}

/// The first step that raised the loss by more than rounding can at rest, or led to a loss that is no number.
pub(super) fn first_rise(losses: &[f64]) -> Option<usize> {
    let rises = |pair: &[f64]| pair[1] > pair[0] * (1.0 + 1e-9) || pair[1].is_nan();
    losses.windows(2).position(rises).map(|index| index + 1)
}

impl Question {
    fn judge(&self, descent: &Descent, truth: &Descent) -> Result<(), Complaint> {
        let summed = |complaint: Complaint| complaint.got(summary(descent)).expected(summary(truth));
        let Descent { path, losses, .. } = descent;
        let (points, count) = (path.len(), losses.len());
        let Some(first) = path.first() else {
            return Err(summed(Complaint::named(
                "an empty path",
                "Your path is empty; it begins with the start, whatever happens then.",
            )));
        };
        if !same(*first, self.start, (0.0, 0.0)) {
            return Err(Complaint::named("another start", "Your path does not begin with the start.")
                .got(format!("a path from {}", place(*first, 5)))
                .expected(format!("a path from {}", place(self.start, 5))));
        }
        if points != count {
            return Err(Complaint::named(
                "not one loss for each point",
                "The path and the losses belong together, one loss for each point.",
            )
            .got(format!("{points} points and {count} losses"))
            .expected("as many losses as points"));
        }
        self.steps_are_right(path)?;
        self.losses_are_right(path, losses)?;
        self.ends_rightly(descent).map_err(summed)
    }

    fn steps_are_right(&self, path: &[Point]) -> Result<(), Complaint> {
        let (mut first, mut wrong_w, mut wrong_b) = (None, false, false);
        for (step, pair) in path.windows(2).enumerate() {
            let next = moved(pair[0], line::slopes(&self.x, &self.y, pair[0]), self.eta);
            let (terms_w, terms_b) = line::slope_terms(&self.x, &self.y, pair[0]);
            let right_w = close(pair[1].0, next.0, pair[0].0.abs() + self.eta.abs() * terms_w);
            let right_b = close(pair[1].1, next.1, pair[0].1.abs() + self.eta.abs() * terms_b);
            (wrong_w, wrong_b) = (wrong_w || !right_w, wrong_b || !right_b);
            if !(right_w && right_b) && first.is_none() {
                first = Some(Step { number: step + 1, from: pair[0], to: pair[1], right: next });
            }
        }
        first.map_or(Ok(()), |step| Err(step.complaint(wrong_w, wrong_b)))
    }

    fn losses_are_right(&self, path: &[Point], losses: &[f64]) -> Result<(), Complaint> {
        for (index, ((w, b), yours)) in path.iter().zip(losses).enumerate() {
            let terms =
                line::mean(self.x.iter().zip(&self.y).map(|(x, y)| ((w * x).abs() + b.abs() + y.abs()).powi(2)));
            let right = line::loss(&self.x, &self.y, *w, *b);
            if !close(*yours, right, terms) {
                let loss =
                    |loss: f64| format!("the loss with index {index} is {}", nabla_grading::number_text(loss, Some(8)));
                return Err(Complaint::named(
                    "losses that are not those of the points",
                    "Each step is right, and the losses are not those of the points of the path.",
                )
                .got(loss(*yours))
                .expected(loss(right)));
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
        let complaint = |name, says: &str| Err(Complaint::named(name, says));
        if (0..last).any(|index| plainly(index).is_some()) {
            return complaint(
                "went on after a reason to stop",
                "There was a reason to stop before your path ends, and you went on.",
            );
        }
        if last > self.max_steps {
            return complaint("more steps than allowed", "You made more steps than were allowed.");
        }
        match (plainly(last), status) {
            (None, Status::MaxSteps) if last == self.max_steps => Ok(()),
            (None, Status::MaxSteps) => {
                complaint("fewer steps than allowed", "You stop before the steps have run out.")
            }
            (_, status) if [plainly(last), perhaps(last)].contains(&Some(*status)) => Ok(()),
            (Some(_), _) => complaint(
                "another end than the one that it had",
                "Your path is right, and it has ended for another reason than yours.",
            ),
            (None, Status::Converged) => complaint(
                "converged too early",
                "At the end of your path the gradient is still longer than the tolerance.",
            ),
            (None, Status::Diverged) => complaint(
                "diverged too early",
                "At the end of your path the loss is neither infinite nor more than a million times that of the start.",
            ),
        }
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

    /// Whether the loss and the slopes at the start and here come out exactly in whatever order they are computed:
    /// few points, so many that a mean is exact, and only multiples of ¼ below 1024, whose squared products fit into
    /// 53 bits.
    fn nothing_is_rounded(&self, p: Point) -> bool {
        let short = |number: f64| number.abs() < 1024.0 && (4.0 * number).fract() == 0.0;
        let parameters = [p.0, p.1, self.start.0, self.start.1];
        matches!(self.x.len(), 1 | 2) && self.x.iter().chain(&self.y).chain(&parameters).all(|number| short(*number))
    }
}

/// A step that leads elsewhere.
struct Step {
    number: usize,
    from: Point,
    to: Point,
    right: Point,
}

impl Step {
    /// What is wrong with it, on a path whose steps go wrong along w, along b, or along both.
    fn complaint(&self, wrong_w: bool, wrong_b: bool) -> Complaint {
        let Self { number, from, to, right } = *self;
        let (off, length) = (minus(to, right), minus(right, from));
        let is_near = off.0.hypot(off.1) <= 1e-4 * length.0.hypot(length.1);
        let (name, why) = if is_near {
            (
                "steps that are only about right",
                "This step leads near the right place, but not to it: which of your numbers are rounded?",
            )
        } else if !wrong_b {
            ("b moves rightly, w does not", "In all your steps b moves as it should, and w does not.")
        } else if !wrong_w {
            ("w moves rightly, b does not", "In all your steps w moves as it should, and b does not.")
        } else if self.is_along() {
            (
                "along the gradient, but not by η times its length",
                "This step leads along the gradient, and not by η times its length.",
            )
        } else {
            (
                "steps that are not η times the gradient",
                "This step leads elsewhere: is it downhill, by η times the gradient measured where it begins?",
            )
        };
        let digits = if is_near { 12 } else { 5 };
        let lead = |to: Point| format!("step {number} leads from {} to {}", place(from, 5), place(to, digits));
        Complaint::named(name, why).got(lead(to)).expected(lead(right))
    }

    /// Whether it leads along the gradient, this way or that.
    fn is_along(&self) -> bool {
        let (got, right) = (minus(self.to, self.from), minus(self.right, self.from));
        let across = got.0 * right.1 - got.1 * right.0;
        across.abs() <= 1e-9 * got.0.hypot(got.1) * right.0.hypot(right.1)
    }
}

fn minus(a: Point, b: Point) -> Point {
    (a.0 - b.0, a.1 - b.1)
}

/// The point with so many digits.
fn place((w, b): Point, digits: usize) -> String {
    let text = |number: f64| nabla_grading::number_text(number, Some(digits));
    format!("({}, {})", text(w), text(b))
}

fn same(a: Point, b: Point, terms: Point) -> bool {
    close(a.0, b.0, terms.0) && close(a.1, b.1, terms.1)
}

/// As close as a formula comes; where the truth is not finite any number that is not will do.
fn close(got: f64, truth: f64, terms: f64) -> bool {
    let tolerance = nabla_core::Tolerance::closed_form();
    if truth.is_finite() { tolerance.accepts(got, truth, terms) } else { !got.is_finite() }
}
