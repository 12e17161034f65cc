//! A picture in pixels, and how it becomes a PNG.

use crate::paper::{Area, Ink, NO_SHADE, Pen, Setting, Shape, Spot, Surface};
use crate::theme::{Colour, PAGE, shade_colour};
use tiny_skia::{
    ColorU8, FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Rect, Stroke,
    StrokeDash, Transform,
};

/// Smooth shapes on a grid of pixels.
pub(crate) struct Pixels {
    pub pixmap: Pixmap,
    /// The rectangle within which shapes were last drawn, with its mask: a panel has only one.
    mask: Option<(Area, Mask)>,
}

impl Pixels {
    pub(crate) fn new(width: u32, height: u32) -> Option<Self> {
        Some(Self { pixmap: Pixmap::new(width, height)?, mask: None })
    }

    fn prepare_mask(&mut self, within: Area) {
        if self.mask.as_ref().is_some_and(|(area, _)| *area == within) {
            return;
        }
        let area = Rect::from_ltrb(within.left, within.top, within.right, within.bottom);
        self.mask = Mask::new(self.pixmap.width(), self.pixmap.height()).zip(area).map(|(mut mask, area)| {
            mask.fill_path(&PathBuilder::from_rect(area), FillRule::Winding, true, Transform::identity());
            (within, mask)
        });
    }

    fn path(&mut self, path: &Path, ink: Ink, within: Option<Area>, transform: Transform) {
        within.into_iter().for_each(|area| self.prepare_mask(area));
        let mask = self.mask.as_ref().filter(|_| within.is_some()).map(|(_, mask)| mask);
        match ink {
            Ink::Fill(colour) => self.pixmap.fill_path(path, &paint(colour), FillRule::Winding, transform, mask),
            Ink::Stroke(pen) => {
                self.pixmap.stroke_path(path, &paint(pen.colour), &stroke(&pen), transform, mask);
            }
        }
    }
}

impl Surface for Pixels {
    fn size(&self) -> (u32, u32) {
        (self.pixmap.width(), self.pixmap.height())
    }

    fn shape(&mut self, shape: Shape<'_>, ink: Ink, within: Option<Area>) {
        let path = match shape {
            Shape::Line(spots) => polyline(&[spots], false),
            Shape::Lines(pieces) => polyline(pieces, false),
            Shape::Outline(spots) => polyline(&[spots], true),
            Shape::Circles(middles, radius) => {
                let mut path = PathBuilder::new();
                middles.iter().for_each(|(x, y)| path.push_circle(*x, *y, radius));
                path.finish()
            }
        };
        if let Some(path) = path {
            self.path(&path, ink, within, Transform::identity());
        }
    }

    fn text(&mut self, spot: Spot, text: &str, setting: &Setting) {
        let Some(path) = setting.font.outline(text) else { return };
        let shift = setting.align * setting.font.width(text);
        // Upright text is sharpest with its baseline between two rows of pixels.
        let y = if setting.turned == 0.0 { spot.1.round() } else { spot.1 };
        let transform = Transform::from_translate(-shift, 0.0).post_rotate(setting.turned).post_translate(spot.0, y);
        if setting.halo {
            self.path(&path, Ink::Stroke(Pen::solid(PAGE, 4.0)), None, transform);
        }
        self.path(&path, Ink::Fill(setting.colour), None, transform);
    }

    fn shades(&mut self, area: Area, shades: &dyn Fn(u32, u32) -> Vec<u8>) {
        let [left, top, width, height] =
            [area.left, area.top, area.width(), area.height()].map(|length| length.round().max(0.0) as usize);
        let palette: Vec<PremultipliedColorU8> = (0..NO_SHADE).map(|shade| pixel(shade_colour(shade))).collect();
        let (across, pixels) = (self.pixmap.width() as usize, self.pixmap.pixels_mut());
        for (row, shades) in shades(width as u32, height as u32).chunks_exact(width.max(1)).enumerate() {
            let row = pixels.iter_mut().skip((top + row) * across + left);
            for (place, colour) in row.zip(shades.iter().map(|shade| palette.get(usize::from(*shade)))) {
                *place = *colour.unwrap_or(place);
            }
        }
    }
}

fn pixel(Colour { 0: red, 1: green, 2: blue, .. }: Colour) -> PremultipliedColorU8 {
    ColorU8::from_rgba(red, green, blue, 255).premultiply()
}

fn paint(Colour { 0: red, 1: green, 2: blue, 3: opacity }: Colour) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, (255.0 * opacity.clamp(0.0, 1.0)).round() as u8);
    paint
}

fn stroke(pen: &Pen) -> Stroke {
    Stroke {
        width: pen.width,
        line_cap: if pen.dash.is_some() { LineCap::Butt } else { LineCap::Round },
        line_join: LineJoin::Round,
        dash: pen.dash.and_then(|dash| StrokeDash::new(dash.to_vec(), 0.0)),
        ..Stroke::default()
    }
}

fn polyline(pieces: &[&[Spot]], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (first, rest) in pieces.iter().filter_map(|piece| piece.split_first()) {
        path.move_to(first.0, first.1);
        rest.iter().for_each(|spot| path.line_to(spot.0, spot.1));
        if closed {
            path.close();
        }
    }
    path.finish()
}

/// How long a PNG may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// For somebody who waits: half as large again, in a tenth of the time.
    Quick,
    /// For pictures that are kept.
    Small,
}

/// Opaque pixels as the bytes of a PNG; colours are stored without their opacity.
pub(crate) fn encoded(pixmap: &Pixmap, effort: Effort) -> Result<Vec<u8>, png::EncodingError> {
    let mut colours = vec![0; pixmap.data().len() / 4 * 3];
    for (colour, pixel) in colours.chunks_exact_mut(3).zip(pixmap.data().chunks_exact(4)) {
        colour.copy_from_slice(&pixel[..3]);
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    let (compression, filter) = match effort {
        Effort::Quick => (png::Compression::Fast, png::Filter::Paeth),
        Effort::Small => (png::Compression::Balanced, png::Filter::Adaptive),
    };
    encoder.set_compression(compression);
    encoder.set_filter(filter);
    finished(encoder, &colours)?;
    Ok(bytes)
}

/// Shades as the bytes of a PNG, nothing where there is none.
pub(crate) fn encoded_shades(width: u32, height: u32, shades: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let palette: Vec<u8> = (0..=NO_SHADE)
        .map(shade_colour)
        .flat_map(|Colour { 0: red, 1: green, 2: blue, .. }| [red, green, blue])
        .collect();
    let opacity: Vec<u8> = (0..=NO_SHADE).map(|shade| if shade == NO_SHADE { 0 } else { 255 }).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette);
    if shades.contains(&NO_SHADE) {
        encoder.set_trns(opacity);
    }
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::Up);
    finished(encoder, shades)?;
    Ok(bytes)
}

fn finished(encoder: png::Encoder<'_, &mut Vec<u8>>, data: &[u8]) -> Result<(), png::EncodingError> {
    let mut writer = encoder.write_header()?;
    writer.write_image_data(data)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use plotters::prelude::*;

    use super::*;
    use crate::paper::{Paper, coord, px, style};

    #[test]
    fn elements_of_plotters_draw_on_fractions_of_a_pixel_and_their_text_needs_no_system_font() {
        let mut pixels = Pixels::new(60, 40).expect("a small picture");
        let area = Paper(&mut pixels).into_drawing_area();
        let path = PathElement::new(vec![coord((0.5, 0.0)), coord((0.5, 40.0))], style(BLACK.to_rgba(), 1.0));
        area.draw(&path).expect("a path");
        let words = Text::new("M", coord((20.0, 5.0)), ("any", f64::from(px(20.0))).into_font());
        area.draw(&words).expect("words");
        drop(area);
        let dark = |x, y| pixels.pixmap.pixel(x, y).is_some_and(|pixel| pixel.alpha() > 200);
        assert!(dark(0, 20) && !dark(1, 20), "one pixel wide, its middle at half a pixel");
        let inked = (20..40).flat_map(|x| (5..22).map(move |y| (x, y))).filter(|&(x, y)| dark(x, y)).count();
        assert!(inked > 40, "an M of 20 pixels has many dark ones, not {inked}");
    }
}
