//! Places and rectangles on the picture.

/// A place on the picture, in pixels from its upper left corner.
pub(crate) type Spot = (f32, f32);

/// An upright rectangle on the picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    /// The rectangle with two opposite corners.
    pub(crate) fn between(a: Spot, b: Spot) -> Self {
        Self { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) }
    }

    /// The rectangle around a middle.
    pub(crate) fn around((x, y): Spot, width: f32, height: f32) -> Self {
        Self::between((x - width / 2.0, y - height / 2.0), (x + width / 2.0, y + height / 2.0))
    }

    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The same rectangle, larger by `by` on every side.
    pub(crate) fn grown(&self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(crate) fn corners(&self) -> [Spot; 4] {
        let Self { left, top, right, bottom } = *self;
        [(left, top), (right, top), (right, bottom), (left, bottom)]
    }

    pub(crate) fn holds(&self, (x, y): Spot) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub(crate) fn shifted(&self, right: f32, down: f32) -> Self {
        Self { left: self.left + right, top: self.top + down, right: self.right + right, bottom: self.bottom + down }
    }

    /// Moved as little as possible so that it lies inside `outer`; at its upper left where it is larger.
    pub(crate) fn kept_inside(&self, outer: &Self) -> Self {
        let right = (outer.right - self.right).min(0.0).max(outer.left - self.left);
        let down = (outer.bottom - self.bottom).min(0.0).max(outer.top - self.top);
        self.shifted(right, down)
    }
}
