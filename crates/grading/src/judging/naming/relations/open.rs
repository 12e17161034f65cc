//! What holds of any numbers, and leaves open what was done.

use super::numbers::nearly_whole;
use super::{Relation, changing, relation};
use crate::judging::naming::row::Row;
use nabla_core::{Tolerance, number_text};

/// got = expected + c with one c.
pub(super) fn shifted(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    if rows.iter().any(|row| row.expected.is_empty()) {
        return None;
    }
    let smallest = rows.iter().min_by(|a, b| a.size.total_cmp(&b.size))?;
    let c = nearly_whole(smallest.got[0] - smallest.expected[0]);
    let plus = move |x: &[f64]| x.iter().map(|x| x + c).collect::<Vec<f64>>();
    if c == 0.0
        || !c.is_finite()
        || !rows.iter().all(|row| row.agrees_when(tolerance, plus))
        || rows.iter().any(|row| row.is_right(tolerance))
    {
        return None;
    }
    let by = number_text(c, Some(6));
    changing(
        "off by a constant",
        format!("Every answer is the right one plus {by}: which term gives the same everywhere?"),
        plus,
    )
}

/// The largest relative error that still looks like an approximation.
const CLOSE: f64 = 1e-3;
/// So near to the truth no wrong term is at every probe.
const VERY_CLOSE: f64 = 1e-6;

/// Near the truth at every probe, measured against the answer itself: a small wrong term of a large sum is none.
pub(super) fn approximation(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let error = |row: &Row| {
        let largest = row.largest();
        row.pairs()
            .map(|(got, expected)| if got == expected { 0.0 } else { (got - expected).abs() / largest })
            .fold(0.0, f64::max)
    };
    let worst = rows.iter().map(error).fold(0.0, f64::max);
    // Wrong nearly everywhere: a term that is small at some places and large at others is no approximation.
    let off = rows.iter().filter(|row| !row.is_right(tolerance)).count();
    if worst > CLOSE || (off * 3 < rows.len() && worst > VERY_CLOSE) {
        return None;
    }
    let worst = number_text(worst, Some(1));
    relation(
        "close, but not exact",
        format!(
            "Every answer is near the right one and some are off by up to {worst} of it: an approximation, or a rounding, stands where the exact answer is asked."
        ),
    )
}

/// Right sizes, with signs that come and go.
pub(super) fn sizes_only(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let sizes = |row: &Row| row.pairs().all(|(got, expected)| tolerance.accepts(got.abs(), expected.abs(), row.size));
    if !rows.iter().all(sizes) {
        return None;
    }
    relation(
        "some signs are flipped",
        "All sizes are right; some signs are not. Where does the sign depend on what it should not depend on?",
    )
}

pub(super) fn worked_example(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let (article, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.from_article);
    let right = |rows: &[&Row]| rows.iter().filter(|row| row.is_right(tolerance)).count();
    if article.is_empty() || right(&article) < article.len() || right(&others) > 0 {
        return None;
    }
    relation(
        "right only at the worked example",
        "The worked example comes out right, other points do not: what is special about its numbers?",
    )
}
