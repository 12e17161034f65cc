//! What goes wrong with a map of flat places.

use super::V2;
use super::places::Side;
use super::rules::{Rules, Task};
use crate::Table;
use nabla_core::Kind;

pub(super) const BESIDE: &str = "named places beside the flat ones";
pub(super) const BESIDE_SAYS: &str =
    "A place that you name lies beside a flat one, and ∇f is not 0 there: was it rounded, or did the walk stop early?";

pub(super) const SLIPS: Table<fn(&mut Rules), 16> = [
    (
        "named each end",
        |r| r.same = |_, _| false,
        "Each walk adds an entry in yours, also one to a place that is listed: look whether it is there.",
    ),
    (
        "told ends apart that are one place",
        |r| r.same = |(p, _), (q, _)| (p - q).norm() <= 1e-9,
        "Where the ground hardly bends, walks to one place stop a ten-thousandth apart; yours count as two.",
    ),
    (
        "compared ends as they are",
        |r| r.same = |(p, _), (q, _)| p == q,
        "Two walks to one place differ in the last digits: compare by distance.",
    ),
    (
        "did not look at the box",
        |r| r.inside = |_, _| true,
        "A walk that begins in the box can end outside of it; such an end does not count.",
    ),
    (
        "began at one place",
        |r| r.starts = |x, y, _| vec![V2::new(0.5 * (x.0 + x.1), 0.5 * (y.0 + y.1))],
        "From the middle alone you find what is nearest to it: spread your starts over the box.",
    ),
    (
        "began along the diagonal",
        |r| r.starts = |x, y, n| super::rules::grid(x, y, n).into_iter().step_by(n + 1).collect(),
        "Your starts lie on one line: two loops make a grid.",
    ),
    (
        "kept minima only",
        |r| r.kept = |kind| kind == Kind::Minimum,
        "∇f is 0 on saddles and on tops as well; you have left them out.",
    ),
    (
        "went down the slope",
        |r| r.walk = descended,
        "Going downhill ends in a bowl from nearly everywhere: who goes up to the saddles?",
    ),
    (
        "took grid points that are nearly flat",
        |r| r.walk = |task, p| if task.slopes(p).norm() < 0.5 { Some(p) } else { None },
        "You name starts at which f is gentle, without a step from there: few flat places lie on a grid.",
    ),
    (
        "kept one place of each kind",
        |r| r.same = |(_, kind), (_, other)| kind == other,
        "A second minimum elsewhere is a place of its own: it is the distance that decides.",
    ),
    (
        "merged places far apart",
        |r| r.same = |(p, _), (q, _)| (p - q).norm() <= 1.5,
        "Places that are far apart have become one in yours: 1e-3 is the distance.",
    ),
    (
        "compared along x only",
        |r| r.same = |(p, _), (q, _)| (p.x - q.x).abs() <= 1e-3,
        "Two places above one another have become one in yours: compare both coordinates.",
    ),
    (
        "called every place a minimum",
        |r| r.kind = |_, _| Kind::Minimum,
        "To come to rest somewhere does not make it a minimum: ask H at the place.",
    ),
    (BESIDE, |r| r.given = |_, p| p.map(|number| (1e3 * number).round() / 1e3), BESIDE_SAYS),
    ("exchanged x and y", |r| r.given = |_, p| p.yx(), "The places are right with x and y exchanged: x comes first."),
    (
        "stopped before the far sides",
        |r| r.starts = short_of_the_far_sides,
        "Your starts never come to the far sides of the box: n of them from end to end have n − 1 gaps.",
    ),
];

/// n starts along each side with n gaps behind them.
fn short_of_the_far_sides(x: Side, y: Side, n: usize) -> Vec<V2> {
    super::rules::grid(x, y, n + 1).into_iter().filter(|p| p.x < x.1 && p.y < y.1).collect()
}

/// Down the slope until it is gentle enough; None for what has not come to rest.
fn descended(task: &Task<'_>, start: V2) -> Option<V2> {
    let mut p = start;
    for _ in 0..600 {
        let slopes = task.slopes(p);
        // What has run out of the box this far will not come back.
        if slopes.norm() <= 1e-6 || slopes.norm() > 1e6 {
            break;
        }
        p -= 0.05 * slopes;
    }
    (task.slopes(p).norm() <= 1e-5).then_some(p)
}
