//! `cargo xtask`: builds the runner when it is not there or its sources have changed, and becomes it.
//!
//! Cargo compiles this program silently, in less than a second, in a profile of its own: so nobody who builds something else holds
//! its lock, and the person reads at once what happens and how long it takes.

use nabla_launcher::{BuildError, Voice, Workshop};
use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The exit code for "the runner itself failed", as the runner gives it too.
const FAILED: u8 = 3;

/// The runner's package, and what its build is announced with.
const RUNNER: &str = "xtask";
const WORDS: &str = "Building what checks your answers: once, in about half a minute";

fn main() -> ExitCode {
    match runner() {
        Ok((workshop, program)) => become_runner(&workshop, &program),
        Err(error) => fail(&error.to_string()),
    }
}

fn runner() -> Result<(Workshop, std::path::PathBuf), BuildError> {
    let workshop = Workshop::find()?;
    let program = match workshop.fresh(RUNNER) {
        Some(program) => program,
        None if workshop.was_built(RUNNER) => workshop.build(RUNNER, WORDS, Voice::Heard)?,
        // The last part of the runner leaves a processor free, and the first verdict needs a judge.
        None => workshop.build_beside(RUNNER, first_judge(workshop.root()).as_deref(), WORDS, Voice::Heard)?,
    };
    Ok((workshop, program))
}

/// The judge that will be asked first: of the chapter that the command line speaks of, or of the one whose lesson is the first.
fn first_judge(root: &Path) -> Option<String> {
    let chapters: Vec<String> = fs::read_dir(root.join("crates"))
        .ok()?
        .flatten()
        .filter(|folder| {
            folder.path().join("src/main.rs").is_file() && root.join("exercises").join(folder.file_name()).is_dir()
        })
        .map(|folder| folder.file_name().to_string_lossy().into_owned())
        .collect();
    let words: Vec<String> = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let is_meant = |chapter: &&String| {
        let solution = |word: &String| root.join("solutions").join(chapter).join("src").join(format!("{word}.rs"));
        words.iter().any(|word| word == *chapter || solution(word).is_file())
    };
    let is_first = |chapter: &&String| {
        let lesson = fs::read_to_string(root.join("exercises").join(chapter).join("README.md"));
        lesson.is_ok_and(|lesson| lesson.starts_with("# 1. "))
    };
    let chapter = chapters.iter().find(is_meant).or_else(|| chapters.iter().find(is_first))?;
    Some(format!("nabla-{chapter}"))
}

fn fail(why: &str) -> ExitCode {
    // Where nobody can read it, the exit code says enough.
    let _ = writeln!(std::io::stderr(), "the runner failed: {why}");
    ExitCode::from(FAILED)
}

fn become_runner(workshop: &Workshop, program: &Path) -> ExitCode {
    let mut command = Command::new(program);
    command.args(env::args_os().skip(1)).env(nabla_launcher::ROOT, workshop.root());
    match nabla_launcher::become_program(command) {
        Err(error) => fail(&format!("{} cannot be started: {error}", program.display())),
    }
}
