//! The valley before and after: the ellipses become circles.

use super::{has_spread, standardised};
use crate::data::article;
use crate::descend::{Rules, Task};
use crate::line::mean;
use crate::valley::{Valley, near};
use nabla_core::{Descent, Standardised, Status};
use nabla_grading::Sketch;
use nabla_grading::figure::{Figure, Layer, Mark, Role, Settings};
use std::f64::consts::TAU;

/// A descent from the same corner of every valley.
fn descent(valley: &Valley, x: &[f64], y: &[f64]) -> Descent {
    let task = Task { x, y, start: valley.place(-0.3, -0.9), eta: 0.16, tolerance: 0.01, max_steps: 400 };
    Rules::right().descend(&task)
}

/// The course's three points, with inputs that were moved.
fn moved(sketch: &mut Sketch<'_>) -> (Vec<f64>, Vec<f64>) {
    let (x, y) = article();
    let shift = sketch.slider("shift", "adds to all inputs", 0.0, -10.0..=10.0);
    let stretch = sketch.log_slider("stretch", "multiplies them", 1.0, 0.1..=10.0);
    sketch.preset("inputs far from 0: the raw valley is a crack", Settings::default().number("shift", 8.0));
    sketch.preset("inputs in large units: the raw descent explodes", Settings::default().number("stretch", 10.0));
    sketch.preset("inputs around 0: half of the work is done", Settings::default().number("shift", -2.0));
    let yours = sketch.value::<Option<Standardised>>((x.clone(),)).flatten().map(|s| s.values).unwrap_or_default();
    let steps = |x: &[f64]| descent(&Valley::around(&(x.to_vec(), y.clone()), 2.6), x, &y).path.len() - 1;
    let came_out = if yours.len() == x.len() && has_spread(&yours) {
        format!("with your values it takes {}", steps(&yours))
    } else {
        "with your values there is no valley".to_owned()
    };
    let question =
        format!("With the raw inputs 1, 2, 3 the descent takes {} steps. How many with standardised ones?", steps(&x));
    sketch.predict(&question, came_out);
    (x.iter().map(|x| stretch * (x + shift)).collect(), y)
}

/// The valley of the course's three points before and after: the ellipses become circles.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = moved(sketch);
    let yours = sketch.value::<Option<Standardised>>((x.clone(),)).flatten().map(|s| s.values).unwrap_or_default();
    let usable = yours.len() == x.len() && has_spread(&yours);
    let before = Valley::around(&(x.clone(), y.clone()), 2.6);
    let Descent { path: raw, status, .. } = descent(&before, &x, &y);
    let left = before
        .panel("Raw inputs")
        .layer(Layer::line(Role::Given, "descent with η = 0.16", raw.clone()))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [before.bottom]));
    if !usable {
        return Figure::new("Your values are too few, have no spread or are not finite: there is no valley to draw")
            .panel(left);
    }
    let after = Valley::around(&(yours.clone(), y.clone()), 2.6);
    let path = descent(&after, &yours, &y).path;
    let (steps_before, steps_after) = (raw.len() - 1, path.len() - 1);
    let circle = (0..=90).map(|k| {
        let angle = TAU * f64::from(k) / 90.0;
        (after.bottom.0 + 1.5 * angle.cos(), after.bottom.1 + 1.5 * angle.sin())
    });
    let round = standardised(&x).values.iter().zip(&yours).all(|(a, b)| near(*a, *b));
    let title = if sketch.is_right() && status == Status::Diverged {
        format!("The ellipses become circles: what diverged comes to rest after {steps_after} steps")
    } else if sketch.is_right() && status == Status::MaxSteps {
        format!("The ellipses become circles: what was not at rest after {steps_before} steps is after {steps_after}")
    } else if sketch.is_right() {
        format!("The ellipses become circles: {steps_before} steps become {steps_after}")
    } else if round {
        "These values are right; something else goes wrong".to_owned()
    } else if near(mean(yours.iter().copied()), 0.0) && near(mean(yours.iter().map(|z| z * z)), 1.0) {
        "The contours are circles, but these are other values than the ones asked for".to_owned()
    } else {
        "With your values the contours are no circles".to_owned()
    };
    let right = after
        .panel("Your values")
        .layer(Layer::line(Role::Truth, "a circle", circle))
        .layer(Layer::line(Role::Learner, "descent with η = 0.16", path.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", path))
        .layer(Layer::points(Role::Given, Mark::Cross, "", [after.bottom]));
    Figure::new(title).panel(left).panel(right)
}
