//! How exercises stand, from what is remembered: nothing is judged here.

use crate::chapters::Place;
use crate::check::Report;
use crate::human::{self, QUIET};
use crate::project::Project;
use crate::store::{Progress, State, fingerprint};
use crate::stub;
use anstyle::{AnsiColor, Style};
use nabla_grading::Status;
use std::fs;

/// How one exercise stands.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) kind: Kind,
    pub(crate) sign: &'static str,
    pub(crate) style: Style,
    pub(crate) words: String,
}

/// The kinds of standing that a person sorts exercises by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Right,
    Almost,
    Wrong,
    /// It was right, and the file is another one now.
    ChangedSince,
    NotChecked,
    NotWritten,
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) chapter: &'static str,
    pub(crate) exercise: &'static str,
    pub(crate) standing: Standing,
}

/// Exercises and how they stand, in the order of the course.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// As it was just judged.
    pub(crate) fn of_reports(reports: &[Report]) -> Self {
        let row = |report: &Report| Row {
            chapter: report.chapter,
            exercise: report.exercise,
            standing: judged(report.verdict.status, report.verdict.summary().as_deref()),
        };
        Self { rows: reports.iter().map(row).collect() }
    }

    /// As it is remembered.
    pub(crate) fn remembered(project: &Project, state: &State, places: &[Place<'_>]) -> Self {
        let row = |place: &Place<'_>| Row {
            chapter: place.chapter.name,
            exercise: place.exercise.name,
            standing: standing(project, place, &state.get(&place.id())),
        };
        Self { rows: places.iter().map(row).collect() }
    }

    pub(crate) fn right(&self) -> usize {
        self.count(Kind::Right)
    }

    fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.standing.kind == kind).count()
    }

    /// How many are right, and almost.
    pub(crate) fn score(&self) -> String {
        score(self.right(), self.count(Kind::Almost), self.rows.len())
    }

    pub(crate) fn longest_name(&self) -> usize {
        self.rows.iter().map(|row| row.exercise.len()).max().unwrap_or(0)
    }
}

/// "3 of 39 right, 1 almost".
pub(crate) fn score(right: usize, almost: usize, all: usize) -> String {
    let almost = if almost == 0 { String::new() } else { format!(", {almost} almost") };
    format!("{right} of {all} right{almost}")
}

/// How an exercise stands, by its file and what was last said of it.
fn standing(project: &Project, place: &Place<'_>, progress: &Progress) -> Standing {
    let (chapter, exercise) = (place.chapter.name, place.exercise.name);
    let Ok(text) = fs::read(project.exercises().file(chapter, exercise)) else {
        return changed(Kind::NotChecked, "the file is missing".to_owned());
    };
    let mark = fingerprint(&text);
    if progress.solved.as_ref() == Some(&mark) {
        return judged(Status::Right, None);
    }
    if stub::stub(project, chapter, exercise).is_ok_and(|stub| fingerprint(stub.as_bytes()) == mark) {
        return judged(Status::NotWritten, None);
    }
    match (&progress.last, &progress.solved) {
        (Some(last), _) if last.file == mark => judged(last.status, last.mistake.as_deref()),
        (_, Some(_)) => changed(Kind::ChangedSince, "changed since it was right".to_owned()),
        (Some(last), None) => changed(Kind::NotChecked, format!("changed since it {}", last.status.was())),
        (None, None) => changed(Kind::NotChecked, "not checked yet".to_owned()),
    }
}

fn judged(status: Status, mistake: Option<&str>) -> Standing {
    let kind = match status {
        Status::Right => Kind::Right,
        Status::Almost => Kind::Almost,
        Status::NotWritten => Kind::NotWritten,
        _ => Kind::Wrong,
    };
    Standing { kind, sign: human::sign(status), style: human::style(status), words: human::words(status, mistake) }
}

fn changed(kind: Kind, words: String) -> Standing {
    let style = if kind == Kind::ChangedSince { Style::new().fg_color(Some(AnsiColor::Cyan.into())) } else { QUIET };
    Standing { kind, sign: "~", style, words }
}
