//! The learner's functions, kept warm: what a page asks, and what a save changes.

use crate::picture::{self, Drawn};
use crate::verdict;
use nabla_grading::figure::Settings;
use nabla_grading::{JudgeError, LivePicture};
use nabla_launcher::Voice;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;
use xtask::course::ExerciseRef;
use xtask::course::project::Project;
use xtask::examine::report::Report;
use xtask::examine::{self, CheckRequest, Ready};
use xtask::store::{Store, record};

/// How many verdicts may wait for a page that is slow to take them.
const WAITING: usize = 64;

/// A prediction is a number or a point.
const LONGEST_PREDICTION: usize = 40;

/// One evening's pictures.
#[derive(Debug)]
pub(crate) struct Session {
    project: Project,
    desks: Mutex<BTreeMap<ExerciseRef, Arc<Mutex<Desk>>>>,
    news: broadcast::Sender<Json>,
}

/// What is ready of one exercise, until its file is saved again.
#[derive(Debug, Default)]
struct Desk {
    verdict: Option<Json>,
    picture: Option<LivePicture>,
}

impl Session {
    pub(crate) fn new(project: &Project) -> Self {
        Self { project: project.clone(), desks: Mutex::default(), news: broadcast::channel(WAITING).0 }
    }

    pub(crate) fn project(&self) -> &Project {
        &self.project
    }

    /// Every verdict from now on.
    pub(crate) fn news(&self) -> broadcast::Receiver<Json> {
        self.news.subscribe()
    }

    /// How an exercise stands; judged if it was not since its last save.
    pub(crate) fn verdict(&self, place: ExerciseRef) -> anyhow::Result<Json> {
        let desk = self.desk(place);
        let mut desk = held(&desk);
        if desk.verdict.is_none() {
            self.judge(place, &mut desk)?;
        }
        Ok(desk.verdict.clone().unwrap_or_default())
    }

    /// An exercise was saved: its verdict is told to every page, and its pictures are asked of the new function.
    pub(crate) fn saved(&self, place: ExerciseRef) {
        let desk = self.desk(place);
        let mut desk = held(&desk);
        *desk = Desk::default();
        let told = match self.judge(place, &mut desk) {
            Ok(()) => desk.verdict.clone().unwrap_or_default(),
            Err(error) => verdict::failed(place, &error),
        };
        // Nobody need be listening.
        let _ = self.news.send(told);
    }

    /// The learner's picture with its controls there.
    pub(crate) fn picture(&self, place: ExerciseRef, settings: &Settings) -> anyhow::Result<Drawn> {
        let desk = self.desk(place);
        let mut desk = held(&desk);
        if desk.verdict.is_none() {
            self.judge(place, &mut desk)?;
        }
        let moved = match &mut desk.picture {
            None => return Ok(Drawn::nothing()),
            Some(picture) => picture.moved(settings),
        };
        let predicted = Store::open(&self.project).state().get(&place.id()).predicted;
        match moved {
            Ok(moved) => picture::drawn(moved, predicted.as_deref()),
            Err(JudgeError::Ended(_)) => {
                // Another one may be luckier; if not, the page says why.
                desk.picture = Some(self.ready(place)?.live(place.exercise)?);
                let picture = desk.picture.as_mut().map(|picture| picture.moved(settings)).transpose()?;
                picture.map_or_else(|| Ok(Drawn::nothing()), |moved| picture::drawn(moved, predicted.as_deref()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps what somebody expects of a picture, with the words that they chose.
    pub(crate) fn predict(&self, place: ExerciseRef, words: &str) -> anyhow::Result<()> {
        let words: String = words.chars().filter(|letter| !letter.is_control()).take(LONGEST_PREDICTION).collect();
        Store::open(&self.project).update(|state| {
            state.exercise(&place.id()).predicted = Some(words);
            Ok(())
        })
    }

    fn judge(&self, place: ExerciseRef, desk: &mut Desk) -> anyhow::Result<()> {
        let request = self.request();
        let ready = self.ready(place)?;
        let mut reports = vec![examine::one(&self.project, &request, place, &ready)?];
        record::keep(&self.project, &request.source, &Store::open(&self.project), &mut reports);
        let compiles = reports.iter().all(|report: &Report| report.refusal.is_none());
        desk.verdict = reports.first().map(verdict::told);
        desk.picture = if compiles { Some(ready.live(place.exercise)?) } else { None };
        Ok(())
    }

    fn ready(&self, place: ExerciseRef) -> anyhow::Result<Ready> {
        Ready::chapter(&self.project, &self.request(), place.chapter, Some(place.exercise))
    }

    fn request(&self) -> CheckRequest {
        let request = CheckRequest::of(&self.project, self.project.exercises());
        CheckRequest { voice: Voice::Silent, pictures: None, ..request }
    }

    fn desk(&self, place: ExerciseRef) -> Arc<Mutex<Desk>> {
        Arc::clone(held(&self.desks).entry(place).or_default())
    }
}

/// A panic while something was held has spoiled one answer; what is held is asked anew.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
