//! What a learner looks at for longer than a moment: `watch`, `list`, `report`.
//!
//! The runner hands these commands over; the rooms are the runner's.

mod chooser;
mod list;
mod raw;
mod reader;
mod report;
mod watch;

use anyhow::bail;
use std::process::ExitCode;
use xtask::cli::Command;
use xtask::commands;

fn main() -> ExitCode {
    commands::run(|project, command| match command {
        Command::Watch(options) => watch::run(project, options),
        Command::List { plain } => list::run(project, *plain),
        Command::Report { solutions, name, open } => report::run(project, *solutions, name.as_deref(), *open),
        _ => bail!("this command is the runner's own: `cargo xtask` knows it"),
    })
}
