//! What makes a list of ends right.

use super::{Data, Run, Runs, runs};
use crate::descend::Rules;
use nabla_grading::{Asked, Complaint, FromValue};

/// The rules with thresholds met a little early, and a little late: where rounding decides, both ends are right.
fn leeway() -> [Rules; 2] {
    let right = Rules::right();
    [
        Rules {
            converged: |here, task| here.slopes.0.hypot(here.slopes.1) <= task.tolerance * (1.0 + 1e-6),
            diverged: |here| !here.loss.is_finite() || here.loss > 0.999_999e6 * here.first,
            ..right
        },
        Rules {
            converged: |here, task| here.slopes.0.hypot(here.slopes.1) <= task.tolerance * (1.0 - 1e-6),
            diverged: |here| !here.loss.is_finite() || here.loss > 1.000_001e6 * here.first,
            ..right
        },
    ]
}

pub(super) fn each_rate_ends_so(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (Some(yours), Some(truth)) = (asked.value::<Runs>(), Runs::from_value(asked.expected)) else {
        return Err(Complaint::new("The answer is no list of (rate, status, steps)."));
    };
    let (yours, truth) = match (yours, truth) {
        (Ok(yours), Ok(truth)) => (yours, truth),
        (Err(yours), Err(truth)) if yours == truth => return Ok(()),
        (Err(_), Ok(_)) => return Err(Complaint::new("These data can be used: each rate has an end to report.")),
        (_, Err(_)) => {
            return Err(Complaint::new("These data cannot be used, and the type has a word for the reason."));
        }
    };
    if yours.len() != truth.len() {
        return Err(Complaint::new(format!("{} rates need as many entries; there are {}.", truth.len(), yours.len())));
    }
    let (x, y): (Data, Data) = (asked.argument(0), asked.argument(1));
    let bounds = leeway().map(|rules| {
        runs(&rules, &x, &y, asked.argument(2), &asked.argument::<Data>(3), asked.argument(4), asked.argument(5))
    });
    for (index, (yours, truth)) in yours.iter().zip(&truth).enumerate() {
        let (early, late) = (bounds[0][index], bounds[1][index]);
        let ends = yours.1 == truth.1 || yours.1 == early.1 || yours.1 == late.1;
        let steps = (early.2.min(late.2)..=early.2.max(late.2)).contains(&yours.2);
        if !nabla_core::Tolerance::closed_form().accepts(yours.0, truth.0, 0.0) {
            return Err(Complaint::new(format!(
                "Entry {index} is about the rate {}, and {} stands there in the list of rates.",
                yours.0, truth.0
            )));
        }
        if !ends || !steps {
            return Err(Complaint::new(format!("The rate {} ends otherwise: follow this one descent.", truth.0))
                .got(said(yours))
                .expected(said(truth)));
        }
    }
    Ok(())
}

fn said((eta, status, steps): &Run) -> String {
    format!("{status:?} after {steps} steps with the rate {eta}")
}
