//! The verdict by eigenvalues made of exchangeable rules, and what goes wrong with it.

use super::{DM, definite};
use crate::Table;
use crate::bendings::{bendings, kind, strongest};
use nabla_core::Kind::{self, Maximum, Minimum, Saddle, Undecided};
use std::cmp::Ordering;

/// Which numbers are looked at, what counts as flat among them, and what follows.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    numbers: fn(&DM) -> Vec<f64>,
    /// Of the tolerance and these numbers.
    flat: fn(f64, &[f64]) -> f64,
    /// Those that are asked for their signs.
    asked: fn(Vec<f64>) -> Vec<f64>,
    decide: fn(&[f64], f64) -> Kind,
    given: fn(Kind) -> Kind,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self {
            numbers: bendings,
            flat: |tolerance, all| tolerance * strongest(all),
            asked: |all| all,
            decide: kind,
            given: |kind| kind,
        }
    }

    pub(super) fn kind(&self, h: &DM, tolerance: f64) -> Kind {
        let all = (self.numbers)(h);
        let flat = (self.flat)(tolerance, &all);
        (self.given)((self.decide)(&(self.asked)(all), flat))
    }
}

fn count(all: &[f64], is: impl Fn(f64) -> bool) -> usize {
    all.iter().filter(|bending| is(**bending)).count()
}

pub(super) const SLIPS: Table<fn(&mut Rules), 15> = [
    (
        "went by the diagonal",
        |r| r.numbers = |h| h.diagonal().as_slice().to_vec(),
        "You look along the axes alone. Turn them, and the diagonal of H is another one; the place is the same.",
    ),
    (
        "let one flat direction decide",
        |r| r.decide = |all, flat| if count(all, |b| b.abs() <= flat) > 0 { Undecided } else { kind(all, flat) },
        "A saddle stays one, whatever the remaining axis does: look for both signs before you look for flat.",
    ),
    (
        "counted flat as up, or as down",
        |r| {
            r.decide = |all, flat| match (count(all, |b| b < -flat), count(all, |b| b > flat)) {
                (0, _) => Minimum,
                (_, 0) => Maximum,
                _ => Saddle,
            }
        },
        "You promise a bowl or a dome where one axis does not bend: along it f may rise or fall, with the same H.",
    ),
    (
        "took the tolerance as it is",
        |r| r.flat = |tolerance, _| tolerance,
        "Measure the height in other units, and your verdict changes: flat is what is small beside the largest \
         bending.",
    ),
    (
        "counted only 0 as flat",
        |r| r.flat = |_, _| 0.0,
        "Beside the strongest bending one that is a billion times weaker is noise; your verdict hangs on it.",
    ),
    (
        "called all the rest a saddle",
        |r| r.decide = |all, flat| definite(all, flat).unwrap_or(Saddle),
        "diag(1, 2, 0) is no saddle, for nothing bends down there: both signs must occur.",
    ),
    (
        "called all the rest undecided",
        |r| r.decide = |all, flat| definite(all, flat).unwrap_or(Undecided),
        "diag(1, −1) rises one way and falls another: that is a saddle, and nothing is left open.",
    ),
    (
        "took the first and the last for the extremes",
        |r| {
            r.numbers = |h| h.clone().symmetric_eigenvalues().as_slice().to_vec();
            r.asked = |all| vec![all[0], all[all.len() - 1]];
        },
        "nalgebra does not sort eigenvalues: the first need not be the least, nor the last the largest.",
    ),
    (
        "measured against the largest with its sign",
        |r| r.flat = |tolerance, all| tolerance * all.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        "Flat is what is small beside the largest |λ|; where f bends down, your largest λ is small itself, or negative.",
    ),
    (
        "took the sizes of the bendings",
        |r| r.asked = |all| all.iter().map(|b| b.abs()).collect(),
        "Nothing ever bends down in yours: the sign of λ is lost, as it is in a singular value.",
    ),
    (
        "let the majority decide",
        |r| {
            r.decide = |all, flat| {
                let (up, down) = (count(all, |b| b > flat), count(all, |b| b < -flat));
                match up.cmp(&down) {
                    Ordering::Greater => Minimum,
                    Ordering::Less => Maximum,
                    Ordering::Equal if up == 0 => Undecided,
                    Ordering::Equal => Saddle,
                }
            }
        },
        "Nothing is outvoted: one up beside two down is a saddle, and a flat one beside those that agree leaves it open.",
    ),
    (
        "exchanged minimum and maximum",
        |r| {
            r.given = |kind| match kind {
                Minimum => Maximum,
                Maximum => Minimum,
                other => other,
            }
        },
        "Where all bends upwards you stand at the bottom: is that a maximum?",
    ),
    (
        "went by the two first inputs",
        |r| r.numbers = |h| bendings(&h.view((0, 0), (h.nrows().min(2), h.nrows().min(2))).into()),
        "Your verdict does not change when the third input bends the other way.",
    ),
    (
        "unwrapped what the routine for any matrix finds",
        |r| r.numbers = |h| of_any_matrix(h).expect("None where two λ cannot be told apart"),
        OF_ANY_MATRIX,
    ),
    (
        "took what the routine for any matrix does not find for undecided",
        |r| r.numbers = |h| of_any_matrix(h).unwrap_or(vec![0.0]),
        OF_ANY_MATRIX,
    ),
];

const OF_ANY_MATRIX: &str = "`eigenvalues` is for any matrix: where λ are equal, it may take them for a pair of \
                             complex numbers, and gives None. H is symmetric, all of its λ are real, and there is a \
                             routine for that.";

/// What nalgebra's `eigenvalues` gives, which has no bound on its turns, and may go on without end.
fn of_any_matrix(h: &DM) -> Option<Vec<f64>> {
    const TURNS: usize = 1000;
    let found = nalgebra::Schur::try_new(h.clone(), f64::EPSILON, TURNS)?.eigenvalues()?;
    Some(found.as_slice().to_vec())
}
