//! Steepness from two neighbouring contours of a map.
//!
//! ```text
//! steepness = |level_b − level_a| / distance
//! ```
//!
//! Between 4 and 8, half a unit apart, the ground climbs 8 units a unit: close to ‖∇f‖ = 8.94 at (2, 1), where the
//! gradient is (4, 8). Heights fall as well as rise and lie below 0, so that a lost sign shows; a map from 8 to 8 is
//! level, which is an answer, and a distance that is not positive has none.

use crate::pictures::{LEVELS, bowl_panel, ellipse, spread};
use nabla_grading::figure::{Axis, Figure, GAP, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Sketch, number, number_text, slip};
use nalgebra::Vector1;

/// Where nothing is known.
const NOTHING: Option<f64> = None;

/// A rise between two heights, made into a steepness by way of a distance.
#[derive(Clone, Copy)]
struct Rules {
    rise: fn(f64, f64) -> f64,
    over: fn(f64, f64) -> f64,
}

/// The exercise `steepness_from_map`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "steepness_from_map",
        "the steepness between two contours, from their heights and their distance",
    )
    .parts([number("the steepness")])
    .probes(|ask| {
        for (a, b, distance) in [(4.0, 8.0, 0.5), (12.0, 8.0, 0.2), (-3.0, 5.0, 16.0), (-20.0, -50.0, 4.0)] {
            ask.at((a, b, distance));
        }
        ask.random(32, |draw| (draw.number(-90.0, 90.0), draw.number(-90.0, 90.0), draw.number(0.05, 40.0)));
    })
    // The distance between two heights, as that of two points on a line.
    .truth(|a: f64, b: f64, d: f64| (Vector1::new(a) - Vector1::new(b)).norm() / d)
    .size(|a: f64, b: f64, d: f64| (a.abs() + b.abs()) / d)
    .hints([
        "How much height do you gain from one contour to the other, and how far do you walk for it?",
        "Climbing 8 units on a way of 2 is 4 units a unit. It is the same on the way down, and it is never negative.",
        "Height difference without its sign, divided by the distance. \
         Before that: is the distance a positive number, and is everything finite?",
    ])
    .figure(draw);
    variants(clauses(mistakes(exercise)))
}

fn clauses(exercise: Exercise) -> Exercise {
    exercise
        .clause(
            Clause::new(
                "0 between two of the same height",
                "Between two contours of the same height the ground is level. That is a steepness, and a number.",
            )
            .at((7.5, 7.5, 3.0))
            .missed("found nothing", |_: f64, _: f64, _: f64| NOTHING, ""),
        )
        .clause(
            Clause::new(
                "any unit of length",
                "Maps are drawn in miles or in millimetres: no distance is too small, and no height too large, \
                 to be one.",
            )
            .at((4.0, 8.0, 5e-14))
            .at((4e-14, 8e-14, 0.5))
            .at((-4e15, 8e15, 5e14))
            .missed("took what is small for 0", |_: f64, _: f64, _: f64| NOTHING, ""),
        )
        .clause(
            Clause::new(
                "a height may be 0",
                "The sea has the height 0, which is one like any other: `is_normal` refuses it, `is_finite` does not.",
            )
            .at((0.0, 6.0, 4.0))
            .at((-5.0, 0.0, 2.0))
            .missed("took the height 0 for none", |_: f64, _: f64, _: f64| NOTHING, ""),
        )
        .clause(
            Clause::new(
                "None where the distance is not positive",
                "Two contours never touch on a map of a smooth hill, and no distance is negative: \
                 which type says that there is no answer?",
            )
            .at((4.0, 8.0, 0.0))
            .at((4.0, 8.0, -2.0))
            .at((7.0, 7.0, 0.0))
            .gives(NOTHING)
            .missed_where(
                "divided by 0",
                |arguments| arguments[2].components() == [0.0],
                "At distance 0 you divide by 0: there is nothing to say there, and your type can say so.",
            )
            .missed_where(
                "took a negative distance for a distance",
                |arguments| arguments[2].components() != [0.0],
                "A distance of −2 has been measured wrongly. Do not make something of it.",
            ),
        )
        .clause(
            Clause::not_finite(&[0, 1, 2])
                .gives(NOTHING)
                .called("None where an argument is not finite")
                .says("With NaN or an infinity on the map nothing is known. Note that `NaN <= 0.0` is false."),
        )
}

type Of = fn(f64, f64) -> f64;

/// Wrong ways from two heights to a rise.
const RISES: [(&str, Of, &str); 15] = [
    ("kept the sign", |a, b| b - a, "The way down is as steep as the way up: can your answer be below 0?"),
    ("subtracted the other way round", |a, b| a - b, "From 4 up to 8 it is as steep as down: is yours below 0?"),
    ("took the way down for level", |a, b| (b - a).max(0.0), "From 12 down to 8 it is as steep as from 8 up."),
    ("took the mean height", |a, b| (0.5 * (a + b)).abs(), "A plateau at 1000 m is high, and flat."),
    ("added the heights", |a, b| (a + b).abs(), "Between 7 and 7 the ground is flat: is your answer 0 there?"),
    ("added, with a sign besides", |a, b| a + b, "Between 7 and 7 the ground is flat: is your answer 0 there?"),
    ("lost the signs of the heights", |a, b| (b.abs() - a.abs()).abs(), "From −3 up to 5 you climb 8."),
    ("used one height only", |_, b| b.abs(), "Lift the whole map by 100: does anything get steeper?"),
    ("used the higher one only", f64::max, "Lift the whole map by 100: does anything get steeper?"),
    ("divided the heights", |a, b| (b / a).abs(), "From 4 to 8 or from 40 to 80: do you climb the same?"),
    ("measured against a height", |a, b| ((b - a) / a).abs(), "Lift the map by 100: does the climb get smaller?"),
    ("cut the heights to whole numbers", |a, b| (b.trunc() - a.trunc()).abs(), "Keep the digits behind the point."),
    ("squared the difference", |a, b| (b - a).powi(2), "Climb twice as much on the same way: how much steeper is it?"),
    ("cut the difference to a whole number", |a, b| (b - a).trunc().abs(), "Keep the digits behind the point."),
    (
        "took the root of the difference",
        |a, b| (b - a).abs().sqrt(),
        "Four times the climb on the same way: how much steeper is it?",
    ),
];

/// Wrong ways from a rise and a distance to a steepness.
const OVERS: [(&str, Of, &str); 11] = [
    ("turned the fraction over", |rise, d| d / rise, "Push the contours together: should your answer fall?"),
    ("took the difference alone", |rise, _| rise, "4 up in half a step, or in a mile: what tells them apart?"),
    ("subtracted the distance", |rise, d| rise - d, "How much is it for each unit of the way?"),
    ("took the remainder", |rise, d| rise % d, "`%` is what dividing leaves over: `/` divides."),
    ("multiplied by the distance", |rise, d| rise * d, "Compare a cliff and a meadow: which contours are closer?"),
    ("squared the distance", |rise, d| rise / (d * d), "The same climb on half the way: how much steeper is it?"),
    ("took the root of the distance", |rise, d| rise / d.sqrt(), "The same climb on half the way: how much steeper?"),
    ("gave it in per cent", |rise, d| 100.0 * rise / d, "A road sign would say so. Here the plain quotient is asked."),
    ("gave the angle", |rise, d| (rise / d).atan(), "That is how far it leans. What is it for each unit of the way?"),
    ("gave the angle in degrees", |rise, d| (rise / d).atan().to_degrees(), "What is it for each unit of the way?"),
    ("measured along the slope", |rise, d| rise / d.hypot(rise), "A map shows distances as seen from above."),
];

fn mistakes(exercise: Exercise) -> Exercise {
    let right = Rules { rise: |a, b| (b - a).abs(), over: |rise, d| rise / d };
    let rises = RISES.map(|(name, rise, says)| slip(name, move |rules: &mut Rules| rules.rise = rise, says));
    let overs = OVERS.map(|(name, over, says)| slip(name, move |rules: &mut Rules| rules.over = over, says));
    let run = |Rules { rise, over }: Rules| move |a: f64, b: f64, d: f64| over(rise(a, b), d);
    exercise
        .slips(right, run, rises.into_iter().chain(overs))
        .mistake(
            "divided one height only",
            |a: f64, b: f64, d: f64| (b - a / d).abs(),
            "First the difference, then the division: what do brackets do here?",
        )
        .mistake(
            "divided the second height only",
            |a: f64, b: f64, d: f64| (b / d - a).abs(),
            "First the difference, then the division: what do brackets do here?",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    let known = |a: f64, b: f64, d: f64| a.is_finite() && b.is_finite() && d.is_finite() && d > 0.0;
    exercise
        .variant("the higher minus the lower", move |a: f64, b: f64, d: f64| {
            known(a, b, d).then(|| (a.max(b) - a.min(b)) / d)
        })
        .variant("the root of a square", move |a: f64, b: f64, d: f64| {
            known(a, b, d).then(|| ((b / d - a / d).powi(2)).sqrt())
        })
        .variant("asking afterwards", |a: f64, b: f64, d: f64| {
            Some((b - a).abs() / d).filter(|s| d > 0.0 && d < f64::INFINITY && (a + b).is_finite() && s.is_finite())
        })
}

/// The level of the outer contour, as it was moved; the inner one is 4.
fn moved(sketch: &mut Sketch<'_>) -> f64 {
    let upper = sketch.slider("level", "the level of the outer contour", 8.0, 4.4..=14.0);
    sketch.preset("close together: the steepness at the inner one", Settings::default().number("level", 4.4));
    sketch.preset("far apart: a mean over a long way", Settings::default().number("level", 14.0));
    let predicted = sketch.number((4.0, 8.0, 8_f64.sqrt() - 2.0));
    sketch.predict(
        "Along the x axis the contours 4 and 8 of x² + 4y² are 0.83 apart. How steep is it there?",
        format!("your steepness is {}", number_text(predicted, Some(3))),
    );
    upper
}

/// Where two contours of x² + 4y² lie close and far, and how steepness follows from their distance.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let upper = moved(sketch);
    let (along_x, along_y) = (upper.sqrt() - 2.0, upper.sqrt() / 2.0 - 1.0);
    let rise = upper - 4.0;
    let downhill = sketch.number((upper, 4.0, along_x));
    let mut steep = |distance: f64| sketch.number((4.0, upper, distance));
    let (sharp, half) = (steep(along_y), steep(0.5));
    let distances = spread(0.2, 2.0, 91);
    let learner = distances.iter().map(|&d| (d, steep(d))).collect::<Vec<_>>();
    let truth: Vec<(f64, f64)> = distances.iter().map(|&d| (d, sketch.truth::<f64>((4.0, upper, d)))).collect();
    let says = |steepness: f64| format!("you: {}", number_text(steepness, Some(3)));
    let (right, top) = ((upper.sqrt(), 0.0), (0.0, upper.sqrt() / 2.0));
    let ways = [GAP, (2.0, 0.0), right, GAP, (0.0, 1.0), top];
    let mut map = bowl_panel((-3.8, 3.8), (-2.6, 2.6)).heading("close contours, steep ground");
    if !LEVELS.contains(&upper) {
        map = map.layer(Layer::line(Role::Given, "the outer contour", ellipse(upper)));
    }
    let map = map
        .layer(Layer::line(Role::Learner, "from line to line", ways))
        .layer(Layer::points(Role::Given, Mark::Dot, "", ways.into_iter().filter(|p| p.0.is_finite())))
        .layer(Layer::text(Role::Learner, right, says(downhill)))
        .layer(Layer::text(Role::Learner, top, says(sharp)));
    let text = |number: f64| number_text(number, Some(3));
    let level = text(upper);
    let height = Axis::new("steepness", -6.0, 21.0 * (rise / 4.0).max(1.0));
    let curve = Panel::new(Axis::new(format!("distance of the contours 4 and {level}"), 0.0, 2.0), height)
        .heading("steepness against distance")
        .layer(Layer::line(Role::Truth, "true", truth))
        .layer(Layer::line(Role::Learner, "yours", learner))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", [(along_x, downhill), (along_y, sharp)]));
    let title = if sketch.is_right() {
        "Half the distance, twice the steepness".to_owned()
    } else if half == rise / 0.5 && (downhill - rise / along_x).abs() > 1e-9 {
        format!("From {level} down to 4 your steepness is {}, not {}", text(downhill), text(rise / along_x))
    } else if half == rise / 0.5 {
        format!("Right between 4 and {level}; another map goes wrong")
    } else {
        format!("From 4 to {level} on a way of 0.5 your steepness is {}, not {}", text(half), text(rise / 0.5))
    };
    Figure::new(title).panel(map).panel(curve)
}
