//! Inputs brought to one scale.
//!
//! ```text
//! μ = (1/n) Σ xᵢ        σ = √((1/n) Σ (xᵢ − μ)²)        zᵢ = (xᵢ − μ)/σ
//! ```
//!
//! With ⟨z⟩ = 0 and ⟨z²⟩ = 1 the Hessian of the loss is 2·I: its contours are circles, and η = ½ reaches the bottom
//! in one step. One input is −μ, one lies more than 3σ out, and drawn ones are shifted, so that a mean that was not
//! subtracted shows. The truth measures from the first input: σ² = ⟨(x − c)²⟩ − (μ − c)².

use crate::data::separating;
use crate::line::mean;
use nabla_core::{DataSet, Standardised};
use nabla_grading::{Clause, Exercise, list, number};

mod figure;
mod rules;
mod slips;

type Data = Vec<f64>;
type Answer = Option<Standardised>;

/// The values, for inputs that have a spread.
pub(crate) fn standardised(x: &[f64]) -> Standardised {
    let middle = mean(x.iter().copied());
    let sd = mean(x.iter().map(|x| (x - middle).powi(2))).sqrt();
    by(x, middle, sd)
}

fn by(x: &[f64], middle: f64, sd: f64) -> Standardised {
    Standardised { values: x.iter().map(|x| (x - middle) / sd).collect(), mean: middle, sd }
}

fn has_spread(x: &[f64]) -> bool {
    x.iter().all(|x| x.is_finite()) && x.iter().any(|value| *value != x[0])
}

/// The exercise `standardise`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "standardise",
        "the inputs with mean 0 and standard deviation 1, and what it takes to go back",
    )
    .parts([list("the values"), number("the mean"), number("the deviation")])
    .probes(|ask| {
        ask.article((vec![1.0, 2.0, 3.0],), Standardised { values: vec![-1.2247, 0.0, 1.2247], mean: 2.0, sd: 0.8165 });
        ask.at((separating().0,));
        // One input is −μ, where (x² − μ²)/(x + μ) is 0/0; one lies more than 3σ away from the mean.
        ask.at((vec![-3.0, 5.0, 7.0],));
        ask.at(([200.0].into_iter().chain((1..15).map(f64::from)).collect::<Data>(),));
        ask.random(16, |draw| {
            let (n, shift) = (draw.integer(3, 8), draw.number_off_zero(-40.0, 40.0, 20.0));
            // From side to side, no two equal, none of them 0.
            let step = |i: i64| (2 * i + 2) as f64 * if i % 2 == 0 { 1.0 } else { -1.0 };
            ((0..n).map(|i| shift + step(i) + draw.number(-0.9, 0.9)).collect::<Data>(),)
        });
    })
    // σ² = ⟨(x − c)²⟩ − (μ − c)² for any c, such as the first input.
    .truth(|x: Data| {
        let (middle, c) = (mean(x.iter().copied()), x.first().copied().unwrap_or(f64::NAN));
        let sd = (mean(x.iter().map(|x| (x - c).powi(2))) - (middle - c).powi(2)).sqrt();
        by(&x, middle, sd)
    })
    // √(⟨x²⟩ − μ²) is right, too, and subtracts what is so much larger than σ².
    .size(|x: Data| (x.iter().fold(0.0_f64, |size, x| size.max(x.abs())) / standardised(&x).sd).powi(2))
    .hints([
        "Two things move the inputs: subtracting something makes their mean 0, dividing by something \
         makes their spread 1.",
        "σ² is the mean of the squared distances from the mean, over all n of them. When is there no σ to divide by?",
        "Compare the inputs with the first of them to find out whether all are equal; \
         testing σ == 0.0 misses (0.1, 0.1, 0.1).",
    ])
    .figure(figure::draw);
    variants(clauses(slips::slips(exercise)))
}

fn clauses(exercise: Exercise) -> Exercise {
    let asking = |clause: Clause, inputs: &[&[f64]]| inputs.iter().fold(clause, |clause, x| clause.at((x.to_vec(),)));
    // Inputs that have an answer, and are refused by whoever misses the clause.
    let fine = |clause, inputs| asking(clause, inputs).missed("refused them", |_: Data| -> Answer { None }, "");
    let empty =
        Clause::new("None when there are no inputs", "No inputs have no mean and no spread: the answer is None.");
    let equal = Clause::new(
        "None when all inputs are equal",
        "Equal inputs have no spread that could become 1, not even (0.1, 0.1, 0.1), \
         where rounding leaves σ a hair above 0.",
    );
    let different = Clause::new(
        "only equal inputs are equal",
        "However small or close together inputs are, they are equal or they are not: compare them with one another.",
    );
    let some = Clause::new(
        "some inputs may be equal",
        "Two equal inputs among others are no trouble; only when all of them are equal there is no spread.",
    );
    let zero =
        Clause::new("an input may be 0", "0 is an input like any other: `is_normal` refuses it, `is_finite` does not.");
    exercise
        .clause(asking(empty, &[&[]]).gives(Answer::None).missed(
            "called it a success",
            |_: Data| Standardised { values: vec![], mean: 0.0, sd: 0.0 },
            "",
        ))
        .clause(
            asking(equal, &[&[4.0; 3], &[0.1; 3], &[5.0]])
                .gives(Answer::None)
                .missed(
                    "compared the deviation with zero",
                    // Summed from the left, as a person would: three times 0.1 leaves a hair.
                    |x: Data| Some(standardised(&x)).filter(|s| s.sd > 0.0),
                    "(0.1, 0.1, 0.1) passes your test: rounding leaves σ a hair above 0. Are all inputs equal?",
                )
                .missed(
                    "gave zeros",
                    |x: Data| Standardised { values: vec![0.0; x.len()], mean: x[0], sd: 0.0 },
                    "Equal inputs cannot be given a spread of 1: the answer is None.",
                ),
        )
        .clause(Clause::not_finite(&[0]).gives(Answer::None).called("None where an input is not finite"))
        // Small beside 1, close beside their mean, and the same in the 24 bits of an f32.
        .clause(
            fine(
                different,
                &[
                    &[2e-20, 5e-20, 9e-20],
                    &[1e10, 1e10 + 6.0],
                    &[33_554_432.0, 33_554_433.0],
                    &[1e12 + 5.0, 1e12 + 5.5],
                    &[1e14 + 10.0, 1e14 + 10.5],
                ],
            )
            .missed(
                "compared the deviation with the mean",
                |x: Data| -> Answer {
                    Some(standardised(&x)).filter(|s| has_spread(&x) && s.sd > 1e-12 * s.mean.abs())
                },
                "σ may be far smaller than μ: compare the inputs with one another, not σ with μ.",
            ),
        )
        .clause(fine(some, &[&[3.0, 8.0, 3.0], &[3.0, 3.0, 8.0], &DataSet::hubble().x]))
        .clause(fine(zero, &[&[0.0, 3.0, 9.0], &[-4.0, 6.0, 0.0]]))
        .clause(
            Clause::any_length(&[2, 3, 10, 1500], |draw, n| (draw.numbers(n, 1.0, 900.0),))
                .called("two inputs or very many")
                .says("Two different inputs have a spread, and a thousand are treated like three."),
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("one pass", |x: Data| -> Answer {
            // A running mean and a running sum of squares.
            let (mut middle, mut squares) = (0.0, 0.0);
            for (i, x) in x.iter().enumerate() {
                let before = x - middle;
                middle += before / (i + 1) as f64;
                squares += before * (x - middle);
            }
            has_spread(&x).then(|| by(&x, middle, (squares / x.len() as f64).sqrt()))
        })
        .variant("mean of the squares less square of the mean", |x: Data| -> Answer {
            let middle = mean(x.iter().copied());
            has_spread(&x).then(|| by(&x, middle, (mean(x.iter().map(|x| x * x)) - middle * middle).sqrt()))
        })
        .variant("smallest and largest compared", |x: Data| -> Answer {
            let (low, high) = rules::range(&x);
            (x.iter().all(|x| x.is_finite()) && low < high).then(|| standardised(&x))
        })
}
