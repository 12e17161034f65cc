//! The article's listing: record, evaluate, sweep back, read off.
//!
//! ```text
//! (L, ∂L/∂w, ∂L/∂b)        (1, 4), (2, 5), (3, 7) with w = 2, b = 1: (1/3, −2/3, −2/3)
//! ```
//!
//! At the article's points both slopes are the same, and only one point is missed; five others tell the mistakes apart.
//! The truth takes the complex step through the plain formula.

use crate::Table;
use crate::backward::{self, Sweep};
use crate::complex_step::{C, moving, seen};
use crate::graph::near;
use crate::loss_tape::{article, drawn, loss, many, separating};
use crate::recording::{self, Recording};
use crate::tape::values;
use nabla_core::{Dual, Op};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role};
use nabla_grading::{Clause, Exercise, Sketch, number, slip};

type Triple = (f64, f64, f64);
/// What is read off for both slopes, of the tape with its values and adjoints.
type Slopes = fn(tape: &[Op], values: &[f64], adjoints: &[f64]) -> (f64, f64);

/// How the listing is gone through.
#[derive(Clone, Copy)]
struct Rules {
    recording: Recording,
    inputs: fn(w: f64, b: f64) -> [f64; 2],
    sweep: Sweep,
    loss: fn(values: &[f64], adjoints: &[f64]) -> f64,
    slopes: Slopes,
}

const RIGHT: Rules = Rules {
    recording: recording::RIGHT,
    inputs: |w, b| [w, b],
    sweep: backward::RIGHT,
    loss: |v, _| last(v),
    slopes: |tape, _, g| (slope(tape, g, 0), slope(tape, g, 1)),
};

fn last(numbers: &[f64]) -> f64 {
    numbers.last().copied().unwrap_or(f64::NAN)
}

fn adjoints_of(tape: &[Op], g: &[f64], input: usize) -> Vec<f64> {
    tape.iter().zip(g).filter(|(op, _)| **op == Op::Input(input)).map(|(_, adjoint)| *adjoint).collect()
}

/// The adjoints of all nodes of that input, added up.
fn slope(tape: &[Op], g: &[f64], input: usize) -> f64 {
    adjoints_of(tape, g, input).iter().sum()
}

impl Rules {
    fn run(&self, x: &[f64], y: &[f64], w: f64, b: f64) -> Triple {
        let tape = self.recording.tape(x, y);
        let values = values(&tape, &(self.inputs)(w, b));
        let adjoints = self.sweep.adjoints(&tape, &values, tape.len() - 1);
        let (along_w, along_b) = (self.slopes)(&tape, &values, &adjoints);
        ((self.loss)(&values, &adjoints), along_w, along_b)
    }
}

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
    .figure(draw);
    let by = |rules: Rules| move |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| rules.run(&x, &y, w, b);
    let of_the_recording = recording::slips(|rules: &mut Rules| &mut rules.recording);
    exercise
        .slips(
            RIGHT,
            by,
            SLIPS.into_iter().map(|(name, change, says)| slip(name, change, says)).chain(of_the_recording),
        )
        .variant("recorded anew for each point, and added up", |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| {
            Rules { recording: Recording { anew: true, ..recording::RIGHT }, ..RIGHT }.run(&x, &y, w, b)
        })
        .variant("by the formula", |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| {
            let mean = |f: &dyn Fn(f64, f64) -> f64| {
                x.iter().zip(&y).map(|(x, y)| f(w * x + b - y, *x)).sum::<f64>() / x.len() as f64
            };
            (mean(&|e, _| e * e), 2.0 * mean(&|e, x| e * x), 2.0 * mean(&|e, _| e))
        })
        .variant("two passes forward", |x: Vec<f64>, y: Vec<f64>, w: f64, b: f64| truth(&x, &y, w, b))
}

const SLIPS: Table<fn(&mut Rules), 13> = [
    (
        "exchanged the slopes",
        |r| r.slopes = |t, _, g| (slope(t, g, 1), slope(t, g, 0)),
        "The right numbers in each other's place: which node is w?",
    ),
    (
        "gave the slope along w twice",
        |r| r.slopes = |t, _, g| (slope(t, g, 0), slope(t, g, 0)),
        "Both of your slopes are the one along w: which node is b?",
    ),
    (
        "gave the slope along b twice",
        |r| r.slopes = |t, _, g| (slope(t, g, 1), slope(t, g, 1)),
        "Both of your slopes are the one along b: which node is w?",
    ),
    (
        "gave the way down",
        |r| r.slopes = |t, _, g| (-slope(t, g, 0), -slope(t, g, 1)),
        "That is the way down. The slopes themselves are asked, as `w.grad` holds them.",
    ),
    ("read the adjoint of the loss", |r| r.loss = |_, g| last(g), "That is how the loss moves with itself: always 1."),
    (
        "read the values of w and b",
        |r| r.slopes = |_, v, _| (v[0], v[1]),
        "Those are w and b themselves. How the loss moves with them stands in the other list.",
    ),
    (
        "counted the last point only",
        |r| {
            r.recording.anew = true;
            r.slopes = |t, _, g| (last(&adjoints_of(t, g, 0)), last(&adjoints_of(t, g, 1)));
        },
        "w and b were recorded anew for each point: the last of these nodes knows of the last point only.",
    ),
    (
        "counted the first point only",
        |r| r.sweep.told = |_, told| told,
        "One point alone is left: with `=` the last to tell wipes out the others, \
         and a w that was recorded anew knows of one point.",
    ),
    (
        "told 1 through the mean",
        |r| r.sweep.mean = |_, _| 1.0,
        "Your slopes are n times too large: a mean has a slope of its own.",
    ),
    (
        "kept the power in the sweep",
        |r| r.sweep.powi = |a, n| f64::from(n) * a.powi(n),
        "Going back through a square the exponent comes down, and is one less above.",
    ),
    (
        "halved the slopes",
        |r| r.sweep.powi = |a, n| a.powi(n - 1),
        "Both slopes are half: what does a square leave behind, on the way back through it?",
    ),
    (
        "told each factor its own value",
        |r| r.sweep.mul = |a, b| (a, b),
        "Going back through w·x, w is told of x, and not of itself.",
    ),
    ("handed in b, then w", |r| r.inputs = |w, b| [b, w], "The inputs go in as (w, b): Input(0) is w."),
];

/// The learner's slopes as arrows on the contours of the loss.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    // These points stand so that the contours are round enough for a right angle to be seen.
    let (x, y) = (vec![-1.5, 0.5, 2.0], vec![-1.0, 1.5, 2.0]);
    let places = [(-0.4, 1.9), (2.2, 1.6), (2.3, 0.1), (0.0, -0.6), (1.2, -0.9)];
    let yours: Vec<Option<Triple>> = sketch.values(places.map(|(w, b)| (x.clone(), y.clone(), w, b)));
    let (across, up) = (Axis::new("w", -1.2, 3.2), Axis::new("b", -1.6, 2.6));
    let levels = [0.3, 1.0, 2.0, 3.5, 5.5, 8.0];
    let map = Layer::map(&across, &up, (81, 81), &levels, |w, b| loss(&x, &y, w, b));
    const LENGTH: f64 = 0.12;
    let arrow =
        |(w, b): (f64, f64), (_, along_w, along_b): Triple| ((w, b), (w + LENGTH * along_w, b + LENGTH * along_b));
    let arrows: Vec<_> =
        places.iter().zip(&yours).filter_map(|(place, triple)| Some(arrow(*place, (*triple)?))).collect();
    let right: Vec<_> = places.iter().map(|(w, b)| arrow((*w, *b), truth(&x, &y, *w, *b))).collect();
    let all = |is: fn(Triple, Triple) -> [f64; 2]| {
        places.iter().zip(&yours).all(|((w, b), triple)| {
            triple.is_some_and(|triple| {
                let [a, b] = is(triple, truth(&x, &y, *w, *b));
                near(a, b)
            })
        })
    };
    let across_level = all(|got, right| [got.1 * right.2, got.2 * right.1]);
    let same = all(|got, right| [got.1, right.1]) && all(|got, right| [got.2, right.2]);
    let title = match (same, across_level) {
        _ if sketch.is_right() => "Your slopes stand at right angles to the contours of the loss",
        (true, _) if !all(|got, right| [got.0, right.0]) => "Your arrows are right; your loss is not",
        (true, _) => "Right here, and not for all points",
        (false, true) => "Your arrows cross the contours at right angles, and have another length or way",
        (false, false) => "Your arrows do not cross the contours at right angles",
    };
    let panel = Panel::new(across, up)
        .equal()
        .layer(map)
        .layer(Layer::arrows(Role::Truth, "right", right))
        .layer(Layer::arrows(Role::Learner, "your (∂L/∂w, ∂L/∂b)", arrows));
    Figure::new(title).panel(panel)
}
