//! Turns a figure into a PNG; the only room of Nabla that knows pixels.
//!
//! The same figure gives the same bytes on every machine: the font travels inside the program, and nothing here asks the
//! clock, the system or chance.

mod backend;
mod contour;
mod frame;
mod layers;
mod layout;
mod legend;
mod map;
mod paper;
mod span;
mod text;
mod theme;
mod ticks;

use nabla_grading::figure::Figure;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tiny_skia::{Color, Pixmap};

/// Why a figure could not be drawn or kept.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The picture would have no pixels, or too many.
    #[error("a picture of {width} × {height} pixels cannot be made")]
    Size {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The pixels could not be compressed.
    #[error("the picture cannot be encoded: {0}")]
    Encoding(String),
    /// The file could not be written.
    #[error("{path} cannot be written: {source}", path = path.display())]
    File {
        /// Where the picture should have gone.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The figure as the bytes of a small PNG, for pictures that are kept.
///
/// # Errors
/// When the picture has no pixels or cannot be encoded. Whatever a figure holds, NaN and impossible axes included, is
/// drawn or noted, and is never an error.
pub fn png(figure: &Figure) -> Result<Vec<u8>, RenderError> {
    drawn(figure)?.encode_png().map_err(|error| RenderError::Encoding(error.to_string()))
}

fn drawn(figure: &Figure) -> Result<Pixmap, RenderError> {
    let page = layout::Page::new(figure);
    let (width, height) = page.size();
    let mut pixmap = Pixmap::new(width, height).ok_or(RenderError::Size { width, height })?;
    pixmap.fill(Color::WHITE);
    page.draw(&mut pixmap);
    Ok(pixmap)
}

/// The pixels as the bytes of a PNG for somebody who waits: half as large again as a small one, in a tenth of the time. The
/// paper is opaque, so colours are stored without their opacity.
fn quick_png(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let colours: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Paeth);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

/// Draws the figure to a file for somebody who waits. A reader of the file sees the old picture or the new one, never half
/// of one.
///
/// # Errors
/// As [`png()`], and when the file cannot be written.
pub fn save(figure: &Figure, path: &Path) -> Result<(), RenderError> {
    let bytes = quick_png(&drawn(figure)?).map_err(|error| RenderError::Encoding(error.to_string()))?;
    write_whole(path, &bytes).map_err(|source| RenderError::File { path: path.to_owned(), source })
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let draft = path.with_extension(format!("{}.draft", std::process::id()));
    let written =
        fs::File::create(&draft).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // The draft is of no use to anybody; that it may not be there is no second error.
        let _ = fs::remove_file(&draft);
    }
    written
}
