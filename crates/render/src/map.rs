//! Heights as colours, and the bar that says what the colours mean.

use crate::contour::Grid;
use crate::frame::Frame;
use crate::layout::TICKS;
use crate::paper::{Area, Paper, Pen, Setting};
use crate::theme::{LABEL, MISSING, MISSING_HATCH, SPINE, TEXT_QUIET, TICK, height_colour};
use crate::ticks;
use nabla_grading::figure::{Layer, Panel};
use tiny_skia::{Pixmap, PremultipliedColorU8};

const BAR_WIDTH: f32 = 13.0;

/// The coloured map of a panel with its lowest and highest height.
pub(crate) struct Heights<'a> {
    grid: Grid<'a>,
    low: f64,
    high: f64,
    label: &'a str,
}

/// A map's samples as a grid; `None` when their number does not fit.
pub(crate) fn grid(columns: usize, values: &[f64]) -> Option<Grid<'_>> {
    let rows = values.len().checked_div(columns)?;
    (columns >= 2 && rows >= 2 && rows * columns == values.len()).then_some(Grid { columns, rows, values })
}

/// The panel's coloured map, if it has one.
pub(crate) fn heights(panel: &Panel) -> Option<Heights<'_>> {
    panel.layers.iter().find_map(|layer| match layer {
        Layer::Map { columns, values, coloured: true, label, .. } => {
            let finite = values.iter().copied().filter(|value| value.is_finite());
            let (low, high) =
                finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
            let (low, high) = if low < high { (low, high) } else { (low.min(0.0) - 1.0, low.max(0.0) + 1.0) };
            let proper = (high - low).is_finite();
            proper.then_some(Heights { grid: grid(*columns, values)?, low, high, label })
        }
        _ => None,
    })
}

/// Colours the area between the axes, bilinear between the samples, hatched where there is no number.
pub(crate) fn colour(pixmap: &mut Pixmap, frame: &Frame, heights: &Heights<'_>) {
    let (width, height) = (frame.inner.width().round() as u32, frame.inner.height().round() as u32);
    let Some(mut image) = Pixmap::new(width, height) else { return };
    let palette: Vec<PremultipliedColorU8> =
        (0..=255).map(|shade| height_colour(f64::from(shade) / 255.0).premultiply()).collect();
    let (missing, hatch) = (MISSING.premultiply(), MISSING_HATCH.premultiply());
    for (index, pixel) in image.pixels_mut().iter_mut().enumerate() {
        let (column, row) = (index as u32 % width, index as u32 / width);
        let x = (f64::from(column) + 0.5) / f64::from(width);
        let y = 1.0 - (f64::from(row) + 0.5) / f64::from(height);
        let value = heights.grid.between(x, y);
        *pixel = if value.is_finite() {
            palette[(255.0 * (value - heights.low) / (heights.high - heights.low)).clamp(0.0, 255.0) as usize]
        } else if (column + row) % 9 == 0 {
            hatch
        } else {
            missing
        };
    }
    Paper::new(pixmap).image((frame.inner.left, frame.inner.top), &image);
}

impl Grid<'_> {
    /// The height at a place in parts of the grid, bilinear between the four samples around it.
    fn between(&self, x: f64, y: f64) -> f64 {
        let (x, y) = (x * (self.columns - 1) as f64, y * (self.rows - 1) as f64);
        let (column, row) = ((x as usize).min(self.columns - 2), (y as usize).min(self.rows - 2));
        let (right, up) = (x - column as f64, y - row as f64);
        let at = |i: usize, j: usize| self.values[(row + j) * self.columns + column + i];
        (at(0, 0) * (1.0 - right) + at(1, 0) * right) * (1.0 - up) + (at(0, 1) * (1.0 - right) + at(1, 1) * right) * up
    }
}

/// The colour bar at the right of the axes.
pub(crate) fn bar(paper: &mut Paper<'_>, frame: &Frame, heights: &Heights<'_>) {
    let left = frame.inner.right + 14.0;
    let area = Area { left, right: left + BAR_WIDTH, ..frame.inner };
    let steps = area.height().ceil().max(1.0) as usize;
    for step in 0..steps {
        let top = area.top + step as f32;
        let unit = 1.0 - (step as f64 + 0.5) / steps as f64;
        let bottom = (top + 1.5).min(area.bottom);
        paper.rectangle(Area { top, bottom, ..area }, height_colour(unit));
    }
    let names = ticks::linear(heights.low, heights.high, TICKS);
    for (value, label) in names.values.iter().zip(&names.labels) {
        let unit = (value - heights.low) / (heights.high - heights.low);
        let y = area.bottom - unit as f32 * area.height();
        paper.line(&[(area.right, y), (area.right + 4.0, y)], &Pen::solid(SPINE, 1.0));
        paper.text((area.right + 8.0, y + TICK.capital() / 2.0), label, &Setting::new(TICK, TEXT_QUIET));
    }
    let name = Setting::new(LABEL, TEXT_QUIET).align(0.5);
    paper.text((left + BAR_WIDTH / 2.0, area.top - 6.0), heights.label, &name);
}
