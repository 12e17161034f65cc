//! The learner's own file of one exercise over time. Whatever replaces it keeps it first, so nothing that somebody wrote is ever gone.

use super::{Attempt, Attempts, State, Store, fingerprint};
use crate::course::project::Project;
use crate::course::{ExerciseRef, files, stub};
use std::fs;
use std::path::PathBuf;

/// One exercise of the learner, with what is remembered of it.
pub struct OwnFile<'a> {
    project: &'a Project,
    store: &'a Store,
    place: ExerciseRef,
}

impl<'a> OwnFile<'a> {
    pub fn new(project: &'a Project, store: &'a Store, place: ExerciseRef) -> Self {
        Self { project, store, place }
    }

    pub fn name(&self) -> &'static str {
        self.place.exercise
    }

    pub fn file(&self) -> PathBuf {
        self.project.exercises().file(self.place.chapter, self.name())
    }

    /// The stub; where the solutions are not here, the one that the learner's work began from.
    pub fn stub(&self) -> anyhow::Result<String> {
        let made = stub::stub(self.project, self.place.chapter, self.name());
        made.or_else(|why| self.attempts().stub().ok_or(why))
    }

    /// The course's solution.
    pub fn solution(&self) -> anyhow::Result<String> {
        let text = stub::solution(self.project, self.place.chapter, self.name())?;
        Ok(stub::without_markers(&text))
    }

    /// What was kept of it.
    pub fn attempts(&self) -> Attempts {
        self.store.attempts(&self.place.id())
    }

    pub fn chapter(&self) -> &'static str {
        self.place.chapter
    }

    /// The name under which anything about it is kept.
    pub fn id(&self) -> String {
        self.place.id()
    }

    /// The file as it is now; empty when it is missing.
    pub fn present(&self) -> Vec<u8> {
        fs::read(self.file()).unwrap_or_default()
    }

    /// Whether nothing was written yet.
    pub fn is_stub(&self) -> bool {
        self.stub().is_ok_and(|stub| fingerprint(&self.present()) == fingerprint(stub.as_bytes()))
    }

    /// Keeps the present file, unless it is the stub or kept already.
    fn keep(&self, state: &State) -> anyhow::Result<()> {
        let present = self.present();
        if present.is_empty() || self.is_stub() {
            return Ok(());
        }
        let id = self.place.id();
        self.store.attempts(&id).keep(&present, state.get(&id).undone_to, None)
    }

    /// Replaces the learner's file whole, by way of a draft in `.nabla/`.
    fn replace(&self, text: &[u8]) -> anyhow::Result<()> {
        let file = self.file();
        self.project.has_chapter(self.place.chapter)?;
        // A file that is a link to another place stays one.
        let file = fs::canonicalize(&file).unwrap_or(file);
        let drafts = self.project.root.join(".nabla");
        files::write_by_way_of(&drafts, &file, text).or_else(|_| files::write(&file, text))
    }

    /// The attempt before the present text: the latest one when the present text was never kept.
    fn before(&self, state: &State) -> Option<Attempt> {
        let id = self.place.id();
        let mark = fingerprint(&self.present());
        let mut all = self.store.attempts(&id).all();
        let is_here = |attempt: &Attempt| attempt.fingerprint == mark;
        let undone_to = state.get(&id).undone_to;
        let here = all.iter().position(|attempt| Some(attempt.number) == undone_to && is_here(attempt));
        if let Some(here) = here.or_else(|| all.iter().rposition(is_here)) {
            all.truncate(here);
        }
        all.into_iter().rev().find(|attempt| attempt.fingerprint != mark)
    }

    /// What `undo` would bring back; nothing when there is nothing before.
    pub fn previous(&self) -> Option<Attempt> {
        self.before(&self.store.state())
    }

    /// Brings back an attempt.
    pub fn go_back(&self, to: &Attempt) -> anyhow::Result<()> {
        self.store.update(|state| {
            self.keep(state)?;
            state.exercise(&self.place.id()).undone_to = Some(to.number);
            self.replace(&to.text)
        })
    }

    /// Restores the stub, after keeping the present file.
    pub fn reset(&self) -> anyhow::Result<()> {
        let stub = self.stub()?;
        self.store.update(|state| {
            self.keep(state)?;
            let progress = state.exercise(&self.place.id());
            (progress.undone_to, progress.told_of_stub) = (None, None);
            self.store.attempts(&self.place.id()).begin_from(&stub)?;
            self.replace(stub.as_bytes())
        })
    }

    /// Whether the solution may be shown without asking: the exercise was right once.
    pub fn has_been_right(&self) -> bool {
        let id = self.place.id();
        self.store.state().get(&id).solved.is_some() || self.store.attempts(&id).all().iter().any(Attempt::is_right)
    }

    /// How many of its hints were shown.
    pub fn hints(&self) -> usize {
        self.store.state().get(&self.place.id()).hints
    }
}
