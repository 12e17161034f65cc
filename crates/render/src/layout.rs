//! Where everything stands on the page: title, panels, axes, legends and notes, none over another.

use crate::frame::{Frame, draw_axes};
use crate::layers::{self, Notes};
use crate::legend::Legend;
use crate::map::{self, Heights};
use crate::paper::{Area, Paper, Setting};
use crate::span::Span;
use crate::theme::{GUTTER, HEADING, LABEL, MARGIN, NOTE, NOTE_FONT, TEXT, TICK, TICK_LENGTH, TITLE};
use nabla_grading::figure::{Figure, Panel};
use tiny_skia::Pixmap;

/// About how many labelled values an axis gets.
pub(crate) const TICKS: usize = 7;
/// White between a tick, its label and the axis label.
const GAP: f32 = 6.0;
/// The colour bar, its tick labels and the white beside it.
const BAR: f32 = 74.0;
const NOTE_LINE: f32 = 18.0;

/// A figure with the place of each of its parts.
pub(crate) struct Page<'a> {
    title: Vec<String>,
    slots: Vec<Slot<'a>>,
    width: f32,
    height: f32,
}

/// One panel and the place that it has, axes, legend and notes included.
struct Slot<'a> {
    panel: &'a Panel,
    spans: Result<(Span, Span), String>,
    heading: Vec<String>,
    legend: Legend,
    area: Area,
    /// The heights of what stands above and below the axes, equal within a row so that axes line up.
    above: f32,
    below: f32,
}

impl<'a> Page<'a> {
    pub(crate) fn new(figure: &'a Figure) -> Self {
        let count = figure.panels.len().max(1);
        let columns = if count == 4 { 2 } else { count.min(3) };
        let (slot_width, axes_height) = match columns {
            1 => (860.0, 560.0),
            2 => (640.0, 430.0),
            _ => (520.0, 370.0),
        };
        let width = columns as f32 * slot_width + (columns - 1) as f32 * GUTTER + 2.0 * MARGIN;
        let title = TITLE.wrap(&figure.title, width - 2.0 * MARGIN);
        let mut top = MARGIN + title.len() as f32 * TITLE.line() + 14.0;
        let mut slots = Vec::new();
        for row in figure.panels.chunks(columns) {
            let mut row: Vec<Slot<'a>> = row.iter().map(|panel| Slot::new(panel, slot_width)).collect();
            let above = row.iter().map(Slot::needs_above).fold(0.0, f32::max);
            let below = row.iter().map(Slot::needs_below).fold(0.0, f32::max);
            let bottom = top + above + axes_height + below;
            for (column, slot) in row.iter_mut().enumerate() {
                let left = MARGIN + column as f32 * (slot_width + GUTTER);
                slot.area = Area { left, top, right: left + slot_width, bottom };
                (slot.above, slot.below) = (above, below);
            }
            slots.append(&mut row);
            top = bottom + 18.0;
        }
        let height = if figure.panels.is_empty() { 400.0 } else { top - 18.0 + MARGIN };
        Self { title, slots, width, height }
    }

    pub(crate) fn size(&self) -> (u32, u32) {
        (self.width.ceil() as u32, self.height.ceil() as u32)
    }

    pub(crate) fn draw(&self, pixmap: &mut Pixmap) {
        let start = (MARGIN, MARGIN + TITLE.capital());
        Paper::new(pixmap).lines(start, &self.title, &Setting::new(TITLE, TEXT));
        for slot in &self.slots {
            slot.draw(pixmap);
        }
    }
}

impl<'a> Slot<'a> {
    fn new(panel: &'a Panel, width: f32) -> Self {
        let spans = Span::new("x", &panel.x).and_then(|x| Ok((x, Span::new("y", &panel.y)?)));
        Self {
            panel,
            spans,
            heading: HEADING.wrap(&panel.heading, width),
            legend: Legend::new(&panel.layers, width),
            area: Area { left: 0.0, top: 0.0, right: width, bottom: 0.0 },
            above: 0.0,
            below: 0.0,
        }
    }

    fn needs_above(&self) -> f32 {
        self.heading.len() as f32 * HEADING.line() + 8.0
    }

    fn needs_below(&self) -> f32 {
        let axis = TICK_LENGTH + GAP + TICK.line() + GAP + LABEL.line();
        axis + self.legend.height() + self.notes().map_or(0.0, |notes| notes.lines().len() as f32 * NOTE_LINE)
    }

    fn notes(&self) -> Option<Notes> {
        let (x, y) = self.spans.as_ref().ok()?;
        Some(layers::notes(self.panel, x, y))
    }

    /// The area between the axes: what is left of the slot, shrunk where one unit must be as long as the other.
    fn frame(&self, x: Span, y: Span) -> Frame {
        let labels = y.ticks(TICKS).labels;
        let widest = labels.iter().map(|label| TICK.width(label)).fold(0.0, f32::max);
        let left = LABEL.line() + GAP + widest + GAP + TICK_LENGTH;
        let right = if map::heights(self.panel).is_some() { BAR } else { 14.0 };
        let mut inner = Area {
            left: self.area.left + left,
            top: self.area.top + self.above,
            right: self.area.right - right,
            bottom: self.area.bottom - self.below,
        };
        if self.panel.equal {
            let unit = (f64::from(inner.width()) / x.length()).min(f64::from(inner.height()) / y.length());
            let (width, height) = ((unit * x.length()) as f32, (unit * y.length()) as f32);
            let middle = ((inner.left + inner.right) / 2.0, (inner.top + inner.bottom) / 2.0);
            inner = Area::around(middle, width, height);
        }
        Frame { inner, x, y }
    }

    fn draw(&self, pixmap: &mut Pixmap) {
        let heading = Setting::new(HEADING, TEXT);
        let start = (self.area.left, self.area.top + HEADING.capital());
        Paper::new(pixmap).lines(start, &self.heading, &heading);
        match &self.spans {
            Err(why) => {
                let lines = NOTE_FONT.wrap(why, self.area.width());
                let start = (self.area.left, self.area.top + self.above + NOTE_FONT.line());
                Paper::new(pixmap).lines(start, &lines, &Setting::new(NOTE_FONT, NOTE));
            }
            Ok((x, y)) => self.draw_panel(pixmap, &self.frame(*x, *y)),
        }
    }

    fn draw_panel(&self, pixmap: &mut Pixmap, frame: &Frame) {
        let heights: Option<Heights<'_>> = map::heights(self.panel);
        if let Some(heights) = &heights {
            map::colour(pixmap, frame, heights);
        }
        draw_axes(pixmap, frame, self.panel, heights.is_some());
        layers::draw(pixmap, frame, self.panel);
        let mut paper = Paper::new(pixmap);
        if let Some(heights) = &heights {
            map::bar(&mut paper, frame, heights);
        }
        let axis = TICK_LENGTH + GAP + TICK.line() + GAP + LABEL.line();
        let mut baseline = frame.inner.bottom + axis;
        baseline = self.legend.draw(&mut paper, (frame.inner.left, baseline));
        for line in self.notes().map(|notes| notes.lines()).unwrap_or_default() {
            baseline += NOTE_LINE;
            paper.text((frame.inner.left, baseline - 4.0), &line, &Setting::new(NOTE_FONT, NOTE));
        }
    }
}
