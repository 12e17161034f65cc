//! How the error of a central difference depends on its step.
//!
//! ```text
//! e(h) = | [f(x + h) − f(x − h)] / 2h − f'(x) |
//! ```
//!
//! It first falls like h², then rises again like 1/h, when what is left of the difference is rounding. Rounding is nobody's
//! mistake, so steps are compared where the fall is seen, and the rise is only drawn.

use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Curve, Exercise, Sketch};

fn central(f: &Curve, x: f64, h: f64) -> f64 {
    (f.at(x + h) - f.at(x - h)) / (2.0 * h)
}

/// The exercise `error_vs_step`.
pub(crate) fn exercise() -> Exercise {
    let cubic = Field::curve(&[0.0, 0.0, 0.0, 1.0]);
    let exercise =
        Exercise::new("error_vs_step", "for each step, how far the central difference of f at x is from slope")
            .probes(move |ask| {
                // x³ at 2: the slope is 12, the central difference 12 + h².
                ask.at((cubic.clone(), 12.0, 2.0, vec![1.0, 0.5, 0.1]));
                ask.at((cubic.clone(), 15.0, 2.0, vec![1.0, 0.5, 0.25]));
                ask.at((cubic.clone(), 10.0, 2.0, vec![0.1, 2.0]));
                ask.at((cubic.clone(), 12.0, 2.0, Vec::<f64>::new()));
                ask.random(20, |draw| {
                    let (f, x) = (draw.curve(), draw.number(-2.0, 2.0));
                    let slope = nabla_truth::partial(&f, &[x], 0) + draw.number(-0.5, 0.5);
                    let steps: Vec<f64> = (0..5).map(|_| draw.number(0.02, 0.6)).collect();
                    (f, slope, x, steps)
                });
            })
            .truth(|f: Field, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| ((f.value(&[x + h]) - f.value(&[x - h])) / (2.0 * h) - slope).abs()).collect()
            })
            .tolerance(Tolerance::same_difference())
            .terms(|f: Field, slope: f64, x: f64, steps: Vec<f64>| {
                let size = |h: f64| difference_rounding(f.size(&[x - h]) + f.size(&[x + h]), h);
                steps.iter().map(|h| size(*h)).fold(1e-6 * slope.abs(), f64::max)
            })
            .hints([
                "For one step: measure the slope as in the exercise before, then see how far it is from the true one.",
                "Do that for every step of the list, in its order; an empty list gives an empty list.",
                "`steps.iter().map(|h| …).collect()`, with the absolute value of measured minus true in the middle.",
            ])
            .figure(draw);
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "kept the sign",
            |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| central(&f, x, *h) - slope).collect()
            },
            "Some of your errors are negative: how far apart two numbers are has no sign.",
        )
        .mistake(
            "measured forward",
            |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| ((f.at(x + h) - f.at(x)) / h - slope).abs()).collect()
            },
            "Halve the step: your error halves. That of the central difference quarters.",
        )
        .mistake(
            "returned the slopes",
            |f: Curve, _slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| central(&f, x, *h)).collect()
            },
            "These are the measured slopes. How far is each from the true one?",
        )
        .mistake(
            "took the relative error",
            |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| ((central(&f, x, *h) - slope) / slope).abs()).collect()
            },
            "You divided by the slope; the absolute error is asked, which also exists where the slope is 0.",
        )
        .mistake(
            "squared the error",
            |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| (central(&f, x, *h) - slope).powi(2)).collect()
            },
            "Squaring removes the sign and changes the size: your curve falls twice as fast as it should.",
        )
        .mistake(
            "divided by h",
            |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| (2.0 * central(&f, x, *h) - slope).abs()).collect()
            },
            "Your error does not shrink with the step: it stays near the slope itself. Check the run of your secant.",
        )
        .mistake(
            "used the first step for all",
            |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|_| (central(&f, x, steps[0]) - slope).abs()).collect()
            },
            "All your errors are equal: does each one use its own step?",
        )
        .mistake(
            "turned the order round",
            |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().rev().map(|h| (central(&f, x, *h) - slope).abs()).collect()
            },
            "The right errors, last one first: each belongs to the step at its own place.",
        )
        .mistake(
            "compared with the height",
            |f: Curve, _slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| (central(&f, x, *h) - f.at(x)).abs()).collect()
            },
            "A slope is compared with a slope: f(x) is a height.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |f: Curve, slope: f64, x: f64, steps: Vec<f64>| {
            let mut errors = Vec::new();
            for h in steps {
                let error = slope - central(&f, x, h);
                errors.push(if error < 0.0 { -error } else { error });
            }
            errors
        })
        .variant("over a common denominator", |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
            steps.iter().map(|h| (f.at(x + h) - f.at(x - h) - 2.0 * h * slope).abs() / (2.0 * h)).collect()
        })
        .variant("root of a square", |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
            steps.iter().map(|h| (central(&f, x, *h) - slope).hypot(0.0)).collect()
        })
}

/// Error against step, both by decades: a valley between two straight walls.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::Exponential { amplitude: 1.0, rates: vec![1.0] };
    let (x, slope) = (1.0, 1_f64.exp());
    let steps: Vec<f64> = (0..=48).map(|index| 10_f64.powf(-f64::from(index) / 4.0)).collect();
    let arguments = (f, slope, x, steps.clone());
    let yours: Vec<f64> = sketch.value(arguments.clone()).unwrap_or_default();
    let truth: Vec<f64> = sketch.truth(arguments);
    let points = |errors: &[f64]| steps.iter().copied().zip(errors.iter().copied()).collect::<Vec<_>>();
    let best = points(&yours).into_iter().filter(|(_, error)| *error > 0.0).min_by(|a, b| a.1.total_cmp(&b.1));
    let title = match best {
        Some((h, error)) if sketch.is_right() => {
            format!("The error falls like h², until rounding takes over: smallest near h = {h:.0e}, at {error:.0e}")
        }
        _ => "Your errors do not lie in the valley of the central difference".to_owned(),
    };
    let panel = Panel::new(Axis::log("step h", 1e-12, 1.0), Axis::log("error", 1e-13, 10.0))
        .layer(Layer::line(Role::Guide, "falls like h²", [(1e-5, 5e-12), (1.0, 5e-2)]))
        .layer(Layer::line(Role::Truth, "true errors", points(&truth)))
        .layer(Layer::line(Role::Learner, "your errors", points(&yours)))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", best));
    Figure::new(title).panel(panel)
}
