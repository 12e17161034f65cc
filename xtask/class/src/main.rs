//! A whole class: `grade`, `starter`, `bench --class`.
//!
//! The unit is one student: files in, one row out. A class is a loop over units with a journal; several machines are
//! the same loop cut into shards. The runner hands these commands over; the rooms are the runner's.
//!
//! `intake` reads what was handed in, `unit` and `caged` judge it, `run` and `journal` go through the class, `outputs`
//! writes what people and systems read, from rows alone.

mod bench;
mod caged;
mod class;
mod code;
mod grade;
mod grading;
mod intake;
mod join;
mod journal;
mod kept;
mod layers;
mod open;
mod outputs;
mod plain;
mod points;
mod progress;
mod row;
mod run;
mod standing;
mod starter;
mod unit;
mod verify;

use anyhow::bail;
use std::process::ExitCode;
use xtask::cli::Command;
use xtask::commands;

fn main() -> ExitCode {
    commands::run(|project, command| match command {
        Command::Grade(options) if !options.join.is_empty() => join::run(options),
        Command::Grade(options) => match &options.verify {
            Some(results) => verify::run(project, options, results),
            None => grade::run(project, options),
        },
        Command::Bench { class: Some(students), .. } => bench::run(project, *students),
        Command::Starter { dir } => starter::run(project, dir),
        _ => bail!("this command is the runner's own: `cargo xtask` knows it"),
    })
}
