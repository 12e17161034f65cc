//! The steepest way up, found by looking all the way round.
//!
//! ```text
//! the (aₖ, rₖ) of the fan with the largest rₖ;        rₖ ≤ ‖∇f‖, and at least ‖∇f‖·cos(π/n)
//! ```

use crate::at_angle;
use crate::directional_difference::{central, size};
use nabla_core::{Field, Tolerance};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch, Surface};
use nalgebra::Vector2;
use std::f64::consts::{PI, TAU};

type V2 = Vector2<f64>;

fn rates(f: &dyn Fn(f64, f64) -> f64, p: V2, n: usize, h: f64, part: f64) -> Vec<(f64, f64)> {
    (0..n).map(|k| part * k as f64 / n as f64).map(|angle| (angle, central(f, p, at_angle(angle), h))).collect()
}

fn best(fan: impl IntoIterator<Item = (f64, f64)>) -> (f64, f64) {
    fan.into_iter().fold((0.0, f64::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best })
}

/// The exercise `steepest_by_fan`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("steepest_by_fan", "the angle and the slope of the steepest of n directions, evenly spread over the whole circle")
        .probes(|ask| {
            ask.at((Field::bowl(1.0, 4.0), V2::new(2.0, 1.0), 36_usize, 0.1));
            ask.at((Field::bowl(1.0, 4.0), V2::new(-2.0, -1.0), 36_usize, 0.1));
            ask.at((Field::bowl(1.0, 4.0), V2::new(1.0, -2.0), 10_usize, 0.1));
            ask.at((Field::example_1(), V2::new(2.0, 1.0), 7_usize, 0.25));
            ask.at((Field::example_1(), V2::new(2.0, 1.0), 1_usize, 0.25));
            ask.at((Field::bowl(1.0, 4.0), V2::new(-2.0, 1.0), 720_usize, 0.1));
            // Planes with a steepest direction well inside the sector of one direction of the fan, so that no rounding decides.
            ask.random(20, |draw| {
                let n = draw.integer(5, 40);
                let k = draw.integer(0, n - 1) as f64;
                let angle = TAU * (k + draw.number(-0.3, 0.3)) / n as f64;
                let steepness = draw.number(1.0, 9.0);
                let plane = Field::polynomial(2, &[(steepness * angle.cos(), &[1, 0]), (steepness * angle.sin(), &[0, 1])]);
                let p = V2::new(draw.number(-3.0, 3.0), draw.number(-3.0, 3.0));
                (plane, p, usize::try_from(n).unwrap_or(5), draw.number(0.05, 0.5))
            });
        })
        .truth(|f: Field, p: V2, n: usize, h: f64| best(rates(&|x, y| f.value(&[x, y]), p, n, h, TAU)))
        .tolerance(Tolerance::same_difference())
        .terms(|f: Field, p: V2, _n: usize, h: f64| size(&f, p, h))
        .hints([
            "Look in every direction of the fan, and remember the steepest so far with its angle.",
            "Begin with the first direction, or with a slope that everything beats; a slope of 0 is beaten by no downhill fan.",
            "`max_by(|a, b| a.1.total_cmp(&b.1))` on the pairs of the fan keeps the whole pair.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    type S = Surface;
    exercise
        .mistake(
            "left out the half behind",
            |f: S, p: V2, n: usize, h: f64| best(rates(f.as_fn(), p, n, h, PI)),
            "Your fan never looks behind, and the steepest way may lie there.",
        )
        .mistake(
            "found the steepest descent",
            |f: S, p: V2, n: usize, h: f64| {
                rates(f.as_fn(), p, n, h, TAU)
                    .into_iter()
                    .fold((0.0, f64::INFINITY), |best, next| if next.1 < best.1 { next } else { best })
            },
            "That is the way down: you kept the smallest slope.",
        )
        .mistake(
            "gave the descent as a climb",
            |f: S, p: V2, n: usize, h: f64| {
                let (angle, rate) = best(rates(f.as_fn(), p, n, h, TAU).into_iter().map(|(a, r)| (a, -r)));
                (angle, rate)
            },
            "Your angle points downhill.",
        )
        .mistake(
            "gave degrees",
            |f: S, p: V2, n: usize, h: f64| {
                let (a, r) = best(rates(f.as_fn(), p, n, h, TAU));
                (a.to_degrees(), r)
            },
            "The angle is to be in radians.",
        )
        .mistake(
            "gave the number of the direction",
            |f: S, p: V2, n: usize, h: f64| {
                let (a, r) = best(rates(f.as_fn(), p, n, h, TAU));
                ((a * n as f64 / TAU).round(), r)
            },
            "You give which direction of the fan it is; its angle was asked for.",
        )
        .mistake(
            "exchanged angle and slope",
            |f: S, p: V2, n: usize, h: f64| {
                let (a, r) = best(rates(f.as_fn(), p, n, h, TAU));
                (r, a)
            },
            "The angle comes first, then the slope.",
        )
        .mistake(
            "divided by h",
            |f: S, p: V2, n: usize, h: f64| {
                let (a, r) = best(rates(f.as_fn(), p, n, h, TAU));
                (a, 2.0 * r)
            },
            "The direction is right, and the slope exactly double: how far apart are your two samples?",
        )
        .mistake(
            "found the highest place",
            |f: S, p: V2, n: usize, h: f64| {
                best((0..n).map(|k| TAU * k as f64 / n as f64).map(|a| (a, f.at(p.x + h * a.cos(), p.y + h * a.sin()))))
            },
            "You compare heights, and give a height: the slope of the climb was asked for.",
        )
        .mistake(
            "looked forward only",
            |f: S, p: V2, n: usize, h: f64| {
                best(
                    (0..n)
                        .map(|k| TAU * k as f64 / n as f64)
                        .map(|a| (a, (f.at(p.x + h * a.cos(), p.y + h * a.sin()) - f.at(p.x, p.y)) / h)),
                )
            },
            "Biased to one side: look along each direction and against it.",
        )
        .mistake(
            "steepest either way",
            |f: S, p: V2, n: usize, h: f64| {
                let (a, _) = best(rates(f.as_fn(), p, n, h, PI).into_iter().map(|(a, r)| (a, r.abs())));
                (a, central(f.as_fn(), p, at_angle(a), h).abs())
            },
            "A steep way down is not a climb: keep the signs.",
        )
        .mistake(
            "came round to the start again",
            |f: S, p: V2, n: usize, h: f64| {
                let gaps = n.saturating_sub(1).max(1) as f64;
                best((0..n).map(|k| TAU * k as f64 / gaps).map(|a| (a, central(f.as_fn(), p, at_angle(a), h))))
            },
            "Your directions are not where they should be: n directions have n gaps on a circle.",
        )
        .mistake(
            "always the first direction",
            |f: S, p: V2, _n: usize, h: f64| (0.0, central(f.as_fn(), p, V2::x(), h)),
            "You always answer with the direction along x.",
        )
        .mistake(
            "turned clockwise",
            |f: S, p: V2, n: usize, h: f64| {
                best((0..n).map(|k| TAU * k as f64 / n as f64).map(|a| (a, central(f.as_fn(), p, at_angle(-a), h))))
            },
            "A quarter turn from +x should lead to +y.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("max_by", |f: Surface, p: V2, n: usize, h: f64| {
            rates(f.as_fn(), p, n, h, TAU).into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0.0, 0.0))
        })
        .variant("a loop that begins with the first", |f: Surface, p: V2, n: usize, h: f64| {
            let mut best = (0.0, central(f.as_fn(), p, V2::x(), h));
            for k in 1..n {
                let angle = k as f64 * TAU / n as f64;
                let rate = central(f.as_fn(), p, at_angle(angle), h);
                if rate > best.1 {
                    best = (angle, rate);
                }
            }
            best
        })
        .variant("sorted", |f: Surface, p: V2, n: usize, h: f64| {
            let mut fan = rates(f.as_fn(), p, n, h, TAU);
            fan.sort_by(|a, b| b.1.total_cmp(&a.1));
            fan.first().copied().unwrap_or((0.0, 0.0))
        })
}

/// What the learner found, on the cosine of the true slopes.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (f, p) = (Field::bowl(1.0, 4.0), V2::new(-2.0, -1.0));
    let g = V2::new(-4.0, -8.0);
    let (angle, rate): (f64, f64) = sketch.value((f, p, 72_usize, 0.1)).unwrap_or((f64::NAN, f64::NAN));
    let toward = g.y.atan2(g.x).rem_euclid(TAU);
    let off = (angle - toward + PI).rem_euclid(TAU) - PI;
    let title = if sketch.is_right() {
        format!(
            "The steepest of 72 directions is {:.1}° from ∇f, and as steep as ‖∇f‖ = {:.2}",
            off.to_degrees().abs(),
            g.norm()
        )
    } else if rate > g.norm() + 1e-6 {
        format!("Your steepest slope, {rate:.2}, exceeds ‖∇f‖ = {:.2}", g.norm())
    } else {
        format!("Your steepest direction is {:.0}° from ∇f", off.to_degrees().abs())
    };
    let truth = spread(0.0, TAU, 181).into_iter().map(|angle| (angle, g.dot(&at_angle(angle))));
    let curve = Panel::new(Axis::new("angle, in radians", -0.2, TAU + 0.2), Axis::new("slope", -20.0, 20.0))
        .layer(Layer::line(Role::Guide, "‖∇f‖", [(-0.2, g.norm()), (TAU + 0.2, g.norm())]))
        .layer(Layer::line(Role::Given, "direction of ∇f", [(toward, -20.0), (toward, 20.0)]))
        .layer(Layer::line(Role::Truth, "true slopes", truth))
        .layer(Layer::points(Role::Learner, Mark::Dot, "your steepest", [(angle, rate)]));
    let (x, y) = (Axis::new("x", -3.6, 0.6), Axis::new("y", -2.6, 0.6));
    let field = Field::bowl(1.0, 4.0);
    let head = p + at_angle(angle);
    let above = Panel::new(x.clone(), y.clone())
        .heading("From above")
        .equal()
        .layer(Layer::map(&x, &y, (81, 65), &[2.0, 4.0, 8.0, 12.0, 20.0, 28.0], |x, y| field.value(&[x, y])))
        .layer(Layer::arrows(
            Role::Truth,
            "direction of ∇f",
            [((p.x, p.y), (p.x + g.x / g.norm(), p.y + g.y / g.norm()))],
        ))
        .layer(Layer::arrows(Role::Learner, "your steepest", [((p.x, p.y), (head.x, head.y))]))
        .layer(Layer::points(Role::Given, Mark::Dot, "", [(p.x, p.y)]));
    Figure::new(title).panel(curve).panel(above)
}
