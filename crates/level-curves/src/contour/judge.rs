//! What makes a heap of segments a contour: near the level, cell by cell, joined, and nothing missing.

use super::grid::Grid;
use super::mistakes::{ACROSS, EXCHANGED, MIDDLE, MIRRORED, UNIT, UPSIDE_DOWN};
use crate::cell_segments::squares::{Segment, cross};
use crate::known::{Known, Sign, within};
use nabla_grading::{Asked, Complaint, number_text};
use nalgebra::Vector2;
use std::collections::HashMap;

type V2 = Vector2<f64>;

/// Ends closer than this part of a cell are one point; rounding leaves some 1e-15.
const SAME: f64 = 1e-6;

/// More segments than this in one cell are no drawing of a curve: a few pieces lead through it. It also keeps the judge's
/// work in proportion to the grid, whatever comes back.
const MOST_IN_A_CELL: usize = 32;

/// Judges one contour; the first thing that is not right is said.
pub(super) fn is_a_contour(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (Some(grid), Some(segments)) = (Grid::read(asked), asked.value::<Vec<Segment>>()) else {
        return Err(Complaint::new("A list of segments is asked."));
    };
    if segments.is_empty() && asked.expected.components().is_empty() {
        return Ok(());
    }
    if grid.n == 0 {
        return Err(Complaint::new("Without cells there is nothing to draw.").expected("no segment"));
    }
    let most = MOST_IN_A_CELL * grid.n * grid.n;
    if segments.len() > most {
        return Err(too_many().got(format!("{} segments", segments.len())).expected(format!("at most {most}")));
    }
    in_the_rectangle(&grid, &segments)?;
    on_level(&grid, &segments)?;
    let cells = Cells::sort(&grid, &segments)?;
    joined(&grid, &segments)?;
    cells.no_crossing()?;
    cells.nothing_missing(&asked.expected.components())
}

fn too_many() -> Complaint {
    Complaint::new("The curve leads through a cell in one or two pieces: where do all these segments come from?")
}

fn in_the_rectangle(grid: &Grid, segments: &[Segment]) -> Result<(), Complaint> {
    let Some(p) = segments.iter().flatten().find(|p| !grid.holds(**p)) else { return Ok(()) };
    let says = if p.x.is_finite() && p.y.is_finite() {
        "A point of yours is outside the rectangle: compare your first and last cell with its sides."
    } else {
        "A point of yours is not a number: what do you divide by on the way to it?"
    };
    Err(Complaint::new(says).got(format!("an end at {}", place(*p))).expected("segments inside the rectangle"))
}

fn on_level(grid: &Grid, segments: &[Segment]) -> Result<(), Complaint> {
    let points = segments.iter().flat_map(|&[from, to]| [(from, 1.0), (to, 1.0), (0.5 * (from + to), 2.0)]);
    // Between two ends that are off by the bound, the straight segment may be off by as much again.
    match points.into_iter().find(|&(p, times)| !within(grid.off_level(p), times * grid.error_bound())) {
        Some((p, _)) => {
            let height = number_text(grid.field.value(p.as_slice()), Some(4));
            let level = number_text(grid.level, None);
            let bound = number_text(grid.error_bound(), Some(2));
            Err(Complaint::new(
                "This point is farther from the level than straight interpolation along the edges leaves it.",
            )
            .got(format!("a point at {} on level {height}", place(p)))
            .expected(format!("points on level {level}, to within {bound} at this n")))
        }
        None => Ok(()),
    }
}

/// The segments by cell.
struct Cells<'a> {
    grid: &'a Grid,
    by_cell: HashMap<(usize, usize), Vec<Segment>>,
}

impl<'a> Cells<'a> {
    fn sort(grid: &'a Grid, segments: &[Segment]) -> Result<Self, Complaint> {
        let mut by_cell: HashMap<_, Vec<Segment>> = HashMap::new();
        for segment in segments {
            let cell = grid.cell_of(0.5 * (segment[0] + segment[1]));
            if !grid.in_one_cell(segment) {
                let got = format!("{} – {}", place(segment[0]), place(segment[1]));
                return Err(Complaint::new("A segment of yours reaches over the edge of a cell: how many cells are there along a side, and how wide is one?")
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

    fn no_crossing(&self) -> Result<(), Complaint> {
        let crossing = self.by_cell.values().find_map(|here| crossing(here));
        crossing.map_or(Ok(()), |segment| {
            let at = place(0.5 * (segment[0] + segment[1]));
            Err(Complaint::new("Two of your segments cross: no two contours of one height do.")
                .got(format!("a crossing near {at}"))
                .expected("segments that do not cross"))
        })
    }

    /// Every point of the true curve has a segment near it.
    fn nothing_missing(&self, curve: &[f64]) -> Result<(), Complaint> {
        let points = curve.chunks_exact(2).map(V2::from_column_slice);
        let missed = points.into_iter().find(|p| !within(self.distance(*p), self.grid.reach()));
        missed.map_or(Ok(()), |p| {
            Err(Complaint::new(
                "A part of the curve is missing: which cells, or which of the sixteen cases, do you leave out?",
            )
            .got(format!("nothing near {}", place(p)))
            .expected(format!("a segment near {}, where the level is crossed", place(p))))
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

/// Every end inside the rectangle is the end of two segments.
fn joined(grid: &Grid, segments: &[Segment]) -> Result<(), Complaint> {
    let key = |p: V2| grid.units(p).map(|unit| (unit / SAME + 0.37).round() as i64);
    let mut ends: HashMap<Vector2<i64>, Vec<V2>> = HashMap::new();
    for p in segments.iter().flatten() {
        ends.entry(key(*p)).or_default().push(*p);
    }
    let alone = |p: &&V2| {
        let at = key(**p);
        if ends[&at].len() > 1 || grid.on_the_border(**p) {
            return false;
        }
        // Two ends that are one may fall on two sides of a rounding: look there too before anything is said.
        let mut around = (-1..=1).flat_map(|right| (-1..=1).map(move |up| at + Vector2::new(right, up)));
        let near = |q: &V2| grid.units(q - **p + grid.low()).amax() <= SAME;
        !around.any(|beside| beside != at && ends.get(&beside).is_some_and(|ends| ends.iter().any(near)))
    };
    match segments.iter().flatten().find(alone) {
        Some(p) => Err(Complaint::new(
            "A contour ends in the middle of the map. What do the cells on both sides of this edge do?",
        )
        .got(format!("a loose end at {}", place(*p)))
        .expected("segments that join, or end on the border")),
        None => Ok(()),
    }
}

fn place(p: V2) -> String {
    // What rounding leaves of a zero is a zero to the eye.
    let p = p.map(|x| if x.abs() < 1e-12 { 0.0 } else { x });
    format!("({}, {})", number_text(p.x, Some(4)), number_text(p.y, Some(4)))
}

/// The mistakes that the segments give away.
pub(super) fn book() -> [(Known, Sign); 7] {
    [
        (UNIT, |asked| ends(asked, |grid, p| p.iter().all(|x| (0.0..=1.0).contains(x)) && !grid.near_level(p))),
        (MIDDLE, |asked| ends(asked, Grid::in_the_middle_of_an_edge)),
        (EXCHANGED, |asked| moved(asked, |grid, p| grid.at_units(V2::new(grid.units(p).y, grid.units(p).x)))),
        (EXCHANGED, |asked| moved(asked, |_, p| V2::new(p.y, p.x))),
        (UPSIDE_DOWN, |asked| moved(asked, |grid, p| V2::new(p.x, grid.y.0 + grid.y.1 - p.y))),
        (MIRRORED, |asked| moved(asked, |grid, p| V2::new(grid.x.0 + grid.x.1 - p.x, p.y))),
        (ACROSS, |asked| {
            let (grid, segments) = (Grid::read(asked)?, asked.value::<Vec<Segment>>()?);
            let cells = Cells::sort(&grid, &segments).ok()?;
            // A crossing elsewhere than in a saddle has another reason.
            let crossed = cells.by_cell.iter().filter(|(_, here)| crossing(here).is_some());
            crossed.map(|(cell, _)| grid.is_a_saddle(*cell)).reduce(|all, saddle| all && saddle)
        }),
    ]
}

/// Whether all ends of the segments are like that; an empty answer, or a single cell, says nothing.
fn ends(asked: &Asked<'_>, like: impl Fn(&Grid, V2) -> bool) -> Option<bool> {
    let (grid, segments) = (Grid::read(asked)?, asked.value::<Vec<Segment>>()?);
    let telling = grid.n > 1 && segments.len() > 2;
    telling.then(|| segments.iter().flatten().all(|p| like(&grid, *p)))
}

/// Where some end is off the level: whether all are on it once they are moved.
fn moved(asked: &Asked<'_>, place: impl Fn(&Grid, V2) -> V2) -> Option<bool> {
    let as_they_are = ends(asked, Grid::near_level)?;
    if as_they_are { None } else { ends(asked, |grid, p| grid.near_level(place(grid, p))) }
}
