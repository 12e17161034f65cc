//! From a learner's files to reports: build, ask, judge, draw.

pub mod judge;
pub mod picture;
pub mod report;

use crate::build::cage::Cage;
use crate::build::compile::{self, Built, Part};
use crate::build::compiler::{Knows, Stale};
use crate::build::refusal::Refusal;
use crate::course::project::{Project, Source};
use crate::course::{Chapter, ExerciseRef};
use judge::{Judge, Judges};
use nabla_grading::{DEFAULT_SEED, Examined, Finding, GivenUp, JudgeError, LivePicture, Status, Task, Verdict};
use nabla_launcher::Voice;
use picture::Painter;
use report::Report;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

/// What a check is asked to do.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// Whose files are judged.
    pub source: Source,
    pub seed: u64,
    /// Where pictures go; none for no pictures.
    pub pictures: Option<PathBuf>,
    /// Whether the person hears of programs that are built first.
    pub voice: Voice,
    /// Where strangers' files are compiled and their programs run; none for a learner's own.
    pub cage: Option<Cage>,
    /// Whether it is one of many that are judged side by side.
    pub among_many: bool,
    /// Raised when nobody waits for the verdict any more.
    pub given_up: GivenUp,
    /// Whoever judges.
    pub judges: Judges,
}

impl CheckRequest {
    /// Judges these files with the usual seed, and draws.
    pub fn of(project: &Project, source: Source) -> Self {
        let pictures = Some(project.pictures());
        let given_up = GivenUp::default();
        Self {
            source,
            seed: DEFAULT_SEED,
            pictures,
            voice: Voice::Heard,
            cage: None,
            among_many: false,
            given_up,
            judges: Judges::default(),
        }
    }
}

/// A chapter of which everything is ready: the learner's program and the judge.
#[derive(Debug)]
pub struct Ready {
    built: Built,
    judge: Judge,
}

impl Ready {
    /// Builds what is needed to judge a chapter's exercises, or only one of them.
    pub fn chapter(
        project: &Project,
        request: &CheckRequest,
        chapter: &'static str,
        only: Option<&'static str>,
    ) -> anyhow::Result<Self> {
        let judge = request.judges.of(project, chapter, request.voice)?;
        Ok(Self { built: build(project, request, chapter, only, Knows::Places)?, judge })
    }

    /// Builds what is there of several chapters, of one person or of several, as one program, and what is needed to judge each
    /// chapter of each part. No file may reach beyond itself; where this cannot be done, each chapter must be made ready for itself.
    pub fn together(
        project: &Project,
        request: &CheckRequest,
        parts: &[Part<'_>],
    ) -> anyhow::Result<Vec<BTreeMap<&'static str, Self>>> {
        let built = compile::together(project, parts, request.cage.as_ref(), &request.given_up)?;
        let ready = |built: &Built, chapter: &&'static Chapter| {
            let judge = request.judges.of(project, &chapter.name, request.voice)?;
            Ok((chapter.name.as_str(), Self { built: built.clone(), judge }))
        };
        let parts = parts.iter().zip(&built);
        parts.map(|(part, built)| part.chapters.iter().map(|chapter| ready(built, chapter)).collect()).collect()
    }

    /// Why an exercise is not in the program.
    pub fn refusal(&self, exercise: &str) -> Option<&Refusal> {
        self.built.broken.get(exercise)
    }

    /// One exercise's picture, to be moved.
    pub fn live(&self, exercise: &str) -> Result<LivePicture, JudgeError> {
        match &self.built.program {
            Some(program) => LivePicture::start(self.judge.program(), exercise, program),
            None => Err(JudgeError::Failed(format!("{exercise} does not compile"))),
        }
    }
}

fn build(
    project: &Project,
    request: &CheckRequest,
    chapter: &'static str,
    only: Option<&'static str>,
    knows: Knows,
) -> anyhow::Result<Built> {
    let found = project.course.chapter(chapter);
    let found = found.ok_or_else(|| anyhow::anyhow!("there is no chapter {chapter}"))?;
    compile::chapter(project, &request.source, found, only, knows, request.cage.as_ref(), &request.given_up)
}

/// The first exercise that is not right; the last one when all are.
pub fn next(project: &Project, request: &CheckRequest) -> anyhow::Result<Vec<Report>> {
    let mut report = None;
    let is_here = |chapter: &&Chapter| !request.source.remembered || project.has_chapter(&chapter.name).is_ok();
    for chapter in project.course.chapters.iter().filter(is_here) {
        let ready = Ready::chapter(project, request, &chapter.name, None)?;
        for place in chapter.all() {
            let latest = report.insert(one(project, request, place, &ready)?);
            if !latest.verdict.is_right() {
                return Ok(report.into_iter().collect());
            }
        }
    }
    Ok(report.into_iter().collect())
}

/// All these exercises, in order, on all processors. Time limits count a learner's own processor time, so neighbours do not matter.
pub fn all(project: &Project, request: &CheckRequest, places: &[ExerciseRef]) -> anyhow::Result<Vec<Report>> {
    let mut ready: BTreeMap<&str, Ready> = BTreeMap::new();
    for place in places {
        if !ready.contains_key(place.chapter) {
            let others = places.iter().any(|other| other.chapter == place.chapter && other != place);
            // Where warnings count, what nobody calls would be one.
            let only = Some(place.exercise).filter(|_| !others && !request.source.strict);
            ready.insert(place.chapter, Ready::chapter(project, request, place.chapter, only)?);
        }
    }
    in_parallel(places, |place| one(project, request, *place, &ready[place.chapter]))
}

/// Does something with each item on all processors, and returns what came of it in the items' order.
pub fn in_parallel<I: Sync, T: Send>(
    items: &[I],
    one: impl Fn(&I) -> anyhow::Result<T> + Sync,
) -> anyhow::Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let work = || -> anyhow::Result<Vec<(usize, T)>> {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return Ok(done) };
            done.push((index, one(item)?));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined = handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a thread of the runner panicked"))));
        joined.collect::<anyhow::Result<Vec<_>>>().map(|parts| parts.into_iter().flatten().collect())
    })?;
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

/// Judges one exercise of a chapter that is ready.
pub fn one(project: &Project, request: &CheckRequest, place: ExerciseRef, ready: &Ready) -> anyhow::Result<Report> {
    let start = Instant::now();
    let ExerciseRef { chapter, exercise } = place;
    let built = &ready.built;
    let refusal = built.broken.get(exercise).cloned();
    let without_answer = |verdict| Examined { verdict, printed: String::new(), figure: None };
    let mut examined = match &refusal {
        Some(why) if why.not_handed_in => without_answer(Verdict::new(Status::NotHandedIn, why.message())),
        Some(why) => without_answer(Verdict::new(Status::DoesNotCompile, why.message())),
        None => ask(request, exercise, ready, built),
    };
    if examined.verdict.panicked_in_a_library() {
        let lined = build(project, request, chapter, Some(exercise), Knows::Lines)?;
        examined = ask(request, exercise, ready, &lined);
    }
    if request.given_up.is_raised() {
        return Err(Stale.into());
    }
    Ok(Report {
        chapter,
        exercise,
        verdict: examined.verdict,
        printed: examined.printed,
        figure: examined.figure,
        plot: None,
        notes: built.notes.clone(),
        time: start.elapsed(),
        text: built.texts.get(exercise).cloned(),
        refusal: refusal.filter(|why| !why.not_handed_in),
        course_change: None,
    })
}

/// What the judge finds; a judge that fails costs this one verdict.
fn ask(request: &CheckRequest, exercise: &str, ready: &Ready, built: &Built) -> Examined {
    let not_judged = |why: String| {
        let message = format!("The judge of this exercise failed, and it is not your mistake: {why}");
        Examined { verdict: Verdict::new(Status::NotJudged, message), printed: String::new(), figure: None }
    };
    let Some(program) = &built.program else { return not_judged("there is no program to ask".to_owned()) };
    let task = Task::Examine {
        exercise: exercise.to_owned(),
        program: program.clone(),
        part: built.part,
        cage: request.cage.as_ref().map(|cage| cage.around(program)).unwrap_or_default(),
        seed: request.seed,
        draw: request.pictures.is_some(),
        stays: built.stays,
        among_many: request.among_many,
    };
    let why = match ready.judge.ask(&task, &request.given_up) {
        Ok(Finding::Examined(examined)) => return *examined,
        Ok(_) => "it gave another answer than was asked for".to_owned(),
        Err(JudgeError::GivenUp) => "nobody waits for it any more".to_owned(),
        Err(error) => error.to_string(),
    };
    not_judged(why)
}

/// Draws the pictures of these reports, where pictures are wanted.
pub fn draw(project: &Project, request: &CheckRequest, reports: &mut [Report]) {
    let Some(folder) = &request.pictures else { return };
    let start = Instant::now();
    picture::remove_old(folder, reports);
    if reports.iter().all(|report| report.figure.is_none()) {
        return;
    }
    match Painter::get(project, request.voice) {
        Ok(painter) => picture::draw(&painter, folder, reports),
        Err(error) => {
            for report in reports.iter_mut().filter(|report| report.figure.is_some()) {
                report.notes.push(format!("no picture: {error:#}"));
            }
        }
    }
    if let [report] = reports {
        report.time += start.elapsed();
    }
}
