//! Text as outlines: measured, wrapped and turned into paths, from a font that travels inside the program.

use std::sync::LazyLock;

use tiny_skia::{Path, PathBuilder};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

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

static REGULAR: LazyLock<Face<'static>> = LazyLock::new(|| embedded(dejavu::sans::regular()));
static BOLD: LazyLock<Face<'static>> = LazyLock::new(|| embedded(dejavu::sans::bold()));

/// The bytes are part of the program, so reading them cannot fail for anything a figure holds.
fn embedded(bytes: &'static [u8]) -> Face<'static> {
    Face::parse(bytes, 0).expect("the embedded font is a font")
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

    /// From the top of the first line's capitals to the baseline of the last line.
    pub(crate) fn height(&self, text: &str) -> f32 {
        self.capital() + text.lines().count().saturating_sub(1) as f32 * self.line()
    }

    fn face(&self) -> &'static Face<'static> {
        match self.weight {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        }
    }

    /// Pixels for one unit of the font.
    fn scale(&self) -> f32 {
        self.size / f32::from(self.face().units_per_em())
    }

    /// Every glyph with its place from the left, in font units, and the place after the last one.
    fn advance(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
        let face = self.face();
        let kern = face.tables().kern.and_then(|kern| kern.subtables.into_iter().next());
        let (mut place, mut before, mut glyphs) = (0.0, None, Vec::new());
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            let glyph = face.glyph_index(letter).unwrap_or_default();
            let closer = before.zip(kern.as_ref()).and_then(|(before, kern)| kern.glyphs_kerning(before, glyph));
            place += closer.map_or(0.0, f32::from);
            glyphs.push((glyph, place));
            place += face.glyph_hor_advance(glyph).map_or(0.0, f32::from);
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
        let mut pen = GlyphPen { path: PathBuilder::new(), scale: self.scale(), left: 0.0 };
        for (glyph, left) in self.advance(text).0 {
            pen.left = left;
            self.face().outline_glyph(glyph, &mut pen);
        }
        pen.path.finish()
    }

    /// The text in lines of at most `width` pixels, broken at blanks, or inside a word that is longer than that.
    pub(crate) fn wrap(&self, text: &str, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let words = paragraph.split_whitespace().flat_map(|word| self.cut(word, width));
            let mut line = String::new();
            for word in words {
                let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
                if self.width(&longer) <= width || line.is_empty() {
                    line = longer;
                } else {
                    lines.push(std::mem::replace(&mut line, word));
                }
            }
            lines.extend(Some(line).filter(|line| !line.is_empty()));
        }
        lines
    }

    /// A word in pieces that fit on a line, each as long as it can be.
    fn cut(&self, word: &str, width: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let last = pieces.len() - 1;
            pieces[last].push(letter);
            if self.width(&pieces[last]) > width && pieces[last].chars().count() > 1 {
                pieces[last].pop();
                pieces.push(letter.to_string());
            }
        }
        pieces
    }
}

/// Draws a glyph of the font at its place in the line.
struct GlyphPen {
    path: PathBuilder,
    scale: f32,
    left: f32,
}

impl GlyphPen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        ((self.left + x) * self.scale, -y * self.scale)
    }
}

impl OutlineBuilder for GlyphPen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
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
                assert!(
                    font.face().glyph_index(sign).is_some_and(|glyph| glyph.0 != 0),
                    "{sign} ({:x}) in {:?}",
                    u32::from(sign),
                    font.weight
                );
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
