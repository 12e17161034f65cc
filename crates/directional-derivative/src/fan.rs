//! Slopes all the way round.
//!
//! ```text
//! aₖ = 2πk/n,   rₖ = [f(p + h·uₖ) − f(p − h·uₖ)] / 2h,   uₖ = (cos aₖ, sin aₖ),   k = 0 … n − 1
//! ```

use crate::at_angle;
use crate::directional_difference::{central, size};
use nabla_core::{Field, Tolerance};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch, Surface};
use nalgebra::Vector2;
use std::f64::consts::{PI, TAU};

type V2 = Vector2<f64>;
type Rates = Vec<(f64, f64)>;

/// A fan of n directions over a part of the circle.
fn over(f: &dyn Fn(f64, f64) -> f64, p: V2, n: usize, h: f64, part: f64) -> Rates {
    (0..n).map(|k| part * k as f64 / n as f64).map(|angle| (angle, central(f, p, at_angle(angle), h))).collect()
}

/// The exercise `fan`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("fan", "the slope in each of n directions, evenly spread over the whole circle, with its angle")
        .probes(|ask| {
            ask.at((Field::bowl(1.0, 4.0), V2::new(2.0, 1.0), 4_usize, 0.1));
            ask.at((Field::bowl(1.0, 4.0), V2::new(2.0, 1.0), 8_usize, 0.1));
            ask.at((Field::example_1(), V2::new(2.0, 1.0), 5_usize, 0.25));
            ask.at((Field::example_1(), V2::new(2.0, 1.0), 1_usize, 0.25));
            ask.at((Field::bowl(1.0, 4.0), V2::new(2.0, 1.0), 0_usize, 0.1));
            ask.random(16, |draw| {
                let p = V2::new(draw.number_off_zero(-2.0, 2.0, 0.2), draw.number_off_zero(-2.0, 2.0, 0.2));
                let n = usize::try_from(draw.integer(2, 12)).unwrap_or(2);
                (draw.surface(), p, n, draw.number(0.02, 0.3))
            });
            ask.at((Field::bowl(1.0, 4.0), V2::new(2.0, 1.0), 1000_usize, 0.1));
        })
        .truth(|f: Field, p: V2, n: usize, h: f64| over(&|x, y| f.value(&[x, y]), p, n, h, TAU))
        .tolerance(Tolerance::same_difference())
        .terms(|f: Field, p: V2, _n: usize, h: f64| size(&f, p, h))
        .hints([
            "The whole circle is 2π. With n directions, how far apart are neighbours, and where does the first one point?",
            "The angle of direction k is 2πk/n, for k from 0 to n − 1; its vector is (cos, sin) of the angle.",
            "For each k: the central difference of f at p along that vector, paired with the angle; collect the pairs in order.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    type S = Surface;
    exercise
        .mistake(
            "left out the half behind",
            |f: S, p: V2, n: usize, h: f64| over(f.as_fn(), p, n, h, PI),
            "Your fan never looks behind: the whole circle is 2π.",
        )
        .mistake(
            "a quarter of the circle",
            |f: S, p: V2, n: usize, h: f64| over(f.as_fn(), p, n, h, PI / 2.0),
            "Your fan covers the directions between +x and +y only.",
        )
        .mistake(
            "came round to the start again",
            |f: S, p: V2, n: usize, h: f64| {
                let gaps = n.saturating_sub(1).max(1) as f64;
                (0..n)
                    .map(|k| TAU * k as f64 / gaps)
                    .map(|angle| (angle, central(f.as_fn(), p, at_angle(angle), h)))
                    .collect::<Rates>()
            },
            "Your last direction is the first one again: n directions have n gaps on a circle.",
        )
        .mistake(
            "began with the second",
            |f: S, p: V2, n: usize, h: f64| {
                (1..=n)
                    .map(|k| TAU * k as f64 / n as f64)
                    .map(|angle| (angle, central(f.as_fn(), p, at_angle(angle), h)))
                    .collect::<Rates>()
            },
            "Your first direction is not along x: count k from 0.",
        )
        .mistake(
            "one direction too many",
            |f: S, p: V2, n: usize, h: f64| {
                (0..=n)
                    .map(|k| TAU * k as f64 / n.max(1) as f64)
                    .map(|angle| (angle, central(f.as_fn(), p, at_angle(angle), h)))
                    .collect::<Rates>()
            },
            "n directions were asked for; count yours.",
        )
        .mistake(
            "counted in degrees",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU)
                    .into_iter()
                    .map(|(angle, rate)| (angle.to_degrees(), rate))
                    .collect::<Rates>()
            },
            "The slopes are right; the angles are to be in radians.",
        )
        .mistake(
            "fed degrees to the cosine",
            |f: S, p: V2, n: usize, h: f64| {
                (0..n)
                    .map(|k| 360.0 * k as f64 / n as f64)
                    .map(|angle| (angle, central(f.as_fn(), p, at_angle(angle), h)))
                    .collect::<Rates>()
            },
            "cos and sin take radians: cos(90.0) is not 0.",
        )
        .mistake(
            "divided by h",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU).into_iter().map(|(a, r)| (a, 2.0 * r)).collect::<Rates>()
            },
            "All slopes are exactly double: how far apart are your two samples?",
        )
        .mistake(
            "slopes without a sign",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU).into_iter().map(|(a, r)| (a, r.abs())).collect::<Rates>()
            },
            "Half of the directions lead down, and your slopes do not say so.",
        )
        .mistake(
            "swapped sine and cosine",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU)
                    .into_iter()
                    .map(|(a, _)| (a, central(f.as_fn(), p, V2::new(a.sin(), a.cos()), h)))
                    .collect::<Rates>()
            },
            "At the angle 0 you should look along x.",
        )
        .mistake(
            "turned clockwise",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU)
                    .into_iter()
                    .map(|(a, _)| (a, central(f.as_fn(), p, at_angle(-a), h)))
                    .collect::<Rates>()
            },
            "A quarter turn from +x should lead to +y.",
        )
        .mistake(
            "exchanged angle and slope",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU).into_iter().map(|(a, r)| (r, a)).collect::<Rates>()
            },
            "The angle comes first in each pair, then the slope.",
        )
        .mistake(
            "looked forward only",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU)
                    .into_iter()
                    .map(|(a, _)| (a, (f.at(p.x + h * a.cos(), p.y + h * a.sin()) - f.at(p.x, p.y)) / h))
                    .collect::<Rates>()
            },
            "Biased to one side: opposite directions should have opposite slopes exactly.",
        )
        .mistake(
            "gave heights",
            |f: S, p: V2, n: usize, h: f64| {
                over(f.as_fn(), p, n, h, TAU)
                    .into_iter()
                    .map(|(a, _)| (a, f.at(p.x + h * a.cos(), p.y + h * a.sin())))
                    .collect::<Rates>()
            },
            "These are the heights around p. How fast does each direction climb?",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |f: Surface, p: V2, n: usize, h: f64| {
            let mut fan = Vec::with_capacity(n);
            for k in 0..n {
                let angle = k as f64 * (TAU / n as f64);
                let (sin, cos) = angle.sin_cos();
                let rise = f.at(p.x + h * cos, p.y + h * sin) - f.at(p.x - h * cos, p.y - h * sin);
                fan.push((angle, rise / (2.0 * h)));
            }
            fan
        })
        .variant("a rotation matrix", |f: Surface, p: V2, n: usize, h: f64| -> Rates {
            (0..n)
                .map(|k| {
                    let angle = 2.0 * PI / n as f64 * k as f64;
                    (angle, central(f.as_fn(), p, nalgebra::Rotation2::new(angle) * V2::x(), h))
                })
                .collect()
        })
        .variant("halves of the rise", |f: Surface, p: V2, n: usize, h: f64| -> Rates {
            over(f.as_fn(), p, n, h, TAU).into_iter().map(|(a, r)| (a, 0.5 * r + 0.5 * r)).collect()
        })
}

/// The learner's fan on the cosine of the true slopes.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (f, p, n) = (Field::bowl(1.0, 4.0), V2::new(2.0, 1.0), 24_usize);
    let yours: Rates = sketch.value((f, p, n, 0.1)).unwrap_or_default();
    let top = yours.iter().map(|(_, rate)| *rate).fold(f64::NEG_INFINITY, f64::max);
    let bottom = yours.iter().map(|(_, rate)| *rate).fold(f64::INFINITY, f64::min);
    let reach = yours.iter().map(|(angle, _)| *angle).fold(0.0, f64::max);
    let title = if sketch.is_right() {
        format!("All the way round: from {bottom:.2} to {top:.2}, and ∇f points at the top")
    } else if reach < 1.3 * PI {
        "Your fan does not go all the way round".to_owned()
    } else {
        "Your fan does not lie on the cosine of the true slopes".to_owned()
    };
    let g = V2::new(4.0, 8.0);
    let truth = spread(0.0, TAU, 181).into_iter().map(|angle| (angle, g.dot(&at_angle(angle))));
    let toward = g.y.atan2(g.x);
    let panel = Panel::new(Axis::new("angle, in radians", -0.2, TAU + 0.2), Axis::new("slope", -14.0, 14.0))
        .layer(Layer::line(Role::Given, "direction of ∇f", [(toward, -14.0), (toward, 14.0)]))
        .layer(Layer::line(Role::Truth, "true slopes", truth))
        .layer(Layer::points(Role::Learner, Mark::Dot, "your fan", yours));
    Figure::new(title).panel(panel)
}
