//! How a neuron comes to its answer, in exchangeable rules, and what goes wrong on the way.

use crate::Table;
use crate::nets::DV;

/// How a neuron comes to its answer.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) weigh: fn(w: &DV, x: &DV) -> f64,
    pub(super) shift: fn(sum: f64, b: f64, n: f64) -> f64,
    pub(super) squash: fn(f64) -> f64,
    pub(super) after: fn(answer: f64, b: f64) -> f64,
}

pub(super) const RIGHT: Rules =
    Rules { weigh: |w, x| w.dot(x), shift: |sum, b, _| sum + b, squash: f64::tanh, after: |answer, _| answer };

impl Rules {
    pub(super) fn answer(&self, w: &DV, b: f64, x: &DV) -> f64 {
        let sum = (self.shift)((self.weigh)(w, x), b, x.len() as f64);
        (self.after)((self.squash)(sum), b)
    }
}

pub(super) const SLIPS: Table<fn(&mut Rules), 24> = [
    ("left out the bend", |r| r.squash = |z| z, "A straight line without end: where does it bend?"),
    ("forgot the shift", |r| r.shift = |sum, _, _| sum, "At x = 0 the neuron should answer tanh(b)."),
    (
        "shifted after squashing",
        |r| {
            r.shift = |sum, _, _| sum;
            r.after = |a, b| a + b;
        },
        "A tanh neuron never answers more than 1: shift first, then squash.",
    ),
    (
        "shifted before and after",
        |r| r.after = |a, b| a + b,
        "A tanh neuron never answers more than 1, and the shift comes in once.",
    ),
    (
        "took the shift away",
        |r| r.shift = |sum, b, _| sum - b,
        "With a larger b the neuron should answer more, not less.",
    ),
    (
        "shifted once an input",
        |r| r.shift = |sum, b, n| sum + b * n,
        "The shift comes in once, however many inputs there are.",
    ),
    ("multiplied with the shift", |r| r.shift = |sum, b, _| sum * b, "b shifts the sum; yours stretches it."),
    ("averaged the products", |r| r.shift = |sum, b, n| sum / n + b, "The products are added up, not averaged."),
    (
        "squashed each input",
        |r| {
            r.weigh = |w, x| w.component_mul(x).map(f64::tanh).sum();
            r.squash = |z| z;
        },
        "One squashing a neuron, of the whole sum, not one an input.",
    ),
    (
        "squashed each input, too",
        |r| r.weigh = |w, x| w.component_mul(x).map(f64::tanh).sum(),
        "Only the whole sum is squashed, once.",
    ),
    (
        "squashed the input first",
        |r| r.weigh = |w, x| w.dot(&x.map(f64::tanh)),
        "x goes in as it is: only the sum is squashed.",
    ),
    ("added the inputs", |r| r.weigh = |_, x| x.sum(), "Your neuron never looks at its weights."),
    ("added the weights", |r| r.weigh = |w, _| w.sum(), "Your neuron never looks at its input."),
    (
        "added weights and inputs",
        |r| r.weigh = |w, x| (w + x).sum(),
        "Each weight stretches its input: it is not added to it.",
    ),
    (
        "left the first product out",
        |r| r.weigh = |w, x| w.rows(1, w.len() - 1).dot(&x.rows(1, x.len() - 1)),
        "The first input never counts in yours: where does your loop begin?",
    ),
    (
        "left the last product out",
        |r| r.weigh = |w, x| w.rows(0, w.len() - 1).dot(&x.rows(0, x.len() - 1)),
        "The last input never counts in yours: `a..b` stops before b.",
    ),
    ("multiplied the sums", |r| r.weigh = |w, x| w.sum() * x.sum(), "Each input meets its own weight only."),
    (
        "took the sizes of the products",
        |r| r.weigh = |w, x| w.component_mul(x).abs().sum(),
        "A negative weight speaks against its input.",
    ),
    (
        "took the logistic curve",
        |r| r.squash = |z| 1.0 / (1.0 + (-z).exp()),
        "Another curve: the logistic one lies between 0 and 1, tanh between −1 and 1.",
    ),
    (
        "gave the slope",
        |r| r.squash = |z| 1.0 - z.tanh().powi(2),
        "That is how steep the neuron is, not what it answers.",
    ),
    ("took a ramp", |r| r.squash = |z| z.max(0.0), "That is a ramp (relu). tanh is asked."),
    (
        "took the sign",
        |r| r.squash = f64::signum,
        "A step has no slope to learn from: tanh goes smoothly from −1 to 1.",
    ),
    ("took the tangent", |r| r.squash = f64::tan, "The tangent grows without end; tanh stays between −1 and 1."),
    ("squashed twice", |r| r.squash = |z| z.tanh().tanh(), "Squash once."),
];

const AT_EVERY_TURN: &str = "With one input alone it would do; with two the first product goes through the bend twice. \
                             Add up first, and squash behind the loop.";

/// What is made of the sum so far and the next product, from the first input to the last.
fn in_turns(w: &DV, x: &DV, start: f64, turn: impl Fn(f64, f64) -> f64) -> f64 {
    w.iter().zip(x).fold(start, |sum, (w, x)| turn(sum, w * x))
}

/// What a loop makes of weights, shift and inputs.
type Loop = fn(&DV, f64, &DV) -> f64;

pub(super) const OF_LOOPS: Table<Loop, 7> = [
    (
        "squashed at every turn of the loop",
        |w, b, x| in_turns(w, x, b, |sum, product| (sum + product).tanh()),
        AT_EVERY_TURN,
    ),
    (
        "squashed at every turn of the loop, and once more with the shift",
        |w, b, x| (in_turns(w, x, 0.0, |sum, product| (sum + product).tanh()) + b).tanh(),
        "The sum goes through the bend at every turn of the loop, and once more behind it. Add up first, and squash once.",
    ),
    (
        "squashed at every turn of the loop, and shifted then",
        |w, b, x| in_turns(w, x, 0.0, |sum, product| (sum + product).tanh()) + b,
        "The first product goes through the bend at every turn, and the shift not at all. Add up all of it first, and \
         squash behind the loop.",
    ),
    (
        "shifted and squashed at every turn of the loop",
        |w, b, x| in_turns(w, x, 0.0, |sum, product| (sum + product + b).tanh()),
        AT_EVERY_TURN,
    ),
    (
        "made a neuron of each input",
        |w, b, x| in_turns(w, x, 0.0, |sum, product| sum + (product + b).tanh()),
        "One neuron has one shift and one bend: yours has as many as it has inputs, and adds up what they answer.",
    ),
    (
        "shifted each input",
        |w, b, x| w.dot(&x.add_scalar(b)).tanh(),
        "b is weighed as well in yours, once for each input: it is added to the sum, behind all products.",
    ),
    (
        "made the weights one long",
        |w, b, x| (w.normalize().dot(x) + b).tanh(),
        "Weights twice as large make a cliff twice as steep: yours have the length 1, whatever they were.",
    ),
];
