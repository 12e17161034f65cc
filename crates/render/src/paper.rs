//! What everything is drawn on: a plotters backend that counts in fractions of a pixel, before any kind of picture.
//!
//! Every coordinate of a plotters backend is a whole number, which on a backend counted in pixels makes sloping
//! lines wobble. This one therefore reports an area [`FINE`] times finer than the picture, and scales on the way
//! in. Widths of strokes and sizes of fonts are in the same fine units.

use std::convert::Infallible;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{FontStyle, FontTransform, IntoFont, ShapeStyle, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

pub(crate) use crate::area::{Area, Spot};
use crate::text::{Font, Weight};
use crate::theme::Colour;

/// Backend units in one pixel.
const FINE: f32 = 64.0;

/// A part of the page on which plotters draws.
pub(crate) type Canvas<'a> = DrawingArea<Paper<'a>, Shift>;
/// What drawing answers: it happens in memory, so that nothing can fail.
pub(crate) type Drawn<T = ()> = Result<T, DrawingAreaErrorKind<Infallible>>;
/// The same inside an element or the backend.
pub(crate) type Inked<T = ()> = Result<T, DrawingErrorKind<Infallible>>;

/// A backend coordinate as a place on the picture.
pub(crate) fn spot((x, y): BackendCoord) -> Spot {
    (x as f32 / FINE, y as f32 / FINE)
}

/// A place on the picture as a backend coordinate.
pub(crate) fn coord((x, y): Spot) -> BackendCoord {
    (px(x), px(y))
}

/// A length in pixels in backend units, wherever plotters asks for a size.
pub(crate) fn px(pixels: f32) -> i32 {
    (pixels * FINE).round() as i32
}

/// How plotters strokes, or fills where `width` is 0.
pub(crate) fn style(colour: Colour, width: f32) -> ShapeStyle {
    ShapeStyle { color: colour, filled: width == 0.0, stroke_width: px(width).unsigned_abs() }
}

/// How plotters writes.
pub(crate) fn letters(font: Font, colour: Colour) -> TextStyle<'static> {
    let style = if font.weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
    ("DejaVu Sans", f64::from(font.size * FINE), style).into_font().color(&colour)
}

impl Area {
    /// The rectangle of a drawing area of plotters.
    pub(crate) fn of<C: plotters::coord::CoordTranslate>(area: &DrawingArea<Paper<'_>, C>) -> Self {
        let (x, y) = area.get_pixel_range();
        Self::between(spot((x.start, y.start)), spot((x.end, y.end)))
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

/// What a picture can hold, apart from text and images.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape<'a> {
    Line(&'a [Spot]),
    /// Several lines of one look.
    Lines(&'a [&'a [Spot]]),
    /// Closed.
    Outline(&'a [Spot]),
    /// Middles and one radius.
    Circles(&'a [Spot], f32),
}

/// How a shape becomes visible.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ink {
    Fill(Colour),
    Stroke(Pen),
}

/// How a line of text stands at its spot, which is on its baseline.
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

/// What has no height has no shade.
pub(crate) const NO_SHADE: u8 = 255;

/// A kind of picture.
pub(crate) trait Surface {
    /// Width and height in pixels.
    fn size(&self) -> (u32, u32);
    /// Draws a shape, or what of it lies `within` a rectangle.
    fn shape(&mut self, shape: Shape<'_>, ink: Ink, within: Option<Area>);
    /// Writes one line.
    fn text(&mut self, spot: Spot, text: &str, setting: &Setting);
    /// Paints a rectangle in shades of the heights' colours. `shades` gives them in rows from the top for any width and
    /// height in pixels, [`NO_SHADE`] where nothing is painted.
    fn shades(&mut self, area: Area, shades: &dyn Fn(u32, u32) -> Vec<u8>);
}

/// Any picture, as a backend of plotters.
pub(crate) struct Paper<'a>(pub &'a mut dyn Surface);

impl Paper<'_> {
    fn ink<S: BackendStyle>(&mut self, shape: Shape<'_>, style: &S, fill: bool) -> Inked {
        let colour = colour(style.color());
        let pen = Pen::solid(colour, style.stroke_width() as f32 / FINE);
        self.0.shape(shape, if fill { Ink::Fill(colour) } else { Ink::Stroke(pen) }, None);
        Ok(())
    }
}

fn colour(BackendColor { alpha, rgb }: BackendColor) -> Colour {
    plotters::style::RGBAColor(rgb.0, rgb.1, rgb.2, alpha)
}

fn font<T: BackendTextStyle>(style: &T) -> Font {
    let weight = if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular };
    Font { size: style.size() as f32 / FINE, weight }
}

impl DrawingBackend for Paper<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.0.size();
        (width * FINE as u32, height * FINE as u32)
    }

    fn ensure_prepared(&mut self) -> Inked {
        Ok(())
    }

    fn present(&mut self) -> Inked {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, ink: BackendColor) -> Inked {
        self.draw_rect((x, y), (x.saturating_add(1), y.saturating_add(1)), &ink, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Inked {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Inked {
        self.ink(Shape::Outline(&Area::between(spot(a), spot(b)).corners()), style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Inked {
        self.ink(Shape::Line(&path.into_iter().map(spot).collect::<Vec<_>>()), style, false)
    }

    fn draw_circle<S: BackendStyle>(&mut self, middle: BackendCoord, radius: u32, style: &S, fill: bool) -> Inked {
        self.ink(Shape::Circles(&[spot(middle)], radius as f32 / FINE), style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Inked {
        self.ink(Shape::Outline(&corners.into_iter().map(spot).collect::<Vec<_>>()), style, true)
    }

    /// Text may have several lines; its height is that from the top of the first capital to the last baseline.
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, place: BackendCoord) -> Inked {
        let font = font(style);
        let anchor = style.anchor();
        let align = match anchor.h_pos {
            HPos::Left => 0.0,
            HPos::Center => 0.5,
            HPos::Right => 1.0,
        };
        let part = match anchor.v_pos {
            VPos::Top => 0.0,
            VPos::Center => 0.5,
            VPos::Bottom => 1.0,
        };
        // A turn, and which way the next line then is.
        let (turned, (across, along)) = match style.transform() {
            FontTransform::None => (0.0, (0.0, 1.0)),
            FontTransform::Rotate90 => (90.0, (-1.0, 0.0)),
            FontTransform::Rotate180 => (180.0, (0.0, -1.0)),
            FontTransform::Rotate270 => (-90.0, (1.0, 0.0)),
        };
        let setting = Setting { font, colour: colour(style.color()), align, turned, halo: false };
        let (x, y) = spot(place);
        let mut down = font.capital() - part * font.height(text);
        for line in text.lines() {
            self.0.text((x + down * across, y + down * along), line, &setting);
            down += font.line();
        }
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(&self, text: &str, style: &T) -> Inked<(u32, u32)> {
        let font = font(style);
        let widest = text.lines().map(|line| font.width(line)).fold(0.0, f32::max);
        Ok((px(widest).unsigned_abs(), px(font.height(text)).unsigned_abs()))
    }
}
