//! Twenty of the learner's steps, one after another, in the valley of the course's data.

use super::{Point, moved};
use crate::data::article;
use crate::line::{self, Moments};
use crate::valley::{self, Valley};
use nabla_grading::figure::{Figure, Layer, Mark, Role, Settings, decimals, point_text};
use nabla_grading::{Sketch, number_text};

/// Twenty of the learner's steps, one after another, in the valley of the course's data.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const STEPS: usize = 20;
    let points = article();
    let valley = Valley::around(&points, 2.6);
    let (start, eta) = controls(sketch, valley.bottom);
    let cliff = Moments::of(&points.0, &points.1).largest_rate();
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
    let (from, to) = (decimals(first, if first < 1.0 { 2 } else { 0 }), decimals(last, 2));
    let right = sketch.is_right();
    let title = match parts {
        _ if right && eta > cliff && last > first => {
            let [eta, from, to] = [eta, first, last].map(|number| number_text(number, Some(3)));
            format!("η = {eta} is too large: the loss rises from {from} to {to}")
        }
        _ if right && first - height(valley.bottom) < 1e-9 => "You begin at the bottom, and stay there".to_owned(),
        // From half of the largest rate on, a step leads to the other side of the valley.
        _ if right && eta > 0.5 * cliff => {
            format!("To and fro across the valley, and down: the loss falls from {from} to {to}")
        }
        _ if right => format!("Down the side of the valley, and along it: the loss falls from {from} to {to}"),
        None => "These steps are right; other data go wrong".to_owned(),
        Some(_) if path.iter().all(|point| *point == start) => "You never leave the start".to_owned(),
        Some(_) if last >= first || last.is_nan() => "Your steps lead up and away".to_owned(),
        Some(step) => format!("Your way leaves the right one at step {step}; your loss after 20 steps is {to}"),
    };
    let panel = valley
        .panel(&format!("20 steps with η = {}", number_text(eta, Some(3))))
        .layer(Layer::line(Role::Truth, "the right way", truth))
        .layer(Layer::line(Role::Learner, "your steps", path.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", path))
        .layer(Layer::points(Role::Given, Mark::Ring, "the start", [start]))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [valley.bottom]));
    Figure::new(title).panel(panel)
}

/// The start and the rate, as they were moved.
fn controls(sketch: &mut Sketch<'_>, (w, b): Point) -> (Point, f64) {
    let rest = (w - 0.6, b - 1.9);
    let start = sketch.point("start", "where the steps begin", rest, w - 2.5..=w + 2.5, b - 2.5..=b + 2.5);
    let eta = sketch.log_slider("η", "the learning rate", 0.15, 0.001..=0.25);
    for (name, eta) in [
        ("η too large: it climbs out of the valley", 0.19),
        ("η just below the cliff: to and fro for long", 0.178),
        ("η too small: hardly any way", 0.002),
    ] {
        sketch.preset(name, Settings::default().number("η", eta));
    }
    sketch.preset("at the bottom: every step stays", Settings::default().point("start", (w, b)));
    let (x, y) = article();
    let step: Option<Point> = sketch.value((x, y, rest.0, rest.1, 0.15));
    let came_out = step.map_or("you have no step".to_owned(), |to| format!("yours leads to {}", point_text(to)));
    let question =
        format!("The steps begin at {}. Where does the first one lead, with η = 0.15? Click.", point_text(rest));
    sketch.predict_in(0, &question, came_out);
    (start, eta)
}
