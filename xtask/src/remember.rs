//! After a check: what is remembered of it, and what the course changed under the learner's work.

use crate::chapters::Place;
use crate::check::Report;
use crate::diff;
use crate::project::{Project, Source};
use crate::store::{Kept, Last, State, Store, fingerprint};
use crate::stub;
use nabla_grading::Status;
use std::fs;

/// Keeps the texts that were judged, and their verdicts. A check is worth its answer even where nothing can be kept.
pub(crate) fn reports(project: &Project, source: &Source, store: &Store, places: &[Place<'_>], reports: &mut [Report]) {
    if !source.remembered || reports.is_empty() {
        return;
    }
    let kept = store.update(|state| {
        for report in &mut *reports {
            let is_its =
                |place: &&Place<'_>| place.chapter.name == report.chapter && place.exercise.name == report.exercise;
            if let Some(place) = places.iter().find(is_its) {
                one(project, source, store, state, place, report)?;
            }
        }
        Ok(())
    });
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
    place: &Place<'_>,
    report: &mut Report,
) -> anyhow::Result<()> {
    let (chapter, exercise) = (report.chapter, report.exercise);
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
    let stub = stub::stub(project, chapter, exercise)?;
    let new_stub = fingerprint(stub.as_bytes());
    if mark == new_stub {
        attempts.begin_from(&stub)?;
    } else {
        attempts.keep(text, progress.undone_to, Some(&verdict))?;
        match attempts.stub() {
            None => attempts.begin_from(&stub)?,
            Some(old) if fingerprint(old.as_bytes()) == new_stub => {}
            Some(old) if progress.told_of_stub.as_ref() != Some(&new_stub) => {
                report.course_change = Some(diff::unified(&old, &stub, "the stub you began with", "the stub now"));
                progress.told_of_stub = Some(new_stub);
            }
            Some(_) => report.notes.push(format!(
                "the course has changed the stub of {exercise}; `cargo xtask diff {exercise} --stub` shows how."
            )),
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
