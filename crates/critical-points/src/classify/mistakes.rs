//! Verdicts that do not come from eigenvalues.

use super::{DM, definite};
use crate::Table;
use crate::bendings::kind;
use nabla_core::Kind::{self, Saddle, Undecided};

pub(super) const MISTAKES: Table<fn(&DM, f64) -> Kind, 3> = [
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
        "wanted positive or negative corners",
        |h, _| {
            let corners: Vec<f64> = (1..=h.nrows()).map(|k| h.view((0, 0), (k, k)).determinant()).collect();
            definite(&corners, 0.0).unwrap_or(if corners.contains(&0.0) { Undecided } else { Saddle })
        },
        "For a dome the determinants of the corners take turns: negative, positive, negative. See diag(−1, −2, −3).",
    ),
    (
        "went by the sum of the diagonal",
        |h, _| kind(&[h.trace()], 0.0),
        "The trace adds up all bendings: one strong rise hides every fall.",
    ),
];
