//! Relations between wrong answers and the truth that name a mistake which is not in the book.
//!
//! Each holds at *every* ordinary probe or is not named at all: a wrong name is worse than none. What an answer is decides which
//! of them may be named.

mod arrows;
mod digits;
mod functions;
mod lists;
mod numbers;
mod open;

use super::row::{ENOUGH, Row};
use crate::exercise::part::Kind;
use crate::judging::verdict::Named;
use nabla_core::Tolerance;

/// What becomes of a right answer's numbers.
type Change = Box<dyn Fn(&[f64]) -> Vec<f64>>;

/// A relation that holds: its name, what to say, and what it makes of a right answer's numbers.
pub(crate) struct Relation {
    pub(crate) named: Named,
    /// What it predicts from the truth; none where it does not.
    pub(crate) change: Option<Change>,
}

pub(crate) fn relation(name: impl Into<String>, says: impl Into<String>) -> Option<Relation> {
    Some(Relation { named: Named { name: name.into(), says: says.into() }, change: None })
}

pub(crate) fn changing(
    name: impl Into<String>,
    says: impl Into<String>,
    change: impl Fn(&[f64]) -> Vec<f64> + 'static,
) -> Option<Relation> {
    Some(Relation { change: Some(Box::new(change)), ..relation(name, says)? })
}

/// The same numbers in every answer, where the truth differs.
pub(crate) fn constant(rows: &[Row]) -> Option<Relation> {
    let finite = rows.iter().flat_map(|row| &row.got).all(|number| number.is_finite());
    if finite && rows.len() >= ENOUGH { numbers::constant(rows) } else { None }
}

/// An exact relation between answers and truth, if one holds throughout.
pub(crate) fn exact(rows: &[Row], kind: Kind, tolerance: &Tolerance) -> Option<Relation> {
    if rows.len() < ENOUGH || rows.iter().all(|row| row.is_right(tolerance)) {
        return None;
    }
    if rows.iter().flat_map(|row| &row.got).any(|number| !number.is_finite()) {
        // Here and there only: those probes say more than a relation between the others.
        return numbers::not_finite(rows);
    }
    if kind == Kind::List && rows.iter().any(|row| row.got.len() != row.expected.len()) {
        return lists::length(rows, tolerance);
    }
    if rows.iter().any(|row| row.got.len() != row.expected.len()) {
        return None;
    }
    numbers::constant(rows)
        .or_else(|| numbers::factor(rows, kind, tolerance))
        .or_else(|| numbers::count_factor(rows, tolerance))
        .or_else(|| if kind == Kind::Arrow { arrows::turned(rows, tolerance) } else { None })
        .or_else(|| if kind == Kind::List { lists::order(rows, tolerance) } else { None })
        .or_else(|| if kind == Kind::Arrow { None } else { functions::function_of(rows, tolerance) })
        .or_else(|| numbers::one_number(rows))
        .or_else(|| digits::whole(rows))
        .or_else(|| digits::single_precision(rows))
        .or_else(|| digits::rounded(rows))
}

/// No number in any answer is finite.
pub(crate) fn never_finite(rows: &[Row]) -> Option<Relation> {
    numbers::never_finite(rows)
}

/// Relations that hold, but leave open what was done: tried when nothing exact explains the answers.
pub(crate) fn loose(rows: &[Row], kind: Kind, tolerance: &Tolerance) -> Option<Relation> {
    let same_length = rows.iter().all(|row| row.got.len() == row.expected.len());
    if rows.len() < ENOUGH || !same_length || rows.iter().flat_map(|row| &row.got).any(|number| !number.is_finite()) {
        return None;
    }
    open::shifted(rows, tolerance)
        .or_else(|| open::approximation(rows, tolerance))
        .or_else(|| if kind == Kind::Arrow { arrows::wrong_length(rows, tolerance) } else { None })
        .or_else(|| open::sizes_only(rows, tolerance))
        .or_else(|| if kind == Kind::Other { None } else { open::worked_example(rows, tolerance) })
}
