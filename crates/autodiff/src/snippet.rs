//! The article's listing: record, evaluate, sweep back, read off.
//!
//! ```text
//! (L, ∂L/∂w, ∂L/∂b)        (1, 4), (2, 5), (3, 7) with w = 2, b = 1: (1/3, −2/3, −2/3)
//! ```
//!
//! At the article's points both slopes are the same, and only one point is missed; five others tell the mistakes apart.
//! The truth takes the complex step through the plain formula.

mod differences;
mod figure;
mod rules;

use crate::complex_step::{C, moving, seen};
use crate::loss_tape::{article, drawn, many, separating};
use nabla_core::Dual;
use nabla_grading::{Clause, Exercise, number};
use rules::{RIGHT, Rules};

type Triple = (f64, f64, f64);
/// By the complex step, once along w and once along b.
fn truth(x: &[f64], y: &[f64], w: f64, b: f64) -> Triple {
    let along = |p: f64, q: f64| {
        let (w, b) = (moving(Dual { value: w, slope: p }), moving(Dual { value: b, slope: q }));
        let squares = x.iter().zip(y).map(|(x, y)| {
            let miss = w * *x + b - *y;
            miss * miss
        });
        seen(squares.sum::<C>() / x.len() as f64)
    };
    (along(1.0, 0.0).value, along(1.0, 0.0).slope, along(0.0, 1.0).slope)
}

/// The exercise `snippet`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "snippet",
        "the loss of a line and its slopes along w and b, by your own tape and sweep",
    )
    .probes(|ask| {
        let (x, y) = article();
        ask.article((x, y, 2.0, 1.0), (1.0 / 3.0, -0.6667, -0.6667));
        let (x, y) = separating();
        ask.at((x.clone(), y.clone(), 0.7, -1.3));
        ask.at((x, y, 2.0, 1.0));
        ask.at((vec![2.0, -1.0], vec![1.0, 5.0], -0.5, 3.0));
        ask.at((vec![3.0], vec![-2.0], 4.0, 5.0));
        ask.random(20, |draw| {
            let (x, y) = drawn(draw);
            (x, y, draw.number_off_zero(-3.0, 3.0, 0.3), draw.number_off_zero(-3.0, 3.0, 0.3))
        });
    })
    .truth(|x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| truth(&x, &y, w, b))
    .size(|x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| {
        let terms = x.iter().zip(&y).map(|(x, y)| ((w * x).abs() + b.abs() + y.abs() + x.abs()).powi(2));
        10.0 * terms.sum::<f64>() / x.len() as f64
    })
    .parts([number("the loss"), number("∂L/∂w"), number("∂L/∂b")])
    .overall(differences::to_one_side)
    .clause(
        Clause::any_length(&[1, 2, 10, 300], |_, n| {
            let (x, y) = many(n);
            (x, y, 0.5, -1.5)
        })
        .called("any number of points")
        .says("One point or three hundred: the tape gets longer, and it is still one sweep."),
    )
    .hints([
        "Four lines: record the loss, evaluate the tape at (w, b), sweep back from its last node, and read off.",
        "The loss is the last value. The slopes are adjoints: of which nodes?",
        "If w stands on your tape once, take its adjoint; if it was recorded for each point, add the adjoints of all \
             `Op::Input(0)` up. The same for b with `Op::Input(1)`.",
    ])
    .figure(figure::draw);
    let by = |rules: Rules| move |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| rules.run(&x, &y, w, b);
    variants(differences::mistakes(exercise.slips(RIGHT, by, rules::slips())))
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("recorded anew for each point, and added up", |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| {
            let mut rules = RIGHT;
            rules.recording.anew = true;
            rules.run(&x, &y, w, b)
        })
        .variant("by the formula", |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| {
            let mean = |f: &dyn Fn(f64, f64) -> f64| {
                x.iter().zip(&y).map(|(x, y)| f(w * x + b - y, *x)).sum::<f64>() / x.len() as f64
            };
            (mean(&|e, _| e * e), 2.0 * mean(&|e, x| e * x), 2.0 * mean(&|e, _| e))
        })
        .variant("two passes forward", |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| truth(&x, &y, w, b))
}
