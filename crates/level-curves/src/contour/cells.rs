//! A contour cell by cell: a few pieces in each, each once, none across another, and none missing.

use super::grid::Grid;
use crate::cell_segments::squares::{Segment, cross, same_segment};
use crate::fields::within;
use nabla_grading::{Complaint, number_text};
use nalgebra::Vector2;
use std::collections::BTreeMap;

type V2 = Vector2<f64>;

/// Ends closer than this part of a cell are one point; rounding leaves some 1e-15.
pub(super) const SAME: f64 = 1e-6;

/// More segments than this in one cell are no drawing of a curve: a few pieces lead through it. It also keeps the
/// judge's work in proportion to the grid, whatever comes back. As many calls of f, with some to spare for a map of
/// few cells, allow a search on each edge that is crossed, and no finer grid in secret.
pub(super) const MOST_IN_A_CELL: usize = 32;

/// The segments by cell, in an order of their own, so that the same answer is always shown the same place.
pub(super) struct Cells<'a> {
    grid: &'a Grid,
    by_cell: BTreeMap<(usize, usize), Vec<Segment>>,
}

impl<'a> Cells<'a> {
    pub(super) fn sort(grid: &'a Grid, segments: &[Segment]) -> Result<Self, Complaint> {
        let mut by_cell: BTreeMap<_, Vec<Segment>> = BTreeMap::new();
        for segment in segments {
            let cell = grid.cell_of(0.5 * (segment[0] + segment[1]));
            if !grid.in_one_cell(segment) {
                let got = format!("{} – {}", place(segment[0]), place(segment[1]));
                let says = "A segment of yours reaches over the edge of a cell: \
                            how many cells are there along a side, and how wide is one?";
                return Err(Complaint::named("a segment outside its cell", says)
                    .got(got)
                    .expected("segments that lie in one of n × n cells each"));
            }
            let here = by_cell.entry(cell).or_default();
            here.push(*segment);
            if here.len() > MOST_IN_A_CELL {
                let got = format!("more than {MOST_IN_A_CELL} segments in the cell of {}", place(segment[0]));
                return Err(too_many().got(got).expected("a few in each cell"));
            }
        }
        Ok(Self { grid, by_cell })
    }

    /// No piece comes twice, one way round or the other, except along a line of the grid between two corners on the
    /// level, which belongs to two cells.
    pub(super) fn once(&self) -> Result<(), Complaint> {
        let is_corner = |p: &V2| self.grid.units(*p).iter().all(|unit| (unit - unit.round()).abs() < SAME);
        let twice = self.by_cell.values().find_map(|here| {
            let free = here.iter().enumerate().filter(|(_, segment)| !segment.iter().all(is_corner));
            let again = |(index, one): &(usize, &Segment)| here[..*index].iter().any(|other| same_segment(one, other));
            free.into_iter().find(again).map(|(_, segment)| *segment)
        });
        twice.map_or(Ok(()), |[from, to]| {
            let says = "The same piece comes several times, one way round or the other: once is enough.";
            let got = format!("{} – {} more than once", place(from), place(to));
            Err(Complaint::named("drew a piece more than once", says).got(got).expected("each piece once"))
        })
    }

    pub(super) fn no_crossing(&self) -> Result<(), Complaint> {
        let crossing = self.by_cell.iter().find_map(|(cell, here)| Some((cell, crossing(here)?)));
        crossing.map_or(Ok(()), |(cell, segment)| {
            let says = if self.grid.is_a_saddle(*cell) {
                "Two of your segments cross. Two contours of one height never do: \
                 look at the cells in which high and low corners alternate."
            } else {
                "Two of your segments cross: no two contours of one height do."
            };
            Err(Complaint::named("segments that cross", says)
                .got(format!("a crossing near {}", place(0.5 * (segment[0] + segment[1]))))
                .expected("segments that do not cross"))
        })
    }

    /// Every point of the true curve has a segment near it.
    pub(super) fn nothing_missing(&self, curve: &[V2]) -> Result<(), Complaint> {
        let missed = curve.iter().find(|p| !within(self.distance(**p), self.grid.reach()));
        missed.map_or(Ok(()), |p| {
            let says = "A part of the curve is missing: which rows, columns or cells, or which of the sixteen cases, \
                        do you leave out?";
            let name = if self.by_cell.is_empty() { "an empty map" } else { "a part of the curve is missing" };
            Err(Complaint::named(name, says)
                .got(format!("nothing near {}", place(*p)))
                .expected(format!("a segment near {}, where the level is crossed", place(*p))))
        })
    }

    fn distance(&self, p: V2) -> f64 {
        let (column, row) = self.grid.cell_of(p);
        let near = |cell: usize| cell.saturating_sub(1)..=cell + 1;
        let cells = near(column).flat_map(|column| near(row).map(move |row| (column, row)));
        let segments = cells.filter_map(|cell| self.by_cell.get(&cell)).flatten();
        segments.map(|segment| distance(segment, p)).fold(f64::INFINITY, f64::min)
    }
}

fn crossing(segments: &[Segment]) -> Option<Segment> {
    let pairs =
        segments.iter().enumerate().flat_map(|(index, one)| segments[..index].iter().map(move |other| (one, other)));
    pairs.into_iter().find(|(one, other)| cross(one, other)).map(|(one, _)| *one)
}

fn distance([from, to]: &Segment, p: V2) -> f64 {
    let along = to - from;
    let share =
        if along == V2::zeros() { 0.0 } else { ((p - from).dot(&along) / along.norm_squared()).clamp(0.0, 1.0) };
    (from + share * along - p).norm()
}

pub(super) fn too_many() -> Complaint {
    let says = "The curve leads through a cell in one or two pieces: where do all these segments come from?";
    Complaint::named("far too many segments", says)
}

/// A point as it is shown.
pub(super) fn place(p: V2) -> String {
    // What rounding leaves of a zero is a zero to the eye.
    let p = p.map(|x| if x.abs() < 1e-12 { 0.0 } else { x });
    format!("({}, {})", number_text(p.x, Some(4)), number_text(p.y, Some(4)))
}
