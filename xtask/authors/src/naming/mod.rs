//! `naming`: how many wrong drafts that nobody wrote are named.
//!
//! The drafts are mutants: solutions and variants with one thing changed, from the list of cargo-mutants. Each is judged
//! by the road that a learner's file takes.

mod calls;
mod mutants;
mod program;
mod span;
mod tally;
mod text;

use anyhow::bail;
use mutants::Mutant;
use nabla_grading::{DEFAULT_SEED, GivenUp, Status, Task, Verdict};
use nabla_launcher::Voice;
use program::Kind;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use xtask::course::project::Project;
use xtask::examine::in_parallel;
use xtask::examine::judge::{Judge, Judges};
use xtask::exit::ExitOutcome;

/// Another seed than a learner's: a name that does not hold there too is doubtful.
const OTHER_SEED: u64 = DEFAULT_SEED + 1;

/// What the judge made of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Finding {
    /// The compiler refused it, so nobody is judged by it.
    DoesNotCompile,
    /// It was taken for right: either it is, or the exercise asks too little.
    Passes,
    /// It was found wrong, and nothing more is said.
    Nameless,
    /// It was found wrong, and the verdict says why.
    Named(String),
}

impl Finding {
    fn of(verdict: &Verdict) -> Self {
        match verdict.status {
            Status::DoesNotCompile | Status::NotWritten => Self::DoesNotCompile,
            Status::Right => Self::Passes,
            _ => name(verdict).map_or(Self::Nameless, Self::Named),
        }
    }
}

/// What a verdict calls the fault: the mistake, or the edges of a right idea. A function that gives no answer is told where, and that
/// is a name too.
fn name(verdict: &Verdict) -> Option<String> {
    match verdict.status {
        Status::Almost => verdict.summary(),
        Status::Panicked | Status::NoAnswer | Status::Crashed => {
            verdict.summary().or(Some(verdict.status.words().to_owned()))
        }
        _ => verdict.mistake.as_ref().map(|mistake| mistake.name.clone()),
    }
}

/// A mutant with what the judge made of it.
#[derive(Debug)]
struct Judged<'a> {
    mutant: &'a Mutant,
    finding: Finding,
    /// What it came to at the other seed.
    again: Finding,
}

/// `naming`
pub(crate) fn run(project: &Project, names: &[String], all: bool) -> anyhow::Result<ExitOutcome> {
    let places = project.course.find(names)?;
    let (mutants, untouched) = mutants::list(project, &places)?;
    let mut programs = BTreeMap::new();
    for chapter in &project.course.chapters {
        for kind in [Kind::Solutions, Kind::Variants] {
            let is_own = |mutant: &Mutant| mutant.chapter == chapter.name && mutant.kind() == kind;
            let own: BTreeMap<usize, &Mutant> =
                mutants.iter().enumerate().filter(|(_, mutant)| is_own(mutant)).collect();
            programs.extend(program::build(project, kind, chapter, own)?);
        }
    }
    let judged = judge(project, &mutants, &programs)?;
    for judged in &judged {
        if let Some(line) = tally::line(judged, all) {
            anstream::println!("{line}");
        }
    }
    let met = tally::print(&judged, untouched);
    Ok(if met { ExitOutcome::Right } else { ExitOutcome::NotRight })
}

/// Judges on all processors.
fn judge<'a>(
    project: &Project,
    mutants: &'a [Mutant],
    programs: &BTreeMap<usize, PathBuf>,
) -> anyhow::Result<Vec<Judged<'a>>> {
    let judges = Judges::default();
    let numbered: Vec<(usize, &Mutant)> = mutants.iter().enumerate().collect();
    in_parallel(&numbered, |(number, mutant)| {
        let judge = judges.of(project, mutant.chapter, Voice::Heard)?;
        let finding = |seed: u64| match programs.get(number) {
            Some(program) => finding(&judge, mutant.exercise, program, seed),
            None => Ok(Finding::DoesNotCompile),
        };
        Ok(Judged { mutant, finding: finding(DEFAULT_SEED)?, again: finding(OTHER_SEED)? })
    })
}

fn finding(judge: &Judge, exercise: &str, program: &Path, seed: u64) -> anyhow::Result<Finding> {
    let (exercise_name, program) = (exercise.to_owned(), program.to_owned());
    let task = Task::Examine {
        exercise: exercise_name,
        program,
        part: 0,
        cage: Vec::new(),
        seed,
        draw: false,
        stays: false,
        among_many: false,
    };
    match judge.ask(&task, &GivenUp::default())? {
        nabla_grading::Finding::Examined(examined) => Ok(Finding::of(&examined.verdict)),
        _ => bail!("the judge of {exercise} gave another answer than was asked for"),
    }
}
