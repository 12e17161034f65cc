//! A level curve as a walk: predict along the tangent, correct along the gradient.
//!
//! ```text
//! q = p + step · t,  ∇f · t = 0        p ← q + (level − f(q)) · ∇f / ‖∇f‖², a few times
//! ```
//!
//! Many paths are right. The judge measures each: distance from the level, length of the steps, no turning back, one
//! return. Its own lap is found another way, by rays from the lowest point.

use crate::fields::{bowl, exponential, hessian, slope_point, tilted_bowl, wave, with_gradient};
use crate::known::{self, within};
use crate::pictures::{bowl_panel, ellipse, pair};
use nabla_core::{Draw, Field, GradientField};
use nabla_grading::figure::{Figure, Layer, Mark, Role};
use nabla_grading::{Exercise, Gradient2, Probes, Sketch, Surface, number_text};
use nalgebra::Vector2;
use std::f64::consts::TAU;

mod judge;
mod mistakes;

use mistakes::{corrected, mistakes, near_start, tangent, walk};

type V2 = Vector2<f64>;

/// The exercise `trace`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("trace", "the level curve of f through `start`, once round, as points about `step` apart")
        .probes(probes)
        .truth(|f: Field, _: GradientField, start: V2, step: f64, most: usize| lap_by_rays(&f, start, step, most))
        .not_unique()
        .overall(|asked| known::judge(asked, judge::is_a_level_curve, &judge::book()))
        .hints([
            "Which way keeps the height? Take a step of length `step` that way. It leaves the curve a little: which way leads back?",
            "Predict: p + step · t with the unit tangent t at p. Correct: a few Newton steps along the gradient to the level of the start, as in `to_level`.",
            "After each new point: is it nearer to the start than `step`? Then you are back, unless you have only just left. Stop too when `max_points` are there, or when there is no tangent.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

fn probes(ask: &mut Probes) {
    let at = |ask: &mut Probes, start: (f64, f64), step: f64, max_points: usize| {
        let (f, gradient) = bowl();
        ask.at((f, gradient, V2::new(start.0, start.1), step, max_points));
    };
    // A path that is cut, laps of two levels, one of hundreds of points, and the smallest allowances.
    at(ask, (2.0, 1.0), 0.1, 12);
    at(ask, (2.0, 1.0), 0.1, 400);
    at(ask, (-1.0, 2.0), 0.25, 300);
    at(ask, (2.0, 1.0), 0.04, 1000);
    // A lap is not a whole number of steps: about 0.2 and 0.8 of one are left over, so that an end that comes too early or
    // too late shows at every seed.
    at(ask, (2.0, 1.0), 0.22, 200);
    at(ask, (2.0, 1.0), 0.28, 200);
    for max_points in 0..4 {
        at(ask, (0.0, -2.0), 0.1, max_points);
    }
    at(ask, (0.0, 0.0), 0.1, 50);
    ask.random(4, |draw| {
        let (f, start, step) = round_bowl(draw);
        let (f, gradient) = with_gradient(f);
        (f, gradient, start, step, 600_usize)
    });
    ask.random(1, |draw| {
        let (f, gradient) = with_gradient(flattened_bowl(draw));
        let start = slope_point(draw, &f, 4.0);
        (f, gradient, start, 0.05, 2000_usize)
    });
    for line in [wave, exponential] {
        ask.random(1, |draw| {
            let (f, gradient) = with_gradient(line(draw));
            let start = slope_point(draw, &f, 1.0);
            (f, gradient, start, 0.2, 30_usize)
        });
    }
}

/// A tilted bowl, a start on it, and a step of less than a fifth of the sharpest bend's radius.
fn round_bowl(draw: &mut Draw) -> (Field, V2, f64) {
    loop {
        let field = tilted_bowl(draw);
        let start = slope_point(draw, &field, 2.0);
        let curvature = hessian(&field, start);
        let to_start = curvature.try_inverse().unwrap_or_default() * nabla_truth::gradient_2d(&field, start);
        // f − fₘᵢₙ = ½ dᵀHd, and the half axes of the level curve are √(2(f − fₘᵢₙ)/λ).
        let depth = to_start.dot(&(curvature * to_start));
        let half_axes = curvature.symmetric_eigenvalues().map(|eigenvalue| (depth / eigenvalue).sqrt());
        let sharpest = half_axes.min().powi(2) / half_axes.max();
        let step = (18.0 * sharpest).floor() / 100.0;
        if (0.05..=0.3).contains(&step) {
            return (field, start, step);
        }
    }
}

/// A bowl that steepens to the sides: its level curves are no ellipses.
fn flattened_bowl(draw: &mut Draw) -> Field {
    let (a, b, c) = (draw.number(0.05, 0.2), draw.number(-0.8, 0.8), draw.number(1.0, 2.0));
    let d = draw.number(-1.0, 1.0);
    Field::polynomial(2, &[(a, &[4, 0]), (1.0, &[2, 0]), (b, &[1, 1]), (c, &[0, 2]), (d, &[1, 0])])
}

/// Points of the level curve in order: where rays from the lowest point meet the level, or the straight line of a wave.
fn lap_by_rays(field: &Field, start: V2, step: f64, max_points: usize) -> Vec<V2> {
    const RAYS: u8 = 24;
    let slope = nabla_truth::gradient_2d(field, start);
    if max_points <= 1 || slope == V2::zeros() {
        return vec![start; max_points.min(1)];
    }
    if let Field::Wave { wave: rates, .. } | Field::Exponential { rates, .. } = field {
        let along = V2::new(-rates[1], rates[0]).normalize();
        return (0..max_points).map(|k| start + along * (step * k as f64)).collect();
    }
    let level = field.value(start.as_slice());
    let bottom = (0..30).fold(start, |p, _| {
        let inverse = hessian(field, p).try_inverse().unwrap_or_default();
        p - inverse * nabla_truth::gradient_2d(field, p)
    });
    let above = |p: V2| field.value(p.as_slice()) > level;
    let first = (start - bottom).y.atan2((start - bottom).x);
    let ray = |k: u8| first + TAU * f64::from(k) / f64::from(RAYS);
    let meets = |angle: f64| {
        let along = V2::new(angle.cos(), angle.sin());
        let mut far = 1.0;
        while !above(bottom + far * along) && far < 1e6 {
            far *= 2.0;
        }
        // Bisection: twenty halvings leave less than a millionth.
        let near = (0..20).fold((0.0, far), |(near, far), _| {
            let middle = 0.5 * (near + far);
            if above(bottom + middle * along) { (near, middle) } else { (middle, far) }
        });
        bottom + near.0 * along
    };
    (0..RAYS).map(ray).map(meets).collect()
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("the other way round", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            let level = f.at(start.x, start.y);
            let advance = |p| Some(corrected(&f, &d, p - step * tangent(&d, p)?, level, (4, 1.0)));
            walk(start, most, advance, near_start(step))
        })
        .variant("Runge–Kutta, then corrected", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            let level = f.at(start.x, start.y);
            let advance = |p: V2| {
                let k1 = tangent(&d, p)?;
                let k2 = tangent(&d, p + 0.5 * step * k1)?;
                let k3 = tangent(&d, p + 0.5 * step * k2)?;
                let k4 = tangent(&d, p + step * k3)?;
                Some(corrected(&f, &d, p + step / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4), level, (2, 1.0)))
            };
            walk(start, most, advance, near_start(step))
        })
        .variant("the start once more at the end", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            let level = f.at(start.x, start.y);
            let advance = |p| Some(corrected(&f, &d, p + step * tangent(&d, p)?, level, (4, 1.0)));
            let mut path = walk(start, most, advance, near_start(step));
            if path.len() > 3 && path.len() < most {
                path.push(start);
            }
            path
        })
        .variant("straight on, corrected by secants", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            // The tangent that goes on, and a search on the line along the gradient without asking for it again.
            let level = f.at(start.x, start.y);
            let mut before = V2::zeros();
            let mut path = Vec::new();
            let mut p = start;
            while path.len() < most {
                path.push(p);
                if path.len() > 2 && (p - start).norm() < step {
                    break;
                }
                let Some(t) = tangent(&d, p) else { break };
                let q = p + if t.dot(&before) < 0.0 { -step } else { step } * t;
                let (line, off) = (d.at(q).normalize(), |s: V2| f.at(s.x, s.y) - level);
                let (mut a, mut b) = (0.0, -off(q) / d.at(q).norm());
                for _ in 0..6 {
                    let (at_a, at_b) = (off(q + a * line), off(q + b * line));
                    if at_b.abs() < 1e-11 || at_a == at_b {
                        break;
                    }
                    (a, b) = (b, b - at_b * (b - a) / (at_b - at_a));
                }
                (before, p) = (q + b * line - p, q + b * line);
            }
            path
        })
}

/// The learner's lap from (2, 1) over the contours.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (f, gradient) = bowl();
    let start = V2::new(2.0, 1.0);
    let mut path: Vec<V2> = sketch.value((f.clone(), gradient, start, 0.25, 110_usize)).unwrap_or_default();
    // Whoever does not stop at 110 points need not be drawn to the end.
    path.truncate(1000);
    let height = path.last().map_or(f64::NAN, |p| f.value(p.as_slice()));
    let gap = path.last().map_or(f64::NAN, |p| (p - start).norm());
    let worst = path.iter().map(|p| (f.value(p.as_slice()) - 8.0).abs()).fold(0.0, f64::max);
    let turns: f64 = path.windows(2).map(|pair| pair[0].perp(&pair[1]).atan2(pair[0].dot(&pair[1]))).sum::<f64>() / TAU;
    let text = |number: f64| number_text(number, Some(3));
    let part = number_text((100.0 * turns.abs()).round(), None);
    let title = if sketch.is_right() {
        format!("Once round in {} points, all on level 8", path.len())
    } else if !within(height, 1e4) {
        "You started on level 8 and fly off".to_owned()
    } else if !within(height - 8.0, 1e-3) {
        format!("You started on level 8 and end on level {}", text(height))
    } else if path.first() != Some(&start) {
        "Your path does not begin at the start".to_owned()
    } else if path.len() < 4 {
        format!("Your path ends after {} points, before it has left the start", path.len())
    } else if worst > 1e-6 {
        format!("Your points are off level 8 by up to {}", text(worst))
    } else if turns.abs() > 1.2 {
        format!("You go round {} times, and once was asked", text(turns.abs()))
    } else if gap > 0.4 {
        format!("You stop {} from the start, {part} % of the way round", text(gap))
    } else {
        "This lap is right; another start or allowance goes wrong".to_owned()
    };
    let marks: Vec<(f64, f64)> = path.iter().map(|p| pair(*p)).collect();
    let panel = bowl_panel((-4.6, 4.6), (-3.0, 3.0))
        .layer(Layer::line(Role::Truth, "level 8", ellipse(8.0)))
        .layer(Layer::line(Role::Learner, "your path", marks.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", marks))
        .layer(Layer::points(Role::Given, Mark::Ring, "the start", [pair(start)]));
    Figure::new(title).panel(panel)
}
