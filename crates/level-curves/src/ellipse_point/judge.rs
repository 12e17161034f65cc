//! What makes a moving point a level curve: it is on the level, and goes round once.

use super::{LAP, UPPER_HALF};
use crate::known::within;
use nabla_grading::{Asked, Complaint, number_text};
use nalgebra::Vector2;
use std::f64::consts::TAU;

type V2 = Vector2<f64>;

/// Whether the point is on the level, and there is one where there should be.
pub(super) fn lies_on_the_level(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (level, answer) = (asked.argument::<f64>(0), asked.value::<Option<V2>>().flatten());
    let possible = asked.expected.components().len() == 2;
    match answer {
        None if possible => Err(Complaint::new("The level exists, and t is a time like any other: there is a point.")
            .expected(format!("a point with x² + 4y² = {level}"))),
        Some(_) if !possible => Err(Complaint::new("There is no such point: which of the arguments forbids it?")),
        Some(p) if !within(height(p) - level, 1e-9 * level) => {
            let digits = if within(height(p) / level - 1.0, 1e-3) { 12 } else { 5 };
            let height = number_text(height(p), Some(digits));
            let got = format!("({}, {})", number_text(p.x, Some(5)), number_text(p.y, Some(5)));
            Err(Complaint::new(format!("At your point x² + 4y² is {height}, not {level}."))
                .got(format!("{got} on level {height}"))
                .expected(format!("a point with x² + 4y² = {level}")))
        }
        _ => Ok(()),
    }
}

/// x² + 4y².
pub(super) fn height(p: V2) -> f64 {
    p.x * p.x + 4.0 * p.y * p.y
}

/// Whether the point lies on a·x² + b·y² = size(level).
pub(super) fn on(asked: &Asked<'_>, a: f64, b: f64, size: fn(f64) -> f64) -> Option<bool> {
    let (level, p) = (asked.argument::<f64>(0), asked.value::<Option<V2>>().flatten()?);
    let size = size(level);
    let telling = level > 0.0 && p.x.is_finite() && p.y.is_finite();
    telling.then(|| (a * p.x * p.x + b * p.y * p.y - size).abs() <= 1e-9 * size)
}

/// The laps go round the origin once, steadily enough, and 2π later the point is the same.
pub(super) fn goes_round_once(asked: &[Asked<'_>]) -> Result<(), (usize, Complaint)> {
    let lap = usize::from(LAP);
    let point = |asked: &Asked<'_>| asked.value::<Option<V2>>().flatten().unwrap_or(V2::repeat(f64::NAN));
    for first in [0, lap] {
        let level: f64 = asked[first].argument(0);
        let points: Vec<V2> = asked[first..first + lap].iter().map(point).collect();
        if upper_half_and_back(&points, level) {
            return Err((first + 50, Complaint::named(UPPER_HALF.name, UPPER_HALF.says)));
        }
        let next = |index: usize| points[(index + 1) % lap];
        if let Some(index) = (0..lap).find(|&index| !within((next(index) - points[index]).norm(), 0.5 * level.sqrt())) {
            let gap = number_text((next(index) - points[index]).norm(), Some(3));
            let says = if index + 1 == lap {
                format!("At the end of the lap your point is still {gap} from where it was at t = 0.")
            } else {
                format!("From here to the next time, a tenth later, your point leaps by {gap}.")
            };
            return Err((
                first + index,
                Complaint::new(says).expected("a point that moves by at most √level / 2 in 0.1"),
            ));
        }
        // The angle at the centre, in the picture squeezed to a circle, adds up to one turn.
        let squeezed = |p: V2| V2::new(p.x, 2.0 * p.y);
        let turn = |index: usize| {
            let (from, to) = (squeezed(points[index]), squeezed(next(index)));
            from.perp(&to).atan2(from.dot(&to))
        };
        let turns = ((0..lap).map(turn).sum::<f64>() / TAU).abs();
        if !within(turns - 1.0, 1e-6) {
            let turns = number_text(turns.round(), None);
            let says = format!("From t = 0 to 2π your point goes round {turns} times; once is asked.");
            return Err((first + lap / 2, Complaint::new(says).expected("one lap from t = 0 to t = 2π")));
        }
    }
    for (index, pair) in asked.windows(2).enumerate() {
        let [(level, t), (same, later)] =
            [&pair[0], &pair[1]].map(|asked| (asked.argument::<f64>(0), asked.argument::<f64>(1)));
        let apart = (point(&pair[0]) - point(&pair[1])).norm();
        if same == level && later == t + TAU && !within(apart, 1e-6 * level.sqrt()) {
            let says = "2π later your point should be back where it was.";
            return Err((index + 1, Complaint::new(says).got(format!("{} away", number_text(apart, Some(3))))));
        }
    }
    Ok(())
}

/// No point lies below the axis, and yet the walk goes out to both sides, over the top, and back to where it began.
fn upper_half_and_back(points: &[V2], level: f64) -> bool {
    let top = points.iter().map(|p| p.y).fold(0.0, f64::max);
    let reaches = |side: f64| points.iter().any(|p| side * p.x > 0.9 * level.sqrt());
    let back = (points[0] - points[points.len() - 1]).norm();
    points.iter().all(|p| p.y >= 0.0)
        && top > 0.4 * level.sqrt()
        && reaches(1.0)
        && reaches(-1.0)
        && within(back, 0.5 * level.sqrt())
}
