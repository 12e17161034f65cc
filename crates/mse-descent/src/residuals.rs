//! How far a line misses each point.
//!
//! ```text
//! eᵢ = (w·xᵢ + b) − yᵢ
//! ```
//!
//! Prediction minus target: the sign says on which side, and the derivative of the loss relies on it.

use crate::data::{CARELESS, article, drawn, near_zero, separating, unusable, usable};
use crate::line;
use nabla_core::DataError;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Exercise, Sketch};

type Data = Vec<f64>;
type Residuals = Result<Vec<f64>, DataError>;

/// The exercise `residuals`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("residuals", "the residual w·xᵢ + b − yᵢ of each point, or why the data cannot be used")
        .probes(|ask| {
            let (x, y) = article();
            ask.article((x, y, 2.0, 1.0), vec![-1.0, 0.0, 0.0]);
            let (x, y) = separating();
            ask.at((x, y, 0.7, -1.3));
            ask.at((vec![3.0, 5.0], vec![4.0, -2.0], 2.0, 7.0));
            ask.at((vec![4.0], vec![9.0], 3.0, -2.0));
            ask.at((vec![2.0, 2.0, 2.0], vec![1.0, 5.0, -3.0], -3.0, 4.0));
            // More digits than rounding to a few of them would keep.
            ask.at((vec![1.0 / 3.0, 2000.0 / 7.0], vec![-5.0 / 9.0, 300.0 / 11.0], 1.1, 2.3));
            // w and b are taken as they are.
            ask.at((vec![2.0, -3.0], vec![5.0, 4.0], f64::INFINITY, 3.0));
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
        .truth(|x: Data, y: Data, w: f64, b: f64| -> Residuals {
            usable(&x, &y)?;
            Ok((0..x.len()).map(|i| b - y[i] + x[i] * w).collect())
        })
        .terms(|x: Data, y: Data, w: f64, b: f64| {
            x.iter().zip(&y).map(|(x, y)| (w * x).abs() + b.abs() + y.abs()).fold(0.0, f64::max)
        })
        .hints([
            "Take the first point by hand: what does the line predict there, and how far is that from the target?",
            "Prediction minus target, in this order: a point above the line has a negative residual.",
            "Look at the lengths first, then at emptiness, then for `is_finite`; only then `x.iter().zip(y).map(…).collect()`.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    let mut exercise = exercise;
    for careless in CARELESS {
        exercise = exercise.mistake(
            careless.name,
            move |x: Data, y: Data, w: f64, b: f64| -> Residuals {
                (careless.usable)(&x, &y)?;
                Ok(line::residuals(&x, &y, w, b))
            },
            careless.says,
        );
    }
    let each = |e: fn(f64, f64, f64, f64) -> f64| {
        move |x: Data, y: Data, w: f64, b: f64| -> Residuals {
            usable(&x, &y)?;
            Ok(x.iter().zip(&y).map(|(x, y)| e(*x, *y, w, b)).collect())
        }
    };
    exercise
        .mistake(
            "took target minus prediction",
            each(|x, y, w, b| y - (w * x + b)),
            "All signs are turned: a line above the point misses it by a positive amount here.",
        )
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
        .mistake("forgot b", each(|x, y, w, _b| w * x - y), "Your line goes through the origin: where did b go?")
        .mistake(
            "exchanged w and b",
            each(|x, y, w, b| b * x + w - y),
            "You took b for the slope and w for the height.",
        )
        .mistake(
            "gave the prediction",
            each(|x, _y, w, b| w * x + b),
            "That is what the line predicts. How far is it from the target?",
        )
        .mistake(
            "added the target",
            each(|x, y, w, b| w * x + b + y),
            "The better the line fits, the larger your residual: which operation measures a distance?",
        )
        .mistake(
            "subtracted b",
            each(|x, y, w, b| w * x - b - y),
            "For larger b your line lies lower: look at the sign of b.",
        )
        .mistake("exchanged x and y", each(|x, y, w, b| w * y + b - x), "You predict the inputs from the targets.")
        .mistake(
            "added before multiplying",
            each(|x, y, w, b| w * (x + b) - y),
            "Your b is multiplied with w: which comes first, w·x or x + b?",
        )
        .mistake(
            "divided by the number of points",
            |x: Data, y: Data, w: f64, b: f64| -> Residuals {
                usable(&x, &y)?;
                let n = x.len() as f64;
                Ok(line::residuals(&x, &y, w, b).into_iter().map(|error| error / n).collect())
            },
            "Each residual belongs to one point; how many others there are does not change it.",
        )
        .mistake(
            "compared every prediction with the first target",
            |x: Data, y: Data, w: f64, b: f64| -> Residuals {
                usable(&x, &y)?;
                Ok(x.iter().map(|x| w * x + b - y[0]).collect())
            },
            "The first residual is right: each prediction meets only its own target.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |x: Data, y: Data, w: f64, b: f64| -> Residuals {
            usable(&x, &y)?;
            let mut errors = Vec::with_capacity(x.len());
            for i in 0..x.len() {
                errors.push(w.mul_add(x[i], b) - y[i]);
            }
            Ok(errors)
        })
        .variant("the target moved first", |x: Data, y: Data, w: f64, b: f64| -> Residuals {
            usable(&x, &y)?;
            Ok(x.iter().zip(&y).map(|(x, y)| -((y - b) - w * x)).collect())
        })
}

/// The line with the learner's residuals hung from it: right ones end on the points.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = separating();
    let (w, b) = (0.7, -1.3);
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
    let panel = Panel::new(Axis::new("x", -5.0, 4.5), Axis::new("y", -6.0, 6.0))
        .heading(format!("ŷ = {w}x − 1.3"))
        .layer(Layer::line(Role::Given, "the line", [(-5.0, line(-5.0)), (4.5, line(4.5))]))
        .layer(Layer::arrows(Role::Learner, "prediction − your residual", arrows))
        .layer(Layer::points(Role::Given, Mark::Dot, "the points", x.iter().copied().zip(y.iter().copied())));
    Figure::new(title).panel(panel)
}
