//! One step down the loss.
//!
//! ```text
//! w − η·∂L/∂w,    b − η·∂L/∂b
//! ```
//!
//! Both slopes belong to one point: whoever writes the new w before measuring along b mixes two of them.

use crate::data::{CARELESS, article, drawn, near_zero, separating, unusable, usable};
use crate::line::{self, Moments};
use nabla_core::DataError;
use nabla_grading::Exercise;

mod figure;

type Data = Vec<f64>;
type Point = (f64, f64);
type Step = Result<Point, DataError>;

/// The exercise `descent_step`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "descent_step",
        "the new (w, b) after one step of gradient descent with learning rate eta",
    )
    .probes(|ask| {
        let (x, y) = article();
        ask.article((x.clone(), y.clone(), 2.0, 1.0, 0.1), (2.0667, 1.0667));
        ask.at((x.clone(), y.clone(), 0.0, 0.0, 0.02));
        // At rest, and with a rate of 0.
        ask.at((x, y, 1.5, 7.0 / 3.0, 0.1));
        let (x, y) = separating();
        ask.at((x.clone(), y.clone(), 0.7, -1.3, 0.5));
        ask.at((x.clone(), y.clone(), 0.7, -1.3, 0.0));
        ask.at((x, y, 0.7, -1.3, -0.25));
        ask.at((vec![3.0, 5.0], vec![4.0, -2.0], 2.0, 7.0, 0.5));
        ask.at((vec![4.0], vec![9.0], 3.0, -2.0, 0.25));
        for (x, y) in near_zero() {
            ask.at((x, y, 2.0, 7e-6, 0.5));
        }
        for (x, y) in unusable() {
            ask.at((x, y, 3.0, 4.0, 0.5));
        }
        ask.random(16, |draw| {
            let (x, y) = drawn(draw);
            let mut parameter = || draw.number_off_zero(-3.0, 3.0, 0.2);
            (x, y, parameter(), parameter(), draw.number(0.02, 0.7))
        });
    })
    .truth(|x: Data, y: Data, w: f64, b: f64, eta: f64| -> Step {
        usable(&x, &y)?;
        let (along_w, along_b) = Moments::of(&x, &y).slopes(w, b);
        Ok((w - eta * along_w, b - eta * along_b))
    })
    .terms(|x: Data, y: Data, w: f64, b: f64, eta: f64| {
        let (along_w, along_b) = line::slope_terms(&x, &y, (w, b));
        w.abs().max(b.abs()) + eta.abs() * along_w.max(along_b)
    })
    .hints([
        "You have the gradient from the exercise before. It points up; which way do you go?",
        "How far: η times the slope, for each of the two parameters. A steep slope makes a long step.",
        "Measure both slopes first, `let (along_w, along_b) = …?`, and only then give the new w and b together.",
    ])
    .figure(figure::draw);
    variants(mistakes(exercise))
}

/// Another step than the right one, on data that are sound.
fn stepping(step: fn(&[f64], &[f64], Point, f64) -> Point) -> impl Fn(Data, Data, f64, f64, f64) -> Step {
    move |x: Data, y: Data, w: f64, b: f64, eta: f64| {
        usable(&x, &y)?;
        Ok(step(&x, &y, (w, b), eta))
    }
}

/// p − η·(a, b)
pub(crate) fn moved((w, b): Point, (along_w, along_b): Point, eta: f64) -> Point {
    (w - eta * along_w, b - eta * along_b)
}

/// Another way of stepping: what one makes of the data, the point and the rate.
pub(crate) struct OtherStep {
    pub(crate) name: &'static str,
    pub(crate) step: fn(&[f64], &[f64], Point, f64) -> Point,
    pub(crate) says: &'static str,
}

/// The wrong steps that a whole descent can be made of as well.
pub(crate) const OTHER_STEPS: [OtherStep; 8] = [
    OtherStep {
        name: "climbed",
        step: |x, y, p, eta| moved(p, line::slopes(x, y, p), -eta),
        says: "The gradient points up the loss, and you go along with it: the loss grows.",
    },
    OtherStep {
        name: "measured along b after moving w",
        step: |x, y, p, eta| {
            let w = p.0 - eta * line::slopes(x, y, p).0;
            (w, p.1 - eta * line::slopes(x, y, (w, p.1)).1)
        },
        says: "w is right, b is not: both slopes must be measured at the same point, before either parameter moves.",
    },
    OtherStep {
        name: "ignored the learning rate",
        step: |x, y, p, _eta| moved(p, line::slopes(x, y, p), 1.0),
        says: "A smaller η should give a shorter step; yours is the whole gradient.",
    },
    OtherStep {
        name: "forgot where it was",
        step: |x, y, p, eta| moved((0.0, 0.0), line::slopes(x, y, p), eta),
        says: "That is the step alone, as if you came from (0, 0): a step changes what is there.",
    },
    OtherStep {
        name: "made every step equally long",
        step: |x, y, p, eta| {
            let (along_w, along_b) = line::slopes(x, y, p);
            let length = along_w.hypot(along_b);
            if length < 1e-12 { p } else { moved(p, (along_w / length, along_b / length), eta) }
        },
        says: "All your steps have the length η. They should become shorter where the valley flattens, or it never comes to rest.",
    },
    OtherStep {
        name: "moved w only",
        step: |x, y, p, eta| moved(p, (line::slopes(x, y, p).0, 0.0), eta),
        says: "b stays where it was: it has a slope of its own.",
    },
    OtherStep {
        name: "exchanged the slopes",
        step: |x, y, p, eta| {
            let (along_w, along_b) = line::slopes(x, y, p);
            moved(p, (along_b, along_w), eta)
        },
        says: "w moves by the slope of b, and b by that of w.",
    },
    OtherStep {
        name: "moved by half",
        step: |x, y, p, eta| moved(p, line::slopes(x, y, p), 0.5 * eta),
        says: "Your steps are half as long as they should be: is a 2 missing in the gradient?",
    },
];

fn mistakes(exercise: Exercise) -> Exercise {
    let mut exercise = exercise;
    for careless in CARELESS {
        exercise = exercise.mistake(
            careless.name,
            move |x: Data, y: Data, w: f64, b: f64, eta: f64| -> Step {
                (careless.usable)(&x, &y)?;
                Ok(moved((w, b), line::slopes(&x, &y, (w, b)), eta))
            },
            careless.says,
        );
    }
    for other in OTHER_STEPS {
        exercise = exercise.mistake(other.name, stepping(other.step), other.says);
    }
    exercise
        .mistake(
            "gave the gradient",
            stepping(|x, y, p, _eta| line::slopes(x, y, p)),
            "That is the slope at (w, b). Where do you arrive?",
        )
        .mistake("stayed where it was", stepping(|_x, _y, p, _eta| p), "You do not move at all.")
        .mistake(
            "divided by the learning rate",
            stepping(|x, y, p, eta| if eta == 0.0 { p } else { moved(p, line::slopes(x, y, p), 1.0 / eta) }),
            "A smaller η makes your step longer.",
        )
        .mistake(
            "stepped by the sum",
            stepping(|x, y, p, eta| moved(p, line::slopes(x, y, p), eta * x.len() as f64)),
            "The same points twice double your step: the loss is a mean.",
        )
        .mistake(
            "went down only for a positive rate",
            stepping(|x, y, p, eta| moved(p, line::slopes(x, y, p), eta.abs())),
            "A negative η is to be used as it is: it climbs.",
        )
        .mistake(
            "measured along w after moving b",
            stepping(|x, y, p, eta| {
                let b = p.1 - eta * line::slopes(x, y, p).1;
                (p.0 - eta * line::slopes(x, y, (p.0, b)).0, b)
            }),
            "b is right, w is not: both slopes must be measured at the same point, before either parameter moves.",
        )
        .mistake(
            "exchanged the results",
            stepping(|x, y, p, eta| {
                let (w, b) = moved(p, line::slopes(x, y, p), eta);
                (b, w)
            }),
            "The right place, with its numbers exchanged: w comes first.",
        )
        .mistake(
            "left out the factor x",
            stepping(|x, y, p, eta| {
                let along_b = line::slopes(x, y, p).1;
                moved(p, (along_b, along_b), eta)
            }),
            "b is right; w moves by the slope of b. What does w multiply?",
        )
        .mistake(
            "moved b only",
            stepping(|x, y, p, eta| moved(p, (0.0, line::slopes(x, y, p).1), eta)),
            "w stays where it was: it has a slope of its own.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("vectors", |x: Data, y: Data, w: f64, b: f64, eta: f64| -> Step {
            usable(&x, &y)?;
            let (along_w, along_b) = line::slopes(&x, &y, (w, b));
            let arrived = nalgebra::Vector2::new(w, b) - eta * nalgebra::Vector2::new(along_w, along_b);
            Ok((arrived.x, arrived.y))
        })
        .variant("point by point", |x: Data, y: Data, w: f64, b: f64, eta: f64| -> Step {
            usable(&x, &y)?;
            let part = 2.0 * eta / x.len() as f64;
            let (mut to_w, mut to_b) = (w, b);
            for (x, y) in x.iter().zip(&y) {
                let pull = part * (y - w * x - b);
                to_w += pull * x;
                to_b += pull;
            }
            Ok((to_w, to_b))
        })
}
