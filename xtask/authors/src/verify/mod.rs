//! `verify`: every exercise keeps its promises.

mod figures;
mod lesson;
mod packages;

use nabla_grading::{Counts, DEFAULT_SEED, Status};
use nabla_launcher::Voice;
use std::collections::BTreeMap;
use std::fs;
use xtask::course::project::{Project, Source};
use xtask::course::{ExerciseRef, files, stub};
use xtask::examine::judge::Judges;
use xtask::examine::report::Report;
use xtask::examine::{self, CheckRequest, in_parallel};
use xtask::exit::ExitOutcome;
use xtask::show::page::Page;
use xtask::show::{json, theme};

/// What is wrong, by what it is wrong with.
type Faults = BTreeMap<String, Vec<String>>;

/// What is asked of `verify`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// Prove the files only: `cargo test` has proved the judges.
    pub(crate) files: bool,
    /// Draw the figures that lessons and README show anew.
    pub(crate) write_figures: bool,
}

/// `verify`
pub(crate) fn run(project: &Project, names: &[String], wanted: Wanted) -> anyhow::Result<ExitOutcome> {
    let places = project.course.find(names)?;
    places.iter().try_for_each(|place| project.has_chapter(place.chapter))?;
    let mut faults = Faults::new();
    for place in &places {
        let found = faults.entry(place.id()).or_default();
        found.extend(packages::exercise(project, *place));
    }
    judged(project, &places, &mut faults)?;
    for chapter in project.course.chapters.iter().filter(|it| places.iter().any(|place| place.chapter == it.name)) {
        let found = faults.entry(chapter.name.clone()).or_default();
        found.extend(packages::chapter(project, chapter)?);
        found.extend(lesson::faults(project, chapter)?);
        found.extend(figures::shown(project, chapter, wanted.write_figures)?);
    }
    let counts = if wanted.files { None } else { Some(proved(project, &places, &mut faults)?) };
    let mut page = Page::for_terminal();
    for (name, found) in &faults {
        let status = if found.is_empty() { Status::Right } else { Status::Wrong };
        let (style, sign) = (theme::style(status), theme::sign(status));
        page.line(format!("{style}{sign}{style:#} {name}"));
        for fault in found {
            page.say("    ", fault);
        }
    }
    if let Some(counts) = counts {
        let tried = [
            several(counts.mistakes, "mistake", "alone"),
            several(counts.missed_edges, "right idea", "with a missed edge"),
            several(counts.with_missed_edge, "mistake", "with a missed edge"),
            several(counts.pairs, "pair", "of mistakes in two parts"),
        ];
        page.line("");
        page.say("", &format!("tried: {}", tried.join(", ")));
    }
    page.print()?;
    let sound = faults.values().all(Vec::is_empty);
    Ok(if sound { ExitOutcome::Right } else { ExitOutcome::NotRight })
}

/// "1 mistake alone", "2 mistakes alone".
fn several(count: usize, one: &str, more: &str) -> String {
    format!("{count} {one}{} {more}", if count == 1 { "" } else { "s" })
}

/// Every judge proves its exercises, on all processors.
fn proved(project: &Project, places: &[ExerciseRef], faults: &mut Faults) -> anyhow::Result<Counts> {
    let judges = Judges::default();
    let mut counts = Counts::default();
    let proofs = in_parallel(places, |place| judges.of(project, place.chapter, Voice::Heard)?.prove(place.exercise))?;
    for (place, proof) in places.iter().zip(proofs) {
        faults.entry(place.id()).or_default().extend(proof.faults);
        counts += proof.counts;
    }
    Ok(counts)
}

/// The solution is right, twice with the same bytes; the stub compiles without a warning and is not written.
fn judged(project: &Project, places: &[ExerciseRef], faults: &mut Faults) -> anyhow::Result<()> {
    let folder = project.builds().join("verify");
    let request = CheckRequest { pictures: Some(folder), ..CheckRequest::of(project, project.solutions()) };
    let once = pictures(project, &request, places)?;
    let again = pictures(project, &request, places)?;
    for (place, (first, second)) in places.iter().zip(once.iter().zip(&again)) {
        let found = faults.entry(place.id()).or_default();
        if !first.report.verdict.is_right() {
            found.push(format!("the solution: {}", first.report.verdict));
        }
        if first.report.plot.is_none() {
            found.push("the solution has no picture".to_owned());
        }
        if first.bytes != second.bytes {
            found.push("the same seed gave another picture".to_owned());
        }
        if without_time(&first.report, project)? != without_time(&second.report, project)? {
            found.push("the same seed gave another verdict".to_owned());
        }
    }
    let stubs = tempfile::tempdir()?;
    for ExerciseRef { chapter, exercise } in project.course.all() {
        let text = stub::known(project, chapter, exercise).unwrap_or_default();
        files::update(&stubs.path().join(chapter).join("src").join(format!("{exercise}.rs")), text.as_bytes())?;
    }
    let source = Source { folder: stubs.path().to_owned(), name: "stubs".to_owned(), strict: true, remembered: false };
    for report in examine::all(project, &CheckRequest { pictures: None, ..CheckRequest::of(project, source) }, places)?
    {
        if report.verdict.status != Status::NotWritten {
            let found = faults.entry(format!("{}/{}", report.chapter, report.exercise)).or_default();
            found.push(format!("the stub should be `not written yet`: {}", report.verdict));
        }
    }
    Ok(())
}

struct Drawn {
    report: Report,
    bytes: Vec<u8>,
}

fn pictures(project: &Project, request: &CheckRequest, places: &[ExerciseRef]) -> anyhow::Result<Vec<Drawn>> {
    let mut reports = examine::all(project, request, places)?;
    examine::draw(project, request, &mut reports);
    let drawn = |report: Report| {
        let bytes = report.plot.as_ref().and_then(|picture| fs::read(&picture.path).ok()).unwrap_or_default();
        Drawn { report, bytes }
    };
    Ok(reports.into_iter().map(drawn).collect())
}

fn without_time(report: &Report, project: &Project) -> anyhow::Result<String> {
    let text = json::document(std::slice::from_ref(report), DEFAULT_SEED, project)?;
    Ok(text.lines().filter(|line| !line.contains("\"seconds\"")).collect())
}
