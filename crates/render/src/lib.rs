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

/// The figure as the bytes of a PNG.
///
/// # Errors
/// When the picture has no pixels or cannot be encoded. Whatever a figure holds, NaN and impossible axes included, is
/// drawn or noted, and is never an error.
pub fn png(figure: &Figure) -> Result<Vec<u8>, RenderError> {
    let page = layout::Page::new(figure);
    let (width, height) = page.size();
    let mut pixmap = Pixmap::new(width, height).ok_or(RenderError::Size { width, height })?;
    pixmap.fill(Color::WHITE);
    page.draw(&mut pixmap);
    pixmap.encode_png().map_err(|error| RenderError::Encoding(error.to_string()))
}

/// Draws the figure to a file. A reader of the file sees the old picture or the new one, never half of one.
///
/// # Errors
/// As [`png`], and when the file cannot be written.
pub fn save(figure: &Figure, path: &Path) -> Result<(), RenderError> {
    let bytes = png(figure)?;
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
