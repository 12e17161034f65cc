//! What makes a path a level curve: it stays on the level, steps evenly, never turns back, and comes back once.

use super::mistakes::{CLOSED_EARLY, NEVER_STOPPED, PREDICTOR_ONLY, TURNED_BACK, WRONG_WAY};
use crate::known::{Known, Sign, within};
use nabla_core::Field;
use nabla_grading::{Asked, Complaint, Value, number_text};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// How far f may be from the level of the start.
const ON_LEVEL: f64 = 1e-6;

/// A path with what was asked for.
struct Walk {
    field: Field,
    start: V2,
    step: f64,
    max_points: usize,
    level: f64,
    path: Vec<V2>,
}

impl Walk {
    fn read(asked: &Asked<'_>) -> Option<Self> {
        let (field, start) = (asked.argument::<Field>(0), asked.argument::<V2>(2));
        let level = field.value(start.as_slice());
        Some(Self { field, start, step: asked.argument(3), max_points: asked.argument(4), level, path: asked.value()? })
    }

    fn off_level(&self, p: V2) -> f64 {
        self.field.value(p.as_slice()) - self.level
    }

    fn slope(&self, p: V2) -> V2 {
        V2::from_vec(self.field.gradient(p.as_slice()))
    }

    fn edges(&self) -> impl Iterator<Item = V2> {
        self.path.windows(2).map(|pair| pair[1] - pair[0])
    }

    /// Where the path passes the start again, as the index of the point before; it must have been away.
    fn returned(&self) -> Option<usize> {
        let away = self.path.iter().position(|p| (p - self.start).norm() > 2.0 * self.step)?;
        (away..self.path.len() - 1).find(|&index| {
            let (from, along) = (self.path[index], self.path[index + 1] - self.path[index]);
            let share = ((self.start - from).dot(&along) / along.norm_squared()).clamp(0.0, 1.0);
            (from + share * along - self.start).norm() < 0.5 * self.step
        })
    }

    /// Whether a complete path would close: a bowl's level curve does, a wave's never, a short allowance cuts it.
    fn should_close(&self, lap: &[V2]) -> bool {
        let length: f64 = (0..lap.len()).map(|index| (lap[(index + 1) % lap.len()] - lap[index]).norm()).sum();
        let closed = matches!(self.field, Field::Polynomial(_)) && lap.len() > 2;
        closed && self.max_points as f64 * self.step > 2.0 * length
    }
}

/// Judges one path; the first thing that is not right is said.
pub(super) fn is_a_level_curve(asked: &Asked<'_>) -> Result<(), Complaint> {
    let Some(walk) = Walk::read(asked) else { return Err(Complaint::new("A list of points is asked.")) };
    let lap: Vec<V2> = lap(asked);
    count(&walk, &lap)?;
    on_level(&walk)?;
    even_steps(&walk)?;
    comes_back_once(&walk, &lap)
}

/// The points of the truth: one lap, or the straight line.
fn lap(asked: &Asked<'_>) -> Vec<V2> {
    asked.expected.components().chunks_exact(2).map(V2::from_column_slice).collect()
}

fn count(walk: &Walk, lap: &[V2]) -> Result<(), Complaint> {
    let (count, most) = (walk.path.len(), walk.max_points);
    if count > most {
        return Err(Complaint::new("There are more points than `max_points` allows; the start counts as one.")
            .got(points(count))
            .expected(format!("at most {}", points(most))));
    }
    let Some(first) = walk.path.first().filter(|_| most > 0) else {
        return if most == 0 {
            Ok(())
        } else {
            Err(Complaint::new("The start is on the curve: the path holds at least that.")
                .got("an empty path")
                .expected("the start first"))
        };
    };
    if !within((first - walk.start).norm(), 1e-9) {
        return Err(Complaint::new("The path begins at the start itself.")
            .got(format!("{} first", place(*first)))
            .expected(format!("{} first", place(walk.start))));
    }
    if lap.len() == 1 && count > 1 {
        let what = if most == 1 {
            "One point is allowed, and that is the start."
        } else {
            "The gradient is zero at the start: there is no way on from flat ground."
        };
        return Err(Complaint::new(what).got(points(count)).expected("the start alone"));
    }
    Ok(())
}

fn on_level(walk: &Walk) -> Result<(), Complaint> {
    let point = |index: usize| format!("point {} at {}", index + 1, place(walk.path[index]));
    let expected = format!("every point on level {}, to within 1e-6", number_text(walk.level, Some(5)));
    if let Some(lost) = walk.path.iter().position(|p| !(p.x.is_finite() && p.y.is_finite())) {
        let says = "A point of your path is not a number: what do you divide by on the way to it?";
        return Err(Complaint::new(says).got(point(lost)).expected(expected));
    }
    let worst = walk.path.iter().map(|p| walk.off_level(*p).abs()).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    match worst {
        Some((index, off)) if !within(off, ON_LEVEL) => {
            let digits = if off < 0.01 { 9 } else { 5 };
            let height = number_text(walk.level + walk.off_level(walk.path[index]), Some(digits));
            Err(Complaint::new("Your path leaves the level: look at how its height changes on the way.")
                .got(format!("{} on level {height}", point(index)))
                .expected(expected))
        }
        _ => Ok(()),
    }
}

fn even_steps(walk: &Walk) -> Result<(), Complaint> {
    let lengths: Vec<f64> = walk.edges().map(|edge| edge.norm()).collect();
    let last = lengths.len().saturating_sub(1);
    // The last step closes a lap and may be short; a path that was cut has no such excuse, but a short last step harms nobody.
    let odd = |(index, length): &(usize, f64)| {
        let shortest = if *index == last { 0.0 } else { 0.5 };
        !(shortest..=1.5).contains(&(length / walk.step))
    };
    if let Some((index, length)) = lengths.iter().copied().enumerate().find(odd) {
        let (length, step) = (number_text(length, Some(3)), number_text(walk.step, None));
        return Err(Complaint::new(
            "Your steps are not about `step` long: how long is the vector that you walk along?",
        )
        .got(format!("points {} and {} are {length} apart", index + 1, index + 2))
        .expected(format!("steps of about {step}")));
    }
    if let Some(index) = turned_back(walk) {
        let at = place(walk.path[index + 1]);
        return Err(Complaint::new("Your path turns back on itself: which of the two tangents do you take, and why?")
            .got(format!("a turn back at {at}"))
            .expected("a path that goes on"));
    }
    Ok(())
}

/// The step after which the path goes back; the last step closes the lap and does not count.
fn turned_back(walk: &Walk) -> Option<usize> {
    let edges: Vec<V2> = walk.edges().collect();
    (1..edges.len().saturating_sub(1)).find(|&index| edges[index - 1].dot(&edges[index]) < 0.0).map(|index| index - 1)
}

/// Whether a path of three points goes back on its second step: it has not come round, so that step closes nothing.
fn doubles_back(walk: &Walk) -> bool {
    matches!(walk.path[..], [a, b, c] if (b - a).dot(&(c - b)) < 0.0)
}

fn comes_back_once(walk: &Walk, lap: &[V2]) -> Result<(), Complaint> {
    let count = walk.path.len();
    let closing = walk.path.last().map_or(0.0, |last| (last - walk.start).norm());
    let back = walk.returned();
    if let Some(back) = back.filter(|back| count > back + 3) {
        return Err(Complaint::new("You are back, and walk on: how do you notice that the start comes up again?")
            .got(format!("back at the start after {}, {} in all", points(back + 1), points(count)))
            .expected("once round"));
    }
    let gap = closing > 1.5 * walk.step;
    let complete = count < walk.max_points && lap.len() > 1;
    if complete && back.is_some() && gap {
        let (closing, near) = (number_text(closing, Some(3)), number_text(1.5 * walk.step, Some(5)));
        return Err(Complaint::new("Your path goes past the start before it ends.")
            .got(format!("the last point {closing} beyond the start"))
            .expected(format!("the last point within {near} of the start")));
    }
    if complete && back.is_none() && (gap || count < 4) {
        let (closing, near) = (number_text(closing, Some(3)), number_text(1.5 * walk.step, Some(5)));
        return Err(Complaint::new("Your path ends before it has come back. When may it stop?")
            .got(format!("{}, the last one {closing} from the start", points(count)))
            .expected(format!("once round to within {near} of the start, or {}", points(walk.max_points))));
    }
    if walk.should_close(lap)
        && let Some(missed) = lap.iter().find(|p| walk.path.iter().all(|q| (*p - q).norm() > walk.step))
    {
        let says = "A part of the curve has no point of yours near it.";
        return Err(Complaint::new(says).got(format!("nothing near {}", place(*missed))).expected("the whole curve"));
    }
    Ok(())
}

fn points(count: usize) -> String {
    if count == 1 { "1 point".to_owned() } else { format!("{count} points") }
}

fn place(p: V2) -> String {
    format!("({}, {})", number_text(p.x, Some(4)), number_text(p.y, Some(4)))
}

/// The mistakes that a path gives away, each on closed curves.
pub(super) fn book() -> [(Known, Sign); 5] {
    [
        (PREDICTOR_ONLY, |asked| on_a_lap(asked, |walk, _| never_corrects(walk))),
        (WRONG_WAY, |asked| on_a_lap(asked, |walk, _| corrects_the_wrong_way(walk))),
        (CLOSED_EARLY, |asked| on_a_lap(asked, |walk, _| walk.path.len() <= 3 && !doubles_back(walk))),
        (NEVER_STOPPED, |asked| {
            on_a_lap(asked, |walk, _| walk.returned().is_some_and(|back| walk.path.len() > back + 3))
        }),
        (TURNED_BACK, |asked| {
            on_a_lap(asked, |walk, _| {
                (turned_back(walk).or_else(|| doubles_back(walk).then_some(0)))
                    .is_some_and(|at| walk.path[..=at].iter().all(|p| walk.off_level(*p).abs() <= ON_LEVEL))
            })
        }),
    ]
}

fn on_a_lap(asked: &Asked<'_>, sign: fn(&Walk, &[V2]) -> bool) -> Option<bool> {
    // A path of far too many points gives nothing away that is worth reading it all for.
    let most = 4 * asked.argument::<usize>(4) + 1000;
    if matches!(asked.answer.value(), Some(Value::List(points)) if points.len() > most) {
        return None;
    }
    let (walk, lap) = (Walk::read(asked)?, lap(asked));
    walk.should_close(&lap).then(|| walk.path.len() > 1 && sign(&walk, &lap))
}

/// Each step is straight along the tangent at its foot, so nothing has pulled it back to the curve.
fn never_corrects(walk: &Walk) -> bool {
    walk.path.windows(2).take(40).all(|pair| {
        let (edge, slope) = (pair[1] - pair[0], walk.slope(pair[0]));
        edge.dot(&slope).abs() <= 1e-9 * edge.norm() * slope.norm() && edge.norm() > 0.0
    })
}

/// The first step ends farther from the level than the straight step that it started with, on the line of the correction.
fn corrects_the_wrong_way(walk: &Walk) -> bool {
    let [start, end, ..] = walk.path[..] else { return false };
    let slope = walk.slope(start);
    let tangent = V2::new(-slope.y, slope.x).normalize();
    let predicted = start + tangent * walk.step.copysign(tangent.dot(&(end - start)));
    let uphill = walk.slope(predicted).normalize();
    let moved = end - predicted;
    let away = moved.dot(&uphill) * walk.off_level(predicted);
    away > 0.0 && moved.perp(&uphill).abs() <= 1e-6 * moved.norm()
}
