//! One assault: all submissions against a cage with certain layers, and what the attacks got.

use crate::corpus::Prize;
use crate::field::{Field, boast};
use crate::submission::Submission;
use crate::watch::Watch;
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
use xtask::examine::{self, CheckRequest};

/// Whoever was detached strikes within this time, or is held.
const AFTERMATH: Duration = Duration::from_millis(1500);
/// An exercise of a caged program has ten seconds of its own; a compiler twelve, and once more alone.
const PATIENCE: Duration = Duration::from_secs(120);

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
    let watch = Watch::begin();
    let (mut reports, mut damage) = (Vec::new(), Vec::new());
    for submission in submissions {
        let mut cage = cage.clone();
        if submission.attacks.iter().any(|(attack, _)| attack.at_compile) {
            // Another cage, another compilation.
            cage.folder = cage.folder.join(standing.words().replace(' ', "-"));
        }
        let mut request = CheckRequest::of(project, submission.source.clone());
        (request.pictures, request.cage) = (None, Some(cage));
        let places: Vec<ExerciseRef> =
            project.course.chapter(crate::submission::CHAPTER).into_iter().flat_map(Chapter::all).collect();
        let began = Instant::now();
        let found = examine::all(project, &request, &places)?;
        if began.elapsed() > PATIENCE {
            damage.push(format!("{} was waited for {:?}", submission.folder.display(), began.elapsed()));
        }
        reports.push(found);
    }
    thread::sleep(AFTERMATH);
    let swarms = watch.end();
    let heard = field.take_heard();
    let mut outcomes = BTreeMap::new();
    for (submission, reports) in submissions.iter().zip(&reports) {
        for (attack, place) in &submission.attacks {
            let Some(report) = reports.iter().find(|report| report.exercise == place.exercise) else { continue };
            let mut got = told(field, attack.name, report);
            if attack.wants == Prize::Pass && report.verdict.status == Status::Right {
                got.insert("pass");
            }
            if heard.contains(attack.name) {
                got.insert("contact");
            }
            if swarms.get(attack.name).is_some_and(|count| *count > crate::watch::CROWD) {
                got.insert("swarm");
            }
            let mark = field.mark(attack.name);
            if fs::symlink_metadata(&mark).is_ok() {
                got.insert("mark");
                let _ = fs::remove_dir_all(&mark).or_else(|_| fs::remove_file(&mark));
            }
            outcomes.insert(attack.name, Outcome { status: report.verdict.status, says: first_line(report), got });
        }
        damage.extend(submission.honest.iter().filter_map(|place| {
            let report = reports.iter().find(|report| report.exercise == place.exercise)?;
            let now = row(report);
            (rows.get(place) != Some(&now)).then(|| format!("beside attacks, {} became {now}", place.exercise))
        }));
    }
    if !field.is_whole() {
        damage.push("a file outside was changed".to_owned());
    }
    Ok(Fallout { outcomes, damage, time: start.elapsed() })
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

/// What the report itself betrays: secrets, and boasts.
fn told(field: &Field, attack: &str, report: &Report) -> BTreeSet<&'static str> {
    let text = row(report);
    let mut got = BTreeSet::new();
    if field.tells().iter().any(|tell| text.contains(tell)) {
        got.insert("secret");
    }
    if report.printed.contains(&boast(attack)) {
        got.insert("boast");
    }
    got
}
