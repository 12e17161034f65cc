//! `book`: makes the book, and opens it.

use anyhow::bail;
use nabla_book::Options;
use std::process::ExitCode;
use xtask::cli::Command;
use xtask::commands;
use xtask::course::project::Project;
use xtask::exit::ExitOutcome;
use xtask::show::page::Page;
use xtask::terminal::viewer;

fn main() -> ExitCode {
    commands::run(|project, command| match command {
        Command::Book { open, solutions } => run(project, *open, *solutions),
        _ => bail!("this command is the runner's own: `cargo xtask` knows it"),
    })
}

fn run(project: &Project, open: bool, solutions: bool) -> anyhow::Result<ExitOutcome> {
    let folder = project.book();
    let made = nabla_book::build(project, &folder, &Options { solutions })?;
    let first = folder.join("index.html");
    let mut page = Page::for_terminal();
    page.line(format!("{} chapters, {} exercises", made.chapters, made.exercises));
    page.path("book", project, &first);
    for note in &made.notes {
        page.say("  ", &format!("note: {note}"));
    }
    page.print()?;
    if open {
        viewer::view(&first)?;
    }
    Ok(ExitOutcome::Right)
}
