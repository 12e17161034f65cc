//! What makes a moving point a level curve: it is on the level, and goes round once.

use super::mistakes::REACHES;
use super::{LAP, V2};
use crate::fields::within;
use nabla_grading::{Complaint, Observation, number_text};
use std::f64::consts::TAU;

/// x² + 4y².
pub(super) fn height(p: V2) -> f64 {
    p.x * p.x + 4.0 * p.y * p.y
}

/// Whether there is a point, and on the level.
pub(super) fn lies_on_the_level(asked: &Observation<'_>) -> Result<(), Complaint> {
    let level: f64 = asked.argument(0);
    let complaint = |says: &str| Complaint::new(says).expected(format!("a point with x² + 4y² = {level}"));
    let Some(p) = asked.value::<V2>() else {
        return Err(complaint("The level exists, and t is a time like any other: there is a point."));
    };
    if within(height(p) - level, 1e-9 * level) {
        return Ok(());
    }
    if p.iter().any(|number| !number.is_finite()) {
        return Err(complaint(
            "What comes out is no place on the map: what stands under your root, or below a fraction?",
        ));
    }
    // As many digits as it takes to see the difference.
    let digits = if within(height(p) / level - 1.0, 1e-3) { 12 } else { 5 };
    let [x, y, height] = [p.x, p.y, height(p)].map(|number| number_text(number, Some(digits)));
    Err(complaint("Your point is on another level: put it into x² + 4y².").got(format!("({x}, {y}) on level {height}")))
}

/// The laps go round the origin once, steadily enough. Where points are off the level, what they have in common is
/// said.
pub(super) fn goes_round_once(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let off = |(index, asked): (usize, &Observation<'_>)| Some((index, lies_on_the_level(asked).err()?));
    if let Some((index, complaint)) = asked.iter().enumerate().find_map(off) {
        return in_common(asked).map_or(Ok(()), |(name, says)| Err((index, complaint.called(name, says))));
    }
    [0, LAP].into_iter().try_for_each(|first| {
        let points: Vec<V2> = asked[first..first + LAP].iter().filter_map(Observation::value::<V2>).collect();
        one_lap(&points, asked[first].argument::<f64>(0).sqrt()).map_err(|(index, says)| (first + index, says))
    })
}

/// Said where some answers are no points.
const NOWHERE: (&str, &str) = (
    "no point at some times",
    "For some t no point comes out: what stands under your root there, or below a fraction?",
);

/// What explains points off the level, if it is one thing.
fn in_common(asked: &[Observation<'_>]) -> Option<(&'static str, String)> {
    let point = |asked: &Observation<'_>| Some((asked.argument(0), asked.argument(1), asked.value::<V2>()?));
    let points: Vec<(f64, f64, V2)> = asked.iter().filter_map(point).filter(|(.., p)| p.norm().is_finite()).collect();
    if points.iter().all(|(level, _, p)| within(height(*p) - level, 1e-9 * level)) {
        return Some(NOWHERE).filter(|_| !points.is_empty()).map(|(name, says)| (name, says.to_owned()));
    }
    let all = |holds: &dyn Fn(f64, f64, V2) -> bool| {
        points.len() > LAP / 2 && points.iter().all(|(level, t, p)| holds(*level, *t, *p))
    };
    let one = points.get(LAP / 4).map_or(V2::zeros(), |(.., p)| *p);
    let mut fitting = REACHES.iter().filter(|(_, reach, _)| {
        all(&|level, _, p| within((p.x / reach(level).0).powi(2) + (p.y / reach(level).1).powi(2) - 1.0, 1e-9))
    });
    let known = if all(&|_, t, p| p.x == t) {
        ("took t for x", "A curve that comes back is no graph over x: let t be the time of a walk.")
    } else if all(&|level, _, p| within(height(p) / level - 1.0, 1e-3)) {
        ("close, but not exact", "Near the level, not on it: where do you round, or use `f32`?")
    } else if one.x * one.y != 0.0 && all(&|_, _, p| within(p.perp(&one), 1e-9 * one.norm_squared())) {
        ("used the same wave twice", "When x is at its largest, where should y be? They rise together.")
    } else {
        let Some((name, _, says)) = fitting.next().filter(|_| fitting.next().is_none()) else {
            return ends(&asked[..LAP]);
        };
        (*name, *says)
    };
    Some((known.0, known.1.to_owned()))
}

/// Where a lap on the level 8 ends along x and y, if that is not where the curve does.
fn ends(lap: &[Observation<'_>]) -> Option<(&'static str, String)> {
    let points: Vec<V2> = lap.iter().filter_map(Observation::value::<V2>).collect();
    let first = *points.first()?;
    if points.len() < LAP || points.iter().any(|p| !p.norm().is_finite()) {
        return Some((NOWHERE.0, NOWHERE.1.to_owned()));
    }
    let (low, high) = points.iter().fold((first, first), |(low, high), p| (low.inf(p), high.sup(p)));
    let off = |end: f64, true_end: f64| !within(end.abs() / true_end - 1.0, 0.01);
    let wrong =
        [off(low.x, 8_f64.sqrt()) || off(high.x, 8_f64.sqrt()), off(low.y, 2_f64.sqrt()) || off(high.y, 2_f64.sqrt())];
    let name = match wrong {
        [true, false] => "wrong ends along x",
        [false, true] => "wrong ends along y",
        [true, true] => "wrong ends along x and y",
        [false, false] => return None,
    };
    let [x, y] = [(low.x, high.x), (low.y, high.y)].map(|(low, high)| format!("from {low:.2} to {high:.2}"));
    Some((name, format!("On level 8 yours goes {x} along x and {y} along y. Where does x² + 4y² = 8 end?")))
}

/// One lap from t = 0 to 2π on a level whose root is `reach`.
fn one_lap(points: &[V2], reach: f64) -> Result<(), (usize, Complaint)> {
    // The angle at the centre, in the picture squeezed to a circle, adds up to one turn.
    let squeezed = |p: V2| V2::new(p.x, 2.0 * p.y);
    let mut turns = 0.0;
    for (index, pair) in points.windows(2).enumerate() {
        let leap = (pair[1] - pair[0]).norm();
        if !within(leap, 0.5 * reach) {
            let by = number_text(leap, Some(3));
            let says = format!("From here to the next time, a tenth later, your point leaps by {by}.");
            return Err((index, Complaint::new(says).expected("a point that moves by at most √level / 2 in 0.1")));
        }
        let (from, to) = (squeezed(pair[0]), squeezed(pair[1]));
        turns += from.perp(&to).atan2(from.dot(&to)) / TAU;
    }
    let gap = (points[points.len() - 1] - points[0]).norm();
    let times =
        format!("From t = 0 to 2π your point goes round {} times; once is asked.", number_text(turns.abs(), Some(3)));
    let (name, says) = match turns.abs() {
        turns if turns > 1.001 => ("went round more than once", times),
        // To more digits than a rounded 2π has.
        turns if turns > 0.999 && within(gap, 3e-8 * reach) => return Ok(()),
        turns if turns > 0.999 => ("does not close", "At 2π you are not back: has your 2π all its digits?".to_owned()),
        _ if points.iter().all(|p| *p == points[0]) => {
            ("never moves", "Your point stays where it is, for every t.".to_owned())
        }
        turns if turns < 0.001 && points.iter().all(|p| p.y >= 0.0) => {
            ("walked the upper half only", "A root is never negative; there is a lower half.".to_owned())
        }
        _ => ("went less than once round", times),
    };
    let got = match name {
        "does not close" => format!("{} from where it was at t = 0", number_text(gap, Some(3))),
        _ => format!("{} times round since t = 0", number_text(turns.abs(), Some(3))),
    };
    let complaint = Complaint::named(name, says).got(got);
    Err((points.len() - 1, complaint.expected("once round, and back where it was at t = 0")))
}
