//! The ink between the axes, each layer a series of plotters.

use crate::axis::{self, Axes};
use crate::clip::pieces;
use crate::elements::{Element, arrow, line, mark, pen};
use crate::grid::Grid;
use crate::paper::{Area, Drawn, Ink, Paper, Pen, Shape, Spot, Surface, px, style};
use crate::theme::{AREA, CONTOUR, CONTOUR_WIDTH, faded, look};
use nabla_grading::figure::{Layer, Role};
use plotters::chart::ChartContext;
use plotters::element::{Circle, PathElement};

/// The chart of one panel.
pub(crate) type Chart<'c, 'p> = ChartContext<'c, Paper<'p>, Axes>;

/// A level curve: its height, and its points.
pub(crate) type Contour = (f64, Vec<(f64, f64)>);

/// The level curves that a layer asks for.
pub(crate) fn contours(layer: &Layer, axes: &Axes) -> Vec<Contour> {
    let Layer::Map { columns, values, levels, .. } = layer else { return Vec::new() };
    let Some(grid) = Grid::new(*columns, values) else { return Vec::new() };
    let (columns, rows) = ((grid.columns - 1) as f64, (grid.rows - 1) as f64);
    let place = |(x, y): (f64, f64)| axis::point(axes, (x / columns, y / rows));
    let curves = levels.iter().flat_map(|level| grid.curves(*level).into_iter().map(move |curve| (*level, curve)));
    curves.map(|(level, curve)| (level, curve.into_iter().map(place).collect())).collect()
}

/// Draws one layer, all but its words. On a coloured map the learner's lines have a pale edge.
pub(crate) fn draw(chart: &mut Chart<'_, '_>, layer: &Layer, contours: &[Contour], coloured: bool) -> Drawn {
    let axes = chart.as_coord_spec().clone();
    let within = Some(Area::of(chart.plotting_area()));
    let placed = |point: &(f64, f64)| axis::unit(&axes, *point).is_ok();
    match layer {
        Layer::Map { .. } => {
            let pen = Pen::solid(faded(CONTOUR, 0.67), CONTOUR_WIDTH);
            chart.draw_series(contours.iter().map(|(_, curve)| line(curve.clone(), pen, false, within)))?;
        }
        Layer::Line { points, role, .. } => {
            let cased = coloured && *role == Role::Learner;
            let seen = pieces(&axes, points).into_iter();
            chart.draw_series(seen.map(|piece| line(piece, pen(look(*role)), cased, within)))?;
        }
        Layer::Points { points, mark: kind, role, .. } => {
            let mut seen = points.iter().filter(|point| axis::inside(&axes, **point));
            seen.try_for_each(|point| chart.plotting_area().draw(&mark(*point, *kind, *role)))?;
        }
        Layer::Arrows { arrows, role, .. } => {
            let seen = arrows.iter().filter(|(foot, head)| placed(foot) && placed(head));
            chart.draw_series(seen.map(|(foot, head)| arrow([*foot, *head], *role, within)))?;
        }
        Layer::Bars { bars, width, base, role, .. } => {
            let draw = |surface: &mut dyn Surface, ends: &[Spot]| {
                let area = Area::between(ends[0], ends[1]);
                // A bar without height is seen all the same.
                let (right, bottom) = (area.right.max(area.left + 1.0), area.bottom.max(area.top + 1.0));
                let bar = Area { right, bottom, ..area }.corners();
                surface.shape(Shape::Outline(&bar), Ink::Fill(look(*role).bar), within);
            };
            let corners = bars.iter().map(|(x, y)| vec![(x - width / 2.0, *base), (x + width / 2.0, *y)]);
            let seen = corners.filter(|corners| corners.iter().all(placed));
            chart.draw_series(seen.map(|points| Element { points, draw }))?;
        }
        Layer::Stems { stems, base, role, .. } => {
            let look = look(*role);
            let width = within.map_or(0.0, |area| area.width()) / stems.len().max(1) as f32;
            let width = (0.5 * width).clamp(0.6, 1.6) * look.size;
            let seen =
                stems.iter().filter(|stem| placed(stem) && axis::inside(&axes, (stem.0, axes.get_y_range().start)));
            let line = |(x, y): &(f64, f64)| PathElement::new([(*x, *base), (*x, *y)], style(look.colour, width));
            chart.draw_series(seen.map(line))?;
            let ends = stems.iter().filter(|stem| axis::inside(&axes, **stem));
            chart.draw_series(
                ends.map(|stem| Circle::new(*stem, px((width * 2.2).min(4.5)), style(look.colour, 0.0))),
            )?;
        }
        Layer::Area { corners, role, .. } => {
            let look = look(*role);
            let points: Vec<(f64, f64)> = corners.iter().copied().filter(placed).collect();
            let draw = |surface: &mut dyn Surface, spots: &[Spot]| {
                surface.shape(Shape::Outline(spots), Ink::Fill(faded(look.colour, AREA)), within);
                surface.shape(Shape::Outline(spots), Ink::Stroke(Pen::solid(look.colour, 1.4)), within);
            };
            chart.draw_series([Element { points, draw }])?;
        }
        Layer::Text { .. } => {}
    }
    Ok(())
}
