//! Pictures are drawn by a program of their own: it is built while the first verdict is read, and a panic in it costs a picture.

use super::report::{Picture, Report};
use crate::course::files;
use crate::course::project::Project;
use anyhow::{Context, bail};
use nabla_grading::figure::Figure;
use nabla_launcher::Voice;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PACKAGE: &str = "nabla-render";

/// The program that draws.
#[derive(Clone, Debug)]
pub struct Painter {
    program: PathBuf,
}

/// How much somebody waits for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Drawn for somebody who waits.
    Quick,
    /// Kept, and therefore small.
    Small,
}

impl Painter {
    /// The program that draws, if it is up to date.
    pub fn ready(project: &Project) -> Option<Self> {
        Some(Self { program: project.workshop().fresh(PACKAGE)? })
    }

    /// The program that draws, built if it is not up to date.
    pub fn get(project: &Project, voice: Voice) -> anyhow::Result<Self> {
        let words = "Building what draws the pictures: once, in about a quarter of a minute";
        match Self::ready(project) {
            Some(painter) => Ok(painter),
            None => {
                let program = project.workshop().build(PACKAGE, words, voice);
                Ok(Self { program: program.context("what draws pictures cannot be built")? })
            }
        }
    }

    /// Draws one figure to a file. A reader of the file sees the old picture or the new one.
    pub fn draw(&self, figure: &Figure, path: &Path, size: Size) -> anyhow::Result<()> {
        let mut command = Command::new(&self.program);
        if size == Size::Small {
            command.arg("--small");
        }
        command.arg(path).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut painter = command.spawn().with_context(|| format!("{} cannot be started", self.program.display()))?;
        let figure = postcard::to_stdvec(figure)?;
        // A program that has ended says why on its standard error.
        let _ = painter.stdin.take().map(|mut input| input.write_all(&figure));
        let output = painter.wait_with_output()?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(())
    }
}

/// Draws what the reports have to show.
pub fn draw(painter: &Painter, folder: &Path, reports: &mut [Report]) {
    for report in reports {
        let Some(figure) = report.figure.take() else { continue };
        let path = path(folder, report.chapter, report.exercise);
        match painter.draw(&figure, &path, Size::Quick) {
            Ok(()) => report.plot = Some(Picture { path, shows: figure.title }),
            Err(error) => report.notes.push(format!("no picture: {error:#}")),
        }
    }
}

/// Takes away the pictures of those that have nothing to show: an old one beside a new verdict would mislead.
pub fn remove_old(folder: &Path, reports: &mut [Report]) {
    for report in reports.iter_mut().filter(|report| report.figure.is_none() && report.plot.is_none()) {
        if let Err(error) = files::remove(&path(folder, report.chapter, report.exercise)) {
            report.notes.push(format!("no picture: {error:#}"));
        }
    }
}

/// Where the picture of an exercise goes.
pub fn path(folder: &Path, chapter: &str, exercise: &str) -> PathBuf {
    folder.join(chapter).join(format!("{exercise}.png"))
}
