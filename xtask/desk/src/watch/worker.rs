//! A check on a thread of its own, which a newer save makes stale, and what is made of what it tells.

use super::Session;
use super::keys::Mode;
use nabla_grading::GivenUp;
use nabla_launcher::{Voice, Wait};
use std::thread;
use xtask::build::compiler::Stale;
use xtask::course::project::{Project, Source};
use xtask::course::{ExerciseRef, judge_of};
use xtask::examine::picture::Painter;
use xtask::examine::report::Report;
use xtask::examine::{self, CheckRequest};
use xtask::store::{Store, record};

/// What a check has to tell.
#[derive(Debug)]
pub(super) enum News {
    /// Something must be built first, or pictures must wait for it.
    Building(&'static str),
    /// All that was found.
    Done(anyhow::Result<Vec<Report>>),
}

/// A check that runs. Dropping it gives it up.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) number: u64,
    pub(super) ids: Vec<ExerciseRef>,
    given_up: GivenUp,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.given_up.raise();
    }
}

/// Starts a check of these exercises; `tell` hears of its end, unless it was given up before.
pub(super) fn start(
    number: u64,
    project: &Project,
    source: &Source,
    ids: Vec<ExerciseRef>,
    tell: impl Fn(News) + Send + 'static,
) -> Running {
    let request = CheckRequest { voice: Voice::Silent, ..CheckRequest::of(project, source.clone()) };
    let given_up = request.given_up.clone();
    let running = Running { number, ids: ids.clone(), given_up };
    let project = project.clone();
    thread::spawn(move || {
        let reports = run(&project, &request, &ids, &tell);
        if !matches!(&reports, Err(error) if error.is::<Stale>()) {
            tell(News::Done(reports));
        }
    });
    running
}

fn run(
    project: &Project,
    request: &CheckRequest,
    ids: &[ExerciseRef],
    tell: &impl Fn(News),
) -> anyhow::Result<Vec<Report>> {
    let is_built = |place: &ExerciseRef| project.workshop().fresh(&judge_of(place.chapter)).is_some();
    if !ids.iter().all(is_built) {
        tell(News::Building("the judge of this chapter: once, in a few seconds"));
    }
    let mut reports = record::judged(project, request, &Store::open(project), ids)?;
    if request.given_up.is_raised() {
        return Err(Stale.into());
    }
    if Painter::ready(project).is_none() {
        tell(News::Building("what draws the pictures: once, in about a quarter of a minute"));
    }
    examine::draw(project, request, &mut reports);
    if request.given_up.is_raised() {
        return Err(Stale.into());
    }
    Ok(reports)
}

impl Session<'_> {
    /// Takes note of what a check tells, unless it was given up meanwhile.
    pub(super) fn take_news(&mut self, number: u64, news: News) -> anyhow::Result<()> {
        match news {
            News::Done(reports) => self.checked(number, reports)?,
            News::Building(what) if self.running.as_ref().is_some_and(|running| running.number == number) => {
                self.notice = Some(format!("Building {what} …"));
            }
            News::Building(_) => {}
        }
        Ok(())
    }

    /// A line for as long as something is built, with the seconds that it has taken.
    pub(super) fn waits(&mut self, wait: Wait) {
        self.notice = match wait {
            Wait::Lasts(what, seconds) => Some(format!("Building {what} … {seconds} s")),
            Wait::IsOver => None,
        };
    }

    /// Takes over what a check found, unless it was given up meanwhile. The exercise that is shown stays, unless another
    /// one was saved alone: then the person has moved there.
    fn checked(&mut self, number: u64, reports: anyhow::Result<Vec<Report>>) -> anyhow::Result<()> {
        if self.running.as_ref().is_none_or(|running| running.number != number) {
            return Ok(());
        }
        self.running = None;
        let mut reports = reports?;
        let is_of =
            |place: ExerciseRef, report: &Report| (place.chapter, place.exercise) == (report.chapter, report.exercise);
        let own = reports.iter().position(|report| is_of(self.places[self.current], report));
        let Some(shown) = own.or(reports.len().checked_sub(1)) else { return Ok(()) };
        let report = reports.remove(shown);
        let others = reports
            .iter()
            .map(|report| format!("{}/{} {}", report.chapter, report.exercise, report.verdict.status.predicate()));
        let others = others.collect::<Vec<_>>().join("; ");
        self.notice = (!others.is_empty()).then(|| format!("Saved too: {others}."));
        self.current = self.places.iter().position(|place| is_of(*place, &report)).unwrap_or(self.current);
        self.welcomes &= self.report.is_none();
        self.report = Some(report);
        if let Mode::Text(_) = self.mode {
            self.mode = Mode::Verdict;
        }
        Ok(())
    }
}
