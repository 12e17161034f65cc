//! Twenty of the learner's steps, one after another, in the valley of the course's data.

use super::{Point, moved};
use crate::data::article;
use crate::line;
use crate::valley::{self, Valley};
use nabla_grading::Sketch;
use nabla_grading::figure::{Figure, Layer, Mark, Role};

/// Twenty of the learner's steps, one after another, in the valley of the course's data.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const STEPS: usize = 20;
    let eta = 0.15;
    let points = article();
    let valley = Valley::around(&points, 2.6);
    let start = (valley.bottom.0 - 0.6, valley.bottom.1 - 1.9);
    let mut path = vec![start];
    for _ in 0..STEPS {
        let (w, b) = path[path.len() - 1];
        let next = sketch.value((points.0.clone(), points.1.clone(), w, b, eta)).unwrap_or((f64::NAN, f64::NAN));
        path.push(next);
    }
    let truth: Vec<Point> =
        std::iter::successors(Some(start), |p| Some(moved(*p, line::slopes(&points.0, &points.1, *p), eta)))
            .take(STEPS + 1)
            .collect();
    let height = |(w, b): Point| line::loss(&points.0, &points.1, w, b);
    let (first, last) = (height(start), height(path[STEPS]));
    let parts = path.iter().zip(&truth).position(|(a, b)| !valley::near(a.0, b.0) || !valley::near(a.1, b.1));
    let title = match parts {
        _ if sketch.is_right() => {
            format!("To and fro across the valley, and down: the loss falls from {first:.0} to {last:.2}")
        }
        None => "These steps are right; other data go wrong".to_owned(),
        Some(_) if path.iter().all(|point| *point == start) => "You never leave the start".to_owned(),
        Some(_) if last >= first || last.is_nan() => "Your steps lead up and away".to_owned(),
        Some(step) => format!("Your way leaves the right one at step {step}; your loss after 20 steps is {last:.2}"),
    };
    let panel = valley
        .panel("20 steps with η = 0.15")
        .layer(Layer::line(Role::Truth, "the right way", truth))
        .layer(Layer::line(Role::Learner, "your steps", path.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", path))
        .layer(Layer::points(Role::Given, Mark::Ring, "the start", [start]))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [valley.bottom]));
    Figure::new(title).panel(panel)
}
