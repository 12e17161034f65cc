//! How far a line misses each point.
//!
//! ```text
//! eᵢ = (w·xᵢ + b) − yᵢ
//! ```
//!
//! Prediction minus target: the sign says on which side, and the derivative of the loss relies on it. The course's own
//! three points have two residuals of 0; the five of `data` have none, and other points stand alone, or at one x.

use crate::data::{article, ask_of_few, ask_of_separating, drawn_with_line, separating, usable};
use crate::line;
use crate::owing::owing_of_a_line;
use crate::slips::{OTHER_RESIDUALS, Residual};
use nabla_core::DataError;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Sketch, list, number_text, term};

type Data = Vec<f64>;
type Residuals = Result<Vec<f64>, DataError>;

/// The exercise `residuals`.
pub(crate) fn exercise() -> Exercise {
    let exercise =
        Exercise::new("residuals", "the residual w·xᵢ + b − yᵢ of each point, or why the data cannot be used")
            .probes(|ask| {
                let (x, y) = article();
                ask.article((x, y, 2.0, 1.0), vec![-1.0, 0.0, 0.0]);
                ask_of_separating(ask);
                ask_of_few(ask);
                ask.at((vec![2.0, 2.0, 2.0], vec![1.0, 5.0, -3.0], -3.0, 4.0));
                ask.random(16, drawn_with_line);
            })
            .truth(|x: Data, y: Data, w: f64, b: f64| -> Data { x.iter().zip(y).map(|(x, y)| b - y + x * w).collect() })
            .size(|x: Data, y: Data, w: f64, b: f64| line::residual_terms(&x, &y, w, b).fold(0.0, f64::max))
            .parts([list("the residuals")])
            .hints([
                "Take the first point by hand: what does the line predict there, and how far is that from the target?",
                "Prediction minus target, in this order: a point above the line has a negative residual.",
                "Look at the lengths first, then at emptiness, then for `is_finite`; \
                 only then `x.iter().zip(y).map(…).collect()`.",
            ])
            .figure(draw);
    variants(clauses(mistakes(terms(exercise))))
}

/// What a residual may be a sum of.
fn terms(exercise: Exercise) -> Exercise {
    type Summand = (&'static str, Residual);
    const SUMMANDS: [Summand; 8] = [
        ("1", |_, _, _, _| 1.0),
        ("b", |_, _, _, b| b),
        ("w", |_, _, w, _| w),
        ("wb", |_, _, w, b| w * b),
        ("xᵢ", |x, _, _, _| x),
        ("w·xᵢ", |x, _, w, _| w * x),
        ("b·xᵢ", |x, _, _, b| b * x),
        ("yᵢ", |_, y, _, _| y),
    ];
    exercise.terms(SUMMANDS.into_iter().map(|(name, summand)| term(name, each(summand))).collect())
}

/// A number for each point, made of x, y, w and b.
fn each(number: Residual) -> impl Fn(Data, Data, f64, f64) -> Data {
    move |x: Data, y: Data, w: f64, b: f64| x.iter().zip(&y).map(|(x, y)| number(*x, *y, w, b)).collect()
}

/// The residuals against other targets.
fn against(targets: fn(Data) -> Data) -> impl Fn(Data, Data, f64, f64) -> Data {
    move |x: Data, y: Data, w: f64, b: f64| line::residuals(&x, &targets(y), w, b)
}

/// The contract on data, and what holds for w and b.
fn clauses(exercise: Exercise) -> Exercise {
    let as_they_are = Clause::new(
        "w and b are taken as they are",
        "An error speaks of the data alone: whatever w and b are, the formula says what comes out.",
    )
    .at((vec![2.0, -3.0], vec![5.0, 4.0], f64::INFINITY, 3.0))
    .at((vec![2.0], vec![5.0], 3.0, f64::NEG_INFINITY))
    .at((vec![2e300], vec![5.0], 3e9, 7.0));
    owing_of_a_line(exercise, as_they_are)
}

fn mistakes(exercise: Exercise) -> Exercise {
    let others = OTHER_RESIDUALS.into_iter();
    others
        .fold(exercise, |exercise, (name, other, says)| exercise.mistake(name, each(other), says))
        .mistake(
            "squared already",
            each(|x, y, w, b| (w * x + b - y).powi(2)),
            "That is the squared error. The sign is still needed: on which side is the line?",
        )
        .mistake(
            "took the distance",
            each(|x, y, w, b| (w * x + b - y).abs()),
            "Points above the line and points below it look the same in your answer.",
        )
        .mistake(
            "took it as a part of the target",
            each(|x, y, w, b| (w * x + b - y) / y),
            "You divide by the target: a residual is in the units of the targets, not a part of them.",
        )
        .mistake(
            "cut the prediction to a whole number",
            each(|x, y, w, b| (w * x + b).trunc() - y),
            "Your predictions are whole numbers: `as i64` cuts off what comes behind the point.",
        )
        .mistake(
            "compared with the mean of the targets",
            against(|y| vec![line::mean(y.iter().copied()); y.len()]),
            "Each prediction meets only its own target, not the mean of all.",
        )
        .mistake(
            "compared with the targets from the last one on",
            against(|y| y.into_iter().rev().collect()),
            "The targets come in the reverse order: each prediction meets its own target.",
        )
        .mistake(
            "compared every prediction with the first target",
            against(|y| vec![y[0]; y.len()]),
            "The first residual is right: each prediction meets only its own target.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("by index, fused", |x: Data, y: Data, w: f64, b: f64| -> Residuals {
            usable(&x, &y)?;
            Ok((0..x.len()).map(|i| w.mul_add(x[i], b) - y[i]).collect())
        })
        .variant("the target moved first", |x: Data, y: Data, w: f64, b: f64| -> Residuals {
            usable(&x, &y)?;
            Ok(x.iter().zip(&y).map(|(x, y)| -((y - b) - w * x)).collect())
        })
}

/// The line, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let w = sketch.slider("w", "how steep the line is", 0.7, -1.2..=1.2);
    let b = sketch.slider("b", "its height at x = 0", -1.3, -3.0..=3.0);
    let both = |w: f64, b: f64| Settings::default().number("w", w).number("b", b);
    sketch.preset("ŷ = 0: the residuals are −y", both(0.0, 0.0));
    sketch.preset("far below: all are negative", both(0.0, -3.0));
    let (x, y) = separating();
    let residuals: Vec<f64> = sketch.value((x, y, 0.7, -1.3)).unwrap_or_default();
    sketch.predict(
        "ŷ = 0.7x − 1.3. What is the residual of the point (2, 4.5)?",
        residuals.get(2).map_or("you have none".to_owned(), |e| format!("yours is {}", number_text(*e, Some(3)))),
    );
    (w, b)
}

/// The line with the learner's residuals hung from it: right ones end on the points.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = separating();
    let (w, b) = moved(sketch);
    let yours: Vec<f64> = sketch.value((x.clone(), y.clone(), w, b)).unwrap_or_default();
    let line = |x: f64| w * x + b;
    let ends: Vec<(f64, f64)> = x.iter().zip(&yours).map(|(x, error)| (*x, line(*x) - error)).collect();
    let met = ends.iter().zip(&y).filter(|((_, end), y)| (end - **y).abs() < 1e-9).count();
    let title = if sketch.is_right() {
        "From the line, your residuals lead to every point".to_owned()
    } else if yours.len() != x.len() {
        format!("5 points have 5 residuals; you gave {}", yours.len())
    } else if met == x.len() {
        "These residuals are right; other data go wrong".to_owned()
    } else {
        format!("From the line, your residuals lead to {met} of 5 points")
    };
    let arrows = x.iter().zip(&ends).map(|(x, end)| ((*x, line(*x)), *end));
    let [slope, start] = [w, b.abs()].map(|number| number_text(number, Some(3)));
    let formula = format!("ŷ = {slope}x {} {start}", if b < 0.0 { "−" } else { "+" });
    // A mistake may lead beyond the points, and its heads should be seen; what leads far away would make the rest flat.
    let (low, high) =
        ends.iter().fold((-6.0_f64, 6.0_f64), |(low, high), (_, end)| (low.min(end - 0.5), high.max(end + 0.5)));
    let panel = Panel::new(Axis::new("x", -5.0, 4.5), Axis::new("y", low.max(-18.0), high.min(18.0)))
        .heading(formula)
        .layer(Layer::line(Role::Given, "the line", [(-5.0, line(-5.0)), (4.5, line(4.5))]))
        .layer(Layer::arrows(Role::Learner, "prediction − your residual", arrows))
        .layer(Layer::points(Role::Given, Mark::Ring, "the points", x.iter().copied().zip(y.iter().copied())));
    Figure::new(title).panel(panel)
}
