//! What makes a heap of segments a contour: near the level, cell by cell, joined, and nothing missing.
//!
//! What is said of a wrong one is a fact about it, and has a name.

use super::cells::{Cells, MOST_IN_A_CELL, SAME, place, too_many};
use super::grid::Grid;
use crate::cell_segments::squares::Segment;
use crate::fields::within;
use nabla_grading::{Complaint, Observation, number_text};
use nalgebra::Vector2;
use std::collections::HashMap;

type V2 = Vector2<f64>;

/// A piece shorter than this part of a cell has no length. Where the curve passes close to a corner of the grid a few
/// of them may come one after the other: what they join is still one point.
const NOTHING: f64 = 0.1 * SAME;

/// Judges one contour; the first thing that is not right is said.
pub(super) fn is_a_contour(asked: &Observation<'_>) -> Result<(), Complaint> {
    let grid = Grid::read(asked);
    let Some(mut segments) = asked.value::<Vec<Segment>>() else {
        return Err(Complaint::new("A list of segments is asked."));
    };
    if grid.n == 0 && !segments.is_empty() {
        let says = "Without cells there is nothing to draw.";
        return Err(Complaint::named("drew without cells", says).got(count(segments.len())).expected("no segment"));
    }
    let most = MOST_IN_A_CELL * grid.n * grid.n;
    if segments.len() > most {
        return Err(too_many().got(count(segments.len())).expected(format!("at most {most}")));
    }
    in_the_rectangle(&grid, &segments)?;
    // What has no length draws nothing.
    segments.retain(|[from, to]| (grid.units(*from) - grid.units(*to)).amax() > NOTHING);
    on_level(&grid, &segments)?;
    let cells = Cells::sort(&grid, &segments)?;
    cells.once()?;
    joined(&grid, &segments)?;
    cells.no_crossing()?;
    cells.nothing_missing(&grid.curve())?;
    if asked.calls() > (most + 1000) as u64 {
        let says = "You ask for f again and again in each cell: the corners of n × n cells are enough.";
        let got = format!("{} calls of f", asked.calls());
        return Err(Complaint::named("asked too often", says).got(got).expected(format!("at most {most}")));
    }
    Ok(())
}

fn count(segments: usize) -> String {
    if segments == 1 { "1 segment".to_owned() } else { format!("{segments} segments") }
}

fn in_the_rectangle(grid: &Grid, segments: &[Segment]) -> Result<(), Complaint> {
    let Some(p) = segments.iter().flatten().find(|p| !grid.holds(**p)) else { return Ok(()) };
    let (name, says) = if !(p.x.is_finite() && p.y.is_finite()) {
        ("an end that is no number", "A point of yours is not a number: what do you divide by on the way to it?")
    } else {
        moved(grid, segments).unwrap_or((
            "drew outside the rectangle",
            "A point of yours is outside the rectangle: compare your first and last cell with its sides. \
             Which way do rows and columns count?",
        ))
    };
    Err(Complaint::named(name, says).got(format!("an end at {}", place(*p))).expected("segments inside the rectangle"))
}

fn on_level(grid: &Grid, segments: &[Segment]) -> Result<(), Complaint> {
    let points = segments.iter().flat_map(|&[from, to]| [(from, 1.0), (to, 1.0), (0.5 * (from + to), 2.0)]);
    // Between two ends that are off by the bound, the straight segment may be off by as much again.
    let off = points.into_iter().find(|&(p, times)| !within(grid.off_level(p), times * grid.error_bound()));
    off.map_or(Ok(()), |(p, _)| {
        let height = number_text(grid.field.value(p.as_slice()), Some(4));
        let level = number_text(grid.level, None);
        let bound = number_text(grid.error_bound(), Some(2));
        let (name, says) = moved(grid, segments).unwrap_or((
            "an end is not on the level",
            "This point is farther from the level than straight interpolation along the edges leaves it.",
        ));
        Err(Complaint::named(name, says)
            .got(format!("a point at {} on level {height}", place(p)))
            .expected(format!("points on level {level}, to within {bound} at this n")))
    })
}

/// Where all ends together have a place of their own, or would be on the level if they were turned or mirrored.
fn moved(grid: &Grid, segments: &[Segment]) -> Option<(&'static str, &'static str)> {
    let all = |like: &dyn Fn(V2) -> bool| segments.iter().flatten().all(|p| like(*p));
    // Few ends may be anywhere by chance.
    if grid.n < 2 || segments.len() < 5 {
        return None;
    }
    let on_the_level = |place: &dyn Fn(V2) -> V2| all(&|p| grid.near_level(place(p)));
    let ((left, right), (low, high)) = (grid.x, grid.y);
    if all(&|p| p.iter().all(|x| (0.0..=1.0).contains(x))) {
        Some((
            "all ends between 0 and 1",
            "All your points lie between 0 and 1. A cell has its own place on the map, and its own sides.",
        ))
    } else if all(&|p| grid.in_the_middle_of_an_edge(p)) {
        Some((
            "middles of edges",
            "Your contour is a staircase: every point is the middle of an edge. Where between 3 and 9 is 4?",
        ))
    } else if on_the_level(&|p| p) {
        None
    } else if on_the_level(&|p| p.yx()) || on_the_level(&|p| grid.at_units(grid.units(p).yx())) {
        Some((
            "x and y exchanged",
            "With x and y exchanged your points lie on the level. Which index counts columns, and which one rows?",
        ))
    } else if on_the_level(&|p| V2::new(p.x, low + high - p.y)) {
        Some(("upside down", "Upside down your points lie on the level: row 0 is the lowest, at y.0."))
    } else if on_the_level(&|p| V2::new(left + right - p.x, p.y)) {
        Some((
            "left and right mirrored",
            "Seen in a mirror your points lie on the level: column 0 is at the left, at x.0.",
        ))
    } else {
        let height = segments.iter().flatten().map(|p| grid.field.value(p.as_slice())).sum::<f64>()
            / (2 * segments.len()) as f64;
        let other = Grid::new(grid.field.clone(), grid.x, grid.y, grid.n, height);
        let says =
            "Your points lie on a level of their own: which height do you look for, and what becomes of it on the way?";
        all(&|p| other.off_level(p) <= other.error_bound()).then_some(("another level", says))
    }
}

/// Inside the rectangle ends come in pairs.
fn joined(grid: &Grid, segments: &[Segment]) -> Result<(), Complaint> {
    let key = |p: V2| grid.units(p).map(|unit| (unit / SAME + 0.37).round() as i64);
    let mut ends: HashMap<Vector2<i64>, Vec<V2>> = HashMap::new();
    for p in segments.iter().flatten() {
        ends.entry(key(*p)).or_default().push(*p);
    }
    // Ends that are one may fall on two sides of a rounding: look there too before anything is said.
    let meeting = |p: V2| -> usize {
        let around = (-1..=1).flat_map(|right| (-1..=1).map(move |up| Vector2::new(right, up)));
        let near = |q: &&V2| grid.units(*q - p + grid.low()).amax() <= SAME;
        around.filter_map(|beside| ends.get(&(key(p) + beside))).flatten().filter(near).count()
    };
    let odd = |p: &V2| {
        let free = ends[&key(*p)].len() % 2 == 1 && !grid.on_the_border(*p);
        Some((*p, if free { meeting(*p) } else { 0 })).filter(|(_, count)| count % 2 == 1)
    };
    let Some((p, count)) = segments.iter().flatten().find_map(odd) else { return Ok(()) };
    let (name, says) = if count == 1 {
        (
            "a loose end",
            "A contour ends in the middle of the map, and what should join it there is missing. \
             What do the cells on both sides of this edge do?",
        )
    } else {
        (
            "pieces that meet by three",
            "An odd number of your pieces meets in one point: each crossing is the end of one piece in \
             either of its two cells.",
        )
    };
    Err(Complaint::named(name, says)
        .got(if count == 1 { format!("a loose end at {}", place(p)) } else { format!("{count} ends at {}", place(p)) })
        .expected("ends in pairs, except on the border"))
}
