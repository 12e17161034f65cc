//! The runner: what is asked for, building, examining, remembering, showing. No mathematics lives here, and no pixels.
//!
//! Exit codes: 0 all asked for are right; 1 not all; 2 the command line was wrong; 3 the runner itself failed.

mod build;
mod cli;
mod commands;
mod course;
mod examine;
mod exit;
mod show;
mod store;
mod terminal;
mod watch;

use build::rustc;
use clap::Parser;
use cli::{Cli, Command};
use commands::attempts::{self, Against};
use commands::verify::Wanted;
use commands::{bench, check, gallery, hint, list, naming, plot, report, stub, verify};
use course::project::Project;
use exit::{ExitOutcome, UsageError};
use show::theme;
use std::io::{self, IsTerminal, Write};
use std::process::{self, ExitCode};

/// Reads the command line, runs the command, and turns what it came to into an exit code.
fn main() -> ExitCode {
    if let Some(code) = rustc::in_the_compilers_place() {
        return code;
    }
    match Cli::try_parse().map_or_else(|error| answer(&error), |cli| run(&cli)) {
        Ok(ExitOutcome::Right) => ExitCode::SUCCESS,
        Ok(ExitOutcome::NotRight) => ExitCode::from(1),
        Err(error) if error.is::<UsageError>() => {
            complain("error", &error.to_string());
            ExitCode::from(2)
        }
        Err(error) => {
            complain("the runner failed", &format!("{error:#}"));
            ExitCode::from(3)
        }
    }
}

/// What clap has to say: help, or what is wrong with the command line.
fn answer(said: &clap::Error) -> anyhow::Result<ExitOutcome> {
    if said.use_stderr() {
        // Where nobody can read it, the exit code says enough.
        let _ = said.print();
        process::exit(said.exit_code());
    }
    terminal::print(&said.render().ansi().to_string())?;
    Ok(ExitOutcome::Right)
}

/// What went wrong, on standard error; where nobody can read it, the exit code says enough.
fn complain(word: &str, why: &str) {
    let text = format!("{}: {why}", theme::alarm(word));
    let text = if io::stderr().is_terminal() { terminal::wrapped(&text) } else { text };
    let _ = writeln!(anstream::stderr(), "{text}");
}

fn run(cli: &Cli) -> anyhow::Result<ExitOutcome> {
    let project = Project::find()?;
    match &cli.command {
        Command::Check(options) => check::run(&project, options),
        Command::Watch(options) => watch::run(&project, options),
        Command::List { plain } => list::run(&project, *plain),
        Command::Hint { name, all } => hint::run(&project, name, *all),
        Command::History { name } => attempts::history(&project, name),
        Command::Diff { name, right, to, stub } => {
            let against = match to {
                Some(number) => Against::Number(*number),
                None if *right => Against::Right,
                None if *stub => Against::Stub,
                None => Against::Previous,
            };
            attempts::diff(&project, name, against)
        }
        Command::Undo { name, to, yes } => attempts::undo(&project, name, *to, *yes),
        Command::Reset { name, yes } => attempts::reset(&project, name, *yes),
        Command::Solution { name, yes } => attempts::solution(&project, name, *yes),
        Command::Plot { name, open, inline } => plot::run(&project, name, *open, *inline),
        Command::Report { solutions, open } => report::run(&project, *solutions, *open),
        Command::Stub { names, force } => stub::run(&project, names, *force),
        Command::Verify { names, files, write_figures } => {
            verify::run(&project, names, Wanted { files: *files, write_figures: *write_figures })
        }
        Command::Gallery { names } => gallery::run(&project, names),
        Command::Naming { names, all } => naming::run(&project, names, *all),
        Command::Bench { edits, warm } => bench::run(&project, *edits, *warm),
    }
}
