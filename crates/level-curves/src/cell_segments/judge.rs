//! What makes a heap of segments the right drawing, and what each other one shows of itself.

use super::squares::{Corners, Segment, accepted, is_point, same_drawing, same_segment, ways};
use nabla_grading::{Complaint, Observation, number_text};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// Judges one drawing; what is said of a wrong one is a fact about it.
pub(super) fn is_a_right_drawing(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (corners, level) = (asked.argument::<Corners>(0), asked.argument::<f64>(1));
    let Some(got) = asked.value::<Vec<Segment>>() else { return Err(Complaint::new("A list of segments is asked.")) };
    let right = accepted(&corners, level);
    if right.iter().any(|right| same_drawing(&got, right)) {
        return Ok(());
    }
    let (name, says) = what_shows(&got, &right);
    let other = if right.iter().any(|way| !same_drawing(way, &right[0])) { " (or the other right way)" } else { "" };
    Err(Complaint::named(name, says).got(words(&got)).expected(format!("{}{other}", words(&right[0]))))
}

/// What a wrong drawing shows of itself: a name, and the sentence that helps.
type Shows = (&'static str, &'static str);

fn what_shows(got: &[Segment], right: &[Vec<Segment>]) -> Shows {
    let is_number = |p: &V2| p.x.is_finite() && p.y.is_finite();
    if !got.iter().flatten().all(is_number) {
        return (
            "an end that is no number",
            "An end of yours is not a number: what do you divide by on the way to it?",
        );
    }
    let drawn: Vec<Segment> = got.iter().filter(|segment| !is_point(segment)).copied().collect();
    too_few_or_none(&drawn, !got.is_empty(), right[0].len())
        .or_else(|| too_many(&drawn, right[0].len()))
        .unwrap_or_else(|| misplaced(&drawn, &right[0]))
}

/// Too little is drawn, or anything where nothing should be; `count` segments are right.
fn too_few_or_none(drawn: &[Segment], drew_points: bool, count: usize) -> Option<Shows> {
    match (drawn.len(), count) {
        (0, 1..) if drew_points => Some((
            "points in place of segments",
            "Your pieces have no length: a segment joins two different crossings.",
        )),
        (0, 1..) => Some((
            "left a cell empty",
            "The level passes through this cell: it has corners on both sides, high and low.",
        )),
        (_, 0) => Some((
            "drew where the level does not pass",
            "All corners of this cell lie on one side: nothing to draw here.",
        )),
        (1, 2) => Some((
            "drew half of a saddle",
            "High and low corners alternate in this cell: the level passes through it twice.",
        )),
        _ => None,
    }
}

/// More is drawn than belongs there.
fn too_many(drawn: &[Segment], count: usize) -> Option<Shows> {
    if drawn.len() > 64 {
        return Some(("far too many segments", "No cell has more than two segments: where do all of yours come from?"));
    }
    let mut once: Vec<Segment> = Vec::new();
    drawn.iter().for_each(|s| {
        if !once.iter().any(|t| same_segment(s, t)) {
            once.push(*s);
        }
    });
    if once.len() < drawn.len() {
        return Some((
            "drew a segment more than once",
            "The same segment comes several times, one way round or the other: once is enough.",
        ));
    }
    if drawn.len() != count {
        return Some((
            "too many segments for the crossed edges",
            "Count the edges that the level crosses: each segment joins two of them, \
             and each crossing is the end of one.",
        ));
    }
    None
}

/// As many segments as there should be, in the wrong places.
fn misplaced(drawn: &[Segment], right: &[Segment]) -> Shows {
    let apart = |p: &V2| right.iter().flatten().map(|q| (p - q).norm()).fold(f64::INFINITY, f64::min);
    let off = drawn.iter().flatten().map(apart).fold(0.0, f64::max);
    let on_an_edge = |p: &V2| {
        p.iter().any(|x| x.abs() < 1e-9 || (x - 1.0).abs() < 1e-9) && p.iter().all(|x| (-1e-9..=1.0 + 1e-9).contains(x))
    };
    if off <= 1e-9 {
        (
            "joined the wrong crossings",
            "The crossings are right; it is which of them you join that is not. \
             Two contours of one height never cross.",
        )
    } else if off < 1e-3 {
        (
            "digits are lost",
            "Your ends are nearly right: some digits got lost, by rounding, a shorter kind of number, \
             or something small that was added.",
        )
    } else if drawn.iter().flatten().all(on_an_edge) {
        (
            "an end is not where the level is",
            "Each end lies on an edge of the cell, but one of them not where the level meets it: \
             which edges are crossed, and in what proportion?",
        )
    } else {
        (
            "an end off the edges",
            "An end of yours does not lie on an edge of the cell: a crossing moves from one corner straight \
             towards the next, and not beyond it.",
        )
    }
}

/// A corner on the level counts as high in all calls, or as low in all: neighbouring cells must agree about it.
pub(super) fn one_rule_for_all(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let rule = |asked: &Observation<'_>| {
        let got: Vec<Segment> = asked.value()?;
        let fits = |high| ways(&asked.argument(0), asked.argument(1), high).iter().any(|way| same_drawing(&got, way));
        match (fits(false), fits(true)) {
            (true, false) => Some("low"),
            (false, true) => Some("high"),
            _ => None,
        }
    };
    let mut rules = asked.iter().enumerate().filter_map(|(index, asked)| Some((index, rule(asked)?)));
    let Some((_, first)) = rules.next() else { return Ok(()) };
    rules.find(|(_, other)| *other != first).map_or(Ok(()), |(index, other)| {
        let says = "A corner exactly on the level counts as high in one call of yours and as low in another: \
                    two cells that share it then disagree, and the contour tears.";
        let got = format!("a corner on the level taken for {other}, and for {first} elsewhere");
        Err((index, Complaint::new(says).got(got).expected("one rule in all calls")))
    })
}

fn words(segments: &[Segment]) -> String {
    let point = |p: &V2| format!("({}, {})", number_text(p.x, Some(4)), number_text(p.y, Some(4)));
    let few = segments.iter().take(6);
    let texts: Vec<String> = few.map(|[from, to]| format!("{} – {}", point(from), point(to))).collect();
    match segments.len() {
        0 => "no segment".to_owned(),
        count @ 7.. => format!("{} … {count} in all", texts.join(" and ")),
        _ => texts.join(" and "),
    }
}
