//! What a teacher would script: copy each submission into what students get, and call `cargo test`.

use crate::starter;
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use xtask::course::project::Project;
use xtask::course::{files, stub};

/// What students get, to copy submissions into. Everything that does not change with them is compiled before it is used.
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
        starter::write(project, folder.path())?;
        let script = Self { project, folder, target: project.builds().join("bench-script") };
        println!("Building what the script would use: once, in some minutes …\n");
        script.cargo(&["--no-run"])?;
        script.chapters(&["--no-run"])?;
        Ok(script)
    }

    /// One submission by `cargo test`, as it stands: the time until the last test has come back.
    pub(super) fn everything(&self, submission: &Path) -> anyhow::Result<Duration> {
        self.stubs()?;
        let start = Instant::now();
        copy(submission, &self.folder.path().join("exercises"), &self.target)?;
        self.cargo(&["--no-fail-fast"])?;
        Ok(start.elapsed())
    }

    /// One submission by the tests of the chapters alone, which say the same of it.
    pub(super) fn chapters_alone(&self, submission: &Path) -> anyhow::Result<Tested> {
        self.stubs()?;
        let start = Instant::now();
        copy(submission, &self.folder.path().join("exercises"), &self.target)?;
        let said = self.chapters(&["--no-fail-fast", "--", "--format", "pretty"])?;
        let time = start.elapsed();
        // Names of tests, one a line.
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
    fn chapters(&self, more: &[&str]) -> anyhow::Result<String> {
        let mut said = String::new();
        for chapter in &self.project.course.chapters {
            let output = self.cargo(&[&["--package", &chapter.name], more].concat())?;
            said += &String::from_utf8_lossy(&output.stdout);
        }
        Ok(said)
    }

    fn cargo(&self, arguments: &[&str]) -> anyhow::Result<Output> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(self.folder.path()).args(["test", "--quiet", "--offline"]).args(arguments);
        cargo
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove(nabla_launcher::ROOT)
            .env_remove(nabla_launcher::PROFILE)
            .stdin(Stdio::null());
        cargo.output().context("`cargo` cannot be started")
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
