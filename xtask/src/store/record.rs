//! After a check: what is remembered of it, and what the course changed under the learner's work.

use super::{Kept, Last, State, Store, fingerprint};
use crate::course::project::{Project, Source};
use crate::course::{ExerciseRef, stub};
use crate::examine::report::{Report, StubChange};
use crate::examine::{self, CheckRequest};
use nabla_grading::Status;
use std::fs;

/// Judges these exercises, and keeps what was judged; drawing is left to the caller, who may show the verdict first.
pub fn judged(
    project: &Project,
    request: &CheckRequest,
    store: &Store,
    places: &[ExerciseRef],
) -> anyhow::Result<Vec<Report>> {
    let mut reports = examine::all(project, request, places)?;
    keep(project, &request.source, store, &mut reports);
    Ok(reports)
}

/// Keeps the texts that were judged, and their verdicts. A check is worth its answer even where nothing can be kept.
pub fn keep(project: &Project, source: &Source, store: &Store, reports: &mut [Report]) {
    if !source.remembered || reports.is_empty() {
        return;
    }
    let kept =
        store.update(|state| reports.iter_mut().try_for_each(|report| one(project, source, store, state, report)));
    let notes = &mut reports[0].notes;
    notes.extend(store.take_notes());
    if let Err(error) = kept {
        notes.push(format!("progress and history could not be kept: {error:#}"));
    }
}

fn one(
    project: &Project,
    source: &Source,
    store: &Store,
    state: &mut State,
    report: &mut Report,
) -> anyhow::Result<()> {
    let place = ExerciseRef { chapter: report.chapter, exercise: report.exercise };
    let ExerciseRef { chapter, exercise } = place;
    let Some(text) = &report.text else { return Ok(()) };
    if fs::read(source.file(chapter, exercise)).ok().as_ref() != Some(text) {
        report.notes.push(format!("{exercise}.rs was saved while it was checked. Check it again."));
        return Ok(());
    }
    let (id, mark) = (place.id(), fingerprint(text));
    let attempts = store.attempts(&id);
    let progress = state.exercise(&id);
    let mistake = report.verdict.summary();
    let verdict = Kept { status: report.verdict.status, mistake };
    match stub::known(project, chapter, exercise) {
        Some(stub) if mark == fingerprint(stub.as_bytes()) => attempts.begin_from(&stub)?,
        // Without the solutions, what was not written yet when it was first checked is the stub.
        None if verdict.status == Status::NotWritten && attempts.stub().is_none_or(|stub| stub.as_bytes() == text) => {
            attempts.begin_from(&String::from_utf8_lossy(text))?;
        }
        stub => {
            attempts.keep(text, progress.undone_to, Some(&verdict))?;
            if let Some(now) = stub {
                match attempts.stub() {
                    None => attempts.begin_from(&now)?,
                    Some(then) => tell_of_change(report, &mut progress.told_of_stub, then, now),
                }
            }
        }
    }
    let was_here = progress.undone_to.and_then(|number| attempts.get(number));
    if was_here.is_none_or(|attempt| attempt.fingerprint != mark) {
        progress.undone_to = None;
    }
    if verdict.status == Status::Right {
        progress.solved = Some(mark.clone());
    } else if progress.solved.as_ref() == Some(&mark) {
        progress.solved = None;
    }
    progress.last = Some(Last { file: mark, status: verdict.status, mistake: verdict.mistake });
    Ok(())
}

/// Tells once, with the difference, that the course has changed the stub, and afterwards that it can be shown.
fn tell_of_change(report: &mut Report, told: &mut Option<String>, then: String, now: String) {
    let mark = fingerprint(now.as_bytes());
    if fingerprint(then.as_bytes()) == mark {
        return;
    }
    if told.as_ref() == Some(&mark) {
        let exercise = report.exercise;
        report.notes.push(format!(
            "the course has changed the stub of {exercise}; `cargo xtask diff {exercise} --stub` shows how."
        ));
    } else {
        report.course_change = Some(StubChange { then, now });
        *told = Some(mark);
    }
}
