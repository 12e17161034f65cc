//! What whoever writes exercises uses: `stub`, `verify`, `gallery`, `naming`, `bench`.
//!
//! The runner hands these commands over; the rooms are the runner's.

mod bench;
mod gallery;
mod naming;
mod stub;
mod verify;

use anyhow::bail;
use std::process::ExitCode;
use verify::Wanted;
use xtask::cli::Command;
use xtask::commands;

fn main() -> ExitCode {
    commands::run(|project, command| match command {
        Command::Stub { names, force } => stub::run(project, names, *force),
        Command::Verify { names, files, write_figures } => {
            verify::run(project, names, Wanted { files: *files, write_figures: *write_figures })
        }
        Command::Gallery { names } => gallery::run(project, names),
        Command::Naming { names, all } => naming::run(project, names, *all),
        Command::Bench { edits, warm, .. } => bench::run(project, *edits, *warm),
        _ => bail!("this command is the runner's own: `cargo xtask` knows it"),
    })
}
