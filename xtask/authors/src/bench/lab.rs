//! A copy of all solutions, one of which is edited, and the commands that a person would call on it.

use super::{EXERCISE, Times, cargo, median, shown, target, time};
use anyhow::{Context, bail, ensure};
use nabla_launcher::Voice;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use xtask::course::project::{Project, Source};
use xtask::examine::picture::{Painter, Size};
use xtask::examine::{self, CheckRequest, Ready};

/// A copy of all solutions, one of which is edited.
pub(super) struct Lab {
    folder: tempfile::TempDir,
    source: Source,
    file: PathBuf,
    text: String,
}

impl Lab {
    pub(super) fn new(project: &Project) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        copy_solutions(project, folder.path())?;
        let source = project.other(folder.path())?;
        let file = source.file(EXERCISE.chapter, EXERCISE.exercise);
        let text = fs::read_to_string(&file)?;
        Ok(Self { folder, source, file, text })
    }

    /// Whole commands, and their parts; the first round fills caches and is not counted.
    pub(super) fn edit(&self, project: &Project, edits: u32, times: &mut Times) -> anyhow::Result<()> {
        let painter = Painter::get(project, Voice::Heard)?;
        for number in 0..=edits {
            fs::write(&self.file, format!("{}// edit {number} of {}\n", self.text, std::process::id()))?;
            let whole = time(|| check_as_a_person(project, self.folder.path()))?;
            let rustc = time(|| compile_nothing(self.folder.path()))?;
            let request = CheckRequest::of(project, self.source.clone());
            let ready = Ready::chapter(project, &request, EXERCISE.chapter, Some(EXERCISE.exercise))?;
            let mut figure = None;
            let judging = time(|| {
                figure = examine::one(project, &request, EXERCISE, &ready)?.figure;
                Ok(())
            })?;
            let figure = figure.context("there is no figure to draw")?;
            let drawing = time(|| painter.draw(&figure, &self.folder.path().join("plot.png"), Size::Quick))?;
            if number > 0 {
                times.whole.push(whole);
                times.rustc.push(rustc);
                times.judging.push(judging);
                times.drawing.push(drawing);
            }
        }
        Ok(())
    }

    /// The runner's own time on the whole course, and on a course of one chapter: it must not pay for the others.
    pub(super) fn beside_one_chapter(&self, project: &Project, edits: u32) -> anyhow::Result<bool> {
        let what = format!("a check among {} chapters, beside one chapter", project.course.chapters.len());
        let Some(alone) = one_chapter(project)? else {
            println!("{what:44} this system links no folders");
            return Ok(true);
        };
        let runner = nabla_launcher::runner()?;
        let check = |root: &Path| {
            time(|| {
                let mut check = Command::new(&runner);
                check.args(["check", EXERCISE.exercise, "--no-plots", "--exercises"]).arg(self.folder.path());
                let output = check.env(nabla_launcher::ROOT, root).stdin(Stdio::null()).output()?;
                ensure!(output.status.success(), "the check failed:\n{}", String::from_utf8_lossy(&output.stderr));
                Ok(())
            })
        };
        let (mut all, mut one) = (vec![], vec![]);
        for number in 0..=3 * edits {
            let (among, beside) = (check(&project.root)?, check(alone.path())?);
            if number > 0 {
                all.push(among);
                one.push(beside);
            }
        }
        let (all, one) = (median(all), median(one));
        let ratio = all.as_secs_f64() / one.as_secs_f64();
        Ok(target(&what, &format!("{} = {ratio:.2} ×", shown(all)), "at most 1.2 ×", ratio <= 1.2))
    }

    /// Saves under a `watch`, as many editors save: beside the file, and then over it.
    pub(super) fn save(&self, edits: u32, times: &mut Times) -> anyhow::Result<()> {
        let mut watch = Watch::start(self.folder.path())?;
        for number in 0..=edits {
            let draft = self.folder.path().join("draft");
            fs::write(&draft, format!("{}// save {number} of {}\n", self.text, std::process::id()))?;
            let watched = time(|| {
                fs::rename(&draft, &self.file)?;
                watch.verdict()
            })?;
            let rustc = time(|| compile_nothing(self.folder.path()))?;
            if number > 0 {
                times.watched.push(watched);
                times.rustc.push(rustc);
            }
        }
        Ok(())
    }
}

/// The whole command, Cargo's part included.
fn check_as_a_person(project: &Project, exercises: &Path) -> anyhow::Result<()> {
    let mut cargo = cargo(project, &project.target);
    let output = cargo.args(["xtask", "check", EXERCISE.exercise, "--exercises"]).arg(exercises).output()?;
    ensure!(output.status.success(), "the check failed:\n{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}

/// A `watch` whose lines can be read. It ends with its pipe.
struct Watch {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Watch {
    /// Starts it, and waits for its first verdict.
    fn start(exercises: &Path) -> anyhow::Result<Self> {
        let mut runner = Command::new(nabla_launcher::runner()?);
        runner.args(["watch", EXERCISE.exercise, "--exercises"]).arg(exercises);
        let mut child = runner.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let lines = BufReader::new(child.stdout.take().context("the watch cannot be read")?).lines();
        let mut watch = Self { child, lines };
        watch.verdict()?;
        Ok(watch)
    }

    /// Waits for the next verdict.
    fn verdict(&mut self) -> anyhow::Result<()> {
        for line in &mut self.lines {
            if line?.starts_with("✓") {
                return Ok(());
            }
        }
        bail!("the watch ended")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn compile_nothing(folder: &Path) -> anyhow::Result<()> {
    let main = folder.join("empty.rs");
    fs::write(&main, "fn main() {}\n")?;
    // As a person would call it, through whatever launcher is on the path.
    let status = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .arg(&main)
        .arg("-o")
        .arg(folder.join("empty"))
        .status()?;
    ensure!(status.success(), "rustc cannot compile an empty main");
    Ok(())
}

/// A project that borrows everything but all chapters except one; none where folders cannot be linked.
fn one_chapter(project: &Project) -> anyhow::Result<Option<tempfile::TempDir>> {
    #[cfg(unix)]
    {
        let alone = tempfile::tempdir()?;
        let own = ["exercises", "solutions", "crates"].map(|folder| format!("{folder}/{}", EXERCISE.chapter));
        for folder in ["exercises", "solutions", "crates"] {
            fs::create_dir_all(alone.path().join(folder))?;
        }
        for name in [".cargo", "Cargo.toml", "Cargo.lock", "xtask"].into_iter().chain(own.iter().map(String::as_str)) {
            std::os::unix::fs::symlink(project.root.join(name), alone.path().join(name))?;
        }
        Ok(Some(alone))
    }
    #[cfg(not(unix))]
    Ok(None)
}

pub(super) fn copy_solutions(project: &Project, to: &Path) -> anyhow::Result<()> {
    for place in project.course.all() {
        let path = project.solutions().file(place.chapter, place.exercise);
        let copy = to.join(place.chapter).join("src").join(format!("{}.rs", place.exercise));
        fs::create_dir_all(copy.parent().unwrap_or(to))?;
        fs::copy(&path, &copy).with_context(|| format!("{} cannot be copied", path.display()))?;
    }
    Ok(())
}
