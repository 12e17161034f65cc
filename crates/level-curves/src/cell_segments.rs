//! One cell of marching squares.
//!
//! ```text
//!   3 ──── 2        f(0, 0), f(1, 0), f(1, 1), f(0, 1)
//!   │      │
//!   0 ──── 1        on an edge from a to b the level lies at (level − a) / (b − a)
//! ```
//!
//! The answer is a drawing: order, direction and pieces of no length do not matter, a saddle has two right drawings, and a
//! corner on the level may count as high or low. The corners of the probes are unlike one another, so that anything that is
//! turned, mirrored or exchanged shows.

use crate::known;
use crate::pictures::pair;
use nabla_grading::figure::{Axis, Figure, GAP, Layer, Mark, Panel, Role};
use nabla_grading::{Asked, Complaint, Exercise, Probes, Sketch, number_text};
use nalgebra::Vector2;

pub(crate) mod mistakes;
pub(crate) mod squares;

use mistakes::{book, mistakes};
use squares::{PLACES, PROPORTION, SADDLES, Segment, accepted, case, march, same_drawing, ways};

type V2 = Vector2<f64>;

/// The level of the sixteen cases.
const LEVEL: f64 = 4.0;

/// The corners of one of the sixteen cases: bit k says whether corner k is high. No crossing lies in the middle of its edge.
fn corners_of(case: usize) -> [f64; 4] {
    const HIGH: [f64; 4] = [9.0, 7.0, 12.0, 6.0];
    const LOW: [f64; 4] = [3.0, 2.0, 0.0, 1.0];
    [0, 1, 2, 3].map(|corner: usize| if case >> corner & 1 == 1 { HIGH[corner] } else { LOW[corner] })
}

/// The exercise `cell_segments`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("cell_segments", "the segments in which the level crosses the unit cell with these corners")
        .probes(probes)
        .truth(|corners: [f64; 4], level: f64| march(&corners, level, PROPORTION, |value| value > level))
        .not_unique()
        .overall(|asked| {
            known::judge(asked, is_a_right_drawing, &book())?;
            one_rule_for_all(asked)
        })
        .variant("a corner on the level is high", |corners: [f64; 4], level: f64| {
            march(&corners, level, PROPORTION, |value| value >= level)
        })
        .variant("saddles decided by the value in the middle", by_the_middle)
        .variant("backwards, without pieces of no length", |corners: [f64; 4], level: f64| {
            let mut segments = march(&corners, level, PROPORTION, |value| value >= level);
            segments.retain(|[from, to]| from != to);
            segments.reverse();
            segments.iter().map(|&[from, to]| [to, from]).collect::<Vec<_>>()
        })
        .variant("shares from the other end", |corners: [f64; 4], level: f64| {
            let share = |from: f64, to: f64, level: f64| 1.0 - (to - level) / (to - from);
            march(&corners, level, share, |value| value - level > 0.0)
        })
        .hints([
            "Go round the four edges. When does the level pass through an edge? Look at its two ends: is one high, one low?",
            "From 3 to 9, where is 4? It is 1 of the 6 units away from 3. Do the same on each edge that is crossed: (level − a)/(b − a) of the way from a to b.",
            "Collect the crossings in the order of the edges, counterclockwise: there are 0, 2 or 4. Join the first with the second, the third with the fourth.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn probes(ask: &mut Probes) {
    (0..16).for_each(|case| ask.at((corners_of(case), LEVEL)));
    // Corners exactly on the level: one, two on an edge, two across, three, all; with high and low ones beside them.
    for corners in [
        [8.0, 4.0, 2.0, 3.0],
        [8.0, 4.0, 3.0, 12.0],
        [12.0, 8.0, 4.0, 2.0],
        [10.0, 9.0, 8.0, 3.0],
        [8.0, 8.0, 3.0, 4.0],
        [9.0, 8.0, 8.0, 11.0],
        [8.0, 12.0, 8.0, 4.0],
        [3.0, 8.0, 10.0, 8.0],
        [8.0, 3.0, 8.0, 2.0],
        [8.0, 8.0, 8.0, 5.0],
        [8.0, 8.0, 8.0, 8.0],
    ] {
        ask.at((corners, 8.0));
    }
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        ask.at(([3.0, 9.0, odd, 1.0], LEVEL));
        ask.at(([odd, 1.0, 2.0, 9.0], LEVEL));
    }
    // Large, small, and below zero.
    ask.at(([-3e9, 1e9, -2e9, -5e9], -1e9));
    ask.at(([3e-9, 1e-9, 2e-9, 7e-9], 2.5e-9));
    ask.random(24, |draw| {
        let corners = [0; 4].map(|_| draw.number(-9.0, 9.0));
        (corners, draw.number(-5.0, 5.0))
    });
    ask.random(8, |draw| {
        let level = draw.number(-9.0, 9.0);
        let sign = if draw.integer(0, 1) == 0 { 1.0 } else { -1.0 };
        ([sign, -sign, sign, -sign].map(|side| level + side * draw.number(0.5, 9.0)), level)
    });
}

fn by_the_middle(corners: [f64; 4], level: f64) -> Vec<Segment> {
    let case = case(&corners, |value| value > level);
    let middle = corners.iter().sum::<f64>() / 4.0;
    if SADDLES.contains(&case) && middle > level {
        // The high corners are joined through the middle, so the low ones are cut off.
        return squares::join(mistakes::other_way(case), &corners, level, PROPORTION);
    }
    march(&corners, level, PROPORTION, |value| value > level)
}

fn is_a_right_drawing(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (corners, level) = (asked.argument::<[f64; 4]>(0), asked.argument::<f64>(1));
    let Some(got) = asked.value::<Vec<Segment>>() else { return Err(Complaint::new("A list of segments is asked.")) };
    let right = accepted(&corners, level, PROPORTION);
    if right.iter().any(|right| same_drawing(&got, right)) {
        return Ok(());
    }
    let says = match (got.len(), right[0].len()) {
        (_, 0) if !corners.iter().all(|corner| corner.is_finite()) => {
            "A corner of this cell is not a number on any map: draw nothing here."
        }
        (0, _) => "The level passes through this cell: it has corners on both sides.",
        (_, 0) => "All corners lie on one side: nothing to draw here.",
        (1, 2) => "High and low corners alternate in this cell: the level passes through it twice.",
        (theirs, count) if theirs == count => {
            "The right number of segments, but an end is not where the level meets an edge."
        }
        _ => "Count the edges that the level crosses: each segment joins two of them.",
    };
    let other = if right.iter().any(|way| !same_drawing(way, &right[0])) { " (or the other right way)" } else { "" };
    Err(Complaint::new(says).got(words(&got)).expected(format!("{}{other}", words(&right[0]))))
}

/// A corner on the level counts as high in all calls, or as low in all: neighbouring cells must agree about it.
fn one_rule_for_all(asked: &[Asked<'_>]) -> Result<(), (usize, Complaint)> {
    let rule = |asked: &Asked<'_>| {
        let got: Vec<Segment> = asked.value()?;
        let fits = |high| {
            ways(&asked.argument(0), asked.argument(1), PROPORTION, high).iter().any(|way| same_drawing(&got, way))
        };
        match (fits(false), fits(true)) {
            (true, false) => Some("low"),
            (false, true) => Some("high"),
            _ => None,
        }
    };
    let mut rules = asked.iter().enumerate().filter_map(|(index, asked)| Some((index, rule(asked)?)));
    let Some((_, first)) = rules.next() else { return Ok(()) };
    rules.find(|(_, other)| *other != first).map_or(Ok(()), |(index, other)| {
        let says = "A corner exactly on the level counts as high in one call of yours and as low in another: two cells that share it then disagree, and the contour tears.";
        let got = format!("a corner on the level taken for {other}, and for {first} elsewhere");
        Err((index, Complaint::new(says).got(got).expected("one rule in all calls")))
    })
}

fn words(segments: &[Segment]) -> String {
    let point = |p: &V2| format!("({}, {})", number_text(p.x, Some(4)), number_text(p.y, Some(4)));
    let texts: Vec<String> = segments.iter().map(|[from, to]| format!("{} – {}", point(from), point(to))).collect();
    if texts.is_empty() { "no segment".to_owned() } else { texts.join(" and ") }
}

/// Of the right ways through a cell the one that the learner's comes nearest to.
fn nearest<'a>(ways: &'a [Vec<Segment>], got: &[Segment]) -> &'a [Segment] {
    let middle = |[from, to]: &Segment| 0.5 * (from + to);
    let apart = |way: &[Segment]| -> f64 {
        let off = |s: &Segment| way.iter().map(|t| (middle(s) - middle(t)).norm()).fold(f64::INFINITY, f64::min);
        got.iter().map(off).sum()
    };
    ways.iter().min_by(|a, b| apart(a).total_cmp(&apart(b))).map_or(&[], Vec::as_slice)
}

/// The sixteen cases, four by four, with the learner's segments.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let corner = |case: usize| V2::new((case % 4) as f64, (3 - case / 4) as f64) * 1.5;
    let (mut outlines, mut high, mut low) = (Vec::new(), Vec::new(), Vec::new());
    let (mut learner, mut truth, mut right) = (Vec::new(), Vec::new(), 0);
    let gap = [GAP];
    for number in 0..16 {
        let (at, corners) = (corner(number), corners_of(number));
        let places = PLACES.map(|(x, y)| pair(at + V2::new(x, y)));
        outlines.extend(places.into_iter().chain([places[0]]).chain(gap));
        for (place, value) in places.into_iter().zip(corners) {
            if value > LEVEL { high.push(place) } else { low.push(place) }
        }
        let mut got: Vec<Segment> = sketch.value((corners, LEVEL)).unwrap_or_default();
        got.truncate(64);
        let ways = accepted(&corners, LEVEL, PROPORTION);
        let fitting = ways.iter().find(|way| same_drawing(way, &got));
        right += usize::from(fitting.is_some());
        let line = |segment: &Segment| segment.map(|p| pair(at + p)).into_iter().chain(gap).collect::<Vec<_>>();
        learner.extend(got.iter().flat_map(line));
        truth.extend(fitting.map_or_else(|| nearest(&ways, &got), Vec::as_slice).iter().flat_map(line));
    }
    let title = if sketch.is_right() {
        "Sixteen cases, and your segments part high from low in each".to_owned()
    } else if right == 16 {
        "All sixteen cases are right here; another cell goes wrong".to_owned()
    } else {
        format!("Your segments are right in {right} of the sixteen cases")
    };
    let panel = Panel::new(Axis::new("x, cell beside cell", -0.4, 5.9), Axis::new("y", -0.4, 5.9))
        .equal()
        .layer(Layer::line(Role::Guide, "", outlines))
        .layer(Layer::line(Role::Truth, "the level", truth))
        .layer(Layer::line(Role::Learner, "your segments", learner))
        .layer(Layer::points(Role::Given, Mark::Dot, "high corners", high))
        .layer(Layer::points(Role::Given, Mark::Ring, "low corners", low));
    Figure::new(title).panel(panel)
}
