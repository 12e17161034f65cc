//! One number for how badly a line fits.
//!
//! ```text
//! L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²
//! ```
//!
//! A mean: the same points twice have the same loss. The truth comes by expanding the square before adding up.

use crate::data::{article, ask_of_few, ask_of_separating, ask_of_the_same_twice, drawn_with_line, usable};
use crate::line::{self, Moments};
use crate::owing::{may_be_infinite, owing_of_a_line};
use crate::slips::{Mean, OfOne, Other, slips_in, table};
use nabla_core::DataError;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, decimals};
use nabla_grading::{Exercise, Sketch, number, slip, term};

type Data = Vec<f64>;
type Loss = Result<f64, DataError>;

/// The exercise `mse`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("mse", "the mean of the squared residuals, or why the data cannot be used")
        .probes(|ask| {
            let (x, y) = article();
            ask.article((x, y, 2.0, 1.0), 1.0 / 3.0);
            ask_of_separating(ask);
            ask_of_the_same_twice(ask);
            ask_of_few(ask);
            ask.at((vec![2.0, 3.0, 5.0], vec![7.0, 10.0, 16.0], 3.0, 1.0));
            ask.random(16, drawn_with_line);
        })
        .truth(|x: Data, y: Data, w: f64, b: f64| Moments::of(&x, &y).loss(w, b))
        .size(|x: Data, y: Data, w: f64, b: f64| {
            line::mean(line::residual_terms(&x, &y, w, b).map(|size| size.powi(2)))
        })
        .parts([number("the loss")])
        .terms(vec![
            term("b²", |_: Data, _: Data, _: f64, b: f64| b * b),
            term("the mean of e²", run(RIGHT)),
            term("the square of the mean of e", of_residuals(|e| line::mean(e.iter().copied()).powi(2))),
        ])
        .hints([
            "By how much does the line miss each point? You have that already.",
            "Square each residual, so that both sides count alike; then take their mean.",
            "Add up `error * error` and divide by the number of points as an `f64`. \
             Your `residuals` brings the errors about data along with `?`.",
        ])
        .figure(draw);
    let beyond = may_be_infinite(
        "a loss may be infinite",
        "An error speaks of the data alone, and these are sound: a loss too large for an f64 is ∞, \
         and says that the line is bad.",
    );
    variants(mistakes(owing_of_a_line(exercise, beyond)))
}

/// whole( (1/n) Σ each(eᵢ) ), as somebody has it who slips in one of these.
#[derive(Clone, Copy)]
struct Rules {
    mean: Mean,
    each: OfOne,
    whole: OfOne,
}

const RIGHT: Rules = Rules { mean: Mean::RIGHT, each: |e| e * e, whole: |mean| mean };

fn run(rules: Rules) -> impl Fn(Data, Data, f64, f64) -> f64 {
    move |x: Data, y: Data, w: f64, b: f64| (rules.whole)(rules.mean.of(&x, &y, (w, b), |_, _, e| (rules.each)(e)))
}

/// The mean of what is made of each prediction and its target.
fn of_points(made: fn(f64, f64) -> f64) -> impl Fn(Data, Data, f64, f64) -> f64 {
    move |x: Data, y: Data, w: f64, b: f64| line::mean(x.iter().zip(&y).map(|(x, y)| made(w * x + b, *y)))
}

/// What a loop makes of the sum so far, the next residual, its number counted from 1, and n.
fn in_turns(turn: fn(f64, f64, f64, f64) -> f64) -> impl Fn(Data, Data, f64, f64) -> f64 {
    move |x: Data, y: Data, w: f64, b: f64| {
        let (n, e) = (x.len() as f64, line::residuals(&x, &y, w, b));
        e.iter().enumerate().fold(0.0, |sum, (k, e)| turn(sum, *e, (k + 1) as f64, n))
    }
}

const SQUARED_ALONE: &str = "A square binds closer than a difference: it is the whole residual that is squared.";
const IN_THE_LOOP: &str =
    "What was added first is divided again at every turn: add up first, and divide once behind the loop.";

/// Another number made of the residuals.
fn of_residuals(made: fn(&[f64]) -> f64) -> impl Fn(Data, Data, f64, f64) -> f64 {
    move |x: Data, y: Data, w: f64, b: f64| made(&line::residuals(&x, &y, w, b))
}

const OTHER_EACH: [Other<OfOne>; 4] = [
    (
        "took half of it",
        |e| 0.5 * e * e,
        "Half of it is common elsewhere, where the square's 2 should cancel; here it is not asked for.",
    ),
    ("took the distances", f64::abs, "A residual of 3 should count nine times as much as one of 1."),
    ("forgot the square", |e| e, "Misses to both sides cancel: a bad line can have your loss 0."),
    ("doubled for squared", |e| 2.0 * e, "Misses to both sides cancel: twice e is no square of e."),
];

fn mistakes(exercise: Exercise) -> Exercise {
    let root = "You take a root in the end: the mean of the squares was asked for without it.";
    let late = "Misses to both sides cancel before you square: square each one first.";
    let mut slips = slips_in(|rules: &mut Rules| &mut rules.mean);
    slips.extend(table(OTHER_EACH, |rules: &mut Rules, other| rules.each = other));
    slips.push(slip("took the root", |rules: &mut Rules| rules.whole = f64::sqrt, root));
    slips.push(slip(
        "squared the mean",
        |rules: &mut Rules| (rules.each, rules.whole) = (|e| e, |mean| mean * mean),
        late,
    ));
    exercise
        .slips(RIGHT, run, slips)
        .mistake("squared the sum", of_residuals(|e| e.iter().sum::<f64>().powi(2) / e.len() as f64), late)
        .mistake(
            "took the largest",
            of_residuals(|e| e.iter().fold(0.0, |worst, e| e.abs().max(worst)).powi(2)),
            "That is the worst point alone; all of them count.",
        )
        .mistake("squared the target alone", of_points(|predicted, y| predicted - y * y), SQUARED_ALONE)
        .mistake("squared the prediction alone", of_points(|predicted, y| predicted * predicted - y), SQUARED_ALONE)
        .mistake("divided inside the loop", in_turns(|sum, e, _, n| (sum + e * e) / n), IN_THE_LOOP)
        .mistake("divided by a count inside the loop", in_turns(|sum, e, k, _| (sum + e * e) / k), IN_THE_LOOP)
        .mistake(
            "met every input with every target",
            |x: Data, y: Data, w: f64, b: f64| {
                // Worked out by means: of a hundred thousand points there are too many pairs to go through.
                let (n, mean) = (x.len() as f64, |of: &dyn Fn(usize) -> f64| line::mean((0..x.len()).map(of)));
                let predicted = |i: usize| w * x[i] + b;
                let squares = mean(&|i| predicted(i).powi(2)) + mean(&|i| y[i] * y[i]);
                n * (squares - 2.0 * mean(&predicted) * mean(&|i| y[i]))
            },
            "Two loops, one in the other, pair every input with every target: each has its own.",
        )
        .mistake(
            "took the remainder",
            of_residuals(|e| e.iter().map(|e| e * e).sum::<f64>() % e.len() as f64),
            "`%` gives what a division leaves over, not its result.",
        )
        .mistake(
            "took the difference of the squares",
            |x: Data, y: Data, w: f64, b: f64| line::mean(x.iter().zip(&y).map(|(x, y)| (w * x + b).powi(2) - y * y)),
            "You square the prediction and the target, and then subtract: subtract first.",
        )
        .mistake(
            "paired every prediction with every target",
            |x: Data, y: Data, w: f64, b: f64| {
                let Moments { x, y, xx, yy, .. } = Moments::of(&x, &y);
                w * w * xx + b * b + yy + 2.0 * (w * b * x - (w * x + b) * y)
            },
            "A line that fits perfectly has your loss above 0: each prediction meets only its own target.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a running mean", |x: Data, y: Data, w: f64, b: f64| -> Loss {
            usable(&x, &y)?;
            let errors = line::residuals(&x, &y, w, b).into_iter().zip(1_u32..);
            Ok(errors.fold(0.0, |mean, (error, count)| mean + (error * error - mean) / f64::from(count)))
        })
        .variant("the length of a vector", |x: Data, y: Data, w: f64, b: f64| -> Loss {
            usable(&x, &y)?;
            let errors = nalgebra::DVector::from_vec(line::residuals(&x, &y, w, b));
            Ok(errors.norm_squared() / errors.len() as f64)
        })
}

/// The line through these points, as it was moved.
fn moved(sketch: &mut Sketch<'_>, x: &[f64], y: &[f64]) -> (f64, f64) {
    let w = sketch.slider("w", "how steep the line is", 0.5, -0.5..=1.0);
    let b = sketch.slider("b", "how high it begins", 1.5, -1.0..=5.0);
    let both = |(w, b): (f64, f64)| Settings::default().number("w", w).number("b", b);
    sketch.preset("the best line: no smaller mean square", both(Moments::of(x, y).optimum()));
    sketch.preset("level, through the mean of y", both((0.0, 3.9)));
    sketch.preset("one large residual outweighs all others", both((-0.5, 4.0)));
    let predicted = sketch.number((x.to_vec(), y.to_vec(), 0.5, 1.5));
    sketch.predict(
        "Five residuals are −1.5, 0.5, −1.75, 1 and −1.25. How large is their mean square?",
        format!("your loss is {}", decimals(predicted, 2)),
    );
    (w, b)
}

/// Squares drawn on the residuals, and beside them the mean square with the learner's as a square of the same area.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = (vec![1.0, 2.0, 3.5, 5.0, 6.5], vec![3.5, 2.0, 5.0, 3.0, 6.0]);
    let (w, b) = moved(sketch, &x, &y);
    let yours = sketch.number((x.clone(), y.clone(), w, b));
    let truth: f64 = sketch.truth((x.clone(), y.clone(), w, b));
    let [loss, true_loss] = [yours, truth].map(|loss| decimals(loss, 2));
    let title = if sketch.is_right() {
        format!("Your loss {loss} is the mean of the five squares")
    } else if (yours - truth).abs() < 1e-9 {
        "Your square is right here; other data go wrong".to_owned()
    } else if yours.is_finite() && yours >= 0.0 {
        format!("Your square has the area {loss}, the mean of the five has {true_loss}")
    } else {
        format!("Your loss here is {loss}, and a mean of squares is a number from 0 on")
    };
    let predicted = |x: f64| w * x + b;
    let mut left = Panel::new(Axis::new("x", 0.0, 8.0), Axis::new("y", 0.0, 7.0))
        .heading("Each residual carries a square")
        .equal()
        .layer(Layer::line(Role::Given, "the line", [(0.0, predicted(0.0)), (8.0, predicted(8.0))]));
    for (x, y) in x.iter().zip(&y) {
        left = left.layer(square((*x, y.min(predicted(*x))), (predicted(*x) - y).abs(), Role::Given, ""));
    }
    let points = x.iter().copied().zip(y.iter().copied());
    let left = left.layer(Layer::points(Role::Given, Mark::Dot, "the points", points));
    let side = if yours >= 0.0 { yours.sqrt() } else { f64::NAN };
    // What is no square at all leaves the true one alone in its panel.
    let reach = if side.is_nan() { truth.sqrt() } else { side.clamp(truth.sqrt(), 4.0 * truth.sqrt()) } * 1.25;
    let right = Panel::new(Axis::new("length", 0.0, reach), Axis::new("length", 0.0, reach))
        .heading("A square as large as their mean")
        .equal()
        .layer(square((0.0, 0.0), truth.sqrt(), Role::Truth, "the mean"));
    let right =
        if side.is_finite() { right.layer(square((0.0, 0.0), side, Role::Learner, "your loss")) } else { right };
    Figure::new(title).panel(left).panel(right)
}

fn square((left, low): (f64, f64), side: f64, role: Role, label: &str) -> Layer {
    let corners = vec![(left, low), (left + side, low), (left + side, low + side), (left, low + side)];
    Layer::Area { corners, role, label: label.to_owned() }
}
