//! One file a command: each says which way it takes, from what is asked for to what is shown.

pub mod attempts;
pub mod check;
pub mod elsewhere;
pub mod hint;
pub mod lesson;
pub mod plot;
pub mod welcome;

use crate::build::rustc;
use crate::cli::{Cli, Command};
use crate::course::project::Project;
use crate::exit::{ExitOutcome, UsageError};
use crate::show::theme;
use crate::terminal;
use clap::Parser;
use std::io::{self, IsTerminal, Write};
use std::process::{self, ExitCode};

/// A program of the house from its command line to its exit code: 0 all asked for are right; 1 not all; 2 the command line was
/// wrong; 3 the program itself failed.
pub fn run(command: impl FnOnce(&Project, &Command) -> anyhow::Result<ExitOutcome>) -> ExitCode {
    if let Some(code) = rustc::in_the_compilers_place() {
        return code;
    }
    let outcome = match Cli::try_parse() {
        Ok(cli) => Project::find().and_then(|project| command(&project, &cli.command)),
        Err(said) => answer(&said),
    };
    match outcome {
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
