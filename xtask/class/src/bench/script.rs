//! What a teacher would script: copy each submission into the exercises and call `cargo test`.

use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use xtask::course::project::Project;
use xtask::course::{files, stub};

/// A copy of the course to copy submissions into. Everything that does not change with them is compiled before it is
/// used.
pub(super) struct Script<'a> {
    project: &'a Project,
    folder: tempfile::TempDir,
    target: PathBuf,
}

/// What the tests said of one submission.
pub(super) struct Tested {
    pub(super) time: Duration,
    pub(super) exercises: usize,
    /// Exercises of which no test was run.
    pub(super) without_verdict: usize,
}

impl<'a> Script<'a> {
    pub(super) fn new(project: &'a Project) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        for name in ["crates", "solutions", "xtask", "exercises", ".cargo"] {
            copy(&project.root.join(name), &folder.path().join(name), &project.target)?;
        }
        for name in ["Cargo.toml", "Cargo.lock"] {
            fs::copy(project.root.join(name), folder.path().join(name))?;
        }
        let target = project.builds().join("bench-script");
        let script = Self { project, folder, target };
        println!("Building what the script would use: once, in a minute or two …\n");
        script.stubs()?;
        script.cargo(&["--no-run"])?;
        Ok(script)
    }

    /// One submission, from a clean set of stubs.
    pub(super) fn test(&self, submission: &Path) -> anyhow::Result<Tested> {
        self.stubs()?;
        let start = Instant::now();
        copy(submission, &self.folder.path().join("exercises"), &self.target)?;
        let output = self.cargo(&["--no-fail-fast"])?;
        let time = start.elapsed();
        let said = String::from_utf8_lossy(&output.stdout);
        let tested = said.lines().filter(|line| line.starts_with("test reference::")).count();
        let exercises = self.project.course.all().len();
        Ok(Tested { time, exercises, without_verdict: exercises.saturating_sub(tested) })
    }

    fn stubs(&self) -> anyhow::Result<()> {
        for place in self.project.course.all() {
            let text = stub::stub(self.project, place.chapter, place.exercise)?;
            let name = format!("exercises/{}/src/{}.rs", place.chapter, place.exercise);
            files::update(&self.folder.path().join(name), text.as_bytes())?;
        }
        Ok(())
    }

    /// The tests of each chapter: together, a file that does not compile would leave the others without a test as well.
    fn cargo(&self, more: &[&str]) -> anyhow::Result<Output> {
        let mut all = Vec::new();
        let mut last = None;
        for chapter in &self.project.course.chapters {
            let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            cargo.current_dir(self.folder.path()).args(["test", "--quiet", "--offline", "--package", &chapter.name]);
            cargo.args(more).env("CARGO_TARGET_DIR", &self.target).stdin(Stdio::null());
            if !more.contains(&"--no-run") {
                // Names of tests, one a line.
                cargo.args(["--", "--format", "pretty"]);
            }
            let output = cargo.output().context("`cargo` cannot be started")?;
            all.extend_from_slice(&output.stdout);
            last = Some(output);
        }
        let last = last.context("there is no chapter")?;
        Ok(Output { stdout: all, ..last })
    }
}

/// A copy without what is built.
pub(super) fn copy(from: &Path, to: &Path, target: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        match entry.file_type()? {
            _ if path == target => {}
            kind if kind.is_dir() => copy(&path, &to, target)?,
            kind if kind.is_file() => fs::copy(&path, &to).map(drop)?,
            _ => {}
        }
    }
    Ok(())
}
