//! Heights as colours, and the bar that says what the colours mean.

use crate::axis::Span;
use crate::elements::Element;
use crate::grid::Grid;
use crate::paper::{Area, Canvas, Drawn, Ink, NO_SHADE, Pen, Shape, coord, letters, px, style};
use crate::theme::{LABEL, MISSING, MISSING_HATCH, SPINE, SPINE_WIDTH, TEXT_QUIET, TICK};
use nabla_grading::figure::Layer;
use plotters::chart::{ChartBuilder, LabelAreaPosition};
use plotters::style::text_anchor::{HPos, Pos, VPos};

const WIDTH: f32 = 13.0;
const BESIDE: f32 = 14.0;
/// What the bar needs at the right of the axes, the names of its values included.
pub(crate) const BAR: f32 = 74.0;

/// The coloured map of a panel with its lowest and highest height.
pub(crate) struct Heights<'a> {
    grid: Grid<'a>,
    range: (f64, f64),
    label: &'a str,
}

impl<'a> Heights<'a> {
    /// The first coloured map among the layers, if there is one.
    pub(crate) fn find(layers: &'a [Layer]) -> Option<Self> {
        layers.iter().find_map(|layer| match layer {
            Layer::Map { columns, values, coloured: true, label, .. } => {
                let grid = Grid::new(*columns, values)?;
                Some(Self { range: grid.range()?, grid, label })
            }
            _ => None,
        })
    }

    /// The map, as large as the axes, over a hatched ground that is seen where there is no number.
    pub(crate) fn over(&self, x: Span, y: Span) -> Element<'_, (f64, f64)> {
        Element::new(vec![(x.from, y.from), (x.to, y.to)], |surface, corners| {
            let area = Area::between(corners[0], corners[1]);
            if !self.grid.is_finite() {
                surface.shape(Shape::Outline(&area.corners()), Ink::Fill(MISSING), None);
                for step in (0..(area.width() + area.height()) as u32).step_by(9) {
                    let (x, y) = (area.left + step as f32, area.top);
                    let rising = [(x, y), (x - area.height(), area.bottom)];
                    surface.shape(Shape::Line(&rising), Ink::Stroke(Pen::solid(MISSING_HATCH, 1.0)), Some(area));
                }
            }
            surface.shades(area, &|width, height| self.shades(width, height));
        })
    }

    /// The colour bar at the right of the axes: a map as well, of the heights themselves over an axis of their own.
    pub(crate) fn draw_bar(&self, canvas: &Canvas<'_>, axes: Area) -> Drawn {
        let page = Area::of(canvas);
        let (left, top) = (axes.right + BESIDE - page.left, axes.top - page.top);
        let strip = canvas.clone().shrink((px(left), px(top)), (px(BAR - BESIDE), px(axes.height())));
        let (x, y) = (Span::between(0.0, 1.0), Span::between(self.range.0, self.range.1));
        let mut chart =
            ChartBuilder::on(&strip).right_y_label_area_size(px(BAR - BESIDE - WIDTH)).build_cartesian_2d(x, y)?;
        let values = [y.from, y.from, y.to, y.to];
        let shades = Grid::new(2, &values).map(|grid| Heights { grid, ..*self });
        chart.draw_series(shades.iter().map(|shades| shades.over(x, y)).collect::<Vec<_>>())?;
        chart
            .configure_mesh()
            .disable_mesh()
            .disable_x_axis()
            .axis_style(style(SPINE, SPINE_WIDTH))
            .y_label_style(letters(TICK, TEXT_QUIET))
            .set_tick_mark_size(LabelAreaPosition::Right, px(4.0))
            .draw()?;
        let above = letters(LABEL, TEXT_QUIET).pos(Pos::new(HPos::Center, VPos::Bottom));
        canvas.draw_text(self.label, &above, coord((left + WIDTH / 2.0, top - 6.0)))
    }

    /// Bilinear between the samples.
    fn shades(&self, width: u32, height: u32) -> Vec<u8> {
        let (low, high) = self.range;
        let shade = |column: u32, row: u32| {
            let x = (f64::from(column) + 0.5) / f64::from(width);
            let y = 1.0 - (f64::from(row) + 0.5) / f64::from(height);
            let value = self.grid.between(x, y);
            let shade = (f64::from(NO_SHADE) * (value - low) / (high - low)).clamp(0.0, f64::from(NO_SHADE - 1));
            if value.is_finite() { shade as u8 } else { NO_SHADE }
        };
        (0..height)
            .flat_map(|row| (0..width).map(move |column| (column, row)))
            .map(|(column, row)| shade(column, row))
            .collect()
    }
}
