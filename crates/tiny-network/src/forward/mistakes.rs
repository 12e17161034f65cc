//! What goes wrong on the way forward besides its rules.

use super::RIGHT;
use crate::nets::DV;
use nabla_core::Layer;
use nabla_grading::Exercise;

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "overwrote numbers that were still needed",
            |layers: Vec<Layer>, x: DV| in_place(&layers, &x),
            IN_PLACE,
        )
        .mistake(
            "squashed the input first",
            |layers: Vec<Layer>, x: DV| RIGHT.answer(&layers, &x.map(f64::tanh)),
            "x goes in as it is: only what a layer adds up is squashed.",
        )
        .mistake(
            "stopped after the first layer",
            |layers: Vec<Layer>, x: DV| RIGHT.answer(&layers[..layers.len().min(1)], &x),
            "Yours has been through one layer only: does your loop give back what it has too early?",
        )
        .mistake(
            "made shares of the answers",
            |layers: Vec<Layer>, x: DV| {
                let powers = RIGHT.answer(&layers, &x).map(f64::exp);
                &powers / powers.sum()
            },
            "Your answers add up to 1, as shares do (softmax): here they are what comes out of the last tanh.",
        )
}

const IN_PLACE: &str = "Every neuron of a layer takes the same numbers; in yours the second one takes what the first one has \
                        answered. Fill a new vector, and only then go on with it.";

/// All answers written over the numbers that they are made of.
fn in_place(layers: &[Layer], x: &DV) -> DV {
    let mut a = x.as_slice().to_vec();
    for Layer { weights, bias } in layers {
        a.resize(a.len().max(bias.len()), 0.0);
        for (i, row) in weights.row_iter().enumerate() {
            a[i] = (row.iter().zip(&a).map(|(w, a)| w * a).sum::<f64>() + bias[i]).tanh();
        }
        a.truncate(bias.len());
    }
    DV::from_vec(a)
}
