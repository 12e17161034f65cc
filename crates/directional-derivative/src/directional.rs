//! The slope in any direction, from the gradient alone.
//!
//! ```text
//! D_u f = ∇f·u = ‖∇f‖·cos θ,   u = v/‖v‖;        x² + 4y² at (2, 1), v = (3, 4): 8.8
//! ```

use crate::{at_angle, points_somewhere};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// The exercise `directional`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "directional",
        "the slope in the direction of v where the gradient is g; None when v points nowhere",
    )
    .probes(|ask| {
        let mut at = |g: (f64, f64), v: (f64, f64)| ask.at((V2::new(g.0, g.1), V2::new(v.0, v.1)));
        at((4.0, 8.0), (3.0, 4.0));
        at((4.0, 8.0), (-3.0, -4.0));
        at((4.0, 8.0), (2.0, 0.0));
        at((4.0, 8.0), (0.0, 5.0));
        at((7.0, 11.0), (-5.0, 12.0));
        at((0.0, 0.0), (3.0, 4.0));
        at((4.0, 8.0), (0.0, 0.0));
        at((4.0, 8.0), (3e-100, 4e-100));
        at((4.0, 8.0), (3e100, -4e100));
        for odd in [(f64::NAN, 1.0), (2.0, f64::INFINITY), (f64::NEG_INFINITY, 1.0)] {
            at((4.0, 8.0), odd);
        }
        ask.random(28, |draw| {
            let mut vector = || V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1));
            (vector(), vector())
        });
    })
    // ‖g‖·cos θ, by way of both angles.
    .truth(|g: V2, v: V2| points_somewhere(v).then(|| g.x.hypot(g.y) * (g.y.atan2(g.x) - v.y.atan2(v.x)).cos()))
    .terms(|g: V2, _v: V2| 1e3 * g.norm())
    .variant("a dot product", |g: V2, v: V2| points_somewhere(v).then(|| g.dot(&v.normalize())))
    .variant("divided last", |g: V2, v: V2| points_somewhere(v).then(|| (g.x * v.x + g.y * v.y) / v.norm()))
    .variant("length times cosine", |g: V2, v: V2| {
        let flat = g == V2::zeros();
        points_somewhere(v).then(|| if flat { 0.0 } else { g.norm() * (g.normalize().dot(&v.normalize())) })
    })
    .hints([
        "Along x the slope is the first component of g, along y the second one. In between it is a mixture: which?",
        "The mixture is the dot product of g with a vector of length 1. v may have any length, so make it 1 first.",
        "g.x·u.x + g.y·u.y, with u = v/‖v‖; None when v is zero or not finite, before you divide.",
    ])
    .figure(draw);
    mistakes(exercise)
}

fn slope(g: V2, v: V2) -> f64 {
    g.dot(&v.normalize())
}

fn mistakes(exercise: Exercise) -> Exercise {
    let some = |v: V2| points_somewhere(v);
    exercise
        .mistake(
            "took the displacement for a direction",
            move |g: V2, v: V2| some(v).then(|| g.dot(&v)),
            "Twice as long a v doubles your slope; the hill has not changed.",
        )
        .mistake(
            "divided by the square",
            move |g: V2, v: V2| some(v).then(|| g.dot(&v) / v.norm_squared()),
            "Twice as long a v halves your slope: by which length is v to be divided?",
        )
        .mistake(
            "divided by the sum",
            move |g: V2, v: V2| some(v).then(|| g.dot(&v) / v.lp_norm(1)),
            "Is your scaled v of length 1? (3, 4) is 5 long, not 7.",
        )
        .mistake(
            "divided by the largest",
            move |g: V2, v: V2| some(v).then(|| g.dot(&v) / v.amax()),
            "Is your scaled v of length 1? (3, 4) is 5 long, not 4.",
        )
        .mistake(
            "gave the cosine",
            move |g: V2, v: V2| some(v).then(|| g.try_normalize(0.0).unwrap_or(g).dot(&v.normalize())),
            "That measures an angle; the steepness has vanished. On ground twice as steep your answer stays.",
        )
        .mistake(
            "always the steepest",
            move |g: V2, v: V2| some(v).then(|| g.norm()),
            "The same answer whichever way you look.",
        )
        .mistake(
            "slopes without a sign",
            move |g: V2, v: V2| some(v).then(|| slope(g, v).abs()),
            "Turn around: up becomes…?",
        )
        .mistake(
            "turned it round",
            move |g: V2, v: V2| some(v).then(|| -slope(g, v)),
            "Along +x the answer must be the first component of g. Is it?",
        )
        .mistake(
            "swapped the components",
            move |g: V2, v: V2| some(v).then(|| slope(V2::new(g.y, g.x), v)),
            "Try v = (1, 0): it must be the slope along x.",
        )
        .mistake(
            "crossed instead of dotted",
            move |g: V2, v: V2| some(v).then(|| (g.x * v.y - g.y * v.x) / v.norm()),
            "Try v along g: that is the steepest way, and your answer there is 0.",
        )
        .mistake(
            "added without mixing",
            move |g: V2, v: V2| some(v).then(|| g.sum()),
            "Your answer does not depend on v at all.",
        )
        .mistake(
            "the length of the mixture",
            move |g: V2, v: V2| some(v).then(|| g.component_mul(&v.normalize()).norm()),
            "The two parts of the climb are added with their signs, not like the sides of a triangle.",
        )
        .mistake(
            "divided by the wrong length",
            move |g: V2, v: V2| some(v).then(|| if g == V2::zeros() { 0.0 } else { g.dot(&v) / g.norm() }),
            "You divided by the length of g; it is v that may have any length.",
        )
        .mistake(
            "divided by zero",
            |g: V2, v: V2| v.iter().all(|part| part.is_finite()).then(|| g.dot(&v) / v.norm()),
            "There is no direction in a zero vector: your answer for it is NaN.",
        )
        .mistake(
            "called the slope along nothing 0",
            |g: V2, v: V2| {
                v.iter().all(|part| part.is_finite()).then(|| if points_somewhere(v) { slope(g, v) } else { 0.0 })
            },
            "A zero vector points nowhere: there is no slope along it, not even 0.",
        )
        .mistake(
            "let what is not finite through",
            |g: V2, v: V2| (v != V2::zeros()).then(|| g.dot(&v) / v.norm()),
            "Feed it NaN or an infinity: what comes out is no slope.",
        )
}

/// The slope against the direction: a cosine whose top is the length of the gradient.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let g = V2::new(4.0, 8.0);
    let angles = spread(0.0, 360.0, 181);
    // A length that differs from 1 and changes with the direction, as a v may.
    let v = |angle: f64| (1.6 + 0.8 * (3.0 * angle.to_radians()).sin()) * at_angle(angle.to_radians());
    let yours: Vec<Option<Option<f64>>> = sketch.values(angles.iter().map(|angle| (g, v(*angle))));
    let points = angles.iter().zip(&yours).map(|(angle, slope)| (*angle, slope.flatten().unwrap_or(f64::NAN)));
    let points: Vec<(f64, f64)> = points.collect();
    let truth = angles.iter().map(|angle| (*angle, g.dot(&at_angle(angle.to_radians()))));
    let top = points.iter().map(|point| point.1).fold(f64::NEG_INFINITY, f64::max);
    let title = if sketch.is_right() {
        format!("Your slopes follow a cosine; the largest is {top:.2}, the length of the gradient")
    } else if top > g.norm() + 0.01 {
        format!("Your slopes reach {top:.2}, more than the steepest slope {:.2}", g.norm())
    } else {
        "Your slopes do not follow the cosine".to_owned()
    };
    let panel = Panel::new(Axis::new("direction of v, in degrees", 0.0, 360.0), Axis::new("slope", -14.0, 14.0))
        .layer(Layer::line(Role::Guide, "±‖∇f‖", [(0.0, g.norm()), (360.0, g.norm())]))
        .layer(Layer::line(Role::Guide, "±‖∇f‖", [(0.0, -g.norm()), (360.0, -g.norm())]))
        .layer(Layer::line(Role::Given, "direction of ∇f", [(63.435, -14.0), (63.435, 14.0)]))
        .layer(Layer::line(Role::Truth, "true slopes", truth))
        .layer(Layer::line(Role::Learner, "your slopes", points));
    Figure::new(title).panel(panel)
}
