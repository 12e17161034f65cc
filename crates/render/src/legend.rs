//! The legend: a row of samples under the axes, where it can cover nothing.

use crate::paper::{Area, Paper, Pen, Setting};
use crate::theme::{LEGEND, TEXT, look};
use nabla_grading::figure::{Layer, Mark, Role};

const ROW: f32 = 22.0;
const SAMPLE: f32 = 30.0;
const GAP: f32 = 8.0;
const BETWEEN: f32 = 24.0;

enum Sample {
    Line,
    Mark(Mark),
    Arrow,
    Block,
}

struct Entry {
    label: String,
    role: Role,
    sample: Sample,
    row: usize,
    left: f32,
}

/// The named layers of a panel, set in rows.
pub(crate) struct Legend {
    entries: Vec<Entry>,
    rows: usize,
}

impl Legend {
    pub(crate) fn new(layers: &[Layer], width: f32) -> Self {
        let (mut row, mut left) = (0, 0.0);
        let mut entries: Vec<Entry> = Vec::new();
        for (label, role, sample) in layers.iter().filter_map(named) {
            if label.is_empty() || entries.iter().any(|entry| entry.label == *label && entry.role == role) {
                continue;
            }
            let needs = SAMPLE + GAP + LEGEND.width(label);
            if left > 0.0 && left + needs > width - 60.0 {
                (row, left) = (row + 1, 0.0);
            }
            entries.push(Entry { label: label.clone(), role, sample, row, left });
            left += needs + BETWEEN;
        }
        let rows = if entries.is_empty() { 0 } else { row + 1 };
        Self { entries, rows }
    }

    pub(crate) fn height(&self) -> f32 {
        if self.rows == 0 { 0.0 } else { self.rows as f32 * ROW + 8.0 }
    }

    /// Draws it below the spot and gives back where the next thing may begin.
    pub(crate) fn draw(&self, paper: &mut Paper<'_>, (left, top): (f32, f32)) -> f32 {
        for entry in &self.entries {
            let (x, y) = (left + entry.left, top + 12.0 + entry.row as f32 * ROW);
            sample(paper, (x, y), entry);
            let baseline = y + LEGEND.capital() / 2.0;
            paper.text((x + SAMPLE + GAP, baseline), &entry.label, &Setting::new(LEGEND, TEXT));
        }
        top + self.height()
    }
}

fn named(layer: &Layer) -> Option<(&String, Role, Sample)> {
    match layer {
        Layer::Line { label, role, .. } => Some((label, *role, Sample::Line)),
        Layer::Points { label, role, mark, .. } => Some((label, *role, Sample::Mark(*mark))),
        Layer::Arrows { label, role, .. } => Some((label, *role, Sample::Arrow)),
        Layer::Bars { label, role, .. } | Layer::Area { label, role, .. } => Some((label, *role, Sample::Block)),
        Layer::Stems { label, role, .. } => Some((label, *role, Sample::Mark(Mark::Dot))),
        Layer::Map { .. } | Layer::Text { .. } => None,
    }
}

fn sample(paper: &mut Paper<'_>, (x, y): (f32, f32), entry: &Entry) {
    let look = look(entry.role);
    let pen = Pen { colour: look.colour, width: look.width, dash: look.dash };
    match entry.sample {
        Sample::Line => paper.line(&[(x, y), (x + SAMPLE, y)], &pen),
        Sample::Mark(mark) => crate::layers::mark(paper, (x + SAMPLE / 2.0, y), mark, entry.role),
        Sample::Arrow => crate::layers::arrow(paper, (x, y), (x + SAMPLE, y), entry.role),
        Sample::Block => paper.rectangle(Area::around((x + SAMPLE / 2.0, y), 20.0, 12.0), look.bar),
    }
}
