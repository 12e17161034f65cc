//! Shows a picture in the terminal: by the protocol of kitty or iTerm or as sixels where the terminal says it knows
//! one, else in coloured half blocks. `nabla-inline PICTURE [blocks]`.
//!
//! A program of its own, so that the libraries for it are only built when somebody asks for a picture in the terminal.

use std::env;
use std::error::Error;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

fn main() -> ExitCode {
    match show() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the picture cannot be shown here: {error}");
            ExitCode::FAILURE
        }
    }
}

fn show() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("no picture was named")?;
    // To find out what it knows, the terminal is asked; nobody answers through a pipe.
    let ask =
        env::args().nth(2).is_none_or(|how| how != "blocks") && io::stdin().is_terminal() && io::stdout().is_terminal();
    let (columns, rows) = viuer::terminal_size();
    let picture = image::ImageReader::open(path)?.with_guessed_format()?.decode()?;
    // As large as fits without scrolling its top away: a cell is about twice as high as wide.
    let rows = u32::from(rows).saturating_sub(2).max(8);
    let width = (2 * rows * picture.width() / picture.height().max(1)).min(u32::from(columns)).max(16);
    let config = viuer::Config {
        absolute_offset: false,
        width: Some(width),
        use_kitty: ask,
        use_iterm: ask,
        use_sixel: ask,
        ..viuer::Config::default()
    };
    viuer::print(&picture, &config)?;
    println!();
    Ok(())
}
