//! Right numbers that have lost digits.

use super::{Relation, relation};
use crate::judging::naming::row::{ENOUGH, Row};

/// Whole numbers only, where the truth has digits behind the point.
pub(super) fn whole(rows: &[Row]) -> Option<Relation> {
    let is_whole = |number: &f64| number.fract() == 0.0;
    let broken = rows.iter().filter(|row| !row.expected.iter().all(is_whole)).count();
    if broken < ENOUGH || !rows.iter().flat_map(|row| &row.got).all(is_whole) {
        return None;
    }
    relation(
        "whole numbers only",
        "Every answer is a whole number, where the right ones have digits behind the point: `as i64`, `trunc`, an integer division or `^` (which is no power in Rust) cuts them off.",
    )
}

/// Right to six or seven digits, and each a number that an f32 holds.
pub(super) fn single_precision(rows: &[Row]) -> Option<Relation> {
    let fits = |number: f64| f64::from(number as f32) == number;
    let near = |row: &Row| row.pairs().all(|(got, expected)| (got - expected).abs() <= 1e-4 * row.largest());
    let telling = rows.iter().filter(|row| row.expected.iter().any(|number| !fits(*number))).count();
    if telling < ENOUGH || !rows.iter().flat_map(|row| &row.got).all(|number| fits(*number)) || !rows.iter().all(near) {
        return None;
    }
    relation(
        "computed in f32",
        "Your answers are right to about seven digits: an `f32` stands somewhere, where all should be `f64`.",
    )
}

/// Right, but rounded to a number of decimals.
pub(super) fn rounded(rows: &[Row]) -> Option<Relation> {
    (1..=8).find_map(|decimals| {
        let unit = 10_f64.powi(decimals);
        let is_rounded =
            |number: f64| ((number * unit) - (number * unit).round()).abs() <= 1e-9 * (number * unit).abs().max(1e-3);
        let near = |row: &Row| {
            row.pairs().all(|(got, expected)| (got - expected).abs() <= 1.01 / unit + 1e-12 * row.largest())
        };
        let telling = rows.iter().filter(|row| row.expected.iter().any(|number| !is_rounded(*number))).count();
        let all = rows.iter().all(near) && rows.iter().flat_map(|row| &row.got).all(|number| is_rounded(*number));
        if telling < ENOUGH || !all {
            return None;
        }
        let by_more_than_half =
            |row: &Row| row.pairs().any(|(got, expected)| (got - expected).abs() > 0.51 / unit + 1e-12 * row.largest());
        if rows.iter().any(by_more_than_half) {
            return relation(
                format!("left with {decimals} decimals"),
                format!("Every answer is the right one with no more than {decimals} decimals: leave all digits in."),
            );
        }
        relation(
            format!("rounded to {decimals} decimals"),
            format!("Every answer is the right one rounded to {decimals} decimals: leave all digits in."),
        )
    })
}
