//! The Jacobian of the way from polar coordinates to a point.
//!
//! ```text
//! (r, t) ↦ (r cos t, r sin t)        J = [cos t, −r sin t; sin t, r cos t],   det J = r
//! ```
//!
//! Where r is 1 or t is 0 most mistakes are right; no probe is there. The truth is by dual numbers.

use crate::Table;
use crate::maps::{DM, image, parallelogram};
use nabla_core::Map;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, decimals, point_text};
use nabla_grading::{Exercise, Sketch, number, term};
use nalgebra::{Matrix2, vector};
use std::f64::consts::FRAC_PI_6;

type M2 = Matrix2<f64>;

fn truth(r: f64, t: f64) -> M2 {
    let j = nabla_truth::jacobian(&Map::Polar, &[r, t]);
    M2::from_fn(|row, column| j[(row, column)])
}

/// The exercise `polar_jacobian`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("polar_jacobian", "the Jacobian of (r cos t, r sin t)")
        .probes(|ask| {
            ask.article((2.0, FRAC_PI_6), M2::new(0.866_025, -1.0, 0.5, 1.732_051));
            for (r, t) in [(3.0, 2.0), (0.5, -1.0), (4.0, -2.0), (3e5, 0.7)] {
                ask.at((r, t));
            }
            ask.random(24, |draw| {
                // Away from 1, where a factor r does not show.
                let r = draw.number(1.3, 5.0);
                (if draw.integer(0, 1) == 0 { r } else { 1.0 / r }, draw.number_off_zero(-3.0, 3.0, 0.1))
            });
        })
        .truth(truth)
        .size(|r: f64, _: f64| r.abs().max(1.0))
        .parts([number("∂x/∂r"), number("∂x/∂t"), number("∂y/∂r"), number("∂y/∂t")])
        .terms(vec![
            term("cos t", |_: f64, t: f64| t.cos()),
            term("sin t", |_: f64, t: f64| t.sin()),
            term("r cos t", |r: f64, t: f64| r * t.cos()),
            term("r sin t", |r: f64, t: f64| r * t.sin()),
            term("r", |r: f64, _: f64| r),
            term("1", |_: f64, _: f64| 1.0),
        ])
        .variant("a turn times a stretch", |r: f64, t: f64| {
            let (sin, cos) = t.sin_cos();
            M2::new(cos, -sin, sin, cos) * M2::new(1.0, 0.0, 0.0, r)
        })
        .variant("column by column", |r: f64, t: f64| {
            M2::from_columns(&[vector![t.cos(), t.sin()], r * vector![-t.sin(), t.cos()]])
        })
        .variant("from the point itself", |r: f64, t: f64| {
            let (x, y) = (r * t.cos(), r * t.sin());
            M2::new(x / r, -y, y / r, x)
        })
        .hints([
            "Make r a little larger with t held still: where does the point go, and how far?",
            "Column 1 belongs to r: (cos t, sin t). Row 1 belongs to x.",
            "Turn by a little: the point moves at a right angle to its arm, and r times as far as on the unit circle. \
             The derivative of cos is −sin.",
        ])
        .figure(draw);
    MISTAKES.into_iter().fold(exercise, |exercise, (name, entries, says)| {
        exercise.mistake(name, move |r: f64, t: f64| M2::from_row_slice(&entries(r, t.cos(), t.sin())), says)
    })
}

const MISTAKES: Table<fn(r: f64, c: f64, s: f64) -> [f64; 4], 13> = [
    (
        "laid it on its side",
        |r, c, s| [c, s, -r * s, r * c],
        "The first row is about x: both of its slopes stand there.",
    ),
    (
        "left r out of the turn",
        |_, c, s| [c, -s, s, c],
        "Your second column is 1 long; a turn moves the end of a long arm farther than that of a short one.",
    ),
    (
        "lost the sign of the sine",
        |r, c, s| [c, r * s, s, r * c],
        "From t = 0 a turn takes the point up and back to the left: with which sign does x change?",
    ),
    (
        "put r into both columns",
        |r, c, s| [r * c, -r * s, r * s, r * c],
        "A centimetre more of arm moves the point by a centimetre; yours says r of them.",
    ),
    (
        "put r into the other column",
        |r, c, s| [r * c, -s, r * s, c],
        "A longer arm moves the point by as much as it grows; it is a turn that moves a long arm's end farther. In \
         which column does r belong?",
    ),
    ("swapped the columns", |r, c, s| [-r * s, c, r * c, s], "The column of t stands where that of r belongs."),
    ("swapped the rows", |r, c, s| [s, r * c, c, -r * s], "The row of y stands where that of x belongs."),
    (
        "gave the way back",
        |r, c, s| [c, s, -s / r, c / r],
        "That is the inverse: how r and t change when the point moves. Observation is how the point moves.",
    ),
    (
        "let each output hear one input",
        |r, c, _| [c, 0.0, 0.0, r * c],
        "x changes with t as well, and y with r: each output hears both inputs.",
    ),
    (
        "put the sign on the other sine",
        |r, c, s| [c, r * s, -s, r * c],
        "Of the two sines the one in the column of t is negative: x shrinks when you turn on.",
    ),
    (
        "left cos and sin as they were",
        |r, c, s| [c, r * c, s, r * s],
        "In the column of t cos and sin have not been differentiated.",
    ),
    (
        "differentiated cos and sin everywhere",
        |r, c, s| [-s, -r * s, c, r * c],
        "With t held still cos t is a number: along r it stays what it is.",
    ),
    (
        "took the angle for degrees",
        |r, c, s| {
            let (sin, cos) = s.atan2(c).to_radians().sin_cos();
            [cos, -r * sin, sin, r * cos]
        },
        "t is in radians already: a conversion has come in.",
    ),
];

const CORNER: [f64; 2] = [2.0, FRAC_PI_6];
const SIDE: f64 = 0.5;

/// The corner and the side of the square, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> ([f64; 2], f64) {
    let rest = (CORNER[0], CORNER[1]);
    let p = sketch.point("corner", "the corner of the square at which J is asked for", rest, 1.6..=2.4, 0.2..=0.9);
    let side = sketch.slider("side", "how large the square is", SIDE, 0.05..=0.7);
    sketch.preset("a small square: nearly the parallelogram", Settings::default().number("side", 0.15));
    sketch.preset("a large one: the curve shows", Settings::default().number("side", 0.7));
    let j: Option<M2> = sketch.value(rest);
    let came_out = j.map_or("you have no J there".to_owned(), |j| {
        let place = [rest.1.cos(), rest.1.sin()].map(|part| rest.0 * part);
        let [x, y] = [0, 1].map(|row| place[row] + SIDE * j.row(row).sum());
        format!("yours puts it at {}", point_text((x, y)))
    });
    let question =
        "The square has its corner at (2, 30°) and sides of 0.5. Where does J put the corner opposite? Click there.";
    sketch.predict_in(1, question, came_out);
    ([p.0, p.1], side)
}

/// A small square of (r, t), its image, and the parallelogram of the learner's J.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (corner, side) = moved(sketch);
    let yours: Option<M2> = sketch.value((corner[0], corner[1]));
    let yours = yours.unwrap_or(M2::repeat(f64::NAN));
    let exact = truth(corner[0], corner[1]);
    let along = |j: &M2, column: usize| (j[(1, column)].atan2(j[(0, column)]).to_degrees(), j.column(column).norm());
    let ((angle, length), (right_angle, right_length)) = (along(&yours, 1), along(&exact, 1));
    let polar = |[r, t]: [f64; 2]| [r * t.cos(), r * t.sin()];
    let at = polar(corner);
    let title = if sketch.is_right() && side > SIDE {
        let far = polar(corner.map(|number| number + side));
        let miss = (0..2).map(|row| at[row] + side * exact.row(row).sum() - far[row]).fold(0.0, f64::hypot);
        format!("So large a square becomes no parallelogram: its far corner is {miss:.2} off")
    } else if sketch.is_right() {
        "The square becomes nearly your parallelogram, with the columns of J as edges".to_owned()
    } else if (yours - exact).amax() < 1e-9 {
        "Right here, but not everywhere".to_owned()
    } else if (yours.column(1) - exact.column(1)).amax() > 1e-9 {
        let right =
            format!("A turn moves the point at {right_angle:.0}° and {} times as far as t", decimals(right_length, 2));
        format!("{right}; by yours at {angle:.0}° and {} times", decimals(length, 2))
    } else {
        let (angle, length) = along(&yours, 0);
        let (right, length) = (corner[1].to_degrees(), decimals(length, 2));
        format!(
            "A longer arm moves the point at {right:.0}° and as far as r; by yours at {angle:.0}° and {length} times"
        )
    };
    let dynamic = DM::from_fn(2, 2, |row, column| yours[(row, column)]);
    let before = Panel::new(Axis::new("r", 1.6, 2.9), Axis::new("t", 0.2, 1.4))
        .heading("A square in (r, t)")
        .equal()
        .layer(Layer::line(Role::Given, "the square", image(corner, side, |p| p)));
    let after = Panel::new(Axis::new("x", 0.3, 2.9), Axis::new("y", 0.2, 2.6))
        .heading("What becomes of it in (x, y)")
        .equal()
        .layer(Layer::line(Role::Given, "its image", image(corner, side, polar)));
    let after =
        parallelogram(at, side, &dynamic, Role::Learner, "by your columns").into_iter().fold(after, Panel::layer);
    Figure::new(title).panel(before).panel(after)
}
