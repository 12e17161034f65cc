//! Steepness from two neighbouring contours of a map.
//!
//! ```text
//! steepness = |level_b − level_a| / distance
//! ```
//!
//! Between 4 and 8, half a unit apart, the ground climbs 8 units a unit: close to ‖∇f‖ = 8.94 at (2, 1), where the gradient
//! is (4, 8).

use crate::pictures::{bowl_panel, spread};
use nabla_grading::figure::{Axis, Figure, GAP, Layer, Mark, Panel, Role};
use nabla_grading::{Exercise, Sketch, number_text};
use nalgebra::Vector1;

/// The exercise `steepness_from_map`.
pub(crate) fn exercise() -> Exercise {
    let known = |a: f64, b: f64, d: f64| a.is_finite() && b.is_finite() && d.is_finite() && d > 0.0;
    Exercise::new("steepness_from_map", "the steepness between two contours, from their heights and their distance")
        .probes(|ask| {
            for (a, b, distance) in [(4.0, 8.0, 0.5), (12.0, 8.0, 0.2), (-3.0, 5.0, 16.0), (-20.0, -50.0, 4.0)] {
                ask.at((a, b, distance));
            }
            // Contours of one height, far ones and near ones, and maps that cannot be read.
            for (a, b, distance) in [(7.5, 7.5, 3.0), (0.0, 1e-9, 1e6), (1e9, 3e9, 1e-6), (0.0, 5.0, 2.0)] {
                ask.at((a, b, distance));
            }
            for distance in [0.0, -0.0, -2.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                ask.at((4.0, 8.0, distance));
            }
            for (a, b) in [(f64::NAN, 8.0), (4.0, f64::INFINITY), (f64::INFINITY, f64::INFINITY), (7.0, f64::NAN)] {
                ask.at((a, b, 0.5));
            }
            ask.at((7.0, 7.0, 0.0));
            ask.random(32, |draw| (draw.number(-90.0, 90.0), draw.number(-90.0, 90.0), draw.number(0.05, 40.0)));
        })
        // The distance between two heights, as that of two points on a line.
        .truth(move |a: f64, b: f64, d: f64| {
            known(a, b, d).then(|| (Vector1::new(a) - Vector1::new(b)).unscale(d).norm())
        })
        .terms(|a: f64, b: f64, d: f64| (a.abs() + b.abs()) / d)
        .mistake(
            "kept the sign",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (b - a) / d),
            "From 12 down to 8 the ground is as steep as from 8 up to 12. Can your answer be negative?",
        )
        .mistake(
            "subtracted the other way round",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (a - b) / d),
            "From 4 up to 8 the ground is as steep as from 8 down to 4. Can your answer be negative?",
        )
        .mistake(
            "turned the fraction over",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| d / (b - a).abs()),
            "Push the contours together: the ground gets steeper. Your answer gets smaller.",
        )
        .mistake(
            "took the difference alone",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (b - a).abs()),
            "4 units up in half a step, or in a mile: your answer is the same. What tells them apart?",
        )
        .mistake(
            "multiplied by the distance",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (b - a).abs() * d),
            "On your map, contours farther apart mean steeper ground. Compare a cliff and a meadow.",
        )
        .mistake(
            "took the mean height",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (0.5 * (a + b)).abs() / d),
            "A plateau at 1000 m is flat. It is not how high the contours are that makes the ground steep.",
        )
        .mistake(
            "added the heights",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (a + b).abs() / d),
            "Two contours of the same height have flat ground between them: your answer there is not 0.",
        )
        .mistake(
            "used one height only",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| b.abs() / d),
            "Lift the whole map by 100: nothing gets steeper, but your answer does.",
        )
        .mistake(
            "squared the distance",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (b - a).abs() / (d * d)),
            "At half the distance your ground is four times as steep. Climb the same height on half the way: how much steeper?",
        )
        .mistake(
            "gave it in per cent",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| 100.0 * (b - a).abs() / d),
            "A road sign would say it like this. Here the plain quotient is asked.",
        )
        .mistake(
            "gave the angle",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| ((b - a).abs() / d).atan()),
            "That is how far the ground leans, as an angle. Steepness is the height gained on each unit of the way.",
        )
        .mistake(
            "measured along the slope",
            move |a: f64, b: f64, d: f64| known(a, b, d).then(|| (b - a).abs() / d.hypot(b - a)),
            "A map shows distances as seen from above; you divided by the length of the climb itself.",
        )
        .mistake(
            "divided by a distance of 0",
            |a: f64, b: f64, d: f64| {
                let known = a.is_finite() && b.is_finite() && d.is_finite() && d >= 0.0;
                known.then(|| (b - a).abs() / d)
            },
            "Two contours never touch on a map of a smooth hill. At distance 0 there is nothing to say: which type says so?",
        )
        .mistake(
            "took a negative distance for a distance",
            |a: f64, b: f64, d: f64| {
                let known = a.is_finite() && b.is_finite() && d.is_finite() && d != 0.0;
                known.then(|| ((b - a) / d).abs())
            },
            "A distance of −2 has been measured wrongly. Do not make something of it.",
        )
        .mistake(
            "found nothing on level ground",
            move |a: f64, b: f64, d: f64| (known(a, b, d) && a != b).then(|| (b - a).abs() / d),
            "Between two contours of the same height the ground is level. That is a steepness, and a number.",
        )
        .mistake(
            "let what is not finite through",
            |a: f64, b: f64, d: f64| (d.is_nan() || d > 0.0).then(|| (b - a).abs() / d),
            "With NaN or an infinity on the map nothing is known. Note that `NaN <= 0.0` is false.",
        )
        .variant("the higher minus the lower", move |a: f64, b: f64, d: f64| {
            known(a, b, d).then(|| (a.max(b) - a.min(b)) / d)
        })
        .variant("the root of a square", move |a: f64, b: f64, d: f64| {
            known(a, b, d).then(|| ((b / d - a / d).powi(2)).sqrt())
        })
        .variant("asking afterwards", |a: f64, b: f64, d: f64| {
            Some(a.max(b) - a.min(b)).map(|rise| rise / d).filter(|s| d > 0.0 && d < f64::INFINITY && (a + b).is_finite() && s.is_finite())
        })
        .hints([
            "How much height do you gain from one contour to the other, and how far do you walk for it?",
            "Climbing 8 units on a way of 2 is 4 units a unit. It is the same on the way down, and it is never negative.",
            "Height difference without its sign, divided by the distance. Before that: is the distance a positive number, and is everything finite?",
        ])
        .figure(draw)
}

/// Where the contours 4 and 8 of x² + 4y² lie close and far, and how steepness follows from their distance.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (along_x, along_y) = (8_f64.sqrt() - 2.0, 2_f64.sqrt() - 1.0);
    let downhill = sketch.number((8.0, 4.0, along_x));
    let mut steep = |distance: f64| sketch.number((4.0, 8.0, distance));
    let (sharp, half) = (steep(along_y), steep(0.5));
    let distances = spread(0.2, 2.0, 91);
    let learner = distances.iter().map(|&d| (d, steep(d))).collect::<Vec<_>>();
    let truth: Vec<(f64, f64)> =
        distances.iter().map(|&d| (d, sketch.truth::<Option<f64>>((4.0, 8.0, d)).unwrap_or(f64::NAN))).collect();
    let says = |steepness: f64| format!("you: {}", number_text(steepness, Some(3)));
    let ways = [GAP, (2.0, 0.0), (8_f64.sqrt(), 0.0), GAP, (0.0, 1.0), (0.0, 2_f64.sqrt())];
    let map = bowl_panel((-3.8, 3.8), (-2.6, 2.6))
        .heading("close contours, steep ground")
        .layer(Layer::line(Role::Learner, "from line to line", ways))
        .layer(Layer::points(Role::Given, Mark::Dot, "", ways.into_iter().filter(|p| p.0.is_finite())))
        .layer(Layer::text(Role::Learner, (8_f64.sqrt(), 0.0), says(downhill)))
        .layer(Layer::text(Role::Learner, (0.0, 2_f64.sqrt()), says(sharp)));
    let curve = Panel::new(Axis::new("distance of the contours 4 and 8", 0.0, 2.0), Axis::new("steepness", -6.0, 21.0))
        .heading("steepness against distance")
        .layer(Layer::line(Role::Truth, "true", truth))
        .layer(Layer::line(Role::Learner, "yours", learner))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", [(along_x, downhill), (along_y, sharp)]));
    let title = if sketch.is_right() {
        "Half the distance, twice the steepness".to_owned()
    } else if half == 8.0 && downhill < 0.0 {
        format!("From 8 down to 4 your steepness is {}, below zero", number_text(downhill, Some(3)))
    } else if half == 8.0 {
        "Right between 4 and 8; another map goes wrong".to_owned()
    } else {
        format!("From 4 to 8 on a way of 0.5 your steepness is {}, not 8", number_text(half, Some(3)))
    };
    Figure::new(title).panel(map).panel(curve)
}
