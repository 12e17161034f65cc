//! One panel: its heading, a chart of plotters, and under it the legend and what could not be shown.

use crate::axis::Span;
use crate::elements::line;
use crate::labels;
use crate::layers::{self, Chart};
use crate::legend::Legend;
use crate::map::{BAR, Heights};
use crate::notes;
use crate::paper::{Area, Canvas, Drawn, Pen, coord, letters, px, style};
use crate::place::Place;
use crate::theme::{
    GRID, GRID_FINE, GRID_ZERO, HEADING, LABEL, NOTE, NOTE_FONT, SPINE, SPINE_WIDTH, TEXT, TEXT_QUIET, TICK,
    TICK_LENGTH,
};
use nabla_grading::figure::{Axis, Panel, Scale};
use plotters::chart::ChartBuilder;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::ValueFormatter;

/// What the names of the x axis and of its values need under the axes, and white under them.
pub(crate) const NAMES: f32 = 52.0;
const NOTE_LINE: f32 = 18.0;

/// A panel, ready to be drawn in a slot: what it needs around its axes, and what stands under them.
pub(crate) struct Layout<'a> {
    panel: &'a Panel,
    axes: Result<(Span, Span), String>,
    /// What the axes need at their left and right.
    sides: (f32, f32),
    heading: String,
    pub legend: Legend<'a>,
    not_shown: Option<String>,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(panel: &'a Panel) -> Self {
        let axes = Span::new("x", &panel.x).and_then(|x| Ok((x, Span::new("y", &panel.y)?)));
        let not_shown = axes
            .as_ref()
            .ok()
            .and_then(|(x, y)| notes::not_shown(&panel.layers, &Cartesian2d::new(*x, *y, (0..1, 0..1))));
        let labels = axes.as_ref().map(|(_, y)| labels_of(&panel.y, y)).unwrap_or_default();
        let widest = labels.iter().map(|label| TICK.width(label)).fold(0.0, f32::max);
        // The axes lie in the middle of a row and a column of pixels, where they are sharpest.
        let names = (2.0 * TICK_LENGTH + widest + 9.0 + LABEL.capital()).ceil();
        let left = if panel.bare { 0.5 } else { names + 0.5 };
        let right = if Heights::find(&panel.layers).is_some() { BAR } else { 14.0 };
        Self { panel, axes, sides: (left, right), heading: String::new(), legend: Legend::NONE, not_shown }
    }

    /// Breaks heading and legend into lines for the width that it gets.
    pub(crate) fn fit(&mut self, width: f32) {
        self.heading = HEADING.wrap(&self.panel.heading, width).join("\n");
        self.legend = Legend::new(&self.panel.layers, width - self.sides.0);
    }

    /// How wide it is in a slot of this width and how high its axes are, where one unit of x is as long as one of y.
    pub(crate) fn wanted(&self, slot: (f32, f32)) -> Option<(f32, f32)> {
        let (x, y) = self.axes.as_ref().ok().filter(|_| self.panel.equal)?;
        let (beside, unit) = (self.sides.0 + self.sides.1, self.unit((x, y), slot));
        Some((beside + (unit * x.length()) as f32, (unit * y.length()) as f32))
    }

    /// The length of one unit in pixels.
    fn unit(&self, (x, y): (&Span, &Span), (width, height): (f32, f32)) -> f64 {
        let wide = f64::from(width - self.sides.0 - self.sides.1);
        (wide / x.length()).min(f64::from(height) / y.length())
    }

    /// Where its axes begin.
    pub(crate) fn left(&self) -> f32 {
        self.sides.0
    }

    /// How much the heading needs above the axes.
    pub(crate) fn above(&self) -> f32 {
        if self.heading.is_empty() { 8.0 } else { (HEADING.height(&self.heading) + 17.0).round() }
    }

    /// How much the legend and the note need under the axis labels.
    pub(crate) fn below(&self) -> f32 {
        self.legend.height() + if self.not_shown.is_some() { NOTE_LINE } else { 0.0 }
    }

    /// Draws it, the axes beginning and ending at the same height as those of its neighbours; where they are, if they could be drawn.
    pub(crate) fn draw(&self, canvas: &Canvas<'_>, above: f32, below: f32) -> Drawn<Option<Place>> {
        canvas.draw_text(&self.heading, &letters(HEADING, TEXT), (0, 0))?;
        let page = Area::of(canvas);
        let (x, y) = match &self.axes {
            Ok(axes) => *axes,
            Err(why) => {
                let lines = NOTE_FONT.wrap(why, page.width()).join("\n");
                canvas.draw_text(&lines, &letters(NOTE_FONT, NOTE), coord((0.0, above)))?;
                return Ok(None);
            }
        };
        let heights = Heights::find(&self.panel.layers);
        let axes = self.draw_chart(canvas, (x, y), (above, below), heights.as_ref())?;
        if let Some(heights) = &heights {
            heights.draw_bar(canvas, axes)?;
        }
        let (left, top) = (axes.left - page.left, axes.bottom - page.top + NAMES);
        self.legend.draw(canvas, (left, top))?;
        let note = self.not_shown.as_deref().unwrap_or_default();
        canvas.draw_text(note, &letters(NOTE_FONT, NOTE), coord((left, top + self.legend.height() + 4.0)))?;
        Ok(Some(Place::new(axes, &x, &y)))
    }

    fn draw_chart(
        &self,
        canvas: &Canvas<'_>,
        (mut x, y): (Span, Span),
        (above, below): (f32, f32),
        heights: Option<&Heights<'_>>,
    ) -> Drawn<Area> {
        let page = Area::of(canvas);
        let (left, right) = self.sides;
        let names = (2.0 * TICK_LENGTH + TICK.line() + 4.0 + LABEL.capital()).ceil();
        let under = if self.panel.bare { 0.0 } else { names };
        let height = page.height() - above - NAMES - below - 0.5;
        let (mut width, mut spare) = (page.width() - left - right, 0.0);
        if self.panel.equal {
            // What is left over lies at the right and below, so that headings and axes of all panels begin on one line.
            let unit = self.unit((&x, &y), (page.width(), height));
            (width, spare) = ((unit * x.length()) as f32, (height - (unit * y.length()) as f32).floor());
        }
        x.named = (width / 70.0).clamp(3.0, 9.0) as usize;
        let mut chart = ChartBuilder::on(canvas)
            .margin_right(px(page.width() - left - width))
            .margin_top(px(above))
            .margin_bottom(px(below + NAMES - under + spare + 0.5))
            .x_label_area_size(px(under))
            .y_label_area_size(px(left))
            .build_cartesian_2d(x, y)?;
        chart.draw_series(heights.iter().map(|heights| heights.over(x, y)).collect::<Vec<_>>())?;
        if !self.panel.bare {
            self.draw_mesh(&mut chart, heights.is_some())?;
        }
        let mut contours = Vec::new();
        for layer in &self.panel.layers {
            let curves = layers::contours(layer, chart.as_coord_spec());
            layers::draw(&mut chart, layer, &curves, heights.is_some())?;
            contours.extend(curves);
        }
        labels::draw(&chart, &self.panel.layers, &contours)?;
        Ok(Area::of(chart.plotting_area()))
    }

    /// Grid, axes, and what they say. A map covers the grid's place, so it gets none.
    fn draw_mesh(&self, chart: &mut Chart<'_, '_>, covered: bool) -> Drawn {
        let (x, y) = (*chart.as_coord_spec().x_spec(), *chart.as_coord_spec().y_spec());
        let mut mesh = chart.configure_mesh();
        if covered || x.scale == Scale::Whole {
            mesh.disable_x_mesh();
        }
        if covered || y.scale == Scale::Whole {
            mesh.disable_y_mesh();
        }
        mesh.x_desc(&self.panel.x.label)
            .y_desc(&self.panel.y.label)
            .x_label_formatter(&|value| named(&self.panel.x, *value).unwrap_or_else(|| x.format_ext(value)))
            .y_label_formatter(&|value| named(&self.panel.y, *value).unwrap_or_else(|| y.format_ext(value)))
            .axis_desc_style(letters(LABEL, TEXT_QUIET))
            .label_style(letters(TICK, TEXT_QUIET))
            .set_all_tick_mark_size(px(TICK_LENGTH))
            .axis_style(style(SPINE, SPINE_WIDTH))
            .bold_line_style(style(GRID, 1.0))
            .light_line_style(style(GRID_FINE, 1.0))
            .draw()?;
        // What is counted begins at 0 or 1; no sign changes there.
        let between = |span: &Span| span.from < 0.0 && 0.0 < span.to && span.scale != Scale::Whole;
        let upright = between(&x).then(|| vec![(0.0, y.from), (0.0, y.to)]);
        let level = between(&y).then(|| vec![(x.from, 0.0), (x.to, 0.0)]);
        let zeros = upright.into_iter().chain(level).filter(|_| !covered);
        let zeros = zeros.map(|points| line(points, Pen::solid(GRID_ZERO, 1.0), None));
        chart.draw_series(zeros.collect::<Vec<_>>()).map(|_| ())
    }
}

/// What stands at a value in place of the number.
fn named(axis: &Axis, value: f64) -> Option<String> {
    // The values of such an axis are whole; what lies beyond its names has none.
    let name = axis.names.get(value.max(0.0) as usize).cloned().unwrap_or_default();
    (!axis.names.is_empty()).then_some(name)
}

/// All that is written along an axis.
fn labels_of(axis: &Axis, span: &Span) -> Vec<String> {
    let ticks = span.ticks();
    let labels = ticks.values.iter().zip(ticks.labels);
    labels.map(|(value, label)| named(axis, *value).unwrap_or(label)).collect()
}
