//! A whole gradient from samples alone.
//!
//! ```text
//! gᵢ = [f(x + h·eᵢ) − f(x − h·eᵢ)] / 2h        for i = 0 … n − 1: 2n calls of f
//! ```
//!
//! x²y + z³ at (2, 3, 5) with h = 0.1 gives (12, 4, 75.01): two slopes are exact, and the h² in the third shows the
//! step. One to nine inputs; f must be asked on both sides of x, and no more often than it takes. The truth is the
//! same quotient.

mod looks;
mod slips;

use crate::measure::{central, nudged};
use nabla_core::{Draw, Field, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, ManyVariables, Sketch, list, number_text};
use nalgebra::DVector;

type DV = DVector<f64>;

/// The exercise `numeric_gradient`.
pub(crate) fn exercise() -> Exercise {
    let at = |x: &[f64]| DV::from_column_slice(x);
    let exercise = Exercise::new("numeric_gradient", "the gradient of f at x by central differences with the step h")
        .probes(move |ask| {
            // x²y + z³ at (2, 3, 5) with h = 0.1: (12, 4, 75.01).
            let g = || Field::polynomial(3, &[(1.0, &[2, 1]), (1.0, &[0, 0, 3])]);
            ask.at((g(), at(&[2.0, 3.0, 5.0]), 0.1));
            ask.at((Field::curve(&[0.0, 0.0, 0.0, 1.0]), at(&[2.0]), 0.1));
            ask.at((g(), at(&[2.0, 3.0, 5.0]), 0.2));
            ask.at((Field::bowl(1.0, 4.0), at(&[2.0, 1.0]), 0.1));
            ask.at((Field::example_1(), at(&[3.0, -4.0]), 0.125));
            ask.random(16, |draw| {
                let n = usize::try_from(draw.integer(2, 9)).unwrap_or(2);
                let (f, x) = (draw.field_of(n), DV::from_vec(draw.numbers(n, -2.0, 2.0)));
                (f, x, draw.number(0.06, 0.2))
            });
        })
        .truth(|f: Field, x: DV, h: f64| central(&|x: &DV| f.value(x.as_slice()), &x, h))
        .tolerance(Tolerance::same_difference())
        .size(|f: Field, x: DV, h: f64| {
            let size = 2.0 * f.size(x.add_scalar(h).map(f64::abs).as_slice()).max(f.size(x.as_slice()));
            difference_rounding(size, h)
        })
        .parts([list("the slopes")])
        .hints([
            "It is the partial derivative of the chapter before, once for every coordinate.",
            "For each i: two points that differ from x in coordinate i only. \
             See that x is whole again before the next i.",
            "`DVector::from_fn(x.len(), |i, _| …)` builds the answer; \
             inside, two copies of x with one entry changed each.",
        ])
        .figure(draw);
    variants(slips::mistakes(looks::properties(clauses(exercise))))
}

/// Any step; a tiny one shows on a wave that is as short, at 0, where none is lost in the rounding of x + h.
fn any_step() -> Clause {
    let short_wave = |h: f64| Field::Wave { amplitude: 1.0, wave: vec![1.0 / h, -0.5 / h], phase: 0.0 };
    Clause::any_step(2, &[1e-3, 0.03, 0.5, 1.0, 3.0]).tiny_steps(2, |h| (short_wave(h), DV::zeros(2), h))
}

fn clauses(exercise: Exercise) -> Exercise {
    let bowl = |scale: f64, x: f64, y: f64, h: f64| (Field::bowl(scale, 4.0 * scale), DV::from_vec(vec![x, y]), h);
    exercise
        .clause(any_step())
        .clause(
            Clause::new("any size", "However large a coordinate, however small a slope: nothing is cut, only 0 is 0.")
                .at(bowl(1.0, 1e9, -2e9, 1000.0))
                .at(bowl(1.0, -4e12, 3e12, 1e6))
                .at(bowl(1e-9, 2.0, 1.0, 0.1)),
        )
        .clause(
            Clause::any_length(&[0, 1, 2, 30, 600], |draw, n| (wave(draw, n), spread(53, 2.0, n), 0.1))
                .called("any number of coordinates, or none")
                .says("One slope for each coordinate, however many there are; where there are none, no slope."),
        )
        .clause(
            Clause::new("at most 6n + 6 calls of f", "Two looks a coordinate are enough: is there a loop in the loop?")
                .probes(|ask| {
                    let f = wave(ask.draw(), looks::COUNTED);
                    ask.at((f, spread(53, 2.0, looks::COUNTED), 0.1));
                }),
        )
}

/// A wave that treats its n coordinates differently. A long one is the same at every seed, for it is worked out slowly.
fn wave(draw: &mut Draw, n: usize) -> Field {
    let wave = if n > 100 { spread(37, 0.2, n) } else { DV::from_fn(n, |_, _| draw.number_off_zero(-0.2, 0.2, 0.01)) };
    Field::Wave { amplitude: 2.0, wave: wave.as_slice().to_vec(), phase: 0.3 }
}

/// n numbers between −reach and reach, in no order.
fn spread(step: usize, reach: f64, n: usize) -> DV {
    DV::from_fn(n, |i, _| reach * (2.0 * (i * step % 1000) as f64 / 1000.0 - 0.9995))
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("copies", |f: ManyVariables, x: DV, h: f64| {
            DV::from_fn(x.len(), |i, _| (f.at(&nudged(&x, i, h)) - f.at(&nudged(&x, i, -h))) / (2.0 * h))
        })
        .variant("restored by adding", |f: ManyVariables, x: DV, h: f64| {
            let mut p = x.clone();
            let mut after = |i: usize, by: f64| {
                p[i] += by;
                f.at(&p)
            };
            let mut slope = |i: usize| {
                let rise = after(i, h) - after(i, -2.0 * h);
                after(i, h);
                0.5 * rise / h
            };
            DV::from_fn(x.len(), |i, _| slope(i))
        })
        .variant("mean of both sides", |f: ManyVariables, x: DV, h: f64| {
            let side = |i: usize, h: f64| (f.at(&nudged(&x, i, h)) - f.at(&x)) / h;
            DV::from_fn(x.len(), |i, _| 0.5 * (side(i, h) + side(i, -h)))
        })
}

/// One pair of bars an input: measured by the learner, and right.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::polynomial(
        6,
        &[
            (1.0, &[2, 1]),
            (1.0, &[0, 0, 3]),
            (-1.5, &[0, 0, 1, 2]),
            (0.8, &[0, 0, 0, 0, 2, 1]),
            (2.0, &[0, 0, 0, 0, 0, 2]),
        ],
    );
    let x = DV::from_vec(vec![1.5, 2.0, 1.6, 1.2, 1.0, 1.4]);
    let h = sketch.log_slider("h", "the step with which slopes are measured", 0.1, 1e-15..=1.0);
    for (name, h) in
        [("h at its best", 1e-5), ("h too small: rounding", 1e-14), ("h too large: f bends within the step", 1.0)]
    {
        sketch.preset(name, Settings::default().number("h", h));
    }
    let calls = sketch.answer((f.clone(), x.clone(), 0.1)).map_or(0, |answer| answer.looks.calls);
    sketch.predict(
        "How many calls of f does it take to measure the gradient at a point with 6 coordinates?",
        format!("you took {calls}"),
    );
    let exact = f.gradient(x.as_slice());
    let arguments = (f, x.clone(), h);
    let answer = sketch.answer(arguments.clone());
    let yours: Vec<f64> = answer.as_ref().and_then(nabla_grading::Answer::get).unwrap_or_default();
    let calls = answer.map_or(0, |answer| answer.looks.calls);
    let truth: Vec<f64> = sketch.truth(arguments);
    let off = truth.iter().zip(&yours).filter(|(a, b)| (*a - *b).abs() > 1e-6 || b.is_nan()).count();
    let miss = exact.iter().zip(&yours).map(|(exact, yours)| (exact - yours).abs()).fold(0.0, f64::max);
    let moved = h != 0.1;
    let title = if sketch.is_right() && moved {
        let [h, miss] = [h, miss].map(|number| number_text(number, Some(2)));
        format!("With h = {h} your slopes are up to {miss} off those of f")
    } else if sketch.is_right() {
        format!("All 6 slopes are met, with {calls} calls of f")
    } else if yours.len() != truth.len() {
        format!("6 inputs have 6 slopes; you gave {}", yours.len())
    } else {
        format!("{off} of 6 slopes are not met, with {calls} calls of f")
    };
    let axis = Axis::around("slope", truth.iter().copied().chain([0.0]));
    let bars = |slopes: &[f64], width: f64, role: Role, label: &str| {
        let bars = slopes.iter().zip(0..9_u32).map(|(slope, i)| (f64::from(i), *slope)).collect();
        Layer::Bars { bars, width, base: 0.0, role, label: label.to_owned() }
    };
    let panel = Panel::new(Axis::whole("coordinate", 0, 5), axis)
        .layer(bars(&truth, 0.8, Role::Truth, "right"))
        .layer(bars(&yours, 0.4, Role::Learner, "measured by you"));
    if !moved {
        return Figure::new(title).panel(panel);
    }
    let exact = exact.into_iter().zip(0u32..).map(|(slope, i)| (f64::from(i), slope));
    Figure::new(title).panel(panel.layer(Layer::points(Role::Given, Mark::Ring, "the slopes of f", exact)))
}
