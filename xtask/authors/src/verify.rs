//! `verify`: every exercise keeps its promises.

use super::gallery;
use anyhow::Context;
use nabla_grading::{Counts, DEFAULT_SEED, Status};
use nabla_launcher::Voice;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use xtask::course::project::{Project, Source};
use xtask::course::{Chapter, ExerciseRef, files, stub};
use xtask::examine::judge::Judge;
use xtask::examine::picture::{Painter, Size};
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
    project.needs_solutions("there is nothing to prove the exercises with")?;
    let places = project.course.find(names)?;
    places.iter().try_for_each(|place| project.has_chapter(place.chapter))?;
    let mut faults = Faults::new();
    for place in &places {
        let found = faults.entry(place.id()).or_default();
        found.extend(texts(project, *place)?);
    }
    judged(project, &places, &mut faults)?;
    for chapter in project.course.chapters.iter().filter(|it| places.iter().any(|place| place.chapter == it.name)) {
        let found = faults.entry(chapter.name.clone()).or_default();
        found.extend(packages(project, chapter)?);
        found.extend(shown_figures(project, chapter, wanted.write_figures)?);
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
        page.line(format!(
            "\ntried: {} mistakes alone, {} right ideas with a missed edge, {} mistakes with a missed edge, \
             {} pairs of mistakes in two parts",
            counts.mistakes, counts.missed_edges, counts.with_missed_edge, counts.pairs
        ));
    }
    page.print()?;
    let sound = faults.values().all(Vec::is_empty);
    Ok(if sound { ExitOutcome::Right } else { ExitOutcome::NotRight })
}

/// Every judge proves its exercises, on all processors.
fn proved(project: &Project, places: &[ExerciseRef], faults: &mut Faults) -> anyhow::Result<Counts> {
    let mut judges = BTreeMap::new();
    for place in places {
        if !judges.contains_key(place.chapter) {
            judges.insert(place.chapter, Judge::of(project, place.chapter, Voice::Heard)?);
        }
    }
    let mut counts = Counts::default();
    let proofs = in_parallel(places, |place| judges[place.chapter].prove(place.exercise))?;
    for (place, proof) in places.iter().zip(proofs) {
        faults.entry(place.id()).or_default().extend(proof.faults);
        counts += proof.counts;
    }
    Ok(counts)
}

/// The exercise's file is the stub that its solution makes, and the lesson has a section on it.
fn texts(project: &Project, place: ExerciseRef) -> anyhow::Result<Vec<String>> {
    let ExerciseRef { chapter, exercise } = place;
    let mut faults = Vec::new();
    let path = project.exercises().file(chapter, exercise);
    match stub::stub(project, chapter, exercise) {
        Ok(stub) if fs::read_to_string(&path).ok().as_ref() == Some(&stub) => {}
        Ok(_) => faults.push(format!(
            "{} is not the stub that its solution makes; `cargo xtask stub {chapter}/{exercise}` writes it",
            project.shown(&path)
        )),
        Err(error) => faults.push(format!("{error:#}")),
    }
    let lesson = project.root.join("exercises").join(chapter).join("README.md");
    let text = fs::read_to_string(&lesson).with_context(|| format!("{} cannot be read", project.shown(&lesson)))?;
    if !text.lines().any(|line| line.starts_with('#') && line.contains(&format!("`{exercise}`"))) {
        faults.push(format!("{} has no section whose heading names `{exercise}`", project.shown(&lesson)));
    }
    Ok(faults)
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

/// The packages of exercise and solution: doorways, test cases, and no stray files.
fn packages(project: &Project, chapter: &'static Chapter) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let doorways = [project.exercises(), project.solutions()]
        .map(|source| fs::read(source.doorway(&chapter.name)).unwrap_or_default());
    if doorways[0] != doorways[1] {
        faults.push(format!(
            "the doorways of exercises/{0} and solutions/{0} differ; `cargo xtask stub {0}` copies one",
            chapter.name
        ));
    }
    for (source, package) in
        [(project.exercises(), chapter.name.clone()), (project.solutions(), format!("{}-solution", chapter.name))]
    {
        let tests = source.folder.join(&chapter.name).join("tests/reference.rs");
        if fs::read_to_string(&tests).ok() != Some(stub::reference_tests(chapter, &package)) {
            faults.push(format!(
                "{} does not list the chapter's exercises; `cargo xtask stub {}` writes it",
                project.shown(&tests),
                chapter.name
            ));
        }
        let folder = source.folder.join(&chapter.name).join("src");
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", project.shown(&folder)))? {
            let path = entry?.path();
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name != "main" && !chapter.has(&name) {
                faults.push(format!("{} belongs to no exercise", project.shown(&path)));
            }
        }
    }
    Ok(faults)
}

/// The committed figures are what the code draws now.
fn shown_figures(project: &Project, chapter: &'static Chapter, write: bool) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let folder = project.root.join("exercises").join(&chapter.name).join("figures");
    let lessons =
        [project.root.join("README.md"), project.root.join("exercises").join(&chapter.name).join("README.md")];
    let texts: Vec<String> = lessons.iter().map(|path| fs::read_to_string(path).unwrap_or_default()).collect();
    let wanted = |name: &str| {
        texts[0].contains(&format!("{}/figures/{name}", chapter.name)) || texts[1].contains(&format!("figures/{name}"))
    };
    let mut known = Vec::new();
    let painter = Painter::get(project, Voice::Heard)?;
    let drawings = tempfile::tempdir()?;
    let drawing = drawings.path().join("figure.png");
    for place in chapter.all() {
        for (mistake, figure) in gallery::figures(project, place)? {
            let suffix = if mistake == "right" { String::new() } else { format!("-{mistake}") };
            let name = format!("{}{suffix}.png", place.exercise);
            let path = folder.join(&name);
            if wanted(&name) || path.is_file() {
                let drawn = match figure {
                    Some(figure) => {
                        painter.draw(&figure, &drawing, Size::Small)?;
                        fs::read(&drawing)?
                    }
                    None => Vec::new(),
                };
                if write {
                    files::update(&path, &drawn)?;
                } else if fs::read(&path).unwrap_or_default() != drawn {
                    faults.push(format!(
                        "{} is not current; `cargo xtask verify --write-figures` draws it anew",
                        project.shown(&path)
                    ));
                }
            }
            known.push(path);
        }
    }
    let present: Vec<PathBuf> =
        fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    for path in present.iter().filter(|path| !known.contains(path)) {
        faults.push(format!("{} is the figure of no exercise or mistake", project.shown(path)));
    }
    for (lesson, text) in lessons.iter().zip(&texts) {
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .filter(|link| !link.contains("://") && !link.starts_with('#'))
        {
            let path = lesson.parent().unwrap_or(&project.root).join(link.split('#').next().unwrap_or(link));
            if !path.exists() {
                faults.push(format!("{} links to {link}, which is not there", project.shown(lesson)));
            }
        }
    }
    Ok(faults)
}
