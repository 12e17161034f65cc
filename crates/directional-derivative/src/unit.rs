//! A direction is a vector of length 1.
//!
//! ```text
//! u = v / ‖v‖
//! ```

use crate::points_somewhere;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// The exercise `unit`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("unit", "the vector of length 1 that points the way of v; None when v points nowhere")
        .probes(|ask| {
            for (x, y) in [(3.0, 4.0), (-5.0, 12.0), (0.0, -2.0), (8.0, 0.0), (0.0, 0.0), (3e-100, -4e-100), (-3e100, 4e100)] {
                ask.at((V2::new(x, y),));
            }
            for (x, y) in [(f64::NAN, 1.0), (2.0, f64::NAN), (f64::INFINITY, 1.0), (2.0, f64::NEG_INFINITY)] {
                ask.at((V2::new(x, y),));
            }
            ask.random(24, |draw| (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1)),));
        })
        // By way of the angle, which no solution needs; a rounding of π is no component.
        .truth(|v: V2| points_somewhere(v).then(|| crate::at_angle(v.y.atan2(v.x)).map(|part| if part.abs() < 1e-15 { 0.0 } else { part })))
        .terms(|_v: V2| 0.0)
        .variant("nalgebra's own", |v: V2| points_somewhere(v).then(|| v.normalize()))
        .variant("hypot", |v: V2| {
            let length = v.x.hypot(v.y);
            (length.is_finite() && length > 0.0).then(|| V2::new(v.x / length, v.y / length))
        })
        .variant("scaled by the largest first", |v: V2| {
            let scaled = v / v.amax();
            points_somewhere(v).then(|| scaled * (1.0 / scaled.norm()))
        })
        .hints([
            "How long is (3, 4)? By how much must it be divided to become 1 long?",
            "The length is the root of the sum of squares. When is a division by it impossible, and when is it pointless?",
            "Return None when a component is not finite or the length is 0; else divide both components by the length.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "left the length as it was",
            |v: V2| points_somewhere(v).then_some(v),
            "Your direction of (3, 4) is still 5 long.",
        )
        .mistake(
            "divided by the square",
            |v: V2| points_somewhere(v).then(|| v / v.norm_squared()),
            "A longer v gives you a shorter direction: you divided by the length twice.",
        )
        .mistake(
            "divided by the sum",
            |v: V2| points_somewhere(v).then(|| v / v.lp_norm(1)),
            "Is your scaled v of length 1? (3, 4) became (3/7, 4/7).",
        )
        .mistake(
            "divided by the largest",
            |v: V2| points_somewhere(v).then(|| v / v.amax()),
            "Is your scaled v of length 1? One of its components is, and that is not the same.",
        )
        .mistake(
            "divided by the signed sum",
            |v: V2| points_somewhere(v).then(|| v / if v.sum() == 0.0 { 1.0 } else { v.sum() }),
            "Try (−5, 12): what did you divide by, and which way does the result point?",
        )
        .mistake(
            "turned it round",
            |v: V2| points_somewhere(v).then(|| -v.normalize()),
            "The length is right, and it points the other way.",
        )
        .mistake(
            "swapped the components",
            |v: V2| points_somewhere(v).then(|| V2::new(v.y, v.x) / v.norm()),
            "The length is right; (8, 0) should still point along x.",
        )
        .mistake(
            "kept the signs only",
            |v: V2| points_somewhere(v).then(|| v.map(|part| if part == 0.0 { 0.0 } else { part.signum() })),
            "All your directions are diagonals or axes: (3, 4) and (1, 9) do not point the same way.",
        )
        .mistake(
            "forgot the signs",
            |v: V2| points_somewhere(v).then(|| v.abs() / v.norm()),
            "Your directions all point up and to the right.",
        )
        .mistake(
            "divided by zero",
            |v: V2| v.iter().all(|part| part.is_finite()).then(|| v / v.norm()),
            "There is no direction in a zero vector: your answer for it holds NaN.",
        )
        .mistake(
            "gave the zero vector a direction",
            |v: V2| v.iter().all(|part| part.is_finite()).then(|| v.try_normalize(0.0).unwrap_or(v)),
            "A zero vector points nowhere, and the type of your answer can say so.",
        )
        .mistake(
            "let what is not finite through",
            |v: V2| (v != V2::zeros()).then(|| v / v.norm()),
            "Feed it NaN or an infinity: what comes out is no direction.",
        )
        .mistake(
            "let an infinity through",
            |v: V2| (v != V2::zeros() && !v.x.is_nan() && !v.y.is_nan()).then(|| v / v.norm()),
            "Infinitely long vectors have no direction that a division could find: ∞/∞ is NaN.",
        )
        .mistake(
            "took a short one for none",
            |v: V2| (points_somewhere(v) && v.norm() > 1e-12).then(|| v.normalize()),
            "A very short vector still points somewhere; only a length of exactly 0 does not.",
        )
        .mistake(
            "took the axes for none",
            |v: V2| (points_somewhere(v) && v.x != 0.0 && v.y != 0.0).then(|| v.normalize()),
            "(8, 0) points along x: one component may be 0.",
        )
}

/// Heads of the learner's directions on the unit circle.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let vectors = [(3.0, 4.0), (-5.0, 2.0), (-1.0, -1.5), (2.0, -0.5), (0.3, -0.9)].map(|(x, y)| V2::new(x, y));
    let yours: Vec<Option<Option<V2>>> = sketch.values(vectors.map(|v| (v,)));
    let arrow = |u: V2| ((0.0, 0.0), (u.x, u.y));
    let truth: Vec<_> = vectors.iter().map(|v| arrow(v.normalize())).collect();
    let longest = yours.iter().flatten().flatten().map(V2::norm).fold(0.0, f64::max);
    let title = if sketch.is_right() {
        "All your directions end on the unit circle".to_owned()
    } else if (longest - 1.0).abs() > 1e-9 {
        format!("The longest of your directions is {longest:.3} long, not 1")
    } else {
        "Your directions end on the unit circle; something else is not right".to_owned()
    };
    let circle = spread(0.0, std::f64::consts::TAU, 181).into_iter().map(|t| (t.cos(), t.sin()));
    let panel = Panel::new(Axis::new("x", -1.7, 1.7), Axis::new("y", -1.3, 1.3))
        .equal()
        .layer(Layer::line(Role::Given, "unit circle", circle))
        .layer(Layer::arrows(Role::Truth, "true directions", truth))
        .layer(Layer::arrows(Role::Learner, "your directions", yours.iter().flatten().flatten().map(|u| arrow(*u))));
    Figure::new(title).panel(panel)
}
