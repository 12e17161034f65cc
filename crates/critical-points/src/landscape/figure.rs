//! The learner's places on the map, the true ones ringed.

use super::judge::summary;
use super::places::Places;
use super::{V2, of};
use crate::fields::nine_places;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};

/// Of a list that goes on and on, the beginning is enough.
const MOST: usize = 400;

/// Nine flat places, each with the learner's word and how often it is named.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = ((-1.6, 1.7), (-1.2, 1.3));
    let n = moved(sketch);
    let arguments = of(nine_places(), x, y, n);
    let mut yours: Places = sketch.value(arguments.clone()).unwrap_or_default();
    // Of a list that goes on and on, the beginning is enough.
    yours.truncate(400);
    let truth: Places = sketch.truth(arguments);
    let near = |p: V2, q: V2| (p - q).norm() < 0.02;
    let missing = truth.iter().filter(|(q, _)| !yours.iter().any(|(p, _)| near(*p, *q))).count();
    let title = if sketch.is_right() && missing > 0 {
        format!("From {n} × {n} starts {missing} of 9 rings stay empty; you name {}", summary(&yours))
    } else if sketch.is_right() {
        format!("Each ring has its dot, and each dot its word: {}", summary(&yours))
    } else if missing > 0 {
        format!("{missing} of 9 rings are empty; you name {}", summary(&yours))
    } else if summary(&yours) == summary(&truth) {
        let off = |p: V2| truth.iter().map(|(q, _)| (p - q).norm()).fold(f64::INFINITY, f64::min);
        let most = yours.iter().map(|(p, _)| off(*p)).fold(0.0, f64::max);
        // As far as Newton's walks themselves stop apart.
        if most < 1e-6 {
            "Each ring has its dot here, and not in every box".to_owned()
        } else {
            format!("Each ring has its dot, up to {} beside it", number_text(most, Some(1)))
        }
    } else {
        format!("You name {}; right are {}", summary(&yours), summary(&truth))
    };
    let (across, up) = (Axis::new("x", x.0, x.1), Axis::new("y", y.0, y.1));
    let levels = [-1.4, -1.2, -0.9, -0.6, -0.3, 0.0, 0.5, 1.0, 2.0, 4.0];
    let f = nine_places();
    let mut panel = Panel::new(across.clone(), up.clone())
        .heading("x⁴ − 2x² + 2y⁴ − 2y²")
        .equal()
        .layer(Layer::map(&across, &up, (89, 69), &levels, |x, y| f.value(&[x, y])))
        .layer(Layer::points(Role::Truth, Mark::Ring, "flat places", truth.iter().map(|(p, _)| (p.x, p.y))))
        .layer(Layer::points(Role::Learner, Mark::Dot, "yours", yours.iter().take(MOST).map(|(p, _)| (p.x, p.y))));
    let mut named: Vec<V2> = Vec::new();
    for &(p, kind) in &yours {
        if named.iter().any(|q| near(p, *q)) || named.len() == 24 {
            continue;
        }
        named.push(p);
        let times = yours.iter().filter(|(q, _)| near(p, *q)).count();
        let often = if times > 1 { format!(" × {times}") } else { String::new() };
        panel = panel.layer(Layer::text(Role::Learner, (p.x, p.y), format!("{kind:?}{often}")));
    }
    Figure::new(title).panel(panel)
}

/// From how many starts along each side it is searched, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> usize {
    let n = sketch.count("n", "how many starts there are along each side of the box", 11, 1..=16);
    sketch.preset("few starts: places are missed", Settings::default().number("n", 2.0));
    sketch.preset("one start: hardly anything is found", Settings::default().number("n", 1.0));
    let places: Places = sketch.value(of(nine_places(), (-1.6, 1.7), (-1.2, 1.3), 11)).unwrap_or_default();
    sketch.predict(
        "x⁴ − 2x² is flat at three places, 2y⁴ − 2y² too. How many saddles has their sum?",
        format!("you name {}", summary(&places)),
    );
    n
}
