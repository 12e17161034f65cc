//! The picture while it is being drawn: smooth shapes, lines and text, placed on fractions of a pixel.

use tiny_skia::{
    FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Rect, Stroke, StrokeDash,
    Transform,
};

use crate::text::Font;
use crate::theme::{Colour, PAGE};

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

    pub(crate) fn holds(&self, (x, y): Spot) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Whether another rectangle lies wholly inside.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.holds((other.left, other.top)) && self.holds((other.right, other.bottom))
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// The rectangle around a middle.
    pub(crate) fn around((x, y): Spot, width: f32, height: f32) -> Self {
        Self { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
    }

    /// Moved as little as possible so that it lies inside `outer`.
    pub(crate) fn kept_inside(&self, outer: &Self) -> Self {
        let right = (outer.right - self.right).min(0.0);
        let left = (outer.left - self.left).max(0.0);
        let down = (outer.top - self.top).max(0.0);
        let up = (outer.bottom - self.bottom).min(0.0);
        let (x, y) = (if left > 0.0 { left } else { right }, if down > 0.0 { down } else { up });
        Self { left: self.left + x, top: self.top + y, right: self.right + x, bottom: self.bottom + y }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    pub colour: Colour,
    pub width: f32,
    pub dash: Option<[f32; 2]>,
}

impl Pen {
    pub(crate) fn solid(colour: Colour, width: f32) -> Self {
        Self { colour, width, dash: None }
    }
}

/// Where a line of text stands: the spot is on its baseline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub font: Font,
    pub colour: Colour,
    /// Which part of its width lies left of the spot: 0, ½ or 1.
    pub align: f32,
    /// Turned clockwise by so many degrees.
    pub turned: f32,
    /// Outlined in the colour of the page, so that it reads over anything.
    pub halo: bool,
}

impl Setting {
    pub(crate) fn new(font: Font, colour: Colour) -> Self {
        Self { font, colour, align: 0.0, turned: 0.0, halo: false }
    }

    pub(crate) fn align(self, align: f32) -> Self {
        Self { align, ..self }
    }

    pub(crate) fn turned(self, turned: f32) -> Self {
        Self { turned, ..self }
    }

    pub(crate) fn halo(self) -> Self {
        Self { halo: true, ..self }
    }
}

/// A picture that can be drawn on, wholly or only inside one rectangle.
pub(crate) struct Paper<'a> {
    pixmap: &'a mut Pixmap,
    clip: Option<Mask>,
}

impl<'a> Paper<'a> {
    pub(crate) fn new(pixmap: &'a mut Pixmap) -> Self {
        Self { pixmap, clip: None }
    }

    /// A paper on which only what lies inside `area` becomes visible.
    pub(crate) fn clipped(pixmap: &'a mut Pixmap, area: Area) -> Self {
        let mask = Mask::new(pixmap.width(), pixmap.height()).zip(rectangle(area)).map(|(mut mask, path)| {
            mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
            mask
        });
        Self { pixmap, clip: mask }
    }

    pub(crate) fn size(&self) -> (u32, u32) {
        (self.pixmap.width(), self.pixmap.height())
    }

    /// Draws something that may stand out of the clipped rectangle: a mark on the very edge stays whole.
    pub(crate) fn unclipped(&mut self, draw: impl FnOnce(&mut Self)) {
        let clip = self.clip.take();
        draw(self);
        self.clip = clip;
    }

    pub(crate) fn fill(&mut self, path: &Path, colour: Colour, transform: Transform) {
        self.pixmap.fill_path(path, &paint(colour), FillRule::Winding, transform, self.clip.as_ref());
    }

    fn stroke_path(&mut self, path: &Path, pen: &Pen, transform: Transform) {
        let stroke = Stroke {
            width: pen.width,
            line_cap: if pen.dash.is_some() { LineCap::Butt } else { LineCap::Round },
            line_join: LineJoin::Round,
            dash: pen.dash.and_then(|dash| StrokeDash::new(dash.to_vec(), 0.0)),
            ..Stroke::default()
        };
        self.pixmap.stroke_path(path, &paint(pen.colour), &stroke, transform, self.clip.as_ref());
    }

    /// An open line.
    pub(crate) fn line(&mut self, spots: &[Spot], pen: &Pen) {
        if let Some(path) = polyline(spots, false) {
            self.stroke_path(&path, pen, Transform::identity());
        }
    }

    /// A closed line.
    pub(crate) fn outline(&mut self, spots: &[Spot], pen: &Pen) {
        if let Some(path) = polyline(spots, true) {
            self.stroke_path(&path, pen, Transform::identity());
        }
    }

    pub(crate) fn polygon(&mut self, spots: &[Spot], colour: Colour) {
        if let Some(path) = polyline(spots, true) {
            self.fill(&path, colour, Transform::identity());
        }
    }

    pub(crate) fn rectangle(&mut self, area: Area, colour: Colour) {
        if let Some(path) = rectangle(area) {
            self.fill(&path, colour, Transform::identity());
        }
    }

    pub(crate) fn disc(&mut self, (x, y): Spot, radius: f32, colour: Colour) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.fill(&path, colour, Transform::identity());
        }
    }

    pub(crate) fn circle(&mut self, (x, y): Spot, radius: f32, pen: &Pen) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.stroke_path(&path, pen, Transform::identity());
        }
    }

    /// A line of text at a spot on its baseline.
    pub(crate) fn text(&mut self, spot: Spot, text: &str, setting: &Setting) {
        let Some(path) = setting.font.outline(text) else { return };
        let shift = setting.align * setting.font.width(text);
        // Upright text is sharpest with its baseline between two rows of pixels.
        let y = if setting.turned == 0.0 { spot.1.round() } else { spot.1 };
        let transform = Transform::from_translate(-shift, 0.0).post_rotate(setting.turned).post_translate(spot.0, y);
        if setting.halo {
            self.stroke_path(&path, &Pen::solid(PAGE, 4.0), transform);
        }
        self.fill(&path, setting.colour, transform);
    }

    /// Lines of text, one below the other; gives back the baseline that a next line would have.
    pub(crate) fn lines(&mut self, (x, mut y): Spot, lines: &[String], setting: &Setting) -> f32 {
        for line in lines {
            self.text((x, y), line, setting);
            y += setting.font.line();
        }
        y
    }

    /// Copies a picture, its upper left corner on a whole pixel.
    pub(crate) fn image(&mut self, (x, y): Spot, image: &Pixmap) {
        let (x, y) = (x.round() as i32, y.round() as i32);
        let paint = PixmapPaint::default();
        self.pixmap.draw_pixmap(x, y, image.as_ref(), &paint, Transform::identity(), self.clip.as_ref());
    }
}

fn paint(colour: Colour) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(colour.red(), colour.green(), colour.blue(), colour.alpha());
    paint
}

fn rectangle(area: Area) -> Option<Path> {
    Rect::from_ltrb(area.left, area.top, area.right, area.bottom).map(PathBuilder::from_rect)
}

fn polyline(spots: &[Spot], closed: bool) -> Option<Path> {
    let (first, rest) = spots.split_first()?;
    let mut path = PathBuilder::with_capacity(spots.len() + 1, spots.len() + 1);
    path.move_to(first.0, first.1);
    for spot in rest {
        path.line_to(spot.0, spot.1);
    }
    if closed {
        path.close();
    }
    path.finish()
}
