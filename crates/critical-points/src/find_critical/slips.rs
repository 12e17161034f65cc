//! What goes wrong on Newton's way.

use super::{DM, DV, Rules};
use crate::Table;

fn solved(h: &DM, g: &DV) -> Option<DV> {
    h.clone().lu().solve(g)
}

/// The step as it would be if every eigenvalue λ were another one; none where H is not finite.
fn with_eigenvalues(h: &DM, g: &DV, other: fn(f64) -> f64) -> Option<DV> {
    if !h.iter().all(|entry| entry.is_finite()) {
        return None;
    }
    let axes = h.clone().symmetric_eigen();
    let shares = axes.eigenvectors.tr_mul(g);
    Some(&axes.eigenvectors * shares.zip_map(&axes.eigenvalues, |share, bending| share / other(bending)))
}

fn rises_everywhere(h: &DM) -> bool {
    h.clone().cholesky().is_some()
}

pub(super) const SLIPS: Table<fn(&mut Rules), 23> = [
    (
        "went down the slope",
        |r| r.solve = |_, g| Some(0.1 * g),
        "That is a step of gradient descent. Near a saddle it leads down and away; H is not in it.",
    ),
    (
        "stepped the wrong way",
        |r| r.solve = |h, g| Some(-solved(h, g)?),
        "Your step leads away from where ∇f would be 0, by as much as the right one leads there.",
    ),
    (
        "multiplied with H",
        |r| r.solve = |h, g| Some(h * g),
        "The more strongly f bends, the sooner a slope is used up: shorter steps, not longer ones. Undo H.",
    ),
    (
        "solved each input by itself",
        |r| r.solve = |h, g| Some(g.component_div(&h.diagonal())),
        "You divide by the diagonal of H alone; what stands beside it ties the inputs together.",
    ),
    (
        "kept the bending of the start",
        |r| r.bent_at = |start, _| start,
        "H comes from the start in every step of yours; f bends otherwise where you are now.",
    ),
    (
        "kept the slopes of the start",
        |r| r.sloped_at = |start, _| start,
        "Every step goes by the slope at the start: measure it anew where you stand.",
    ),
    (
        "gave a place that was not asked",
        |r| r.exhausted = Some,
        "After the last step you answer with the place you are at, and ∇f may still be long there.",
    ),
    (
        "kept minima only",
        |r| r.wanted = rises_everywhere,
        "Where H is not positive you answer None; a flat place of any kind counts here.",
    ),
    (
        "took the sizes of the bendings",
        |r| r.solve = |h, g| with_eigenvalues(h, g, f64::abs),
        "You divide by |λ| in the place of λ, and a saddle repels you along its falling axis.",
    ),
    (
        "went half the way",
        |r| r.solve = |h, g| Some(0.5 * solved(h, g)?),
        "Your steps end halfway to where the linear model of ∇f is 0.",
    ),
    (
        "made every step one long",
        |r| r.solve = |h, g| Some(solved(h, g)?.normalize()),
        "All your steps have the length 1: H and ∇f together say how far to go.",
    ),
    (
        "did not ask after the last step",
        |r| r.asks_the_last = false,
        "max_steps steps make max_steps + 1 places: the last one is never asked in yours.",
    ),
    (
        "made a step too many",
        |r| r.steps = |max_steps| max_steps + 1,
        "You make one step more than is allowed: count steps, not places.",
    ),
    (
        "went on without end",
        |r| r.steps = |_| 100,
        "Yours goes on when the steps are used up: after max_steps of them it is over, and the answer is None.",
    ),
    (
        "stopped by the length of the step",
        |r| r.by_step = true,
        "Yours stops where a step is short. It is ∇f that has to be short, at the place that you give.",
    ),
    (
        "gave the place before the last",
        |r| r.given = |before, _| before,
        "You answer with the place from which the last step came, and not with the one that is flat.",
    ),
    (
        "turned the comparison round",
        |r| r.arrived = |g, tolerance| g.norm() > tolerance,
        "Yours stops where ∇f is longer than the tolerance: flat is where it is shorter.",
    ),
    (
        "compared one slope only",
        |r| r.arrived = |g, tolerance| g[0].abs() <= tolerance,
        "Yours stops where the first slope is small, whatever the others are: ask for the length of ∇f.",
    ),
    (
        "compared the largest slope",
        |r| r.arrived = |g, tolerance| g.amax() <= tolerance,
        "The largest slope is compared in yours; the length of ∇f is longer where another one is not 0.",
    ),
    (
        "let one slope suffice",
        |r| r.arrived = |g, tolerance| g.amin() <= tolerance,
        "Yours stops where any of the slopes is small: a flat place has none that is not.",
    ),
    (
        "added up the sizes of the slopes",
        |r| r.arrived = |g, tolerance| g.lp_norm(1) <= tolerance,
        "The sizes of all slopes are added up in yours; the length of ∇f is the root of their squares, and shorter.",
    ),
    (
        "compared the sum of the slopes",
        |r| r.arrived = |g, tolerance| g.sum().abs() <= tolerance,
        "Slopes of two signs cancel in a sum: 3 and −3 are not flat. Ask for the length of ∇f.",
    ),
    (
        "compared the square of the length",
        |r| r.arrived = |g, tolerance| g.norm_squared() <= tolerance,
        "The tolerance is a length, and yours is compared with the square of one.",
    ),
];
