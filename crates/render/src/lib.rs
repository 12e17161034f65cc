//! Turns a figure into a PNG or an SVG; the only room of Nabla that knows pixels.
//!
//! The same figure gives the same bytes on every machine: the font travels inside the program, and nothing here
//! asks the clock, the system or chance.

mod area;
mod axis;
mod clip;
mod contour;
mod elements;
mod grid;
mod labels;
mod layers;
mod legend;
mod map;
mod notes;
mod page;
mod panel;
mod paper;
mod pixels;
mod place;
mod room;
mod svg;
mod text;
mod theme;
mod ticks;

use crate::page::Page;
use crate::paper::Surface;
use crate::pixels::{Effort, Pixels, encoded};
use crate::svg::Svg;

pub use crate::place::{Place, Side};

use nabla_grading::figure::Figure;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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
    /// The figure could not be laid out.
    #[error("the figure cannot be drawn: {0}")]
    Drawing(String),
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
    pixels(figure, Effort::Small)
}

/// The figure as SVG, for pages: self-contained, of the size of the PNG, with the figure's title and its
/// description in words.
///
/// Its colours are presentation attributes of elements with a class for each (`stroke-learner`, `fill-page`), so that
/// the stylesheet of a page can give others.
///
/// # Errors
/// As [`png()`].
pub fn svg(figure: &Figure) -> Result<String, RenderError> {
    Ok(placed(figure)?.svg)
}

/// A picture, and where its panels have their axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// As [`svg()`] gives it.
    pub svg: String,
    /// The panels in their order; none for one whose axes are impossible.
    pub places: Vec<Option<Place>>,
}

/// The figure as SVG, for pages on which somebody points into it.
///
/// # Errors
/// As [`png()`].
pub fn placed(figure: &Figure) -> Result<Placed, RenderError> {
    let page = Page::new(figure);
    let (width, height) = page.size();
    let mut svg = Svg::new(width, height, &figure.title, &figure.description());
    let places = draw(&page, &mut svg)?;
    Ok(Placed { svg: svg.document(), places })
}

/// Draws the figure as a PNG to a file for somebody who waits. A reader of the file sees the old picture or the new
/// one, never half of one.
///
/// # Errors
/// As [`png()`], and when the file cannot be written.
pub fn save(figure: &Figure, path: &Path) -> Result<(), RenderError> {
    write(path, &pixels(figure, Effort::Quick)?)
}

/// Writes a picture to a file, as [`save`] does.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, picture: &[u8]) -> Result<(), RenderError> {
    let draft = path.with_extension(format!("{}.draft", std::process::id()));
    let written = fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))
        .and_then(|()| fs::write(&draft, picture))
        .and_then(|()| fs::rename(&draft, path));
    written.map_err(|source| {
        // The draft is of no use to anybody; that it may not be there is no second error.
        let _ = fs::remove_file(&draft);
        RenderError::File { path: path.to_owned(), source }
    })
}

fn pixels(figure: &Figure, effort: Effort) -> Result<Vec<u8>, RenderError> {
    let page = Page::new(figure);
    let (width, height) = page.size();
    let mut pixels = Pixels::new(width, height).ok_or(RenderError::Size { width, height })?;
    draw(&page, &mut pixels)?;
    encoded(&pixels.pixmap, effort).map_err(|error| RenderError::Encoding(error.to_string()))
}

fn draw(page: &Page<'_>, surface: &mut dyn Surface) -> Result<Vec<Option<Place>>, RenderError> {
    page.draw(surface).map_err(|error| RenderError::Drawing(error.to_string()))
}
