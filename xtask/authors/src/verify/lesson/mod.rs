//! A chapter's lesson: it has the form of all lessons, and each number that it shows comes out of the code beside it.

mod claims;
mod form;
mod numbers;
mod program;

use anyhow::Context;
use std::fs;
use xtask::course::Chapter;
use xtask::course::project::Project;

/// What is wrong with the lesson of a chapter.
pub(super) fn faults(project: &Project, chapter: &Chapter) -> anyhow::Result<Vec<String>> {
    let path = project.root.join("exercises").join(&chapter.name).join("README.md");
    let shown = project.shown(&path);
    let lesson = fs::read_to_string(&path).with_context(|| format!("{shown} cannot be read"))?;
    let claims = claims::read(&lesson);
    let mut faults = form::faults(&lesson, &chapter.exercises);
    faults.extend(program::compare(project, chapter, &claims)?);
    faults.extend(claims.faults);
    faults.sort();
    Ok(faults.into_iter().map(|(line, fault)| format!("{shown}:{}: {fault}", line.max(1))).collect())
}
