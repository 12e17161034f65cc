//! Steps that follow the gradient, but only so far: the bound is a number that nobody can know beforehand.

use crate::line;
use nabla_grading::{Complaint, Observation, number_text};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// A step: the slopes that it was made of, the true ones, and how far they may lie apart.
struct Step {
    index: usize,
    points: usize,
    yours: V2,
    truth: V2,
    rounding: f64,
}

impl Step {
    fn of((index, asked): (usize, &Observation<'_>)) -> Option<Self> {
        let (x, y): (Vec<f64>, Vec<f64>) = (asked.argument(0), asked.argument(1));
        let (w, b, eta): (f64, f64, f64) = (asked.argument(2), asked.argument(3), asked.argument(4));
        let to: (f64, f64) = asked.value()?;
        let (along_w, along_b) = line::slopes(&x, &y, (w, b));
        let (yours, truth) = (V2::new(w - to.0, b - to.1) / eta, V2::new(along_w, along_b));
        let rounding = 1e-12 * asked.size / eta.abs() + 1e-9 * truth.amax();
        yours.iter().all(|slope| slope.is_finite()).then_some(Self { index, points: x.len(), yours, truth, rounding })
    }

    fn is(&self, slopes: V2) -> bool {
        (self.yours - slopes).amax() <= self.rounding
    }
}

/// A way to cut: what it is called, how large slopes are, what becomes of them at a bound, and what is said.
type Cut = (&'static str, fn(V2) -> f64, fn(V2, f64) -> V2, &'static str);

const CUTS: [Cut; 2] = [
    (
        "cut steep slopes",
        |slopes| slopes.amax(),
        |slopes, most| slopes.map(|slope| slope.clamp(-most, most)),
        "A slope steeper than that is cut: it is to be used as it is, however steep.",
    ),
    (
        "cut long gradients",
        |slopes| slopes.norm(),
        |slopes, most| slopes.cap_magnitude(most),
        "A gradient longer than that is cut: it is to be used as it is, however long.",
    ),
];

/// Whether all steps are right but for one bound, which some reach and some do not.
pub(super) fn slopes_are_cut(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let steps: Option<Vec<Step>> = asked.iter().enumerate().map(Step::of).collect();
    let Some(steps) = steps else { return Ok(()) };
    for (name, size, cut, says) in CUTS {
        let most = steps.iter().map(|step| size(step.yours)).fold(0.0, f64::max);
        let (longer, shorter): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| !step.is(step.truth));
        if longer.len() < 3 || shorter.is_empty() || !steps.iter().all(|step| step.is(cut(step.truth, most))) {
            continue;
        }
        let shown = longer.iter().min_by_key(|step| step.points).map_or(0, |step| step.index);
        let says = format!("Yours go up to {}. {says}", number_text(most, Some(4)));
        return Err((shown, Complaint::named(name, says)));
    }
    Ok(())
}
