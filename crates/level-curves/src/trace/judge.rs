//! What makes a path a level curve: it stays on the level, steps evenly, never turns back, and comes back once.
//!
//! What is said of a wrong one is a fact about it, and has a name.

use super::rules::{CLOSED_EARLY, NEVER_STOPPED, PREDICTOR_ONLY, TURNED_BACK, WRONG_WAY};
use super::walk::Walk;
use crate::fields::within;
use nabla_grading::{Complaint, Observation, Value, number_text};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// How far f may be from the level of the start.
const ON_LEVEL: f64 = 1e-6;

/// Judges one path; the first thing that is not right is said.
pub(super) fn is_a_level_curve(asked: &Observation<'_>) -> Result<(), Complaint> {
    allowed(asked)?;
    let Some(walk) = Walk::read(asked) else { return Err(Complaint::new("A list of points is asked.")) };
    let lap: Vec<V2> = asked.expected.components().chunks_exact(2).map(V2::from_column_slice).collect();
    begins_at_the_start(&walk)?;
    on_level(&walk)?;
    even_steps(&walk)?;
    comes_back_once(&walk, &lap)
}

/// First of all, so that nobody reads a path of a million points.
fn allowed(asked: &Observation<'_>) -> Result<(), Complaint> {
    let count = match asked.answer.value() {
        Some(Value::List(points)) => points.len(),
        _ => 0,
    };
    let most = asked.argument::<usize>(4);
    if count <= most {
        return Ok(());
    }
    let says = "There are more points than `max_points` allows; the start counts as one.";
    Err(Complaint::named("more points than allowed", says)
        .got(points(count))
        .expected(format!("at most {}", points(most))))
}

fn begins_at_the_start(walk: &Walk) -> Result<(), Complaint> {
    let expected = format!("{} first", place(walk.start));
    match walk.path.first() {
        None if walk.max_points == 0 => Ok(()),
        None => {
            let says = "The start is on the curve: the path holds at least that.";
            Err(Complaint::named("an empty path", says).got("an empty path").expected(expected))
        }
        Some(first) if (first - walk.start).norm() <= 1e-9 => Ok(()),
        Some(first) => {
            let says = "The path begins at the start itself.";
            Err(Complaint::named("began elsewhere", says).got(format!("{} first", place(*first))).expected(expected))
        }
    }
}

fn on_level(walk: &Walk) -> Result<(), Complaint> {
    let point = |index: usize| format!("point {} at {}", index + 1, place(walk.path[index]));
    let expected = format!("every point on level {}, to within 1e-6", number_text(walk.level, Some(5)));
    if let Some(lost) = walk.path.iter().position(|p| !(p.x.is_finite() && p.y.is_finite())) {
        let says = "A point of your path is not a number: what do you divide by on the way to it?";
        return Err(Complaint::named("a point that is no number", says).got(point(lost)).expected(expected));
    }
    let off: Vec<f64> = walk.path.iter().map(|p| walk.off_level(*p)).collect();
    let worst = off.iter().map(|off| off.abs()).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    match worst {
        Some((index, most)) if !within(most, ON_LEVEL) => {
            let digits = if most < 0.01 { 9 } else { 5 };
            let height = number_text(walk.level + off[index], Some(digits));
            let (name, says) = why_off(walk, &off, most);
            Err(Complaint::named(name, says).got(format!("{} on level {height}", point(index))).expected(expected))
        }
        _ => Ok(()),
    }
}

/// What a path that leaves the level shows of the reason.
fn why_off(walk: &Walk, off: &[f64], most: f64) -> (&'static str, &'static str) {
    let of_one_height = |part: &[f64]| part.len() > 2 && part.iter().all(|other| (other - part[0]).abs() <= ON_LEVEL);
    let radius = walk.start.norm();
    let is_circle = walk.path.len() > 3 && walk.path.iter().all(|p| (p.norm() - radius).abs() <= 1e-9 * radius);
    if walk.path.len() > 3 && walk.never_corrects() {
        PREDICTOR_ONLY
    } else if walk.corrects_the_wrong_way() {
        WRONG_WAY
    } else if is_circle {
        (
            "a circle about the origin",
            "All your points are equally far from the origin: is that where f has the same height?",
        )
    } else if of_one_height(&off[off.len() / 2..]) {
        ("another level", "Your path follows a level curve, but not that of the start: which height do you correct to?")
    } else if most < 1e-3 {
        (
            "close to the level, not on it",
            "Your points are close to the level, not on it: correct them until they are within 1e-6, \
             and give away no digits of them.",
        )
    } else {
        (
            "left the level",
            "Your path leaves the level: look at how its height changes on the way, \
             and at what your correction does about it.",
        )
    }
}

fn even_steps(walk: &Walk) -> Result<(), Complaint> {
    let lengths: Vec<f64> = walk.edges().map(|edge| edge.norm() / walk.step).collect();
    let last = lengths.len().saturating_sub(1);
    // The last step closes a lap and may be short; a path that was cut has no such excuse, but a short last step
    // harms nobody.
    let odd = |(index, length): &(usize, f64)| {
        let shortest = if *index == last { 0.0 } else { 0.5 };
        !(shortest..=1.5).contains(length)
    };
    if let Some((index, length)) = lengths.iter().copied().enumerate().find(odd) {
        let alike = lengths.len() > 2 && lengths[..last].iter().all(|other| (other - length).abs() < 0.05 * length);
        let (name, says) = if length < 1e-6 {
            ("stood still", "Two points of yours are the same, one after the other: each step leads `step` on.")
        } else if alike {
            ("steps of another length", "Your steps are all alike, but not `step` long: which factor comes in?")
        } else {
            (
                "uneven steps",
                "Your steps are not about `step` long: how long is the vector that you walk along, \
                 and how much of it does the correction take back?",
            )
        };
        let (length, step) = (number_text(length * walk.step, Some(3)), number_text(walk.step, None));
        return Err(Complaint::named(name, says)
            .got(format!("points {} and {} are {length} apart", index + 1, index + 2))
            .expected(format!("steps of about {step}")));
    }
    if let Some(at) = walk.turned_back() {
        return Err(Complaint::named(TURNED_BACK.0, TURNED_BACK.1)
            .got(format!("a turn back at {}", place(walk.path[at])))
            .expected("a path that goes on"));
    }
    Ok(())
}

fn comes_back_once(walk: &Walk, lap: &[V2]) -> Result<(), Complaint> {
    let count = walk.path.len();
    let closing = walk.path.last().map_or(0.0, |last| (last - walk.start).norm());
    let back = walk.returned();
    if let Some(back) = back.filter(|back| count > back + 3) {
        return Err(Complaint::named(NEVER_STOPPED.0, NEVER_STOPPED.1)
            .got(format!("back at the start after {}, {} in all", points(back + 1), points(count)))
            .expected("once round"));
    }
    let gap = closing > 1.5 * walk.step;
    let (far, near) = (number_text(closing, Some(3)), number_text(1.5 * walk.step, Some(5)));
    if count < walk.max_points && back.is_some() && gap {
        let says = "Your path goes past the start before it ends: it is back a step or two earlier than you notice.";
        return Err(Complaint::named("went past the start", says)
            .got(format!("the last point {far} beyond the start"))
            .expected(format!("the last point within {near} of the start")));
    }
    if count < walk.max_points && back.is_none() && (gap || count < 4) {
        let (name, says) = if count < 4 {
            CLOSED_EARLY
        } else {
            (
                "ended before it was back",
                "Your path ends before it has come back to the start. \
                 When may it stop, and how near must the start be?",
            )
        };
        return Err(Complaint::named(name, says)
            .got(format!("{}, the last one {far} from the start", points(count)))
            .expected(format!("once round to within {near} of the start, or {}", points(walk.max_points))));
    }
    // Some of its points speak for all.
    let mut some = lap.iter().step_by(lap.len().div_ceil(24).max(1));
    let missed = |p: &&V2| walk.path.iter().all(|q| (*p - q).norm() > walk.step);
    if walk.should_close(lap)
        && let Some(missed) = some.find(missed)
    {
        let says = "A part of the curve has no point of yours near it.";
        return Err(Complaint::named("a part of the curve is missing", says)
            .got(format!("nothing near {}", place(*missed)))
            .expected("the whole curve"));
    }
    Ok(())
}

fn points(count: usize) -> String {
    if count == 1 { "1 point".to_owned() } else { format!("{count} points") }
}

fn place(p: V2) -> String {
    format!("({}, {})", number_text(p.x, Some(4)), number_text(p.y, Some(4)))
}
