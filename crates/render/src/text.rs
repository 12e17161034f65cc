//! Text as outlines: measured, wrapped and turned into paths, from a font that travels inside the program.

use std::sync::LazyLock;

use ab_glyph::{Font as _, FontRef, GlyphId, OutlineCurve, Point};
use tiny_skia::{Path, PathBuilder};

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// A size in pixels and a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Font {
    pub size: f32,
    pub weight: Weight,
}

static REGULAR: LazyLock<FontRef<'static>> = LazyLock::new(|| embedded(dejavu::sans::regular()));
static BOLD: LazyLock<FontRef<'static>> = LazyLock::new(|| embedded(dejavu::sans::bold()));

/// The bytes are part of the program, so reading them cannot fail for anything a figure holds.
fn embedded(bytes: &'static [u8]) -> FontRef<'static> {
    FontRef::try_from_slice(bytes).expect("the embedded font is a font")
}

impl Font {
    /// From one baseline to the next.
    pub(crate) fn line(&self) -> f32 {
        (1.32 * self.size).round()
    }

    /// From the baseline up to the top of a capital letter.
    pub(crate) fn capital(&self) -> f32 {
        0.73 * self.size
    }

    /// From the baseline down to the end of a `g`.
    pub(crate) fn descent(&self) -> f32 {
        0.24 * self.size
    }

    fn face(&self) -> &'static FontRef<'static> {
        match self.weight {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        }
    }

    /// Pixels for one unit of the font.
    fn scale(&self) -> f32 {
        self.size / self.face().units_per_em().unwrap_or(2048.0)
    }

    /// Every glyph with its place from the left, in font units, and the place after the last one.
    fn advance(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
        let face = self.face();
        let (mut place, mut before, mut glyphs) = (0.0, None, Vec::new());
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            let glyph = face.glyph_id(letter);
            place += before.map_or(0.0, |before| face.kern_unscaled(before, glyph));
            glyphs.push((glyph, place));
            place += face.h_advance_unscaled(glyph);
            before = Some(glyph);
        }
        (glyphs, place)
    }

    /// How wide a line of text is, in pixels.
    pub(crate) fn width(&self, text: &str) -> f32 {
        self.advance(text).1 * self.scale()
    }

    /// The outline of a line of text, its baseline beginning at the origin, y downwards; nothing for blanks.
    pub(crate) fn outline(&self, text: &str) -> Option<Path> {
        let (glyphs, _) = self.advance(text);
        let scale = self.scale();
        let mut path = PathBuilder::new();
        for (glyph, left) in glyphs {
            let Some(outline) = self.face().outline(glyph) else { continue };
            let place = |point: Point| ((left + point.x) * scale, -point.y * scale);
            add_contours(&mut path, &outline.curves, place);
        }
        path.finish()
    }

    /// The text in lines of at most `width` pixels, broken at blanks, or inside a word that is longer than that.
    pub(crate) fn wrap(&self, text: &str, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(&longer) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(line);
                }
                line = self.cut(word, width, &mut lines);
            }
            if !line.is_empty() {
                lines.push(line);
            }
        }
        lines
    }

    /// Pushes full lines of a word that fits on none, and gives back its rest.
    fn cut(&self, word: &str, width: f32, lines: &mut Vec<String>) -> String {
        let mut rest = String::new();
        for letter in word.chars() {
            rest.push(letter);
            if self.width(&rest) > width && rest.chars().count() > 1 {
                rest.pop();
                lines.push(std::mem::replace(&mut rest, letter.to_string()));
            }
        }
        rest
    }
}

/// Adds the closed contours of one glyph. A font lists curves only; a contour ends where the next begins elsewhere.
fn add_contours(path: &mut PathBuilder, curves: &[OutlineCurve], place: impl Fn(Point) -> (f32, f32)) {
    let mut pen: Option<Point> = None;
    for curve in curves {
        let (start, end) = match curve {
            OutlineCurve::Line(start, end)
            | OutlineCurve::Quad(start, _, end)
            | OutlineCurve::Cubic(start, _, _, end) => (*start, *end),
        };
        if pen != Some(start) {
            if pen.is_some() {
                path.close();
            }
            let (x, y) = place(start);
            path.move_to(x, y);
        }
        let (x, y) = place(end);
        match curve {
            OutlineCurve::Line(..) => path.line_to(x, y),
            OutlineCurve::Quad(_, bend, _) => {
                let (bend_x, bend_y) = place(*bend);
                path.quad_to(bend_x, bend_y, x, y);
            }
            OutlineCurve::Cubic(_, first, second, _) => {
                let ((x1, y1), (x2, y2)) = (place(*first), place(*second));
                path.cubic_to(x1, y1, x2, y2, x, y);
            }
        }
        pen = Some(end);
    }
    if pen.is_some() {
        path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: [Font; 2] = [Font { size: 14.0, weight: Weight::Regular }, Font { size: 14.0, weight: Weight::Bold }];

    #[test]
    fn every_sign_of_the_house_is_in_both_fonts() {
        let signs = "∂∇‖√Σ∈∞≈≠≤≥±°−×·→←↑↓…⚠“”’‰ηλαβγδεθμπρστφψωΔ₀₁₂₃₄₅₆₇₈₉ᵢₙ⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵀ½ŵ̂ẋé";
        for font in ANY {
            for sign in signs.chars() {
                assert_ne!(font.face().glyph_id(sign).0, 0, "{sign} ({:x}) in {:?}", u32::from(sign), font.weight);
            }
        }
    }

    #[test]
    fn wrapped_lines_are_never_wider_than_allowed_and_lose_no_letter() {
        let text = "your line crosses the curve averyveryverylongwordthatfitsnowhere at (2, 1)";
        for font in ANY {
            for width in [30.0, 80.0, 200.0] {
                let lines = font.wrap(text, width);
                assert!(lines.iter().all(|line| font.width(line) <= width));
                let letters = |text: &str| text.chars().filter(|letter| *letter != ' ').collect::<String>();
                assert_eq!(letters(&lines.concat()), letters(text));
            }
        }
    }

    #[test]
    fn blanks_have_no_outline() {
        assert!(ANY[0].outline("  ").is_none() && ANY[0].outline("").is_none() && ANY[0].wrap(" ", 10.0).is_empty());
    }
}
