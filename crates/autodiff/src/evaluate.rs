//! The value of every node of a tape.
//!
//! ```text
//! v[k] = step k of the v before it
//! ```
//!
//! On the first tape input 1 is recorded before input 0, a difference and a product are not symmetric, and no place on
//! it has its own number as value: whoever mixes up places, inputs and values is seen.

mod rules;

use crate::blame;
use crate::graph::{Shown, graph};
use crate::tape::{braided, drawn, values};
use nabla_core::Op;
use nabla_grading::figure::{Figure, Settings};
use nabla_grading::{Clause, Exercise, Sketch, list};
use rules::{RIGHT, Rules, slips};

pub(crate) type Call = (Vec<Op>, Vec<f64>);

/// Input 1 first; the values (7, 3, 2, 4, 8, 15, 64, 9) at (3, 7).
pub(crate) fn first_tape() -> Vec<Op> {
    vec![
        Op::Input(1),
        Op::Input(0),
        Op::Constant(2.0),
        Op::Sub(0, 1),
        Op::Mul(3, 2),
        Op::Add(4, 0),
        Op::Powi(3, 3),
        Op::Mean(vec![3, 4, 5]),
    ]
}

/// Tapes to reckon by hand, with all steps among them.
fn telling() -> [Call; 5] {
    [
        (first_tape(), vec![3.0, 7.0]),
        (vec![Op::Input(0), Op::Tanh(0), Op::Exp(1), Op::Mul(2, 0)], vec![0.5]),
        (
            vec![Op::Constant(-1.5), Op::Input(0), Op::Mul(0, 1), Op::Input(0), Op::Sub(2, 3), Op::Mean(vec![4, 4, 1])],
            vec![4.0],
        ),
        // An input that is recorded late has a late place.
        (vec![Op::Input(0), Op::Powi(0, 2), Op::Input(1), Op::Sub(1, 2)], vec![3.0, 5.0]),
        (vec![Op::Input(0), Op::Powi(0, -2), Op::Powi(0, 0), Op::Add(1, 2), Op::Sub(3, 0)], vec![4.0]),
    ]
}

/// The exercise `evaluate`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("evaluate", "the value of every node of a tape, in order")
        .probes(|ask| {
            telling().into_iter().for_each(|call| ask.at(call));
            ask.random(20, |draw| {
                let count = usize::try_from(draw.integer(6, 12)).unwrap_or(8);
                drawn(draw, count)
            });
        })
        .truth(|tape: Vec<Op>, inputs: Vec<f64>| values(&tape, &inputs))
        .parts([list("the values")])
        .diagnosis(blame::of_values)
        .clause(
            Clause::any_length(&[1, 2, 100, 10_000], |draw, n| {
                (braided(n), vec![draw.number(0.5, 2.0), draw.number(2.5, 4.0)])
            })
            .called("a tape of any length")
            .says("A tape may have one node or ten thousand: in one pass each step looks up what is there already."),
        )
        .clause(far_out())
        .hints([
            "Go through the tape once, from the first step to the last, and push one value for each.",
            "a and b in `Add(a, b)` are places in what you have pushed so far. \
             Only the index in `Input` counts inputs.",
            "`match op` with an arm for each step: `Op::Sub(a, b) => v[*a] - v[*b]`; \
             a mean adds up the listed nodes and divides by \
             how many are listed.",
        ])
        .figure(draw);
    variants(slips(exercise))
}

/// tanh where e to the power of its operand is no number any more.
fn far_out() -> Clause {
    let tape = vec![Op::Input(0), Op::Tanh(0)];
    let of_powers = Rules { tanh: |a| ((2.0 * a).exp() - 1.0) / ((2.0 * a).exp() + 1.0), ..RIGHT };
    Clause::new("tanh far from 0", "Far out tanh is 1 or −1, however large its operand is.")
        .at((tape.clone(), vec![800.0]))
        .at((tape, vec![-800.0]))
        .missed(
            "divided ∞ by ∞",
            move |tape: Vec<Op>, inputs: Vec<f64>| of_powers.values(&tape, &inputs),
            "Your tanh is made of powers of e, which are infinite there: ∞/∞ is NaN. `f64` has a `tanh` of its own.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("fused, with powf", |tape: Vec<Op>, inputs: Vec<f64>| {
            let rules = Rules {
                powi: |a, n| if a > 0.0 { a.powf(n.into()) } else { a.powi(n) },
                tanh: |a| 1.0 - 2.0 / ((2.0 * a).exp() + 1.0),
                mean: |listed, _| listed.iter().map(|a| a / listed.len() as f64).sum(),
                ..RIGHT
            };
            rules.values(&tape, &inputs)
        })
        .variant("by itself, with memory", |tape: Vec<Op>, inputs: Vec<f64>| {
            fn of(k: usize, tape: &[Op], inputs: &[f64], known: &mut Vec<Option<f64>>) -> f64 {
                if let Some(value) = known[k] {
                    return value;
                }
                let mut at = |place: usize| of(place, tape, inputs, known);
                let value = match &tape[k] {
                    Op::Input(index) => inputs[*index],
                    Op::Constant(number) => *number,
                    Op::Add(a, b) => at(*b) + at(*a),
                    Op::Sub(a, b) => -at(*b) + at(*a),
                    Op::Mul(a, b) => at(*b) * at(*a),
                    Op::Powi(a, n) => at(*a).powi(*n),
                    Op::Exp(a) => at(*a).exp(),
                    Op::Tanh(a) => at(*a).tanh(),
                    Op::Mean(places) => places.iter().map(|a| at(*a)).sum::<f64>() / places.len() as f64,
                };
                known[k] = Some(value);
                value
            }
            let mut known = vec![None; tape.len()];
            (0..tape.len()).map(|k| of(k, &tape, &inputs, &mut known)).collect::<Vec<f64>>()
        })
}

/// The inputs of the tape, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> Vec<f64> {
    let first = sketch.slider("input 0", "the first input", 3.0, -9.0..=9.0);
    let second = sketch.slider("input 1", "the second input", 7.0, -9.0..=9.0);
    let both = |a: f64, b: f64| Settings::default().number("input 0", a).number("input 1", b);
    sketch.preset("equal inputs: what subtracts them is 0", both(5.0, 5.0));
    sketch.preset("exchanged: differences change their sign", both(7.0, 3.0));
    let values: Vec<f64> = sketch.value((first_tape(), vec![3.0, 7.0])).unwrap_or_default();
    let last = values.last().map_or("you have no value".to_owned(), |value| {
        format!("yours holds {}", nabla_grading::number_text(*value, Some(3)))
    });
    sketch.predict("With x = 3 and y = 7: what is the mean of y − x, 2(y − x) and 2(y − x) + y?", last);
    vec![first, second]
}

/// The tape as a graph with the learner's values.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (tape, inputs) = (first_tape(), moved(sketch));
    let yours: Vec<f64> = sketch.value((tape.clone(), inputs.clone())).unwrap_or_default();
    let truth = values(&tape, &inputs);
    let shown = Shown { tape: &tape, values: &yours, adjoints: None, truth: &truth };
    let off = shown.wrong().len();
    let title = match off {
        _ if sketch.is_right() => "Each node holds the right value: the tape runs from left to right".to_owned(),
        0 => "Right on this tape, and not on every one".to_owned(),
        _ if yours.len() != tape.len() => format!("8 nodes have 8 values; you gave {}", yours.len()),
        off => format!("{off} of 8 nodes do not hold their value"),
    };
    let [first, second] = [inputs[0], inputs[1]].map(|input| nabla_grading::number_text(input, Some(3)));
    let panel = graph(&shown).heading(format!("step and value, for the inputs {first} and {second}"));
    Figure::new(title).panel(panel)
}
