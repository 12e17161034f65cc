//! The legend: samples in rows under the axes. That of plotters is one column between the axes, where it would cover
//! what is to be seen.

use crate::elements::{Element, arrow, line, marks, pen};
use crate::paper::{Area, Canvas, Drawn, Ink, Shape, Spot, coord, letters};
use crate::theme::{LEGEND, TEXT, look};
use nabla_grading::figure::{Layer, Mark, Role};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::mem::discriminant;

const ROW: f32 = 22.0;
const SAMPLE: f32 = 30.0;
const GAP: f32 = 8.0;
const BETWEEN: f32 = 24.0;

/// The named layers of a panel, each with its place.
pub(crate) struct Legend<'a> {
    entries: Vec<(&'a Layer, Spot)>,
}

impl<'a> Legend<'a> {
    /// No legend.
    pub(crate) const NONE: Self = Self { entries: Vec::new() };

    pub(crate) fn new(layers: &'a [Layer], width: f32) -> Self {
        let (mut left, mut top) = (0.0, 0.0);
        let mut entries: Vec<(&Layer, Spot)> = Vec::new();
        for layer in layers {
            let Some((label, _)) = named(layer) else { continue };
            if entries.iter().any(|(other, _)| named(other) == named(layer)) {
                continue;
            }
            let needs = SAMPLE + GAP + LEGEND.width(label);
            if left > 0.0 && left + needs > width {
                (left, top) = (0.0, top + ROW);
            }
            entries.push((layer, (left, top)));
            left += needs + BETWEEN;
        }
        Self { entries }
    }

    /// Whether it says the same as another.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let alike = |(a, b): (&Layer, &Layer)| discriminant(a) == discriminant(b) && named(a) == named(b);
        let layers = |legend: &Self| legend.entries.iter().map(|(layer, _)| *layer).collect::<Vec<_>>();
        let (own, others) = (layers(self), layers(other));
        own.len() == others.len() && own.into_iter().zip(others).all(alike)
    }

    pub(crate) fn height(&self) -> f32 {
        self.entries.last().map_or(0.0, |(_, (_, top))| top + ROW + 8.0)
    }

    /// Draws it from a place in the canvas to the right and down.
    pub(crate) fn draw(&self, canvas: &Canvas<'_>, (left, top): Spot) -> Drawn {
        let text = letters(LEGEND, TEXT).pos(Pos::new(HPos::Left, VPos::Center));
        for (layer, (right, down)) in &self.entries {
            let Some((label, role)) = named(layer) else { continue };
            let (x, y) = (left + right, top + 12.0 + down);
            sample(canvas, layer, role, (x, y))?;
            canvas.draw_text(label, &text, coord((x + SAMPLE + GAP, y)))?;
        }
        Ok(())
    }
}

/// What a layer is called and whose it is, if it has a name.
fn named(layer: &Layer) -> Option<(&str, Role)> {
    match layer {
        Layer::Line { label, role, .. }
        | Layer::Points { label, role, .. }
        | Layer::Arrows { label, role, .. }
        | Layer::Bars { label, role, .. }
        | Layer::Area { label, role, .. }
        | Layer::Stems { label, role, .. } => Some((label.as_str(), *role)).filter(|(label, _)| !label.is_empty()),
        Layer::Map { .. } | Layer::Text { .. } => None,
    }
}

fn sample(canvas: &Canvas<'_>, layer: &Layer, role: Role, (x, y): Spot) -> Drawn {
    let middle = (x + SAMPLE / 2.0, y);
    let (foot, head) = (coord((x, y)), coord((x + SAMPLE, y)));
    canvas.draw(&match layer {
        Layer::Line { .. } => line(vec![foot, head], pen(look(role)), None),
        Layer::Points { mark: kind, .. } => marks(vec![coord(middle)], *kind, role, 1.0),
        Layer::Arrows { .. } => arrow(foot, head, role, false, None),
        Layer::Stems { .. } => marks(vec![coord(middle)], Mark::Dot, role, 1.0),
        _ => Element::new(vec![coord(middle)], move |surface, spots| {
            let block = Area::around(spots[0], 20.0, 12.0).corners();
            surface.shape(Shape::Outline(&block), Ink::Fill(look(role).bar), None);
        }),
    })
}
