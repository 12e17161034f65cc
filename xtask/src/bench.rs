//! `bench`: how long a learner waits, measured as medians, each beside the smallest thing a Rust compiler can do.

use crate::Outcome;
use crate::chapters::{self, chapters};
use crate::check::{self, Checking};
use crate::project::Project;
use anyhow::{Context, bail, ensure};
use nabla_grading::{DEFAULT_SEED, Limits};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// The exercise that is edited.
const EXERCISE: (&str, &str) = ("partials", "f_x");

/// `bench`
pub(crate) fn run(project: &Project, edits: u32) -> anyhow::Result<Outcome> {
    let lab = tempfile::tempdir()?;
    copy_solutions(project, lab.path())?;
    let source = project.other(lab.path())?;
    let file = source.file(EXERCISE.0, EXERCISE.1);
    let text = fs::read_to_string(&file)?;
    let edit = |number: u32| fs::write(&file, format!("{text}// edit {number} of {}\n", std::process::id()));
    let chapters = chapters();
    let place = chapters::find_one(&chapters, EXERCISE.1)?;

    let (mut whole, mut empty, mut judging, mut drawing) = (vec![], vec![], vec![], vec![]);
    for number in 0..=edits {
        edit(number)?;
        let check = time(|| check_as_a_person(project, lab.path()))?;
        let rustc = time(|| compile_nothing(lab.path()))?;
        let checking = Checking::of(source.clone());
        let built = check::build(project, &checking, place.chapter)?;
        let own = time(|| check::examine(project, &checking, &place, &built).map(drop))?;
        let examined = place.exercise.examine(&built.program, DEFAULT_SEED, &Limits::default(), true)?;
        let figure = examined.figure.context("there is no figure to draw")?;
        let draw = time(|| Ok(nabla_render::save(&figure, &lab.path().join("plot.png"))?))?;
        // The first round fills caches and is not counted.
        if number > 0 {
            for (times, time) in [(&mut whole, check), (&mut empty, rustc), (&mut judging, own), (&mut drawing, draw)] {
                times.push(time);
            }
        }
    }
    let mut watched = vec![];
    {
        let mut watch = Watch::start(lab.path())?;
        for number in 0..=edits {
            let path = lab.path().join("draft");
            fs::write(&path, format!("{text}// save {number} of {}\n", std::process::id()))?;
            // As many editors save: beside the file, and then over it.
            let saved = time(|| {
                fs::rename(&path, &file)?;
                watch.verdict()
            })?;
            let rustc = time(|| compile_nothing(lab.path()))?;
            if number > 0 {
                watched.push(saved);
                empty.push(rustc);
            }
        }
    }
    let [whole, empty, judging, drawing, watched] = [whole, empty, judging, drawing, watched].map(median);
    println!("medians of {edits} edits of {}/{}\n", EXERCISE.0, EXERCISE.1);
    println!("{:44} {:>9}", "rustc on an empty main", shown(empty));
    let ratio = whole.as_secs_f64() / empty.as_secs_f64();
    let mut met = target(
        "edit to verdict with plot, whole command",
        &format!("{} = {ratio:.2} × rustc", shown(whole)),
        "at most 4 ×",
        ratio <= 4.0,
    );
    let ratio = watched.as_secs_f64() / empty.as_secs_f64();
    met &= target(
        "save to verdict with plot, in watch",
        &format!("{} = {ratio:.2} × rustc", shown(watched)),
        "at most 2.5 ×",
        ratio <= 2.5,
    );
    met &= target(
        "the judge's own part, with plot",
        &shown(judging),
        "at most 150 ms",
        judging <= Duration::from_millis(150),
    );
    met &= target("the plot alone", &shown(drawing), "at most 80 ms", drawing <= Duration::from_millis(80));
    check::all(project, &Checking::of(project.solutions()), &chapters::all(&chapters))?;
    let what = "the runner's memory, all solutions checked";
    match peak_memory() {
        Some(mib) => met &= target(what, &format!("{mib} MiB"), "under 143 MiB (150 MB)", mib < 143),
        None => println!("{what:44} this system does not tell"),
    }
    Ok(if met { Outcome::Right } else { Outcome::NotRight })
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
    cargo.current_dir(&project.root).args(["xtask", "check", EXERCISE.1, "--exercises"]).arg(exercises);
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
        runner.args(["watch", EXERCISE.1, "--exercises"]).arg(exercises);
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
    for place in chapters::all(&chapters()) {
        let path = project.solutions().file(place.chapter.name, place.exercise.name);
        let copy = to.join(place.chapter.name).join("src").join(format!("{}.rs", place.exercise.name));
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
