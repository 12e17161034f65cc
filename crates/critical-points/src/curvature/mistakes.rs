//! Other numbers than v'Hv/‖v‖².

use super::{DM, DV};
use crate::Table;

/// v'Hv
fn quad(h: &DM, v: &DV) -> f64 {
    v.dot(&(h * v))
}

pub(super) const MISTAKES: Table<fn(&DM, &DV) -> f64, 17> = [
    ("took v for a direction", quad, "Yours quadruples when v is doubled, and along the same way f bends as before."),
    (
        "divided by the length once",
        |h, v| quad(h, v) / v.norm(),
        "Take v twice as long, and yours doubles: one more division by ‖v‖ is due.",
    ),
    (
        "added up the sizes for the length",
        |h, v| quad(h, v) / v.lp_norm(1).powi(2),
        "The length of v is the root of its squares; you divide by the sum of its sizes, which is longer.",
    ),
    (
        "lost the sign",
        |h, v| quad(h, v).abs() / v.norm_squared(),
        "On a dome yours is positive: bending down counts as negative.",
    ),
    (
        "took the length of Hv",
        |h, v| (h * v).norm() / v.norm(),
        "That is how long Hv is, whichever way it points: only its part along v bends your path.",
    ),
    (
        "left the first input out",
        |h, v| {
            let rest = v.len() - 1;
            quad(&h.view((1, 1), (rest, rest)).into(), &v.rows(1, rest).into()) / v.norm_squared()
        },
        "The first input never counts in yours: where do your loops begin?",
    ),
    (
        "left the last input out",
        |h, v| {
            let rest = v.len() - 1;
            quad(&h.view((0, 0), (rest, rest)).into(), &v.rows(0, rest).into()) / v.norm_squared()
        },
        "The last input never counts in yours: `a..b` stops before b.",
    ),
    (
        "looked at the diagonal only",
        |h, v| h.diagonal().dot(&v.component_mul(v)) / v.norm_squared(),
        "What stands off the diagonal of H never comes in: between the axes the twist bends f as well.",
    ),
    (
        "met each pair once",
        |h, v| {
            let n = v.len();
            let pairs = (0..n).flat_map(|i| (i..n).map(move |j| (i, j)));
            pairs.map(|(i, j)| v[i] * h[(i, j)] * v[j]).sum::<f64>() / v.norm_squared()
        },
        "hᵢⱼ and hⱼᵢ are two entries, and both count; your loops take one of them.",
    ),
    (
        "took half of it",
        |h, v| quad(h, v) / v.norm_squared() / 2.0,
        "½·v'Hv is how far the surface rises from the tangent plane; the second derivative has no ½.",
    ),
    (
        "took the mean of the diagonal",
        |h, v| h.trace() / v.len() as f64,
        "v plays no part in yours: that is the mean of the bendings over all directions.",
    ),
    (
        "gave the largest bending",
        |h, _| h.clone().symmetric_eigenvalues().max(),
        "That is the most that f bends in any direction. How does it bend along v?",
    ),
    (
        "divided by the number of entries",
        |h, v| quad(h, v) / v.len() as f64,
        "What is left of the length of v, when you divide by how many entries it has?",
    ),
    (
        "divided by the squared sum",
        |h, v| quad(h, v) / (v.sum() * v.sum()),
        "The length of (1, −1) is not 0: square the entries first, then add.",
    ),
    (
        "added the entries of Hv",
        |h, v| (h * v).sum() / v.norm(),
        "You add up the entries of Hv; it is its product with v that is asked.",
    ),
    (
        "divided by the largest entry",
        |h, v| quad(h, v) / (v.amax() * v.amax()),
        "Your length of (3, 4) is 4: the other entry counts, too.",
    ),
    (
        "multiplied by the square of the length",
        |h, v| quad(h, v) * v.norm_squared(),
        "Yours grows with the fourth power of ‖v‖: divide where you multiply.",
    ),
];
