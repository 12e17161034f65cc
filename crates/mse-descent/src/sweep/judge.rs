//! What makes a list of ends right.

use super::slips::{Sweep, by};
use super::{Data, Run, Runs};
use crate::descend::Rules;
use nabla_grading::{Complaint, FromValue, Observation, number_text};

/// The rules with thresholds met a little early, and a little late: where rounding decides, both ends are right.
fn leeway() -> [Rules; 2] {
    let right = Rules::right();
    [
        Rules {
            converged: |here, task| here.steepness() <= task.tolerance * (1.0 + 1e-6),
            diverged: |here| !here.loss.is_finite() || here.loss > 0.999_999e6 * here.first,
            ..right
        },
        Rules {
            converged: |here, task| here.steepness() <= task.tolerance * (1.0 - 1e-6),
            diverged: |here| !here.loss.is_finite() || here.loss > 1.000_001e6 * here.first,
            ..right
        },
    ]
}

pub(super) fn each_rate_ends_so(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (yours, truth) = match (asked.value::<Runs>(), Vec::<Run>::from_value(asked.expected)) {
        (Some(Ok(yours)), Some(truth)) => (yours, truth),
        (Some(Err(_)), _) => {
            return Err(Complaint::named(
                "refused data that are sound",
                "These data can be used: each rate has an end to report.",
            ));
        }
        _ => return Err(Complaint::new("The answer is no list of (rate, status, steps).")),
    };
    if yours.len() != truth.len() {
        let entries = |runs: &[Run]| match runs.len() {
            1 => "1 entry".to_owned(),
            count => format!("{count} entries"),
        };
        return Err(Complaint::named(
            "not one entry for each rate",
            "There are more rates than entries, or fewer: each has its own.",
        )
        .got(entries(&yours))
        .expected(entries(&truth)));
    }
    for (index, (yours, truth)) in yours.iter().zip(&truth).enumerate() {
        if !(yours.0 == truth.0 || yours.0.is_nan() && truth.0.is_nan()) {
            let entry = |eta: f64| format!("entry {index} is about the rate {}", number_text(eta, None));
            return Err(Complaint::named(
                "other rates than those given",
                "Your entries are not about the rates that were given, in their order.",
            )
            .got(entry(yours.0))
            .expected(entry(truth.0)));
        }
        let same = (yours.1, yours.2) == (truth.1, truth.2);
        if !same && !rounding_decides(asked, yours) {
            let name = match (yours.1 == truth.1, yours.2 == truth.2) {
                (true, _) => "another number of steps",
                (_, true) => "another end after the right number of steps",
                _ => "another end, after another number of steps",
            };
            return Err(Complaint::named(name, "The descent with this rate goes otherwise: follow it step by step.")
                .got(said(yours))
                .expected(said(truth)));
        }
    }
    Ok(())
}

/// Whether a threshold met a little early or late gives that end. With a single point the numbers are so short that
/// rounding decides nothing.
fn rounding_decides(asked: &Observation<'_>, yours: &Run) -> bool {
    let (x, y): (Data, Data) = (asked.argument(0), asked.argument(1));
    let run = |descent: Rules| {
        let sweep = by(Sweep { descent, ..Sweep::right() });
        sweep(x.clone(), y.clone(), asked.argument(2), vec![yours.0], asked.argument(4), asked.argument(5))[0]
    };
    let [early, late] = leeway().map(run);
    let between = (early.2.min(late.2)..=early.2.max(late.2)).contains(&yours.2);
    x.len() > 1 && between && (yours.1 == early.1 || yours.1 == late.1)
}

fn said((eta, status, steps): &Run) -> String {
    let steps = if *steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") };
    format!("{status:?} after {steps} with the rate {}", number_text(*eta, None))
}
