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

use crate::Outcome;
use crate::chapters::{self, chapters};
use crate::project::Project;
use anyhow::Context;
use mutants::Mutant;
use nabla_grading::{DEFAULT_SEED, Limits, Status, Verdict};
use program::Kind;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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
pub(crate) fn run(project: &Project, names: &[String], all: bool) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    let places = chapters::find(&chapters, names)?;
    let (mutants, untouched) = mutants::list(project, &places)?;
    let mut programs = BTreeMap::new();
    for chapter in &chapters {
        for kind in [Kind::Solutions, Kind::Variants] {
            let is_own = |mutant: &Mutant| mutant.chapter == chapter.name && mutant.kind() == kind;
            let own: BTreeMap<usize, &Mutant> =
                mutants.iter().enumerate().filter(|(_, mutant)| is_own(mutant)).collect();
            programs.extend(program::build(project, kind, chapter, own)?);
        }
    }
    let judged = judge(&mutants, &programs)?;
    for judged in &judged {
        if let Some(line) = tally::line(judged, all) {
            anstream::println!("{line}");
        }
    }
    let met = tally::print(&judged, untouched);
    Ok(if met { Outcome::Right } else { Outcome::NotRight })
}

/// Judges on all processors.
fn judge<'a>(mutants: &'a [Mutant], programs: &BTreeMap<usize, PathBuf>) -> anyhow::Result<Vec<Judged<'a>>> {
    let next = AtomicUsize::new(0);
    let work = || -> anyhow::Result<Vec<(usize, Judged<'a>)>> {
        // The book holds closures that stay on their thread; making it takes no time.
        let chapters = chapters();
        let mut found = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = mutants.get(number) else { return Ok(found) };
            let place = chapters::find_one(&chapters, &format!("{}/{}", mutant.chapter, mutant.exercise))?;
            let finding = |seed: u64| match programs.get(&number) {
                Some(program) => finding(&place, program, seed),
                None => Ok(Finding::DoesNotCompile),
            };
            let (finding, again) = (finding(DEFAULT_SEED)?, finding(OTHER_SEED)?);
            found.push((number, Judged { mutant, finding, again }));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<(usize, Judged<'a>)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined = handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a judge panicked"))));
        joined.collect::<anyhow::Result<Vec<_>>>().map(|parts| parts.into_iter().flatten().collect())
    })?;
    found.sort_by_key(|(number, _)| *number);
    Ok(found.into_iter().map(|(_, judged)| judged).collect())
}

fn finding(place: &chapters::Place<'_>, program: &Path, seed: u64) -> anyhow::Result<Finding> {
    let examined = place.exercise.examine(program, seed, &Limits::default(), false);
    let examined = examined.with_context(|| format!("{} cannot be started", program.display()))?;
    Ok(Finding::of(&examined.verdict))
}
