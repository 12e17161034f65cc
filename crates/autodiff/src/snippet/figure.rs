//! The learner's slopes on the map of the loss.

use super::{Triple, truth};
use crate::graph::near;
use crate::loss_tape::loss;
use nabla_grading::Sketch;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, point_text};

/// The learner's slopes as arrows on the contours of the loss.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    // These points stand so that the contours are round enough for a right angle to be seen.
    let (x, y) = (vec![-1.5, 0.5, 2.0], vec![-1.0, 1.5, 2.0]);
    let first = moved(sketch, &x, &y);
    let places = [first, (2.2, 1.6), (2.3, 0.1), (0.0, -0.6), (1.2, -0.9)];
    let yours: Vec<Option<Triple>> = sketch.values(places.map(|(w, b)| (x.clone(), y.clone(), w, b)));
    let (across, up) = (Axis::new("w", -1.2, 3.2), Axis::new("b", -1.6, 2.6));
    let levels = [0.3, 1.0, 2.0, 3.5, 5.5, 8.0];
    let map = Layer::map(&across, &up, (81, 81), &levels, |w, b| loss(&x, &y, w, b));
    let arrow = |place: (f64, f64), triple: Triple| (place, tip(place, triple));
    let arrows: Vec<_> =
        places.iter().zip(&yours).filter_map(|(place, triple)| Some(arrow(*place, (*triple)?))).collect();
    let right: Vec<_> = places.iter().map(|(w, b)| arrow((*w, *b), truth(&x, &y, *w, *b))).collect();
    let all = |is: fn(Triple, Triple) -> [f64; 2]| {
        places.iter().zip(&yours).all(|((w, b), triple)| {
            triple.is_some_and(|triple| {
                let [a, b] = is(triple, truth(&x, &y, *w, *b));
                near(a, b)
            })
        })
    };
    let across_level = all(|got, right| [got.1 * right.2, got.2 * right.1]);
    let same = all(|got, right| [got.1, right.1]) && all(|got, right| [got.2, right.2]);
    let title = match (same, across_level) {
        _ if sketch.is_right() => "Your slopes stand at right angles to the contours of the loss",
        (true, _) if !all(|got, right| [got.0, right.0]) => "Your arrows are right; your loss is not",
        (true, _) => "Right here, and not for all points",
        (false, true) => "Your arrows cross the contours at right angles, and have another length or way",
        (false, false) => "Your arrows do not cross the contours at right angles",
    };
    let panel = Panel::new(across, up)
        .equal()
        .layer(map)
        .layer(Layer::arrows(Role::Truth, "right", right))
        .layer(Layer::arrows(Role::Learner, "your (∂L/∂w, ∂L/∂b)", arrows));
    Figure::new(title).panel(panel)
}

/// The tip of the arrow at a place, for a loss with its slopes there.
fn tip((w, b): (f64, f64), (_, along_w, along_b): Triple) -> (f64, f64) {
    const LENGTH: f64 = 0.12;
    (w + LENGTH * along_w, b + LENGTH * along_b)
}

/// The first of the places, as it was moved.
fn moved(sketch: &mut Sketch<'_>, x: &[f64], y: &[f64]) -> (f64, f64) {
    const REST: (f64, f64) = (-0.4, 1.9);
    let p = sketch.point("p", "the line whose slopes are asked for", REST, -1.2..=3.2, -1.6..=2.6);
    sketch.preset("near the bottom: hardly an arrow", Settings::default().point("p", (0.9, 0.6)));
    sketch.preset("far out: a long one", Settings::default().point("p", (-0.9, -1.3)));
    let triple: Option<Triple> = sketch.value((x.to_vec(), y.to_vec(), REST.0, REST.1));
    let came_out = triple.map_or("yours has no number there".to_owned(), |triple| {
        format!("yours ends at {}", point_text(tip(REST, triple)))
    });
    let question = format!("Arrows point up the loss. Where does the one at {} end? Click there.", point_text(REST));
    sketch.predict_in(0, &question, came_out);
    p
}
