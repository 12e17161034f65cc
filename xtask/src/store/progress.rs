//! How exercises stand, from what is remembered: nothing is judged here.

use super::{Progress, State, fingerprint};
use crate::course::project::Project;
use crate::course::{ExerciseRef, stub};
use crate::examine::report::Report;
use nabla_grading::Status;
use std::fs;

/// How one exercise stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub kind: Kind,
    /// The status, where the file is the one that was judged.
    pub status: Option<Status>,
    pub words: String,
}

/// The kinds of standing that a person sorts exercises by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
pub struct Row {
    pub chapter: &'static str,
    pub exercise: &'static str,
    pub standing: Standing,
}

/// Exercises and how they stand, in the order of the course.
#[derive(Clone, Debug)]
pub struct Table {
    pub rows: Vec<Row>,
}

impl Table {
    /// As it was just judged.
    pub fn of_reports(reports: &[Report]) -> Self {
        let row = |report: &Report| Row {
            chapter: report.chapter,
            exercise: report.exercise,
            standing: judged(report.verdict.status, report.verdict.summary().as_deref()),
        };
        Self { rows: reports.iter().map(row).collect() }
    }

    /// As it is remembered.
    pub fn remembered(project: &Project, state: &State, places: &[ExerciseRef]) -> Self {
        let row = |place: &ExerciseRef| Row {
            chapter: place.chapter,
            exercise: place.exercise,
            standing: standing(project, *place, &state.get(&place.id())),
        };
        Self { rows: places.iter().map(row).collect() }
    }

    pub fn right(&self) -> usize {
        self.count(Kind::Right)
    }

    /// The index of the first that is not right.
    pub fn first_not_right(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.standing.kind != Kind::Right)
    }

    fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.standing.kind == kind).count()
    }

    /// How many are right, and almost.
    pub fn score(&self) -> String {
        score(self.right(), self.count(Kind::Almost), self.rows.len())
    }

    /// How wide a column the names need; none where a line has no room for one and for words beside it.
    pub fn name_column(&self, columns: usize) -> usize {
        const WORDS: usize = 24;
        let longest = self.rows.iter().map(|row| row.exercise.len()).max().unwrap_or(0);
        if longest + WORDS > columns { 0 } else { longest }
    }
}

/// "3 of 39 right, 1 almost".
pub fn score(right: usize, almost: usize, all: usize) -> String {
    let almost = if almost == 0 { String::new() } else { format!(", {almost} almost") };
    format!("{right} of {all} right{almost}")
}

/// A status with what was recognised behind it: "wrong: kept the exponent".
pub fn words(status: Status, recognised: Option<&str>) -> String {
    let named = recognised.map(|name| format!(": {name}")).unwrap_or_default();
    format!("{}{named}", status.words())
}

/// How an exercise stands, by its file and what was last said of it.
fn standing(project: &Project, place: ExerciseRef, remembered: &Progress) -> Standing {
    let ExerciseRef { chapter, exercise } = place;
    let Ok(text) = fs::read(project.exercises().file(chapter, exercise)) else {
        return changed(Kind::NotChecked, "the file is missing".to_owned());
    };
    let mark = fingerprint(&text);
    if remembered.solved.as_ref() == Some(&mark) {
        return judged(Status::Right, None);
    }
    if stub::known(project, chapter, exercise).is_some_and(|stub| fingerprint(stub.as_bytes()) == mark) {
        return judged(Status::NotWritten, None);
    }
    match (&remembered.last, &remembered.solved) {
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
        Status::NotWritten | Status::NotHandedIn => Kind::NotWritten,
        _ => Kind::Wrong,
    };
    Standing { kind, status: Some(status), words: words(status, mistake) }
}

fn changed(kind: Kind, words: String) -> Standing {
    Standing { kind, status: None, words }
}
