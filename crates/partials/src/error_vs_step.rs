//! How the error of a central difference depends on its step.
//!
//! ```text
//! e(h) = | [f(x + h) − f(x − h)] / 2h − f'(x) |
//! ```
//!
//! It first falls like h², then rises again like 1/h, when what is left of the difference is rounding. Rounding is
//! nobody's mistake, so steps are compared where the fall is seen, and the rise is only drawn.

use crate::stencil::{Change, IN_ANY, IN_CENTRAL, Quotient, placed, short_wave, slips};
use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Clause, Curve, Exercise, Sketch, list, number_text};

/// The errors as a procedure.
#[derive(Clone)]
struct Rules {
    quotient: Quotient,
    /// The step that belongs to the k-th place.
    step: fn(&[f64], usize) -> f64,
    /// How far the measured slope is from the given one, for a step.
    error: fn(f64, f64, f64) -> f64,
}

impl Rules {
    fn errors(&self, f: &Curve, slope: f64, x: f64, steps: &[f64]) -> Vec<f64> {
        let used = (0..steps.len()).map(|k| (self.step)(steps, k));
        used.map(|h| (self.error)(self.quotient.of(|x| f.at(x), x, h), slope, h)).collect()
    }
}

/// x³: at 2 its slope is 12, and the central difference 12 + h².
fn cubic() -> Field {
    Field::curve(&[0.0, 0.0, 0.0, 1.0])
}

/// The exercise `error_vs_step`.
pub(crate) fn exercise() -> Exercise {
    let exercise =
        Exercise::new("error_vs_step", "for each step, how far the central difference of f at x is from slope")
            .probes(|ask| {
                ask.at((cubic(), 12.0, 2.0, vec![0.2, 0.1, 0.05]));
                ask.at((cubic(), 15.0, 2.0, vec![0.2, 0.15, 0.05]));
                ask.at((cubic(), 10.0, 2.0, vec![0.1, 0.2]));
                ask.at((cubic(), -2.0, 1.0, vec![0.2, 0.1]));
                ask.random(20, |draw| {
                    let (f, x) = (draw.curve(), draw.number(-2.0, 2.0));
                    let slope = nabla_truth::partial(&f, &[x], 0) + draw.number(-0.5, 0.5);
                    (f, slope, x, draw.numbers(3, 0.02, 0.24))
                });
            })
            .truth(|f: Field, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
                steps.iter().map(|h| ((f.value(&[x + h]) - f.value(&[x - h])) / (2.0 * h) - slope).abs()).collect()
            })
            .tolerance(Tolerance::same_difference())
            .size(|f: Field, slope: f64, x: f64, steps: Vec<f64>| {
                let size = |h: f64| difference_rounding(f.size(&[x - h]) + f.size(&[x + h]), h);
                steps.iter().map(|h| size(*h)).fold(1e-6 * slope.abs(), f64::max)
            })
            .parts([list("the errors")])
            .overall(|asked| placed(asked, 2, [1.0, -1.0]))
            .hints([
                "For one step: measure the slope as in the exercise before, then see how far it is from the true one.",
                "Do that for every step of the list, in its order; an empty list gives an empty list.",
                "`steps.iter().map(|h| …).collect()`, with the absolute value of measured minus true in the middle.",
            ])
            .figure(draw);
    variants(clauses(mistakes(exercise)))
}

fn clauses(exercise: Exercise) -> Exercise {
    exercise
        .clause(
            Clause::any_length(&[0, 1, 2, 10, 1100], move |draw, n| (cubic(), 11.0, 2.0, draw.numbers(n, 0.02, 0.24)))
                .at((cubic(), 11.0, 2.0, vec![0.2, 0.2, 0.1, 0.1, 0.2]))
                .called("one error for each step, however many")
                .says(
                    "Each step has an error, at its own place, also when it comes twice; \
                     an empty list gives an empty list.",
                ),
        )
        .clause(
            Clause::any_step(3, &[30.0, 2.5, 0.75, 3e-3, 4e-4])
                .tiny_steps(3, |h| (short_wave(h), 3.0, 0.0, vec![h]))
                .huge_steps(3, |h| (cubic(), 11.0, 0.0, vec![h])),
        )
}

fn mistakes(exercise: Exercise) -> Exercise {
    let right = Rules {
        quotient: Quotient::CENTRAL,
        step: |steps, k| steps[k],
        error: |measured, slope, _| (measured - slope).abs(),
    };
    let of_quotient = slips(&[&IN_CENTRAL, &IN_ANY], |rules: &mut Rules| &mut rules.quotient);
    exercise.slips(
        right,
        |rules| move |f: Curve, slope: f64, x: f64, steps: Vec<f64>| rules.errors(&f, slope, x, &steps),
        slips(&[&SLIPS], |rules| rules).into_iter().chain(of_quotient),
    )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop over a common denominator", |f: Curve, slope: f64, x: f64, steps: Vec<f64>| {
            let mut errors = Vec::new();
            for h in steps {
                let error = (f.at(x + h) - f.at(x - h) - 2.0 * h * slope) / (2.0 * h);
                errors.push(if error < 0.0 { -error } else { error });
            }
            errors
        })
        .variant("root of a square", |f: Curve, slope: f64, x: f64, steps: Vec<f64>| -> Vec<f64> {
            steps.iter().map(|h| ((f.at(x + h) - f.at(x - h)) / (2.0 * h) - slope).hypot(0.0)).collect()
        })
}

const SLIPS: [Change<Rules>; 13] = [
    (
        "kept the sign",
        |r| r.error = |measured, slope, _| measured - slope,
        "Some of your errors are negative: how far apart two numbers are has no sign.",
    ),
    ("returned the slopes", |r| r.error = |m, _, _| m, "How far is each of these slopes from the true one?"),
    ("took the ratio", |r| r.error = |m, s, _| (m / s).abs(), "Equal slopes have no error; yours is 1 there."),
    ("took per cent", |r| r.error = |m, s, _| 100.0 * ((m - s) / s).abs(), "The error itself is asked."),
    (
        "a sign before the absolute value",
        |r| r.error = |measured, slope, _| (measured + slope).abs(),
        "Where the measured slope is the given one, your error is twice the slope: which of them has the wrong sign?",
    ),
    (
        "compared the sizes",
        |r| r.error = |measured, slope, _| (measured.abs() - slope.abs()).abs(),
        "A slope of 2 and one of −2 are 4 apart: take the absolute value last.",
    ),
    (
        "took the relative error",
        |r| r.error = |measured, slope, _| ((measured - slope) / slope).abs(),
        "You divided by the slope; the absolute error is asked, which also exists where the slope is 0.",
    ),
    (
        "squared the error",
        |r| r.error = |measured, slope, _| (measured - slope).powi(2),
        "Squaring removes the sign and changes the size: your curve falls twice as fast as it should.",
    ),
    (
        "divided each error by its step",
        |r| r.error = |measured, slope, h| (measured - slope).abs() / h,
        "The error itself is asked, and you divide it by the step once more.",
    ),
    (
        "turned the order round",
        |r| r.step = |steps, k| steps[steps.len() - 1 - k],
        "The first error belongs to the first step: yours come in the opposite order.",
    ),
    (
        "sorted the steps",
        |r| r.step = sorted,
        "Your errors are those of the sorted steps: each belongs at the place of its own step.",
    ),
    (
        "used the first step for all",
        |r| r.step = |steps, _| steps[0],
        "All your errors are equal: does each one use its own step?",
    ),
    (
        "subtracted the sizes",
        |r| r.error = |measured, slope, _| measured.abs() - slope.abs(),
        "A slope of 2 and one of −2 are 4 apart: take the absolute value last, of the difference.",
    ),
];

/// The k-th smallest step.
fn sorted(steps: &[f64], k: usize) -> f64 {
    let mut steps = steps.to_vec();
    steps.sort_by(f64::total_cmp);
    steps[k]
}

/// Error against step, both by decades: a valley between two straight walls.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::Exponential { amplitude: 1.0, rates: vec![1.0] };
    let x = sketch.slider("x", "where the slope of exp is measured", 1.0, -3.0..=3.0);
    let off = sketch.slider("off", "by how much the slope that it is compared with is wrong", 0.0, -0.5..=0.5);
    let slope = x.exp() + off;
    for (name, x, off) in [
        ("a steeper place: the same valley, higher up", 3.0, 0.0),
        ("a gentle place: the valley lies lower", -3.0, 0.0),
        ("compared with a wrong slope: a floor", 1.0, 1e-3),
    ] {
        sketch.preset(name, Settings::default().number("x", x).number("off", off));
    }
    let steps: Vec<f64> = (0..=48).map(|index| 10_f64.powf(-f64::from(index) / 4.0)).collect();
    let decades: Vec<f64> = steps.iter().copied().step_by(4).collect();
    let errors: Vec<f64> = sketch.value((f.clone(), 1_f64.exp(), 1.0, decades.clone())).unwrap_or_default();
    let smallest = decades.iter().zip(&errors).min_by(|a, b| a.1.total_cmp(b.1));
    sketch.predict(
        "Of the steps 1, 0.1, 0.01, … 1e-12: with which does a central difference of exp at 1 miss its slope least?",
        smallest.map_or("you have no error".to_owned(), |(h, error)| {
            format!("your error is least with {h:.0e}: {error:.0e}")
        }),
    );
    let arguments = (f, slope, x, steps.clone());
    let yours: Vec<f64> = sketch.value(arguments.clone()).unwrap_or_default();
    let truth: Vec<f64> = sketch.truth(arguments);
    let points = |errors: &[f64]| steps.iter().copied().zip(errors.iter().copied()).collect::<Vec<_>>();
    let best = points(&yours).into_iter().filter(|(_, error)| *error > 0.0).min_by(|a, b| a.1.total_cmp(&b.1));
    let agree = yours.len() == truth.len() && yours.iter().zip(&truth).all(|(a, b)| (a - b).abs() <= 0.1 * b.abs());
    let title = match best {
        Some((_, error)) if off != 0.0 && sketch.is_right() => {
            let off = number_text(off, Some(2));
            format!("Compared with a slope that is {off} off, no step here comes nearer than {error:.0e}")
        }
        Some((h, error)) if sketch.is_right() => {
            format!("The error falls like h², until rounding takes over: smallest near h = {h:.0e}, at {error:.0e}")
        }
        _ if agree => "Here your errors lie in the valley; for other slopes or steps they do not".to_owned(),
        _ => "Your errors do not lie in the valley of the central difference".to_owned(),
    };
    let panel = Panel::new(Axis::log("step h", 1e-12, 1.0), Axis::log("error", 1e-13, 10.0))
        .layer(Layer::line(Role::Guide, "falls like h²", [(1e-5, 5e-12), (1.0, 5e-2)]))
        .layer(Layer::line(Role::Truth, "true errors", points(&truth)))
        .layer(Layer::line(Role::Learner, "your errors", points(&yours)))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", best));
    Figure::new(title).panel(panel)
}
