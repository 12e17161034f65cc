//! Relations between wrong answers and the truth that name a mistake which is not in the book.
//!
//! Each holds at *every* probe or is not named at all: a wrong name is worse than none.

use crate::compare::same_shape;
use crate::value::{Value, number_text};
use crate::verdict::Named;
use nabla_core::Tolerance;

/// An answer beside its truth.
pub(crate) struct Pair<'a> {
    pub(crate) got: &'a Value,
    pub(crate) expected: &'a Value,
    pub(crate) size: f64,
    pub(crate) from_article: bool,
}

/// Fewer probes than this prove no relation.
const ENOUGH: usize = 3;

/// The numbers of one answer beside those of the truth.
struct Row {
    got: Vec<f64>,
    expected: Vec<f64>,
    size: f64,
    from_article: bool,
}

impl Row {
    fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        self.got.iter().copied().zip(self.expected.iter().copied())
    }

    fn agrees_when(&self, tolerance: &Tolerance, change: impl Fn(&[f64]) -> Vec<f64>) -> bool {
        let changed = change(&self.expected);
        changed.len() == self.got.len()
            && self.got.iter().zip(changed).all(|(got, expected)| tolerance.accepts(*got, expected, self.size))
    }

    fn is_right(&self, tolerance: &Tolerance) -> bool {
        self.agrees_when(tolerance, <[f64]>::to_vec)
    }
}

/// The relation between answers and truth, if one holds throughout.
pub(crate) fn recognise(pairs: &[Pair<'_>], tolerance: &Tolerance) -> Option<Named> {
    // Where an answer is None, an error or of another length, the probe itself says more than any relation.
    if pairs.len() < ENOUGH || !pairs.iter().all(|pair| same_shape(pair.got, pair.expected)) {
        return None;
    }
    let row = |pair: &Pair<'_>| Row {
        got: pair.got.components(),
        expected: pair.expected.components(),
        size: pair.size,
        from_article: pair.from_article,
    };
    let rows: Vec<Row> =
        pairs.iter().map(row).filter(|row| row.expected.iter().all(|component| component.is_finite())).collect();
    if rows.len() < ENOUGH {
        return None;
    }
    if rows.iter().flat_map(|row| &row.got).any(|component| component.is_nan()) {
        // NaN at some probes only: those probes say more than a relation between the others.
        return not_a_number(&rows);
    }
    constant(&rows)
        .or_else(|| approximation(&rows))
        .or_else(|| factor(&rows, tolerance))
        .or_else(|| flipped(&rows, tolerance))
        .or_else(|| exchanged(&rows, tolerance))
        .or_else(|| shifted(&rows, tolerance))
        .or_else(|| wrong_length(&rows, tolerance))
        .or_else(|| worked_example(&rows, tolerance))
        .or_else(|| some_components(&rows, tolerance))
}

fn named(name: impl Into<String>, says: impl Into<String>) -> Option<Named> {
    Some(Named { name: name.into(), says: says.into() })
}

fn not_a_number(rows: &[Row]) -> Option<Named> {
    let all = rows.iter().all(|row| row.got.iter().any(|component| component.is_nan()));
    all.then(|| {
        named(
            "not a number",
            "Every answer holds NaN: look for 0/0, a root of something negative, or a mean of nothing.",
        )
    })?
}

fn constant(rows: &[Row]) -> Option<Named> {
    let first = &rows[0];
    let same = rows.iter().all(|row| row.got == first.got);
    let varied = rows.iter().filter(|row| row.expected != first.expected).count() >= ENOUGH;
    if !same || !varied {
        return None;
    }
    let right_in_article = rows.iter().any(|row| row.from_article && row.got == row.expected);
    let says = if right_in_article {
        "That is right at the worked example only: your answer is the same wherever you ask."
    } else {
        "Your answer is the same wherever you ask: which of the arguments does it use?"
    };
    named("the same answer everywhere", says)
}

/// got = k · expected with one k.
fn factor(rows: &[Row], tolerance: &Tolerance) -> Option<Named> {
    let largest = rows
        .iter()
        .flat_map(Row::pairs)
        .filter(|(_, expected)| *expected != 0.0)
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let k = largest.0 / largest.1;
    let holds =
        |k: f64| rows.iter().all(|row| row.agrees_when(tolerance, |expected| expected.iter().map(|x| k * x).collect()));
    let telling = rows.iter().flat_map(Row::pairs).filter(|(_, expected)| *expected != 0.0).count();
    if telling < ENOUGH || !k.is_finite() || k == 0.0 || !holds(k) || holds(1.0) {
        return None;
    }
    if (k + 1.0).abs() < 1e-9 {
        return named("the sign is flipped", "Every answer has the right size and the wrong sign.");
    }
    let (times, way) = if k.abs() > 1.0 { (k, "large") } else { (1.0 / k, "small") };
    let sign = if k < 0.0 { ", and the sign is flipped" } else { "" };
    let (times, k) = (number_text(times.abs(), Some(5)), number_text(k, Some(5)));
    named(
        format!("too {way} by a factor of {times}{sign}"),
        format!("Every answer is the right one times {k}: which constant came in, or got lost?"),
    )
}

/// One sign for each component, not all the same.
fn flipped(rows: &[Row], tolerance: &Tolerance) -> Option<Named> {
    let count = rows[0].expected.len();
    if !(2..=8).contains(&count) || rows.iter().any(|row| row.expected.len() != count) {
        return None;
    }
    let wrong: Vec<usize> = (0..count)
        .filter(|&j| rows.iter().any(|row| !tolerance.accepts(row.got[j], row.expected[j], row.size)))
        .collect();
    let holds = rows.iter().all(|row| {
        row.agrees_when(tolerance, |expected| {
            expected.iter().enumerate().map(|(j, x)| if wrong.contains(&j) { -x } else { *x }).collect()
        })
    });
    if !holds || wrong.is_empty() || wrong.len() == count {
        return None;
    }
    let which = listed(&wrong);
    let name = if wrong.len() == 1 { "one sign is flipped" } else { "some signs are flipped" };
    named(name, format!("All sizes are right; the sign is wrong in component {which} (counting from 0)."))
}

/// The same numbers in other places.
fn exchanged(rows: &[Row], tolerance: &Tolerance) -> Option<Named> {
    let count = rows[0].expected.len();
    if !(2..=4).contains(&count) || rows.iter().any(|row| row.expected.len() != count) {
        return None;
    }
    let order = permutations(count).into_iter().filter(|order| order.iter().enumerate().any(|(j, &from)| j != from));
    let mut fitting = order.filter(|order| {
        rows.iter().all(|row| row.agrees_when(tolerance, |x| order.iter().map(|&from| x[from]).collect()))
    });
    let _order = fitting.next().filter(|_| fitting.next().is_none())?;
    named("components exchanged", "These are the right numbers in the wrong places.")
}

fn permutations(count: usize) -> Vec<Vec<usize>> {
    (0..count).fold(vec![Vec::new()], |shorter, _| {
        shorter
            .iter()
            .flat_map(|head| {
                (0..count).filter(|j| !head.contains(j)).map(|j| head.iter().copied().chain([j]).collect::<Vec<_>>())
            })
            .collect()
    })
}

/// got = expected + c with one c.
fn shifted(rows: &[Row], tolerance: &Tolerance) -> Option<Named> {
    if rows.iter().any(|row| row.expected.len() != 1) {
        return None;
    }
    let smallest = rows.iter().min_by(|a, b| a.size.total_cmp(&b.size))?;
    let c = smallest.got[0] - smallest.expected[0];
    if c == 0.0
        || !c.is_finite()
        || !rows.iter().all(|row| row.agrees_when(tolerance, |x| vec![x[0] + c]))
        || rows.iter().any(|row| row.is_right(tolerance))
    {
        return None;
    }
    let by = number_text(c, Some(6));
    named(
        "off by a constant",
        format!("Every answer is the right one plus {by}: which term gives the same everywhere?"),
    )
}

/// got = k · expected with a positive k of its own at every probe.
fn wrong_length(rows: &[Row], tolerance: &Tolerance) -> Option<Named> {
    let norm = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>().sqrt();
    let vectors = rows.iter().all(|row| row.expected.len() >= 2 && norm(&row.got) > 0.0 && norm(&row.expected) > 0.0);
    let along = |row: &Row| {
        let k = norm(&row.got) / norm(&row.expected);
        row.agrees_when(tolerance, |x| x.iter().map(|x| k * x).collect())
    };
    if !vectors || !rows.iter().all(along) {
        return None;
    }
    named("right direction, wrong length", "Every answer points the right way; its length is not the right one.")
}

fn worked_example(rows: &[Row], tolerance: &Tolerance) -> Option<Named> {
    let (article, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.from_article);
    let right = |rows: &[&Row]| rows.iter().filter(|row| row.is_right(tolerance)).count();
    if article.is_empty() || right(&article) < article.len() || right(&others) * 10 > others.len() {
        return None;
    }
    named(
        "right only at the worked example",
        "The worked example comes out right, other points do not: what is special about its numbers?",
    )
}

/// The largest relative error that still looks like an approximation.
const CLOSE: f64 = 1e-3;

fn approximation(rows: &[Row]) -> Option<Named> {
    let close = |row: &Row| row.agrees_when(&Tolerance { relative: CLOSE, absolute: CLOSE }, <[f64]>::to_vec);
    if !rows.iter().all(close) {
        return None;
    }
    let error = |(got, expected): (f64, f64)| (got - expected).abs() / got.abs().max(expected.abs());
    let worst = rows.iter().flat_map(Row::pairs).map(error).filter(|error| error.is_finite()).fold(0.0, f64::max);
    let worst = number_text(worst, Some(1));
    named(
        "close, but not exact",
        format!(
            "Every answer is near the right one and some are off by up to {worst} of it: an approximation stands where the exact answer is asked."
        ),
    )
}

fn some_components(rows: &[Row], tolerance: &Tolerance) -> Option<Named> {
    let count = rows[0].expected.len();
    if !(2..=8).contains(&count) || rows.iter().any(|row| row.expected.len() != count) {
        return None;
    }
    let right = |j: &usize| rows.iter().all(|row| tolerance.accepts(row.got[*j], row.expected[*j], row.size));
    let (right, wrong): (Vec<usize>, Vec<usize>) = (0..count).partition(right);
    if right.is_empty() || wrong.is_empty() {
        return None;
    }
    let (right, wrong) = (listed(&right), listed(&wrong));
    named(
        "some components are right",
        format!("Right everywhere: component {right}. Look at component {wrong} (counting from 0)."),
    )
}

fn listed(indices: &[usize]) -> String {
    indices.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}
