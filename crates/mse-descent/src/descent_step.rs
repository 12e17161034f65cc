//! One step down the loss.
//!
//! ```text
//! w − η·∂L/∂w,    b − η·∂L/∂b
//! ```
//!
//! Both slopes belong to one point: whoever writes the new w before measuring along b mixes two of them. At rest every
//! step stays where it is, and who divides by the steepness finds none there: that is an edge. The truth is by the
//! means of the data.

use crate::data::{article, drawn_with_line, separating, usable};
use crate::line::{self, Moments};
use crate::owing::{MANY, any_size, changed, only_data_refused, owing};
use crate::slips::{Gradient, Other, slips_in_gradient, table};
use crate::steps::Stepping;
pub(crate) use crate::steps::{OTHER_STEPS, moved};
use nabla_core::DataError;
use nabla_grading::{Clause, Exercise, Term, number, slip, term};

mod cut;
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
        ask.article((x, y, 2.0, 1.0, 0.1), (2.0667, 1.0667));
        let (x, y) = separating();
        ask.at((x.clone(), y.clone(), 0.7, -1.3, 0.5));
        ask.at((x, y, 2.0, 1.0, 0.1));
        ask.at((vec![3.0, 5.0], vec![4.0, -2.0], 2.0, 7.0, 0.5));
        ask.at((vec![4.0], vec![9.0], 3.0, -2.0, 0.25));
        ask.random(16, |draw| {
            let (x, y, w, b) = drawn_with_line(draw);
            (x, y, w, b, draw.number(0.02, 0.45))
        });
    })
    .truth(|x: Data, y: Data, w: f64, b: f64, eta: f64| moved((w, b), Moments::of(&x, &y).slopes(w, b), eta))
    .size(|x: Data, y: Data, w: f64, b: f64, eta: f64| {
        let (along_w, along_b) = line::slope_terms(&x, &y, (w, b));
        w.abs().max(b.abs()) + eta.abs() * along_w.max(along_b)
    })
    .parts([number("the new w"), number("the new b")])
    .terms_in("the new w", terms([("w", |(w, _), _, _| w), ("η·w", |(w, _), _, eta| eta * w)]))
    .terms_in("the new b", terms([("b", |(_, b), _, _| b), ("η·b", |(_, b), _, eta| eta * b)]))
    .hints([
        "You have the gradient from the exercise before. It points up; which way do you go?",
        "How far: η times the slope, for each of the two parameters. A steep slope makes a long step.",
        "Measure both slopes first, `let (along_w, along_b) = …?`, and only then give the new w and b together.",
    ])
    .overall(cut::slopes_are_cut)
    .figure(figure::draw);
    variants(mistakes(clauses(exercise)))
}

/// A term's name, and its value at (w, b) with these slopes and this η.
type Summand = (&'static str, fn(Point, Point, f64) -> f64);

/// Terms of a new parameter: two of its own, and both slopes with η and without.
fn terms(own: [Summand; 2]) -> Vec<Term> {
    let slopes: [Summand; 4] = [
        ("∂L/∂w", |_, slopes, _| slopes.0),
        ("∂L/∂b", |_, slopes, _| slopes.1),
        ("η·∂L/∂w", |_, slopes, eta| eta * slopes.0),
        ("η·∂L/∂b", |_, slopes, eta| eta * slopes.1),
    ];
    let of = |(name, value): Summand| {
        term(name, move |x: Data, y: Data, w: f64, b: f64, eta: f64| value((w, b), line::slopes(&x, &y, (w, b)), eta))
    };
    own.into_iter().chain(slopes).map(of).collect()
}

/// The contract on data and on η.
fn clauses(exercise: Exercise) -> Exercise {
    let any_rate = Clause::any_step(4, &[0.0, -0.25, 1e-12, 3.0, 40.0])
        .called("η is used as it is")
        .says("η may be small, large, 0 or negative: it is used as it is, and a negative one climbs.")
        .missed_at(
            "stood still below 0",
            |arguments| [&arguments[..4], &changed(&arguments[4..], |eta| eta.max(0.0))].concat(),
            "A negative η is to be used as it is: it climbs.",
        );
    let at_rest = Clause::new(
        "where both slopes are 0 nothing moves",
        "At the bottom both slopes are 0, and a step stays where it is: what do you divide by there?",
    )
    // On the line itself: no residual is off by a rounding, in whatever order it is worked out.
    .at((vec![3.0, 5.0], vec![7.0, 11.0], 2.0, 1.0, 0.5))
    .missed("divided by the steepness", |_: Data, _: Data, _: f64, _: f64, _: f64| (f64::NAN, f64::NAN), "");
    let beyond = Clause::new(
        "a step may be infinite",
        "An error speaks of the data alone, and these are sound: an infinite η, or a slope too large for an f64, \
         leads infinitely far.",
    )
    .at((vec![2.0], vec![9.0], 3.0, -2.0, f64::INFINITY))
    .at((vec![2e200], vec![5.0], 3.0, 7.0, 0.5));
    owing(exercise, MANY, |x, y| (x, y, 3.0, 4.0, 0.5))
        .clause(any_size(|x, y, w, b| (x, y, w, b, 0.5)))
        .clause(any_rate)
        .clause(at_rest)
        .clause(only_data_refused(beyond))
}

/// The gradient that is used, and another way of stepping, if it is one.
#[derive(Clone, Copy)]
struct Rules {
    gradient: Gradient,
    step: Option<Stepping>,
}

fn run(rules: Rules) -> impl Fn(Data, Data, f64, f64, f64) -> Point {
    move |x: Data, y: Data, w: f64, b: f64, eta: f64| match rules.step {
        None => moved((w, b), rules.gradient.slopes(&x, &y, (w, b)), eta),
        Some(step) => step(&x, &y, (w, b), eta * rules.gradient.factor(x.len() as f64)),
    }
}

const STEPS_OF_THIS_PAGE: [Other<Stepping>; 13] = [
    ("gave the gradient", |x, y, p, _| line::slopes(x, y, p), "That is the slope at (w, b). Where do you arrive?"),
    (
        "exchanged the results",
        |x, y, (w, b), eta| {
            let (along_w, along_b) = line::slopes(x, y, (w, b));
            moved((b, w), (along_b, along_w), eta)
        },
        "The right place, with its numbers exchanged: w comes first.",
    ),
    ("stayed where it was", |_, _, p, _| p, "You do not move at all."),
    (
        "gave the step alone",
        |x, y, p, eta| moved((0.0, 0.0), line::slopes(x, y, p), -eta),
        "That is how far to go. Where do you arrive, coming from (w, b)?",
    ),
    (
        "divided by the learning rate",
        |x, y, p, eta| moved(p, line::slopes(x, y, p), 1.0 / eta),
        "A smaller η makes your step longer.",
    ),
    (
        "squared the learning rate",
        |x, y, p, eta| moved(p, line::slopes(x, y, p), eta * eta),
        "Half of η makes your step a quarter as long: how often is it multiplied in?",
    ),
    (
        "multiplied all with the learning rate",
        |x, y, (w, b), eta| moved((eta * w, eta * b), line::slopes(x, y, (w, b)), eta),
        "η is for the slope only; yours shrinks w and b as well.",
    ),
    (
        "changed by a factor",
        |x, y, (w, b), eta| {
            let (along_w, along_b) = line::slopes(x, y, (w, b));
            moved((w, b), (w * along_w, b * along_b), eta)
        },
        "You multiply w and b with something: a step is subtracted, whatever w and b are.",
    ),
    (
        "took the loss for the slope",
        |x, y, p, eta| moved(p, (line::loss(x, y, p.0, p.1), line::loss(x, y, p.0, p.1)), eta),
        "How high the loss is does not say where it falls: each parameter moves by its own slope.",
    ),
    (
        "moved after each point",
        |x, y, p, eta| {
            x.iter().zip(y).fold(p, |(w, b), (x_i, y_i)| {
                let pull = 2.0 * eta * (w * x_i + b - y_i) / x.len() as f64;
                (w - pull * x_i, b - pull)
            })
        },
        "You move while you add up: all residuals must be measured at the same (w, b).",
    ),
    (
        "moved b only",
        |x, y, p, eta| moved(p, (0.0, line::slopes(x, y, p).1), eta),
        "w stays where it was: it has a slope of its own.",
    ),
    (
        "squared the slopes",
        |x, y, p, eta| {
            let (along_w, along_b) = line::slopes(x, y, p);
            moved(p, (along_w * along_w, along_b * along_b), eta)
        },
        "Twice as steep is four times as far with you, and never uphill: a slope goes in as it is.",
    ),
    (
        "took the sizes of the slopes",
        |x, y, p, eta| {
            let (along_w, along_b) = line::slopes(x, y, p);
            moved(p, (along_w.abs(), along_b.abs()), eta)
        },
        "Where a slope is negative, downhill is the other way: its sign is lost in yours.",
    ),
];

fn mistakes(exercise: Exercise) -> Exercise {
    let mut slips = slips_in_gradient(|rules: &mut Rules| &mut rules.gradient);
    let [climbed, others @ ..] = OTHER_STEPS;
    slips.push(slip(climbed.0, |rules: &mut Rules| rules.gradient.outer = |e| -2.0 * e, climbed.2));
    // Half a step is half a gradient, which is among the slips in the gradient.
    let others = others.into_iter().filter(|(name, ..)| *name != "moved by half");
    slips.extend(table(others.chain(STEPS_OF_THIS_PAGE), |rules: &mut Rules, step| rules.step = Some(step)));
    exercise.slips(Rules { gradient: Gradient::RIGHT, step: None }, run, slips).mistake(
        "measured along w after moving b",
        |x: Data, y: Data, w: f64, b: f64, eta: f64| {
            let b_new = b - eta * line::slopes(&x, &y, (w, b)).1;
            (w - eta * line::slopes(&x, &y, (w, b_new)).0, b_new)
        },
        "b is right, w is not: both slopes must be measured at the same point, before either parameter moves.",
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
