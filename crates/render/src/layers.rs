//! The ink between the axes.

use crate::frame::{Frame, inside};
use crate::map;
use crate::paper::{Area, Paper, Pen, Setting, Spot};
use crate::span::{Fault, Span};
use crate::theme::{CASING, CONTOUR, CONTOUR_WIDTH, HEIGHT, Look, PAGE, WORDS, faded, look};
use crate::ticks;
use nabla_grading::figure::{GAP, Layer, Mark, Panel, Role};
use tiny_skia::Pixmap;

/// What could not be drawn, to be said under the axes.
#[derive(Default)]
pub(crate) struct Notes {
    no_number: usize,
    infinite: usize,
    not_positive: usize,
    outside: usize,
    misfit: bool,
}

impl Notes {
    pub(crate) fn lines(&self) -> Vec<String> {
        let said = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        };
        let mut parts: Vec<String> = [
            said(self.no_number, "value is NaN", "values are NaN"),
            said(self.infinite, "value is infinite", "values are infinite"),
            said(self.not_positive, "value is zero or less", "values are zero or less"),
            said(self.outside, "point lies outside the frame", "points lie outside the frame"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.misfit {
            parts.push("the samples of the map do not fill a grid".to_owned());
        }
        if parts.is_empty() { Vec::new() } else { vec![format!("Not shown: {}.", parts.join(", "))] }
    }

    fn count(&mut self, fault: Fault) {
        match fault {
            Fault::NotANumber => self.no_number += 1,
            Fault::Infinite => self.infinite += 1,
            Fault::NotPositive => self.not_positive += 1,
        }
    }
}

/// Counts what [`draw`] will have to leave out.
pub(crate) fn notes(panel: &Panel, x: &Span, y: &Span) -> Notes {
    let frame = Frame { inner: Area::around((0.0, 0.0), 1.0, 1.0), x: *x, y: *y };
    let mut notes = Notes::default();
    for layer in &panel.layers {
        if let Layer::Map { columns, values, .. } = layer {
            notes.misfit |= map::grid(*columns, values).is_none();
            values.iter().filter_map(|value| y_less(*value)).for_each(|fault| notes.count(fault));
        }
        // A line shows by itself that it leaves the frame; a lone mark outside would simply be missing.
        let lone = !matches!(layer, Layer::Line { .. } | Layer::Area { .. } | Layer::Arrows { .. });
        for unit in points(layer).into_iter().filter(|point| *point != GAP).map(|point| frame.unit(point)) {
            match unit {
                Err(fault) => notes.count(fault),
                Ok(unit) if lone && !inside(unit) => notes.outside += 1,
                Ok(_) => {}
            }
        }
    }
    notes
}

fn y_less(value: f64) -> Option<Fault> {
    if value.is_nan() { Some(Fault::NotANumber) } else { value.is_infinite().then_some(Fault::Infinite) }
}

/// All points of a layer whose place matters.
fn points(layer: &Layer) -> Vec<(f64, f64)> {
    match layer {
        Layer::Map { .. } | Layer::Text { .. } => Vec::new(),
        Layer::Line { points, .. } | Layer::Points { points, .. } | Layer::Area { corners: points, .. } => {
            points.clone()
        }
        Layer::Bars { bars: points, .. } | Layer::Stems { stems: points, .. } => points.clone(),
        Layer::Arrows { arrows, .. } => arrows.iter().flat_map(|(foot, head)| [*foot, *head]).collect(),
    }
}

/// Draws all layers, the words last so that nothing covers them.
pub(crate) fn draw(pixmap: &mut Pixmap, frame: &Frame, panel: &Panel) {
    let mapped = panel.layers.iter().any(|layer| matches!(layer, Layer::Map { coloured: true, .. }));
    let mut taken = Vec::new();
    let mut paper = Paper::clipped(pixmap, frame.inner);
    for layer in &panel.layers {
        draw_layer(&mut paper, frame, layer, mapped, &mut taken);
    }
    for layer in &panel.layers {
        if let Layer::Text { at, text, role } = layer {
            paper.unclipped(|paper| words(paper, frame, (*at, text, *role), &mut taken));
        }
    }
}

fn draw_layer(paper: &mut Paper<'_>, frame: &Frame, layer: &Layer, mapped: bool, taken: &mut Vec<Area>) {
    match layer {
        Layer::Map { columns, values, levels, .. } => {
            if let Some(grid) = map::grid(*columns, values) {
                levels.iter().for_each(|level| contours(paper, frame, &grid, *level, taken));
            }
        }
        Layer::Line { points, role, .. } => {
            let look = look(*role);
            for piece in pieces(frame, points) {
                // A pale edge keeps the line apart from any height behind it.
                if mapped && *role == Role::Learner {
                    paper.line(&piece, &Pen::solid(CASING, look.width + 2.4));
                }
                paper.line(&piece, &pen(&look));
            }
        }
        Layer::Points { points, mark: kind, role, .. } => {
            let spots: Vec<Spot> = points.iter().filter_map(|point| frame.spot(*point)).collect();
            paper.unclipped(|paper| spots.iter().for_each(|spot| mark(paper, *spot, *kind, *role)));
        }
        Layer::Arrows { arrows, role, .. } => {
            for (foot, head) in arrows {
                if let (Ok(foot), Ok(head)) = (frame.unit(*foot), frame.unit(*head)) {
                    arrow(paper, frame.place(foot), frame.place(bounded(head)), *role);
                }
            }
        }
        Layer::Bars { bars, width, base, role, .. } => bars.iter().for_each(|bar| {
            let (left, right) = ((bar.0 - width / 2.0, *base), (bar.0 + width / 2.0, bar.1));
            if let (Ok(a), Ok(b)) = (frame.unit(left), frame.unit(right)) {
                let ((x0, y0), (x1, y1)) = (frame.place(bounded(a)), frame.place(bounded(b)));
                let (top, bottom) = (y0.min(y1), y0.max(y1).max(y0.min(y1) + 1.0));
                paper.rectangle(Area { left: x0, right: x1.max(x0 + 1.0), top, bottom }, look(*role).bar);
            }
        }),
        Layer::Stems { stems, base, role, .. } => stems.iter().for_each(|stem| {
            let look = look(*role);
            if let (Ok(foot), Ok(end)) = (frame.unit((stem.0, *base)), frame.unit(*stem)) {
                let width = (frame.inner.width() / stems.len().max(1) as f32 * 0.5).clamp(0.6, 1.6) * look.size;
                let (foot, end) = (frame.place(bounded(foot)), frame.place(bounded(end)));
                paper.line(&[foot, end], &Pen::solid(look.colour, width));
                paper.disc(end, (width * 2.2).min(4.5), look.colour);
            }
        }),
        Layer::Area { corners, role, .. } => {
            let corners: Vec<Spot> = corners
                .iter()
                .filter_map(|corner| frame.unit(*corner).ok())
                .map(|unit| frame.place(bounded(unit)))
                .collect();
            paper.polygon(&corners, look(*role).area);
            paper.outline(&corners, &Pen::solid(look(*role).colour, 1.4));
        }
        Layer::Text { .. } => {}
    }
}

fn pen(look: &Look) -> Pen {
    Pen { colour: look.colour, width: look.width, dash: look.dash }
}

/// Far outside is as good as infinitely far, and within the reach of an f32.
fn bounded((x, y): (f64, f64)) -> (f64, f64) {
    (x.clamp(-20.0, 20.0), y.clamp(-20.0, 20.0))
}

/// A line in the pieces that are seen: broken at values without a place, cut where it leaves the neighbourhood of the
/// frame, so that its slope inside is true however far away its ends lie.
fn pieces(frame: &Frame, points: &[(f64, f64)]) -> Vec<Vec<Spot>> {
    let mut pieces: Vec<Vec<Spot>> = vec![Vec::new()];
    for pair in points.windows(2) {
        let cut = frame.unit(pair[0]).ok().zip(frame.unit(pair[1]).ok()).and_then(|(a, b)| cut(a, b));
        let Some((from, to)) = cut.map(|(a, b)| (frame.place(a), frame.place(b))) else {
            pieces.push(Vec::new());
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// The part of a segment between −1 and 2 in both directions (Liang and Barsky's clipping).
fn cut(a: (f64, f64), b: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, a.0 + 1.0), (dx, 2.0 - a.0), (-dy, a.1 + 1.0), (dy, 2.0 - a.1)] {
        if step == 0.0 && room < 0.0 {
            return None;
        }
        match step.total_cmp(&0.0) {
            std::cmp::Ordering::Less => enter = enter.max(room / step),
            std::cmp::Ordering::Greater => leave = leave.min(room / step),
            std::cmp::Ordering::Equal => {}
        }
    }
    let at = |t: f64| {
        if t == 0.0 {
            a
        } else if t == 1.0 {
            b
        } else {
            (a.0 + t * dx, a.1 + t * dy)
        }
    };
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// One mark, with a thin pale edge so that neighbours stay apart.
pub(crate) fn mark(paper: &mut Paper<'_>, (x, y): Spot, mark: Mark, role: Role) {
    let look = look(role);
    let radius = 5.0 * look.size;
    match mark {
        Mark::Dot => {
            paper.disc((x, y), radius + 1.2, PAGE);
            paper.disc((x, y), radius, look.colour);
        }
        Mark::Ring => {
            paper.circle((x, y), radius, &Pen::solid(CASING, 4.4));
            paper.circle((x, y), radius, &Pen::solid(look.colour, 2.2));
        }
        Mark::Cross => {
            for pen in [Pen::solid(CASING, 5.0), Pen::solid(look.colour, 2.4)] {
                paper.line(&[(x - radius, y - radius), (x + radius, y + radius)], &pen);
                paper.line(&[(x - radius, y + radius), (x + radius, y - radius)], &pen);
            }
        }
    }
}

/// An arrow whose head points exactly along its shaft; one without length is a dot.
pub(crate) fn arrow(paper: &mut Paper<'_>, foot: Spot, head: Spot, role: Role) {
    let look = look(role);
    let (dx, dy) = (head.0 - foot.0, head.1 - foot.1);
    let length = dx.hypot(dy);
    if length < 1.5 {
        return mark(paper, foot, Mark::Dot, role);
    }
    let (dx, dy) = (dx / length, dy / length);
    let width = if role == Role::Truth { 4.0 } else { look.width };
    let size = (13.0 * look.size).min(0.55 * length);
    let neck = (head.0 - size * dx, head.1 - size * dy);
    let half = 0.42 * size;
    let tip = [head, (neck.0 - half * dy, neck.1 + half * dx), (neck.0 + half * dy, neck.1 - half * dx)];
    let inner = (head.0 - 0.9 * size * dx, head.1 - 0.9 * size * dy);
    if role == Role::Learner {
        paper.line(&[foot, inner], &Pen::solid(CASING, width + 2.4));
        paper.outline(&tip, &Pen::solid(CASING, 2.4));
    }
    paper.line(&[foot, inner], &Pen { width, ..pen(&look) });
    paper.polygon(&tip, look.colour);
}

/// The curves of one level, each long enough one with its height in a gap of its own.
fn contours(paper: &mut Paper<'_>, frame: &Frame, grid: &crate::contour::Grid<'_>, level: f64, taken: &mut Vec<Area>) {
    let (columns, rows) = ((grid.columns - 1) as f64, (grid.rows - 1) as f64);
    let text = ticks::plain(level);
    let (width, height) = (HEIGHT.width(&text) + 8.0, HEIGHT.capital() + 8.0);
    for curve in grid.curves(level) {
        let spots: Vec<Spot> = curve.iter().map(|(x, y)| frame.place((x / columns, y / rows))).collect();
        paper.line(&spots, &Pen::solid(faded(CONTOUR, 170), CONTOUR_WIDTH));
        let length: f32 = spots.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum();
        if length < 3.0 * width {
            continue;
        }
        let places =
            [0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92].map(|part| spots[(part * (spots.len() - 1) as f32) as usize]);
        let free = |spot: &Spot| {
            let area = Area::around(*spot, width, height);
            frame.inner.grown(-4.0).covers(&area) && !taken.iter().any(|other| other.overlaps(&area.grown(6.0)))
        };
        if let Some(spot) = places.into_iter().find(free) {
            taken.push(Area::around(spot, width, height));
            let setting = Setting::new(HEIGHT, CONTOUR).align(0.5).halo();
            paper.text((spot.0, spot.1 + HEIGHT.capital() / 2.0), &text, &setting);
        }
    }
}

/// A few words beside their point, inside the frame, on nothing else that reads.
fn words(paper: &mut Paper<'_>, frame: &Frame, (at, text, role): ((f64, f64), &str, Role), taken: &mut Vec<Area>) {
    let Ok(unit) = frame.unit(at) else { return };
    let (x, y) = frame.place((unit.0.clamp(0.0, 1.0), unit.1.clamp(0.0, 1.0)));
    let lines = WORDS.wrap(text, 0.6 * frame.inner.width());
    let width = lines.iter().map(|line| WORDS.width(line)).fold(0.0, f32::max);
    let height = lines.len() as f32 * WORDS.line();
    let right = Area { left: x + 10.0, top: y - height - 4.0, right: x + 10.0 + width, bottom: y - 4.0 };
    let mut area = right.kept_inside(&frame.inner.grown(-6.0));
    for _ in 0..12 {
        let Some(other) = taken.iter().find(|other| other.overlaps(&area)) else { break };
        let down = other.bottom + 3.0 - area.top;
        area = Area { top: area.top + down, bottom: area.bottom + down, ..area };
    }
    let area = area.kept_inside(&frame.inner.grown(-6.0));
    taken.push(area);
    let baseline = area.top + WORDS.line() - WORDS.descent() - 2.0;
    paper.lines((area.left, baseline), &lines, &Setting::new(WORDS, look(role).words).halo());
}
