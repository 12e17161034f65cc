//! The slope in any direction, measured.
//!
//! ```text
//! D_u f ≈ [f(p + h·u) − f(p − h·u)] / 2h,        u = v/‖v‖
//! ```
//!
//! On a cubic the step shows in the answer, and on a wave even the best quotient is a little off the true slope; on the
//! bowl every step gives the slope itself, 8.8 at (2, 1) along (3, 4). No v has the length 1.

use crate::direction::{self, Direction};
use crate::measure::{DOUBLED, Measure, WRONG, along, central, size, wave};
use crate::{at_angle, points_somewhere};
use nabla_core::{Field, Tolerance};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, decimals, point_text, spread};
use nabla_grading::{Clause, Exercise, Sketch, Surface, Term, number, number_text, slip, term};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// Along what points nowhere there is no slope.
const NOWHERE: Option<f64> = None;

/// How v becomes a direction, and how the slope along it is measured.
#[derive(Clone)]
struct Rules {
    direction: Direction,
    measure: Measure,
}

/// The exercise `directional_difference`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "directional_difference",
        "the central difference of f at p with the step h in the direction of v; None when v points nowhere",
    )
    .parts([number("the slope")])
    .probes(|ask| {
        let mut at =
            |f: Field, p: (f64, f64), v: (f64, f64), h: f64| ask.at((f, V2::new(p.0, p.1), V2::new(v.0, v.1), h));
        // On a cubic a difference quotient shows its step, and on a wave even the best one does; on the bowl any step
        // will do.
        at(Field::example_1(), (2.0, 1.0), (3.0, 4.0), 0.1);
        at(Field::example_1(), (3.0, -4.0), (-5.0, 12.0), 0.1);
        at(wave(), (2.0, 1.0), (3.0, 4.0), 0.1);
        at(Field::bowl(1.0, 4.0), (2.0, 1.0), (3.0, 4.0), 0.1);
        at(Field::bowl(1.0, 4.0), (2.0, 1.0), (-3.0, -4.0), 0.1);
        at(Field::example_1(), (2.0, 1.0), (0.3, -0.4), 0.1);
        ask.random(24, |draw| {
            let mut vector = |low: f64, high: f64| {
                V2::new(draw.number_off_zero(low, high, 0.1), draw.number_off_zero(low, high, 0.1))
            };
            let (p, v) = (vector(-2.0, 2.0), vector(-5.0, 5.0));
            (draw.surface(), p, v, draw.number(0.02, 0.1))
        });
    })
    .truth(|f: Surface, p: V2, v: V2, h: f64| central(f.as_fn(), p, at_angle(v.y.atan2(v.x)), h))
    .tolerance(Tolerance::same_difference())
    .size(|f: Field, p: V2, _v: V2, h: f64| size(&f, p, h))
    .terms(terms())
    .hints([
        "Walk from p a little along v and a little against it, and compare the heights.",
        "The step is h long, so v has to become a vector of length 1 before it is multiplied with h.",
        "u = v/‖v‖; then f at p + h·u minus f at p − h·u, divided by 2h. None comes first.",
    ])
    .figure(draw);
    clauses(variants(mistakes(exercise)))
}

/// The heights that a difference quotient may use, divided by its step and not.
fn terms() -> Vec<Term> {
    let height = |name: &str, steps: f64, divided: bool| {
        term(name, move |f: Surface, p: V2, v: V2, h: f64| {
            along(f.as_fn(), p, v.normalize(), steps * h) / if divided { h } else { 1.0 }
        })
    };
    vec![
        height("f(p + h·u)/h", 1.0, true),
        height("f(p − h·u)/h", -1.0, true),
        height("f(p)/h", 0.0, true),
        height("f(p + h·u)", 1.0, false),
        height("f(p − h·u)", -1.0, false),
    ]
}

fn clauses(exercise: Exercise) -> Exercise {
    let at = |x: f64, y: f64| (Field::example_1(), V2::new(2.0, 1.0), V2::new(x, y), 0.25);
    exercise
        .clause(direction::zero(&[2], 0.0))
        .clause(direction::any_length_but_zero(&[2]))
        .clause(direction::along_an_axis().at(at(5.0, 0.0)).at(at(0.0, -2.0)).missed(
            "took the axes for none",
            |_: Surface, _: V2, _: V2, _: f64| NOWHERE,
            "Along (5, 0) the slope is that along x: only where both components are 0 there is none.",
        ))
        .clause(direction::not_finite(&[2]))
        .clause(any_step())
}

/// Any step; a tiny one shows on a wave that is as short, at 0, where none is lost in the rounding of p + h·u.
fn any_step() -> Clause {
    let short_wave = |h: f64| Field::Wave { amplitude: 1.0, wave: vec![1.0 / h, 0.5 / h], phase: 0.0 };
    Clause::any_step(3, &[1e-4, 3.0]).tiny_steps(3, |h| (short_wave(h), V2::zeros(), V2::new(3.0, 4.0), h))
}

fn mistakes(exercise: Exercise) -> Exercise {
    let right = Rules { direction: Direction::right(), measure: central };
    let run =
        |rules: Rules| move |f: Surface, p: V2, v: V2, h: f64| (rules.measure)(f.as_fn(), p, rules.direction.of(v), h);
    let directions = direction::slips(|rules: &mut Rules| &mut rules.direction);
    let measures =
        WRONG.map(|(name, measure, says)| slip(name, move |rules: &mut Rules| rules.measure = measure, says));
    let (doubled, measure, says) = DOUBLED;
    exercise
        .slips(right, run, directions.into_iter().chain(measures))
        .mistake(doubled, move |f: Surface, p: V2, v: V2, h: f64| measure(f.as_fn(), p, v.normalize(), h), says)
        .mistake(
            "stepped along v, divided by the true run",
            |f: Surface, p: V2, v: V2, h: f64| central(f.as_fn(), p, v, h) / v.norm(),
            "Your run is measured rightly, but your step is h·‖v‖ long where h was asked for.",
        )
        .mistake(
            "divided by the length of v once more",
            |f: Surface, p: V2, v: V2, h: f64| central(f.as_fn(), p, v.normalize(), h) / v.norm(),
            "Your samples lie h to each side, as they should; then the run is 2h, however long v is.",
        )
        .mistake(
            "moved along x and along y one by one",
            |f: Surface, p: V2, v: V2, h: f64| {
                let u = v.normalize();
                [V2::new(u.x, 0.0), V2::new(0.0, u.y)].map(|part| central(f.as_fn(), p, part, h)).iter().sum::<f64>()
            },
            "You look along x and along y, and add up: the samples lie on the line through p along v, both moves at once.",
        )
        .mistake(
            "multiplied by the length of v",
            |f: Surface, p: V2, v: V2, h: f64| central(f.as_fn(), p, v.normalize(), h) * v.norm(),
            "A longer v makes more of it: along the same way the ground is as steep as before.",
        )
        .mistake(
            "started at the origin",
            |f: Surface, _p: V2, v: V2, h: f64| central(f.as_fn(), V2::zeros(), v.normalize(), h),
            "Your answer is the same for every p: where do you stand?",
        )
        .mistake(
            "exchanged x and y of f",
            |f: Surface, p: V2, v: V2, h: f64| central(&|x, y| f.at(y, x), p, v.normalize(), h),
            "f takes x first, then y: look at the order of its arguments.",
        )
        .mistake(
            "took the part along x only",
            |f: Surface, p: V2, v: V2, h: f64| central(f.as_fn(), p, V2::x(), h) * v.normalize().x,
            "You climb along x only; the y of v has a part in the climb, too.",
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

/// The place, the direction and the step, as they were moved.
fn moved(sketch: &mut Sketch<'_>, f: &Field) -> (V2, V2, f64) {
    let degrees = 4_f64.atan2(3.0).to_degrees();
    let p = sketch.point("p", "where the slope is wanted", (2.0, 1.0), 0.0..=4.0, -0.8..=2.8);
    let angle = sketch.slider("angle", "which way v points, in degrees", degrees, 0.0..=360.0);
    let h = sketch.log_slider("h", "how far to both sides f is looked at", 0.1, 1e-16..=1.0);
    let v = V2::new(3.0, 4.0);
    let at_rest = (f.clone(), V2::new(2.0, 1.0), v, 0.1);
    let slope = sketch.value::<Option<f64>>(at_rest).flatten().unwrap_or(f64::NAN);
    sketch.predict(
        "How steep is x² + 4y² at (2, 1), if one walks along v = (3, 4)?",
        format!("your slope is {}", number_text(slope, Some(3))),
    );
    for (name, angle) in [("straight up", 63.435), ("along the contour: level", 153.435)] {
        sketch.preset(name, Settings::default().number("angle", angle));
    }
    sketch.preset("h too small: rounding tilts the line", Settings::default().number("h", 4e-16));
    (V2::new(p.0, p.1), if angle == degrees { v } else { 5.0 * at_angle(angle.to_radians()) }, h)
}

/// The vertical cut along v, with a line of the learner's slope.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let (p, v, h) = moved(sketch, &f);
    let u = v.normalize();
    let slope = sketch.value::<Option<f64>>((f.clone(), p, v, h)).flatten().unwrap_or(f64::NAN);
    let (foot, steepness) = (f.value(&[p.x, p.y]), 2.0 * p.x * u.x + 8.0 * p.y * u.y);
    let height = |t: f64| f.value(&[p.x + t * u.x, p.y + t * u.y]);
    let graph: Vec<(f64, f64)> = spread(-1.5, 1.5, 140).into_iter().map(|t| (t, height(t))).collect();
    let line = |slope: f64| [-1.5, 1.5].map(|t| (t, foot + slope * t));
    let (touches, way) = ((slope - steepness).abs() < 0.02, point_text((v.x, v.y)));
    let climbs = decimals(slope, 1);
    let title = if sketch.is_right() && !touches {
        format!("With h = {} both heights are rounded: slope {climbs}, not {steepness:.1}", number_text(h, Some(2)))
    } else if sketch.is_right() {
        format!("Along v = {way} your line touches the cut: slope {climbs}")
    } else if touches {
        format!("Along v = {way} your line touches this cut; elsewhere it does not")
    } else if slope.is_finite() {
        format!("Along v = {way} your line has the slope {climbs} and crosses the cut")
    } else {
        format!("Your slope along v = {way} is no number")
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
    .layer(Layer::line(Role::Truth, "true slope", line(steepness)))
    .layer(Layer::line(Role::Learner, "your slope", line(slope)))
    .layer(Layer::points(Role::Given, Mark::Dot, "", [(0.0, foot)]));
    Figure::new(title).panel(above).panel(beside)
}
