//! `stub`: writes what is made from solutions: stubs, doorways and test cases.

use std::fs;
use xtask::course::project::Project;
use xtask::course::{ExerciseRef, files, stub};
use xtask::exit::{ExitOutcome, UsageError};
use xtask::terminal;

/// `stub`
pub(crate) fn run(project: &Project, names: &[String], force: bool) -> anyhow::Result<ExitOutcome> {
    let places = if names.is_empty() { project.own_exercises()? } else { project.course.find(names)? };
    places.iter().try_for_each(|place| project.has_chapter(place.chapter))?;
    for place in &places {
        let ExerciseRef { chapter, exercise } = *place;
        let path = project.exercises().file(chapter, exercise);
        let stub = stub::stub(project, chapter, exercise)?;
        let present = fs::read_to_string(&path).unwrap_or_default();
        if !present.is_empty() && present != stub && !present.contains("todo!(") && !force {
            let shown = project.shown(&path);
            return Err(
                UsageError(format!("{shown} holds somebody's work. `--force` replaces it with the stub.")).into()
            );
        }
        files::update(&path, stub.as_bytes())?;
    }
    for chapter in project.course.chapters.iter().filter(|it| places.iter().any(|place| place.chapter == it.name)) {
        let doorway = fs::read(project.solutions().doorway(&chapter.name))?;
        files::update(&project.exercises().doorway(&chapter.name), &doorway)?;
        for (source, package) in
            [(project.exercises(), chapter.name.clone()), (project.solutions(), format!("{}-solution", chapter.name))]
        {
            let path = source.folder.join(&chapter.name).join("tests/reference.rs");
            files::update(&path, stub::reference_tests(chapter, &package).as_bytes())?;
        }
    }
    terminal::print(&format!("{} stubs are as their solutions make them.\n", places.len()))?;
    Ok(ExitOutcome::Right)
}
