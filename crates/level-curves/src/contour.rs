//! Marching squares over a grid.
//!
//! ```text
//! n × n cells, each with the segments of its four corners        error ∝ 1/n²
//! ```
//!
//! Every heap of segments that draws the curve is right. The judge asks for the height at each of them, for loose
//! ends, for crossings, and whether the true curve, found by bisection on lines between those of the grid, is missing
//! somewhere. Tilted fields on rectangles off the origin show what is turned or mirrored.

use crate::cell_segments::rules::Rules as CellRules;
use crate::cell_segments::squares::{Segment, alike};
use crate::fields::{any, rounded};
use nabla_core::{Draw, Field};
use nabla_grading::{Clause, Exercise, Probes, Surface, other};
use nalgebra::Vector2;

mod cells;
mod figure;
mod grid;
mod judge;
mod rules;

use grid::Grid;
use rules::Rules;

type V2 = Vector2<f64>;
type Side = (f64, f64);

/// A tilted bowl whose contours look different from every side.
fn tilted() -> Field {
    Field::polynomial(2, &[(1.0, &[2, 0]), (1.0, &[1, 1]), (2.0, &[0, 2]), (-3.0, &[1, 0])])
}

/// Two hills and two valleys, xy + slope · x, with a pass where x = 0 and y = −slope.
fn saddle(slope: f64) -> Field {
    let terms: [(f64, &[u8]); 2] = [(1.0, &[1, 1]), (slope, &[1, 0])];
    Field::polynomial(2, if slope == 0.0 { &terms[..1] } else { &terms })
}

/// The exercise `contour`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("contour", "the curve f = level in a rectangle, as the segments of n × n cells")
        .parts([other("the segments")])
        .probes(probes)
        .truth(|f: Field, x: Side, y: Side, n: usize, level: f64| Grid::new(f, x, y, n, level).segments())
        .not_unique()
        .alike(alike)
        .property(judge::is_a_contour)
        .slips_in(
            CellRules::few_ways().map(Rules::right),
            |rules| {
                move |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                    rules.segments(|p| f.at(p.x, p.y), (x, y), n, level)
                }
            },
            rules::slips(),
        )
        .clause(on_the_level())
        .clause(no_cells())
        .clause(any_number_of_cells())
        .hints([
            "Take one cell first, in the middle of the map: where are its four corners, and what is f there? \
             `cell_segments` does the rest.",
            "Column k of the grid begins at x.0 + (x.1 − x.0)·k/n, and row k at y.0 + (y.1 − y.0)·k/n. \
             Two loops run over all cells.",
            "`cell_segments` answers in the unit square: a point (u, v) of it lies at the cell's lower left \
             corner + (u · width, v · height). Move both ends of each segment.",
        ])
        .figure(figure::draw);
    variants(exercise)
}

fn probes(ask: &mut Probes) {
    let bowl = || Field::bowl(1.0, 4.0);
    // One cell, and a pass in the middle of nine, so that most of what goes wrong shows early.
    ask.at((bowl(), (0.0, 4.0), (0.0, 3.0), 1_usize, 8.0));
    ask.at((saddle(0.1), (-1.0, 1.0), (-1.0, 1.0), 3_usize, 0.01));
    // The levels of the course, twice on finer grids; a part of the curve; levels that are not reached.
    for (x, y, n, level) in [
        ((-4.0, 4.0), (-3.0, 3.0), 13_usize, 8.0),
        ((-4.0, 4.0), (-3.0, 3.0), 17, 4.0),
        ((-4.0, 4.0), (-3.0, 3.0), 19, 12.0),
        ((0.0, 5.0), (-1.0, 2.0), 11, 8.0),
        ((-4.0, 4.0), (-3.0, 3.0), 9, -1.0),
        ((-4.0, 4.0), (-3.0, 3.0), 9, 900.0),
    ] {
        ask.at((bowl(), x, y, n, level));
    }
    ask.at((tilted(), (-2.0, 5.0), (-4.0, 2.0), 10_usize, 3.0));
    ask.at((tilted(), (-3.0, 6.0), (-3.0, 3.0), 14_usize, 6.0));
    ask.at((Field::polynomial(2, &[(2.0, &[1, 0]), (-1.0, &[0, 1])]), (-1.0, 3.0), (-2.0, 5.0), 10_usize, 1.05));
    // Saddles in the middle of a cell.
    for (slope, n, level) in [(0.0, 5_usize, 0.03), (0.0, 7, -0.02), (-0.05, 9, -0.004)] {
        ask.at((saddle(slope), (-1.0, 1.0), (-1.0, 1.0), n, level));
    }
    ask.random(6, |draw| {
        let (x, y) = (range(draw), range(draw));
        let (f, p) = (any(draw), V2::new(draw.number(x.0, x.1), draw.number(y.0, y.1)));
        let n = usize::try_from(draw.integer(10, 15)).unwrap_or(12);
        let level = rounded(f.value(p.as_slice()));
        (f, x, y, n, level)
    });
}

/// The curve leads exactly through corners of the grid, or along its lines.
fn on_the_level() -> Clause {
    let lost = |f: Surface, x: Side, y: Side, n: usize, level: f64| {
        Rules::right(CellRules::crossed_where(|a, b| a * b < 0.0)).segments(|p| f.at(p.x, p.y), (x, y), n, level)
    };
    Clause::new(
        "no hole where the curve passes a corner of the grid",
        "Where the curve goes exactly through a corner of the grid your contour is not whole. \
         On which side is such a corner?",
    )
    .at((Field::bowl(1.0, 4.0), (-4.0, 4.0), (-2.0, 2.0), 8_usize, 8.0))
    .at((Field::bowl(1.0, 4.0), (-4.0, 4.0), (-3.0, 3.0), 24_usize, 4.0))
    .at((Field::polynomial(2, &[(1.0, &[1, 0]), (-1.0, &[0, 1])]), (-1.0, 3.0), (-2.0, 2.0), 8_usize, 0.0))
    .missed(
        "lost it",
        lost,
        "Where the curve goes exactly through a corner of the grid your contour has a hole. \
         On which side is such a corner?",
    )
}

/// Without cells there is nothing to draw, and nothing to divide by.
fn no_cells() -> Clause {
    Clause::new(
        "no segments without cells",
        "For n = 0 there is no cell and nothing to draw: what do you divide by, or where do you begin to count?",
    )
    .at((Field::bowl(1.0, 4.0), (0.0, 4.0), (0.0, 3.0), 0_usize, 8.0))
    .missed(
        "drew one cell",
        |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            Rules::right(CellRules::RIGHT).segments(|p| f.at(p.x, p.y), (x, y), n.max(1), level)
        },
        "For n = 0 you draw the rectangle as one cell: without cells there is nothing to draw.",
    )
}

/// The finest grid that is asked: larger than any table that somebody might set up beforehand.
const FINE: usize = 101;

fn any_number_of_cells() -> Clause {
    Clause::new(
        "any number of cells",
        "A finer map has more cells, and each of them counts: does yours work for any n?",
    )
    .at((Field::bowl(1.0, 4.0), (-4.0, 4.0), (-3.0, 3.0), FINE, 8.0))
    .once_right()
}

fn range(draw: &mut Draw) -> Side {
    let from = draw.number(-4.0, -1.0);
    (from, rounded(from + draw.number(3.0, 6.0)))
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("values kept in a table", |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            let place = |(from, to): Side, k: usize| from + (to - from) * k as f64 / n as f64;
            let row = |row: usize| (0..=n).map(move |k| V2::new(place(x, k), place(y, row)));
            let table: Vec<f64> = (0..=n).flat_map(row).map(|p| f.at(p.x, p.y)).collect();
            let index = |p: V2| {
                let units = (p - V2::new(x.0, y.0)).component_div(&V2::new(x.1 - x.0, y.1 - y.0)) * n as f64;
                (units.y.round() as usize) * (n + 1) + units.x.round() as usize
            };
            Rules::right(CellRules::ON_IT_IS_HIGH).segments(|p| table[index(p)], (x, y), n, level)
        })
        .variant("crossings by bisection", |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            let rough = Rules::right(CellRules::RIGHT).segments(|p| f.at(p.x, p.y), (x, y), n, level);
            let grid = (V2::new(x.0, y.0), V2::new(x.1 - x.0, y.1 - y.0) / n as f64);
            rough.into_iter().map(|segment| segment.map(|p| refined(&f, grid, p, level))).collect::<Vec<_>>()
        })
        .variant("two triangles a cell", |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            let sides = V2::new(x.1 - x.0, y.1 - y.0) / n as f64;
            let cells = (0..n).flat_map(|row| (0..n).map(move |column| V2::new(column as f64, row as f64)));
            let corners = |cell: V2| {
                [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(right, up)| {
                    let p = V2::new(x.0, y.0) + (cell + V2::new(right, up)).component_mul(&sides);
                    (p, f.at(p.x, p.y))
                })
            };
            let halves = |[a, b, c, d]: [(V2, f64); 4]| [[a, b, c], [a, c, d]];
            cells.map(corners).flat_map(halves).filter_map(|half| triangle(half, level)).collect::<Vec<_>>()
        })
        .variant("each piece in two halves", |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            let segments = Rules::right(CellRules::BY_THE_MIDDLE).segments(|p| f.at(p.x, p.y), (x, y), n, level);
            let halves = |[from, to]: Segment| [[from, 0.5 * (from + to)], [to, 0.5 * (from + to)]];
            segments.into_iter().rev().flat_map(halves).collect::<Vec<_>>()
        })
}

/// The segment in a triangle with these corners and values.
fn triangle(corners: [(V2, f64); 3], level: f64) -> Option<Segment> {
    let edges = [(0, 1), (1, 2), (2, 0)].map(|(from, to)| (corners[from], corners[to]));
    let crossed = edges.into_iter().filter(|((_, a), (_, b))| (*a > level) != (*b > level));
    // From the lower place to the higher one, so that both triangles of an edge agree to the last digit.
    let points: Vec<V2> = crossed.map(|((p, a), (q, b))| p.lerp(&q, (level - a) / (b - a))).collect();
    <[V2; 2]>::try_from(points).ok()
}

/// The crossing on the grid edge through p, by bisection.
fn refined(f: &Surface, (low, side): (V2, V2), p: V2, level: f64) -> V2 {
    let units = (p - low).component_div(&side);
    let whole = units.map(|unit| (unit - unit.round()).abs() < 1e-9);
    if whole.x && whole.y {
        return p;
    }
    let ends =
        |unit: f64, on_line: bool| if on_line { (unit.round(), unit.round()) } else { (unit.floor(), unit.ceil()) };
    let (u, v) = (ends(units.x, whole.x), ends(units.y, whole.y));
    let at = |share: f64| low + V2::new(u.0 + share * (u.1 - u.0), v.0 + share * (v.1 - v.0)).component_mul(&side);
    let high = |p: V2| f.at(p.x, p.y) > level;
    let first = high(at(0.0));
    let halves = (0..30).fold((0.0, 1.0), |(from, to), _| {
        let middle = 0.5 * (from + to);
        if high(at(middle)) == first { (middle, to) } else { (from, middle) }
    });
    at(halves.0)
}
