//! The picture: the learner's lap from (2, 1) over the contours of the bowl.

use super::V2;
use crate::fields::{bowl, within};
use crate::pictures::{bowl_panel, ellipse, pair};
use nabla_grading::figure::{Figure, Layer, Mark, Role, Settings};
use nabla_grading::{Sketch, number_text};
use std::f64::consts::TAU;

/// The start, the step and the most points, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (V2, f64, usize) {
    const START: (f64, f64) = (2.0, 1.0);
    let start = sketch.point("start", "where the walk begins", START, -3.0..=3.0, -1.6..=1.6);
    let step = sketch.log_slider("step", "how far apart the points are", 0.25, 0.05..=2.0);
    let most = sketch.count("points", "the most points that are allowed", 110, 1..=200);
    sketch.preset("a long step: hardly an ellipse", Settings::default().number("step", 1.6));
    sketch.preset("too few points: the walk stops on its way", Settings::default().number("points", 30.0));
    sketch.preset("near the bottom: a small lap", Settings::default().point("start", (0.6, 0.2)).number("step", 0.1));
    sketch.preset("at the bottom: no way on", Settings::default().point("start", (0.0, 0.0)));
    let (f, gradient) = bowl();
    let path: Option<Vec<V2>> = sketch.value((f, gradient, V2::new(START.0, START.1), 0.25, 110_usize));
    sketch.predict(
        "How many points does a lap on level 8 of x² + 4y² take, with steps of 0.25?",
        format!("your path has {}", path.map_or(0, |path| path.len())),
    );
    (V2::new(start.0, start.1), step, most)
}

/// The learner's lap from (2, 1) over the contours.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (f, gradient) = bowl();
    let (start, step, most) = moved(sketch);
    let level = f.value(start.as_slice());
    let mut path: Vec<V2> = sketch.value((f.clone(), gradient, start, step, most)).unwrap_or_default();
    // Whoever does not stop where it was said need not be drawn to the end.
    path.truncate(800);
    let height = path.last().map_or(f64::NAN, |p| f.value(p.as_slice()));
    let gap = path.last().map_or(f64::NAN, |p| (p - start).norm());
    let worst = path.iter().map(|p| (f.value(p.as_slice()) - level).abs()).fold(0.0, f64::max);
    let turns: f64 = path.windows(2).map(|pair| pair[0].perp(&pair[1]).atan2(pair[0].dot(&pair[1]))).sum::<f64>() / TAU;
    let text = |number: f64| number_text(number, Some(3));
    let part = number_text((100.0 * turns.abs()).round(), None);
    let on = number_text(level, Some(3));
    let title = if sketch.is_right() {
        match path.len() {
            _ if level == 0.0 => "At the bottom there is no way on: the path is the start alone".to_owned(),
            n if worst > 1e-6 => {
                format!("With steps as long as {} your {n} points are up to {} off level {on}", text(step), text(worst))
            }
            1 => "One point is the start alone".to_owned(),
            n if n >= most && (gap > 1.5 * step || turns.abs() < 0.8) => {
                format!("After {n} points you are {part} % of the way round")
            }
            n => format!("Once round in {n} points, all on level {on}"),
        }
    } else if !within(height, 1e4) {
        format!("You started on level {on} and fly off")
    } else if !within(height - level, 1e-3) {
        format!("You started on level {on} and end on level {}", text(height))
    } else if path.first() != Some(&start) {
        "Your path does not begin at the start".to_owned()
    } else if path.len() < 4 {
        format!("Your path ends after {} points, before it has left the start", path.len())
    } else if worst > 1e-6 {
        format!("Your points are off level {on} by up to {}", text(worst))
    } else if turns.abs() > 1.2 {
        format!("You go round {} times, and once was asked", text(turns.abs()))
    } else if gap > 0.4 {
        format!("You stop {} from the start, {part} % of the way round", text(gap))
    } else {
        "This lap is right; another start or allowance goes wrong".to_owned()
    };
    let marks: Vec<(f64, f64)> = path.iter().map(|p| pair(*p)).collect();
    let panel = bowl_panel((-4.6, 4.6), (-3.0, 3.0))
        .layer(Layer::line(Role::Truth, format!("level {on}"), ellipse(level)))
        .layer(Layer::line(Role::Learner, "your path", marks.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", marks))
        .layer(Layer::points(Role::Given, Mark::Ring, "the start", [pair(start)]));
    Figure::new(title).panel(panel)
}
