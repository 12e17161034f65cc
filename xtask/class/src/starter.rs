//! `starter`: what students get, everything but the solutions.

use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::course::project::Project;
use xtask::course::{files, stub};
use xtask::exit::{ExitOutcome, UsageError};
use xtask::show::page::Page;

/// What students do not get: the solutions, the drafts of which some are right, and what only somebody with solutions
/// can run.
const KEPT_BACK: [&str; 7] =
    ["solutions", "xtask/tests", "xtask/book/tests", "xtask/class/tests", "xtask/live/tests", ".ci", ".github"];

/// `starter`
pub(crate) fn run(project: &Project, to: &Path) -> anyhow::Result<ExitOutcome> {
    if fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(UsageError(format!("{} is not empty", to.display())).into());
    }
    let count = write(project, to)?;
    let mut page = Page::for_terminal();
    page.line(format!("{count} files in {}, without {}", to.display(), KEPT_BACK.join(", ")));
    page.say(
        "",
        "Students begin with `cargo xtask check`; what they hand in is the folder `exercises`, as a zip file.",
    );
    page.print()?;
    Ok(ExitOutcome::Right)
}

/// Writes what students get into a folder; how many files that are.
pub(crate) fn write(project: &Project, to: &Path) -> anyhow::Result<usize> {
    let mut count = 0;
    for file in files_of(project)? {
        let is_kept_back = KEPT_BACK.iter().any(|kept| file.starts_with(kept));
        if is_kept_back || !project.root.join(&file).is_file() {
            continue;
        }
        let bytes = match written(project, &file)? {
            Some(stub) => stub.into_bytes(),
            None => fs::read(project.root.join(&file)).with_context(|| format!("{} cannot be read", file.display()))?,
        };
        files::write(&to.join(&file), &bytes)?;
        count += 1;
    }
    Ok(count)
}

/// An exercise is handed out as its stub, whatever somebody has written into it here.
fn written(project: &Project, file: &Path) -> anyhow::Result<Option<String>> {
    for place in project.course.all() {
        if project.root.join(file) == project.exercises().file(place.chapter, place.exercise) {
            return stub::stub(project, place.chapter, place.exercise).map(Some);
        }
    }
    Ok(None)
}

/// The project's files: what Git tracks, or without Git all that is not built.
fn files_of(project: &Project) -> anyhow::Result<Vec<PathBuf>> {
    let output = Command::new("git").current_dir(&project.root).args(["ls-files", "-z"]).output();
    if let Some(output) = output.ok().filter(|output| output.status.success() && !output.stdout.is_empty()) {
        let names = String::from_utf8_lossy(&output.stdout).into_owned();
        return Ok(names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect());
    }
    let mut files = Vec::new();
    walk(project, Path::new(""), &mut files)?;
    files.sort();
    Ok(files)
}

fn walk(project: &Project, folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(project.root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        let is_left = path.starts_with(".git") || path.starts_with(".nabla") || entry.path() == project.target;
        match entry.file_type()? {
            _ if is_left || path == Path::new("target") => {}
            kind if kind.is_dir() => walk(project, &path, files)?,
            kind if kind.is_file() => files.push(path),
            _ => {}
        }
    }
    Ok(())
}
