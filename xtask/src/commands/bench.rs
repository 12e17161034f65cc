//! `bench`: how long a learner waits, measured as medians, each beside the smallest thing a Rust compiler can do.

use crate::course::ExerciseRef;
use crate::course::project::{Project, Source};
use crate::examine::picture::{Painter, Size};
use crate::examine::{self, CheckRequest, Ready};
use crate::exit::ExitOutcome;
use anyhow::{Context, bail, ensure};
use nabla_launcher::Voice;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// The exercise that is edited.
const EXERCISE: ExerciseRef = ExerciseRef { chapter: "partials", exercise: "f_x" };

/// `bench`
pub(crate) fn run(project: &Project, edits: u32, warm: bool) -> anyhow::Result<ExitOutcome> {
    let lab = Lab::new(project)?;
    let mut times = Times::default();
    lab.edit(project, edits, &mut times)?;
    lab.save(edits, &mut times)?;
    println!("medians of {edits} edits of {}/{}\n", EXERCISE.chapter, EXERCISE.exercise);
    let mut met = times.print();
    examine::all(project, &CheckRequest::of(project, project.solutions()), &project.course.all())?;
    let what = "the runner's memory, all solutions checked";
    match peak_memory() {
        Some(mib) => met &= target(what, &format!("{mib} MiB"), "under 143 MiB (150 MB)", mib < 143),
        None => println!("{what:44} this system does not tell"),
    }
    if !warm {
        met &= cold_start(project)?;
    }
    Ok(if met { ExitOutcome::Right } else { ExitOutcome::NotRight })
}

/// What was measured, edit by edit.
#[derive(Default)]
struct Times {
    /// The smallest thing that the compiler can do.
    rustc: Vec<Duration>,
    /// A whole command, Cargo's start included.
    whole: Vec<Duration>,
    judging: Vec<Duration>,
    drawing: Vec<Duration>,
    /// From a save to the verdict of a `watch`.
    watched: Vec<Duration>,
}

impl Times {
    /// Prints the medians beside their targets; whether all are met.
    fn print(self) -> bool {
        let [rustc, whole, judging, drawing, watched] =
            [self.rustc, self.whole, self.judging, self.drawing, self.watched].map(median);
        println!("{:44} {:>9}", "rustc on an empty main", shown(rustc));
        let beside_rustc = |what: &str, time: Duration, limit: f64| {
            let ratio = time.as_secs_f64() / rustc.as_secs_f64();
            let measured = format!("{} = {ratio:.2} × rustc", shown(time));
            target(what, &measured, &format!("at most {limit} ×"), ratio <= limit)
        };
        let mut met = beside_rustc("edit to verdict with plot, whole command", whole, 3.5);
        met &= beside_rustc("save to verdict with plot, in watch", watched, 2.2);
        met &= target("the judge's own part", &shown(judging), "at most 150 ms", judging <= Duration::from_millis(150));
        met & target("the plot alone", &shown(drawing), "at most 80 ms", drawing <= Duration::from_millis(80))
    }
}

/// A copy of all solutions, one of which is edited.
struct Lab {
    folder: tempfile::TempDir,
    source: Source,
    file: PathBuf,
    text: String,
}

impl Lab {
    fn new(project: &Project) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        copy_solutions(project, folder.path())?;
        let source = project.other(folder.path())?;
        let file = source.file(EXERCISE.chapter, EXERCISE.exercise);
        let text = fs::read_to_string(&file)?;
        Ok(Self { folder, source, file, text })
    }

    /// Whole commands, and their parts; the first round fills caches and is not counted.
    fn edit(&self, project: &Project, edits: u32, times: &mut Times) -> anyhow::Result<()> {
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

    /// Saves under a `watch`, as many editors save: beside the file, and then over it.
    fn save(&self, edits: u32, times: &mut Times) -> anyhow::Result<()> {
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

/// The first command of a fresh clone, crates downloaded, beside a cold build of one fixed crate: of what every build here compiles,
/// the one that takes longest with its own dependencies.
fn cold_start(project: &Project) -> anyhow::Result<bool> {
    const FIXED: &str = "nalgebra";
    const LIMIT: f64 = 3.0;
    let cold = |arguments: &[&str]| {
        let target = tempfile::tempdir()?;
        time(|| {
            let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            cargo.current_dir(&project.root).args(arguments).env("CARGO_TARGET_DIR", target.path());
            let output = cargo.env_remove(nabla_launcher::ROOT).stdin(Stdio::null()).output()?;
            // 1: the first exercise is not right, which is an answer too.
            let said = String::from_utf8_lossy(&output.stderr);
            ensure!(matches!(output.status.code(), Some(0 | 1)), "cargo {} failed:\n{said}", arguments.join(" "));
            Ok(())
        })
    };
    let fixed = cold(&["build", "--quiet", "--package", FIXED])?;
    let first = cold(&["xtask", "check", "--no-plots"])?;
    let ratio = first.as_secs_f64() / fixed.as_secs_f64();
    println!("{:44} {:>9}", format!("cold build of {FIXED}"), format!("{:.1} s", fixed.as_secs_f64()));
    Ok(target(
        "fresh clone to first verdict",
        &format!("{:.1} s = {ratio:.2} × {FIXED}", first.as_secs_f64()),
        &format!("at most {LIMIT} ×"),
        ratio <= LIMIT,
    ))
}

fn target(what: &str, measured: &str, limit: &str, met: bool) -> bool {
    println!("{what:44} {measured:>9}   {limit}: {}", if met { "met" } else { "MISSED" });
    met
}

fn shown(time: Duration) -> String {
    format!("{:.0} ms", 1000.0 * time.as_secs_f64())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn time(what: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let start = Instant::now();
    what()?;
    Ok(start.elapsed())
}

/// The whole command, Cargo's part included.
fn check_as_a_person(project: &Project, exercises: &Path) -> anyhow::Result<()> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&project.root).args(["xtask", "check", EXERCISE.exercise, "--exercises"]).arg(exercises);
    let output = cargo.env("CARGO_TARGET_DIR", &project.target).stdin(Stdio::null()).output()?;
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
        let mut runner = Command::new(env::current_exe()?);
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

fn copy_solutions(project: &Project, to: &Path) -> anyhow::Result<()> {
    for place in project.course.all() {
        let path = project.solutions().file(place.chapter, place.exercise);
        let copy = to.join(place.chapter).join("src").join(format!("{}.rs", place.exercise));
        fs::create_dir_all(copy.parent().unwrap_or(to))?;
        fs::copy(&path, &copy).with_context(|| format!("{} cannot be copied", path.display()))?;
    }
    Ok(())
}

/// The most memory that this process has held, in MiB.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok().map(|kib| kib / 1024)
}
