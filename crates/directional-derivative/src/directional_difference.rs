//! The slope in any direction, measured.
//!
//! ```text
//! D_u f ≈ [f(p + h·u) − f(p − h·u)] / 2h,        u = v/‖v‖
//! ```

use crate::points_somewhere;
use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch, Surface};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

pub(crate) fn central(f: &dyn Fn(f64, f64) -> f64, p: V2, u: V2, h: f64) -> f64 {
    let (ahead, behind) = (p + h * u, p - h * u);
    (f(ahead.x, ahead.y) - f(behind.x, behind.y)) / (2.0 * h)
}

/// The size of what a central difference of f around p subtracts.
pub(crate) fn size(f: &Field, p: V2, h: f64) -> f64 {
    difference_rounding(2.0 * f.size(&[p.x.abs() + h, p.y.abs() + h]).max(f.size(&[p.x, p.y])), h)
}

/// The exercise `directional_difference`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "directional_difference",
        "the central difference of f at p with the step h in the direction of v; None when v points nowhere",
    )
    .probes(|ask| {
        let bowl = || Field::bowl(1.0, 4.0);
        let mut at =
            |f: Field, p: (f64, f64), v: (f64, f64), h: f64| ask.at((f, V2::new(p.0, p.1), V2::new(v.0, v.1), h));
        at(bowl(), (2.0, 1.0), (3.0, 4.0), 0.1);
        at(bowl(), (2.0, 1.0), (-3.0, -4.0), 0.1);
        at(bowl(), (2.0, 1.0), (5.0, 0.0), 0.1);
        at(Field::example_1(), (2.0, 1.0), (3.0, 4.0), 0.25);
        at(Field::example_1(), (3.0, -4.0), (0.0, 2.0), 0.25);
        at(bowl(), (2.0, 1.0), (0.0, 0.0), 0.1);
        for odd in [(f64::NAN, 1.0), (2.0, f64::INFINITY)] {
            at(bowl(), (2.0, 1.0), odd, 0.1);
        }
        ask.random(24, |draw| {
            let mut vector = |low: f64, high: f64| {
                V2::new(draw.number_off_zero(low, high, 0.1), draw.number_off_zero(low, high, 0.1))
            };
            let (p, v) = (vector(-2.0, 2.0), vector(-5.0, 5.0));
            (draw.surface(), p, v, draw.number(0.02, 0.4))
        });
    })
    .truth(|f: Field, p: V2, v: V2, h: f64| {
        let turned = v.y.atan2(v.x);
        points_somewhere(v).then(|| central(&|x, y| f.value(&[x, y]), p, crate::at_angle(turned), h))
    })
    .tolerance(Tolerance::same_difference())
    .terms(|f: Field, p: V2, _v: V2, h: f64| size(&f, p, h))
    .hints([
        "Walk from p a little along v and a little against it, and compare the heights.",
        "The step is h long, so v has to become a vector of length 1 before it is multiplied with h.",
        "u = v/‖v‖; then f at p + h·u minus f at p − h·u, divided by 2h. None comes first.",
    ])
    .figure(draw);
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    type S = Surface;
    exercise
        .mistake(
            "stepped along v as it is",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| central(f.as_fn(), p, v, h)),
            "Your step is h·‖v‖ long: twice as long a v doubles your slope.",
        )
        .mistake(
            "stepped along v, divided by the true run",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| central(f.as_fn(), p, v, h) / v.norm()),
            "Your run is measured rightly, but your step is h·‖v‖ long where h was asked for.",
        )
        .mistake(
            "looked forward only",
            |f: S, p: V2, v: V2, h: f64| {
                let q = p + h * v.normalize();
                points_somewhere(v).then(|| (f.at(q.x, q.y) - f.at(p.x, p.y)) / h)
            },
            "Biased to one side: look along v and against it.",
        )
        .mistake(
            "divided by h",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| 2.0 * central(f.as_fn(), p, v.normalize(), h)),
            "Exactly double: how far apart are your two samples?",
        )
        .mistake(
            "forgot to divide",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| 2.0 * h * central(f.as_fn(), p, v.normalize(), h)),
            "That is the rise. A slope is rise over run.",
        )
        .mistake(
            "walked backward",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| -central(f.as_fn(), p, v.normalize(), h)),
            "Try f(x, y) = x and v = (1, 0): it climbs. Does your answer say so?",
        )
        .mistake(
            "slopes without a sign",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| central(f.as_fn(), p, v.normalize(), h).abs()),
            "Turn around: up becomes…?",
        )
        .mistake(
            "moved along x only",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| central(f.as_fn(), p, V2::x(), h)),
            "Your answer does not depend on v: you always walk along x.",
        )
        .mistake(
            "swapped the components",
            |f: S, p: V2, v: V2, h: f64| {
                points_somewhere(v).then(|| central(f.as_fn(), p, V2::new(v.y, v.x).normalize(), h))
            },
            "Try v = (5, 0): you should walk along x.",
        )
        .mistake(
            "walked along the diagonal",
            |f: S, p: V2, v: V2, h: f64| points_somewhere(v).then(|| central(f.as_fn(), p, V2::repeat(1.0), h)),
            "You add h to both coordinates, whichever way v points.",
        )
        .mistake(
            "put in a step of its own",
            |f: S, p: V2, v: V2, _h: f64| points_somewhere(v).then(|| central(f.as_fn(), p, v.normalize(), 1e-5)),
            "Your answer is the same for every h: the step is given, and it may be large.",
        )
        .mistake(
            "started at the origin",
            |f: S, _p: V2, v: V2, h: f64| {
                points_somewhere(v).then(|| central(f.as_fn(), V2::zeros(), v.normalize(), h))
            },
            "Your answer is the same for every p: where do you stand?",
        )
        .mistake(
            "divided by zero",
            |f: S, p: V2, v: V2, h: f64| {
                v.iter().all(|part| part.is_finite()).then(|| central(f.as_fn(), p, v.normalize(), h))
            },
            "There is no direction in a zero vector: your answer for it is NaN.",
        )
        .mistake(
            "called the slope along nothing 0",
            |f: S, p: V2, v: V2, h: f64| {
                v.iter()
                    .all(|part| part.is_finite())
                    .then(|| if points_somewhere(v) { central(f.as_fn(), p, v.normalize(), h) } else { 0.0 })
            },
            "A zero vector points nowhere: there is no slope along it, not even 0.",
        )
        .mistake(
            "let what is not finite through",
            |f: S, p: V2, v: V2, h: f64| (v != V2::zeros()).then(|| central(f.as_fn(), p, v.normalize(), h)),
            "Feed it NaN or an infinity: what comes out is no slope.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a closure along the line", |f: Surface, p: V2, v: V2, h: f64| {
            let u = points_somewhere(v).then(|| v.normalize())?;
            let along = |t: f64| f.at(p.x + t * u.x, p.y + t * u.y);
            Some((along(h) - along(-h)) / (2.0 * h))
        })
        .variant("mean of both sides", |f: Surface, p: V2, v: V2, h: f64| {
            let u = points_somewhere(v).then(|| v / v.norm())?;
            let side = |h: f64| (f.at(p.x + h * u.x, p.y + h * u.y) - f.at(p.x, p.y)) / h;
            Some((side(h) + side(-h)) / 2.0)
        })
        .variant("the step scaled to its length", |f: Surface, p: V2, v: V2, h: f64| {
            let step = points_somewhere(v).then(|| v * (h / v.norm()))?;
            let (ahead, behind) = (p + step, p - step);
            Some((f.at(ahead.x, ahead.y) - f.at(behind.x, behind.y)) / (ahead - behind).norm())
        })
}

/// The vertical cut along v, with a line of the learner's slope.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let (p, v) = (V2::new(2.0, 1.0), V2::new(3.0, 4.0));
    let u = v.normalize();
    let slope = sketch.value::<Option<f64>>((f.clone(), p, v, 0.1)).flatten().unwrap_or(f64::NAN);
    let height = |t: f64| f.value(&[p.x + t * u.x, p.y + t * u.y]);
    let graph: Vec<(f64, f64)> = spread(-1.5, 1.5, 140).into_iter().map(|t| (t, height(t))).collect();
    let line = |slope: f64| [-1.5, 1.5].map(|t| (t, 8.0 + slope * t));
    let title = if sketch.is_right() {
        format!("Along v = (3, 4) your line touches the cut: slope {slope:.1}")
    } else if slope.is_finite() {
        format!("Along v = (3, 4) your line has the slope {slope:.1} and crosses the cut")
    } else {
        "Your slope along v = (3, 4) is no number".to_owned()
    };
    let (x, y) = (Axis::new("x", 0.0, 4.0), Axis::new("y", -0.8, 2.8));
    let ends = [-1.5, 1.5].map(|t| (p.x + t * u.x, p.y + t * u.y));
    let above = Panel::new(x.clone(), y.clone())
        .heading("The cut from above")
        .equal()
        .layer(Layer::map(&x, &y, (81, 73), &[2.0, 4.0, 8.0, 12.0, 16.0, 24.0, 32.0], |x, y| f.value(&[x, y])))
        .layer(Layer::line(Role::Given, "the cut", ends))
        .layer(Layer::points(Role::Given, Mark::Dot, "p", [(p.x, p.y)]));
    let beside = Panel::new(
        Axis::new("distance from p along v", -1.5, 1.5),
        Axis::around("f", graph.iter().map(|point| point.1)),
    )
    .heading("The hill along the cut")
    .layer(Layer::line(Role::Given, "the hill", graph))
    .layer(Layer::line(Role::Truth, "true slope", line(8.8)))
    .layer(Layer::line(Role::Learner, "your slope", line(slope)))
    .layer(Layer::points(Role::Given, Mark::Dot, "", [(0.0, 8.0)]));
    Figure::new(title).panel(above).panel(beside)
}
