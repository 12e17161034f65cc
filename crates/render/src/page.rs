//! Where everything stands on the page: the title, and under it the panels in rows.

use crate::panel::{Layout, NAMES};
use crate::paper::{Drawn, Paper, Surface, letters, px};
use crate::place::Place;
use crate::theme::{GUTTER, MARGIN, PAGE, TEXT, TITLE};
use nabla_grading::figure::Figure;
use plotters::drawing::IntoDrawingArea;

const BETWEEN_ROWS: f32 = 18.0;

/// A figure with the place of each of its panels.
pub(crate) struct Page<'a> {
    title: String,
    panels: Vec<Layout<'a>>,
    columns: usize,
    /// The width of a panel and the height of its axes.
    slot: (f32, f32),
}

impl<'a> Page<'a> {
    pub(crate) fn new(figure: &'a Figure) -> Self {
        let count = figure.panels.len().max(1);
        let columns = if count == 4 { 2 } else { count.min(3) };
        let slot = match columns {
            1 => (860.0, 560.0),
            2 => (640.0, 430.0),
            _ => (520.0, 370.0),
        };
        let panels = figure.panels.iter().map(|panel| Layout::new(panel, slot.0)).collect();
        let width = columns as f32 * (slot.0 + GUTTER) - GUTTER;
        Self { title: TITLE.wrap(&figure.title, width).join("\n"), panels, columns, slot }
    }

    fn rows(&self) -> usize {
        self.panels.len().div_ceil(self.columns)
    }

    /// The most that any panel needs above its axes and below their names: all get as much, so that axes line up.
    fn most(&self, needs: impl Fn(&Layout<'a>) -> f32) -> f32 {
        self.panels.iter().map(needs).fold(0.0, f32::max)
    }

    /// What the title needs.
    fn top(&self) -> f32 {
        (TITLE.height(&self.title) + 24.0).round()
    }

    /// The height of one row.
    fn row(&self) -> f32 {
        self.most(Layout::above) + self.slot.1 + NAMES + self.most(Layout::below) + BETWEEN_ROWS
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        let width = self.columns as f32 * (self.slot.0 + GUTTER) - GUTTER + 2.0 * MARGIN;
        let rows = if self.panels.is_empty() { 300.0 } else { self.rows() as f32 * self.row() - BETWEEN_ROWS };
        (width.ceil() as u32, (2.0 * MARGIN + self.top() + rows).ceil() as u32)
    }

    /// Draws it, and says where each panel has its axes.
    pub(crate) fn draw(&self, surface: &mut dyn Surface) -> Drawn<Vec<Option<Place>>> {
        let page = Paper(surface).into_drawing_area();
        page.fill(&PAGE)?;
        // The last column and the last row have no neighbour, so that what lies between reaches into the margin.
        let inner = page.margin(px(MARGIN), px(MARGIN - BETWEEN_ROWS), px(MARGIN), px(MARGIN - GUTTER));
        inner.draw_text(&self.title, &letters(TITLE, TEXT), (0, 0))?;
        let (_, rows) = inner.split_vertically(px(self.top()));
        let (above, below) = (self.most(Layout::above), self.most(Layout::below));
        let cells = rows.split_evenly((self.rows().max(1), self.columns));
        let panels = cells.iter().zip(&self.panels);
        panels.map(|(cell, panel)| panel.draw(&cell.margin(0, px(BETWEEN_ROWS), 0, px(GUTTER)), above, below)).collect()
    }
}
