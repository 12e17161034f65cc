//! Slips in when a descent has diverged: a loss that is not finite, or above a million times the first.

use super::{Other, without_last};
use nabla_core::{
    Descent,
    Status::{Converged, Diverged},
};

/// Other tests of divergence.
pub(super) const DIVERGENCES: &[Other] = &[
    (
        "never noticed the divergence",
        |r| r.diverged = |_| false,
        "Your loss becomes astronomical, and you go on: no comparison with NaN is true, so nothing stops you.",
    ),
    (
        "noticed the divergence only at infinity",
        |r| r.diverged = |here| !here.loss.is_finite(),
        "Your loss is a million times what it was, and you go on until it is infinite.",
    ),
    (
        "compared the loss with a million itself",
        |r| r.diverged = |here| !here.loss.is_finite() || here.loss > 1e6,
        "Your bound is a million, whatever the loss was at the start: it should be a million times as much.",
    ),
    (
        "compared the loss with a thousand times the first",
        |r| r.diverged = |here| !here.loss.is_finite() || here.loss > 1e3 * here.first,
        "Your descent gives up at a thousand times the first loss; the statement waits for a million times as much.",
    ),
    (
        "compared the loss with a million times the one before",
        |r| r.diverged = |here| !here.loss.is_finite() || here.loss > 1e6 * here.before,
        "Your bound climbs along with the loss: it is the loss at the start that counts, not the one before.",
    ),
    (
        "called exactly a million times a divergence",
        |r| r.diverged = |here| !here.loss.is_finite() || here.loss >= 1e6 * here.first,
        "More than a million times is `>`: with a loss of 0 at the start, 0 is not more.",
    ),
    (
        "called every rise a divergence",
        |r| r.diverged = |here| !here.loss.is_finite() || here.loss > here.first,
        "You give up as soon as the loss is above that of the start; the statement waits for a million times as much.",
    ),
    (
        "called a single rise a divergence",
        |r| r.diverged = |here| !here.loss.is_finite() || here.loss > here.before,
        "You give up as soon as one step raises the loss; the statement waits for a million times the \
         loss of the start.",
    ),
    (
        "turned the test of divergence round",
        |r| r.diverged = |here| here.loss.is_finite(),
        "Your descent has diverged at once, with a loss that is an ordinary number: \
         is a comparison or a `!` the wrong way round?",
    ),
    (
        "took the step before a rise for the end",
        |r| {
            r.diverged = |here| !here.loss.is_finite() || here.loss > here.before;
            r.kept = |d| if d.status == Diverged { Descent { status: Converged, ..without_last(d) } } else { d };
        },
        "You step back and stop where the loss first rises: a step that is a little long does not mean \
         that you have arrived.",
    ),
];
