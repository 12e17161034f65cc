//! Marching squares over a grid.
//!
//! ```text
//! n × n cells, each with the segments of its four corners        error ∝ 1/n²
//! ```
//!
//! Every heap of segments that draws the curve is right. The judge asks for the height at each of them, for loose ends, for
//! crossings, and whether the true curve, found by bisection on lines between those of the grid, is missing somewhere. Tilted
//! fields on rectangles off the origin show what is turned or mirrored.

use crate::cell_segments::{mistakes as cells, squares::Segment};
use crate::fields::{any, rounded};
use crate::known;
use nabla_core::{Draw, Field};
use nabla_grading::{Exercise, Probes, Surface};
use nalgebra::Vector2;

mod figure;
mod grid;
mod judge;
mod mistakes;

use grid::Grid;

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
        .probes(probes)
        .truth(|f: Field, x: Side, y: Side, n: usize, level: f64| Grid::new(f, x, y, n, level).curve())
        .not_unique()
        .overall(|asked| known::judge(asked, judge::is_a_contour, &judge::book()))
        .hints([
            "Take one cell first, in the middle of the map: where are its four corners, and what is f there? `cell_segments` does the rest.",
            "Column k of the grid begins at x.0 + (x.1 − x.0)·k/n, and row k at y.0 + (y.1 − y.0)·k/n. Two loops run over all cells.",
            "`cell_segments` answers in the unit square: a point (u, v) of it lies at the cell's lower left corner + (u · width, v · height). Move both ends of each segment.",
        ])
        .figure(figure::draw);
    variants(mistakes::mistakes(exercise))
}

fn probes(ask: &mut Probes) {
    let bowl = || Field::bowl(1.0, 4.0);
    // The levels of the course, twice on finer grids; a grid through (2, 1), exactly on the level 8; a part of the curve.
    for (x, y, n, level) in [
        ((-4.0, 4.0), (-3.0, 3.0), 12_usize, 8.0),
        ((-4.0, 4.0), (-3.0, 3.0), 24, 4.0),
        ((-4.0, 4.0), (-3.0, 3.0), 36, 12.0),
        ((-4.0, 4.0), (-2.0, 2.0), 8, 8.0),
        ((0.0, 5.0), (-1.0, 2.0), 10, 8.0),
        ((0.0, 4.0), (0.0, 3.0), 1, 8.0),
        ((-4.0, 4.0), (-3.0, 3.0), 0, 8.0),
        ((-4.0, 4.0), (-3.0, 3.0), 9, -1.0),
        ((-4.0, 4.0), (-3.0, 3.0), 9, 900.0),
        ((-4.0, 4.0), (-3.0, 3.0), FINE, 8.0),
    ] {
        ask.at((bowl(), x, y, n, level));
    }
    ask.at((tilted(), (-2.0, 5.0), (-4.0, 2.0), 10_usize, 3.0));
    ask.at((tilted(), (-3.0, 6.0), (-3.0, 3.0), 25_usize, 6.0));
    ask.at((Field::polynomial(2, &[(2.0, &[1, 0]), (-1.0, &[0, 1])]), (-1.0, 3.0), (-2.0, 5.0), 9_usize, 1.0));
    // Saddles in the middle of a cell.
    for (slope, n, level) in [(0.0, 5_usize, 0.03), (0.0, 7, -0.02), (0.1, 3, 0.01), (-0.05, 9, -0.004)] {
        ask.at((saddle(slope), (-1.0, 1.0), (-1.0, 1.0), n, level));
    }
    ask.random(6, |draw| {
        let (x, y) = (range(draw), range(draw));
        let (f, p) = (any(draw), V2::new(draw.number(x.0, x.1), draw.number(y.0, y.1)));
        let n = usize::try_from(draw.integer(12, 20)).unwrap_or(12);
        let level = rounded(f.value(p.as_slice()));
        (f, x, y, n, level)
    });
}

/// The finest grid that is asked.
const FINE: usize = 50;

fn range(draw: &mut Draw) -> Side {
    let from = draw.number(-4.0, -1.0);
    (from, rounded(from + draw.number(3.0, 6.0)))
}

/// The segments of all cells, for values and cells of any kind.
fn march(
    (x, y, n): (Side, Side, usize),
    f: impl Fn(f64, f64) -> f64,
    cell: impl Fn([f64; 4]) -> Vec<Segment>,
) -> Vec<Segment> {
    let place = |(from, to): Side, k: usize| from + (to - from) * k as f64 / n as f64;
    let values: Vec<f64> = (0..(n + 1) * (n + 1)).map(|k| f(place(x, k % (n + 1)), place(y, k / (n + 1)))).collect();
    let mut segments = Vec::new();
    for (row, column) in (0..n).flat_map(|row| (0..n).map(move |column| (row, column))) {
        let value = |right: usize, up: usize| values[(row + up) * (n + 1) + column + right];
        let low = V2::new(place(x, column), place(y, row));
        let side = V2::new(place(x, column + 1), place(y, row + 1)) - low;
        let ends = cell([value(0, 0), value(1, 0), value(1, 1), value(0, 1)]);
        segments.extend(ends.into_iter().map(|segment| segment.map(|p| low + p.component_mul(&side))));
    }
    segments
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("values kept in a table", |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            march((x, y, n), |x, y| f.at(x, y), |c| cells::right(&c, level))
        })
        .variant(
            "from the top, backwards, a corner on the level counts as high",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                let below = march((x, y, n), |x, y| -f.at(x, y), |c| cells::right(&c, -level));
                below.into_iter().rev().map(|[from, to]| [to, from]).collect::<Vec<_>>()
            },
        )
        .variant("crossings by bisection", |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            let rough = march((x, y, n), |x, y| f.at(x, y), |c| cells::right(&c, level));
            let grid = (V2::new(x.0, y.0), V2::new(x.1 - x.0, y.1 - y.0) / n as f64);
            rough.into_iter().map(|segment| segment.map(|p| refined(&f, grid, p, level))).collect::<Vec<_>>()
        })
        .variant("two triangles a cell", |f: Surface, x: Side, y: Side, n: usize, level: f64| {
            march(
                (x, y, n),
                |x, y| f.at(x, y),
                |[a, b, c, d]| {
                    let place = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(u, v)| V2::new(u, v));
                    let lower = triangle([(place[0], a), (place[1], b), (place[2], c)], level);
                    lower.into_iter().chain(triangle([(place[0], a), (place[2], c), (place[3], d)], level)).collect()
                },
            )
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
