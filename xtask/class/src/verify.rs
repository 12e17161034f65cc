//! `grade --verify`: everything is judged anew from what was handed in, and compared.

use crate::grade::{self, Asked};
use crate::journal::Journal;
use crate::outputs;
use crate::row::Row;
use crate::run;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use xtask::cli::GradeOptions;
use xtask::course::project::Project;
use xtask::exit::{ExitOutcome, UsageError};
use xtask::show::page::Page;

/// `grade --verify`
pub(crate) fn run(project: &Project, options: &GradeOptions, results: &Path) -> anyhow::Result<ExitOutcome> {
    let results = std::path::absolute(results)?;
    let journal = Journal::read(&results)?;
    let Some(head) = &journal.head else {
        return Err(UsageError(format!("{} holds no results", results.display())).into());
    };
    let asked = match &options.submissions {
        Some(submissions) => Asked {
            submissions: std::path::absolute(submissions)?,
            roster: options.roster.clone(),
            points: options.points.clone(),
        },
        None => Asked::of(&results)?,
    };
    let anew = tempfile::tempdir()?;
    let options = GradeOptions {
        chapters: head.chapters.clone(),
        seed: head.seed,
        seed_by_student: head.seed_by_student,
        ..options.clone()
    };
    let class = grade::class(project, &options, &asked, anew.path())?;
    let (new_head, rows) = grade::one_part(&class, &asked, &head.part, &options)?;
    outputs::write_all(anew.path(), &new_head, &rows)?;
    let mut page = Page::for_terminal();
    if new_head.course != head.course || new_head.toolchain != head.toolchain {
        page.say("", "The course or the toolchain is another one than when this was graded.");
    }
    let mut differing = 0;
    for (student, _) in &rows {
        let differences = differences(&results, anew.path(), student);
        differing += usize::from(!differences.is_empty());
        differences.iter().for_each(|difference| page.say("", &format!("✗ {student}: {difference}")));
    }
    let others = other_files(&results, anew.path(), Path::new(""))?;
    others.iter().for_each(|file| page.line(format!("✗ {file} is not the same")));
    let same = differing == 0 && others.is_empty();
    page.line(format!("{} graded anew, {differing} otherwise than before", run::students(rows.len())));
    page.print()?;
    Ok(if same { ExitOutcome::Right } else { ExitOutcome::NotRight })
}

/// In what a student's row differs.
fn differences(before: &Path, now: &Path, student: &str) -> Vec<String> {
    let [before, now] = [before, now].map(|out| run::load(out, student, None));
    let (before, now): (Row, Row) = match (before, now) {
        (Ok(before), Ok(now)) => (before, now),
        (Err(error), _) | (_, Err(error)) => return vec![format!("{error:#}")],
    };
    let entries = before.exercises.iter().zip(&now.exercises).filter(|(old, new)| old.headline() != new.headline());
    let mut found: Vec<String> = entries
        .map(|(old, new)| format!("{} was `{}`, and is `{}`", old.id(), old.headline(), new.headline()))
        .collect();
    if before.points != now.points {
        found.push(format!("had {:?} points, and has {:?}", before.points, now.points));
    }
    found
}

/// The files that are not the same, or are missing on one side; what only this machine keeps does not count.
fn other_files(before: &Path, now: &Path, folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = BTreeSet::new();
    for side in [before, now] {
        for entry in fs::read_dir(side.join(folder)).into_iter().flatten() {
            names.insert(entry?.file_name());
        }
    }
    let mut differing = Vec::new();
    for name in names.into_iter().filter(|name| name != ".grade") {
        let path = folder.join(name);
        let [old, new] = [before, now].map(|side| side.join(&path));
        if old.is_dir() && new.is_dir() {
            differing.extend(other_files(before, now, &path)?);
        } else if fs::read(&old).ok() != fs::read(&new).ok() {
            differing.push(path.display().to_string());
        }
    }
    Ok(differing)
}
