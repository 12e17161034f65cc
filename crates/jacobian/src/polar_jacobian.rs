//! The Jacobian of the way from polar coordinates to a point.
//!
//! ```text
//! (r, t) ↦ (r cos t, r sin t)        J = [cos t, −r sin t; sin t, r cos t],   det J = r
//! ```
//!
//! Where r is 1 or t is 0 most mistakes are right; no probe is there. The truth is by dual numbers.

mod slips;

use crate::maps::{DM, image, parallelogram};
use nabla_core::Map;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, decimals, point_text};
use nabla_grading::{Exercise, FromValue, Named, Observation, Sketch, number, slip, term};
use nalgebra::{Matrix2, vector};
use slips::Rules;
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
        .diagnosis(loses_its_digits)
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
    let by = |rules: Rules| move |r: f64, t: f64| rules.jacobian(r, t);
    exercise.slips(Rules::right(), by, slips::SLIPS.map(|(name, change, says)| slip(name, change, says))).mistake(
        "gave the way back",
        |r: f64, t: f64| M2::new(t.cos(), t.sin(), -t.sin() / r, t.cos() / r),
        "That is the inverse: how r and t change when the point moves. Asked is how the point moves.",
    )
}

/// Near the truth where r is small, and wrong where it is large: what a difference quotient is.
fn loses_its_digits(all: &[Observation<'_>]) -> Option<Named> {
    let off = |asked: &Observation<'_>| {
        let (yours, right) = (asked.value::<M2>()?, M2::from_value(asked.expected)?);
        Some((asked.argument::<f64>(0) > 1e3, (yours - right).amax()))
    };
    let off: Vec<(bool, f64)> = all.iter().map(off).collect::<Option<_>>()?;
    let near = off.iter().filter(|(is_far, _)| !is_far).all(|(_, off)| *off <= 1e-3);
    let lost = off.iter().any(|(is_far, off)| *is_far && *off > 1e-9);
    (near && lost).then(|| Named {
        name: "loses its digits far out".to_owned(),
        says: "For a small r your entries are right, or nearly so, and for a large one they are not: a difference \
               quotient loses its digits there, and a formula does not."
            .to_owned(),
    })
}

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
