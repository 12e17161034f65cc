//! What goes wrong on the way back.

use super::{Here, Rules, flattened};
use crate::Table;
use crate::nets::DV;
use nabla_grading::{Slip, slip};
use nalgebra::DMatrix;

fn both(rules: &mut Rules, slope: fn(&Here<'_>) -> DV) {
    (rules.slope, rules.slope_at_the_end) = (slope, slope);
}

const SLIPS: Table<fn(&mut Rules), 32> = [
    (
        "halved all slopes",
        |r| r.blame = |a, t| a - t,
        "What does a square leave behind, when it is differentiated? With half of it training would work all the \
         same, only slower.",
    ),
    (
        "turned the sign",
        |r| r.blame = |a, t| 2.0 * (t - a),
        "One small step against your gradient makes the loss larger.",
    ),
    (
        "averaged over the outputs",
        |r| r.blame = |a, t| 2.0 * (a - t) / a.len() as f64,
        "The loss of a sample adds up over its outputs; your slopes are averaged over them.",
    ),
    ("took the miss's size", |r| r.blame = |a, t| 2.0 * (a - t).abs(), "A miss to the other side pulls the other way."),
    ("added the target", |r| r.blame = |a, t| 2.0 * (a + t), "How much is an answer to blame that is exactly right?"),
    (
        "took the shifts away on the way forward",
        |r| r.sum = |layer, before| &layer.weights * before - &layer.bias,
        "Already on the way forward b is added: the answers that you go back from are those of another network.",
    ),
    (
        "forgot the shifts on the way forward",
        |r| r.sum = |layer, before| &layer.weights * before,
        "Already on the way forward b is added: the answers that you go back from are those of another network.",
    ),
    (
        "added the square",
        |r| both(r, |here| here.a.map(|a| 1.0 + a * a)),
        "tanh flattens far from 0, and your slope of it grows there.",
    ),
    (
        "squared the difference",
        |r| both(r, |here| here.a.map(|a| (1.0 - a) * (1.0 - a))),
        "tanh is as steep at −z as at z; your slope of it is not.",
    ),
    (
        "took what comes out of a layer for what goes in",
        |r| r.along_weights = |delta, here| delta * here.a.transpose(),
        "A weight is multiplied with what comes into its layer: yours meets what the layer answers.",
    ),
    ("blamed the answer", |r| r.blame = |a, _| 2.0 * a, "Your blame never looks at the target."),
    (
        "forgot the slope at the end",
        |r| r.slope_at_the_end = |here| here.a.map(|_| 1.0),
        "The last layer squashes, too: its slope is missing.",
    ),
    (
        "forgot the slope in hidden layers",
        |r| r.slope = |here| here.a.map(|_| 1.0),
        "What flattens the blame on its way through a hidden layer?",
    ),
    (
        "forgot all slopes of tanh",
        |r| both(r, |here| here.a.map(|_| 1.0)),
        "Each layer squashes, and the slope of that is 1 only at 0.",
    ),
    (
        "squared the sums",
        |r| both(r, |here| flattened(here.z)),
        "1 − (…)²: of what the layer answered, not of what went into its tanh.",
    ),
    (
        "squared the sums in hidden layers",
        |r| r.slope = |here| flattened(here.z),
        "In hidden layers, too, it is 1 less the square of the *answer*.",
    ),
    (
        "squashed the answers once more",
        |r| both(r, |here| flattened(&here.a.map(f64::tanh))),
        "The answer is squashed already; yours is squashed once more.",
    ),
    (
        "forgot the square",
        |r| both(r, |here| here.a.map(|a| 1.0 - a)),
        "The slope of tanh is 1 less the *square* of its answer.",
    ),
    (
        "took the slope of the logistic curve",
        |r| both(r, |here| here.a.map(|a| a * (1.0 - a))),
        "That rule is for the curve from 0 to 1; tanh goes from −1 to 1.",
    ),
    (
        "flattened by the answer before",
        |r| r.slope_at_the_end = |here| here.a.map(|_| 1.0 - here.before[0].powi(2)),
        "A layer's slope comes from its own answers, each from its own.",
    ),
    (
        "went back through W, not its mirror image",
        |r| r.back = |layer, delta, _| &layer.weights * delta,
        "Forward goes with W, and back with its transpose.",
    ),
    (
        "passed the blame on without its slope",
        |r| r.back = |layer, _, blame| layer.weights.tr_mul(blame),
        "What goes back has been through the bend of this layer.",
    ),
    (
        "passed the blame on without weights",
        |r| r.back = |layer, delta, _| DV::from_element(layer.weights.ncols(), delta.sum()),
        "A strong connection carries more blame than a weak one.",
    ),
    (
        "blamed the shifts before flattening",
        |r| r.along_bias = |_, blame| blame.clone(),
        "A shift is in the sum, before the bend: its blame is flattened as well.",
    ),
    ("left the shifts at 0", |r| r.along_bias = |delta, _| delta.map(|_| 0.0), "The shifts have slopes as well."),
    (
        "left the weights at 0",
        |r| r.along_weights = |delta, here| DMatrix::zeros(delta.len(), here.before.len()),
        "The weights have slopes as well.",
    ),
    (
        "forgot what came in",
        |r| r.along_weights = |delta, here| DMatrix::from_fn(delta.len(), here.before.len(), |i, _| delta[i]),
        "A weight is multiplied with what comes in: a larger input moves the sum more.",
    ),
    (
        "took what came out for what came in",
        |r| {
            r.along_weights =
                |delta, here| DMatrix::from_fn(delta.len(), here.before.len(), |i, _| delta[i] * here.a[i]);
        },
        "A weight is multiplied with what comes *into* the layer.",
    ),
    (
        "squared what came in",
        |r| r.along_weights = |delta, here| delta * here.before.map(|a| a * a).transpose(),
        "What came in counts once, with its sign.",
    ),
    (
        "gave the last layer first",
        |r| r.kept = |gradient| gradient.into_iter().rev().collect(),
        "Yours begin with the last layer: the first one belongs first.",
    ),
    (
        "never went back",
        |r| r.back = |layer, _, _| DV::zeros(layer.weights.ncols()),
        "The last layer is right; nothing comes back to the layers before it.",
    ),
    (
        "took columns for rows",
        |r| r.along_weights = |delta, here| here.before * delta.transpose(),
        "The slopes lie as the weights do: a row for each neuron, a column for each number that comes in.",
    ),
];

/// The slips of a way back that is among the rules of a procedure.
pub(crate) fn slips<R: 'static>(at: fn(&mut R) -> &mut Rules) -> impl Iterator<Item = Slip<R>> {
    slips_but(&[], at)
}

/// The same without some of them.
pub(crate) fn slips_but<R: 'static>(left_out: &[&str], at: fn(&mut R) -> &mut Rules) -> impl Iterator<Item = Slip<R>> {
    let kept = SLIPS.into_iter().filter(move |(name, ..)| !left_out.contains(name));
    kept.map(move |(name, change, says)| slip(name, move |rules: &mut R| change(at(rules)), says))
}
