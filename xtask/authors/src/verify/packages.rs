//! The files of exercises and solutions: stubs, doorways, test cases, and no strays.

use anyhow::Context;
use std::fs;
use xtask::course::project::Project;
use xtask::course::{Chapter, ExerciseRef, stub};

/// The exercise's file is the stub that its solution makes.
pub(super) fn exercise(project: &Project, place: ExerciseRef) -> Vec<String> {
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
    faults
}

/// The packages of exercise and solution: doorways, test cases, and no stray files.
pub(super) fn chapter(project: &Project, chapter: &'static Chapter) -> anyhow::Result<Vec<String>> {
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
