//! `verify`: every exercise keeps its promises.

use crate::chapters::{self, Place, chapters};
use crate::check::{self, Checking, Report};
use crate::gallery;
use crate::project::{Project, Source};
use crate::{Outcome, files, human, json, stub};
use anyhow::Context;
use nabla_grading::{Chapter, Counts, DEFAULT_SEED, Status};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// What is wrong, by what it is wrong with.
type Faults = BTreeMap<String, Vec<String>>;

/// `verify`
pub(crate) fn run(project: &Project, names: &[String], write_figures: bool) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    let places = chapters::find(&chapters, names)?;
    let mut faults = Faults::new();
    let mut counts = Counts::default();
    for place in &places {
        let found = faults.entry(place.id()).or_default();
        found.extend(texts(project, place)?);
    }
    for (index, chapter) in chapters.iter().enumerate() {
        let is_wanted = |name: &str| places.iter().any(|p| p.chapter.name == chapter.name && p.exercise.name == name);
        for proof in nabla_grading::prove(|| self::chapters().swap_remove(index), is_wanted) {
            faults.entry(format!("{}/{}", chapter.name, proof.exercise)).or_default().extend(proof.faults);
            counts += proof.counts;
        }
    }
    judged(project, &places, &mut faults)?;
    for chapter in chapters.iter().filter(|chapter| places.iter().any(|place| place.chapter.name == chapter.name)) {
        let found = faults.entry(chapter.name.to_owned()).or_default();
        found.extend(packages(project, chapter)?);
        found.extend(shown_figures(project, chapter, write_figures)?);
    }
    for (name, found) in &faults {
        human::promise(name, found);
    }
    anstream::println!(
        "\ntried: {} mistakes alone, {} right ideas with a missed edge, {} mistakes with a missed edge, {} pairs of mistakes in two parts",
        counts.mistakes,
        counts.missed_edges,
        counts.with_missed_edge,
        counts.pairs
    );
    let sound = faults.values().all(Vec::is_empty);
    Ok(if sound { Outcome::Right } else { Outcome::NotRight })
}

/// The exercise's file is the stub that its solution makes, and the lesson has a section on it.
fn texts(project: &Project, place: &Place<'_>) -> anyhow::Result<Vec<String>> {
    let (chapter, exercise) = (place.chapter.name, place.exercise.name);
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
fn judged(project: &Project, places: &[Place<'_>], faults: &mut Faults) -> anyhow::Result<()> {
    let workshop = Project { target: project.builds().join("verify"), ..project.clone() };
    let checking = Checking::of(project.solutions());
    let built = Project { target: project.target.clone(), ..workshop.clone() };
    let once = pictures(&built, &workshop, &checking, places)?;
    let again = pictures(&built, &workshop, &checking, places)?;
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
    for place in places {
        for exercise in &place.chapter.exercises {
            let text = stub::stub(project, place.chapter.name, exercise.name).unwrap_or_default();
            let path = stubs.path().join(place.chapter.name).join("src").join(format!("{}.rs", exercise.name));
            files::update(&path, text.as_bytes())?;
        }
    }
    let source = Source { folder: stubs.path().to_owned(), name: "stubs".to_owned(), strict: true, remembered: false };
    for report in check::all(project, &Checking { plots: false, ..Checking::of(source) }, places)? {
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

fn pictures(
    project: &Project,
    workshop: &Project,
    checking: &Checking,
    places: &[Place<'_>],
) -> anyhow::Result<Vec<Drawn>> {
    let mut drawn = Vec::new();
    for place in places {
        let built = check::build(project, checking, place.chapter)?;
        let report = check::examine(workshop, checking, place, &built)?;
        let bytes = report.plot.as_ref().and_then(|picture| fs::read(&picture.path).ok()).unwrap_or_default();
        drawn.push(Drawn { report, bytes });
    }
    Ok(drawn)
}

fn without_time(report: &Report, project: &Project) -> anyhow::Result<String> {
    let text = json::document(std::slice::from_ref(report), DEFAULT_SEED, project)?;
    Ok(text.lines().filter(|line| !line.contains("\"seconds\"")).collect())
}

/// The packages of exercise and solution: doorways, test cases, and no stray files.
fn packages(project: &Project, chapter: &Chapter) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let doorways = [project.exercises(), project.solutions()]
        .map(|source| fs::read(source.doorway(chapter.name)).unwrap_or_default());
    if doorways[0] != doorways[1] {
        faults.push(format!(
            "the doorways of exercises/{0} and solutions/{0} differ; `cargo xtask stub {0}` copies one",
            chapter.name
        ));
    }
    for (source, package) in
        [(project.exercises(), chapter.name.to_owned()), (project.solutions(), format!("{}-solution", chapter.name))]
    {
        let tests = source.folder.join(chapter.name).join("tests/reference.rs");
        if fs::read_to_string(&tests).ok() != Some(stub::reference_tests(chapter, &package)) {
            faults.push(format!(
                "{} does not list the chapter's exercises; `cargo xtask stub {}` writes it",
                project.shown(&tests),
                chapter.name
            ));
        }
        let folder = source.folder.join(chapter.name).join("src");
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", project.shown(&folder)))? {
            let path = entry?.path();
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name != "main" && chapter.exercise(&name).is_none() {
                faults.push(format!("{} belongs to no exercise", project.shown(&path)));
            }
        }
    }
    Ok(faults)
}

/// The committed figures are what the code draws now.
fn shown_figures(project: &Project, chapter: &Chapter, write: bool) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let folder = project.root.join("exercises").join(chapter.name).join("figures");
    let lessons = [project.root.join("README.md"), project.root.join("exercises").join(chapter.name).join("README.md")];
    let texts: Vec<String> = lessons.iter().map(|path| fs::read_to_string(path).unwrap_or_default()).collect();
    let wanted = |name: &str| {
        texts[0].contains(&format!("{}/figures/{name}", chapter.name)) || texts[1].contains(&format!("figures/{name}"))
    };
    let mut known = Vec::new();
    for exercise in &chapter.exercises {
        for (mistake, figure) in gallery::figures(exercise) {
            let suffix = if mistake == "right" { String::new() } else { format!("-{mistake}") };
            let name = format!("{}{suffix}.png", exercise.name);
            let path = folder.join(&name);
            if wanted(&name) || path.is_file() {
                let drawn = figure.map(|figure| nabla_render::png(&figure)).transpose()?.unwrap_or_default();
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
