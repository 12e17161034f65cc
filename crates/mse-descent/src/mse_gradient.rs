//! Which way the loss climbs.
//!
//! ```text
//! ∂L/∂w = (2/n) Σ eᵢ·xᵢ        ∂L/∂b = (2/n) Σ eᵢ
//! ```
//!
//! The course's own three points cannot tell the mistakes apart: only the point with x = 1 is missed.

use crate::data::{CARELESS, Points, article, drawn, many, near_zero, separating, unusable, usable};
use crate::line::{self, Moments};
use crate::valley::{self, Valley};
use nabla_core::DataError;
use nabla_grading::figure::{Figure, Layer, Mark, Role};
use nabla_grading::{Exercise, Sketch};

type Data = Vec<f64>;
type Slopes = Result<(f64, f64), DataError>;
type Formula = fn(&[f64], &[f64], f64, f64) -> (f64, f64);

/// The exercise `mse_gradient`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("mse_gradient", "the slopes of the mean squared error along w and b")
        .probes(|ask| {
            let (x, y) = article();
            ask.article((x.clone(), y.clone(), 2.0, 1.0), (-2.0 / 3.0, -2.0 / 3.0));
            // At the optimum both slopes vanish.
            ask.at((x, y, 1.5, 7.0 / 3.0));
            let (x, y) = separating();
            ask.at((x.clone(), y.clone(), 0.7, -1.3));
            ask.at(([x.clone(), x].concat(), [y.clone(), y].concat(), 0.7, -1.3));
            ask.at((vec![3.0, 5.0], vec![4.0, -2.0], 2.0, 7.0));
            ask.at((vec![4.0], vec![9.0], 3.0, -2.0));
            ask.at((vec![2.0, 2.0, 2.0], vec![1.0, 5.0, -3.0], -3.0, 4.0));
            // Far from 1, where differences of the loss lose their digits.
            ask.at((vec![20.0, -30.0, 50.0, 70.0], vec![4e5, -9e5, 3e5, 6e5], 30.0, -400.0));
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
            let (x, y) = many();
            ask.at((x, y, 2.5, 0.5));
        })
        .truth(|x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            Ok(Moments::of(&x, &y).slopes(w, b))
        })
        .terms(|x: Data, y: Data, w: f64, b: f64| {
            let (along_w, along_b) = line::slope_terms(&x, &y, (w, b));
            along_w.max(along_b)
        })
        .hints([
            "What happens to one squared residual when w grows a little? And when b does?",
            "The derivative of e² is 2e times the derivative of e. Along w that inner derivative is xᵢ, along b it is 1.",
            "∂L/∂b = (2/n) Σ eᵢ. For ∂L/∂w each residual is multiplied with its own xᵢ before adding up. Mind that `2 / n` of integers is 0.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

/// A mistake in the formulas, on data that are sound.
fn on_sound_data(made: Formula) -> impl Fn(Data, Data, f64, f64) -> Slopes {
    move |x: Data, y: Data, w: f64, b: f64| {
        usable(&x, &y)?;
        Ok(made(&x, &y, w, b))
    }
}

/// Σ aᵢ/n over the points, for a term made of x and the residual.
fn mean_of(x: &[f64], y: &[f64], w: f64, b: f64, term: fn(f64, f64) -> f64) -> f64 {
    line::mean(x.iter().zip(y).map(|(x, y)| term(*x, w * x + b - y)))
}

fn scaled((along_w, along_b): (f64, f64), by: f64) -> (f64, f64) {
    (by * along_w, by * along_b)
}

fn mistakes(exercise: Exercise) -> Exercise {
    let mut exercise = exercise;
    for careless in CARELESS {
        exercise = exercise.mistake(
            careless.name,
            move |x: Data, y: Data, w: f64, b: f64| -> Slopes {
                (careless.usable)(&x, &y)?;
                Ok(line::slopes(&x, &y, (w, b)))
            },
            careless.says,
        );
    }
    exercise
        .mistake(
            "forgot the factor x",
            on_sound_data(|x, y, w, b| scaled((1.0, 1.0), line::slopes(x, y, (w, b)).1)),
            "Both slopes agree: does moving w move each prediction by the same amount?",
        )
        .mistake("forgot the 2", on_sound_data(|x, y, w, b| scaled(line::slopes(x, y, (w, b)), 0.5)), "Exactly half: what does the derivative of a square bring along? (Some texts put ½ before the loss to be rid of it; here it is not there.)")
        .mistake("took the sum", on_sound_data(|x, y, w, b| scaled(line::slopes(x, y, (w, b)), x.len() as f64)), "The same points twice double your slopes: the loss is a mean.")
        .mistake("took the sum, without the 2", on_sound_data(|x, y, w, b| scaled(line::slopes(x, y, (w, b)), 0.5 * x.len() as f64)), "The loss is a mean, and the derivative of a square brings a 2: both are missing.")
        .mistake("divided by n − 1", on_sound_data(|x, y, w, b| scaled(line::slopes(x, y, (w, b)), x.len() as f64 / (x.len() as f64 - 1.0))), "A plain mean divides by how many points there are; yours divides by one less.")
        .mistake("flipped the residual", on_sound_data(|x, y, w, b| scaled(line::slopes(x, y, (w, b)), -1.0)), "A step along minus your gradient raises the loss. Which way round is the residual?")
        .mistake("exchanged the slopes", on_sound_data(|x, y, w, b| { let (along_w, along_b) = line::slopes(x, y, (w, b)); (along_b, along_w) }), "Right numbers, exchanged: w comes first.")
        .mistake("kept the square", on_sound_data(|x, y, w, b| (2.0 * mean_of(x, y, w, b, |x, e| e * e * x), 2.0 * mean_of(x, y, w, b, |_, e| e * e))), "The outer square is still there: the derivative of e² is 2e times the derivative of e.")
        .mistake("multiplied both with x", on_sound_data(|x, y, w, b| scaled((1.0, 1.0), line::slopes(x, y, (w, b)).0)), "Both slopes agree: what does b multiply in the prediction?")
        .mistake("squared x", on_sound_data(|x, y, w, b| (2.0 * mean_of(x, y, w, b, |x, e| e * x * x), line::slopes(x, y, (w, b)).1)), "∂L/∂b is right. Along w the residual meets xᵢ once.")
        .mistake("paired every residual with every x", on_sound_data(|x, y, w, b| { let b_slope = line::slopes(x, y, (w, b)).1; (b_slope * line::mean(x.iter().copied()), b_slope) }), "∂L/∂b is right. Along w each residual meets only its own xᵢ, not the mean of all.")
        .mistake("paired every residual with every x and summed", on_sound_data(|x, y, w, b| { let b_slope = line::slopes(x, y, (w, b)).1; (b_slope * x.iter().sum::<f64>(), b_slope) }), "∂L/∂b is right. Along w each residual meets only its own xᵢ, not all of them.")
        .mistake("divided integers", on_sound_data(|_, _, _, _| (0.0, 0.0)), "Zero everywhere: `2 / n` with whole numbers is 0 for every n above 2.")
        .mistake("forgot the square altogether", on_sound_data(|x, _, _, _| (line::mean(x.iter().copied()), 1.0)), "Your slopes do not change with w and b: you differentiated the residual, and the loss has its square.")
        .mistake("took sizes instead of squares", on_sound_data(|x, y, w, b| (mean_of(x, y, w, b, |x, e| if e == 0.0 { 0.0 } else { e.signum() * x }), mean_of(x, y, w, b, |_, e| if e == 0.0 { 0.0 } else { e.signum() }))), "Those are the slopes of the mean distance. With squares a residual counts by its size.")
        .mistake("forgot b", on_sound_data(|x, y, w, _b| line::slopes(x, y, (w, 0.0))), "Your slopes do not change with b.")
        .mistake("forgot the target", on_sound_data(|x, y, w, b| line::slopes(x, &vec![0.0; y.len()], (w, b))), "Your slopes do not depend on the targets: what is compared with what?")
        .mistake("used the target for the input", on_sound_data(|x, y, w, b| { let e = line::residuals(x, y, w, b); (2.0 * line::mean(e.iter().zip(y).map(|(e, y)| e * y)), 2.0 * line::mean(e.iter().copied())) }), "∂L/∂b is right. Along w the inner derivative is the input, not the target.")
        .mistake("took the size of x", on_sound_data(|x, y, w, b| (2.0 * mean_of(x, y, w, b, |x, e| e * x.abs()), line::slopes(x, y, (w, b)).1)), "∂L/∂b is right. Along w the sign of xᵢ counts as well.")
        .mistake("made it of length 1", on_sound_data(|x, y, w, b| { let (p, q) = line::slopes(x, y, (w, b)); let length = p.hypot(q); if length < 1e-9 { (0.0, 0.0) } else { (p / length, q / length) } }), "Your gradient always has the length 1: how steep it is has been lost.")
        .mistake("kept the last point only", on_sound_data(|x, y, w, b| { let last = x.len() - 1; scaled(line::slopes(&x[last..], &y[last..], (w, b)), 1.0 / x.len() as f64) }), "Only the last point counts in yours: `=` in the loop forgets what was there, `+=` adds to it.")
        .mistake("exchanged w and b", on_sound_data(|x, y, w, b| line::slopes(x, y, (b, w))), "You took b for the slope of the line and w for its height.")
        .mistake("forgot the 2 along b", on_sound_data(|x, y, w, b| { let (along_w, along_b) = line::slopes(x, y, (w, b)); (along_w, 0.5 * along_b) }), "∂L/∂w is right, ∂L/∂b is half of what it should be: the same square is differentiated in both.")
        .mistake("forgot the 2 along w", on_sound_data(|x, y, w, b| { let (along_w, along_b) = line::slopes(x, y, (w, b)); (0.5 * along_w, along_b) }), "∂L/∂b is right, ∂L/∂w is half of what it should be: the same square is differentiated in both.")
        .mistake("divided twice", on_sound_data(|x, y, w, b| scaled(line::slopes(x, y, (w, b)), 1.0 / x.len() as f64)), "The same points twice halve your slopes: how often do you divide by n?")
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("one loop", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            let (mut along_w, mut along_b) = (0.0, 0.0);
            for i in 0..x.len() {
                let error = w.mul_add(x[i], b) - y[i];
                along_w += 2.0 * error * x[i] / x.len() as f64;
                along_b += 2.0 * error / x.len() as f64;
            }
            Ok((along_w, along_b))
        })
        .variant("sums of x² and xy", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            Ok(Moments::of(&x, &y).slopes(w, b))
        })
        .variant("matrices", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            let n = x.len();
            let design = nalgebra::DMatrix::from_fn(n, 2, |i, j| if j == 0 { x[i] } else { 1.0 });
            let errors = &design * nalgebra::DVector::from_vec(vec![w, b]) - nalgebra::DVector::from_vec(y);
            let slopes = design.transpose() * errors * (2.0 / n as f64);
            Ok((slopes[0], slopes[1]))
        })
        .variant("from the last point on", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            let (x, y): (Data, Data) = (x.into_iter().rev().collect(), y.into_iter().rev().collect());
            Ok(line::slopes(&x, &y, (w, b)))
        })
}

/// The learner's −gradient as arrows in the valley of the loss.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let points: Points = separating();
    let valley = Valley::around(&points, 1.6);
    let places: Vec<(f64, f64)> =
        [(-1.0, -0.7), (-0.8, 0.9), (-0.35, 0.2), (0.1, -1.1), (0.4, 1.0), (0.75, -0.2), (1.1, 0.6)]
            .map(|(right, up)| valley.place(right, up))
            .into();
    let asked: Vec<_> = places.iter().map(|(w, b)| (points.0.clone(), points.1.clone(), *w, *b)).collect();
    let yours: Vec<Option<(f64, f64)>> = sketch.values(asked.clone());
    let truth: Vec<(f64, f64)> = asked.into_iter().map(|arguments| sketch.truth(arguments)).collect();
    let scale = 0.025;
    let arrow =
        |(foot, slope): (&(f64, f64), (f64, f64))| (*foot, (foot.0 - scale * slope.0, foot.1 - scale * slope.1));
    let off = |(a, b): (&Option<(f64, f64)>, &(f64, f64))| {
        a.is_none_or(|a| !valley::near(a.0, b.0) || !valley::near(a.1, b.1))
    };
    let wrong = yours.iter().zip(&truth).filter(|pair| off(*pair)).count();
    let title = if sketch.is_right() {
        "Your arrows lead straight down, and most of them miss the bottom".to_owned()
    } else if wrong == 0 {
        "Right on these data; others go wrong".to_owned()
    } else {
        let uphill = yours.iter().zip(&truth).filter(|(a, b)| a.is_some_and(|a| a.0 * b.0 + a.1 * b.1 < 0.0)).count();
        let way = if uphill > 0 { format!(", {uphill} of them lead up") } else { String::new() };
        format!("{wrong} of your {} arrows are not the steepest way down{way}", places.len())
    };
    let panel = valley
        .panel("Arrows: 40 units of slope are drawn one unit long")
        .layer(Layer::arrows(Role::Truth, "−∇L", places.iter().zip(truth.iter().copied()).map(arrow)))
        .layer(Layer::arrows(
            Role::Learner,
            "minus your gradient",
            places.iter().zip(&yours).filter_map(|(foot, slope)| Some(arrow((foot, (*slope)?)))),
        ))
        .layer(Layer::points(Role::Given, Mark::Dot, "", places.iter().copied()))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [valley.bottom]));
    Figure::new(title).panel(panel)
}
