//! `bench`: how long a learner waits, measured as medians, each beside the smallest thing a Rust compiler can do.

mod lab;
mod page;

use anyhow::ensure;
use lab::Lab;
use page::Page;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use xtask::course::ExerciseRef;
use xtask::course::project::Project;
use xtask::examine::{self, CheckRequest};
use xtask::exit::ExitOutcome;

/// The exercise that is edited.
const EXERCISE: ExerciseRef = ExerciseRef { chapter: "partials", exercise: "f_x" };

/// `bench`
pub(crate) fn run(project: &Project, edits: u32, warm: bool) -> anyhow::Result<ExitOutcome> {
    let lab = Lab::new(project)?;
    let mut times = Times::default();
    lab.edit(project, edits, &mut times)?;
    lab.save(edits, &mut times)?;
    let page = Page::open(project)?;
    if let Some(page) = &page {
        page.save(project, edits, &mut times)?;
    }
    println!("medians of {edits} edits of {}/{}\n", EXERCISE.chapter, EXERCISE.exercise);
    let mut met = times.print();
    met &= lab.beside_one_chapter(project, edits)?;
    if let Some(page) = page {
        met &= page.drag(project)?;
    }
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
    /// From a save to the verdict on a page of `live`.
    told: Vec<Duration>,
}

impl Times {
    /// Prints the medians beside their targets; whether all are met.
    fn print(self) -> bool {
        let Self { rustc, whole, judging, drawing, watched, told } = self;
        let [rustc, whole, judging, drawing, watched, told] =
            [rustc, whole, judging, drawing, watched, told].map(median);
        println!("{:44} {:>9}", "rustc on an empty main", shown(rustc));
        let beside_rustc = |what: &str, time: Duration, limit: f64| {
            let ratio = time.as_secs_f64() / rustc.as_secs_f64();
            let measured = format!("{} = {ratio:.2} × rustc", shown(time));
            target(what, &measured, &format!("at most {limit} ×"), ratio <= limit)
        };
        let mut met = beside_rustc("edit to verdict with plot, whole command", whole, 3.5);
        met &= beside_rustc("save to verdict with plot, in watch", watched, 2.2);
        let latest = watched + Duration::from_millis(300);
        met &= target(
            "save to verdict, on a page of live",
            &shown(told),
            &format!("at most {}", shown(latest)),
            told <= latest,
        );
        met &= target("the judge's own part", &shown(judging), "at most 150 ms", judging <= Duration::from_millis(150));
        met & target("the plot alone", &shown(drawing), "at most 80 ms", drawing <= Duration::from_millis(80))
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
            let output = cargo(project, target.path()).args(arguments).output()?;
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

/// Cargo, called as a person calls it in the project.
fn cargo(project: &Project, target: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&project.root).env("CARGO_TARGET_DIR", target).stdin(Stdio::null());
    cargo.env_remove(nabla_launcher::ROOT).env_remove(nabla_launcher::RUNNER);
    cargo
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

/// The most memory that this process has held, in MiB.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok().map(|kib| kib / 1024)
}
