//! Words between the axes, drawn last and so that they cover neither each other nor, where there is room, a line.

use crate::axis::{self, Axes};
use crate::clip::{cut, pieces};
use crate::elements::Element;
use crate::layers::{Chart, Contour};
use crate::paper::{Area, Drawn, Setting, Spot, coord, spot};
use crate::text::Font;
use crate::theme::{CONTOUR, Colour, HEIGHT, WORDS, look};
use crate::ticks;
use nabla_grading::figure::Layer;
use plotters::coord::CoordTranslate;

/// The first baseline of a few lines of text, the lines, and how they are set.
type Label = (Spot, Vec<String>, Setting);

fn setting(font: Font, colour: Colour, align: f32) -> Setting {
    Setting { font, colour, align, turned: 0.0, halo: true }
}

/// Finds a place for the height of each contour and then for all words, and writes them.
pub(crate) fn draw(chart: &Chart<'_, '_>, layers: &[Layer], contours: &[Contour]) -> Drawn {
    let axes = chart.as_coord_spec();
    let frame = Area::of(chart.plotting_area());
    let lines = lines(layers, axes);
    let mut taken = Vec::new();
    let mut labels: Vec<Label> =
        contours.iter().filter_map(|contour| height(contour, axes, frame, &lines, &mut taken)).collect();
    labels.extend(layers.iter().filter_map(|layer| words(layer, axes, frame, &mut taken)));
    let page = chart.plotting_area().use_screen_coord();
    labels.into_iter().try_for_each(|(place, lines, setting)| {
        page.draw(&Element::new(vec![coord(place)], move |surface, spots| {
            for (index, line) in lines.iter().enumerate() {
                let below = index as f32 * setting.font.line();
                surface.text((spots[0].0, spots[0].1 + below), line, &setting);
            }
        }))
    })
}

/// Everything thin that a label should not cover, as segments on the page.
fn lines(layers: &[Layer], axes: &Axes) -> Vec<(Spot, Spot)> {
    let mut chains: Vec<Vec<(f64, f64)>> = Vec::new();
    for layer in layers {
        match layer {
            Layer::Line { points, .. } => chains.extend(pieces(axes, points)),
            Layer::Arrows { arrows, .. } => chains.extend(arrows.iter().flat_map(|(a, b)| pieces(axes, &[*a, *b]))),
            Layer::Points { points, .. } => {
                chains.extend(points.iter().filter(|point| axis::inside(axes, **point)).map(|point| vec![*point; 2]));
            }
            _ => {}
        }
    }
    let place = |point: &(f64, f64)| spot(axes.translate(point));
    chains.iter().flat_map(|chain| chain.windows(2)).map(|pair| (place(&pair[0]), place(&pair[1]))).collect()
}

fn crosses(area: &Area, (from, to): &(Spot, Spot)) -> bool {
    let wide = |(x, y): Spot| (f64::from(x), f64::from(y));
    cut(wide(*from), wide(*to), wide((area.left, area.top)), wide((area.right, area.bottom))).is_some()
}

/// The height of a contour that is long enough for one, as near to its middle as there is room.
fn height(
    (level, curve): &Contour,
    axes: &Axes,
    frame: Area,
    lines: &[(Spot, Spot)],
    taken: &mut Vec<Area>,
) -> Option<Label> {
    let text = ticks::plain(*level);
    let (width, height) = (HEIGHT.width(&text) + 8.0, HEIGHT.capital() + 8.0);
    let spots: Vec<Spot> = curve.iter().map(|point| spot(axes.translate(point))).collect();
    let length: f32 = spots.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum();
    if length < 3.0 * width {
        return None;
    }
    let middle = (spots.len() - 1) as f32 / 2.0;
    let steps = (0..=20).flat_map(|step| [-1.0, 1.0].map(|side| 1.0 + side * step as f32 * 0.046));
    let room: Vec<(Spot, Area)> = steps
        .map(|part| spots[(part * middle) as usize])
        .map(|spot| (spot, Area::around(spot, width, height)))
        .filter(|(_, area)| {
            area.kept_inside(&frame.grown(-4.0)) == *area && !taken.iter().any(|other| other.overlaps(&area.grown(6.0)))
        })
        .collect();
    let clear = room.iter().find(|(_, area)| !lines.iter().any(|line| crosses(area, line)));
    let (spot, area) = clear.or(room.first())?;
    taken.push(*area);
    Some(((spot.0, spot.1 + HEIGHT.capital() / 2.0), vec![text], setting(HEIGHT, CONTOUR, 0.5)))
}

/// A few words beside their point, inside the frame, on nothing else that reads.
fn words(layer: &Layer, axes: &Axes, frame: Area, taken: &mut Vec<Area>) -> Option<Label> {
    let Layer::Text { at, text, role } = layer else { return None };
    let (x, y) = axis::unit(axes, *at).ok()?;
    let (x, y) = spot(axes.translate(&axis::point(axes, (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0)))));
    let lines = WORDS.wrap(text, 0.6 * frame.width());
    let width = lines.iter().map(|line| WORDS.width(line)).fold(0.0, f32::max);
    let height = lines.len() as f32 * WORDS.line();
    let inside = frame.grown(-6.0);
    let mut area = Area::between((x + 10.0, y - height - 4.0), (x + 10.0 + width, y - 4.0)).kept_inside(&inside);
    for _ in 0..12 {
        let Some(other) = taken.iter().find(|other| other.overlaps(&area)) else { break };
        area = area.shifted(0.0, other.bottom + 3.0 - area.top);
    }
    let area = area.kept_inside(&inside);
    taken.push(area);
    let baseline = area.top + WORDS.line() - WORDS.descent() - 2.0;
    Some(((area.left, baseline), lines, setting(WORDS, look(*role).words, 0.0)))
}
