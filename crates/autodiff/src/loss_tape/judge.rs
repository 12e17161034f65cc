//! What makes a tape right: that it computes the loss, at lines of the judge's choice.

use super::loss;
use crate::tape::{is_well_formed, values};
use nabla_core::{Op, Tolerance};
use nabla_grading::{Complaint, Observation, number_text};

/// The lines (w, b) at which a tape is evaluated.
const LINES: [[f64; 2]; 5] = [[2.0, 1.0], [0.5, -3.0], [-1.25, 0.75], [3.0, 0.0], [0.0, 2.0]];

/// What a tape computes at each line; `None` where it is none.
pub(super) fn computed(tape: &[Op]) -> Option<Vec<f64>> {
    is_well_formed(tape, 2).then(|| LINES.iter().filter_map(|line| values(tape, line).pop()).collect())
}

const TOLERANCE: Tolerance = Tolerance { relative: 1e-9, absolute: 1e-11 };

/// Whether two tapes compute the same at every line; two that are no tapes are alike.
pub(super) fn same(a: Option<&[f64]>, b: Option<&[f64]>) -> bool {
    let size = |numbers: &[f64]| numbers.iter().fold(1.0_f64, |size, number| size.max(number.abs()));
    match (a, b) {
        (Some(a), Some(b)) => a.iter().zip(b).all(|(a_at, b_at)| TOLERANCE.accepts(*a_at, *b_at, size(a).max(size(b)))),
        (a, b) => a.is_none() && b.is_none(),
    }
}

pub(super) fn computes_the_loss(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (x, y): (Vec<f64>, Vec<f64>) = (asked.argument(0), asked.argument(1));
    let Some(tape) = asked.value::<Vec<Op>>() else { return Err(Complaint::new("That is no tape.")) };
    let Some(computed) = computed(&tape) else {
        return Err(Complaint::named(
            "no tape that can be evaluated",
            "Every operand must stand on the tape before the step that uses it, \
             only Input(0) and Input(1) exist, a mean needs \
             something to average, and the last node is the loss.",
        ));
    };
    let most = 20 * x.len() + 20;
    if tape.len() > most {
        return Err(Complaint::named(
            "far more nodes than it takes",
            "Each point takes a handful of steps: does a loop run inside a loop?",
        )
        .got(format!("{} nodes", tape.len()))
        .expected(format!("at most {most} nodes")));
    }
    for ([w, b], yours) in LINES.into_iter().zip(computed) {
        let right = loss(&x, &y, w, b);
        let size =
            x.iter().zip(&y).map(|(x, y)| (w * x).abs() + b.abs() + y.abs()).map(|term| term * term).sum::<f64>();
        if !TOLERANCE.accepts(yours, right, size) {
            let says = "Your tape can be evaluated, and what it computes is another number than this loss.";
            let loss = |loss: f64| format!("a loss of {} at w = {w}, b = {b}", number_text(loss, Some(6)));
            return Err(Complaint::new(says).got(loss(yours)).expected(loss(right)));
        }
    }
    Ok(())
}

/// The same factor at every line and for all points.
pub(super) fn by_a_factor(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let ratios = |asked: &Observation<'_>| -> Option<Vec<f64>> {
        let (x, y): (Vec<f64>, Vec<f64>) = (asked.argument(0), asked.argument(1));
        let computed = computed(&asked.value::<Vec<Op>>()?)?;
        Some(LINES.iter().zip(computed).map(|([w, b], yours)| yours / loss(&x, &y, *w, *b)).collect())
    };
    let Some(ratios) = all.iter().map(ratios).collect::<Option<Vec<_>>>() else { return Ok(()) };
    let ratios: Vec<f64> = ratios.into_iter().flatten().filter(|ratio| !ratio.is_nan()).collect();
    let first = ratios.first().copied().unwrap_or(1.0);
    let one_factor = ratios.iter().all(|ratio| (ratio - first).abs() <= 1e-9 * first.abs());
    if !one_factor || first == 0.0 || (first - 1.0).abs() < 1e-6 {
        return Ok(());
    }
    let says = format!(
        "What your tape computes is {} times this loss, whatever the points and the line.",
        number_text(first, Some(4))
    );
    let texts = |factor: f64| format!("{} times the loss", number_text(factor, Some(4)));
    Err((0, Complaint::named("the loss times a factor", says).got(texts(first)).expected(texts(1.0))))
}
