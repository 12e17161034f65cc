//! The axes of one panel, and where a point of the mathematics lies on the page.

use crate::backend::fine;
use crate::layout::TICKS;
use crate::paper::{Area, Paper, Setting, Spot};
use crate::span::{Fault, Span};
use crate::theme::{
    Colour, GRID, GRID_ZERO, LABEL, MINOR_TICK_LENGTH, SPINE, SPINE_WIDTH, TEXT_QUIET, TICK, TICK_LENGTH,
};
use nabla_grading::figure::Panel;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::Ranged;
use plotters::element::PathElement;
use plotters::prelude::IntoDrawingArea;
use plotters::style::{RGBAColor, ShapeStyle};
use tiny_skia::Pixmap;

/// The rectangle between the axes and what its sides stand for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub inner: Area,
    pub x: Span,
    pub y: Span,
}

impl Frame {
    /// A point in parts of the axes: (0, 0) the lower left corner, (1, 1) the upper right one.
    pub(crate) fn unit(&self, (x, y): (f64, f64)) -> Result<(f64, f64), Fault> {
        Ok((self.x.unit(x)?, self.y.unit(y)?))
    }

    /// Where such parts lie on the page.
    pub(crate) fn place(&self, (x, y): (f64, f64)) -> Spot {
        let Area { left, bottom, .. } = self.inner;
        (left + x as f32 * self.inner.width(), bottom - y as f32 * self.inner.height())
    }

    /// Where a point of the mathematics lies, if it is one and lies inside.
    pub(crate) fn spot(&self, point: (f64, f64)) -> Option<Spot> {
        self.unit(point).ok().filter(|unit| inside(*unit)).map(|unit| self.place(unit))
    }
}

/// Whether parts of the axes lie between them, rounding aside.
pub(crate) fn inside((x, y): (f64, f64)) -> bool {
    let range = -1e-9..=1.0 + 1e-9;
    range.contains(&x) && range.contains(&y)
}

fn stroke(colour: Colour, width: f32) -> ShapeStyle {
    let color = RGBAColor(colour.red(), colour.green(), colour.blue(), f64::from(colour.alpha()) / 255.0);
    ShapeStyle { color, filled: false, stroke_width: fine(width).unsigned_abs() }
}

/// Grid, spines, ticks and labels. A map covers the grid's place, so it gets none.
pub(crate) fn draw_axes(pixmap: &mut Pixmap, frame: &Frame, panel: &Panel, covered: bool) {
    if !covered {
        grid(pixmap, frame);
    }
    let Frame { inner, x, y } = *frame;
    let mut paper = Paper::new(pixmap);
    let corners = [(inner.left, inner.top), (inner.left, inner.bottom), (inner.right, inner.bottom)];
    paper.line(&corners, &crate::paper::Pen::solid(SPINE, SPINE_WIDTH));
    let pen = crate::paper::Pen::solid(SPINE, SPINE_WIDTH);
    let quiet = Setting::new(TICK, TEXT_QUIET);
    let across = x.ticks((inner.width() / 70.0).clamp(3.0, 9.0) as usize);
    let along = |value: f64| x.unit(value).map_or(inner.left, |unit| frame.place((unit, 0.0)).0);
    for (value, label) in across.values.iter().zip(&across.labels) {
        let place = along(*value);
        paper.line(&[(place, inner.bottom), (place, inner.bottom + TICK_LENGTH)], &pen);
        paper.text((place, inner.bottom + TICK_LENGTH + 5.0 + TICK.capital()), label, &quiet.align(0.5));
    }
    for place in across.minor.iter().map(|value| along(*value)) {
        paper.line(&[(place, inner.bottom), (place, inner.bottom + MINOR_TICK_LENGTH)], &pen);
    }
    let up = y.ticks(TICKS);
    let along = |value: f64| y.unit(value).map_or(inner.bottom, |unit| frame.place((0.0, unit)).1);
    for (value, label) in up.values.iter().zip(&up.labels) {
        let place = along(*value);
        paper.line(&[(inner.left - TICK_LENGTH, place), (inner.left, place)], &pen);
        paper.text((inner.left - TICK_LENGTH - 5.0, place + TICK.capital() / 2.0), label, &quiet.align(1.0));
    }
    for place in up.minor.iter().map(|value| along(*value)) {
        paper.line(&[(inner.left - MINOR_TICK_LENGTH, place), (inner.left, place)], &pen);
    }
    let label = Setting::new(LABEL, TEXT_QUIET).align(0.5);
    let middle = ((inner.left + inner.right) / 2.0, (inner.top + inner.bottom) / 2.0);
    let under = inner.bottom + TICK_LENGTH + 5.0 + TICK.line() + 4.0 + LABEL.capital();
    paper.text((middle.0, under), &panel.x.label, &label);
    let widest = up.labels.iter().map(|label| TICK.width(label)).fold(0.0, f32::max);
    let beside = inner.left - TICK_LENGTH - 5.0 - widest - 9.0;
    paper.text((beside, middle.1), &panel.y.label, &label.turned(-90.0));
}

/// Light lines behind the data, in the coordinates of the mathematics.
fn grid(pixmap: &mut Pixmap, frame: &Frame) {
    let Frame { inner, x, y } = *frame;
    let sides = (fine(inner.left)..fine(inner.right), fine(inner.bottom)..fine(inner.top));
    let area = Paper::new(pixmap).into_drawing_area();
    let area = area.apply_coord_spec(Cartesian2d::<Span, Span>::new(x, y, sides));
    let (across, up) = (x.ticks((inner.width() / 70.0).clamp(3.0, 9.0) as usize).values, y.ticks(TICKS).values);
    let (x, y) = (x.range(), y.range());
    let vertical = across.iter().map(|value| (*value, [(*value, y.start), (*value, y.end)]));
    let level = up.iter().map(|value| (*value, [(x.start, *value), (x.end, *value)]));
    for (value, line) in vertical.chain(level) {
        let colour = if value == 0.0 { GRID_ZERO } else { GRID };
        let Ok(()) = area.draw(&PathElement::new(line, stroke(colour, 1.0))) else { return };
    }
}
