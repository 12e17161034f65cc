//! What goes wrong in training.

use super::{Epoch, Rules};
use crate::Table;
use crate::backprop;
use nabla_core::Training;
use nabla_grading::{Slip, slip};

const SLIPS: Table<fn(&mut Rules), 28> = [
    ("went uphill", |r| r.rate = |eta, n| -eta / n, "The loss grows: uphill, or downhill?"),
    (
        "added the gradients up",
        |r| r.rate = |eta, _| eta,
        "The loss is a mean over the samples, and so is its gradient.",
    ),
    ("divided twice by n", |r| r.rate = |eta, n| eta / (n * n), "The mean divides by the number of samples once."),
    (
        "multiplied by the number of samples",
        |r| r.rate = |eta, n| eta * n,
        "Take every sample twice: the loss is the same, and your step is twice as large.",
    ),
    (
        "divided by the learning rate",
        |r| r.rate = |eta, n| 1.0 / (eta * n),
        "A smaller η should make smaller steps; yours get larger.",
    ),
    (
        "made one epoch too few",
        |r| r.epochs = |epochs| epochs.saturating_sub(1),
        "One step short: so many epochs, so many steps.",
    ),
    (
        "made one epoch too many",
        |r| r.epochs = |epochs| epochs + 1,
        "One step too many: so many epochs, so many steps.",
    ),
    ("forgot the learning rate", |r| r.rate = |_, n| 1.0 / n, "Another η changes nothing in yours."),
    (
        "took a step for each sample",
        |r| r.epoch = Epoch::SampleBySample,
        "One step an epoch, for all samples together: yours moves before the next sample is measured.",
    ),
    (
        "took a whole step for each sample",
        |r| {
            r.epoch = Epoch::SampleBySample;
            r.rate = |eta, _| eta;
        },
        "One step an epoch, for all samples together: yours makes one for each of them.",
    ),
    (
        "moved each layer before the next was measured",
        |r| r.epoch = Epoch::LayerByLayer,
        "Measure all slopes at one place, and move then.",
    ),
    (
        "measured at the start only",
        |r| r.epoch = Epoch::FromTheStart,
        "A straight way: after the first step you never looked again.",
    ),
    (
        "kept the gradients of earlier epochs",
        |r| r.epoch = Epoch::Gathered,
        "The first epoch is right; from the second on earlier gradients count once more: begin each sum at 0.",
    ),
    ("never moved the shifts", |r| r.of_bias = |_, _| 0.0, "The shifts never move."),
    ("never moved the weights", |r| r.of_weights = |_, _| 0.0, "The weights never move."),
    (
        "never moved the first layer",
        |r| r.moves = |count| usize::from(count > 1)..count,
        "The first layer never moves.",
    ),
    ("never moved the last layer", |r| r.moves = |count| 0..count.max(2) - 1, "The last layer never moves."),
    (
        "learned the first sample only",
        |r| {
            r.samples = |_| vec![0];
            r.rate = |eta, _| eta;
        },
        "It learns one sample and forgets all others.",
    ),
    (
        "learned the first sample only, over n",
        |r| r.samples = |_| vec![0],
        "It learns one sample and forgets all others.",
    ),
    (
        "learned the last sample only",
        |r| {
            r.samples = |n| vec![n - 1];
            r.rate = |eta, _| eta;
        },
        LAST,
    ),
    ("learned the last sample only, over n", |r| r.samples = |n| vec![n - 1], LAST),
    ("left the last sample out", |r| r.samples = |n| (0..n.max(2) - 1).collect(), "The last sample never counts."),
    (
        "left the loss of the start out",
        |r| {
            r.kept = |mut t, _| {
                t.losses.remove(0);
                t
            }
        },
        "One loss short: that of the start counts, too.",
    ),
    (
        "left the last loss out",
        |r| {
            r.kept = |mut t, _| {
                t.losses.pop();
                t
            }
        },
        "One loss short: that after the last epoch counts, too.",
    ),
    (
        "measured each loss before its step",
        |r| {
            r.kept = |mut t, _| {
                t.losses.pop();
                t.losses.insert(0, t.losses.first().copied().unwrap_or_default());
                t
            }
        },
        "The loss of the start stands twice, and that after the last epoch is missing: move first, then measure.",
    ),
    (
        "gave the last loss only",
        |r| r.kept = |t, _| Training { losses: t.losses.last().copied().into_iter().collect(), ..t },
        "The loss after every epoch is asked, with that of the start.",
    ),
    (
        "gave the layers of the start",
        |r| r.kept = |t, start| Training { layers: start.to_vec(), ..t },
        "The losses are right, and the layers are those that you were given: which have learned?",
    ),
    (
        "moved the shifts by the sum",
        |r| r.of_bias = |_, n| n,
        "The weights move by a mean over the samples, and the shifts by the sum: both by the mean.",
    ),
];

const LAST: &str =
    "It learns the last sample and no other: are the gradients added up, or does each replace the one before?";

/// The weights alone take other steps, or the shifts alone.
const OF_ONE: Table<fn(&mut Rules), 9> = [
    ("moved the weights uphill", |r| r.of_weights = |_, _| -1.0, "The shifts go downhill, and the weights uphill."),
    ("moved the shifts uphill", |r| r.of_bias = |_, _| -1.0, "The weights go downhill, and the shifts uphill."),
    (
        "moved the weights by the sum",
        |r| r.of_weights = |_, n| n,
        "The shifts move by a mean over the samples, and the weights by the sum: both by the mean.",
    ),
    ("multiplied the weights' step by n", |r| r.of_weights = |_, n| n * n, MORE),
    ("multiplied the shifts' step by n", |r| r.of_bias = |_, n| n * n, MORE),
    ("divided the weights' slopes by η/n", |r| r.of_weights = |eta, n| (n / eta).powi(2), UPSIDE_DOWN),
    ("divided the shifts' slopes by η/n", |r| r.of_bias = |eta, n| (n / eta).powi(2), UPSIDE_DOWN),
    ("divided the weights' slopes by η", |r| r.of_weights = |eta, _| eta.powi(-2), UPSIDE_DOWN),
    ("divided the shifts' slopes by η", |r| r.of_bias = |eta, _| eta.powi(-2), UPSIDE_DOWN),
];

const MORE: &str =
    "Weights and shifts do not move alike: one of them takes steps that grow with the number of samples.";
const UPSIDE_DOWN: &str = "Weights and shifts do not move alike: for one of them a smaller η makes larger steps.";

/// The slips of training itself, and those of the way back as they show in it; what a slip of training gives as well is
/// left to it.
pub(in crate::train) fn slips() -> impl Iterator<Item = Slip<Rules>> {
    let left_out = &[
        "turned the sign",
        "left the shifts at 0",
        "left the weights at 0",
        "gave the last layer first",
        "never went back",
        "took columns for rows",
        "took what comes out of a layer for what goes in",
    ];
    let of_the_way_back = backprop::slips_but(left_out, |rules: &mut Rules| &mut rules.backprop);
    SLIPS.into_iter().chain(OF_ONE).map(|(name, change, says)| slip(name, change, says)).chain(of_the_way_back)
}
