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
use crate::course::ExerciseRef;
use crate::course::project::Project;
use crate::exit::{ExitOutcome, UsageError};
use crate::show::theme;
use crate::store::Store;
use crate::store::progress::Table;
use crate::terminal;
use anyhow::Context;
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
        Ok(cli) => Project::find().and_then(|project| {
            cli.command.needs_solutions().map_or(Ok(()), |what| project.needs_solutions(what))?;
            command(&project, &cli.command)
        }),
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

/// The exercise of that name; without one, the one that the person is at: the first that is not right, as far as is remembered.
pub fn named_or_present(project: &Project, name: Option<&str>) -> anyhow::Result<ExerciseRef> {
    match name {
        Some(name) => Ok(project.course.find_one(name)?),
        None => present(project),
    }
}

/// The exercise of that name. What changes a file, or shows a solution, goes by no guess.
pub fn named(project: &Project, command: &str, name: Option<&str>) -> anyhow::Result<ExerciseRef> {
    match name {
        Some(name) => Ok(project.course.find_one(name)?),
        None => {
            let example = format!("`cargo xtask {command} {}`", present(project)?.exercise);
            Err(UsageError(format!("`{command}` wants the name of an exercise. You are at this one: {example}."))
                .into())
        }
    }
}

fn present(project: &Project) -> anyhow::Result<ExerciseRef> {
    let places = project.own_exercises()?;
    let open = Table::remembered(project, &Store::open(project).state(), &places).first_not_right();
    places.get(open.unwrap_or(0)).copied().context("there is no exercise")
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
