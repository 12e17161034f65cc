//! Which learning rate?
//!
//! ```text
//! L = ½ vᵀHv + c with H = 2·[[⟨x²⟩, ⟨x⟩], [⟨x⟩, 1]]:        stable for η < 2/λₘₐₓ
//! ```
//!
//! For the course's three points 2/λₘₐₓ is 0.1803. Just below it a descent takes thousands of steps, just above it none arrives.

use crate::data::{article, drawn, separating, unusable, usable};
use crate::descend::{Rules, Task};
use crate::line::Moments;
use nabla_core::{DataError, Status};
use nabla_grading::{Exercise, Probes};

mod figure;
mod judge;
mod mistakes;

type Data = Vec<f64>;
type Point = (f64, f64);
type Run = (f64, Status, usize);
type Runs = Result<Vec<Run>, DataError>;

/// The exercise `sweep`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("sweep", "for each learning rate how its descent ends, and after how many steps")
        .probes(probes)
        .truth(|x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
            usable(&x, &y)?;
            Ok(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps))
        })
        .not_unique()
        .property(judge::each_rate_ends_so)
        .hints([
            "One descent for each rate, and each of them from the same start.",
            "Your `descend` says how it ended. How many steps has a path of 10 points?",
            "`etas.iter().map(|&eta| …).collect()` turns many Results into one Result of many; the last entry of each is `path.len() - 1`.",
        ])
        .figure(figure::draw);
    variants(mistakes::mistakes(exercise))
}

fn probes(ask: &mut Probes) {
    let (x, y) = article();
    // Both sides of the cliff at 0.1803, then a few rates from slow to hopeless, not in order.
    ask.at((x.clone(), y.clone(), (0.0, 0.0), vec![0.17, 0.18, 0.181, 0.19], 0.001, 5000_usize));
    ask.at((x.clone(), y.clone(), (2.0, 3.0), vec![0.1, 0.5, 0.02, 0.0, -0.1, 0.17], 0.01, 300_usize));
    ask.at((x.clone(), y.clone(), (2.0, 3.0), vec![0.1], 0.01, 0_usize));
    ask.at((x.clone(), y.clone(), (2.0, 3.0), vec![0.1, 0.2], 1000.0, 7_usize));
    // Too fast, but out of steps long before the loss is a million times what it was.
    ask.at((x.clone(), y.clone(), (2.0, 3.0), vec![0.2, 0.19], 0.01, 12_usize));
    ask.at((x, y, (2.0, 3.0), Vec::<f64>::new(), 0.01, 10_usize));
    let (x, y) = separating();
    ask.at((x, y, (0.7, -1.3), vec![0.05, 0.1, 0.3, 0.02], 0.01, 60_usize));
    for (x, y) in unusable() {
        ask.at((x, y, (3.0, 4.0), vec![0.1, 0.2], 0.01, 10_usize));
    }
    ask.random(6, |draw| {
        let (x, y) = drawn(draw);
        let largest = Moments::of(&x, &y).largest_rate();
        let mut rate = |low: f64, high: f64| (draw.number(low, high) * largest * 1e4).round() / 1e4;
        let etas = vec![rate(0.5, 0.9), rate(1.2, 1.9), rate(0.1, 0.4), rate(0.4, 0.8)];
        (x, y, (1.0, -2.0), etas, 0.01, 150_usize)
    });
}

/// What the rules make of each rate.
fn runs(rules: &Rules, x: &[f64], y: &[f64], start: Point, etas: &[f64], tolerance: f64, max_steps: usize) -> Vec<Run> {
    let run = |&eta: &f64| {
        let descent = rules.descend(&Task { x, y, start, eta, tolerance, max_steps });
        (eta, descent.status, descent.path.len() - 1)
    };
    etas.iter().map(run).collect()
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
            usable(&x, &y)?;
            let mut all = Vec::new();
            for eta in etas {
                all.extend(runs(&Rules::right(), &x, &y, start, &[eta], tolerance, max_steps));
            }
            Ok(all)
        })
        .variant(
            "sums in another order",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let (x, y): (Data, Data) = (x.into_iter().rev().collect(), y.into_iter().rev().collect());
                Ok(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps))
            },
        )
}
