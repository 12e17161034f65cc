//! Newton's method along the gradient.
//!
//! ```text
//! p ← p + (level − f(p)) · ∇f / ‖∇f‖²
//! ```
//!
//! The truth finds each step another way: of all steps d with ∇f · d = level − f(p), those that the tangent plane sends to
//! the level, it takes the shortest, by a pseudo-inverse.

use crate::fields::{any, bowl, rounded, slope_point, with_gradient};
use crate::known::within;
use crate::pictures::{bowl_panel, pair};
use nabla_core::{Field, GradientField, Tolerance};
use nabla_grading::figure::{Figure, Layer, Mark, Role};
use nabla_grading::{Exercise, Gradient2, Probes, Sketch, Surface, number_text};
use nalgebra::{RowVector2, Vector2};

mod mistakes;

use mistakes::{mistakes, newton, walk};

type V2 = Vector2<f64>;

/// The exercise `to_level`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("to_level", "exactly `steps` Newton steps from p towards the curve f = level")
        .probes(probes)
        .truth(|f: Field, _: GradientField, p: V2, level: f64, steps: usize| shortest_steps(&f, p, level, steps))
        // Every step is a formula, and the next one starts where it ends: rounding grows a little on the way.
        .tolerance(Tolerance { relative: 1e-8, absolute: 1e-8 })
        .hints([
            "How much height is missing at p? How much does f gain on one unit of the way straight uphill?",
            "Uphill is ∇f/‖∇f‖, and f gains ‖∇f‖ on each unit of it. So how far must you go to gain level − f(p)?",
            "A distance of (level − f(p))/‖∇f‖ along the direction ∇f/‖∇f‖. Repeat it `steps` times, with f and ∇f asked anew at each point; look at ‖∇f‖ before you divide.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

fn probes(ask: &mut Probes) {
    let at = |ask: &mut Probes, p: (f64, f64), level: f64, steps: usize| {
        let (f, gradient) = bowl();
        ask.at((f, gradient, V2::new(p.0, p.1), level, steps));
    };
    let (f, gradient) = bowl();
    ask.article((f, gradient, V2::new(2.0, 1.0), 8.0, 3_usize), V2::new(2.0, 1.0));
    for (p, level, steps) in [
        ((2.0, 1.0), 12.0, 1),
        ((2.0, 1.0), 4.0, 1),
        ((2.0, 1.0), 12.0, 2),
        ((-3.5, 2.5), 8.0, 4),
        ((0.0, 1.0), 8.0, 1),
        ((2.0, 1.0), 12.0, 0),
    ] {
        at(ask, p, level, steps);
    }
    // Flat ground: at the start, where no step is to be taken, away from the origin, after one step; a start that is
    // nowhere; and a slope that is gentle, but a slope.
    at(ask, (0.0, 0.0), 8.0, 2);
    at(ask, (0.0, 0.0), 8.0, 0);
    let (f, gradient) = with_gradient(Field::polynomial(2, &[(1.0, &[2, 0]), (-2.0, &[1, 0]), (4.0, &[0, 2])]));
    ask.at((f, gradient, V2::new(1.0, 0.0), 3.0, 1_usize));
    for steps in [1_usize, 2] {
        // Not as round as the probes above: a wrong step shows better where a step leads somewhere.
        let (f, gradient) = with_gradient(Field::bowl(0.25, 0.25));
        ask.at((f, gradient, V2::new(16.0, 0.0), -64.0, steps));
    }
    at(ask, (f64::NAN, 1.0), 8.0, 2);
    let (f, gradient) = with_gradient(Field::bowl(1e-7, 4e-7));
    ask.at((f, gradient, V2::new(2.0, 1.0), 1.2e-6, 1_usize));
    ask.random(28, |draw| {
        let (f, gradient) = with_gradient(any(draw));
        let p = slope_point(draw, &f, 1.0);
        let slope = nabla_truth::gradient_2d(&f, p).norm().min(2.0);
        let level = rounded(f.value(p.as_slice()) + slope * draw.number_off_zero(-0.3, 0.3, 0.1));
        (f, gradient, p, level, usize::try_from(draw.integer(1, 3)).unwrap_or(1))
    });
}

fn shortest_steps(field: &Field, p: V2, level: f64, steps: usize) -> Option<V2> {
    (0..steps).try_fold(p, |p, _| {
        let g = nabla_truth::gradient_2d(field, p);
        // A point that rounding has moved off flat ground by a hair is on flat ground.
        if !(g.norm() > 1e-12 && g.norm().is_finite()) {
            return None;
        }
        let missing = level - field.value(p.as_slice());
        let inverse = RowVector2::new(g.x, g.y).pseudo_inverse(0.0).ok()?;
        Some(p + missing * inverse)
    })
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a distance along a unit vector", |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
            walk(&f, &d, (p, c, n), |h, g| g.normalize() * (h / g.norm()))
        })
        .variant("by components", |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
            let (mut x, mut y) = (p.x, p.y);
            for _ in 0..n {
                let g = d.at(V2::new(x, y));
                let share = (f.at(x, y) - c) / (g.x * g.x + g.y * g.y);
                (x, y) = (x - share * g.x, y - share * g.y);
            }
            (n == 0 || (x.is_finite() && y.is_finite())).then(|| V2::new(x, y))
        })
        .variant("stops when it is there", |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
            let mut p = p;
            for _ in 0..n {
                let missing = c - f.at(p.x, p.y);
                if missing.abs() < 1e-13 {
                    break;
                }
                p += newton(missing, d.at(p));
            }
            Some(p).filter(|p| n == 0 || (p.x + p.y).is_finite())
        })
        .variant("recursion", |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
            fn go(f: &Surface, d: &Gradient2, p: V2, c: f64, n: usize) -> Option<V2> {
                if n == 0 { Some(p) } else { go(f, d, walk(f, d, (p, c, 1), newton)?, c, n - 1) }
            }
            go(&f, &d, p, c, n)
        })
}

/// The learner's steps from four places towards the level 8.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const STEPS: usize = 4;
    let (f, gradient) = bowl();
    let mut panel = bowl_panel((-4.6, 4.6), (-3.0, 3.0));
    let mut worst = 8.0_f64;
    let mut moved_early = false;
    for (number, start) in [(3.8, 1.6), (-1.0, -0.6), (-3.4, 1.9), (1.4, -0.3)].into_iter().enumerate() {
        let ask = |steps: usize| (f.clone(), gradient.clone(), V2::new(start.0, start.1), 8.0, steps);
        let path: Vec<Option<V2>> = sketch.values((0..=STEPS).map(ask));
        let truth: Vec<(f64, f64)> =
            (0..=STEPS).filter_map(|steps| sketch.truth::<Option<V2>>(ask(steps))).map(pair).collect();
        let path: Vec<(f64, f64)> = path.into_iter().map(|p| p.map_or((f64::NAN, f64::NAN), pair)).collect();
        moved_early |= path[0] != start;
        let height = path.last().map_or(f64::NAN, |&(x, y)| f.value(&[x, y]));
        if !within(height - 8.0, (worst - 8.0).abs()) {
            worst = height;
        }
        let label = |words: &'static str| if number == 0 { words } else { "" };
        panel = panel
            .layer(Layer::line(Role::Truth, label("Newton's steps"), truth))
            .layer(Layer::line(Role::Learner, label("your steps"), path.clone()))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", path))
            .layer(Layer::points(Role::Given, Mark::Ring, label("starts"), [start]));
    }
    let title = if sketch.is_right() {
        format!(
            "After {STEPS} steps all four points lie on level 8, to within {}",
            number_text((worst - 8.0).abs(), Some(1))
        )
    } else if moved_early {
        "With no step to take your points do not stay where they start".to_owned()
    } else if worst.is_nan() {
        "A point of yours is lost on the way to level 8".to_owned()
    } else if worst.abs() > 1e5 {
        "On the way to level 8 a point of yours flies off".to_owned()
    } else if (worst - 8.0).abs() < 1e-3 {
        "These four arrive on level 8; another point goes wrong".to_owned()
    } else {
        format!("After {STEPS} steps towards level 8 a point of yours is on level {}", number_text(worst, Some(3)))
    };
    Figure::new(title).panel(panel)
}
