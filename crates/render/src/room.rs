//! Which parts of the axes are taken, so that words find a place.

use crate::paper::{Area, Spot};

/// Thin ink of the data: lines, arrows, marks.
pub(crate) const INK: u8 = 1;
/// Level curves.
pub(crate) const CURVE: u8 = 2;
/// Words that stand already.
pub(crate) const WORDS: u8 = 4;

/// The side of a square, in pixels.
const SIDE: f32 = 3.0;

/// The axes in small squares, each with what lies in it.
pub(crate) struct Room {
    frame: Area,
    columns: usize,
    squares: Vec<u8>,
}

impl Room {
    pub(crate) fn new(frame: Area) -> Self {
        let [columns, rows] = [frame.width(), frame.height()].map(|length| (length / SIDE).ceil().max(1.0) as usize);
        Self { frame, columns, squares: vec![0; columns * rows] }
    }

    /// The squares that a rectangle touches.
    fn touched(&self, area: &Area) -> impl Iterator<Item = usize> + use<> {
        let (columns, rows) = (self.columns, self.squares.len() / self.columns);
        let index = |length: f32, count: usize| ((length / SIDE).floor().max(0.0) as usize).min(count);
        let (left, top) = (index(area.left - self.frame.left, columns), index(area.top - self.frame.top, rows));
        let right = index(area.right - self.frame.left + SIDE, columns);
        let bottom = index(area.bottom - self.frame.top + SIDE, rows);
        (top..bottom).flat_map(move |row| (left..right).map(move |column| row * columns + column))
    }

    /// Takes a rectangle.
    pub(crate) fn fill(&mut self, area: &Area, kind: u8) {
        self.touched(area).for_each(|square| self.squares[square] |= kind);
    }

    /// Takes what lies within `radius` of a segment.
    pub(crate) fn segment(&mut self, (from, to): (Spot, Spot), radius: f32, kind: u8) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = (dx.hypot(dy) / SIDE).ceil().clamp(1.0, 4000.0);
        for step in 0..=steps as u32 {
            let part = step as f32 / steps;
            self.fill(&Area::around((from.0 + part * dx, from.1 + part * dy), 2.0 * radius, 2.0 * radius), kind);
        }
    }

    /// How many squares of a rectangle hold one of these kinds.
    pub(crate) fn taken(&self, area: &Area, kinds: u8) -> usize {
        self.touched(area).filter(|square| self.squares[*square] & kinds != 0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_beside_a_line_is_free_and_one_on_it_is_not() {
        let mut room = Room::new(Area { left: 10.0, top: 20.0, right: 110.0, bottom: 80.0 });
        room.segment(((0.0, 50.0), (200.0, 50.0)), 1.0, INK);
        assert!(room.taken(&Area::around((60.0, 50.0), 20.0, 10.0), INK) > 0);
        assert_eq!(room.taken(&Area::around((60.0, 50.0), 20.0, 10.0), WORDS), 0);
        assert_eq!(room.taken(&Area::around((60.0, 35.0), 20.0, 10.0), INK), 0);
        assert_eq!(room.taken(&Area::around((500.0, -90.0), 20.0, 10.0), INK), 0);
    }
}
