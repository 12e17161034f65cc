//! One assault: all submissions against a cage with certain layers, and what the attacks got.

use crate::corpus::{Attack, Prize};
use crate::field::{Field, boast};
use crate::inject;
use crate::submission::{CHAPTER, Submission};
use crate::watch::{CROWD, Watch};
use nabla_grading::Status;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::thread;
use std::time::{Duration, Instant};
use xtask::build::cage::{Cage, Layer};
use xtask::build::refusal::Refusal;
use xtask::course::project::Project;
use xtask::course::{Chapter, ExerciseRef};
use xtask::examine::report::Report;
use xtask::examine::{self, CheckRequest, Ready};

/// Whoever was detached strikes within this time, or is held.
const AFTERMATH: Duration = Duration::from_millis(1500);
/// Ten exercises that all run into every limit, and their compiler too, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// How a cage stands in one assault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Whole,
    Without(Layer),
    Alone(Layer),
    Open,
}

impl Standing {
    fn off(&self) -> Vec<Layer> {
        Layer::ALL
            .into_iter()
            .filter(|layer| match self {
                Self::Whole => false,
                Self::Without(off) => layer == off,
                Self::Alone(on) => layer != on,
                Self::Open => true,
            })
            .collect()
    }

    /// Whether something ends a compiler that works without end.
    fn bears_bombs(&self) -> bool {
        matches!(self, Self::Whole | Self::Without(_))
    }

    pub fn words(&self) -> String {
        match self {
            Self::Whole => "every layer".to_owned(),
            Self::Without(layer) => format!("without {layer}"),
            Self::Alone(layer) => format!("{layer} alone"),
            Self::Open => "no layer at all".to_owned(),
        }
    }
}

/// What came of one attack.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub status: Status,
    /// The first line of the verdict.
    pub says: String,
    /// What it got, none where it was held.
    pub got: BTreeSet<&'static str>,
}

/// What came of an assault.
pub struct Fallout {
    pub outcomes: BTreeMap<&'static str, Outcome>,
    /// What went wrong with honest neighbours, or with siege's own files.
    pub damage: Vec<String>,
    pub time: Duration,
}

/// What an honest exercise's row says: nothing that an assault may change.
pub type Rows = BTreeMap<ExerciseRef, String>;

/// Puts all submissions on a cage.
pub fn run(
    project: &Project,
    field: &Field,
    cage: &Cage,
    standing: &Standing,
    submissions: &[Submission],
    rows: &Rows,
) -> anyhow::Result<Fallout> {
    let start = Instant::now();
    let mut cage = cage.clone();
    cage.without = standing.off();
    let submissions: Vec<&Submission> =
        submissions.iter().filter(|one| standing.bears_bombs() || !one.is_bomb()).collect();
    let names = submissions.iter().flat_map(|submission| submission.attacks.iter().map(|(attack, _)| attack.name));
    field.lay_prey(names)?;
    let watch = Watch::begin();
    let reports = examine::in_parallel(&submissions, |submission| {
        let began = Instant::now();
        Ok((one(project, &cage, standing, submission)?, began.elapsed()))
    })?;
    thread::sleep(AFTERMATH);
    let (swarms, heard) = (watch.end(), field.take_heard());
    let (mut outcomes, mut damage) = (BTreeMap::new(), Vec::new());
    for (submission, (reports, time)) in submissions.iter().zip(&reports) {
        if *time > PATIENCE {
            damage.push(format!("{} was waited for {time:.0?}", submission.folder.display()));
        }
        for (attack, place) in &submission.attacks {
            let Some(report) = reports.iter().find(|report| report.exercise == place.exercise) else {
                damage.push(format!("{} has no row", attack.name));
                continue;
            };
            let mut got = outside(field, attack.name, &heard, &swarms);
            got.extend(told(field, attack, report));
            got.extend(inject::found(project, &submission.source, report)?.then_some("inject"));
            outcomes.insert(attack.name, Outcome { status: report.verdict.status, says: first_line(report), got });
        }
        damage.extend(submission.honest.iter().filter_map(|place| {
            let now = reports.iter().find(|report| report.exercise == place.exercise).map(row).unwrap_or_default();
            (rows.get(place) != Some(&now)).then(|| format!("beside attacks, {} became {now}", place.exercise))
        }));
    }
    if !field.is_whole() {
        damage.push("a secret outside was changed".to_owned());
    }
    Ok(Fallout { outcomes, damage, time: start.elapsed() })
}

/// All exercises of one submission, attacks and honest ones.
fn one(project: &Project, cage: &Cage, standing: &Standing, submission: &Submission) -> anyhow::Result<Vec<Report>> {
    let mut cage = cage.clone();
    if submission.attacks.iter().any(|(attack, _)| attack.at_compile) {
        // Another cage, another compilation.
        cage.folder = cage.folder.join(standing.words().replace(' ', "-"));
    }
    let mut request = CheckRequest::of(project, submission.source.clone());
    (request.pictures, request.cage) = (None, Some(cage));
    let chapter = project.course.chapter(CHAPTER);
    let ready = Ready::chapter(project, &request, CHAPTER, None)?;
    chapter.into_iter().flat_map(Chapter::all).map(|place| examine::one(project, &request, place, &ready)).collect()
}

/// What an attack left outside.
fn outside(
    field: &Field,
    attack: &str,
    heard: &BTreeSet<String>,
    swarms: &BTreeMap<String, usize>,
) -> BTreeSet<&'static str> {
    let mut got = BTreeSet::new();
    if heard.contains(attack) {
        got.insert("contact");
    }
    if swarms.iter().any(|(name, count)| attack.starts_with(name.as_str()) && *count > CROWD) {
        got.insert("swarm");
    }
    let mark = field.mark(attack);
    if fs::symlink_metadata(&mark).is_ok() || !field.is_prey_whole(attack) {
        got.insert("mark");
        let _ = fs::remove_dir_all(&mark).or_else(|_| fs::remove_file(&mark));
    }
    got
}

/// Everything of a report that a page would show, as one text.
pub fn row(report: &Report) -> String {
    let refusal = report.refusal.as_ref().map(Refusal::message);
    format!("{:?} {refusal:?} {:?} {:?}", report.verdict, report.printed, report.notes)
}

fn first_line(report: &Report) -> String {
    let line = report.verdict.message.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    xtask::show::theme::harmless(&line.chars().take(150).collect::<String>())
}

/// What the report itself betrays.
fn told(field: &Field, attack: &Attack, report: &Report) -> BTreeSet<&'static str> {
    let text = row(report);
    let mut got = BTreeSet::new();
    if field.tells().iter().any(|tell| text.contains(tell)) {
        got.insert("secret");
    }
    // Whoever wants to be printed wrongly prints it in any case.
    if attack.wants != Prize::Inject && report.printed.contains(&boast(attack.name)) {
        got.insert("boast");
    }
    match report.verdict.status {
        Status::Right if attack.wants == Prize::Pass => got.insert("pass"),
        Status::NotJudged => got.insert("ruin"),
        _ => false,
    };
    got
}
