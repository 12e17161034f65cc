//! A check on a thread of its own, which a newer save makes stale.

use super::saves::Id;
use crate::chapters::{self, chapters};
use crate::check::{self, Checking, Report};
use crate::compile::Stale;
use crate::project::{Project, Source};
use crate::remember;
use crate::store::Store;
use nabla_grading::GivenUp;
use std::thread;

/// A check that runs. Dropping it gives it up.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) number: u64,
    pub(super) ids: Vec<Id>,
    given_up: GivenUp,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.given_up.raise();
    }
}

/// Starts a check of these exercises; `done` hears of its end, unless it was given up before.
pub(super) fn start(
    number: u64,
    project: &Project,
    source: &Source,
    ids: Vec<Id>,
    done: impl FnOnce(anyhow::Result<Vec<Report>>) + Send + 'static,
) -> Running {
    let checking = Checking::of(source.clone());
    let given_up = checking.given_up.clone();
    let running = Running { number, ids: ids.clone(), given_up };
    let project = project.clone();
    thread::spawn(move || {
        let reports = run(&project, &checking, &ids);
        if !matches!(&reports, Err(error) if error.is::<Stale>()) {
            done(reports);
        }
    });
    running
}

fn run(project: &Project, checking: &Checking, ids: &[Id]) -> anyhow::Result<Vec<Report>> {
    let chapters = chapters();
    let all = chapters::all(&chapters);
    let is_asked = |id: &Id| all.iter().find(|place| (place.chapter.name, place.exercise.name) == *id).copied();
    let places: Vec<_> = ids.iter().filter_map(is_asked).collect();
    let mut reports = check::all(project, checking, &places)?;
    if checking.given_up.is_raised() {
        return Err(Stale.into());
    }
    remember::reports(project, &checking.source, &Store::open(project, &chapters), &places, &mut reports);
    Ok(reports)
}
