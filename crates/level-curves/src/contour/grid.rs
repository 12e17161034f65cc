//! The rectangle, its cells, and how near to the curve straight interpolation comes.

use crate::cell_segments::squares::{Segment, ways};
use crate::fields::hessian;
use nabla_core::Field;
use nabla_grading::Observation;
use nalgebra::{Matrix2, Vector2};
use std::cell::OnceCell;

type V2 = Vector2<f64>;

/// What a contour is asked of.
pub(super) struct Grid {
    pub(super) field: Field,
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
    pub(super) n: usize,
    pub(super) level: f64,
    bound: OnceCell<f64>,
}

impl Grid {
    pub(super) fn new(field: Field, x: (f64, f64), y: (f64, f64), n: usize, level: f64) -> Self {
        Self { field, x, y, n, level, bound: OnceCell::new() }
    }

    pub(super) fn read(asked: &Observation<'_>) -> Self {
        Self::new(asked.argument(0), asked.argument(1), asked.argument(2), asked.argument(3), asked.argument(4))
    }

    /// The lower left corner.
    pub(super) fn low(&self) -> V2 {
        V2::new(self.x.0, self.y.0)
    }

    /// The sides of a cell.
    fn sides(&self) -> V2 {
        V2::new(self.x.1 - self.x.0, self.y.1 - self.y.0) / self.n as f64
    }

    /// The place of p, counted in cells from the lower left.
    pub(super) fn units(&self, p: V2) -> V2 {
        (p - self.low()).component_div(&self.sides())
    }

    pub(super) fn at_units(&self, units: V2) -> V2 {
        self.low() + units.component_mul(&self.sides())
    }

    /// The cell that holds p, as column and row.
    pub(super) fn cell_of(&self, p: V2) -> (usize, usize) {
        let last = self.n.saturating_sub(1) as f64;
        let index = self.units(p).map(|unit| unit.floor().clamp(0.0, last) as usize);
        (index.x, index.y)
    }

    /// Whether every segment lies in one cell.
    pub(super) fn parts(&self, segments: &[Segment]) -> bool {
        segments.iter().all(|segment| self.in_one_cell(segment))
    }

    /// Whether a segment lies in the cell that holds its middle.
    pub(super) fn in_one_cell(&self, segment: &Segment) -> bool {
        let (column, row) = self.cell_of(0.5 * (segment[0] + segment[1]));
        let low = V2::new(column as f64, row as f64);
        let inside = |p: &V2| (self.units(*p) - low).iter().all(|share| (-1e-6..=1.0 + 1e-6).contains(share));
        segment.iter().all(inside)
    }

    pub(super) fn holds(&self, p: V2) -> bool {
        let most = self.n as f64;
        self.units(p).iter().all(|unit| (-1e-9 * most..=most * (1.0 + 1e-9)).contains(unit))
    }

    pub(super) fn on_the_border(&self, p: V2) -> bool {
        let most = self.n as f64;
        self.units(p).iter().any(|unit| *unit < 1e-9 * most || *unit > most * (1.0 - 1e-9))
    }

    pub(super) fn in_the_middle_of_an_edge(&self, p: V2) -> bool {
        let (u, v) = (self.units(p).x, self.units(p).y);
        let whole = |unit: f64| (unit - unit.round()).abs() < 1e-6;
        (whole(u) && whole(v + 0.5)) || (whole(u + 0.5) && whole(v))
    }

    pub(super) fn off_level(&self, p: V2) -> f64 {
        (self.field.value(p.as_slice()) - self.level).abs()
    }

    /// On the level, generously: a mirrored or exchanged grid has cells of other sides.
    pub(super) fn near_level(&self, p: V2) -> bool {
        self.off_level(p) <= 3.0 * self.error_bound()
    }

    /// What straight interpolation leaves, with a third to spare. A straight line misses f by at most |f″|h²/8 along
    /// its way, that is (h² |f_xx| + 2hk |f_xy| + k² |f_yy|)/8 in a cell of sides h and k; a right crossing shows
    /// that error.
    pub(super) fn error_bound(&self) -> f64 {
        *self.bound.get_or_init(|| {
            let sides = self.sides();
            let bend = |second: Matrix2<f64>| sides.dot(&(second.abs() * sides)) / 8.0;
            let corners = [(self.x.0, self.y.0), (self.x.1, self.y.0), (self.x.1, self.y.1), (self.x.0, self.y.1)];
            let corners = corners.map(|(x, y)| V2::new(x, y));
            // The second derivatives of cubics and exponentials are largest at a corner, those of a wave at its crests.
            let largest = match &self.field {
                Field::Wave { amplitude, wave, .. } => {
                    let k = V2::new(wave[0], wave[1]);
                    bend(*amplitude * k * k.transpose())
                }
                field => corners.map(|p| bend(hessian(field, p))).into_iter().fold(0.0, f64::max),
            };
            let size = corners.map(|p| self.field.size(p.as_slice())).into_iter().fold(self.level.abs(), f64::max);
            1.3 * largest + 1e-9 * size
        })
    }

    /// How near to a point of the curve a segment must pass: the ends of a segment alone are farther away.
    pub(super) fn reach(&self) -> f64 {
        0.45 * self.sides().min()
    }

    /// The contour of all cells by the table of sixteen cases.
    pub(super) fn segments(&self) -> Vec<Segment> {
        let cells = (0..self.n).flat_map(|row| (0..self.n).map(move |column| (column, row)));
        let placed = |cell: (usize, usize)| {
            let corner = V2::new(cell.0 as f64, cell.1 as f64);
            let drawn = ways(&self.heights(cell), self.level, false).swap_remove(0);
            drawn.into_iter().map(move |segment| segment.map(|p| self.at_units(corner + p)))
        };
        cells.flat_map(placed).collect()
    }

    /// The heights of a cell's corners, counterclockwise.
    fn heights(&self, (column, row): (usize, usize)) -> [f64; 4] {
        let corner = |(right, up): (usize, usize)| self.at_units(V2::new((column + right) as f64, (row + up) as f64));
        [(0, 0), (1, 0), (1, 1), (0, 1)].map(corner).map(|p| self.field.value(p.as_slice()))
    }

    /// Points of the curve that no contour of n × n cells may miss: on lines through the middles of cells, where the
    /// corners of the cell lie on both sides of the level and the slope is steep enough for the grid to see it.
    pub(super) fn curve(&self) -> Vec<V2> {
        if self.n == 0 {
            return Vec::new();
        }
        // On fine grids a part of the lines is enough.
        let lines = (0..self.n).step_by(self.n.div_ceil(16));
        lines
            .flat_map(|line| [self.on_line(line, V2::new), self.on_line(line, |across, along| V2::new(along, across))])
            .flatten()
            .collect()
    }

    fn on_line(&self, line: usize, turn: fn(f64, f64) -> V2) -> Vec<V2> {
        let at = |along: f64| self.at_units(turn(line as f64 + 0.5, along));
        let high = |p: V2| self.field.value(p.as_slice()) > self.level;
        let sides: Vec<bool> = (0..=self.n).map(|k| high(at(k as f64))).collect();
        let crossed = (0..self.n).filter(|&k| sides[k] != sides[k + 1]);
        let root = |k: usize| {
            let halves = (0..20).fold((k as f64, k as f64 + 1.0), |(from, to), _| {
                let middle = 0.5 * (from + to);
                if high(at(middle)) == sides[k] { (middle, to) } else { (from, middle) }
            });
            at(halves.0)
        };
        crossed.map(root).filter(|p| self.is_seen(*p)).collect()
    }

    fn high_corners(&self, cell: (usize, usize)) -> [bool; 4] {
        self.heights(cell).map(|height| height > self.level)
    }

    /// Whether high and low corners alternate round the cell.
    pub(super) fn is_a_saddle(&self, cell: (usize, usize)) -> bool {
        let [a, b, c, d] = self.high_corners(cell);
        a == c && b == d && a != b
    }

    fn is_seen(&self, p: V2) -> bool {
        let high = self.high_corners(self.cell_of(p));
        let steep = nabla_truth::gradient_2d(&self.field, p).norm() * self.reach();
        high.iter().any(|side| *side != high[0]) && steep > 2.0 * self.error_bound()
    }
}
