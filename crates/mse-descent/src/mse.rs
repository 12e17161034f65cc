//! One number for how badly a line fits.
//!
//! ```text
//! L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²
//! ```
//!
//! A mean: the same points twice have the same loss. The truth comes by expanding the square before adding up.

use crate::data::{CARELESS, article, drawn, near_zero, separating, unusable, usable};
use crate::line::{self, Moments};
use nabla_core::DataError;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Exercise, Sketch};

type Data = Vec<f64>;
type Loss = Result<f64, DataError>;

/// The exercise `mse`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("mse", "the mean of the squared residuals, or why the data cannot be used")
        .probes(|ask| {
            let (x, y) = article();
            ask.article((x, y, 2.0, 1.0), 1.0 / 3.0);
            let (x, y) = separating();
            ask.at((x.clone(), y.clone(), 0.7, -1.3));
            // The same points twice.
            ask.at(([x.clone(), x].concat(), [y.clone(), y].concat(), 0.7, -1.3));
            ask.at((vec![3.0, 5.0], vec![4.0, -2.0], 2.0, 7.0));
            ask.at((vec![4.0], vec![9.0], 3.0, -2.0));
            ask.at((vec![2.0, 3.0, 5.0], vec![7.0, 10.0, 16.0], 3.0, 1.0));
            for (x, y) in near_zero() {
                ask.at((x, y, 2.0, 7e-6));
            }
            for (x, y) in unusable() {
                ask.at((x, y, 3.0, 4.0));
            }
            ask.random(16, |draw| {
                let (x, y) = drawn(draw);
                (x, y, draw.number_off_zero(-3.0, 3.0, 0.2), draw.number_off_zero(-3.0, 3.0, 0.2))
            });
        })
        .truth(|x: Data, y: Data, w: f64, b: f64| -> Loss {
            usable(&x, &y)?;
            Ok(Moments::of(&x, &y).loss(w, b))
        })
        .terms(|x: Data, y: Data, w: f64, b: f64| {
            line::mean(x.iter().zip(&y).map(|(x, y)| ((w * x).abs() + b.abs() + y.abs()).powi(2)))
        })
        .hints([
            "By how much does the line miss each point? You have that already.",
            "Square each residual, so that both sides count alike; then take their mean.",
            "Add up `error * error` and divide by the number of points as an `f64`. Your `residuals` brings the errors about data along with `?`.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

/// A mistake in what is made of sound residuals.
fn of_residuals(made: fn(&[f64]) -> f64) -> impl Fn(Data, Data, f64, f64) -> Loss {
    move |x: Data, y: Data, w: f64, b: f64| {
        usable(&x, &y)?;
        Ok(made(&line::residuals(&x, &y, w, b)))
    }
}

/// Σ eᵢ²
fn squares(errors: &[f64]) -> f64 {
    errors.iter().map(|error| error * error).sum()
}

fn mistakes(exercise: Exercise) -> Exercise {
    let mut exercise = exercise;
    for careless in CARELESS {
        exercise = exercise.mistake(
            careless.name,
            move |x: Data, y: Data, w: f64, b: f64| -> Loss {
                (careless.usable)(&x, &y)?;
                Ok(line::loss(&x, &y, w, b))
            },
            careless.says,
        );
    }
    exercise
        .mistake("took the sum", of_residuals(squares), "The same points twice double your loss: a mean would not change.")
        .mistake("took half of it", of_residuals(|e| 0.5 * squares(e) / e.len() as f64), "Exactly half. The ½ is common elsewhere, where the square's 2 should cancel; here it is not asked for.")
        .mistake("divided by n − 1", of_residuals(|e| squares(e) / (e.len() as f64 - 1.0)), "That is how one estimates a variance; a plain mean divides by how many there are. One point alone shows it.")
        .mistake("took the root", of_residuals(|e| (squares(e) / e.len() as f64).sqrt()), "That is the root of the mean squared error; without the root it was asked for.")
        .mistake("took the mean of the distances", of_residuals(|e| line::mean(e.iter().map(|e| e.abs()))), "A residual of 3 should count nine times as much as one of 1.")
        .mistake("squared the mean", of_residuals(|e| line::mean(e.iter().copied()).powi(2)), "Misses to both sides cancel in your mean before it is squared: square first.")
        .mistake("forgot the square", of_residuals(|e| line::mean(e.iter().copied())), "Misses to both sides cancel: a bad line can have your loss 0.")
        .mistake("squared the sum", of_residuals(|e| e.iter().sum::<f64>().powi(2) / e.len() as f64), "Misses to both sides cancel before you square: square each one first.")
        .mistake("took the largest", of_residuals(|e| e.iter().fold(0.0, |worst, e| e.abs().max(worst)).powi(2)), "That is the worst point alone; all of them count.")
        .mistake("kept the last point only", of_residuals(|e| e.last().map_or(0.0, |e| e * e) / e.len() as f64), "Only the last point counts in yours: `=` in the loop forgets what was there, `+=` adds to it.")
        .mistake("divided twice", of_residuals(|e| squares(e) / (e.len() as f64).powi(2)), "The same points twice halve your loss: how often do you divide by n?")
        .mistake(
            "forgot b",
            |x: Data, y: Data, w: f64, _b: f64| -> Loss {
                usable(&x, &y)?;
                Ok(line::loss(&x, &y, w, 0.0))
            },
            "Your loss does not change with b.",
        )
        .mistake(
            "exchanged w and b",
            |x: Data, y: Data, w: f64, b: f64| -> Loss {
                usable(&x, &y)?;
                Ok(line::loss(&x, &y, b, w))
            },
            "You took b for the slope and w for the height.",
        )
        .mistake(
            "paired every prediction with every target",
            |x: Data, y: Data, w: f64, b: f64| -> Loss {
                usable(&x, &y)?;
                Ok(line::mean(x.iter().flat_map(|x| y.iter().map(move |y| (w * x + b - y).powi(2)))))
            },
            "A line that fits perfectly has your loss above 0: each prediction meets only its own target.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a running mean", |x: Data, y: Data, w: f64, b: f64| -> Loss {
            usable(&x, &y)?;
            let mut mean = 0.0;
            for (i, error) in line::residuals(&x, &y, w, b).into_iter().enumerate() {
                mean += (error * error - mean) / (i + 1) as f64;
            }
            Ok(mean)
        })
        .variant("from the last point on", |x: Data, y: Data, w: f64, b: f64| -> Loss {
            usable(&x, &y)?;
            Ok(x.iter().zip(&y).rev().map(|(x, y)| (y - w * x - b).powi(2)).sum::<f64>() / y.len() as f64)
        })
        .variant("the length of a vector", |x: Data, y: Data, w: f64, b: f64| -> Loss {
            usable(&x, &y)?;
            let errors = nalgebra::DVector::from_vec(line::residuals(&x, &y, w, b));
            Ok(errors.norm_squared() / errors.len() as f64)
        })
}

/// Squares drawn on the residuals, and beside them the mean square with the learner's as a square of the same area.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = (vec![1.0, 2.0, 3.5, 5.0, 6.5], vec![3.5, 2.0, 5.0, 3.0, 6.0]);
    let (w, b) = (0.5, 1.5);
    let yours = sketch.number((x.clone(), y.clone(), w, b));
    let truth: f64 = sketch.truth((x.clone(), y.clone(), w, b));
    let title = if sketch.is_right() {
        format!("Your loss {yours:.2} is the mean of the five squares")
    } else if (yours - truth).abs() < 1e-9 {
        "Your square is right here; other data go wrong".to_owned()
    } else if yours.is_finite() && yours >= 0.0 {
        format!("Your square has the area {yours:.2}, the mean of the five has {truth:.2}")
    } else {
        format!("Your loss here is {yours:.2}, and a mean of squares is a number from 0 on")
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
