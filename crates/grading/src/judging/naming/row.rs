//! The numbers of an answer, or of one part of it, beside those of the truth.

use nabla_core::{Tolerance, Value};

/// Fewer probes than this prove no relation.
pub(crate) const ENOUGH: usize = 3;

/// One probe.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) got: Vec<f64>,
    pub(crate) expected: Vec<f64>,
    pub(crate) size: f64,
    /// Whether the opposite of an answer is as good as the answer.
    pub(crate) either_way: bool,
    pub(crate) from_article: bool,
    /// How long the lists among the arguments are, and the whole numbers among them: what a mean may divide by.
    pub(crate) counts: Vec<f64>,
}

impl Row {
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        let pairs = || self.got.iter().copied().zip(self.expected.iter().copied());
        let is_opposite = self.either_way && pairs().map(|(got, expected)| got * expected).sum::<f64>() < 0.0;
        let sign = if is_opposite { -1.0 } else { 1.0 };
        pairs().map(move |(got, expected)| (sign * got, expected))
    }

    /// Whether the answer is the truth, changed in this way.
    pub(crate) fn agrees_when(&self, tolerance: &Tolerance, change: impl Fn(&[f64]) -> Vec<f64>) -> bool {
        let changed = change(&self.expected);
        // A change may make the terms larger: what is squared has the size of the square.
        let size =
            changed.iter().filter(|number| number.is_finite()).fold(self.size, |size, number| size.max(number.abs()));
        let agrees = |sign: f64| {
            self.got.iter().zip(&changed).all(|(got, expected)| tolerance.accepts(sign * got, *expected, size))
        };
        changed.len() == self.got.len() && (agrees(1.0) || (self.either_way && agrees(-1.0)))
    }

    pub(crate) fn is_right(&self, tolerance: &Tolerance) -> bool {
        self.got.len() == self.expected.len()
            && self.pairs().all(|(got, expected)| tolerance.accepts(got, expected, self.size))
    }

    /// The largest number on either side.
    pub(crate) fn largest(&self) -> f64 {
        self.got.iter().chain(&self.expected).fold(0.0, |largest: f64, number| largest.max(number.abs()))
    }
}

/// How long the lists among the arguments are, and the whole numbers among them, each in a place of its own.
pub(crate) fn counts(arguments: &[Value]) -> Vec<f64> {
    let count = |argument: &Value| match argument {
        Value::Numbers(numbers) => Some(numbers.len() as f64),
        Value::List(items) => Some(items.len() as f64),
        Value::Matrix { columns, entries } => Some((entries.len() / (*columns).max(1)) as f64),
        Value::Integer(integer) => Some(*integer as f64),
        _ => None,
    };
    arguments.iter().filter_map(count).collect()
}

/// Whether all rows have this many numbers on both sides.
pub(crate) fn all_of(rows: &[Row], count: usize) -> bool {
    rows.iter().all(|row| row.expected.len() == count && row.got.len() == count)
}
