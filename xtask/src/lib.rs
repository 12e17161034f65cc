//! The runner: parse, check, report. No mathematics lives here, and no pixels.
//!
//! Exit codes: 0 all asked for are right; 1 not all; 2 the command line was wrong; 3 the runner itself failed.

mod bench;
mod chapters;
mod check;
mod cli;
mod compile;
mod diagnostics;
mod diff;
mod doorway;
mod files;
mod gallery;
mod hint;
mod human;
mod json;
mod lines;
mod list;
mod naming;
mod plain_words;
mod plan;
mod plot;
mod project;
mod refusal;
mod remember;
mod report;
mod standing;
mod store;
mod stub;
mod terminal;
mod verify;
mod watch;
mod work;

use clap::Parser;
use cli::{Cli, Command};
use project::Project;
use std::process::ExitCode;
use work::Against;

/// What a command came to.
enum Outcome {
    /// All asked for are right.
    Right,
    /// Not all.
    NotRight,
}

/// The command line asks for something that is not there; the person is told what is.
#[derive(Debug)]
struct Misuse(String);

impl std::fmt::Display for Misuse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misuse {}

/// Reads the command line, runs the command, and turns what it came to into an exit code.
#[must_use]
pub fn main() -> ExitCode {
    // clap prints a wrong command line's message itself, and exits with 2.
    let cli = Cli::parse();
    match run(&cli) {
        Ok(Outcome::Right) => ExitCode::SUCCESS,
        Ok(Outcome::NotRight) => ExitCode::from(1),
        Err(error) if error.is::<Misuse>() => {
            anstream::eprintln!("{}: {error}", human::alarm("error"));
            ExitCode::from(2)
        }
        Err(error) => {
            anstream::eprintln!("{}: {error:#}", human::alarm("the runner failed"));
            ExitCode::from(3)
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let project = Project::find()?;
    match &cli.command {
        Command::Check(options) => check::run(&project, options),
        Command::Watch(options) => watch::run(&project, options),
        Command::List { plain } => list::run(&project, *plain),
        Command::Hint { name, all } => hint::run(&project, name, *all),
        Command::History { name } => work::history(&project, name),
        Command::Diff { name, right, to, stub } => {
            let against = match to {
                Some(number) => Against::Number(*number),
                None if *right => Against::Right,
                None if *stub => Against::Stub,
                None => Against::Previous,
            };
            work::diff(&project, name, against)
        }
        Command::Undo { name, to, yes } => work::undo(&project, name, *to, *yes),
        Command::Reset { name, yes } => work::reset(&project, name, *yes),
        Command::Solution { name, yes } => work::solution(&project, name, *yes),
        Command::Plot { name, open, inline } => plot::run(&project, name, *open, *inline),
        Command::Report { solutions, open } => report::run(&project, *solutions, *open),
        Command::Stub { names, force } => stub::run(&project, names, *force),
        Command::Verify { names, write_figures } => verify::run(&project, names, *write_figures),
        Command::Gallery { names } => gallery::run(&project, names),
        Command::Naming { names, all } => naming::run(&project, names, *all),
        Command::Bench { edits } => bench::run(&project, *edits),
    }
}
