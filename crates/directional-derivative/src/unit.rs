//! A direction is a vector of length 1.
//!
//! ```text
//! u = v / ‖v‖
//! ```
//!
//! The lengths are round numbers, and no v has the length 1 already. All four quarters of the plane are asked, for an
//! arc tangent of a quotient knows two only. What has no direction, or hardly one, is left to the clauses.

use crate::direction::{self, Direction};
use crate::{at_angle, points_somewhere};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, point_text, spread};
use nabla_grading::{Exercise, Kind, Sketch, number};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// What points nowhere has no direction.
const NOWHERE: Option<V2> = None;

/// The exercise `unit`.
pub(crate) fn exercise() -> Exercise {
    Exercise::new("unit", "the vector of length 1 that points the way of v; None when v points nowhere")
        .parts([number("the x component"), number("the y component")])
        .kind(Kind::Arrow)
        .probes(|ask| {
            for (x, y) in [(3.0, 4.0), (-5.0, 12.0), (6.0, -8.0), (-1.5, -2.0), (0.3, -0.4)] {
                ask.at((V2::new(x, y),));
            }
            ask.random(24, |draw| {
                (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1)),)
            });
        })
        // By way of the angle, which no solution needs.
        .truth(|v: V2| at_angle(v.y.atan2(v.x)))
        .slips(Direction::right(), |direction: Direction| move |v: V2| direction.of(v), direction::slips(|rules| rules))
        .clause(direction::zero(&[0], V2::x()))
        .clause(direction::any_length_but_zero(&[0]))
        .clause(
            direction::along_an_axis()
                .at((V2::new(0.0, -2.0),))
                .at((V2::new(8.0, 0.0),))
                .missed(
                    "took the axes for none",
                    |_: V2| NOWHERE,
                    "(8, 0) points along x: only where both components are 0 there is no direction.",
                )
                .missed(
                    "divided by the x component",
                    |v: V2| V2::new(1.0, v.y / v.x).normalize() * v.x.signum(),
                    "(0, −2) points against y: by what do you divide when the x component is 0?",
                ),
        )
        .clause(direction::not_finite(&[0]))
        .variant("nalgebra's own", |v: V2| points_somewhere(v).then(|| v.normalize()))
        .variant("hypot", |v: V2| {
            let length = v.x.hypot(v.y);
            (length.is_finite() && length > 0.0).then(|| V2::new(v.x / length, v.y / length))
        })
        .variant("by way of the angle", |v: V2| points_somewhere(v).then(|| at_angle(v.y.atan2(v.x))))
        .variant("scaled by the largest first", |v: V2| {
            let scaled = v / v.amax();
            points_somewhere(v).then(|| scaled * (1.0 / scaled.norm()))
        })
        .hints([
            "How long is (3, 4)? By how much must it be divided to become 1 long?",
            "The length is the root of the sum of squares. \
             When is a division by it impossible, and when is it pointless?",
            "Return None when a component is not finite or the length is 0; else divide both components by the length.",
        ])
        .figure(draw)
}

/// The first vector, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let x = sketch.slider("x", "the x component of the first vector", 3.0, -9.0..=9.0);
    let y = sketch.slider("y", "its y component", 4.0, -9.0..=9.0);
    let both = |x: f64, y: f64| Settings::default().number("x", x).number("y", y);
    sketch.preset("the zero vector points nowhere", both(0.0, 0.0));
    sketch.preset("a very short one points somewhere", both(-0.003, 0.004));
    sketch.preset("along an axis", both(0.0, -8.0));
    let direction: Option<Option<V2>> = sketch.value((V2::new(3.0, 4.0),));
    let came_out =
        direction.flatten().map_or("you have none".to_owned(), |u| format!("yours ends at {}", point_text((u.x, u.y))));
    sketch.predict_in(0, "Where does the direction of v = (3, 4) end, drawn from the origin? Click there.", came_out);
    (x, y)
}

/// Heads of the learner's directions on the unit circle.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let first = moved(sketch);
    let vectors = [first, (-5.0, 2.0), (-1.0, -1.5), (2.0, -0.5), (0.3, -0.9)].map(|(x, y)| V2::new(x, y));
    let yours: Vec<Option<Option<V2>>> = sketch.values(vectors.map(|v| (v,)));
    let arrow = |u: V2| ((0.0, 0.0), (u.x, u.y));
    let truth: Vec<_> = vectors.iter().filter_map(|v| v.try_normalize(0.0)).map(arrow).collect();
    let lengths = yours.iter().flatten().flatten().map(V2::norm);
    let worst = lengths.max_by(|a, b| (a - 1.0).abs().total_cmp(&(b - 1.0).abs()));
    let title = match worst {
        _ if sketch.is_right() => "All your directions end on the unit circle".to_owned(),
        None => "You gave no direction".to_owned(),
        Some(length) if length.is_nan() => "A direction of yours is no arrow: NaN came out".to_owned(),
        Some(length) if (length - 1.0).abs() > 5e-4 => format!("A direction of yours is {length:.3} long, not 1"),
        Some(_) => "Your directions end on the unit circle; something else is not right".to_owned(),
    };
    let circle = spread(0.0, std::f64::consts::TAU, 181).into_iter().map(|t| (t.cos(), t.sin()));
    let panel = Panel::new(Axis::new("x", -1.7, 1.7), Axis::new("y", -1.3, 1.3))
        .equal()
        .layer(Layer::line(Role::Given, "unit circle", circle))
        .layer(Layer::arrows(Role::Truth, "true directions", truth))
        .layer(Layer::arrows(Role::Learner, "your directions", yours.iter().flatten().flatten().map(|u| arrow(*u))));
    Figure::new(title).panel(panel)
}
