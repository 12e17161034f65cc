//! Marching over a map as rules that each slip changes in one thing.

use crate::cell_segments::rules::{IN_CORNERS, IN_JOINING, IN_PROPORTION, Rules as CellRules};
use crate::cell_segments::squares::Segment;
use nabla_grading::{Slip, slip};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
type Side = (f64, f64);

/// The map as somebody sees it.
pub(super) struct Map {
    low: V2,
    high: V2,
    cell: V2,
}

/// How the segments of all cells are found and put in their places.
#[derive(Clone)]
pub(super) struct Rules {
    cell: CellRules,
    /// The first cell of a row or column, and the one after the last.
    first: usize,
    end: fn(usize) -> usize,
    /// The column and row of the cell that is drawn, from those of the loops.
    index: fn(usize, usize) -> (usize, usize),
    /// The sides of a cell, from those of the rectangle.
    sides: fn(V2, f64) -> V2,
    /// Where f is asked, from a place that is counted in cells.
    asked: fn(&Map, V2) -> V2,
    /// Where the point (u, v) of the cell in this column and row is drawn.
    drawn: fn(&Map, V2, V2) -> V2,
}

impl Rules {
    /// A right way, with these rules in each cell.
    pub(super) const fn right(cell: CellRules) -> Self {
        Self {
            cell,
            first: 0,
            end: |n| n,
            index: |column, row| (column, row),
            sides: |whole, n| whole / n,
            asked: |map, units| map.low + units.component_mul(&map.cell),
            drawn: |map, corner, p| map.low + (corner + p).component_mul(&map.cell),
        }
    }

    pub(super) fn segments(&self, f: impl Fn(V2) -> f64, (x, y): (Side, Side), n: usize, level: f64) -> Vec<Segment> {
        let (low, high) = (V2::new(x.0, y.0), V2::new(x.1, y.1));
        let map = Map { low, high, cell: (self.sides)(high - low, n as f64) };
        let places = self.first..(self.end)(n);
        let mut segments = Vec::new();
        for (row, column) in places.clone().flat_map(|row| places.clone().map(move |column| (row, column))) {
            let (column, row) = (self.index)(column, row);
            let corner = V2::new(column as f64, row as f64);
            let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
            let heights = corners.map(|(right, up)| f((self.asked)(&map, corner + V2::new(right, up))));
            let ends = self.cell.segments(heights, level);
            segments.extend(ends.into_iter().map(|segment| segment.map(|p| (self.drawn)(&map, corner, p))));
        }
        segments
    }
}

/// The slips of one cell, and those on the way from cells to a map.
pub(super) fn slips() -> impl Iterator<Item = Slip<Rules>> {
    let in_a_cell = IN_PROPORTION.into_iter().chain(IN_CORNERS).chain(IN_JOINING);
    let in_a_cell =
        in_a_cell.map(|(name, change, says)| slip(name, move |rules: &mut Rules| change(&mut rules.cell), says));
    let on_the_map = PLACES.into_iter().chain(COUNTS);
    in_a_cell.chain(on_the_map.map(|(name, change, says)| slip(name, change, says)))
}

type MapSlip = (&'static str, fn(&mut Rules), &'static str);

const PLACES: [MapSlip; 10] = [
    (
        "exchanged x and y",
        |rules| rules.asked = |map, units| (map.low + units.component_mul(&map.cell)).yx(),
        "With x and y exchanged your points lie on the level. Which index counts columns, and which one rows?",
    ),
    (
        "turned upside down",
        |rules| {
            rules.asked = |map, units| {
                let p = map.low + units.component_mul(&map.cell);
                V2::new(p.x, map.low.y + map.high.y - p.y)
            }
        },
        "Upside down your points lie on the level: row 0 is the lowest, at y.0.",
    ),
    (
        "mirrored left and right",
        |rules| {
            rules.asked = |map, units| {
                let p = map.low + units.component_mul(&map.cell);
                V2::new(map.low.x + map.high.x - p.x, p.y)
            }
        },
        "Seen in a mirror your points lie on the level: column 0 is at the left, at x.0.",
    ),
    (
        "asked half a cell away",
        |rules| rules.asked = |map, units| map.low + (units + V2::repeat(0.5)).component_mul(&map.cell),
        "Your contour has the right shape, half a cell away: at which places do you ask for f, and where do you draw?",
    ),
    (
        "stayed in the unit cell",
        |rules| rules.drawn = |_, _, p| p,
        "All your points lie between 0 and 1. A cell has its own place on the map, and its own sides.",
    ),
    (
        "drew all cells in the first one",
        |rules| rules.drawn = |map, _, p| map.low + p.component_mul(&map.cell),
        "All your pieces lie in the lower left cell of the map. Each cell has its own lower left corner.",
    ),
    (
        "began at the origin",
        |rules| rules.drawn = |map, corner, p| (corner + p).component_mul(&map.cell),
        "The right shape in the wrong place: your map begins at (0, 0). Where does the rectangle begin?",
    ),
    (
        "counted places in cells",
        |rules| rules.drawn = |_, corner, p| corner + p,
        "Your coordinates are columns and rows. How wide is a cell, and where does the first one begin?",
    ),
    (
        "forgot where the row begins",
        |rules| rules.drawn = |map, corner, p| V2::new(map.low.x + (corner.x + p.x) * map.cell.x, p.y * map.cell.y),
        "All your rows lie on top of one another: v is counted from the lower side of its own cell.",
    ),
    (
        "forgot the sides of a cell",
        |rules| rules.drawn = |map, corner, p| map.low + corner.component_mul(&map.cell) + p,
        "Your pieces begin at the right cell but are as large as the unit cell: \
         how wide and how high is a cell of the map?",
    ),
];

const COUNTS: [MapSlip; 8] = [
    (
        "one index for rows and columns",
        |rules| rules.index = |column, _| (column, column),
        "Only the cells on the diagonal of your map are drawn, each of them many times: \
         columns and rows are counted apart.",
    ),
    (
        "one width for both sides",
        |rules| rules.sides = |whole, n| V2::repeat(whole.x / n),
        "Your cells are squares. The rectangle need not be one: along y a cell is (y.1 − y.0)/n high.",
    ),
    (
        "exchanged width and height of a cell",
        |rules| rules.sides = |whole, n| whole.yx() / n,
        "Your cells are as wide as they should be high. Which of the two sides of the rectangle lies along x?",
    ),
    (
        "made the cells too wide",
        |rules| rules.sides = |whole, n| whole / (n - 1.0),
        "Your cells do not fit into the rectangle: n cells lie side by side along each of its sides.",
    ),
    (
        "cut the width of a cell to a whole number",
        |rules| rules.sides = |whole, n| (whole / n).map(f64::trunc),
        "The width of your cells is a whole number, often 0: a division of whole numbers drops what is left over.",
    ),
    (
        "left out the last row and column",
        |rules| rules.end = |n| n.saturating_sub(1),
        "At the right and at the top a strip of your map is empty. How many cells are there between n + 1 lines?",
    ),
    (
        "left out the first row and column",
        |rules| rules.first = 1,
        "At the left and at the bottom a strip of your map is empty: the first cell has the number 0.",
    ),
    (
        "went one cell too far",
        |rules| rules.end = |n| n + 1,
        "You draw a row and a column of cells outside the rectangle. Does your loop end before n, or with it?",
    ),
];
