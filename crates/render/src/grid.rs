//! A grid of heights, sampled evenly over the axes.

/// `values[row * columns + column]`, the first row the lowest.
#[derive(Clone, Debug)]
pub(crate) struct Grid<'a> {
    pub columns: usize,
    pub rows: usize,
    values: &'a [f64],
}

impl<'a> Grid<'a> {
    /// The samples as a grid; `None` when their number does not fit.
    pub(crate) fn new(columns: usize, values: &'a [f64]) -> Option<Self> {
        let rows = values.len().checked_div(columns)?;
        (columns >= 2 && rows >= 2 && rows * columns == values.len()).then_some(Self { columns, rows, values })
    }

    pub(crate) fn at(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// Whether every sample is a finite number.
    pub(crate) fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }

    /// The height at a place in parts of the grid, bilinear between the four samples around it.
    pub(crate) fn between(&self, x: f64, y: f64) -> f64 {
        let (x, y) = (x * (self.columns - 1) as f64, y * (self.rows - 1) as f64);
        let (column, row) = ((x as usize).min(self.columns - 2), (y as usize).min(self.rows - 2));
        let (right, up) = (x - column as f64, y - row as f64);
        let at = |i: usize, j: usize| self.at(column + i, row + j);
        (at(0, 0) * (1.0 - right) + at(1, 0) * right) * (1.0 - up) + (at(0, 1) * (1.0 - right) + at(1, 1) * right) * up
    }

    /// The lowest and the highest finite height, some distance apart; `None` when it is not finite.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        let finite = self.values.iter().copied().filter(|value| value.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        let (low, high) = if low < high { (low, high) } else { (low.min(0.0) - 1.0, low.max(0.0) + 1.0) };
        (high - low).is_finite().then_some((low, high))
    }
}
