//! Other verdicts than that of the eigenvalues.

use super::{DM, measured, truth};
use crate::Table;
use crate::bendings::{bendings, kind};
use nabla_core::Kind::{self, Maximum, Minimum, Saddle, Undecided};
use std::cmp::Ordering;

fn definite(all: &[f64], low: f64) -> Option<Kind> {
    if all.iter().all(|b| *b > low) {
        Some(Minimum)
    } else if all.iter().all(|b| *b < -low) {
        Some(Maximum)
    } else {
        None
    }
}

pub(super) const MISTAKES: Table<fn(&DM, f64) -> Kind, 15> = [
    (
        "went by the determinant",
        |h, _| match h.determinant() {
            d if d < 0.0 => Saddle,
            d if d > 0.0 => kind(&[h[(0, 0)]], 0.0),
            _ => Undecided,
        },
        "One number cannot speak for three bendings: two that are negative multiply to something positive, as in \
         diag(1, −1, −1).",
    ),
    (
        "went by the diagonal",
        |h, tolerance| kind(h.diagonal().as_slice(), measured(h, tolerance).1),
        "You look along the axes alone. Turn them, and the diagonal of H is another one; the place is the same.",
    ),
    (
        "let one flat direction decide",
        |h, tolerance| {
            let (all, flat) = measured(h, tolerance);
            if all.iter().any(|b| b.abs() <= flat) { Undecided } else { kind(&all, flat) }
        },
        "A saddle stays one, whatever the remaining axis does: look for both signs before you look for flat.",
    ),
    (
        "counted flat as up, or as down",
        |h, tolerance| {
            let (all, flat) = measured(h, tolerance);
            if all.iter().all(|b| *b >= -flat) {
                Minimum
            } else if all.iter().all(|b| *b <= flat) {
                Maximum
            } else {
                Saddle
            }
        },
        "You promise a bowl or a dome where one axis does not bend: along it f may rise or fall, with the same H.",
    ),
    (
        "took the tolerance as it is",
        |h, tolerance| kind(&bendings(h), tolerance),
        "Measure the height in other units, and your verdict changes: flat is what is small beside the largest \
         bending.",
    ),
    (
        "counted only 0 as flat",
        |h, _| kind(&bendings(h), 0.0),
        "Beside the strongest bending one that is a billion times weaker is noise; your verdict hangs on it.",
    ),
    (
        "called all the rest a saddle",
        |h, tolerance| {
            let (all, flat) = measured(h, tolerance);
            definite(&all, flat).unwrap_or(Saddle)
        },
        "diag(1, 2, 0) is no saddle, for nothing bends down there: both signs must occur.",
    ),
    (
        "wanted positive or negative corners",
        |h, _| {
            let corners: Vec<f64> = (1..=h.nrows()).map(|k| h.view((0, 0), (k, k)).determinant()).collect();
            definite(&corners, 0.0).unwrap_or(if corners.contains(&0.0) { Undecided } else { Saddle })
        },
        "For a dome the determinants of the corners take turns: negative, positive, negative. See diag(−1, −2, −3).",
    ),
    (
        "took the first and the last for the extremes",
        |h, tolerance| {
            let all = h.clone().symmetric_eigenvalues();
            kind(&[all[0], all[all.len() - 1]], tolerance * all.amax())
        },
        "nalgebra does not sort eigenvalues: the first need not be the least, nor the last the largest.",
    ),
    (
        "measured against the largest with its sign",
        |h, tolerance| {
            let all = bendings(h);
            kind(&all, tolerance * all.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        },
        "Flat is what is small beside the largest |λ|; where f bends down, your largest λ is small itself, or negative.",
    ),
    (
        "took the sizes of the bendings",
        |h, tolerance| {
            let (all, flat) = measured(h, tolerance);
            kind(&all.iter().map(|b| b.abs()).collect::<Vec<_>>(), flat)
        },
        "Nothing ever bends down in yours: the sign of λ is lost, as it is in a singular value.",
    ),
    (
        "let the majority decide",
        |h, tolerance| {
            let (all, flat) = measured(h, tolerance);
            let (up, down) = (all.iter().filter(|b| **b > flat).count(), all.iter().filter(|b| **b < -flat).count());
            match up.cmp(&down) {
                Ordering::Greater => Minimum,
                Ordering::Less => Maximum,
                Ordering::Equal if up == 0 => Undecided,
                Ordering::Equal => Saddle,
            }
        },
        "Nothing is outvoted: one up beside two down is a saddle, and a flat one beside those that agree leaves it open.",
    ),
    (
        "went by the sum of the diagonal",
        |h, _| kind(&[h.trace()], 0.0),
        "The trace adds up all bendings: one strong rise hides every fall.",
    ),
    (
        "exchanged minimum and maximum",
        |h, tolerance| match truth(h, tolerance) {
            Minimum => Maximum,
            Maximum => Minimum,
            other => other,
        },
        "Where all bends upwards you stand at the bottom: is that a maximum?",
    ),
    (
        "went by the two first inputs",
        |h, tolerance| truth(&h.view((0, 0), (h.nrows().min(2), h.nrows().min(2))).into(), tolerance),
        "Your verdict does not change when the third input bends the other way.",
    ),
];
