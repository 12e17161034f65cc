//! Draws figures to files, in a process of its own: whatever goes wrong here costs pictures and nothing else.
//!
//! Each frame on standard input is an order: a figure, the file that it is drawn to (`.png` or `.svg`), and whether a PNG is to be
//! small rather than drawn quickly. Each is answered by a frame on standard output, once the file is there: nothing, or why there is no
//! picture. The program ends with its orders.

use nabla_grading::figure::Figure;
use nabla_grading::{WireError, read_frame, write_frame};
use std::any::Any;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // What is wrong with a figure is answered, and costs no other picture.
    panic::set_hook(Box::new(|_| {}));
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "What orders pictures is not understood, or gone: {error}. `cargo xtask check` starts this program."
            );
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), WireError> {
    let (mut orders, mut answers) = (io::stdin().lock(), io::stdout().lock());
    while let Some((figure, path, small)) = read_frame::<(Figure, OsString, bool)>(&mut orders)? {
        let drawn = panic::catch_unwind(|| draw(&figure, Path::new(&path), small));
        write_frame(&mut answers, &drawn.unwrap_or_else(|why| Err(words(&*why))))?;
        answers.flush()?;
    }
    Ok(())
}

fn draw(figure: &Figure, path: &Path, small: bool) -> Result<(), String> {
    let drawn = match path.extension().and_then(|ending| ending.to_str()) {
        Some("png") if small => nabla_render::png(figure).and_then(|picture| nabla_render::write(path, &picture)),
        Some("png") => nabla_render::save(figure, path),
        Some("svg") => nabla_render::svg(figure).and_then(|picture| nabla_render::write(path, picture.as_bytes())),
        _ => return Err(format!("{} must end in .png or .svg", path.display())),
    };
    drawn.map_err(|error| error.to_string())
}

/// What a panic says.
fn words(why: &(dyn Any + Send)) -> String {
    let words = why.downcast_ref::<&str>().copied().or_else(|| why.downcast_ref::<String>().map(String::as_str));
    format!("what draws it panicked: {}", words.unwrap_or("it does not say why"))
}
