//! A gradient by dual numbers: one pass for each input.
//!
//! ```text
//! ∂f/∂xᵢ = slope of f(x + ε·eᵢ)        n passes for n inputs, and no step
//! ```
//!
//! Every look at f is recorded with the slopes that it was given, so that a seed left on, and a step of one's own, are
//! seen.

mod figure;
mod looks;
mod seeds;

use nabla_core::{Dual, Field};
use nabla_grading::{Clause, Exercise, OfDuals, list};

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
            .property(looks::at_the_values_themselves)
            .property(looks::one_pass_for_each_input)
            .diagnosis(looks::by_the_seeds)
            .clause(
                Clause::any_length(&[0, 1, 2, 70], |draw, n| {
                    let f = if n == 0 { Field::polynomial(0, &[(3.0, &[])]) } else { draw.field_of(n) };
                    // No two of them equal: that is an edge of its own.
                    (f, (0..n).map(|j| draw.number_off_zero(-1.0, 1.0, 0.3) + 1e-4 * j as f64).collect::<Vec<f64>>())
                })
                .called("any number of inputs, or none")
                .says("It should work for no inputs, for one, and for many: a pass for each, and a slope for each."),
            )
            .clause(an_input_at_0())
            .clause(equal_inputs())
            .hints([
                "In pass i one input moves, and all others stand still. How do you say so with slopes?",
                "The moving input has the slope 1, the others 0; the slope of what \
             f gives is the i-th one of the gradient.",
                "Make a `Vec<Dual>` with all slopes 0. For each i set its slope to \
             1, call f, keep `.slope`, and set it back to 0.",
            ])
            .figure(figure::draw);
    variants(seeds::mistakes(exercise))
}

fn an_input_at_0() -> Clause {
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
        )
}

fn equal_inputs() -> Clause {
    Clause::new("inputs of the same value", "Two inputs may have the same value, and are two inputs all the same.")
        .at((Field::polynomial(2, &[(1.0, &[1, 3])]), vec![2.0, 2.0]))
        .at((Field::polynomial(3, &[(1.0, &[1, 1]), (1.0, &[0, 2, 1])]), vec![3.0, -1.0, 3.0]))
        .missed(
            "moved equal inputs together",
            |f: OfDuals, x: Vec<f64>| -> Vec<f64> { by(&f, &x, |i, j| f64::from(x[i] == x[j])) },
            "You find the input that moves by its value: where two are equal, both move. Which place is it in?",
        )
}

fn variants(exercise: Exercise) -> Exercise {
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
