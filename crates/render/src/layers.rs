//! The ink between the axes, each layer a series of plotters.

use crate::axis::{self, Axes};
use crate::clip::pieces;
use crate::elements::{Element, arrow, lines, marks, pen};
use crate::grid::Grid;
use crate::paper::{Area, Drawn, Ink, Paper, Pen, Shape, Spot, Surface, spot};
use crate::theme::{AREA, CONTOUR, CONTOUR_WIDTH, faded, look};
use nabla_grading::figure::{Layer, Role};
use plotters::chart::ChartContext;
use plotters::coord::CoordTranslate;

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

/// Draws one layer, all but its words. On a coloured map lines and arrows have a pale edge.
pub(crate) fn draw(chart: &mut Chart<'_, '_>, layer: &Layer, contours: &[Contour], coloured: bool) -> Drawn {
    let within = Area::of(chart.plotting_area());
    let elements = elements(layer, contours, coloured, chart.as_coord_spec(), within);
    chart.draw_series(elements).map(|_| ())
}

/// How large marks can be without running together: 1 where they stand apart, less where half of them are closer to the
/// next one than a mark is wide.
fn crowded(spots: &[Spot]) -> f32 {
    let mut apart: Vec<f32> =
        spots.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).collect();
    if apart.len() < 10 {
        return 1.0;
    }
    apart.sort_by(f32::total_cmp);
    (apart[apart.len() / 2] / 12.0).clamp(0.42, 1.0)
}

/// A layer as elements, for axes that lie `within` a part of the page.
fn elements<'a>(
    layer: &'a Layer,
    contours: &[Contour],
    coloured: bool,
    axes: &Axes,
    within: Area,
) -> Vec<Element<'a, (f64, f64)>> {
    let placed = |point: &(f64, f64)| axis::unit(axes, *point).is_ok();
    let frame = Some(within);
    match layer {
        Layer::Map { .. } => {
            let pen = Pen::solid(faded(CONTOUR, 0.67), CONTOUR_WIDTH);
            vec![lines(contours.iter().map(|(_, curve)| curve.clone()).collect(), pen, false, within)]
        }
        Layer::Line { points, role, .. } => {
            let cased = coloured && *role == Role::Learner;
            vec![lines(pieces(axes, points), pen(look(*role)), cased, within)]
        }
        Layer::Points { points, mark: kind, role, .. } => {
            let seen: Vec<_> = points.iter().copied().filter(|point| axis::inside(axes, *point)).collect();
            let spots: Vec<Spot> = seen.iter().map(|point| spot(axes.translate(point))).collect();
            vec![marks(seen, *kind, *role, crowded(&spots))]
        }
        Layer::Arrows { arrows, role, .. } => {
            let seen = arrows.iter().filter(|(foot, head)| placed(foot) && placed(head));
            seen.map(|(foot, head)| arrow(*foot, *head, *role, coloured && *role != Role::Truth, frame)).collect()
        }
        Layer::Bars { bars, width, base, role, .. } => {
            let draw = move |surface: &mut dyn Surface, ends: &[Spot]| {
                let area = Area::between(ends[0], ends[1]);
                // A bar without height is seen all the same.
                let (right, bottom) = (area.right.max(area.left + 1.0), area.bottom.max(area.top + 1.0));
                let bar = Area { right, bottom, ..area }.corners();
                surface.shape(Shape::Outline(&bar), Ink::Fill(look(*role).bar), frame);
            };
            let corners = bars.iter().map(|(x, y)| vec![(x - width / 2.0, *base), (x + width / 2.0, *y)]);
            corners.filter(|corners| corners.iter().all(placed)).map(|corners| Element::new(corners, draw)).collect()
        }
        Layer::Stems { stems, base, role, .. } => {
            let look = look(*role);
            let width = (0.5 * within.width() / stems.len().max(1) as f32).clamp(0.6, 1.6) * look.size;
            let draw = move |surface: &mut dyn Surface, ends: &[Spot]| {
                surface.shape(Shape::Line(ends), Ink::Stroke(Pen::solid(look.colour, width)), frame);
                surface.shape(Shape::Circles(&ends[1..], (width * 2.2).min(4.5)), Ink::Fill(look.colour), frame);
            };
            let ends = stems.iter().map(|(x, y)| vec![(*x, *base), (*x, *y)]);
            ends.filter(|ends| ends.iter().all(placed)).map(|ends| Element::new(ends, draw)).collect()
        }
        Layer::Area { corners, role, .. } => {
            let look = look(*role);
            let corners = corners.iter().copied().filter(placed).collect();
            vec![Element::new(corners, move |surface, spots| {
                surface.shape(Shape::Outline(spots), Ink::Fill(faded(look.colour, AREA)), frame);
                surface.shape(Shape::Outline(spots), Ink::Stroke(Pen::solid(look.colour, 1.4)), frame);
            })]
        }
        Layer::Text { .. } => Vec::new(),
    }
}
