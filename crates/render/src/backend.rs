//! The paper as a plotters backend.
//!
//! Every coordinate of a plotters backend is a whole number, which on a backend counted in pixels makes sloping
//! lines wobble. This one therefore reports an area [`FINE`] times finer than the picture, and scales on the way
//! in. Widths of strokes and sizes of fonts are in the same fine units.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};

use crate::paper::{Area, Paper, Pen, Setting, Spot};
use crate::text::{Font, Weight};
use crate::theme::Colour;

/// Backend units in one pixel.
pub(crate) const FINE: i32 = 16;

/// What the backend answers: it draws into memory, so nothing can fail.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A backend coordinate as a place on the picture.
pub(crate) fn spot((x, y): BackendCoord) -> Spot {
    (x as f32 / FINE as f32, y as f32 / FINE as f32)
}

/// A length in pixels in whole backend units.
pub(crate) fn fine(pixels: f32) -> i32 {
    (pixels * FINE as f32).round() as i32
}

fn colour(colour: BackendColor) -> Colour {
    let (red, green, blue) = colour.rgb;
    Colour::from_rgba(red, green, blue, (255.0 * colour.alpha.clamp(0.0, 1.0)).round() as u8)
}

fn pen<S: BackendStyle>(style: &S) -> Pen {
    Pen::solid(colour(style.color()), style.stroke_width() as f32 / FINE as f32)
}

fn font<T: BackendTextStyle>(style: &T) -> Font {
    let weight = if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular };
    Font { size: style.size() as f32 / FINE as f32, weight }
}

impl DrawingBackend for Paper<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.size();
        (width * FINE as u32, height * FINE as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, ink: BackendColor) -> Drawn {
        let (left, top) = spot(point);
        let (right, bottom) = spot((point.0.saturating_add(1), point.1.saturating_add(1)));
        self.rectangle(Area { left, top, right, bottom }, colour(ink));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((left, top), (right, bottom)) = (spot(upper_left), spot(bottom_right));
        if fill {
            self.rectangle(Area { left, top, right, bottom }, colour(style.color()));
        } else {
            self.outline(&[(left, top), (right, top), (right, bottom), (left, bottom)], &pen(style));
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.line(&path.into_iter().map(spot).collect::<Vec<_>>(), &pen(style));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, middle: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let radius = radius as f32 / FINE as f32;
        if fill {
            self.disc(spot(middle), radius, colour(style.color()));
        } else {
            self.circle(spot(middle), radius, &pen(style));
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        self.polygon(&corners.into_iter().map(spot).collect::<Vec<_>>(), colour(style.color()));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, place: BackendCoord) -> Drawn {
        let font = font(style);
        let (align, down) = (
            match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => 0.5,
                HPos::Right => 1.0,
            },
            match style.anchor().v_pos {
                VPos::Top => font.capital(),
                VPos::Center => font.capital() / 2.0,
                VPos::Bottom => 0.0,
            },
        );
        let (turned, (right, below)) = match style.transform() {
            FontTransform::None => (0.0, (0.0, down)),
            FontTransform::Rotate90 => (90.0, (-down, 0.0)),
            FontTransform::Rotate180 => (180.0, (0.0, -down)),
            FontTransform::Rotate270 => (270.0, (down, 0.0)),
        };
        let (x, y) = spot(place);
        let setting = Setting::new(font, colour(style.color())).align(align).turned(turned);
        self.text((x + right, y + below), text, &setting);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let font = font(style);
        Ok((fine(font.width(text)).unsigned_abs(), fine(font.capital()).unsigned_abs()))
    }
}

#[cfg(test)]
mod tests {
    use plotters::prelude::*;
    use tiny_skia::Pixmap;

    use super::*;

    #[test]
    fn elements_of_plotters_draw_on_fractions_of_a_pixel_and_their_text_needs_no_system_font() {
        let mut pixmap = Pixmap::new(60, 40).expect("a small picture");
        let area = Paper::new(&mut pixmap).into_drawing_area();
        let path = PathElement::new(
            vec![(8, 0), (8, 640)],
            ShapeStyle { color: BLACK.to_rgba(), filled: false, stroke_width: 16 },
        );
        area.draw(&path).expect("a path");
        let words = Text::new("M", (20 * FINE, 5 * FINE), ("any", f64::from(20 * FINE)).into_font());
        area.draw(&words).expect("words");
        drop(area);
        let dark = |x, y| pixmap.pixel(x, y).is_some_and(|pixel| pixel.alpha() > 200);
        assert!(dark(0, 20) && !dark(1, 20), "one pixel wide, its middle at half a pixel");
        let inked = (20..40).flat_map(|x| (5..22).map(move |y| (x, y))).filter(|&(x, y)| dark(x, y)).count();
        assert!(inked > 40, "an M of 20 pixels has many dark ones, not {inked}");
    }
}
