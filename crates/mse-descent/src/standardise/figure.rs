//! The valley before and after: the ellipses become circles.

use super::{has_spread, standardised};
use crate::data::article;
use crate::descend::{Rules, Task};
use crate::line::mean;
use crate::valley::{Valley, near};
use nabla_core::Standardised;
use nabla_grading::Sketch;
use nabla_grading::figure::{Figure, Layer, Mark, Role};
use std::f64::consts::TAU;

/// The valley of the course's three points before and after: the ellipses become circles.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = article();
    let yours = sketch.value::<Option<Standardised>>((x.clone(),)).flatten().map(|s| s.values).unwrap_or_default();
    let usable = yours.len() == x.len() && has_spread(&yours);
    let before = Valley::around(&(x.clone(), y.clone()), 2.6);
    let steps = |x: &[f64], start: (f64, f64)| {
        let task = Task { x, y: &y, start, eta: 0.16, tolerance: 0.01, max_steps: 400 };
        Rules::right().descend(&task).path
    };
    let corner = |valley: &Valley| valley.place(-0.3, -0.9);
    let raw = steps(&x, corner(&before));
    let left = before
        .panel("Raw inputs")
        .layer(Layer::line(Role::Given, "descent with η = 0.16", raw.clone()))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [before.bottom]));
    if !usable {
        return Figure::new("Your values are too few, have no spread or are not finite: there is no valley to draw")
            .panel(left);
    }
    let after = Valley::around(&(yours.clone(), y.clone()), 2.6);
    let path = steps(&yours, corner(&after));
    let (steps_before, steps_after) = (raw.len() - 1, path.len() - 1);
    let circle = (0..=90).map(|k| {
        let angle = TAU * f64::from(k) / 90.0;
        (after.bottom.0 + 1.5 * angle.cos(), after.bottom.1 + 1.5 * angle.sin())
    });
    let round = standardised(&x).values.iter().zip(&yours).all(|(a, b)| near(*a, *b));
    let title = if sketch.is_right() {
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
