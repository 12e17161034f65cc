//! A square through f, through g, and the parallelogram of the learner's product.

use super::{squared, through};
use crate::maps::{DM, image, parallelogram};
use nabla_core::Map;
use nabla_grading::Sketch;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, point_text};

/// Where r is not 1, or the order of the factors would hardly show.
const CORNER: [f64; 2] = [2.0, std::f64::consts::FRAC_PI_6];
const SIDE: f64 = 0.15;

/// Three panels: the square, its image by f, and its image by g with the learner's parallelogram.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (corner, side) = moved(sketch);
    let arguments = through(Map::Polar, squared(), &corner);
    let yours: DM = sketch.value(arguments.clone()).unwrap_or_else(|| DM::zeros(0, 0));
    let truth: DM = sketch.truth(arguments);
    let title = if sketch.is_right() {
        "The square goes through f, then through g; your product is the parallelogram".to_owned()
    } else if yours.shape() == truth.shape() && (&yours - &truth).amax() < 1e-9 {
        "Right here, but not everywhere".to_owned()
    } else {
        let angle = |j: &DM, column: usize| match (j.get((0, column)), j.get((1, column))) {
            (Some(u), Some(v)) => v.atan2(*u).to_degrees(),
            _ => f64::NAN,
        };
        let column = usize::from((angle(&yours, 0) - angle(&truth, 0)).abs() < 0.5);
        let (yours, right) = (angle(&yours, column), angle(&truth, column));
        format!("Edge {} of the image leaves at {right:.0}°; by your product at {yours:.0}°", column + 1)
    };
    let polar = |[r, t]: [f64; 2]| [r * t.cos(), r * t.sin()];
    let square = |[a, b]: [f64; 2]| [a * a - b * b, 2.0 * a * b];
    let at = square(polar(corner));
    let seen = |heading: &str, x: (&str, f64, f64), y: (&str, f64, f64), points: Vec<(f64, f64)>| {
        Panel::new(Axis::new(x.0, x.1, x.2), Axis::new(y.0, y.1, y.2)).heading(heading).equal().layer(Layer::line(
            Role::Given,
            "",
            points,
        ))
    };
    let before = seen("A square in (r, t)", ("r", 1.8, 2.4), ("t", 0.35, 0.95), image(corner, side, |p| p));
    let middle = seen("After f", ("a", 1.3, 2.2), ("b", 0.75, 1.65), image(corner, side, polar));
    let [_, edges] = parallelogram(at, side, &truth, Role::Truth, "");
    let curved = image(corner, side, |p| square(polar(p)));
    let after = seen("After g", ("u", 0.2, 3.6), ("v", 2.6, 6.0), curved).layer(edges);
    let yours = parallelogram(at, side, &yours, Role::Learner, "by your product");
    Figure::new(title).panel(before).panel(middle).panel(yours.into_iter().fold(after, Panel::layer))
}

/// The corner and the side of the square, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> ([f64; 2], f64) {
    let rest = (CORNER[0], CORNER[1]);
    let p = sketch.point("corner", "the corner of the square at which J is asked for", rest, 1.85..=2.1, 0.45..=0.65);
    let side = sketch.slider("side", "how large the square is", SIDE, 0.03..=0.22);
    sketch.preset("a large square: the curves show", Settings::default().number("side", 0.22));
    sketch.preset("a small one: all but a parallelogram", Settings::default().number("side", 0.06));
    let product: Option<DM> = sketch.value(through(Map::Polar, squared(), &CORNER));
    let came_out = match product.filter(|j| j.shape() == (2, 2)) {
        // g ∘ f squares r and doubles t.
        Some(j) => {
            let place = [(2.0 * rest.1).cos(), (2.0 * rest.1).sin()].map(|part| rest.0 * rest.0 * part);
            let [u, v] = [0, 1].map(|row| place[row] + SIDE * j.row(row).sum());
            format!("your product puts it at {}", point_text((u, v)))
        }
        None => "you have no product".to_owned(),
    };
    let question = "After f and g, where does the corner lie that is opposite to the corner at (2, 30°)? Click there.";
    sketch.predict_in(2, question, came_out);
    ([p.0, p.1], side)
}
