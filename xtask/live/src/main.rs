//! `live`: the book in a browser, on this machine only, where every picture is drawn by the learner's own function.

mod guard;
mod pages;
mod picture;
mod server;
mod session;
mod verdict;

use anyhow::bail;
use std::process::ExitCode;
use xtask::cli::Command;
use xtask::commands;

fn main() -> ExitCode {
    commands::run(|project, command| match command {
        Command::Live(options) => server::run(project, options),
        _ => bail!("this command is the runner's own: `cargo xtask` knows it"),
    })
}
