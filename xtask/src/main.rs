//! The runner: reads the command line and runs the command, or hands it over to the program that knows it.

use std::process::ExitCode;
use xtask::cli::Command;
use xtask::commands::attempts::{self, Against};
use xtask::commands::elsewhere::{self, hand_over};
use xtask::commands::{self, check, hint, lesson, plot};

fn main() -> ExitCode {
    commands::run(|project, command| match command {
        Command::Check(options) => check::run(project, options),
        Command::Hint { name, all } => hint::run(project, name.as_deref(), *all),
        Command::Lesson { name, answers, open } => lesson::run(project, name.as_deref(), *answers, *open),
        Command::History { name } => attempts::history(project, name.as_deref()),
        Command::Diff { name, right, to, stub } => {
            let against = match to {
                Some(number) => Against::Number(*number),
                None if *right => Against::Right,
                None if *stub => Against::Stub,
                None => Against::Previous,
            };
            attempts::diff(project, name.as_deref(), against)
        }
        Command::Undo { name, to, yes } => attempts::undo(project, name.as_deref(), *to, *yes),
        Command::Reset { name, yes } => attempts::reset(project, name.as_deref(), *yes),
        Command::Solution { name, yes } => attempts::solution(project, name.as_deref(), *yes),
        Command::Plot { name, open, inline } => plot::run(project, name.as_deref(), *open, *inline),
        Command::Watch(_) | Command::List { .. } | Command::Report { .. } => hand_over(project, elsewhere::DESK),
        Command::Live(_) => hand_over(project, elsewhere::LIVE),
        Command::Siege(_) => hand_over(project, elsewhere::SIEGE),
        Command::Book { .. } => hand_over(project, elsewhere::BOOK),
        Command::Grade(_) | Command::Starter { .. } | Command::Bench { class: Some(_), .. } => {
            hand_over(project, elsewhere::CLASS)
        }
        Command::Stub { .. }
        | Command::Verify { .. }
        | Command::Gallery { .. }
        | Command::Naming { .. }
        | Command::Bench { .. } => hand_over(project, elsewhere::AUTHORS),
    })
}
