//! The picture: the learner's lap from (2, 1) over the contours of the bowl.

use super::V2;
use crate::fields::{bowl, within};
use crate::pictures::{bowl_panel, ellipse, pair};
use nabla_grading::figure::{Figure, Layer, Mark, Role};
use nabla_grading::{Sketch, number_text};
use std::f64::consts::TAU;

/// The learner's lap from (2, 1) over the contours.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (f, gradient) = bowl();
    let start = V2::new(2.0, 1.0);
    let mut path: Vec<V2> = sketch.value((f.clone(), gradient, start, 0.25, 110_usize)).unwrap_or_default();
    // Whoever does not stop at 110 points need not be drawn to the end.
    path.truncate(1000);
    let height = path.last().map_or(f64::NAN, |p| f.value(p.as_slice()));
    let gap = path.last().map_or(f64::NAN, |p| (p - start).norm());
    let worst = path.iter().map(|p| (f.value(p.as_slice()) - 8.0).abs()).fold(0.0, f64::max);
    let turns: f64 = path.windows(2).map(|pair| pair[0].perp(&pair[1]).atan2(pair[0].dot(&pair[1]))).sum::<f64>() / TAU;
    let text = |number: f64| number_text(number, Some(3));
    let part = number_text((100.0 * turns.abs()).round(), None);
    let title = if sketch.is_right() {
        format!("Once round in {} points, all on level 8", path.len())
    } else if !within(height, 1e4) {
        "You started on level 8 and fly off".to_owned()
    } else if !within(height - 8.0, 1e-3) {
        format!("You started on level 8 and end on level {}", text(height))
    } else if path.first() != Some(&start) {
        "Your path does not begin at the start".to_owned()
    } else if path.len() < 4 {
        format!("Your path ends after {} points, before it has left the start", path.len())
    } else if worst > 1e-6 {
        format!("Your points are off level 8 by up to {}", text(worst))
    } else if turns.abs() > 1.2 {
        format!("You go round {} times, and once was asked", text(turns.abs()))
    } else if gap > 0.4 {
        format!("You stop {} from the start, {part} % of the way round", text(gap))
    } else {
        "This lap is right; another start or allowance goes wrong".to_owned()
    };
    let marks: Vec<(f64, f64)> = path.iter().map(|p| pair(*p)).collect();
    let panel = bowl_panel((-4.6, 4.6), (-3.0, 3.0))
        .layer(Layer::line(Role::Truth, "level 8", ellipse(8.0)))
        .layer(Layer::line(Role::Learner, "your path", marks.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", marks))
        .layer(Layer::points(Role::Given, Mark::Ring, "the start", [pair(start)]));
    Figure::new(title).panel(panel)
}
