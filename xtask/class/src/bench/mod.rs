//! `bench --class`: a made-up class is graded, and beside it on a sample stands what a teacher would script.

mod made_up;
mod script;

use anyhow::{Context, ensure};
use made_up::MadeUp;
use script::Script;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use xtask::build::cage::Layer;
use xtask::course::project::Project;
use xtask::exit::ExitOutcome;

/// How many times as fast as the quicker script it is to be, for as many verdicts.
const RATIO: f64 = 10.0;
/// How much slower, or larger, the last part of a class may be than the first: linear in time, constant in memory.
const GROWTH: f64 = 1.25;
/// How many students the quicker script is tried on: the first ones as they come, a tenth of them hostile like the class.
const SAMPLE: usize = 10;

/// A class half-way.
struct Stage {
    students: usize,
    time: Duration,
    /// The most memory that the grader itself has held while it judged, in MiB; none where the system does not tell.
    memory: Option<u64>,
}

/// `bench --class`
pub(crate) fn run(project: &Project, students: u32) -> anyhow::Result<ExitOutcome> {
    project.needs_solutions("a class cannot be made up")?;
    let folder = tempfile::tempdir()?;
    let (class, out) = (folder.path().join("class"), folder.path().join("out"));
    let made_up = MadeUp::new(project, &class, students as usize)?;
    // What is built once is no part of a class.
    grade(&class, &folder.path().join("warm"), &["--only", &made_up.students[0]])?.wait()?;
    let Looked { stages, whole, memory } = stages(&class, &out, made_up.students.len())?;
    let rows = fs::read_dir(out.join("results"))?.count();
    println!(
        "{students} students, {} of them hostile; {} files, {} of them with the code of another one before\n",
        made_up.hostile, made_up.files, made_up.alike
    );
    println!("{:>8}  {:>16}  {:>18}  {:>16}", "students", "students a minute", "seconds a student", "grader's memory");
    for stage in &stages {
        let seconds = stage.time.as_secs_f64();
        let memory = stage.memory.map_or_else(|| "?".to_owned(), |mib| format!("{mib} MiB"));
        let (rate, each) = (60.0 * stage.students as f64 / seconds, seconds / stage.students as f64);
        println!("{:>8}  {rate:>17.1}  {each:>17.2}  {memory:>16}", stage.students);
    }
    let each = whole.as_secs_f64() / f64::from(students.max(1));
    println!(
        "to the very end, with second judgements and the class page: {each:.2} s a student, {} MiB\n",
        memory.map_or_else(|| "?".to_owned(), |mib| mib.to_string())
    );
    let mut met = target("rows out", &format!("{rows}"), &format!("{students}"), rows == students as usize);
    met &= grown(&stages);
    met &= beside_script(project, &made_up, &class, &folder.path().join("sample"), each)?;
    Ok(if met { ExitOutcome::Right } else { ExitOutcome::NotRight })
}

/// Whether the class went on as it began.
fn grown(stages: &[Stage]) -> bool {
    let [first, .., last] = stages else { return true };
    let each = |stage: &Stage| stage.time.as_secs_f64() / stage.students as f64;
    let time = each(last) / each(first);
    let limit = format!("at most {GROWTH} ×");
    let mut met =
        target("time a student, at the end to the beginning", &format!("{time:.2} ×"), &limit, time <= GROWTH);
    if let (Some(first), Some(last)) = (first.memory, last.memory) {
        let memory = last as f64 / first.max(1) as f64;
        met &= target("memory, at the end to the beginning", &format!("{memory:.2} ×"), &limit, memory <= GROWTH);
    }
    met
}

/// A sample by the script, beside the whole class and beside the same few graded as a class of their own. The hostile one among them
/// never ends; others would end the script, and perhaps the machine.
fn beside_script(project: &Project, made_up: &MadeUp, class: &Path, out: &Path, of_class: f64) -> anyhow::Result<bool> {
    let script = Script::new(project)?;
    let sample: Vec<&str> = made_up.students.iter().take(SAMPLE).map(String::as_str).collect();
    let first = sample.first().context("there is nobody")?;
    let everything = script.everything(&class.join(first))?.as_secs_f64();
    let (mut chapters, mut lost, mut all) = (Duration::ZERO, 0, 0);
    for student in &sample {
        let tested = script.chapters_alone(&class.join(student))?;
        chapters += tested.time;
        lost += tested.without_verdict;
        all += tested.exercises;
    }
    let few = out.with_extension("class");
    for student in &sample {
        script::copy(&class.join(student), &few.join(student), &project.target)?;
    }
    let start = Instant::now();
    let status = grade(&few, out, &[])?.wait()?;
    let ours = start.elapsed();
    ensure!(matches!(status.code(), Some(0 | 1)), "the grader ended with {status}");
    let each = |time: Duration| time.as_secs_f64() / sample.len() as f64;
    println!("\nwhat a teacher would script, each student copied into what students get:");
    println!("  `cargo test`                                        {everything:>6.1} s a student (one of them)");
    println!(
        "  `cargo test --package`, for each chapter            {:>6.1} s a student ({} of them)",
        each(chapters),
        sample.len()
    );
    // A second round, with stubs for what does not compile, would take longer than this.
    let complete = each(chapters) * all as f64 / (all - lost).max(1) as f64;
    println!("    {lost} of {all} exercises without a verdict: one file that does not compile takes its chapter along");
    println!("    for as many verdicts as there are exercises         {complete:>6.1} s a student, at this rate");
    println!("what grades them, and leaves nothing without a verdict:");
    println!("  the same {} as a class of their own                  {:>6.2} s a student", sample.len(), each(ours));
    println!("  the whole class, to the very end, with hostile ones {of_class:>6.2} s a student\n");
    let faster = |than: f64| format!("{:.1} ×", than / of_class);
    println!("{:44} {:>9}", "faster than `cargo test`", faster(everything));
    println!("{:44} {:>9}", "faster than the tests of the chapters alone", faster(each(chapters)));
    let limit = format!("at least {RATIO} ×");
    Ok(target("the same for as many verdicts", &faster(complete), &limit, complete / of_class >= RATIO))
}

fn target(what: &str, measured: &str, limit: &str, met: bool) -> bool {
    println!("{what:44} {measured:>9}   {limit}: {}", if met { "met" } else { "MISSED" });
    met
}

/// What was seen of a class from outside.
struct Looked {
    stages: Vec<Stage>,
    /// To the very end.
    whole: Duration,
    /// The most memory that was held to the very end.
    memory: Option<u64>,
}

/// Grades a class, and looks on.
fn stages(class: &Path, out: &Path, students: usize) -> anyhow::Result<Looked> {
    let mut marks: Vec<usize> = [30, 100, 300].into_iter().filter(|mark| *mark < students).collect();
    marks.push(students);
    let start = Instant::now();
    let mut grader = grade(class, out, &[])?;
    let (mut stages, mut memory, mut highest) = (Vec::new(), None, None);
    loop {
        let ended = grader.try_wait()?;
        let done = fs::read_to_string(out.join("journal.jsonl")).unwrap_or_default().lines().count().saturating_sub(1);
        // The class page is written at the end, and holds as many pictures whether a class is large or small.
        let peak = peak_memory(grader.id());
        (memory, highest) = (if done < students { peak.or(memory) } else { memory }, peak.or(highest));
        match (marks.get(stages.len()), ended) {
            (_, Some(status)) => {
                ensure!(matches!(status.code(), Some(0 | 1)), "the grader ended with {status}");
                // A small class may have come to its end between two looks.
                if stages.len() < marks.len() {
                    stages.push(Stage { students, time: start.elapsed(), memory });
                }
                return Ok(Looked { stages, whole: start.elapsed(), memory: highest });
            }
            // Once everybody is judged, what the machine may be to blame for is judged again, one by one.
            (Some(mark), None) if done >= *mark => {
                stages.push(Stage { students: done.min(students), time: start.elapsed(), memory });
            }
            _ => thread::sleep(Duration::from_millis(100)),
        }
    }
}

/// The grader as a teacher would call it. Layers that this machine lacks are no reason not to measure.
fn grade(class: &Path, out: &Path, more: &[&str]) -> anyhow::Result<Child> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("grade").arg(class).arg("--out").arg(out).args(more);
    for layer in Layer::ALL {
        command.args(["--allow-missing", layer.name()]);
    }
    if !cfg!(target_os = "linux") {
        command.arg("--trust-submissions");
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("the grader cannot be started")
}

/// The most memory that a process has held, in MiB.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok().map(|kib| kib / 1024)
}
