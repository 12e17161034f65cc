//! The one type in which all stages meet: everything there is to say of one exercise, and nothing of how it is shown.

pub use crate::build::diagnostics::Position;
pub use crate::build::refusal::Refusal;
use nabla_grading::figure::Figure;
use nabla_grading::{Status, Verdict};
use std::path::PathBuf;
use std::time::Duration;

/// Everything there is to say of one exercise.
#[derive(Debug)]
pub struct Report {
    pub chapter: &'static str,
    pub exercise: &'static str,
    pub verdict: Verdict,
    pub printed: String,
    /// What is to be drawn, until it is.
    pub figure: Option<Figure>,
    pub plot: Option<Picture>,
    pub notes: Vec<String>,
    pub time: Duration,
    /// The learner's file, as it was judged.
    pub text: Option<Vec<u8>>,
    /// Why the file does not compile.
    pub refusal: Option<Refusal>,
    /// What the course changed in the stub since the learner began.
    pub course_change: Option<StubChange>,
}

/// The picture of the learner's function.
#[derive(Clone, Debug)]
pub struct Picture {
    pub path: PathBuf,
    /// What it lets one see, in words.
    pub shows: String,
}

/// The stub that somebody began with, and the one that the course has now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StubChange {
    pub then: String,
    pub now: String,
}

/// How many are right.
pub fn right(reports: &[Report]) -> usize {
    reports.iter().filter(|report| report.verdict.is_right()).count()
}

/// How many have the right idea and an edge left.
pub fn almost(reports: &[Report]) -> usize {
    reports.iter().filter(|report| report.verdict.status == Status::Almost).count()
}

/// What was noted of all reports, each thing once.
pub fn notes(reports: &[Report]) -> Vec<&str> {
    let mut notes = Vec::new();
    for note in reports.iter().flat_map(|report| &report.notes) {
        if !notes.contains(&note.as_str()) {
            notes.push(note);
        }
    }
    notes
}
