//! A network learns.
//!
//! ```text
//! each epoch:  every layer ← layer − η·(1/n) Σ gradientᵢ;        XOR: 1.0407, 0.9393, …, 0.0498
//! ```
//!
//! That the loss falls proves little: half of the gradient trains too, in twice as many epochs, and so do steps sample
//! by sample. So all losses and the layers at the end are compared, after at most 20 epochs: rounding grows with each
//! of them.

mod figure;
mod rules;

use crate::backprop;
use crate::nets::{DV, Samples, drawn_samples, five, sizes, three_outputs, xor};
use crate::truth;
use nabla_core::{Layer, Tolerance, Training};
use nabla_grading::{Clause, Complaint, Exercise, FromValue, Observation, list, other};
use rules::{RIGHT, Rules};

type Call = (Vec<Layer>, Vec<DV>, Vec<DV>, f64, usize);

fn call((layers, inputs, targets): Samples, eta: f64, epochs: usize) -> Call {
    (layers, inputs, targets, eta, epochs)
}

fn of_three() -> Samples {
    let (inputs, targets) = five();
    (three_outputs(), inputs, targets)
}

/// The exercise `train`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("train", "gradient descent for so many epochs: the losses, and the layers at the end")
        .probes(|ask| {
            ask.at(call(xor(), 0.5, 20));
            ask.at(call(of_three(), 0.25, 3));
            ask.at(call(of_three(), 0.5, 1));
            ask.at(call(xor(), 0.25, 2));
            // With a larger step the loss goes up and down: 0.8684, 1.0141, 1.2200, 0.7299.
            ask.at(call(xor(), 1.0, 5));
            ask.random(6, |draw| {
                let (sizes, count) = (sizes(draw), usize::try_from(draw.integer(2, 3)).unwrap_or(2));
                call(drawn_samples(draw, &sizes[..3], count), draw.number(0.1, 0.4), 2)
            });
        })
        .truth(|layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>, eta: f64, epochs: usize| {
            truth::training(&layers, &inputs, &targets, eta, epochs)
        })
        .tolerance(Tolerance { relative: 1e-8, absolute: 1e-8 })
        .parts([list("the losses"), other("the layers")])
        .property(a_loss_for_each_epoch)
        .clause(no_epochs())
        .clause(all_epochs())
        .clause(
            Clause::any_length(&[1, 40], |draw, n| call(drawn_samples(draw, &[2, 2, 2], n), 0.2, 2))
                .called("any number of samples")
                .says("One sample or forty: all of them are measured, and then one step is made."),
        );
    let by = |rules: Rules| {
        move |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>, eta: f64, epochs: usize| {
            rules.train(&layers, &inputs, &targets, eta, epochs)
        }
    };
    let exercise = exercise
        .slips(RIGHT, by, rules::slips())
        .hints([
            "One epoch: the gradients of all samples at the present layers, their mean, and one step against it.",
            "Measure all before anything moves: collect the gradients first, then \
             go through the layers and take η/n of each away.",
            "`losses` begins with the loss of the start, and gets one more \
             after each epoch. Work on `layers.to_vec()`.",
        ])
        .figure(figure::draw);
    variants(other_steps(exercise))
}

/// Steps by something else than the mean of the gradients.
fn other_steps(exercise: Exercise) -> Exercise {
    let by = |changed: fn(f64, usize) -> f64| {
        move |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>, eta: f64, epochs: usize| {
            rules::changed_slopes(&layers, &inputs, &targets, eta, epochs, changed)
        }
    };
    exercise
        .mistake(
            "went by the signs only",
            by(|slope, _| slope.signum()),
            "Each sample pushes a weight by as much, however steep it is: which way is half of what a slope says.",
        )
        .mistake(
            "divided the rate by the number of the epoch",
            by(|slope, epoch| slope / (epoch + 1) as f64),
            "Your steps shrink like 1, ½, ⅓, …: η stays what it is.",
        )
}

fn no_epochs() -> Clause {
    Clause::new("no epochs", "With 0 epochs nothing moves: one loss, that of the start, and the layers as they came.")
        .at(call(xor(), 0.5, 0))
        .at(call(of_three(), 0.25, 0))
        .missed(
            "gave no loss",
            |layers: Vec<Layer>, _: Vec<DV>, _: Vec<DV>, _: f64, _: usize| Training { losses: vec![], layers },
            "",
        )
        .missed(
            "made one epoch all the same",
            |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>, eta: f64, _: usize| {
                truth::training(&layers, &inputs, &targets, eta, 1)
            },
            "0 epochs are none: yours makes one all the same.",
        )
}

/// A network that answers nearly as it should from the start: to four digits.
fn all_epochs() -> Clause {
    let nearly = || {
        let (layers, (inputs, _)) = (three_outputs(), five());
        let targets = inputs.iter().map(|x| truth::forward(&layers, x).map(|a| (1e4 * a).round() / 1e4)).collect();
        (layers, inputs, targets)
    };
    Clause::new(
        "all epochs, however small the loss",
        "Make as many epochs as were asked for, however little is left to gain.",
    )
    .at(call(nearly(), 0.25, 4))
    .at(call(nearly(), 0.25, 1))
    .missed(
        "stopped when the loss was small",
        |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>, eta: f64, epochs: usize| {
            let small = truth::loss(&layers, &inputs, &targets) < 0.05;
            truth::training(&layers, &inputs, &targets, eta, if small { epochs.min(1) } else { epochs })
        },
        "",
    )
}

fn a_loss_for_each_epoch(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (epochs, yours) = (asked.argument::<usize>(4), asked.value::<Training>());
    let right = Training::from_value(asked.expected);
    if let (Some(yours), Some(right)) = (&yours, right)
        && (1..=epochs).contains(&yours.losses.len())
        && yours.losses.iter().zip(&right.losses).all(|(a, b)| asked.tolerance.accepts(*a, *b, 1.0))
    {
        let made = yours.losses.len() - 1;
        let says =
            "Your losses are right as far as they go, and end early: an epoch is made, whatever the loss did before.";
        return Err(Complaint::named("stopped early", says)
            .got(format!("{} losses: {made} epochs", made + 1))
            .expected(format!("{} losses: {epochs} epochs", epochs + 1)));
    }
    match yours.map(|training| training.losses.len()) {
        Some(count) if epochs > 0 && count != epochs + 1 => {
            Err(Complaint::new("A loss at the start and one after each epoch: none less, and none more.")
                .got(format!("{count} losses"))
                .expected(format!("{} losses", epochs + 1)))
        }
        _ => Ok(()),
    }
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant(
            "sums of gradients in a new list",
            |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>, eta: f64, epochs: usize| {
                let n = inputs.len() as f64;
                let epoch = |layers: &Vec<Layer>| {
                    let sample = |(x, t)| backprop::RIGHT.gradient(layers, x, t);
                    let gradients: Vec<Vec<Layer>> = inputs.iter().zip(&targets).map(sample).collect();
                    let moved = |(k, layer): (usize, &Layer)| {
                        let (mut weights, mut bias) = (layer.weights.clone() * 0.0, layer.bias.clone() * 0.0);
                        gradients.iter().for_each(|gradient| {
                            weights += &gradient[k].weights;
                            bias += &gradient[k].bias;
                        });
                        Layer { weights: &layer.weights - weights * eta / n, bias: &layer.bias - bias * eta / n }
                    };
                    Some(layers.iter().enumerate().map(moved).collect::<Vec<Layer>>())
                };
                let all: Vec<Vec<Layer>> =
                    std::iter::successors(Some(layers.clone()), epoch).take(epochs + 1).collect();
                let losses = all.iter().map(|layers| truth::loss(layers, &inputs, &targets)).collect();
                Training { losses, layers: all.last().cloned().unwrap_or(layers) }
            },
        )
        .variant(
            "sample by sample, from the old layers",
            |layers: Vec<Layer>, inputs: Vec<DV>, targets: Vec<DV>, eta: f64, epochs: usize| {
                RIGHT.train(&layers, &inputs, &targets, eta, epochs)
            },
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn losses(layers: &[Layer], eta: f64, epochs: usize, rules: &Rules) -> Vec<f64> {
        let (_, inputs, targets) = xor();
        rules.train(layers, &inputs, &targets, eta, epochs).losses
    }

    /// XOR's network with all of its weights and shifts the same.
    fn all(number: f64) -> Vec<Layer> {
        let same = |layer: Layer| Layer { weights: layer.weights.map(|_| number), bias: layer.bias.map(|_| number) };
        xor().0.into_iter().map(same).collect()
    }

    /// What the lesson says of this start, and of others.
    #[test]
    fn the_lesson_s_numbers_come_out() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 6e-5, "{a}, and in the lesson {b}");
        let learned = losses(&xor().0, 0.5, 20, &RIGHT);
        [(0, 1.0407), (10, 0.1950), (20, 0.0498)].into_iter().for_each(|(epoch, loss)| near(learned[epoch], loss));
        let mut halved = RIGHT;
        halved.rate = |eta, n| 0.5 * eta / n;
        let slowly = losses(&xor().0, 0.5, 60, &halved);
        assert_eq!(slowly.iter().position(|loss| *loss <= 0.05), Some(41));
        assert!(losses(&all(0.0), 0.5, 50, &RIGHT).iter().all(|loss| *loss == 1.0));
        let twins = losses(&all(0.5), 0.5, 1000, &RIGHT)[1000];
        assert!((twins - 2.0 / 3.0).abs() < 5e-3, "{twins}");
        assert!(losses(&xor().0, 20.0, 9, &RIGHT)[2..].iter().all(|loss| (loss - 2.0).abs() < 1e-9));
    }
}
