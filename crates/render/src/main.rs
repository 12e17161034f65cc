//! Draws one figure to a file, in a process of its own: whatever goes wrong here costs a picture and nothing else.
//!
//! ```text
//! nabla-render [--small] <picture.png | picture.svg>   < figure
//! ```
//!
//! The figure comes on standard input, as postcard encodes it.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nabla_grading::figure::Figure;

fn main() -> ExitCode {
    match draw() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn draw() -> Result<(), String> {
    let mut arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let small = arguments.first().is_some_and(|first| first == Path::new("--small"));
    if small {
        arguments.remove(0);
    }
    let [path] = &arguments[..] else {
        return Err("Say where the picture goes: nabla-render [--small] <picture.png or picture.svg>".to_owned());
    };
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| format!("The figure cannot be read: {error}"))?;
    let figure: Figure =
        postcard::from_bytes(&bytes).map_err(|error| format!("Standard input holds no figure: {error}"))?;
    let drawn = match path.extension().and_then(|ending| ending.to_str()) {
        Some("png") if small => nabla_render::png(&figure).and_then(|picture| nabla_render::write(path, &picture)),
        Some("png") => nabla_render::save(&figure, path),
        Some("svg") => nabla_render::svg(&figure).and_then(|picture| nabla_render::write(path, picture.as_bytes())),
        _ => return Err(format!("{} must end in .png or .svg", path.display())),
    };
    drawn.map_err(|error| error.to_string())
}
