//! `grade --join`: the results of several machines as those of one, byte for byte.

use crate::journal::{Head, Journal, Line, Part};
use crate::outputs;
use crate::row::Outcome;
use crate::run::{self, students};
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use xtask::cli::GradeOptions;
use xtask::course::files;
use xtask::exit::{ExitOutcome, UsageError};
use xtask::terminal;

/// `grade --join`
pub(crate) fn run(options: &GradeOptions) -> anyhow::Result<ExitOutcome> {
    let Some(out) = &options.out else {
        return Err(UsageError("--join needs --out for the results".to_owned()).into());
    };
    let out = std::path::absolute(out)?;
    let parts: Vec<(&PathBuf, Journal)> =
        options.join.iter().map(|part| Ok((part, Journal::read(part)?))).collect::<anyhow::Result<_>>()?;
    let head = head(&parts)?;
    let (first, again) = lines(&parts, &head)?;
    if Journal::read(&out)?.head.is_some() {
        return Err(UsageError(format!("{} holds results already; name another folder", out.display())).into());
    }
    fs::create_dir_all(out.join("results")).with_context(|| format!("{} cannot be made", out.display()))?;
    let mut latest: BTreeMap<String, Outcome> = BTreeMap::new();
    let mut journal = Journal::read(&out)?;
    journal.begin(&head)?;
    for (student, (part, line)) in first.iter().chain(&again) {
        journal.note(line.clone())?;
        latest.insert(student.clone(), line.outcome);
        if again.get(student).is_none_or(|(_, last)| last == line) {
            copy(part, &out, student, line)?;
        }
    }
    let rows: Vec<(String, Outcome)> = latest.into_iter().collect();
    outputs::write_all(&out, &head, &rows)?;
    terminal::print(&format!("{} of {} parts, in {}\n", students(rows.len()), parts.len(), out.display()))?;
    let open = rows.iter().any(|(_, outcome)| outcome.needs_a_look());
    Ok(if open { ExitOutcome::NotRight } else { ExitOutcome::Right })
}

/// What all parts agree on.
fn head(parts: &[(&PathBuf, Journal)]) -> Result<Head, UsageError> {
    let mut whole: Option<Head> = None;
    for (path, journal) in parts {
        let Some(head) = &journal.head else {
            return Err(UsageError(format!("{} holds no results", path.display())));
        };
        let head = Head { part: Part::Whole, ..head.clone() };
        match &whole {
            Some(other) if *other != head => {
                let why = "was graded with other settings, or from other submissions, than";
                return Err(UsageError(format!("{} {why} {}", path.display(), parts[0].0.display())));
            }
            _ => whole = Some(head),
        }
    }
    whole.ok_or_else(|| UsageError("--join needs folders of results".to_owned()))
}

/// A student's part and line.
type Lines<'a> = BTreeMap<String, (&'a Path, Line)>;

/// The lines as one machine would have written them: each student's first, then those that were judged once more.
fn lines<'a>(parts: &[(&'a PathBuf, Journal)], head: &Head) -> Result<(Lines<'a>, Lines<'a>), UsageError> {
    let (mut first, mut again) = (Lines::new(), Lines::new());
    for (index, (path, journal)) in parts.iter().enumerate() {
        if parts[..index].iter().any(|(other, _)| other == path) {
            return Err(UsageError(format!("{} is named twice", path.display())));
        }
        let mut own = BTreeSet::new();
        for line in &journal.lines {
            let to = if own.insert(&line.student) { &mut first } else { &mut again };
            let before = to.insert(line.student.clone(), (path, line.clone()));
            if let Some((other, _)) = before.filter(|(other, _)| *other != path.as_path()) {
                let (path, other, student) = (path.display(), other.display(), &line.student);
                return Err(UsageError(format!("{student} is in {other} and in {path}")));
            }
        }
    }
    let unfinished: Vec<&String> = first
        .iter()
        .filter(|(student, (_, line))| again.get(*student).map_or(line.again, |(_, last)| last.again))
        .map(|(student, _)| student)
        .collect();
    if first.len() != head.students || !unfinished.is_empty() {
        let missing = head.students - first.len().min(head.students);
        return Err(UsageError(format!(
            "the parts are not complete: {} of {} students are missing, {} were to be judged once more. \
             `grade … --shard I/N --resume` goes on with a part.",
            missing,
            head.students,
            unfinished.len()
        )));
    }
    Ok((first, again))
}

/// A row and its pictures.
fn copy(part: &Path, out: &Path, student: &str, line: &Line) -> anyhow::Result<()> {
    let row = run::load(part, student, Some(&line.row))?;
    let name = format!("results/{}.json", run::file_name(student));
    files::write(&out.join(&name), &fs::read(part.join(&name))?)?;
    for picture in row.exercises.iter().filter_map(|entry| entry.picture.as_ref()) {
        let to = out.join(&picture.file);
        if !to.is_file() {
            files::write(&to, &fs::read(part.join(&picture.file))?)?;
        }
    }
    Ok(())
}
