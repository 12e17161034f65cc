//! Pictures are drawn by a program of their own: it is built while the first verdict is read, and a panic in it costs a picture.

use super::report::{Picture, Report};
use crate::course::files;
use crate::course::project::Project;
use anyhow::Context;
use nabla_grading::figure::Figure;
use nabla_grading::{read_frame, write_frame};
use nabla_launcher::Voice;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

const PACKAGE: &str = "nabla-render";

/// The program that draws, and those of its processes that wait for another figure: starting one is half of what a picture costs.
#[derive(Clone, Debug)]
pub struct Painter {
    program: PathBuf,
    idle: Arc<Mutex<Vec<Process>>>,
}

/// A process that draws one figure after another. Dropping it ends it.
#[derive(Debug)]
struct Process {
    child: Child,
    orders: ChildStdin,
    answers: ChildStdout,
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
        Some(Self::of(project.workshop().fresh(PACKAGE)?))
    }

    /// The program that draws, built if it is not up to date.
    pub fn get(project: &Project, voice: Voice) -> anyhow::Result<Self> {
        let words = "Building what draws the pictures: once, in about a quarter of a minute";
        match Self::ready(project) {
            Some(painter) => Ok(painter),
            None => {
                let program = project.workshop().build(PACKAGE, words, voice);
                Ok(Self::of(program.context("what draws pictures cannot be built")?))
            }
        }
    }

    fn of(program: PathBuf) -> Self {
        Self { program, idle: Arc::default() }
    }

    /// Draws one figure to a file. A reader of the file sees the old picture or the new one.
    pub fn draw(&self, figure: &Figure, path: &Path, size: Size) -> anyhow::Result<()> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let mut process = match waiting {
            Some(process) => process,
            None => Process::start(&self.program)?,
        };
        let drawn = process.draw(figure, path, size).context("what draws pictures has ended")?;
        idle().push(process);
        drawn.map_err(anyhow::Error::msg)
    }
}

impl Process {
    fn start(program: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().with_context(|| format!("{} cannot be started", program.display()))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (orders, answers) = pipes.context("what draws pictures has no pipes")?;
        Ok(Self { child, orders, answers })
    }

    /// Has it draw a figure: nothing, or why there is no picture. An error when it does not answer, and will never again.
    fn draw(&mut self, figure: &Figure, path: &Path, size: Size) -> anyhow::Result<Result<(), String>> {
        write_frame(&mut self.orders, &(figure, path.as_os_str(), size == Size::Small))?;
        self.orders.flush()?;
        read_frame(&mut self.answers)?.context("it has not answered")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
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
