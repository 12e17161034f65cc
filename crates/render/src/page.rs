//! Where everything stands on the page: the title, and under it the panels in rows.

use crate::legend::Legend;
use crate::panel::{Layout, NAMES};
use crate::paper::{Area, Drawn, Paper, Surface, letters, px};
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
    /// What all panels would say alike.
    legend: Legend<'a>,
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
        let mut panels: Vec<Layout<'_>> = figure.panels.iter().map(Layout::new).collect();
        let slot = fitted(&panels, slot);
        panels.iter_mut().for_each(|panel| panel.fit(slot.0));
        let width = columns as f32 * (slot.0 + GUTTER) - GUTTER;
        let alike = panels.len() > 1 && panels.windows(2).all(|pair| pair[0].legend.same(&pair[1].legend));
        let mut legend = Legend::NONE;
        if let Some(first) = figure.panels.first().filter(|_| alike) {
            legend = Legend::new(&first.layers, width - panels[0].left());
            panels.iter_mut().for_each(|panel| panel.legend = Legend::NONE);
        }
        Self { title: TITLE.wrap(&figure.title, width).join("\n"), panels, columns, slot, legend }
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
        (width.ceil() as u32, (2.0 * MARGIN + self.top() + rows + self.legend.height()).ceil() as u32)
    }

    /// Draws it, and says where each panel has its axes.
    pub(crate) fn draw(&self, surface: &mut dyn Surface) -> Drawn<Vec<Option<Place>>> {
        let page = Paper(surface).into_drawing_area();
        page.fill(&PAGE)?;
        // The last column and the last row have no neighbour, so that what lies between reaches into the margin.
        let inner = page.margin(px(MARGIN), px(MARGIN - BETWEEN_ROWS), px(MARGIN), px(MARGIN - GUTTER));
        inner.draw_text(&self.title, &letters(TITLE, TEXT), (0, 0))?;
        let (_, rows) = inner.split_vertically(px(self.top()));
        let legend = px(Area::of(&rows).height() - self.legend.height());
        let (rows, under) = rows.split_vertically(legend);
        self.legend.draw(&under, (self.panels.first().map_or(0.0, Layout::left), -BETWEEN_ROWS))?;
        let (above, below) = (self.most(Layout::above), self.most(Layout::below));
        let cells = rows.split_evenly((self.rows().max(1), self.columns));
        let panels = cells.iter().zip(&self.panels);
        panels.map(|(cell, panel)| panel.draw(&cell.margin(0, px(BETWEEN_ROWS), 0, px(GUTTER)), above, below)).collect()
    }
}

/// A slot without empty bands: no larger than panels need whose units are equally long. Beside others, which need no
/// height of their own, these do not become lower than three quarters.
fn fitted(panels: &[Layout<'_>], slot: (f32, f32)) -> (f32, f32) {
    let wanted: Vec<(f32, f32)> = panels.iter().filter_map(|panel| panel.wanted(slot)).collect();
    let most = |needs: fn(&(f32, f32)) -> f32| wanted.iter().map(needs).fold(0.0, f32::max).ceil();
    match wanted.len() {
        0 => slot,
        all if all == panels.len() => (most(|size| size.0).max(0.6 * slot.0), most(|size| size.1)),
        _ => (slot.0, most(|size| size.1).max(0.75 * slot.1)),
    }
}
