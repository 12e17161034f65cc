//! Which learning rate?
//!
//! ```text
//! L = ½ vᵀHv + c with H = 2·[[⟨x²⟩, ⟨x⟩], [⟨x⟩, 1]]:        stable for η < 2/λₘₐₓ
//! ```
//!
//! For the course's three points 2/λₘₐₓ is 0.1803. Just below it a descent takes thousands of steps, just above it
//! none arrives.

use crate::data::{article, drawn, separating, usable};
use crate::descend::{Call, Calls};
use crate::line::Moments;
use crate::owing::{only_data_refused, owing};
use nabla_core::{DataError, Status};
use nabla_grading::{Clause, Exercise, Probes};

mod figure;
mod judge;
mod slips;

use slips::{Sweep, by};

type Data = Vec<f64>;
type Point = (f64, f64);
type Run = (f64, Status, usize);
type Runs = Result<Vec<Run>, DataError>;
type Arguments = (Data, Data, Point, Data, f64, usize);

/// Every call on a descent is one on two different rates.
const CALL: Call<Arguments> =
    |x, y, start, eta, tolerance, max_steps| (x, y, start, vec![eta, 0.5 * eta + 0.013], tolerance, max_steps);

/// The exercise `sweep`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("sweep", "for each learning rate how its descent ends, and after how many steps")
        .probes(probes)
        .truth(by(Sweep::right()))
        .not_unique()
        .property(judge::each_rate_ends_so)
        .hints([
            "One descent for each rate, and each of them from the same start.",
            "Your `descend` says how it ended. How many steps has a path of 10 points?",
            "`etas.iter().map(|&eta| …).collect()` turns many Results into one Result of many; \
             the last entry of each is `path.len() - 1`.",
        ])
        .figure(figure::draw);
    let exercise = owing(slips::slips(exercise), &[1, 2, 10, 1500], |x, y| CALL(x, y, (0.5, 0.25), 0.1, 1.0, 20));
    variants(clauses(Calls(CALL).clauses(exercise, |descent| by(Sweep { descent, ..Sweep::right() }))))
}

fn probes(ask: &mut Probes) {
    let rates = |etas: &[f64], start: Point, tolerance: f64, max_steps: usize| -> Arguments {
        let (x, y) = article();
        (x, y, start, etas.to_vec(), tolerance, max_steps)
    };
    // From slow to hopeless, not in order, with each of the three ends.
    ask.at(rates(&[0.1, 0.5, 0.02], (2.0, 3.0), 0.1, 100));
    ask.at(rates(&[0.17, 0.15, 0.181, 0.5, 0.16], (0.0, 0.0), 0.1, 100));
    // Too fast, but out of steps long before the loss is a million times what it was.
    ask.at(rates(&[0.2, 0.19], (2.0, 3.0), 0.01, 12));
    let (x, y) = separating();
    ask.at((x, y, (0.7, -1.3), vec![0.05, 0.1, 0.3, 0.02], 0.01, 60_usize));
    Calls(CALL).telling(ask);
    ask.random(6, |draw| {
        let (x, y) = drawn(draw);
        let largest = Moments::of(&x, &y).largest_rate();
        let mut rate = |low: f64, high: f64| draw.number(low, high) * largest;
        let etas = vec![rate(0.5, 0.9), rate(1.2, 1.9), rate(0.1, 0.4), rate(0.4, 0.8)];
        (x, y, (1.0, -2.0), etas, 0.01, 150_usize)
    });
}

fn clauses(exercise: Exercise) -> Exercise {
    let rates = |etas: &[f64], tolerance: f64, max_steps: usize| -> Arguments {
        let (x, y) = article();
        (x, y, (2.0, 3.0), etas.to_vec(), tolerance, max_steps)
    };
    let many: Data = (1..=60).map(|k| 0.003 * f64::from(k)).collect();
    exercise
        .clause(
            only_data_refused(Clause::new(
                "no rates, no entries",
                "Without any rate the list is empty: that is an answer, and `Empty` is about the data.",
            ))
            .at(rates(&[], 0.01, 10)),
        )
        .clause(
            only_data_refused(Clause::new(
                "an entry for each rate, whatever it is",
                "Each rate has its entry, at its own place and as it was given: \
                 a large one, one below 0, the same one twice, and NaN.",
            ))
            .at(rates(&[0.1, 5.0, -3.0, 0.02], 0.01, 10))
            .at(rates(&[0.1, 0.1, 0.02, 0.1], 0.01, 10))
            .at(rates(&[0.1, f64::NAN, 0.02], 0.01, 10))
            .missed(
                "left out rates that are not positive",
                by(Sweep { list: |runs| runs.into_iter().filter(|run| run.0 > 0.0).collect(), ..Sweep::right() }),
                "",
            )
            .missed(
                "left out what is the same",
                by(Sweep {
                    list: |mut runs| {
                        runs.dedup_by(|a, b| a.0 == b.0);
                        runs
                    },
                    ..Sweep::right()
                }),
                "",
            ),
        )
        .clause(
            Clause::new(
                "very many rates",
                "However many rates there are, each has its entry: look for a `take` or a fixed number of slots.",
            )
            .at(rates(&many, 0.01, 3))
            .missed(
                "gave ten at most",
                by(Sweep { list: |runs| runs.into_iter().take(10).collect(), ..Sweep::right() }),
                "",
            ),
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
            usable(&x, &y)?;
            let mut all = Vec::new();
            for eta in etas {
                all.extend(by(Sweep::right())(x.clone(), y.clone(), start, vec![eta], tolerance, max_steps));
            }
            Ok(all)
        })
        .variant(
            "sums in another order",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let turned = |numbers: Data| numbers.into_iter().rev().collect();
                Ok(by(Sweep::right())(turned(x), turned(y), start, etas, tolerance, max_steps))
            },
        )
}
