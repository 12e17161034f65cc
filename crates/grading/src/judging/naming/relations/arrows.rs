//! What may be said of arrows: they have a length and a direction.

use super::{Relation, changing, relation};
use crate::judging::naming::row::{Row, all_of};
use nabla_core::Tolerance;

fn norm(numbers: &[f64]) -> f64 {
    numbers.iter().map(|number| number * number).sum::<f64>().sqrt()
}

type Turn = fn(&[f64]) -> Vec<f64>;

/// What may happen to an arrow in any number of dimensions: its name, what it does to the right arrow, and what is said.
const ANYWHERE: [(&str, Turn, &str); 5] = [
    (
        "made it of length 1",
        |g| g.iter().map(|x| x / norm(g)).collect(),
        "Every answer points the right way and has the length 1: how long it should be has been lost.",
    ),
    (
        "made it of length 1, and turned it round",
        |g| g.iter().map(|x| -x / norm(g)).collect(),
        "Every answer has the length 1 and points the other way: both the length and the sign got lost.",
    ),
    (
        "as long as the square",
        |g| g.iter().map(|x| x * norm(g)).collect(),
        "Every answer points the right way, and its length is the square of the right one.",
    ),
    (
        "without signs",
        |g| g.iter().map(|x| x.abs()).collect(),
        "Every component has the right size, and none is negative: the signs got lost.",
    ),
    ("squared components", |g| g.iter().map(|x| x * x).collect(), "Every component is the square of the right one."),
];

/// What may happen to an arrow in the plane.
const IN_THE_PLANE: [(&str, Turn, &str); 8] = [
    (
        "mirrored: x and y are exchanged",
        |g| vec![g[1], g[0]],
        "The right numbers, exchanged: the arrow is mirrored. The x component comes first.",
    ),
    (
        "turned by a right angle",
        |g| vec![-g[1], g[0]],
        "Every answer is as long as it should be and stands at a right angle to the right one.",
    ),
    (
        "turned by a right angle, the other way",
        |g| vec![g[1], -g[0]],
        "Every answer is as long as it should be and stands at a right angle to the right one.",
    ),
    (
        "mirrored: the sign of x is flipped",
        |g| vec![-g[0], g[1]],
        "The length is right; the sign of the x component is flipped.",
    ),
    (
        "mirrored: the sign of y is flipped",
        |g| vec![g[0], -g[1]],
        "The length is right; the sign of the y component is flipped.",
    ),
    (
        "exchanged, and both signs are flipped",
        |g| vec![-g[1], -g[0]],
        "The right sizes in the wrong places, and both signs are flipped.",
    ),
    (
        "the x component in both places",
        |g| vec![g[0], g[0]],
        "Both components of yours are the x component of the right one: where is y?",
    ),
    (
        "the y component in both places",
        |g| vec![g[1], g[1]],
        "Both components of yours are the y component of the right one: where is x?",
    ),
];

/// The truth turned, mirrored, or of another length, always in the same way.
pub(super) fn turned(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let fits = |turn: &Turn| rows.iter().all(|row| row.agrees_when(tolerance, turn));
    let plane = if all_of(rows, 2) { &IN_THE_PLANE[..] } else { &[] };
    let (name, turn, says) = ANYWHERE.iter().chain(plane).find(|(_, turn, _)| fits(turn))?;
    changing(*name, *says, *turn)
}

/// got = k · expected with a positive k of its own at every probe.
pub(super) fn wrong_length(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let along = |row: &Row, sign: f64| {
        let k = sign * norm(&row.got) / norm(&row.expected);
        row.expected.len() >= 2
            && k.is_finite()
            && k != 0.0
            && row.agrees_when(tolerance, |x| x.iter().map(|x| k * x).collect())
    };
    if rows.iter().all(|row| along(row, 1.0)) {
        return relation(
            "right direction, wrong length",
            "Every answer points the right way; its length is not the right one.",
        );
    }
    if rows.iter().all(|row| along(row, -1.0)) {
        return relation(
            "the opposite direction, and the wrong length",
            "Every answer points exactly the other way, and its length is not the right one either.",
        );
    }
    None
}
