//! The one type in which all stages meet: everything there is to say of one exercise, and nothing of how it is shown.

pub(crate) use crate::build::diagnostics::Position;
pub(crate) use crate::build::refusal::Refusal;
use nabla_grading::figure::Figure;
use nabla_grading::{Status, Verdict};
use std::path::PathBuf;
use std::time::Duration;

/// Everything there is to say of one exercise.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) chapter: &'static str,
    pub(crate) exercise: &'static str,
    pub(crate) verdict: Verdict,
    pub(crate) printed: String,
    /// What is to be drawn, until it is.
    pub(crate) figure: Option<Figure>,
    pub(crate) plot: Option<Picture>,
    pub(crate) notes: Vec<String>,
    pub(crate) time: Duration,
    /// The learner's file, as it was judged.
    pub(crate) text: Option<Vec<u8>>,
    /// Why the file does not compile.
    pub(crate) refusal: Option<Refusal>,
    /// What the course changed in the stub since the learner began.
    pub(crate) course_change: Option<StubChange>,
}

/// The picture of the learner's function.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) path: PathBuf,
    /// What it lets one see, in words.
    pub(crate) shows: String,
}

/// The stub that somebody began with, and the one that the course has now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StubChange {
    pub(crate) then: String,
    pub(crate) now: String,
}

/// How many are right.
pub(crate) fn right(reports: &[Report]) -> usize {
    reports.iter().filter(|report| report.verdict.is_right()).count()
}

/// How many have the right idea and an edge left.
pub(crate) fn almost(reports: &[Report]) -> usize {
    reports.iter().filter(|report| report.verdict.status == Status::Almost).count()
}

/// What was noted of all reports, each thing once.
pub(crate) fn notes(reports: &[Report]) -> Vec<&str> {
    let mut notes = Vec::new();
    for note in reports.iter().flat_map(|report| &report.notes) {
        if !notes.contains(&note.as_str()) {
            notes.push(note);
        }
    }
    notes
}
