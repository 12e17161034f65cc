//! A gradient by dual numbers: one pass for each input.
//!
//! ```text
//! ∂f/∂xᵢ = slope of f(x + ε·eᵢ)        n passes for n inputs, and no step
//! ```
//!
//! Every look at f is recorded with the slopes that it was given, so that a seed left on, and a step of one's own, are
//! seen.

use crate::Table;
use nabla_core::{Dual, Field};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Clause, Complaint, Exercise, Observation, OfDuals, Sketch, list};

/// The exercise `forward_gradient`.
pub(crate) fn exercise() -> Exercise {
    let exercise =
        Exercise::new("forward_gradient", "the gradient of f at x by one pass with dual numbers for each input")
            .probes(|ask| {
                ask.at((Field::polynomial(3, &[(1.0, &[1, 1]), (1.0, &[0, 2, 1])]), vec![2.0, 3.0, -1.0]));
                ask.at((Field::polynomial(2, &[(1.0, &[1, 3])]), vec![5.0, 2.0]));
                ask.at((Field::polynomial(4, &[(1.0, &[1, 1, 1, 1])]), vec![1.0, -2.0, 3.0, 0.5]));
                ask.at((Field::Growth, vec![0.5, -1.5]));
                ask.random(20, |draw| {
                    let n = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                    let f = draw.field_of(n);
                    (f, (0..n).map(|_| draw.number_off_zero(-1.5, 1.5, 0.3)).collect::<Vec<f64>>())
                });
            })
            .truth(|f: Field, x: Vec<f64>| nabla_truth::gradient(&f, &x))
            .parts([list("the slopes")])
            .property(at_the_values_themselves)
            .property(one_pass_for_each_input)
            .clause(
                Clause::any_length(&[0, 1, 2, 70], |draw, n| {
                    let f = if n == 0 { Field::polynomial(0, &[(3.0, &[])]) } else { draw.field_of(n) };
                    (f, (0..n).map(|_| draw.number_off_zero(-1.0, 1.0, 0.3)).collect::<Vec<f64>>())
                })
                .called("any number of inputs, or none")
                .says("It should work for no inputs, for one, and for many: a pass for each, and a slope for each."),
            )
            .clause(
                Clause::new("an input that stands at 0", "An input at 0 moves like any other, at the speed 1.")
                    .at((Field::polynomial(2, &[(1.0, &[1, 3])]), vec![0.0, 2.0]))
                    .at((Field::polynomial(3, &[(1.0, &[1, 1]), (1.0, &[0, 2, 1])]), vec![2.0, 0.0, -1.0]))
                    .missed(
                        "divided by the value",
                        |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
                            let slopes = by(&f, &x, |i, j| f64::from(i == j) * x[j]);
                            slopes.iter().zip(&x).map(|(slope, x)| slope / x).collect()
                        },
                        "Your input moves as fast as it is large, and you divide by that: at 0 nothing moves, and \
                         0/0 is NaN. The speed is 1.",
                    ),
            )
            .hints([
                "In pass i one input moves, and all others stand still. How do you say so with slopes?",
                "The moving input has the slope 1, the others 0; the slope of what \
             f gives is the i-th one of the gradient.",
                "Make a `Vec<Dual>` with all slopes 0. For each i set its slope to \
             1, call f, keep `.slope`, and set it back to 0.",
            ])
            .figure(draw);
    let exercise = mistakes(exercise);
    exercise
        .variant("fresh numbers for each pass", |f: OfDuals, x: Vec<f64>| by(&f, &x, |i, j| f64::from(i == j)))
        .variant("one buffer, the seed moved on", |f: OfDuals, x: Vec<f64>| {
            let mut duals: Vec<Dual> = x.iter().map(|&value| Dual { value, slope: 0.0 }).collect();
            let mut gradient = Vec::new();
            for i in 0..duals.len() {
                duals[i].slope = 1.0;
                gradient.push(f.at(&duals).slope);
                duals[i].slope = 0.0;
            }
            gradient
        })
        .variant("twice as fast, and halved", |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
            by(&f, &x, |i, j| 2.0 * f64::from(i == j)).into_iter().map(|slope| slope / 2.0).collect()
        })
}

/// One pass for each i, in which input j has the slope `seed(i, j)`.
fn by(f: &OfDuals, x: &[f64], seed: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    (0..x.len()).map(|i| pass(f, x, |j| seed(i, j)).slope).collect()
}

fn pass(f: &OfDuals, x: &[f64], seed: impl Fn(usize) -> f64) -> Dual {
    f.at(&x.iter().enumerate().map(|(j, &value)| Dual { value, slope: seed(j) }).collect::<Vec<_>>())
}

const DIFFERENCES: &str =
    "You looked beside x: that is a difference quotient. A number with a slope says at x itself how fast f moves.";
const REPEATED: &str = "Each input moves in one pass: n inputs, n calls of f.";

const ELSEWHERE: &str = "Nobody leaves x: the others stand still at their own values, and only slopes say who moves.";

/// How far from x a look is still one of a difference quotient.
const BESIDE: f64 = 0.2;

fn at_the_values_themselves(asked: &Observation<'_>) -> Result<(), Complaint> {
    let x: Vec<f64> = asked.argument(1);
    let off = |look: &[f64]| look.iter().zip(&x).fold(0.0, |most: f64, (a, b)| most.max((a - b).abs()));
    let farthest = asked.looked().filter_map(|look| look.get(..x.len())).map(off).fold(0.0, f64::max);
    let (complaint, got) = match farthest {
        0.0 => return Ok(()),
        off if off <= BESIDE => (Complaint::named("measured differences", DIFFERENCES), "f asked beside x"),
        _ => (Complaint::new(ELSEWHERE), "f asked elsewhere than at x"),
    };
    Err(complaint.got(got).expected("f asked at x, with slopes"))
}

fn one_pass_for_each_input(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (n, calls) = (asked.argument::<Vec<f64>>(1).len() as u64, asked.calls());
    if calls == n {
        return Ok(());
    }
    let complaint = if calls < n {
        Complaint::new("One pass gives one number: n slopes need n passes.")
    } else {
        Complaint::named("more passes than inputs", REPEATED)
    };
    Err(complaint.got(format!("{calls} calls of f")).expected(format!("{n} calls of f")))
}

/// Of pass i and input j, at x with n inputs: the seed.
type Seed = fn(i: usize, j: usize, x: &[f64]) -> f64;

const SEEDS: Table<Seed, 10> = [
    ("moved all inputs at once", |_, _, _| 1.0, "All your slopes are one number: who moved in each pass?"),
    (
        "left the earlier seeds on",
        |i, j, _| f64::from(j <= i),
        "The first slope is right and later ones gather more: who still moves from the pass before?",
    ),
    (
        "left the later seeds on",
        |i, j, _| f64::from(j >= i),
        "The last slope is right: who moves besides in the first pass?",
    ),
    (
        "seeded with the value",
        |i, j, x| f64::from(i == j) * x[j],
        "At what speed does an input move, measured by itself? Not at its own value.",
    ),
    ("moved nobody", |_, _, _| 0.0, "Nobody moves in any of your passes, and so nothing changes."),
    (
        "moved them in reverse",
        |i, j, x| f64::from(i + j + 1 == x.len()),
        "The right slopes, last one first: which input moves in the first pass?",
    ),
    (
        "moved the next one",
        |i, j, x| f64::from((i + 1) % x.len() == j),
        "The right slopes, each in the place of its neighbour: who moves in the first pass?",
    ),
    (
        "moved all but one",
        |i, j, _| f64::from(i != j),
        "One is to move and the others stand still; yours do the opposite.",
    ),
    ("moved it backwards", |i, j, _| -f64::from(i == j), "Your inputs move backwards: every slope has the wrong sign."),
    (
        "seeded all with their values",
        |_, j, x| x[j],
        "All your slopes are one number: in pass i only input i moves, and at the speed 1.",
    ),
];

fn mistakes(exercise: Exercise) -> Exercise {
    let exercise = SEEDS.into_iter().fold(exercise, |exercise, (name, seed, says)| {
        exercise.mistake(name, move |f: OfDuals, x: Vec<f64>| by(&f, &x, |i, j| seed(i, j, &x)), says)
    });
    let one_hot = |i: usize| move |j: usize| f64::from(i == j);
    let differences = |h: f64, both: bool| {
        move |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
            let nudged = |i: usize, by: f64| {
                let mut x = x.clone();
                x[i] += by;
                pass(&f, &x, |_| 0.0).value
            };
            let behind = if both { h } else { 0.0 };
            (0..x.len()).map(|i| (nudged(i, h) - nudged(i, -behind)) / (h + behind)).collect()
        }
    };
    exercise
        .mistake(
            "gave the value",
            move |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
                (0..x.len()).map(|i| pass(&f, &x, one_hot(i)).value).collect()
            },
            "That is f itself, once for each input: the slope is the other half of what comes back.",
        )
        .mistake(
            "one pass for all",
            |f: OfDuals, x: Vec<f64>| vec![pass(&f, &x, |_| 1.0).slope],
            "One pass gives one number: n slopes need n passes.",
        )
        .mistake("measured differences", differences(1e-5, true), DIFFERENCES)
        .mistake("measured to one side", differences(1e-6, false), DIFFERENCES)
        .mistake(
            "more passes than inputs",
            move |f: OfDuals, x: Vec<f64>| -> Vec<f64> {
                (0..x.len()).map(|i| 0.5 * (pass(&f, &x, one_hot(i)).slope + pass(&f, &x, one_hot(i)).slope)).collect()
            },
            REPEATED,
        )
}

/// The error of differences against their step, with the learner's beside it; and the calls of f against the number of
/// inputs.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (f, x) = (Field::Growth, vec![0.7, 1.1]);
    let truth: Vec<f64> = nabla_truth::gradient(&f, &x);
    let error = |slopes: &[f64]| {
        let largest = slopes.iter().zip(&truth).map(|(a, b)| ((a - b) / b).abs()).fold(0.0, f64::max);
        let counted = slopes.len() == truth.len() && slopes.iter().all(|slope| slope.is_finite());
        if counted { largest.clamp(1e-17, 30.0) } else { 30.0 }
    };
    let yours = error(&sketch.value::<Vec<f64>>((f.clone(), x.clone())).unwrap_or_default());
    let measured = |h: f64| -> f64 {
        let at = |i: usize, by: f64| {
            let mut x = x.clone();
            x[i] += by;
            f.value(&x)
        };
        error(&[0, 1].map(|i| (at(i, h) - at(i, -h)) / (2.0 * h)))
    };
    let steps: Vec<f64> = (0..=48).map(|k| 10_f64.powf(-12.0 + f64::from(k) / 4.0)).collect();
    let errors = Panel::new(Axis::log("step h", 1e-12, 1.0), Axis::log("relative error", 1e-18, 100.0))
        .heading("how exact")
        .layer(Layer::line(Role::Given, "differences", steps.iter().map(|h| (*h, measured(*h)))))
        .layer(Layer::line(Role::Learner, "yours, without a step", [(1e-12, yours), (1.0, yours)]));
    let counts: Vec<f64> = (1..=8_u32)
        .map(|n| {
            let arguments =
                (Field::Wave { amplitude: 1.0, wave: vec![0.5; n as usize], phase: 0.3 }, vec![0.2; n as usize]);
            sketch.answer(arguments).map_or(f64::NAN, |answer| answer.looks.calls as f64)
        })
        .collect();
    let calls = (1..=8_u32).map(f64::from).zip(counts);
    let along = |times: f64, plus: f64| [(1.0, times + plus), (8.0, 8.0 * times + plus)];
    let cost = Panel::new(Axis::new("inputs", 0.5, 8.5), Axis::new("passes", 0.0, 18.0))
        .heading("at what price")
        .layer(Layer::line(Role::Given, "differences: 2n", along(2.0, 0.0)))
        .layer(Layer::line(Role::Truth, "forward: n", along(1.0, 0.0)))
        .layer(Layer::line(Role::Guide, "a sweep back: 1", along(0.0, 1.0)))
        .layer(Layer::points(Role::Learner, Mark::Dot, "yours", calls));
    let title = match yours {
        _ if sketch.is_right() => "Differences err in a U; your slopes lie on the floor, for one pass an input",
        error if error < 1e-12 => "Right here, and not everywhere, or not in one pass an input",
        error if error < 1e-3 => "Your slopes carry the error of a difference",
        _ => "Your slopes lie far above the floor: they are not those of f",
    };
    Figure::new(title).panel(errors).panel(cost)
}
