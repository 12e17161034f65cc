//! Tangents round a contour of the bowl, and at its bottom.

use super::{V2, degrees};
use crate::pictures::{bowl_panel, pair};
use nabla_grading::figure::{Figure, GAP, Layer, Mark, Role, Settings, point_text};
use nabla_grading::{Sketch, number_text};
use std::f64::consts::TAU;

/// The first foot, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> V2 {
    let p = sketch.point("p", "where a tangent is wanted", (2.0, 1.0), -4.2..=4.2, -2.7..=2.7);
    sketch.preset("at the bottom: no direction", Settings::default().point("p", (0.0, 0.0)));
    sketch.preset("on a steep side: the contour is as smooth", Settings::default().point("p", (1.0, 2.4)));
    let tangent: Option<V2> = sketch.value((V2::new(4.0, 8.0),));
    let came_out = match tangent {
        Some(t) => format!("yours ends at {}", point_text((2.0 + t.x, 1.0 + t.y))),
        None => "you have none".to_owned(),
    };
    let question =
        "At (2, 1) the ground falls to the minimum in the middle. Where does a tangent of length 1 end? Click there.";
    sketch.predict_in(0, question, came_out);
    V2::new(p.0, p.1)
}

/// The learner's arrows round the level 8, and at the bottom, where there should be none.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let round = |k: u8| TAU * (f64::from(k) / 9.0 + 0.125);
    let first = moved(sketch);
    let mut feet = vec![first];
    feet.extend((1..9).map(round).map(|t| 8_f64.sqrt() * V2::new(t.cos(), t.sin() / 2.0)));
    feet.push(V2::zeros());
    let slope = |p: &V2| V2::new(2.0 * p.x, 8.0 * p.y);
    let arrows: Vec<Option<V2>> = sketch.values(feet.iter().map(|p| (slope(p),)));
    let here = point_text(pair(first));
    let title = match (sketch.is_right(), arrows[0].filter(|t| t.norm() > 0.0), arrows[9]) {
        (_, arrow, _) if first == V2::zeros() => match arrow {
            None => "At the bottom the ground is level all round, and you give no arrow".to_owned(),
            Some(_) => "At the bottom the ground is level all round, and you choose a direction".to_owned(),
        },
        (_, None, _) => format!("No arrow at {here}, where the level curve has a direction"),
        (true, _, Some(t)) if t.norm() > 0.0 => "Right along the contours, but the bottom has no direction".to_owned(),
        (true, ..) => "Your arrows run along the contour, 90° from uphill".to_owned(),
        (_, Some(t), _) => match (number_text(degrees(slope(&feet[0]), t), Some(3)), number_text(t.norm(), Some(3))) {
            (angle, _) if angle != "90" => {
                format!("At {here} your arrow is {angle}° from uphill: it leaves the contour")
            }
            (_, length) if length != "1" => format!("At {here} your arrow is {length} long instead of 1"),
            _ => format!("Right at {here}; another gradient goes wrong"),
        },
    };
    let unit = |p: &V2| slope(p).try_normalize(0.0).unwrap_or_default();
    let uphill = feet.iter().map(|p| (pair(*p), pair(p + 0.55 * unit(p))));
    let tangents = feet.iter().flat_map(|p| {
        let reach = 0.9 * V2::new(-unit(p).y, unit(p).x);
        [pair(p - reach), pair(p + reach), GAP]
    });
    let finite = |t: &Option<V2>| t.filter(|t| t.norm().is_finite());
    let learner = feet.iter().zip(&arrows).filter_map(|(p, t)| finite(t).map(|t| (pair(*p), pair(p + 0.9 * t))));
    let panel = bowl_panel((-4.2, 4.2), (-2.7, 2.7))
        .layer(Layer::line(Role::Truth, "the tangents", tangents))
        .layer(Layer::arrows(Role::Guide, "uphill", uphill))
        .layer(Layer::arrows(Role::Learner, "your arrows", learner))
        .layer(Layer::points(Role::Given, Mark::Dot, "", feet.iter().map(|p| pair(*p))));
    Figure::new(title).panel(panel)
}
