//! Words between the axes, drawn last, where they cover neither each other nor a line of the data.

use crate::axis::{self, Axes};
use crate::clip::pieces;
use crate::elements::Element;
use crate::layers::{Chart, Contour};
use crate::paper::{Area, Drawn, Setting, Spot, coord, spot};
use crate::room::{CURVE, INK, Room, WORDS};
use crate::text::Font;
use crate::theme::{CONTOUR, Colour, HEIGHT, WORDS as WORDS_FONT, look};
use nabla_grading::figure::{Layer, plain};
use plotters::coord::CoordTranslate;

/// The first baseline of a few lines of text, the lines, and how they are set.
type Label = (Spot, Vec<String>, Setting);

fn setting(font: Font, colour: Colour, align: f32) -> Setting {
    Setting { font, colour, align, turned: 0.0, halo: true }
}

/// Finds a place for all words and then for the height of each contour, and writes them.
pub(crate) fn draw(chart: &Chart<'_, '_>, layers: &[Layer], contours: &[Contour]) -> Drawn {
    let axes = chart.as_coord_spec();
    let frame = Area::of(chart.plotting_area());
    let mut room = Room::new(frame);
    layers.iter().for_each(|layer| take(layer, axes, &mut room));
    let mut labels: Vec<Label> = layers.iter().filter_map(|layer| words(layer, axes, frame, &mut room)).collect();
    let curves: Vec<(f64, Vec<Spot>)> = contours
        .iter()
        .map(|(level, curve)| (*level, curve.iter().map(|point| spot(axes.translate(point))).collect()))
        .collect();
    for (_, curve) in &curves {
        curve.windows(2).for_each(|pair| room.segment((pair[0], pair[1]), 1.0, CURVE));
    }
    labels.extend(curves.iter().filter_map(|(level, curve)| height(*level, curve, frame, &mut room)));
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

/// Takes the places of everything thin that words should not cover.
fn take(layer: &Layer, axes: &Axes, room: &mut Room) {
    let place = |point: &(f64, f64)| spot(axes.translate(point));
    let mut chain = |points: &[(f64, f64)], radius: f32| {
        let segments = pieces(axes, points).into_iter();
        segments.for_each(|piece| {
            piece.windows(2).for_each(|pair| {
                room.segment((place(&pair[0]), place(&pair[1])), radius, INK);
            });
        });
    };
    match layer {
        Layer::Line { points, .. } => chain(points, 1.5),
        Layer::Arrows { arrows, .. } => arrows.iter().for_each(|(foot, head)| {
            chain(&[*foot, *head], 2.0);
            if axis::inside(axes, *head) {
                chain(&[*head; 2], 6.0);
            }
        }),
        Layer::Stems { stems, base, .. } => stems.iter().for_each(|(x, y)| chain(&[(*x, *base), (*x, *y)], 2.0)),
        Layer::Points { points, .. } => {
            points.iter().filter(|point| axis::inside(axes, **point)).for_each(|point| chain(&[*point; 2], 6.0));
        }
        Layer::Map { .. } | Layer::Bars { .. } | Layer::Area { .. } | Layer::Text { .. } => {}
    }
}

/// The height of a contour that is long enough for one: on the curve, as near to its middle as there is room; beside it
/// where something else is drawn all along it; nowhere where there is no room at all.
fn height(level: f64, curve: &[Spot], frame: Area, room: &mut Room) -> Option<Label> {
    let text = plain(level);
    let (width, height) = (HEIGHT.width(&text) + 6.0, HEIGHT.capital() + 6.0);
    let length: f32 = curve.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum();
    if length < 3.0 * width || curve.len() < 3 {
        return None;
    }
    let last = curve.len() - 1;
    let outward: Vec<usize> = (0..=30)
        .flat_map(|step| [-1.0, 1.0].map(|side| ((0.5 + side * step as f32 / 64.0) * last as f32) as usize))
        .collect();
    let inside = frame.grown(-4.0);
    let free = |area: &Area, kinds: u8| area.kept_inside(&inside) == *area && room.taken(area, kinds) == 0;
    let beside = |away: f32| {
        outward.iter().map(move |index| {
            let (before, here, after) = (curve[index.saturating_sub(1)], curve[*index], curve[(index + 1).min(last)]);
            let (dx, dy) = (after.0 - before.0, after.1 - before.1);
            let long = dx.hypot(dy).max(1e-3);
            // Far enough along the normal for a label that is wider than high.
            let (across, down) = (dy / long, -dx / long);
            let far = away * (across.abs() * width + down.abs() * height + 5.0) / 2.0;
            Area::around((here.0 + far * across, here.1 + far * down), width, height)
        })
    };
    // A label beside its curve stands where least of anything else is near, so that it is seen to belong to it.
    let apart = || {
        let places = beside(1.0).chain(beside(-1.0)).filter(|area| free(area, INK | WORDS | CURVE));
        places.min_by_key(|area| room.taken(&area.grown(12.0), INK | WORDS | CURVE))
    };
    let area = beside(0.0).find(|area| free(area, INK | WORDS)).or_else(apart)?;
    room.fill(&area.grown(5.0), WORDS);
    let (x, y) = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
    Some(((x, y + HEIGHT.capital() / 2.0), vec![text], setting(HEIGHT, CONTOUR, 0.5)))
}

/// A few words beside their point, inside the frame, on nothing else that reads and on as little ink as can be.
fn words(layer: &Layer, axes: &Axes, frame: Area, room: &mut Room) -> Option<Label> {
    let Layer::Text { at, text, role } = layer else { return None };
    let (x, y) = axis::unit(axes, *at).ok()?;
    let (x, y) = spot(axes.translate(&axis::point(axes, (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0)))));
    let lines = WORDS_FONT.wrap(text, 0.6 * frame.width());
    let width = lines.iter().map(|line| WORDS_FONT.width(line)).fold(0.0, f32::max);
    let height = lines.len() as f32 * WORDS_FONT.line();
    let inside = frame.grown(-6.0);
    // Which parts of the words lie to the right of their point and above it, and how far away they begin.
    let sides = [(1.0, -1.0, 10.0, 4.0), (-1.0, -1.0, 10.0, 4.0), (1.0, 1.0, 10.0, 4.0), (-1.0, 1.0, 10.0, 4.0)];
    let middles = [(0.0, -1.0, 0.0, 10.0), (0.0, 1.0, 0.0, 10.0), (1.0, 0.0, 13.0, 0.0), (-1.0, 0.0, 13.0, 0.0)];
    let places = [1.0, 1.8, 2.6].into_iter().flat_map(|away| sides.into_iter().chain(middles).map(move |s| (away, s)));
    let areas = places.map(|(away, (right, down, aside, over))| {
        let middle = (x + right * (away * aside + width / 2.0), y + down * (away * over + height / 2.0));
        (away, Area::around(middle, width, height).kept_inside(&inside))
    });
    // Farther away it is less clear to what the words belong: better to touch a line.
    let cost = |(away, area): &(f32, Area)| {
        (4.0 * (away - 1.0)) as usize + 20 * room.taken(area, WORDS) + room.taken(area, INK)
    };
    let (_, area) = areas.min_by_key(cost)?;
    room.fill(&area.grown(2.0), WORDS);
    let baseline = area.top + WORDS_FONT.line() - WORDS_FONT.descent() - 2.0;
    Some(((area.left, baseline), lines, setting(WORDS_FONT, look(*role).words, 0.0)))
}
